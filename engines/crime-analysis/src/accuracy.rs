//! Did the map of last month find the offences of this one? How good hot spots are at telling what comes.
//!
//! ```text
//!   cells: predicted (from the past), observed (afterwards), area or length of street
//!     └─► steps    the highest predicted first: hit rate, PAI, PEI, RRI of each beginning
//!   two periods ─► rank_correlation, jaccard_of_top    do the same places come again?
//! ```
//!
//! What is measured must not be what the prediction was made of: predict from one period, observe a later one. The
//! benchmark to beat is last year's counts.
//!
//! Sources: Chainey, Tompson, Uhlig, *The utility of hotspot mapping for predicting spatial patterns of crime*, Security
//! Journal 21 (2008) for PAI; Hunt (2016) for PEI; Levine (2008) for RRI.

use distributions::{Confidence, Interval, beta};

use crate::places::{SpatialError, same_length};

/// One place: what was predicted and what came.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// What the past said; in the unit of counts where RRI shall mean something.
    pub predicted: f64,
    /// Offences that came.
    pub observed: u64,
    /// Its area, or the length of its streets: any one unit.
    pub size: f64,
}

/// How good the places are that were predicted highest, down to one of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Row of the place that comes in with this step.
    pub row: usize,
    /// Share of the area taken in so far.
    pub area_share: f64,
    /// Offences taken in so far.
    pub hits: u64,
    /// All offences.
    pub total: u64,
    /// Prediction accuracy index of the best possible choice of the same area, the last place in part.
    pub best_pai: f64,
    /// Recapture rate index: sum predicted over sum observed so far; `None` before any offence.
    pub rri: Option<f64>,
}

impl Step {
    /// Share of offences in the places so far.
    pub fn hit_rate(&self) -> f64 {
        self.hits as f64 / self.total as f64
    }

    /// Prediction accuracy index: share of offences by share of area; 1 is no better than chance.
    pub fn pai(&self) -> f64 {
        pai(self.hit_rate(), self.area_share)
    }

    /// Prediction efficiency index: PAI by the best possible one, at most 1.
    pub fn pei(&self) -> f64 {
        self.pai() / self.best_pai
    }

    /// Exact interval of PAI if offences fell independently (Clopper and Pearson); series of one offender make it too
    /// narrow.
    pub fn pai_interval(&self, confidence: Confidence) -> Interval {
        let (hits, misses) = (self.hits as f64, (self.total - self.hits) as f64);
        let tail = confidence.tail();
        let low = if self.hits == 0 { 0.0 } else { beta::quantile(tail, hits, misses + 1.0) };
        let high = if self.hits == self.total { 1.0 } else { beta::quantile(1.0 - tail, hits + 1.0, misses) };
        Interval { low: pai(low, self.area_share), high: pai(high, self.area_share) }
    }
}

/// Prediction accuracy index: share of offences by share of area, 25 % in 3 % of the area is 8.33.
pub fn pai(share_of_offences: f64, share_of_area: f64) -> f64 {
    share_of_offences / share_of_area
}

/// The places from the highest predicted for its size to the lowest, with what had been found by then. Equal predictions
/// keep the order of rows.
///
/// # Errors
/// [`SpatialError::Empty`] without places or without any offence; [`SpatialError::Value`] and [`SpatialError::Negative`]
/// for a prediction or a size; a size of 0 counts as negative.
pub fn steps(places: &[Place]) -> Result<Vec<Step>, SpatialError> {
    if let Some(row) =
        places.iter().position(|place| !(place.predicted.is_finite() && place.size.is_finite()))
    {
        return Err(SpatialError::Value(row));
    }
    if let Some(row) = places.iter().position(|place| place.predicted < 0.0 || place.size <= 0.0) {
        return Err(SpatialError::Negative(row));
    }
    let total: u64 = places.iter().map(|place| place.observed).sum();
    if total == 0 {
        return Err(SpatialError::Empty);
    }
    let area: f64 = places.iter().map(|place| place.size).sum();
    let by = |density: &dyn Fn(&Place) -> f64| {
        let mut rows: Vec<(f64, usize)> = places.iter().map(density).zip(0..).collect();
        rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        rows.into_iter().map(|(_, row)| row).collect::<Vec<usize>>()
    };
    let best = by(&|place| place.observed as f64 / place.size);
    let (mut taken, mut hits, mut predicted) = (0.0, 0, 0.0);
    // The best choice so far: whole places, their area and offences.
    let (mut best, mut best_area, mut best_hits) =
        (best.into_iter().map(|row| places[row]).peekable(), 0.0, 0.0);
    let step = |row: usize| {
        let place = places[row];
        taken += place.size;
        hits += place.observed;
        predicted += place.predicted;
        while let Some(next) = best.next_if(|next| best_area + next.size <= taken * (1.0 + 1e-12)) {
            best_area += next.size;
            best_hits += next.observed as f64;
        }
        let part =
            best.peek().map_or(0.0, |next| next.observed as f64 * ((taken - best_area) / next.size).max(0.0));
        Step {
            row,
            area_share: (taken / area).min(1.0),
            hits,
            total,
            best_pai: pai((best_hits + part) / total as f64, (taken / area).min(1.0)),
            rri: (hits > 0).then(|| predicted / hits as f64),
        }
    };
    Ok(by(&|place| place.predicted / place.size).into_iter().map(step).collect())
}

/// Spearman's rank correlation of two periods, equal values sharing the mean of their ranks. `None` where one of them is
/// the same everywhere.
///
/// # Errors
/// [`SpatialError::Lengths`]; [`SpatialError::Value`] for what is not a number.
pub fn rank_correlation(before: &[f64], after: &[f64]) -> Result<Option<f64>, SpatialError> {
    comparable(before, after)?;
    let (before, after) = (ranks(before), ranks(after));
    let middle = (before.len() as f64 + 1.0) / 2.0;
    let product =
        |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - middle) * (b - middle)).sum::<f64>();
    let spread = (product(&before, &before) * product(&after, &after)).sqrt();
    Ok((spread > 0.0).then(|| product(&before, &after) / spread))
}

fn comparable(before: &[f64], after: &[f64]) -> Result<(), SpatialError> {
    same_length(before.len(), after.len())?;
    let odd = before.iter().zip(after).position(|(a, b)| !(a.is_finite() && b.is_finite()));
    odd.map_or(Ok(()), |row| Err(SpatialError::Value(row)))
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for equal in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let rank = before as f64 + (equal.len() as f64 + 1.0) / 2.0;
        equal.iter().for_each(|row| ranks[*row] = rank);
        before += equal.len();
    }
    ranks
}

/// How much of the `k` highest places of one period is among those of the other: common ones by all of both. Of equal
/// values the earlier row is taken. `None` for a `k` of 0 or above the number of places.
///
/// # Errors
/// As [`rank_correlation`].
pub fn jaccard_of_top(before: &[f64], after: &[f64], k: usize) -> Result<Option<f64>, SpatialError> {
    comparable(before, after)?;
    if k == 0 || k > before.len() {
        return Ok(None);
    }
    let top = |values: &[f64]| {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|a, b| values[*b].total_cmp(&values[*a]));
        let mut among = vec![false; values.len()];
        order[..k].iter().for_each(|row| among[*row] = true);
        among
    };
    let common = top(before).iter().zip(top(after)).filter(|(a, b)| **a && *b).count();
    Ok(Some(common as f64 / (2 * k - common) as f64))
}
