//! An edition: everything a source said at one time about what it covers, taken over whole.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use store::Id;

use crate::{Cell, Figure, Period, Range, Territory};

/// Where figures come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its key: `SEED`, `police-tsk`. Editions with one key replace each other.
    pub key: String,
    /// Its title, as people cite it.
    pub title: String,
    /// Where it can be found: an address, or words.
    pub place: String,
    /// Licence or terms of use; empty when not known.
    #[serde(default)]
    pub licence: String,
    /// Whether its figures may be shown to everybody, or to the workplace only.
    #[serde(default = "yes")]
    pub public: bool,
}

fn yes() -> bool {
    true
}

/// What of its source an edition speaks of. Within it the edition is whole: a figure that it does not repeat is gone.
/// What lies outside stays as earlier editions said it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Covers {
    /// Everything the source ever said.
    Everything,
    /// These concepts, in periods that lie in this range: a monthly workbook.
    Part {
        /// Keys of concepts.
        concepts: Vec<String>,
        /// Days.
        range: Range,
    },
}

impl Covers {
    /// Whether a figure lies in what is covered.
    #[must_use]
    pub fn holds(&self, concept: &str, period: Period) -> bool {
        match self {
            Covers::Everything => true,
            Covers::Part { concepts, range } => {
                concepts.iter().any(|one| one == concept) && period.within(*range)
            }
        }
    }
}

/// An edition that has not been taken over yet.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEdition {
    /// Its source.
    pub source: Source,
    /// When it was fetched.
    pub fetched_at: DateTime<Utc>,
    /// SHA-256 of the bytes it was read from, in hexadecimal.
    pub sha256: String,
    /// Version of the form it was in: `okrsek-figures-1`, `csu-290038`, `police-2016`.
    pub schema: String,
    /// What it speaks of.
    pub covers: Covers,
    /// What it says.
    pub figures: Vec<Figure>,
}

/// An edition as the database keeps it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Edition {
    /// Its id.
    #[serde(serialize_with = "as_text")]
    pub id: Id,
    /// Its source, as the edition described it.
    pub source: Source,
    /// When it was fetched.
    pub fetched_at: DateTime<Utc>,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Version of its form.
    pub schema: String,
    /// When it was taken over.
    pub imported_at: DateTime<Utc>,
    /// How many figures it brought.
    pub figures: i64,
}

fn as_text<S: serde::Serializer>(id: &Id, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

/// A figure with where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct SourcedFigure {
    /// Its row.
    pub id: Id,
    /// What was said.
    pub figure: Figure,
    /// Key of the source.
    pub source: String,
    /// The edition that said it first.
    pub edition: Id,
    /// SHA-256 of the bytes of that edition.
    pub sha256: String,
}

/// Which figure of a source, whatever it says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct FigureKey {
    /// Key of the concept.
    pub concept: String,
    /// Item; empty for the whole.
    pub item: String,
    /// Where.
    pub territory: Territory,
    /// When.
    pub period: Period,
}

impl From<&Figure> for FigureKey {
    fn from(figure: &Figure) -> FigureKey {
        FigureKey {
            concept: figure.concept.clone(),
            item: figure.item.clone().unwrap_or_default(),
            territory: figure.territory.clone(),
            period: figure.period,
        }
    }
}

/// A figure that an edition says otherwise than the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Revised {
    /// Which.
    pub key: FigureKey,
    /// What stood before.
    pub before: Cell,
    /// What stands now.
    pub after: Cell,
}

/// What taking over an edition did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// The edition; `None` when its bytes were taken over before and nothing was written.
    #[serde(skip)]
    pub edition: Option<Id>,
    /// Figures that the source says for the first time.
    pub new: usize,
    /// Figures said as before.
    pub same: usize,
    /// Figures said otherwise.
    pub changed: usize,
    /// Figures said no more.
    pub gone: usize,
    /// The first [`Imported::SHOWN`] of what was changed, in order.
    pub revised: Vec<Revised>,
    /// The first of what is gone, in order.
    pub lost: Vec<FigureKey>,
    /// Claims whose verdict is another one now.
    #[serde(skip)]
    pub claims: Vec<Id>,
}

impl Imported {
    /// How many revisions and losses a report names; the rest is counted.
    pub const SHOWN: usize = 100;
}
