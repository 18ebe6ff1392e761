//! A figure: what a source said of a concept, in a place, at a time.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Number, Period, Precision};

/// A piece of ground, or the area of an office, under the code of its own code system.
///
/// The same town is `municipality:554791` to the register and something a little larger to the police; the two are
/// different territories.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Territory {
    /// Code system: `state`, `region`, `district`, `municipality`, `city-district`, `police-unit`, `precinct`.
    pub system: String,
    /// Code in it.
    pub code: String,
}

/// The text is no territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a territory like municipality:554791")]
pub struct NotATerritory;

impl Territory {
    /// Most characters of a system or a code.
    const MOST: usize = 60;

    /// A territory.
    #[must_use]
    pub fn new(system: impl Into<String>, code: impl Into<String>) -> Territory {
        Territory { system: system.into(), code: code.into() }
    }
}

impl std::fmt::Display for Territory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.system, self.code)
    }
}

impl std::str::FromStr for Territory {
    type Err = NotATerritory;

    fn from_str(text: &str) -> Result<Territory, NotATerritory> {
        let (system, code) = text.split_once(':').ok_or(NotATerritory)?;
        let fits = |part: &str| !part.is_empty() && part.chars().count() <= Territory::MOST;
        let plain = |c: char| c.is_ascii_lowercase() || c == '-';
        let printed = !code.chars().any(|c| c.is_control() || c.is_whitespace());
        let good = fits(system) && fits(code) && system.chars().all(plain) && printed;
        good.then(|| Territory::new(system, code)).ok_or(NotATerritory)
    }
}

impl Serialize for Territory {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Territory {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Territory, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Whether the source may still change what it said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It will not, as far as it says.
    Final,
    /// It will: months that are not closed.
    Provisional,
}

impl Status {
    /// Name in the database, in files and in keys of texts.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Status::Final => "final",
            Status::Provisional => "provisional",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Status> {
        [Status::Final, Status::Provisional].into_iter().find(|status| status.key() == key)
    }
}

/// What a source said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    /// A value.
    Known {
        /// The value as printed.
        value: Number,
        /// How exactly it was meant.
        precision: Precision,
    },
    /// Held back, so that nobody is given away. Never 0.
    Suppressed,
}

impl Cell {
    /// A count as counted.
    #[must_use]
    pub fn count(value: i64) -> Cell {
        Cell::Known { value: Number::count(value), precision: Precision::Exact }
    }

    /// The value, if one was published.
    #[must_use]
    pub fn value(self) -> Option<Number> {
        match self {
            Cell::Known { value, .. } => Some(value),
            Cell::Suppressed => None,
        }
    }
}

/// One figure. It belongs to the edition it arrived with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Figure {
    /// Key of its concept.
    pub concept: String,
    /// A code of the concept's list: a row of the police classification, a citizenship in a table of totals, a form of
    /// permit. `None` for the whole.
    pub item: Option<String>,
    /// Where.
    pub territory: Territory,
    /// When.
    pub period: Period,
    /// What.
    pub cell: Cell,
    /// Whether it may still change.
    pub status: Status,
}

impl Figure {
    /// SHA-256 of what was said, in hexadecimal: the same for the same statement, whatever edition repeats it.
    #[must_use]
    pub fn hash(&self) -> String {
        let (value, precision) = match self.cell {
            Cell::Known { value, precision } => (value.to_string(), words_of(precision)),
            Cell::Suppressed => ("suppressed".to_owned(), String::new()),
        };
        let Figure { concept, item, territory, period, status, .. } = self;
        let item = item.as_deref().unwrap_or_default();
        let text =
            format!("{concept}\n{item}\n{territory}\n{period}\n{value}\n{precision}\n{}", status.key());
        sha256(text.as_bytes())
    }
}

fn words_of(precision: Precision) -> String {
    match precision {
        Precision::Rounded(step) => format!("rounded {step}"),
        other => other.key().to_owned(),
    }
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn territories_are_written_and_read() {
        assert_eq!("municipality:554791".parse::<Territory>().unwrap().to_string(), "municipality:554791");
        for text in ["554791", ":554791", "municipality:", "Municipality:1", "region:CZ 032", "region:\u{7f}"]
        {
            assert_eq!(text.parse::<Territory>(), Err(NotATerritory), "{text}");
        }
    }

    #[test]
    fn suppressed_is_another_statement_than_zero() {
        let figure = |cell| Figure {
            concept: "residents".to_owned(),
            item: None,
            territory: Territory::new("municipality", "554791"),
            period: "2018".parse().unwrap(),
            cell,
            status: Status::Final,
        };
        assert_ne!(figure(Cell::Suppressed).hash(), figure(Cell::count(0)).hash());
        assert_eq!(Cell::Suppressed.value(), None);
    }
}
