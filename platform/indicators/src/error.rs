//! What an act can end in besides success. Values, never sentences.

use store::StoreError;

use crate::FigureKey;

/// Why the person must put something right. Nothing was written. Its sentence is `refusal-<code>`.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// Nobody has described the concept.
    UnknownConcept {
        /// Its key.
        concept: String,
    },
    /// The concept has no such item, or no items at all.
    UnknownItem {
        /// The concept.
        concept: String,
        /// The item.
        item: String,
    },
    /// A figure of an edition does not fit its concept.
    Figure {
        /// Which.
        key: Box<FigureKey>,
        /// Why.
        fault: FigureFault,
    },
    /// The question cannot be asked.
    Question(QuestionFault),
    /// The rule of a claim cannot be checked.
    Rule(RuleFault),
    /// The sentence of a claim cannot be used.
    Sentence(SentenceFault),
    /// The claim is not in a state for this.
    ClaimState,
    /// Somebody else has changed the claim since it was read.
    Conflict,
    /// A claim is published only on a check of what it says now.
    NotChecked,
    /// Only what holds is published.
    DoesNotHold,
}

/// Why a figure does not fit its concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureFault {
    /// It stands twice in the edition.
    Twice,
    /// It lies outside of what the edition says it covers.
    NotCovered,
    /// Of what is counted on a day there are states, years, quarters and months, and of what is counted over a period no
    /// states.
    Period,
    /// What is counted comes in whole numbers.
    NotWhole,
    /// A stock or a share below zero. (A flow may be: a correction of earlier months.)
    Negative,
    /// Its territory did not exist then.
    Territory,
}

/// Why a question cannot be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionFault {
    /// The range ends before it begins.
    Range,
    /// More periods than a page can hold.
    TooLong,
    /// What is counted on a day is asked for as states, what is counted over a period never is.
    Granularity,
    /// Days up to which years are compared go with years of a flow that adds up.
    ToDate,
    /// The rest of a territory needs a concept that adds up and a territory that ours lies in.
    RestOf,
    /// Nobody has described what is to be divided by, or it is no stock.
    Denominator,
    /// There is no such saved question.
    Unknown,
}

/// Why a rule cannot be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleFault {
    /// The margin lies between 0 and 1, the confidence between 0.5 and 1.
    Margin,
    /// The windows overlap, are out of order, or lie outside of the question's range.
    Windows,
    /// "About" cannot be proved: nobody knows what it leaves out.
    Precision,
    /// The period lies outside of the question's range.
    Period,
    /// Stability is a matter of what is counted over time.
    NotCounted,
}

/// Why a sentence cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SentenceFault {
    /// It is not said in all three languages.
    Language,
    /// It has a number typed into it.
    TypedNumber {
        /// Language.
        language: &'static str,
    },
    /// A place is not closed, or the rule gives no such value.
    Place {
        /// What stands in the braces.
        place: String,
    },
}

impl Refusal {
    /// Key of its sentence in the texts, without `refusal-`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::UnknownConcept { .. } => "indicators-unknown-concept",
            Refusal::UnknownItem { .. } => "indicators-unknown-item",
            Refusal::Figure { fault, .. } => match fault {
                FigureFault::Twice => "indicators-figure-twice",
                FigureFault::NotCovered => "indicators-figure-not-covered",
                FigureFault::Period => "indicators-figure-period",
                FigureFault::NotWhole => "indicators-figure-not-whole",
                FigureFault::Negative => "indicators-figure-negative",
                FigureFault::Territory => "indicators-figure-territory",
            },
            Refusal::Question(fault) => match fault {
                QuestionFault::Range => "indicators-question-range",
                QuestionFault::TooLong => "indicators-question-too-long",
                QuestionFault::Granularity => "indicators-question-granularity",
                QuestionFault::ToDate => "indicators-question-to-date",
                QuestionFault::RestOf => "indicators-question-rest-of",
                QuestionFault::Denominator => "indicators-question-denominator",
                QuestionFault::Unknown => "indicators-question-unknown",
            },
            Refusal::Rule(fault) => match fault {
                RuleFault::Margin => "indicators-rule-margin",
                RuleFault::Windows => "indicators-rule-windows",
                RuleFault::Precision => "indicators-rule-precision",
                RuleFault::Period => "indicators-rule-period",
                RuleFault::NotCounted => "indicators-rule-not-counted",
            },
            Refusal::Sentence(fault) => match fault {
                SentenceFault::Language => "indicators-sentence-language",
                SentenceFault::TypedNumber { .. } => "indicators-sentence-typed-number",
                SentenceFault::Place { .. } => "indicators-sentence-place",
            },
            Refusal::ClaimState => "indicators-claim-state",
            Refusal::Conflict => "indicators-conflict",
            Refusal::NotChecked => "indicators-not-checked",
            Refusal::DoesNotHold => "indicators-does-not-hold",
        }
    }
}

/// What an act can end in besides success.
#[derive(Debug, thiserror::Error)]
pub enum IndicatorError {
    /// There is no such thing, or not for this person: the two look the same.
    #[error("no such {0}")]
    Missing(&'static str),
    /// The person can put it right.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Access, above all its trail.
    #[error(transparent)]
    Access(#[from] access::AccessError),
    /// What is kept cannot be understood any more.
    #[error("kept data do not fit: {0}")]
    Broken(String),
}

impl From<Refusal> for IndicatorError {
    fn from(refusal: Refusal) -> IndicatorError {
        IndicatorError::Refused(refusal)
    }
}
