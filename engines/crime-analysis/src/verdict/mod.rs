//! May one say that it is stable?
//!
//! "Not significantly different" is not "stable": a small town has so few cases that nothing is ever significant. What is
//! claimed has to be shown, so the question is put before looking (which counts, which two windows, how much change
//! still counts as none, how sure one wants to be), and the answer is one of five.
//!
//! ```text
//!   Question: margin δ, band, confidence           1−δ    1    1+δ
//!   reference ─┐                                ─────┼────┼────┼─────►  ratio of rates
//!   comparison ┼─► ratio, its intervals              │  ├─┼──┤ │        Stable
//!   (rest)     │   dispersion φ                      │    │ ├─┤│        StableWithSlightTrend
//!   caveats   ─┘        │                            │    │  ├─┼──┤     Rising  (mirrored: Falling)
//!                       ▼                          ├─┼────┼──┤ │        Undecided, with the months still needed
//!                    Finding: verdict, numbers, reasons
//! ```
//!
//! | deciding interval of the ratio | verdict |
//! |---|---|
//! | inside the band, holds 1 | [`Verdict::Stable`] |
//! | inside the band, 1 outside it | [`Verdict::StableWithSlightTrend`] |
//! | not inside, wholly above or below 1 | [`Verdict::Rising`], [`Verdict::Falling`] |
//! | anything else | [`Verdict::Undecided`] |
//!
//! The deciding interval has the confidence `1 − 2α`, so that lying inside the band is the same as passing both
//! one-sided tests of equivalence at `α` (TOST). A finding never consists of the verdict alone: [`Finding::reasons`]
//! are data, in the order in which they should be read, for the caller to put into words.
//!
//! # Sources
//! Schuirmann, *A comparison of the two one-sided tests procedure*, J. Pharmacokinetics and Biopharmaceutics 15 (1987);
//! Wellek, *Testing Statistical Hypotheses of Equivalence and Noninferiority*, 2nd ed. (2010); the ratio of two Poisson
//! rates on the log scale: Rothman, Greenland, Lash, *Modern Epidemiology*, 3rd ed. (2008), ch. 14.

mod comparator;
mod decision;
mod dispersion;
mod ratio;
mod window;

pub use comparator::Comparator;
pub use decision::decide;
pub use dispersion::Dispersion;
pub use ratio::Method;
pub use window::{Period, Window};

use distributions::{Confidence, Interval};

/// What is asked, fixed before anybody looks at the counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    /// The margin δ, strictly between 0 and 1: 0.05 for "within 5 %".
    pub margin: f64,
    /// Which ratios count as no change.
    pub band: Band,
    /// Confidence `1 − 2α` of the deciding interval; 90 % tests both sides at 5 %.
    pub confidence: Confidence,
}

/// The ratios that count as no change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Band {
    /// `[1 − δ, 1 + δ]`: what people mean by "within 5 %".
    Plain,
    /// `[1/(1 + δ), 1 + δ]`: the same whichever window is called the reference.
    Reciprocal,
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Shown to lie within the margin.
    Stable,
    /// Shown to lie within the margin, and yet shown to have moved.
    StableWithSlightTrend,
    /// Shown to have risen, and not shown to lie within the margin.
    Rising,
    /// Shown to have fallen, and not shown to lie within the margin.
    Falling,
    /// The counts cannot tell.
    Undecided {
        /// How many months the comparison window must grow by until it could tell, if both rates stay as they were
        /// seen. `None`: no length of up to fifty years would do with this reference window.
        months: Option<u32>,
    },
}

/// A ratio with its intervals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    /// Rate of the comparison window over rate of the reference window; ∞ when the reference has no cases, NaN when
    /// neither has.
    pub value: f64,
    /// The interval that decides, of the asked confidence `1 − 2α`.
    pub deciding: Interval,
    /// The 95 % interval, the one to print.
    pub shown: Interval,
    /// How the intervals were made.
    pub method: Method,
}

/// What the rest of the country did in the same two windows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    /// Its own ratio of rates.
    pub rest: f64,
    /// Ratio of the two ratios, ours over theirs: 1.17 says that we are 17 % above where the rest would have led.
    pub ratio_of_ratios: f64,
    /// Its 95 % interval.
    pub shown: Interval,
    /// Logarithm of the ratio of ratios over its standard error.
    pub z: f64,
    /// Our share of all cases (ours and the rest) in the reference and in the comparison window.
    pub shares: [f64; 2],
}

/// The answer with everything that led to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The answer.
    pub verdict: Verdict,
    /// The band that counted as no change.
    pub band: Interval,
    /// Ratio of the two rates.
    pub ratio: Ratio,
    /// p-value of the two one-sided tests: the larger of the two.
    pub equivalence_p: f64,
    /// How much the counts vary more than chance alone would have them.
    pub dispersion: Dispersion,
    /// Against the rest of the country, where it was given.
    pub contrast: Option<Contrast>,
    /// Why, and what to be careful of; most important first.
    pub reasons: Vec<Reason>,
}

/// One of the two windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The earlier one, held to be the measure.
    Reference,
    /// The later one, held against it.
    Comparison,
}

/// One thing that speaks for the verdict, or that its reader has to know. Data, not a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// Both one-sided tests pass: the deciding interval lies inside the band.
    EquivalenceShown {
        /// p-value of the two tests.
        p: f64,
        /// The level `α` they pass.
        alpha: f64,
    },
    /// The deciding interval reaches out of the band.
    EquivalenceNotShown {
        /// p-value of the two tests.
        p: f64,
        /// The level `α` they miss.
        alpha: f64,
    },
    /// The deciding interval lies wholly on one side of 1: there was a change.
    ExcludesOne,
    /// The deciding interval holds 1: there need not have been a change.
    HoldsOne,
    /// The comparison window has to be this much longer, rates staying as they were seen.
    MoreMonths(u32),
    /// No longer comparison window would decide; the reference window itself has too few cases.
    ReferenceTooSmall,
    /// The rest moved otherwise: its 95 % interval of the ratio of ratios excludes 1. A sentence without it misleads.
    ComparatorDiffers {
        /// Ours over theirs.
        ratio_of_ratios: f64,
        /// Its standard score.
        z: f64,
    },
    /// The rest did not provably move otherwise.
    ComparatorAlike {
        /// Ours over theirs.
        ratio_of_ratios: f64,
        /// Its standard score.
        z: f64,
    },
    /// The rest could not be held against ours, because one of the four windows has no case.
    ComparatorSilent,
    /// The counts scatter more than chance; intervals were widened by √φ.
    Overdispersed {
        /// Pearson's χ² over its degrees of freedom.
        phi: f64,
        /// The degrees of freedom.
        df: u32,
    },
    /// φ could not be estimated from what was given and was taken to be 1; real counts of crime scatter more.
    DispersionAssumed,
    /// φ was estimated from few periods and is itself uncertain.
    DispersionFromFew {
        /// Degrees of freedom it rests on.
        df: u32,
    },
    /// Neighbouring periods resemble each other, so the counts hold less information than their number.
    Autocorrelated {
        /// Correlation of neighbouring residuals.
        lag_one: f64,
    },
    /// The windows do not cover the same seasons in the same proportion.
    DifferentSeasons,
    /// So few cases that the exact interval was used.
    SmallCounts {
        /// Cases in the reference and in the comparison window.
        counts: [f64; 2],
    },
    /// A window has no case at all.
    NoCases(Side),
    /// Something the caller knows about the data.
    Caveat(Caveat),
}

/// What the counts cannot know of themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caveat {
    /// A change of law, method or area lies between or inside the windows; the text is the break's own key.
    Break(String),
    /// The last periods are still being revised.
    Provisional {
        /// How many of them.
        periods: u32,
    },
    /// Periods are missing and are not counted as zero.
    Missing {
        /// How many of them.
        periods: u32,
    },
    /// This is one of many questions put to the same data; some will come out by chance.
    OneOfMany {
        /// How many were asked.
        questions: u32,
    },
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// The margin is no margin.
    #[error("the margin {0} does not lie strictly between 0 and 1")]
    Margin(f64),
    /// A window has no periods.
    #[error("the {0:?} window has no periods")]
    Empty(Side),
    /// A period has no exposure, or one that is no number.
    #[error("period {period} of the {side:?} window has the exposure {exposure}; it must be above zero")]
    Exposure {
        /// Which window.
        side: Side,
        /// Which period, from 0.
        period: usize,
        /// What stood there.
        exposure: f64,
    },
    /// A count or its variance is no finite number.
    #[error("period {period} of the {side:?} window has no finite count")]
    Count {
        /// Which window.
        side: Side,
        /// Which period, from 0.
        period: usize,
    },
    /// Corrections outweigh the counts.
    #[error("the counts of the {0:?} window add up to less than zero")]
    NegativeTotal(Side),
    /// The series of the rest cannot be used.
    #[error("in the comparator: {0}")]
    Comparator(Box<Error>),
}

#[cfg(test)]
mod tests;
