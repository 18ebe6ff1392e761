//! A saved query: one question to the figures, kept so that a sentence can be bound to it and a reader can ask it again.

use serde::{Deserialize, Serialize};

use crate::{DayOfYear, Granularity, Range, Territory, sha256};

/// Against what a series is held.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparator {
    /// Another territory.
    Territory(Territory),
    /// The rest of a territory that the own one lies in: its figures without ours. Only for what adds up.
    RestOf(Territory),
}

/// What the values are divided by.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Denominator {
    /// Key of the concept: `population`.
    pub concept: String,
    /// For so many of them: 1 000, 10 000.
    pub per: u32,
}

/// A question. It never changes: another question has another id.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Key of the concept.
    pub concept: String,
    /// A code of the concept's list; `None` for the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Where.
    pub territory: Territory,
    /// Which days.
    pub range: Range,
    /// In periods of this length. Coarser periods are summed from finer ones where the concept adds up.
    pub granularity: Granularity,
    /// Only up to this day of each year, on equal days; with years only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_date: Option<DayOfYear>,
    /// Only from this source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Rates instead of counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<Denominator>,
    /// Held against another territory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparator: Option<Comparator>,
}

impl Question {
    /// A question about a concept in a territory.
    #[must_use]
    pub fn new(concept: &str, territory: Territory, range: Range, granularity: Granularity) -> Question {
        Question {
            concept: concept.to_owned(),
            item: None,
            territory,
            range,
            granularity,
            to_date: None,
            source: None,
            denominator: None,
            comparator: None,
        }
    }

    /// Of this item.
    #[must_use]
    pub fn item(mut self, item: impl Into<String>) -> Question {
        self.item = Some(item.into());
        self
    }

    /// Held against this.
    #[must_use]
    pub fn against(mut self, comparator: Comparator) -> Question {
        self.comparator = Some(comparator);
        self
    }

    /// As a rate.
    #[must_use]
    pub fn per(mut self, per: u32, concept: &str) -> Question {
        self.denominator = Some(Denominator { concept: concept.to_owned(), per });
        self
    }

    /// Its id: made of what it asks, so that the same question has one address for ever, on every installation.
    #[must_use]
    pub fn id(&self) -> QuestionId {
        let text = self.to_json();
        QuestionId(sha256(text.as_bytes()).chars().take(QuestionId::LENGTH).collect())
    }

    /// As the database keeps it.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Texts, days and numbers: nothing that JSON could not say.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The id of a question: sixteen hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct QuestionId(String);

impl QuestionId {
    const LENGTH: usize = 16;

    /// The text of an address; `None` when it is none.
    #[must_use]
    pub fn read(text: &str) -> Option<QuestionId> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        (text.len() == QuestionId::LENGTH && digits).then(|| QuestionId(text.to_owned()))
    }

    /// As in an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for QuestionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
