//! A series: figures of one concept, one item and one territory, one after another. Unlike things never share a line,
//! because a [`Series`] cannot hold two of them and a [`Panel`] cannot be made of what does not compare.
//!
//! ```text
//!   figures ─► Series (one concept, item, territory, granularity)
//!                │ together with others of the same concept, item and granularity
//!                ├──► Panel      may stand on one axis, may be held against each other
//!                └──► Unlike     may not; says why
//! ```

use std::sync::Arc;

use serde::Serialize;

use crate::{Concept, Granularity, Number, Period, Precision, Status, Territory};

/// What is known of one period.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// A value.
    Known {
        /// The value.
        value: Number,
        /// How exactly it was meant.
        precision: Precision,
    },
    /// Held back. Never 0.
    Suppressed,
    /// Nobody said. Never 0.
    Missing,
}

/// How a point came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A source said so.
    Published,
    /// Summed up from finer figures, all of which are known.
    Summed,
    /// 0, because the source leaves zeros out and spoke of the period.
    LeftOut,
}

/// One period of a series.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// Which.
    pub period: Period,
    /// What is known.
    pub state: State,
    /// Whether it may still change.
    pub status: Status,
    /// How it came about.
    pub origin: Origin,
    /// Editions it comes from, as indices into [`crate::Answer::sources`].
    pub sources: Vec<usize>,
    /// Another source says something else.
    pub disputed: bool,
}

impl Point {
    /// The value, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<Number> {
        match self.state {
            State::Known { value, .. } => Some(value),
            State::Suppressed | State::Missing => None,
        }
    }
}

/// Figures of one concept, one item and one territory. Its points are in order and of one granularity; in a series of states
/// a point may also be a month or a year, for a state of a day in it that the source did not name.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    concept: Arc<Concept>,
    item: Option<String>,
    territory: Territory,
    granularity: Granularity,
    points: Vec<Point>,
}

impl Series {
    /// Only the reader of the database makes series; it sorts and fills.
    pub(crate) fn new(
        concept: Arc<Concept>,
        item: Option<String>,
        territory: Territory,
        granularity: Granularity,
        mut points: Vec<Point>,
    ) -> Series {
        points.retain(|point| granularity == Granularity::State || point.period.granularity() == granularity);
        points.sort_by_key(|point| point.period);
        points.dedup_by_key(|point| point.period);
        Series { concept, item, territory, granularity, points }
    }

    /// Its concept.
    #[must_use]
    pub fn concept(&self) -> &Concept {
        &self.concept
    }

    /// Its item; `None` for the whole.
    #[must_use]
    pub fn item(&self) -> Option<&str> {
        self.item.as_deref()
    }

    /// Its territory.
    #[must_use]
    pub fn territory(&self) -> &Territory {
        &self.territory
    }

    /// Length of its periods.
    #[must_use]
    pub fn granularity(&self) -> Granularity {
        self.granularity
    }

    /// Its points, earliest first.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The point of a period.
    #[must_use]
    pub fn point(&self, period: Period) -> Option<&Point> {
        let found = self.points.binary_search_by_key(&period, |point| point.period).ok()?;
        self.points.get(found)
    }

    /// Whether its points may be joined and compared with each other: not when nobody has defined what they count.
    #[must_use]
    pub fn is_a_line(&self) -> bool {
        self.concept.definition.is_some()
    }

    /// The change from one period to another, recomputed from the figures themselves.
    ///
    /// # Errors
    /// Why the two may not be compared.
    pub fn change(&self, from: Period, to: Period) -> Result<Change, Unlike> {
        if !self.is_a_line() {
            return Err(Unlike::Undefined { concept: self.concept.key.clone() });
        }
        let value = |period: Period| {
            let known = self.point(period).and_then(Point::value);
            known.ok_or(Unlike::NotKnown { period })
        };
        let (before, after) = (value(from)?, value(to)?);
        let difference = after.minus(before).ok_or(Unlike::NotKnown { period: to })?;
        let ratio = (before > Number::ZERO).then(|| after.as_f64() / before.as_f64());
        Ok(Change { from, to, before, after, difference, ratio })
    }
}

/// A change within one series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The earlier period.
    pub from: Period,
    /// The later period.
    pub to: Period,
    /// Value then.
    pub before: Number,
    /// Value now.
    pub after: Number,
    /// `after − before`.
    pub difference: Number,
    /// `after ÷ before`; `None` when there was nothing before.
    pub ratio: Option<f64>,
}

/// Why two figures or series may not be put together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case", tag = "why")]
pub enum Unlike {
    /// They are of different concepts.
    #[error("{first} is not {second}")]
    Concepts {
        /// One.
        first: String,
        /// The other.
        second: String,
    },
    /// They are of different items of one concept.
    #[error("item {} is not item {}", first.as_deref().unwrap_or("(all)"), second.as_deref().unwrap_or("(all)"))]
    Items {
        /// One.
        first: Option<String>,
        /// The other.
        second: Option<String>,
    },
    /// Their periods are of different lengths.
    #[error("figures of a {} are not figures of a {}", first.key(), second.key())]
    Granularities {
        /// One.
        first: Granularity,
        /// The other.
        second: Granularity,
    },
    /// Nobody has said what is counted, so not even two figures of the same name compare.
    #[error("nobody has defined {concept}")]
    Undefined {
        /// The concept.
        concept: String,
    },
    /// There is no figure.
    #[error("no figure of {period}")]
    NotKnown {
        /// Of this period.
        period: Period,
    },
}

/// Series that may stand on one axis: the same concept, item and granularity in several territories.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel(Vec<Series>);

impl Panel {
    /// Puts series together.
    ///
    /// # Errors
    /// The first reason why two of them may not share an axis.
    pub fn of(series: Vec<Series>) -> Result<Panel, Unlike> {
        for pair in series.windows(2) {
            if let [first, second] = pair {
                alike(first, second)?;
            }
        }
        if series.len() > 1
            && let Some(undefined) = series.iter().find(|one| !one.is_a_line())
        {
            return Err(Unlike::Undefined { concept: undefined.concept.key.clone() });
        }
        Ok(Panel(series))
    }

    /// Its series.
    #[must_use]
    pub fn series(&self) -> &[Series] {
        &self.0
    }
}

fn alike(first: &Series, second: &Series) -> Result<(), Unlike> {
    if first.concept.key != second.concept.key {
        let (first, second) = (first.concept.key.clone(), second.concept.key.clone());
        return Err(Unlike::Concepts { first, second });
    }
    if first.item != second.item {
        return Err(Unlike::Items { first: first.item.clone(), second: second.item.clone() });
    }
    if first.granularity != second.granularity {
        return Err(Unlike::Granularities { first: first.granularity, second: second.granularity });
    }
    Ok(())
}
