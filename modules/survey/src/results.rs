//! What is said of a wave: figures with everything that makes them readable. The analysis page, the report, the files and
//! the portal all show this one value; a release keeps it as JSON for good.
//!
//! ```text
//!   Results ─► Item ─┬─ answers    how the city answered, each with its interval
//!                    ├─ silence    nevím, odmítl, netýká se, nothing
//!                    └─ Headline   one figure: of the city and of every district
//!                          └─ District: figure · difference from the rest · model-based figure
//! ```

use questionnaires::Text;
use serde::{Deserialize, Serialize};

use crate::wave::{Facts, Sample};

/// Figures of a wave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Results {
    /// Name of the wave.
    pub wave: String,
    /// Where its figures come from.
    pub facts: Facts,
    /// How they were made, as keys with their numbers; pages and files say them in words.
    pub method: Method,
    /// The questions.
    pub items: Vec<Item>,
}

/// How the figures were made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Method {
    /// People in the data.
    pub rows: usize,
    /// Strata of the first stage.
    pub strata: usize,
    /// Clusters of the first stage.
    pub clusters: usize,
    /// Kinds of weighting steps, in order.
    pub steps: Vec<String>,
    /// The column of districts; releases by another one are held against this.
    #[serde(default)]
    pub district: Option<String>,
    /// Kish's effect of the final weights.
    pub weight_effect: f64,
    /// Level of intervals.
    pub level: f64,
}

impl Results {
    /// Whether intervals may stand beside figures.
    #[must_use]
    pub fn has_intervals(&self) -> bool {
        self.facts.sample.has_intervals()
    }

    /// Whether intervals are "as if" the sample had been drawn at random.
    #[must_use]
    pub fn as_if(&self) -> bool {
        self.facts.sample == Sample::Quota
    }

    /// The item of a name.
    #[must_use]
    pub fn item(&self, name: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.name == name)
    }
}

/// One question, or one choice of a multiple one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Item {
    /// Name of its column.
    pub name: String,
    /// The question in words.
    pub label: Text,
    /// The choice in words, of a multiple one.
    pub part: Text,
    /// Whether answers may harm.
    pub sensitive: bool,
    /// People without an answer proper.
    pub silence: Silence,
    /// Each answer with its share among those who answered.
    pub answers: Vec<Answer>,
    /// The one figure of it, where there is one.
    pub headline: Option<Headline>,
}

/// People without an answer proper, unweighted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Silence {
    /// *Nevím.*
    pub dont_know: usize,
    /// *Odmítl.*
    pub refused: usize,
    /// *Netýká se.*
    pub not_applicable: usize,
    /// Not asked, or lost.
    pub nothing: usize,
}

/// An answer of the city.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Answer {
    /// Its code.
    pub code: String,
    /// In words.
    pub label: Text,
    /// Whether it is a kind of missing that counts in the base all the same: "I never go there alone" of SDG 16.1.4.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub beside: bool,
    /// Its share.
    pub share: Shown,
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Measure {
    /// The share of these codes among those who answered.
    Share {
        /// The codes.
        codes: Vec<String>,
    },
    /// The mean of the numbers.
    Mean,
}

/// The one figure of an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Headline {
    /// What it is.
    pub measure: Measure,
    /// Of the whole city.
    pub city: Shown,
    /// Of each district, in the order of the data's list.
    pub districts: Vec<District>,
    /// Whether the model found no difference between districts, so that every model-based figure is that of the city.
    pub all_synthetic: bool,
}

/// A district.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct District {
    /// Its code in the data.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// Its figure.
    pub figure: Shown,
    /// How it differs from the rest of the city; of samples with intervals, and of enough people, only.
    pub difference: Option<Difference>,
    /// What a model says of it, borrowing from the other districts.
    pub model: Option<Modelled>,
}

impl Headline {
    /// How many districts are compared with the rest, and so judged together.
    #[must_use]
    pub fn compared(&self) -> usize {
        self.districts.iter().filter(|district| district.difference.is_some()).count()
    }
}

/// A figure, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Shown {
    /// It is shown.
    Figure(Figure),
    /// Held back so that nobody is given away; shown as "·", never as 0.
    Protected,
    /// Nobody answered.
    Nothing,
}

impl Shown {
    /// The figure, if it is shown.
    #[must_use]
    pub fn figure(&self) -> Option<&Figure> {
        match self {
            Shown::Figure(figure) => Some(figure),
            Shown::Protected | Shown::Nothing => None,
        }
    }
}

/// A figure with its uncertainty. Shares are 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Figure {
    /// The estimate.
    pub value: f64,
    /// The interval at the method's level; none of an open poll, of one person, or without degrees of freedom.
    pub interval: Option<(f64, f64)>,
    /// Its standard error.
    pub se: Option<f64>,
    /// Degrees of freedom.
    pub df: f64,
    /// Design effect.
    pub effect: Option<f64>,
    /// People behind it, unweighted.
    pub base: usize,
    /// People of the population behind it.
    pub weighted: f64,
    /// Whether it can be relied on.
    pub doubt: Option<Doubt>,
}

/// Why a figure is not to be relied on (NCHS Series 2 No. 175).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// Unreliable: fewer than 30 people, or people's worth.
    Few,
    /// Unreliable: its interval is too wide.
    Wide,
    /// To be looked at: few degrees of freedom.
    Freedom,
    /// To be looked at: nobody, or everybody.
    Extreme,
}

impl Doubt {
    /// The end of the key of its text (`survey-doubt-few`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Doubt::Few => "few",
            Doubt::Wide => "wide",
            Doubt::Freedom => "freedom",
            Doubt::Extreme => "extreme",
        }
    }

    /// Whether the figure is unreliable, not only to be looked at.
    #[must_use]
    pub fn is_unreliable(self) -> bool {
        matches!(self, Doubt::Few | Doubt::Wide)
    }
}

/// How one figure differs from another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Difference {
    /// The difference: points of a share (0 to 1), or of a mean.
    pub value: f64,
    /// Its interval, not adjusted.
    pub interval: (f64, f64),
    /// Probability of such a one when there is none, adjusted for the family (Holm 1979).
    pub p: f64,
    /// The least difference that would be found with a probability of 80 %.
    pub detectable: f64,
}

impl Difference {
    /// Whether it is more than chance at 5 %, the whole family considered.
    #[must_use]
    pub fn is_found(&self) -> bool {
        self.p < 0.05
    }
}

/// A model-based figure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Modelled {
    /// The figure.
    pub value: f64,
    /// Its interval.
    pub interval: (f64, f64),
    /// How much of it is the district's own, 0 to 1.
    pub own: f64,
}
