//! Difference in differences: how areas with the measure changed against areas without it.
//!
//! ```text
//!   log E = log n + area + period + effect · (treated and after)            or the same without logarithms
//!
//!   of_means          four means of a table
//!   difference        the regression; errors hold for areas that resemble themselves over time
//!   event_study       an effect for every period; those before the start should be zero
//!   placebo           the regression of the time before alone, with a start that never was
//!   draw_lots         how often would areas drawn by lot show as much: the test for few areas
//! ```
//!
//! Sources: Card and Krueger, American Economic Review 84 (1994); Bertrand, Duflo and Mullainathan, *How much should we trust
//! differences-in-differences estimates?*, Quarterly J. Economics 119 (2004); MacKinnon and Webb, *Randomization inference for
//! difference-in-differences with few treated clusters*, J. Econometrics 218 (2020).

use std::collections::BTreeSet;

use distributions::fisher;
use distributions::random::Random;
use rayon::prelude::*;

use super::Doubt;
use crate::glm::{Coefficients, Columns, Effect, Family, Fit, GlmError, Model, fit};

/// A mean with its standard error, zero where that is not known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// Value.
    pub value: f64,
    /// Standard error.
    pub se: f64,
}

impl Mean {
    /// A mean whose error is not known.
    pub fn of(value: f64) -> Self {
        Self { value, se: 0.0 }
    }
}

/// (treated after − before) − (control after − before), of four independent means given as (before, after).
pub fn of_means(treated: (Mean, Mean), control: (Mean, Mean)) -> Effect {
    let value = (treated.1.value - treated.0.value) - (control.1.value - control.0.value);
    let errors = [treated.0, treated.1, control.0, control.1];
    Effect { value, se: errors.iter().map(|mean| mean.se * mean.se).sum::<f64>().sqrt(), df: f64::INFINITY }
}

/// What was counted in an area in a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Area.
    pub area: usize,
    /// Period, numbered in time.
    pub period: usize,
    /// Count, or a mean for the Gaussian family.
    pub value: f64,
    /// What it is proportional to, 1 for nothing.
    pub exposure: f64,
}

/// Areas over time; cells may be missing.
#[derive(Clone, Copy, Debug)]
pub struct Panel<'a> {
    /// Cells, in any order.
    pub cells: &'a [Cell],
    /// Areas with the measure.
    pub treated: &'a [usize],
    /// First period with it.
    pub start: usize,
    /// How counts scatter.
    pub family: Family,
}

/// Why areas cannot be compared.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PanelError {
    /// An area and period that is given twice.
    #[error("area {area} has period {period} twice")]
    Twice {
        /// The area.
        area: usize,
        /// The period.
        period: usize,
    },
    /// A treated area without cells.
    #[error("area {0} has the measure and no cells")]
    Unknown(usize),
    /// No area with or without the measure, or no period before or after.
    #[error("there is nothing to compare: {0:?} is missing")]
    Missing(Missing),
    /// Replicates are needed to draw lots.
    #[error("no lots are to be drawn")]
    NoLots,
    /// The model has no fit.
    #[error(transparent)]
    Fit(#[from] GlmError),
}

/// What a comparison lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Areas with the measure.
    Treated,
    /// Areas without it.
    Control,
    /// Periods before the start.
    Before,
    /// Periods after it.
    After,
}

/// What the regression found.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The effect, a logarithm of a ratio unless the family is Gaussian; its error holds for areas that resemble themselves,
    /// its degrees of freedom are areas less one.
    pub effect: Effect,
    /// The effect with the error of the family.
    pub plain: Effect,
    /// The model.
    pub fit: Fit,
    /// What speaks against it.
    pub doubts: Vec<Doubt>,
}

/// Effects by period.
#[derive(Clone, Debug)]
pub struct EventStudy {
    /// Periods from the start (−2, 0, 1 …) with their effects against period −1.
    pub effects: Vec<(i64, Effect)>,
    /// The probability of leads so far from zero when they are; `None` with no lead, or with too few areas for so many leads.
    pub leads: Option<f64>,
    /// What speaks against it.
    pub doubts: Vec<Doubt>,
}

/// How often areas drawn by lot showed as much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lots {
    /// (r + 1)/(R + 1), or the exact share when every way to draw was looked at.
    pub p: f64,
    /// Draws with an effect at least as far from zero, the true one among them when `exact`.
    pub as_far: usize,
    /// Draws.
    pub draws: usize,
    /// Whether every way to draw so many areas was looked at.
    pub exact: bool,
}

impl Panel<'_> {
    fn check(&self) -> Result<BTreeSet<usize>, PanelError> {
        let mut seen = BTreeSet::new();
        if let Some(cell) = self.cells.iter().find(|cell| !seen.insert((cell.area, cell.period))) {
            return Err(PanelError::Twice { area: cell.area, period: cell.period });
        }
        let areas: BTreeSet<usize> = seen.iter().map(|(area, _)| *area).collect();
        if let Some(area) = self.treated.iter().find(|area| !areas.contains(area)) {
            return Err(PanelError::Unknown(*area));
        }
        let treated: BTreeSet<usize> = self.treated.iter().copied().collect();
        let missing = [
            (treated.is_empty(), Missing::Treated),
            (treated.len() == areas.len(), Missing::Control),
            (self.cells.iter().all(|cell| cell.period >= self.start), Missing::Before),
            (self.cells.iter().all(|cell| cell.period < self.start), Missing::After),
        ];
        match missing.into_iter().find(|(is, _)| *is) {
            Some((_, what)) => Err(PanelError::Missing(what)),
            None => Ok(areas),
        }
    }

    /// Errors by groups need some thirty groups, and some five on either side.
    fn few(&self, areas: usize) -> Option<Doubt> {
        let treated = self.treated.iter().collect::<BTreeSet<_>>().len();
        let few = areas < 30 || treated < 5 || areas - treated < 5;
        few.then_some(Doubt::FewGroups { groups: areas, treated })
    }

    fn areas(&self) -> Vec<usize> {
        self.cells.iter().map(|cell| cell.area).collect()
    }

    /// Areas and periods, without an effect.
    fn columns(&self) -> Columns {
        let periods: Vec<usize> = self.cells.iter().map(|cell| cell.period).collect();
        Columns::constant(self.cells.len()).and_levels("area", &self.areas()).and_levels("period", &periods)
    }

    /// One for cells of treated areas that have a property.
    fn marked(&self, treated: &[usize], has: impl Fn(usize) -> bool) -> Vec<f64> {
        let one = |cell: &Cell| f64::from(u8::from(treated.contains(&cell.area) && has(cell.period)));
        self.cells.iter().map(one).collect()
    }

    fn fit(&self, columns: &Columns) -> Result<Fit, GlmError> {
        let values: Vec<f64> = self.cells.iter().map(|cell| cell.value).collect();
        let exposure: Vec<f64> = self.cells.iter().map(|cell| cell.exposure).collect();
        fit(&Model::new(columns, &values).per(&exposure), self.family)
    }

    fn effect_of(&self, treated: &[usize], common: &Columns) -> Result<Fit, GlmError> {
        self.fit(&common.clone().and("effect", self.marked(treated, |period| period >= self.start)))
    }
}

fn effect(coefficients: &Coefficients) -> Effect {
    coefficients.effect("effect").unwrap_or(Effect { value: f64::NAN, se: f64::NAN, df: f64::NAN })
}

/// The effect of the measure.
///
/// # Errors
/// [`PanelError`].
pub fn difference(panel: &Panel<'_>) -> Result<Difference, PanelError> {
    let areas = panel.check()?;
    let fit = panel.effect_of(panel.treated, &panel.columns())?;
    let clustered = fit.clustered(&panel.areas())?;
    let doubts = panel.few(areas.len()).into_iter().collect();
    Ok(Difference { effect: effect(&clustered), plain: effect(&fit.coefficients), fit, doubts })
}

/// The effect of a measure that began at `start`, looked for in the periods before the true one only: it should be none.
///
/// # Errors
/// [`PanelError`].
pub fn placebo(panel: &Panel<'_>, start: usize) -> Result<Difference, PanelError> {
    let cells: Vec<Cell> = panel.cells.iter().copied().filter(|cell| cell.period < panel.start).collect();
    difference(&Panel { cells: &cells, start, ..*panel })
}

/// An effect for every period, against the last one before the start.
///
/// # Errors
/// [`PanelError`].
pub fn event_study(panel: &Panel<'_>) -> Result<EventStudy, PanelError> {
    let areas = panel.check()?;
    let periods: BTreeSet<usize> = panel.cells.iter().map(|cell| cell.period).collect();
    let reference = periods.range(..panel.start).next_back().copied();
    let mut columns = panel.columns();
    let name = |period: usize| format!("effect {period}");
    let others: Vec<usize> = periods.into_iter().filter(|period| Some(*period) != reference).collect();
    for period in &others {
        columns = columns.and(name(*period), panel.marked(panel.treated, |at| at == *period));
    }
    let clustered = panel.fit(&columns)?.clustered(&panel.areas())?;
    let away = |period: usize| i64::try_from(period as i128 - panel.start as i128).unwrap_or(i64::MAX);
    let one = |period: &usize| Some((away(*period), clustered.effect(&name(*period))?));
    let leads: Vec<String> =
        others.iter().filter(|period| **period < panel.start).map(|at| name(*at)).collect();
    let leads = test(&clustered, &leads);
    let trends = leads.filter(|p| *p < 0.05).map(|p| Doubt::TrendsBefore { p });
    let doubts = trends.into_iter().chain(panel.few(areas.len())).collect();
    Ok(EventStudy { effects: others.iter().filter_map(one).collect(), leads, doubts })
}

/// Wald's test that all of these are zero, by F with areas less one.
fn test(coefficients: &Coefficients, names: &[String]) -> Option<f64> {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let count = names.len() as f64;
    let statistic = coefficients.part(&names)?.wald().filter(|_| count > 0.0 && count <= coefficients.df)?;
    Some(fisher::upper_tail(statistic / count, count, coefficients.df))
}

/// Gives the measure to as many areas drawn by lot, again and again: how often is the effect as large?
///
/// When there are no more than `draws` ways to draw, each is looked at once and p is exact. A draw without a fit counts as large.
///
/// # Errors
/// [`PanelError`].
pub fn draw_lots(panel: &Panel<'_>, draws: usize, seed: u64) -> Result<Lots, PanelError> {
    let areas: Vec<usize> = panel.check()?.into_iter().collect();
    if draws == 0 {
        return Err(PanelError::NoLots);
    }
    let chosen = panel.treated.iter().collect::<BTreeSet<_>>().len();
    let common = panel.columns();
    let found = effect(&panel.effect_of(panel.treated, &common)?.coefficients).value.abs();
    // A draw that is as far but for rounding is as far.
    let far = |treated: &[usize]| {
        panel
            .effect_of(treated, &common)
            .map_or(true, |fit| effect(&fit.coefficients).value.abs() >= found * (1.0 - 1e-9))
    };
    if let Some(ways) = ways(areas.len(), chosen, draws) {
        let picked = |way: &Vec<usize>| far(&way.iter().map(|at| areas[*at]).collect::<Vec<_>>());
        let as_far = ways.par_iter().filter(|way| picked(way)).count();
        return Ok(Lots { p: as_far as f64 / ways.len() as f64, as_far, draws: ways.len(), exact: true });
    }
    let drawn = |replicate: usize| {
        let mut lots = areas.clone();
        Random::new(seed, replicate as u64).shuffle(&mut lots);
        far(&lots[..chosen])
    };
    let as_far = (0..draws).into_par_iter().filter(|replicate| drawn(*replicate)).count();
    Ok(Lots { p: (as_far as f64 + 1.0) / (draws as f64 + 1.0), as_far, draws, exact: false })
}

/// All ways to choose `k` of `n`, unless there are more than `most`.
fn ways(n: usize, k: usize, most: usize) -> Option<Vec<Vec<usize>>> {
    let mut all = vec![Vec::new()];
    for place in 0..k {
        let longer = all.iter().flat_map(|way: &Vec<usize>| {
            // As many must be left as are still to be chosen.
            let next = way.last().map_or(0, |last| last + 1)..=n - (k - place);
            next.map(|at| way.iter().copied().chain([at]).collect())
        });
        all = longer.take(most.saturating_add(1)).collect();
        if all.len() > most {
            return None;
        }
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::ways;

    #[test]
    fn ways_to_choose() {
        assert_eq!(ways(3, 2, 10), Some(vec![vec![0, 1], vec![0, 2], vec![1, 2]]));
        assert_eq!(ways(6, 2, 15).map(|ways| ways.len()), Some(15));
        assert_eq!(ways(6, 2, 14), None);
        assert_eq!(ways(40, 20, 999), None);
    }
}
