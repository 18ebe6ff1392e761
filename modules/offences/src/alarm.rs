//! Which precinct has more of something than it used to, and what becomes of such an alarm.
//!
//! ```text
//!   months before ─► expected, how much months scatter ─► p of this month ─► q over all series ─► raised
//!
//!   raised ─► data checked ─┬─► artefact
//!                           └─► real ─► context known ─► task given ─► resolved          (any but the ends ─► expired)
//! ```
//!
//! Only reported incidents count, so that patrols do not feed the alarms that send them (Ensign et al. 2018). An alarm is
//! about a place and a month, never about anybody.

use chrono::{DateTime, Utc};
use crime_analysis::false_discovery::{Dependence, q_values};
use serde::{Deserialize, Serialize};
use store::Id;

use crate::month::Month;

/// Version of the rule; every alarm says by which it was raised.
pub const MODEL: &str = "u-chart-nb-1";
/// The share of false alarms among those raised that is accepted.
pub const FALSE_SHARE: f64 = 0.05;
/// Months before the one that is judged.
pub const BASELINE: usize = 24;
/// Fewer months before are too few to know what is usual.
pub const FEWEST_MONTHS: usize = 12;
/// Fewer incidents than this raise nothing, however unusual: a first one is no wave.
pub const FEWEST_CASES: u64 = 5;

/// Where an alarm stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Nobody has looked.
    Raised,
    /// An analyst has looked at the data.
    CheckedData,
    /// The data were at fault.
    Artefact,
    /// It is real.
    Real,
    /// The officer of the precinct has said what is behind it.
    Contexted,
    /// Somebody was given a task.
    Tasked,
    /// Done.
    Resolved,
    /// Nobody took it up in time.
    Expired,
}

impl Stage {
    const ALL: [Stage; 8] = [
        Stage::Raised,
        Stage::CheckedData,
        Stage::Artefact,
        Stage::Real,
        Stage::Contexted,
        Stage::Tasked,
        Stage::Resolved,
        Stage::Expired,
    ];

    /// Name in the database and in keys of texts.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Stage::Raised => "raised",
            Stage::CheckedData => "checked-data",
            Stage::Artefact => "artefact",
            Stage::Real => "real",
            Stage::Contexted => "contexted",
            Stage::Tasked => "tasked",
            Stage::Resolved => "resolved",
            Stage::Expired => "expired",
        }
    }

    /// The stage of a [`Self::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.key() == key)
    }

    /// Where it may go from here.
    #[must_use]
    pub fn next(self) -> &'static [Stage] {
        match self {
            Stage::Raised => &[Stage::CheckedData, Stage::Expired],
            Stage::CheckedData => &[Stage::Artefact, Stage::Real, Stage::Expired],
            Stage::Real => &[Stage::Contexted, Stage::Expired],
            Stage::Contexted => &[Stage::Tasked, Stage::Resolved, Stage::Expired],
            Stage::Tasked => &[Stage::Resolved, Stage::Expired],
            Stage::Artefact | Stage::Resolved | Stage::Expired => &[],
        }
    }
}

/// What stood out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// The count of the month.
    pub cases: u64,
    /// What the months before lead to expect.
    pub expected: f64,
    /// The largest count that would not have stood out by itself.
    pub limit: u64,
    /// How much the months before scatter, against chance alone.
    pub dispersion: f64,
    /// Probability of so many or more if nothing had changed.
    pub p: f64,
    /// Adjusted for the number of series (Benjamini and Hochberg 1995).
    pub q: f64,
    /// How many series were looked at.
    pub series: usize,
    /// The months before, oldest first.
    pub before: Vec<u64>,
    /// The rule.
    pub model: String,
}

/// An alarm as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Alarm {
    /// Its row.
    pub id: Id,
    /// Key of the source.
    pub source: String,
    /// Code of the precinct.
    pub precinct: String,
    /// Code of the category.
    pub category: String,
    /// The month.
    pub month: Month,
    /// What stood out.
    pub facts: Facts,
    /// Where it stands.
    pub stage: Stage,
    /// Rises with each step.
    pub version: i64,
    /// When it was raised.
    pub at: DateTime<Utc>,
}

/// Counts of one precinct and category by month; the last month is the one that is judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Code of the precinct.
    pub precinct: String,
    /// Code of the category.
    pub category: String,
    /// Oldest first.
    pub counts: Vec<u64>,
}

/// What stands out among many series, the surest first.
#[must_use]
pub fn raised(all: &[Series]) -> Vec<(&Series, Facts)> {
    let judged: Vec<(&Series, Facts)> = all.iter().filter_map(|one| Some((one, judge(one)?))).collect();
    let tested = judged.len();
    let p: Vec<Option<f64>> = judged.iter().map(|(_, facts)| Some(facts.p)).collect();
    let q = q_values(&p, Dependence::Positive);
    let with_q = judged
        .into_iter()
        .zip(q)
        .map(|((series, facts), q)| (series, Facts { q: q.unwrap_or(1.0), series: tested, ..facts }));
    let mut raised: Vec<(&Series, Facts)> =
        with_q.filter(|(_, facts)| facts.q <= FALSE_SHARE && facts.cases >= FEWEST_CASES).collect();
    raised.sort_by(|a, b| a.1.q.total_cmp(&b.1.q));
    raised
}

/// Judges the last month by those before. A month that was itself far out is weighed down to the median's reach, so that
/// an old episode does not hide a new one (after Farrington et al. 1996).
fn judge(series: &Series) -> Option<Facts> {
    let (last, before) = series.counts.split_last()?;
    let before = before.get(before.len().saturating_sub(BASELINE)..)?;
    if before.len() < FEWEST_MONTHS {
        return None;
    }
    let mut sorted = before.to_vec();
    sorted.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "counts of a precinct")]
    let number = |cases: u64| cases as f64;
    let median = number(*sorted.get(sorted.len() / 2)?);
    let reach = median + 3.0 * (median + 1.0).sqrt();
    let kept: Vec<f64> = before.iter().map(|cases| number(*cases).min(reach)).collect();
    #[expect(clippy::cast_precision_loss, reason = "at most 24 months")]
    let months = kept.len() as f64;
    // Half an incident is added, so that a precinct that never had any does not raise an alarm with its first one.
    let expected = (kept.iter().sum::<f64>() + 0.5) / months;
    let scatter =
        kept.iter().map(|cases| (cases - expected).powi(2)).sum::<f64>() / ((months - 1.0) * expected);
    let dispersion = scatter.max(1.0);
    // The mean is itself uncertain: a month to come scatters by 1 + 1/n times as much.
    let alpha = (dispersion * (1.0 + 1.0 / months) - 1.0) / expected;
    let tail = |cases: u64| {
        if cases == 0 {
            1.0
        } else {
            distributions::negative_binomial::upper_tail(number(cases) - 1.0, expected, alpha)
        }
    };
    let limit = (0..10_000).find(|cases| tail(cases + 1) < 0.001).unwrap_or(10_000);
    Some(Facts {
        cases: *last,
        expected,
        limit,
        dispersion,
        p: tail(*last),
        q: 1.0,
        series: 0,
        before: before.to_vec(),
        model: MODEL.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(counts: &[u64]) -> Series {
        Series { precinct: "1".to_owned(), category: "order".to_owned(), counts: counts.to_vec() }
    }

    #[test]
    fn a_month_far_above_the_others_is_raised() {
        let usual = [4, 5, 3, 6, 4, 5, 4, 3, 5, 6, 4, 5];
        let mut high = usual.to_vec();
        high.push(19);
        let mut same = usual.to_vec();
        same.push(6);
        let all = [series(&high), series(&same)];
        let raised = raised(&all);
        assert_eq!(raised.len(), 1);
        let (one, facts) = &raised[0];
        assert_eq!((one.counts.last(), facts.cases, facts.series), (Some(&19), 19, 2));
        assert!(facts.p < 1e-4 && facts.q <= 2.0 * facts.p, "{facts:?}");
        assert!(facts.limit < 19);
    }

    #[test]
    fn one_among_nothing_few_months_and_all_zero_raise_nothing() {
        let mut first = vec![0; 20];
        first.push(1);
        assert!(raised(&[series(&first)]).is_empty());
        assert!(raised(&[series(&[0; 30])]).is_empty());
        assert!(raised(&[series(&[1, 2, 50])]).is_empty());
        assert!(raised(&[series(&[])]).is_empty());
    }

    #[test]
    fn among_many_quiet_series_few_are_raised() {
        // A repeatable scatter of Poisson-like counts around 4.
        let mut state = 7_u64;
        let mut draw = || {
            let mut cases = 0;
            for _ in 0..40 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                cases += u64::from((state >> 33).is_multiple_of(10));
            }
            cases
        };
        let all: Vec<Series> =
            (0..200).map(|_| series(&(0..25).map(|_| draw()).collect::<Vec<_>>())).collect();
        assert!(raised(&all).len() <= 2);
    }

    #[test]
    fn every_stage_but_the_ends_leads_somewhere() {
        for stage in Stage::ALL {
            assert_eq!(Stage::from_key(stage.key()), Some(stage));
            let end = matches!(stage, Stage::Artefact | Stage::Resolved | Stage::Expired);
            assert_eq!(stage.next().is_empty(), end);
        }
    }
}
