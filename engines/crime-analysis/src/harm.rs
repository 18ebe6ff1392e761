//! How much harm, not only how many: each kind of offence counts as the days of prison it is usually worth.
//!
//! ```text
//!   total = Σ events · days,      variance = Σ days² · events        (events as chance alone scatters them)
//! ```
//!
//! Weights are data with a version and a source; there is no official Czech index. What the police found by looking for it says
//! how much they looked: it is counted apart and weighs nothing. What has no weight is counted apart too, never taken for zero.
//!
//! Source: Sherman, Neyroud and Neyroud, *The Cambridge Crime Harm Index: measuring total harm from crime based on sentencing
//! guidelines*, Policing 10 (2016).
//!
//! ```
//! use crime_analysis::harm::{Events, Weights};
//!
//! let days = [("murder", 5475.0), ("rape", 1825.0), ("robbery", 365.0)];
//! let weights = Weights::new("2016", "Sherman et al. 2016", days)?;
//! let total = weights.total([Events::reported("robbery", 10), Events::reported("murder", 1), Events::reported("noise", 40)]);
//! assert_eq!(total.days(), 9125.0);
//! assert_eq!(total.without_weight, 40);
//! # Ok::<(), crime_analysis::harm::HarmError>(())
//! ```

use std::collections::BTreeMap;

use crate::evaluation::Doubt;
use crate::glm::Effect;

/// Days of harm by code of the offence.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    version: String,
    source: String,
    days: BTreeMap<String, f64>,
}

/// A weight that is negative or no number.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("the weight of `{code}` is {days}")]
pub struct HarmError {
    /// Code of the offence.
    pub code: String,
    /// What stands there.
    pub days: f64,
}

/// Events of one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Events<'a> {
    /// Code of the offence.
    pub code: &'a str,
    /// Reported by somebody.
    pub reported: u64,
    /// Found by the police.
    pub discovered: u64,
}

impl<'a> Events<'a> {
    /// Events that were all reported.
    pub fn reported(code: &'a str, reported: u64) -> Self {
        Self { code, reported, discovered: 0 }
    }
}

/// What one code adds.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Code of the offence.
    pub code: String,
    /// Days of one event.
    pub weight: f64,
    /// Events, or their change.
    pub events: Effect,
}

/// Harm in days, or its change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HarmTotal {
    /// Version of the weights.
    pub version: String,
    /// Where the weights come from.
    pub source: String,
    /// What each code adds.
    pub parts: Vec<Part>,
    /// Events without a weight.
    pub without_weight: u64,
    /// Events that police found by looking for them; they weigh nothing.
    pub discovered: u64,
}

/// The total when one weight is halved or doubled.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// Code of the offence.
    pub code: String,
    /// Days with half its weight.
    pub halved: f64,
    /// Days with twice its weight.
    pub doubled: f64,
}

impl Weights {
    /// Weights in days; the last of equal codes counts.
    ///
    /// # Errors
    /// [`HarmError`].
    pub fn new<C: Into<String>>(
        version: &str,
        source: &str,
        days: impl IntoIterator<Item = (C, f64)>,
    ) -> Result<Self, HarmError> {
        let days: BTreeMap<String, f64> = days.into_iter().map(|(code, days)| (code.into(), days)).collect();
        match days.iter().find(|(_, days)| !(**days >= 0.0 && days.is_finite())) {
            Some((code, days)) => Err(HarmError { code: code.clone(), days: *days }),
            None => Ok(Self { version: version.to_owned(), source: source.to_owned(), days }),
        }
    }

    /// Harm of counted events.
    pub fn total<'a>(&self, events: impl IntoIterator<Item = Events<'a>>) -> HarmTotal {
        self.change([], events)
    }

    /// Harm after less harm before, in periods of the same length.
    pub fn change<'a>(
        &self,
        before: impl IntoIterator<Item = Events<'a>>,
        after: impl IntoIterator<Item = Events<'a>>,
    ) -> HarmTotal {
        let mut counts: BTreeMap<&str, [u64; 2]> = BTreeMap::new();
        let mut discovered = 0_u64;
        let before = before.into_iter().map(|events| (0, events));
        for (side, events) in before.chain(after.into_iter().map(|events| (1, events))) {
            let count = &mut counts.entry(events.code).or_default()[side];
            *count = count.saturating_add(events.reported);
            discovered = discovered.saturating_add(events.discovered);
        }
        let unknown = counts.iter().filter(|(code, _)| !self.days.contains_key(**code));
        let without_weight =
            unknown.flat_map(|(_, count)| count).fold(0, |sum: u64, count| sum.saturating_add(*count));
        let effects = counts.into_iter().map(|(code, [before, after])| {
            let (before, after) = (before as f64, after as f64);
            (code, Effect { value: after - before, se: (after + before).sqrt(), df: f64::INFINITY })
        });
        HarmTotal { without_weight, discovered, ..self.of_effects(effects) }
    }

    /// Harm of effects that were estimated code by code, such as weighted displacement differences; codes without a weight are
    /// left out.
    pub fn of_effects<'a>(&self, effects: impl IntoIterator<Item = (&'a str, Effect)>) -> HarmTotal {
        let part = |(code, events): (&str, Effect)| {
            self.days.get(code).map(|weight| Part { code: code.to_owned(), weight: *weight, events })
        };
        let (version, source) = (self.version.clone(), self.source.clone());
        HarmTotal {
            version,
            source,
            parts: effects.into_iter().filter_map(part).collect(),
            ..HarmTotal::default()
        }
    }
}

impl HarmTotal {
    /// Days.
    pub fn days(&self) -> f64 {
        self.parts.iter().map(|part| part.weight * part.events.value).sum()
    }

    /// Days with their error, √Σ days² · variance.
    pub fn effect(&self) -> Effect {
        let variance: f64 = self.parts.iter().map(|part| (part.weight * part.events.se).powi(2)).sum();
        Effect { value: self.days(), se: variance.sqrt(), df: f64::INFINITY }
    }

    /// The total when each weight, one at a time, is halved or doubled.
    pub fn sensitivity(&self) -> Vec<Sensitivity> {
        let days = self.days();
        let one = |part: &Part| {
            let own = part.weight * part.events.value;
            Sensitivity { code: part.code.clone(), halved: days - own / 2.0, doubled: days + own }
        };
        self.parts.iter().map(one).collect()
    }

    /// Events without a weight, and weights the sign of a change hangs on.
    pub fn doubts(&self) -> Vec<Doubt> {
        let days = self.days();
        let turns = |other: f64| (other > 0.0) != (days > 0.0) && days != 0.0;
        let hangs = self.sensitivity().into_iter().filter(|one| turns(one.halved) || turns(one.doubled));
        let unknown = (self.without_weight > 0).then_some(Doubt::HarmUnknown { events: self.without_weight });
        unknown.into_iter().chain(hangs.map(|one| Doubt::HarmHangsOn { code: one.code })).collect()
    }
}
