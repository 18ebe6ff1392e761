//! Patrols find what they look for: what becomes of their shares when finds decide where they go next.
//!
//! The urn of Ensign, Friedler, Neville, Scheidegger, Venkatasubramanian, *Runaway feedback loops in predictive policing*
//! (2018), by its expected updates: each step the patrol is in area i with its share of the urn, finds something with the
//! rate of the area, and the find goes into the urn. Uncorrected, a slightly higher rate takes all patrols in the end.

use crate::places::{SpatialError, same_length};

/// How a find is weighed before it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correction {
    /// Not at all.
    None,
    /// By one less the share of patrols that looked there; for two areas this restores the true ratio of rates.
    LessOwnShare,
    /// By one over the share: a find counts for all the times when nobody looked. Restores it for any number of areas.
    InverseShare,
}

/// Shares of the urn after so many expected updates. `rates` are probabilities of a find when somebody looks, `start` what
/// the urn holds at first.
///
/// # Errors
/// [`SpatialError::Empty`]; [`SpatialError::Lengths`]; [`SpatialError::Value`] for a rate outside 0 to 1;
/// [`SpatialError::Negative`] for a start that is not above 0.
pub fn shares_after(
    rates: &[f64],
    start: &[f64],
    steps: usize,
    correction: Correction,
) -> Result<Vec<f64>, SpatialError> {
    same_length(rates.len(), start.len())?;
    if rates.is_empty() {
        return Err(SpatialError::Empty);
    }
    if let Some(row) = rates.iter().position(|rate| !(0.0..=1.0).contains(rate)) {
        return Err(SpatialError::Value(row));
    }
    if let Some(row) = start.iter().position(|it| !(it.is_finite() && *it > 0.0)) {
        return Err(SpatialError::Negative(row));
    }
    let shares = |urn: &[f64]| {
        let all: f64 = urn.iter().sum();
        urn.iter().map(|it| it / all).collect::<Vec<f64>>()
    };
    let mut urn = start.to_vec();
    for _ in 0..steps {
        let now = shares(&urn);
        for ((urn, share), rate) in urn.iter_mut().zip(now).zip(rates) {
            *urn += rate
                * match correction {
                    Correction::None => share,
                    Correction::LessOwnShare => share * (1.0 - share),
                    Correction::InverseShare => 1.0,
                };
        }
    }
    Ok(shares(&urn))
}
