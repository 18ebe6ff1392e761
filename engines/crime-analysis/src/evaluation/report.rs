//! Everything that may be said of one measure, in one value.

use distributions::{Confidence, Interval};

use crate::glm::{Effect, LjungBox};
use crate::harm::HarmTotal;

/// What was done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measure {
    /// What: lighting, a patrol, a camera point.
    pub what: String,
    /// Where.
    pub place: String,
    /// From when till when, as the city writes it.
    pub time: String,
    /// What it cost, with its unit.
    pub cost: Option<String>,
    /// What is counted.
    pub outcome: String,
    /// What it is held against; `None` for nothing.
    pub control: Option<String>,
}

/// The scale an effect is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Events, or days of harm.
    Difference,
    /// A logarithm: `exp` of it is a ratio.
    LogRatio,
}

/// An effect with the method it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Which method: a key, not a sentence.
    pub method: String,
    /// The effect.
    pub effect: Effect,
    /// Its scale.
    pub scale: Scale,
}

impl Named {
    /// The interval, as a difference or as a ratio.
    pub fn interval(&self, confidence: Confidence) -> Interval {
        match self.scale {
            Scale::Difference => self.effect.interval(confidence),
            Scale::LogRatio => self.effect.ratio(confidence),
        }
    }
}

/// What speaks against an answer, or what it rests on: a value to be put in words elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// Target and control had other levels before.
    UnlikeBefore {
        /// Level of the target.
        treated: f64,
        /// Level of the control.
        control: f64,
    },
    /// There is no buffer: what moved next door is taken for gone.
    DisplacementNotLookedAt,
    /// Counts are taken to scatter by chance alone.
    ChanceAloneAssumed,
    /// There is no control: whatever else happened at the time counts as effect.
    NoControl,
    /// A category fell and the rest rose: offences may only have changed their name.
    OnlyRenamed {
        /// Change of the category.
        moved: i128,
        /// Change of the rest.
        rest: i128,
    },
    /// The place was chosen by the window it is measured from.
    ChosenByTheBaseline {
        /// Part of the baseline that lies in that window.
        share: f64,
    },
    /// Neighbouring months resemble each other in what is left over: errors are too small.
    Memory(LjungBox),
    /// Counts scatter more than the model allows.
    Overdispersed {
        /// Pearson's χ² over degrees of freedom.
        dispersion: f64,
    },
    /// Fewer rows before or after than a season needs.
    ShortSeries {
        /// Rows before.
        before: usize,
        /// Rows after.
        after: usize,
    },
    /// Areas went different ways already before.
    TrendsBefore {
        /// Probability of leads so far from zero.
        p: f64,
    },
    /// Too few areas, or too few with the measure, for errors by groups: draw lots.
    FewGroups {
        /// How many.
        groups: usize,
        /// How many of them with the measure.
        treated: usize,
    },
    /// The mixture of others does not follow the area before the measure.
    PoorFit {
        /// Root of the mean squared gap before.
        rmspe: f64,
        /// Standard deviation of the area itself before.
        spread: f64,
    },
    /// The area lies outside what any mixture of the others reaches.
    OutsideTheOthers,
    /// Events without a weight of harm.
    HarmUnknown {
        /// How many.
        events: u64,
    },
    /// The sign of the change of harm hangs on one weight.
    HarmHangsOn {
        /// Code of the offence.
        code: String,
    },
}

/// Everything that may be said of one measure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// What was done.
    pub measure: Measure,
    /// Effects, the one that was written down before looking first.
    pub effects: Vec<Named>,
    /// What moved next door: above zero it rose there.
    pub displacement: Option<Named>,
    /// Change of harm in days.
    pub harm: Option<HarmTotal>,
    /// What speaks against it.
    pub doubts: Vec<Doubt>,
    /// What would change the answer, as the people answerable for the measure put it beforehand.
    pub would_change: Vec<String>,
}

impl Report {
    /// A report of a measure; one without a control says so.
    pub fn of(measure: Measure) -> Self {
        let doubts = if measure.control.is_none() { vec![Doubt::NoControl] } else { Vec::new() };
        Self { measure, doubts, ..Self::default() }
    }

    /// Adds an effect with its doubts; a doubt is told once.
    #[must_use]
    pub fn with(mut self, method: &str, effect: Effect, scale: Scale, doubts: &[Doubt]) -> Self {
        self.effects.push(Named { method: method.to_owned(), effect, scale });
        self.doubted(doubts)
    }

    /// Adds doubts; a doubt is told once.
    #[must_use]
    pub fn doubted(mut self, doubts: &[Doubt]) -> Self {
        for doubt in doubts {
            if !self.doubts.contains(doubt) {
                self.doubts.push(doubt.clone());
            }
        }
        self
    }
}
