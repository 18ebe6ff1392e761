//! Weighted displacement: how many fewer, when what only moved next door is counted back.
//!
//! ```text
//!   WDD = (T₁ − T₀) − (C₁ − C₀) + (D₁ − D₀) − (Dc₁ − Dc₀),     variance = φ · Σ counts / weights²
//!          target     its control   buffer      its control
//! ```
//!
//! Sources: Wheeler and Ratcliffe, *A simple weighted displacement difference test to evaluate place based crime interventions*,
//! Crime Science 7 (2018); Bowers and Johnson, *Measuring the geographical displacement and diffusion of benefit effects of
//! crime prevention activity*, J. Quantitative Criminology 19 (2003), for the quotient.

use distributions::{Confidence, normal};

use super::Doubt;
use crate::glm::Effect;

/// Counts of an area before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counts {
    /// Before the measure.
    pub before: f64,
    /// After it.
    pub after: f64,
    /// What counts are divided by to be comparable with the other areas: square kilometres, metres of street; 1 for nothing.
    pub size: f64,
}

impl Counts {
    /// An area as it is.
    pub fn of(before: u64, after: u64) -> Self {
        Self { before: before as f64, after: after as f64, size: 1.0 }
    }
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// Where the measure was.
    pub treated: Counts,
    /// A place like it without the measure, not its neighbour.
    pub control: Counts,
    /// Where crime might move to, and a place like that.
    pub buffer: Option<(Counts, Counts)>,
    /// Lengths of the two periods, such as years; results are per one of them.
    pub lengths: (f64, f64),
    /// φ: how much more than by chance counts scatter, 1 for chance alone.
    pub dispersion: f64,
}

/// Why a comparison has no answer.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum DisplacementError {
    /// A count below zero or not finite.
    #[error("{0} is no count")]
    Count(f64),
    /// A size, length or dispersion that is not positive, or nothing anybody can mean.
    #[error("{0} is no size, length or dispersion")]
    Weight(f64),
    /// Nothing was counted anywhere: there is no error to speak of.
    #[error("nothing was counted anywhere")]
    Nothing,
    /// No power between 0 and 1.
    #[error("{0} is no power")]
    Power(f64),
}

/// Differences of differences, in counts per unit of time and size; degrees of freedom are infinite.
#[derive(Clone, Debug, PartialEq)]
pub struct Wdd {
    /// Target against its control.
    pub local: Effect,
    /// Buffer against its control: above zero crime moved there, below zero the measure helped there too.
    pub moved: Option<Effect>,
    /// Both together: what the measure brought.
    pub total: Effect,
    /// What speaks against it.
    pub doubts: Vec<Doubt>,
}

/// Sizes and lengths that anybody can mean; beyond them squares are no numbers.
const MEANT: std::ops::Range<f64> = 1e-100..1e100;

impl Comparison {
    /// Target and control with periods of the same length, no buffer, chance alone.
    pub fn plain(treated: Counts, control: Counts) -> Self {
        Self { treated, control, buffer: None, lengths: (1.0, 1.0), dispersion: 1.0 }
    }

    fn areas(&self) -> impl Iterator<Item = Counts> {
        let (buffer, beside) = self.buffer.unzip();
        [Some(self.treated), Some(self.control), buffer, beside].into_iter().flatten()
    }

    fn check(&self) -> Result<(), DisplacementError> {
        let no_count =
            self.areas().flat_map(|area| [area.before, area.after]).find(|n| !(0.0..1e15).contains(n));
        no_count.map_or(Ok(()), |n| Err(DisplacementError::Count(n)))?;
        let weights = [self.lengths.0, self.lengths.1, self.dispersion];
        let mut weights = weights.into_iter().chain(self.areas().map(|area| area.size));
        let bad = weights.find(|weight| !MEANT.contains(weight));
        bad.map_or(Ok(()), |weight| Err(DisplacementError::Weight(weight)))
    }

    /// The change of an area and its variance.
    fn change(&self, area: Counts) -> (f64, f64) {
        let (before, after) = (area.size * self.lengths.0, area.size * self.lengths.1);
        let variance = area.before / (before * before) + area.after / (after * after);
        (area.after / after - area.before / before, self.dispersion * variance)
    }

    fn against(&self, area: Counts, control: Counts) -> Effect {
        let ((value, variance), (other, other_variance)) = (self.change(area), self.change(control));
        Effect { value: value - other, se: (variance + other_variance).sqrt(), df: f64::INFINITY }
    }

    /// The smallest change of the total that a test would find with some power, before any measure is taken: what is expected
    /// after is what was before. `after` of the areas is not read.
    ///
    /// With a power of ½ this is `deviate · √(expected sum)`; with 0.8 it is 0.84 errors more. A confidence of 0.9 is a
    /// one-sided test at 5 %.
    ///
    /// # Errors
    /// [`DisplacementError`].
    pub fn detectable(&self, confidence: Confidence, power: f64) -> Result<f64, DisplacementError> {
        if !(power > 0.0 && power < 1.0) {
            return Err(DisplacementError::Power(power));
        }
        let longer = self.lengths.1 / self.lengths.0;
        let later = |area: Counts| Counts { after: area.before * longer, ..area };
        let buffer = self.buffer.map(|(buffer, beside)| (later(buffer), later(beside)));
        let planned = Self { treated: later(self.treated), control: later(self.control), buffer, ..*self };
        Ok((confidence.deviate() + normal::quantile(power)) * wdd(&planned)?.total.se)
    }
}

/// The weighted displacement difference.
///
/// # Errors
/// [`DisplacementError`].
pub fn wdd(comparison: &Comparison) -> Result<Wdd, DisplacementError> {
    comparison.check()?;
    let local = comparison.against(comparison.treated, comparison.control);
    let moved = comparison.buffer.map(|(buffer, beside)| comparison.against(buffer, beside));
    let both =
        |moved: Effect| Effect { value: local.value + moved.value, se: local.se.hypot(moved.se), ..local };
    let total = moved.map_or(local, both);
    if total.se == 0.0 {
        return Err(DisplacementError::Nothing);
    }
    Ok(Wdd { local, moved, total, doubts: doubts(comparison) })
}

/// Areas that were unlike before compare badly: the same rise in per cent is another rise in counts.
fn doubts(comparison: &Comparison) -> Vec<Doubt> {
    const LIKE: std::ops::RangeInclusive<f64> = 0.5..=2.0;
    let level = |area: Counts| area.before / area.size;
    let pairs = std::iter::once((comparison.treated, comparison.control)).chain(comparison.buffer);
    let mut doubts: Vec<Doubt> = pairs
        .filter(|(area, control)| !LIKE.contains(&(level(*area) / level(*control))))
        .map(|(area, control)| Doubt::UnlikeBefore { treated: level(area), control: level(control) })
        .collect();
    if comparison.buffer.is_none() {
        doubts.push(Doubt::DisplacementNotLookedAt);
    }
    if comparison.dispersion == 1.0 {
        doubts.push(Doubt::ChanceAloneAssumed);
    }
    doubts
}

/// What a weighted displacement quotient says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    /// The target did not fall against the control: there was no success that could have moved.
    NoSuccess,
    /// The buffer fell too: the benefit spread.
    Diffusion,
    /// The buffer stayed as it was.
    None,
    /// Some moved, at most as much as was gained.
    Smaller,
    /// More came to the buffer than the target lost.
    Larger,
}

/// The weighted displacement quotient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wdq {
    /// (A₁/C₁) − (A₀/C₀): below zero the target fell against the control.
    pub success: f64,
    /// (B₁/C₁) − (B₀/C₀): above zero the buffer rose against the control.
    pub buffer: f64,
    /// buffer / success; `None` where it may not be interpreted.
    pub quotient: Option<f64>,
    /// In words of the paper.
    pub movement: Movement,
}

/// The quotient of Bowers and Johnson for target A, buffer B and control C.
///
/// # Errors
/// [`DisplacementError`]; [`DisplacementError::Nothing`] for a control without events before or after.
pub fn wdq(target: Counts, buffer: Counts, control: Counts) -> Result<Wdq, DisplacementError> {
    Comparison { buffer: Some((buffer, control)), ..Comparison::plain(target, control) }.check()?;
    if control.before == 0.0 || control.after == 0.0 {
        return Err(DisplacementError::Nothing);
    }
    let share = |area: Counts| area.after / control.after - area.before / control.before;
    let (success, buffer) = (share(target), share(buffer));
    let quotient = (success < 0.0).then(|| buffer / success);
    let movement = match quotient {
        None => Movement::NoSuccess,
        Some(quotient) if quotient > 0.0 => Movement::Diffusion,
        Some(quotient) if quotient < -1.0 => Movement::Larger,
        Some(quotient) if quotient < 0.0 => Movement::Smaller,
        Some(_) => Movement::None,
    };
    Ok(Wdq { success, buffer, quotient, movement })
}
