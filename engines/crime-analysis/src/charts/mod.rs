//! Is this month out of the ordinary?
//!
//! ```text
//!   level and limits:  c_chart, u_chart (Laney's u′ where counts scatter more)      one month far off
//!   memory:            ewma, Cusum with a threshold for a wanted run length         a small shift that stays
//!   small counts:      root_band, count_limits (Poisson, negative binomial)         where "± 3 s" is no longer true
//!   seasons, trend:    watch (Farrington)                                           more than the same month used to hold
//!   any seven days:    moving_window (Naus)                                         six in some week of five years
//!   many series:       screen ──► crate::false_discovery                            how many of the alarms are chance
//! ```
//!
//! A chart is only as good as the level it is drawn about: [`Baseline`] says which points that level comes from, and they
//! have to be ordinary themselves. Counts with seasons belong to [`watch`], which expects something else of each month.
//!
//! A point on a limit is not outside of it.

mod cusum;
mod ewma;
mod few;
mod level;
mod scan;
mod screen;
mod watch;

pub use cusum::{After, Cusum, CusumPoint, Threshold, reference_value};
pub use ewma::{Ewma, EwmaPoint, ewma};
pub use few::{CountLimits, count_limits, root_band, two_counts};
pub use level::{Baseline, Chart, Point, c_chart, laney_chart, u_chart};
pub use scan::{Formula, moving_window};
pub use screen::{Alarm, Watched, screen};
pub use watch::{Expected, Watch, watch};

/// On which side of its limits a point lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// More than the limits allow.
    Above,
    /// Less than the limits allow.
    Below,
}

/// A value against its limits; what differs from a limit by rounding alone lies on it.
fn signal(value: f64, low: f64, high: f64) -> Option<Signal> {
    let slack = 1e-12 * value.abs().max(high.abs());
    if value > high + slack {
        Some(Signal::Above)
    } else if value < low - slack {
        Some(Signal::Below)
    } else {
        None
    }
}

/// Why there is no chart.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ChartError {
    /// Fewer points than the chart (or its baseline) needs.
    #[error("{needed} points are needed, there are {found}")]
    TooFew {
        /// How many it takes.
        needed: usize,
        /// How many there are.
        found: usize,
    },
    /// Lists that should be equally long are not.
    #[error("{expected} exposures were expected, {found} were given")]
    Length {
        /// How many points there are.
        expected: usize,
        /// How many entries the other list has.
        found: usize,
    },
    /// A value or exposure that is no finite number, or an exposure that is not above zero.
    #[error("point {at} has the value {value}, which cannot be charted")]
    Value {
        /// Which point, from 0.
        at: usize,
        /// What stood there.
        value: f64,
    },
    /// The baseline has no case, so there is no level.
    #[error("the baseline has no case, so there is no level to draw limits about")]
    NoCases,
    /// A setting out of its range.
    #[error("{name} = {value} is out of its range")]
    Setting {
        /// Its name.
        name: &'static str,
        /// What was asked.
        value: f64,
    },
    /// The history cannot be learned from; it names the column or the row.
    #[error("the history cannot be learned from: {0}")]
    Regression(crate::glm::GlmError),
}

/// A setting that has to lie strictly between two ends.
fn setting(name: &'static str, value: f64, low: f64, high: f64) -> Result<(), ChartError> {
    if value > low && value < high { Ok(()) } else { Err(ChartError::Setting { name, value }) }
}

#[cfg(test)]
mod tests;
