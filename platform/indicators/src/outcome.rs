//! What came out of a check: a verdict, why, and what must be said beside it. Values, never sentences; [`crate::words`]
//! says them the same everywhere.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Comparator, Number, Period, Precision, Range, Territory};

/// The verdict of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The interval of the change lies within the margin and around no change.
    Stable,
    /// Within the margin, but not around no change.
    StableWithTrend,
    /// The interval lies above no change and reaches beyond the margin.
    Rising,
    /// The same below.
    Falling,
    /// The figures do not tell.
    Undecided,
    /// The stated value is right.
    Holds,
    /// It is not.
    DoesNotHold,
    /// The two may be held against each other.
    Comparable,
    /// They may not.
    NotComparable,
    /// There are no figures to check with.
    NoData,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Verdict; 10] = [
        Verdict::Stable,
        Verdict::StableWithTrend,
        Verdict::Rising,
        Verdict::Falling,
        Verdict::Undecided,
        Verdict::Holds,
        Verdict::DoesNotHold,
        Verdict::Comparable,
        Verdict::NotComparable,
        Verdict::NoData,
    ];

    /// Name in the database and in keys of texts.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Verdict::Stable => "stable",
            Verdict::StableWithTrend => "stable-with-trend",
            Verdict::Rising => "rising",
            Verdict::Falling => "falling",
            Verdict::Undecided => "undecided",
            Verdict::Holds => "holds",
            Verdict::DoesNotHold => "does-not-hold",
            Verdict::Comparable => "comparable",
            Verdict::NotComparable => "not-comparable",
            Verdict::NoData => "no-data",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| verdict.key() == key)
    }
}

/// A ratio with its interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ratio {
    /// New by old.
    pub ratio: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Confidence of the interval: 0.9.
    pub level: f64,
}

/// Why the verdict is what it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what")]
pub enum Reason {
    /// What was counted then and now.
    Counts {
        /// In the reference window.
        reference: Number,
        /// In the comparison window.
        comparison: Number,
        /// The reference window.
        before: Range,
        /// The comparison window.
        after: Range,
    },
    /// The change with its interval.
    Change(Ratio),
    /// The margin that was laid down, and how surely the change lies within it.
    Margin {
        /// 0.05 is 5 %.
        margin: f64,
        /// p-value of the two one-sided tests.
        p: f64,
    },
    /// About how many more months would be needed, if things went on as they do.
    MoreMonths {
        /// So many.
        months: u32,
    },
    /// Too little was counted for an interval.
    TooFew,
    /// A figure that is needed is not known or was suppressed.
    Lacking {
        /// Of this period.
        period: Period,
    },
    /// What the sentence states.
    Stated {
        /// The value.
        value: Number,
        /// How exactly.
        precision: Precision,
    },
    /// What the figure is.
    Found {
        /// The value.
        value: Number,
        /// How exactly it was published.
        precision: Precision,
        /// Of this period.
        period: Period,
    },
    /// They are different concepts.
    OtherConcept {
        /// One.
        first: String,
        /// The other.
        second: String,
    },
    /// They are different items of one concept.
    OtherItem,
    /// Their periods are of different lengths, or one is counted over time and the other on a day.
    OtherPeriods,
    /// Nobody has defined what is counted.
    Undefined {
        /// The concept.
        concept: String,
    },
}

/// What must be said beside the verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what")]
pub enum Caveat {
    /// The concept changed in between.
    Break {
        /// Key of the break.
        key: String,
        /// Its day.
        on: NaiveDate,
    },
    /// Some figures may still change.
    Provisional {
        /// Of these periods.
        periods: Vec<Period>,
    },
    /// It was held against nothing: what happened elsewhere is not said.
    NoComparator,
    /// Elsewhere it went otherwise.
    ComparatorMoved {
        /// Where.
        comparator: Comparator,
        /// Change there, new by old.
        there: f64,
        /// Our change by theirs.
        relative: Ratio,
    },
    /// Elsewhere it went about the same, as far as can be told.
    ComparatorAlike {
        /// Where.
        comparator: Comparator,
        /// Change there, new by old.
        there: f64,
        /// Our change by theirs.
        relative: Ratio,
    },
    /// Elsewhere is not known.
    ComparatorLacking {
        /// Where.
        comparator: Comparator,
    },
    /// Counts were taken to scatter as pure chance makes them, φ = 1; nothing to measure it by.
    DispersionAssumed,
    /// Counts scatter more than pure chance makes them; the interval was widened by it.
    Dispersion {
        /// φ.
        phi: f64,
    },
    /// Some figures are rounded.
    Rounded,
    /// Some figures were held back.
    Suppressed {
        /// Of these periods.
        periods: Vec<Period>,
    },
    /// Sources say different things.
    Disputed {
        /// Of these periods.
        periods: Vec<Period>,
    },
    /// Nobody has defined what is counted.
    Undefined {
        /// The concept.
        concept: String,
    },
    /// φ was estimated from few periods.
    DispersionFromFew {
        /// Degrees of freedom it rests on.
        df: u32,
    },
    /// Neighbouring periods resemble each other, so the counts hold less information than their number.
    Autocorrelated,
    /// The two windows do not hold the same seasons.
    DifferentSeasons,
    /// So few cases that the exact interval was used.
    SmallCounts,
    /// One of the windows has no case at all.
    NoCases,
    /// 29 February is counted in these years, because only the whole month is known.
    LeapDays {
        /// Which.
        years: Vec<i32>,
    },
    /// The two windows are of different lengths; the counts were compared by day.
    UnequalWindows {
        /// Days of the reference.
        reference: i64,
        /// Days of the comparison.
        comparison: i64,
    },
    /// The territory had other borders in between.
    Borders {
        /// Which.
        territory: Territory,
    },
}

/// A value for a place in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Filling {
    /// A number as published.
    Number(Number),
    /// A share of 1, said in per cent with its sign: −0.049 is "−4,9 %".
    Change(f64),
    /// A share of 1, said in per cent.
    Percent(f64),
    /// A period.
    Period(Period),
    /// Days.
    Range(Range),
    /// A territory, said by its name.
    Territory(Territory),
    /// A concept, said by its name.
    Concept(String),
    /// What it is held against, said by its name.
    Comparator(Comparator),
}

/// What came out of a check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// Whether what the sentence says is so.
    pub holds: bool,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What must be said beside it.
    pub caveats: Vec<Caveat>,
    /// Values for the places of the sentence.
    pub values: BTreeMap<String, Filling>,
    /// Hash of the figures it was made from.
    pub data: String,
}
