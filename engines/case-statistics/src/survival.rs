//! How long does it take, when some are not done yet?
//!
//! A case that is still open has taken *at least* so long. Leaving it out makes an office that is falling behind look
//! quick, since only its easy cases have ended. The product-limit estimate of Kaplan and Meier counts the open ones for as
//! long as they were seen.

use crate::{Confidence, Interval};

/// One thing that was watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Observation {
    /// How long, in whole units of the caller's choice.
    pub duration: u64,
    /// Whether it ended then; `false` when it was still open the last time anybody looked (censored on the right).
    pub ended: bool,
}

impl Observation {
    /// It ended after `duration`.
    pub fn ended(duration: u64) -> Observation {
        Observation { duration, ended: true }
    }

    /// It was still open after `duration`.
    pub fn open(duration: u64) -> Observation {
        Observation { duration, ended: false }
    }
}

/// A step of the curve: what happened at one duration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The duration, in the caller's unit.
    pub duration: u64,
    /// How many were watched just before it.
    pub at_risk: u64,
    /// How many ended at it.
    pub ended: u64,
    /// How many were last seen open at it.
    pub censored: u64,
    /// Estimated share that takes longer.
    pub surviving: f64,
    /// Interval of that share, by the log–log transformation; `None` where the share is 0 or 1.
    pub interval: Option<Interval>,
}

/// The median, with the interval its uncertainty leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Median {
    /// Half of them take no longer than this.
    pub value: u64,
    /// Lower end of the interval; `None` when the data put no lower bound.
    pub low: Option<u64>,
    /// Upper end; `None` when the data put no upper bound, which with many open cases is usual.
    pub high: Option<u64>,
}

/// A Kaplan–Meier curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Every duration at which something happened, ascending.
    pub steps: Vec<Step>,
    /// How many were watched.
    pub watched: u64,
    /// How many of them ended.
    pub ended: u64,
}

/// The product-limit estimate with Greenwood's variance.
///
/// `S(t) = Π (1 − d_i / n_i)` over the durations up to t. Things last seen open at a duration count as at risk at it.
/// The interval of S is taken on the scale of `log(−log S)`, where it cannot leave [0, 1].
///
/// - in: observations in any order; none is fine
/// - out: one step for each different duration
/// - cost: a sort and one pass
///
/// # Source
/// Kaplan, Meier: *Nonparametric estimation from incomplete observations*, J. Am. Stat. Assoc. 53 (1958); interval as in
/// Kalbfleisch, Prentice: *The Statistical Analysis of Failure Time Data*, 2nd ed. (2002), §1.4. Checked against the
/// published table of Freireich et al., Blood 21 (1963).
pub fn kaplan_meier(observations: &[Observation], confidence: Confidence) -> Curve {
    let mut sorted = observations.to_vec();
    sorted.sort_unstable();
    let mut at_risk = count(sorted.len());
    let (mut surviving, mut greenwood) = (1.0, 0.0);
    let mut curve = Curve { steps: Vec::new(), watched: at_risk, ended: 0 };
    for tied in sorted.chunk_by(|a, b| a.duration == b.duration) {
        let Some(first) = tied.first() else { continue };
        let ended = count(tied.iter().filter(|one| one.ended).count());
        let (risk, deaths) = (real(at_risk), real(ended));
        surviving *= 1.0 - deaths / risk;
        // At the very end nobody is left and the sum has no value; the interval is `None` there.
        greenwood += if ended < at_risk { deaths / (risk * (risk - deaths)) } else { 0.0 };
        curve.steps.push(Step {
            duration: first.duration,
            at_risk,
            ended,
            censored: count(tied.len()) - ended,
            surviving,
            interval: log_log(surviving, greenwood, confidence),
        });
        at_risk -= count(tied.len());
        curve.ended += ended;
    }
    curve
}

impl Curve {
    /// The median: the shortest duration by which half have ended, `None` when fewer have (all still open, say).
    ///
    /// Its interval holds every duration that the sign-like test does not refuse: from where the lower band of S first
    /// falls to one half, to where the upper band does.
    ///
    /// - out: durations at which something ended
    ///
    /// # Source
    /// Brookmeyer, Crowley: *A confidence interval for the median survival time*, Biometrics 38 (1982), with the log–log
    /// bands that SAS PROC LIFETEST takes. Checked against its printed output for Freireich's data.
    pub fn median(&self) -> Option<Median> {
        let half = 0.5 + 1e-12;
        let first = |fits: &dyn Fn(&Step) -> bool| {
            self.steps.iter().find(|step| step.ended > 0 && fits(step)).map(|step| step.duration)
        };
        let value = first(&|step| step.surviving <= half)?;
        Some(Median {
            value,
            low: first(&|step| step.interval.map_or(step.surviving, |band| band.low) <= half),
            high: first(&|step| step.interval.map_or(step.surviving, |band| band.high) <= half),
        })
    }

    /// Estimated share that takes longer than `duration`.
    ///
    /// - out: 1 before the first end; flat after the last step, where nothing more is known
    pub fn surviving(&self, duration: u64) -> f64 {
        let before = self.steps.iter().take_while(|step| step.duration <= duration);
        before.last().map_or(1.0, |step| step.surviving)
    }
}

/// `S^exp(±z·se)` with `se² = Σ d/(n(n−d)) / (ln S)²`.
fn log_log(surviving: f64, greenwood: f64, confidence: Confidence) -> Option<Interval> {
    if surviving <= 0.0 || surviving >= 1.0 {
        return None;
    }
    let spread = (confidence.deviate() * greenwood.sqrt() / -surviving.ln()).exp();
    Some(Interval { low: surviving.powf(spread), high: surviving.powf(1.0 / spread) })
}

fn count(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "counts of cases lie far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}
