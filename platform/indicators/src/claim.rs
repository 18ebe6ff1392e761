//! A claim: a sentence for the public, bound to a question and a rule, so that it can be proved and is asked again
//! whenever the figures change.
//!
//! ```text
//!   drafted ──check──► checked ──publish──► published ──withdraw──► withdrawn
//!      ▲                  │                     │                       │
//!      └────── change ────┴─────────────────────┴───────────────────────┘
//! ```

use access::Words;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use store::Id;

use crate::{Number, Outcome, Period, Precision, Question, QuestionId, Range, Verdict};

/// What a sentence says about the course of a count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    /// It is stable.
    #[default]
    Stable,
    /// It rises.
    Rising,
    /// It falls.
    Falling,
}

/// The rule of "stable", laid down before anybody looks.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stability {
    /// What the sentence says.
    #[serde(default)]
    pub says: Says,
    /// The change that still counts as none: 0.05 is 5 %.
    pub margin: f64,
    /// Confidence 1 − 2α of the interval that decides: 0.9 tests both sides at 5 %.
    pub confidence: f64,
    /// The days it is compared with.
    pub reference: Range,
    /// The days it is about.
    pub comparison: Range,
}

/// How a stated value relates to the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// "There were 4 942."
    Equals,
    /// "At least."
    AtLeast,
    /// "At most."
    AtMost,
}

/// The rule of a stated value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// Of which period.
    pub period: Period,
    /// How it is meant.
    pub bound: Bound,
    /// The value as the sentence gives it.
    pub value: Number,
    /// As exactly as the sentence means it: "17 thousand" is 17 000 in steps of 1 000.
    pub precision: Precision,
}

/// What must be so for the sentence to hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Rule {
    /// A count is stable, rises or falls.
    Stable(Stability),
    /// A figure is as stated.
    Value(Stated),
    /// Two things may be held against each other at all.
    Comparable {
        /// The other one.
        with: Box<Question>,
    },
}

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimState {
    /// Written down.
    Drafted,
    /// Checked in this wording.
    Checked,
    /// On the portal.
    Published,
    /// Taken from it.
    Withdrawn,
}

impl ClaimState {
    /// All of them, in order.
    pub const ALL: [ClaimState; 4] =
        [ClaimState::Drafted, ClaimState::Checked, ClaimState::Published, ClaimState::Withdrawn];

    /// Name in the database and in keys of texts.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            ClaimState::Drafted => "drafted",
            ClaimState::Checked => "checked",
            ClaimState::Published => "published",
            ClaimState::Withdrawn => "withdrawn",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<ClaimState> {
        ClaimState::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// What a person writes down.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Where it is to be shown: key of a page or module, `situation`.
    pub place: String,
    /// The sentence in three languages, with places for values: "V {territory} bylo {comparison} skutků." See
    /// [`crate::PLACES`].
    pub sentence: Words,
    /// The question it is bound to.
    pub question: Question,
    /// What must be so.
    pub rule: Rule,
}

/// A claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Its id.
    pub id: Id,
    /// The body that answers for it.
    pub owner: Id,
    /// What it says.
    pub draft: Draft,
    /// Where it stands.
    pub state: ClaimState,
    /// Version of the wording.
    pub version: i64,
    /// The latest verdict on this wording.
    pub verdict: Option<Verdict>,
    /// The verdict it was published with.
    pub published_verdict: Option<Verdict>,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
}

impl Claim {
    /// Id of the question it is bound to: where its proof is shown.
    #[must_use]
    pub fn question_id(&self) -> QuestionId {
        self.draft.question.id()
    }

    /// Whether the figures say something else now than when it was published: the press officer is told, and so is the
    /// reader.
    #[must_use]
    pub fn has_turned(&self) -> bool {
        self.state == ClaimState::Published && self.verdict != self.published_verdict
    }
}

/// One check of a claim, as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Its id.
    pub id: Id,
    /// The wording that was checked.
    pub version: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// What came out.
    pub outcome: Outcome,
}
