//! Shares of areas: variances that do not fall to nothing, and a scale without ends.

use super::{AreaError, Between, fay_herriot};
use crate::intervals::Critical;

/// The scale a share is modelled on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// asin √p, whose variance deff/(4n) does not depend on p: also for areas where nobody or everybody said yes.
    #[default]
    Arcsine,
    /// log(p/(1 − p)), with variance deff/(n p(1 − p)); not for shares of 0 and 1.
    Logit,
    /// p itself, with variances smoothed by [`smoothed_variances`].
    Plain,
}

/// The share of one area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AreaShare {
    /// The share.
    pub share: f64,
    /// Root of its mean squared error.
    pub error: f64,
    /// The interval, model-based.
    pub interval: (f64, f64),
    /// How much of it is the area's own, γ.
    pub own: f64,
}

/// Shares of all areas.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaShares {
    /// Each area.
    pub areas: Vec<AreaShare>,
    /// Variance between areas on the scale of the model; zero makes every share synthetic.
    pub between: f64,
}

/// Variances of shares by a generalised variance function, D_d = p̄(1 − p̄) · deff/n_d with p̄ the share of all areas
/// together: the own variance of a share of 0 or 1 would be zero and give the area all trust where it deserves least
/// (Wolter 2007, ch. 7).
///
/// - in: direct shares (NaN for areas without answers), answers of each, the design effect of the item
pub fn smoothed_variances(shares: &[f64], sizes: &[f64], effect: f64) -> Vec<f64> {
    let known = || shares.iter().zip(sizes).filter(|(share, _)| !share.is_nan());
    let answers: f64 = known().map(|(_, size)| size).sum();
    let pooled = known().map(|(share, size)| share * size).sum::<f64>() / answers;
    sizes.iter().map(|size| pooled * (1.0 - pooled) * effect / size).collect()
}

/// Shares of areas by the model of Fay and Herriot on a scale of shares.
///
/// - in: direct shares (NaN for an area without answers, which becomes synthetic), answers of each area, the design effect
///   of the item, columns of the areas, and a level such as 0.95
/// - out: shares are the mean of what the scale says of the area, ½(1 − e^{−2v} cos 2m) for asin √p ~ N(m, v) and the
///   logistic of m otherwise; intervals are ends on the scale brought back
///
/// # Errors
/// [`AreaError`], also for a share of 0 or 1 on the logit scale.
pub fn shares_of_areas(
    shares: &[f64],
    sizes: &[f64],
    effect: f64,
    columns: &[Vec<f64>],
    between: Between,
    scale: Scale,
    level: f64,
) -> Result<AreaShares, AreaError> {
    let direct: Vec<f64> = shares.iter().map(|share| scale.of(*share)).collect();
    let smooth = smoothed_variances(shares, sizes, effect);
    let variance = |area: usize| match scale {
        Scale::Arcsine => effect / (4.0 * sizes[area]),
        Scale::Logit => effect / (sizes[area] * shares[area] * (1.0 - shares[area])),
        Scale::Plain => smooth[area],
    };
    if let Some(area) = (0..shares.len()).find(|area| *area >= sizes.len()) {
        return Err(AreaError::Area { area });
    }
    let variances: Vec<f64> = (0..shares.len()).map(variance).collect();
    let found = fay_herriot(&direct, &variances, columns, between)?;
    let critical = Critical::new(level, f64::INFINITY).value();
    let one = |area: usize| {
        let (centre, mse) = (found.figures[area], found.mse[area].max(0.0));
        let half = critical * mse.sqrt();
        AreaShare {
            share: scale.mean(centre, mse),
            error: mse.sqrt() * scale.slope(centre),
            interval: (scale.back(centre - half), scale.back(centre + half)),
            own: found.own[area],
        }
    };
    Ok(AreaShares { areas: (0..shares.len()).map(one).collect(), between: found.between })
}

impl Scale {
    fn of(self, share: f64) -> f64 {
        match self {
            Self::Arcsine => share.clamp(0.0, 1.0).sqrt().asin(),
            Self::Logit => (share / (1.0 - share)).ln(),
            Self::Plain => share,
        }
    }

    fn back(self, value: f64) -> f64 {
        match self {
            // Beyond the ends the sine would turn back.
            Self::Arcsine => value.clamp(0.0, std::f64::consts::FRAC_PI_2).sin().powi(2),
            Self::Logit => 1.0 / (1.0 + (-value).exp()),
            Self::Plain => value.clamp(0.0, 1.0),
        }
    }

    fn mean(self, centre: f64, variance: f64) -> f64 {
        match self {
            Self::Arcsine => 0.5 * (1.0 - (-2.0 * variance).exp() * (2.0 * centre).cos()),
            _ => self.back(centre),
        }
    }

    /// |dp/dθ|.
    fn slope(self, centre: f64) -> f64 {
        match self {
            Self::Arcsine => (2.0 * centre).sin().abs(),
            Self::Logit => self.back(centre) * (1.0 - self.back(centre)),
            Self::Plain => 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_where_nobody_said_yes_keeps_doubt_and_borrows_from_the_others() {
        let (shares, sizes) = ([0.0, 0.3, 0.25, 0.4, 0.35, f64::NAN], [12.0, 80.0, 90.0, 60.0, 70.0, 0.0]);
        let columns = [vec![1.0; 6]];
        for scale in [Scale::Arcsine, Scale::Plain] {
            let found =
                shares_of_areas(&shares, &sizes, 1.3, &columns, Between::AdjustedRestricted, scale, 0.95)
                    .expect("shares");
            let first = found.areas[0];
            assert!(first.share > 0.02 && first.share < 0.3, "{scale:?}: {first:?}");
            assert!(
                first.interval.0 >= 0.0 && first.interval.1 > first.share && first.error > 0.0,
                "{scale:?}"
            );
            assert!(found.areas[0].own < found.areas[2].own, "{scale:?}: fewer answers, less of its own");
            assert_eq!(found.areas[5].own, 0.0, "{scale:?}: nobody asked, all synthetic");
        }
        let refused =
            shares_of_areas(&shares, &sizes, 1.3, &columns, Between::Restricted, Scale::Logit, 0.95);
        assert_eq!(refused.unwrap_err(), AreaError::Area { area: 0 });
    }
}
