//! The part `target`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::error::SheetError;
use super::form::{ModeKey, TargetForm};
use super::variants::Variant;
use crate::soft_target::{
    Aspect, Bands, Event, Full, LIFE_FLOOR, Mode, Opinion, Point, Rating, Risk, Score, Scores, View,
    opinions, points, profile, rank, to_discuss,
};

/// An assessment of a soft target. All its numbers are of one mode.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetReport {
    /// Its name.
    pub name: String,
    /// Key of the method.
    pub method: String,
    /// The mode of every number here.
    pub mode: ModeKey,
    /// The target's own amounts of finance, from 7 to 1.
    pub finance: Vec<String>,
    /// Between what P, D and R can lie: where axes begin and end.
    pub ranges: Ranges,
    /// The variants, in the order of the sheet.
    pub variants: Vec<VariantReport>,
    /// Ids of the rated variants, worst first.
    pub ranking: Vec<String>,
    /// The same by damage.
    pub by_damage: Vec<String>,
    /// The same by life.
    pub by_life: Vec<String>,
    /// Ids of those that are discussed whatever their R, because life is 6 or 7.
    pub to_discuss: Vec<String>,
    /// Sums, before and after the planned measures.
    pub totals: Totals,
    /// Where the risk gathers.
    pub places: ProfileReport,
    /// When.
    pub times: ProfileReport,
    /// How many variants are rated.
    pub coverage: Coverage,
    /// The graph, damage to the right; its variants are numbers in `variants`.
    pub graph: Vec<Point>,
    /// The bands that `band` counts in.
    pub bands: BandsReport,
}

/// Least and greatest values of the mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ranges {
    /// Of P.
    pub probability: (u16, u16),
    /// Of D.
    pub damage: (u16, u16),
    /// Of R.
    pub risk: (u16, u16),
}

/// A variant.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VariantReport {
    /// Its id.
    pub id: String,
    /// Words for people, as the sheet has them.
    pub label: String,
    /// Key of the method of attack.
    pub method: String,
    /// Keys of the sources of threat.
    pub sources: Vec<String>,
    /// Where.
    pub places: Vec<String>,
    /// When.
    pub times: Vec<String>,
    /// Its sub-scores.
    pub scores: Scores,
    /// Sub-scores whose steps were cut at 1 or 7.
    pub cut: Vec<Aspect>,
    /// P, D, R and rank; none while something is missing.
    pub rated: Option<Rated>,
    /// What is missing.
    pub missing: Vec<Aspect>,
    /// Reasons by sub-score.
    pub why: BTreeMap<Aspect, String>,
    /// What several raters said.
    pub opinions: Vec<Opinion>,
    /// What is left once the planned measures work; none when nothing is planned, or the variant is not rated.
    pub planned: Option<Planned>,
}

/// The numbers of a rated variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rated {
    /// P.
    pub probability: u16,
    /// D.
    pub damage: u16,
    /// R.
    pub risk: u16,
    /// Place in the ranking, from 1.
    pub rank: usize,
    /// Band, 0 the lowest.
    pub band: usize,
}

/// A variant with the planned measures at work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// Its sub-scores then.
    pub scores: Scores,
    /// Which of them moved.
    pub moved: Vec<Aspect>,
    /// P then.
    pub probability: u16,
    /// D then.
    pub damage: u16,
    /// R then.
    pub risk: u16,
    /// R then less R now; below 0 is better.
    pub change: i32,
}

/// Σ R of the rated variants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Now.
    pub now: u64,
    /// With the planned measures at work; variants without a plan stay as they are.
    pub planned: u64,
    /// Then less now.
    pub change: i64,
}

/// Sums of R by places or by times.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProfileReport {
    /// In the order of the sheet.
    pub cells: Vec<Cell>,
    /// The sum of the cells.
    pub total: u64,
}

/// A place or a time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// Its name.
    pub name: String,
    /// Σ R of the variants here.
    pub sum: u64,
    /// Whole percent, adding to 100; none when nothing is rated.
    pub percent: Option<u8>,
    /// The exact share, 0 to 1.
    pub share: Option<f64>,
}

/// How much is rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Variants with all sub-scores.
    pub rated: usize,
    /// All variants.
    pub all: usize,
}

/// The bands in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BandsReport {
    /// Their name; `own-quarters` are quarters of this list and say nothing about others.
    pub name: String,
    /// Where each next band begins.
    pub cuts: Vec<u16>,
}

/// The name of bands that are quarters of the target's own list.
const OWN_QUARTERS: &str = "own-quarters";

pub(super) fn report(form: &TargetForm, variants: &[Variant]) -> Result<TargetReport, SheetError> {
    match form.mode {
        ModeKey::Full => scored::<Full>(form, variants),
        ModeKey::Event => scored::<Event>(form, variants),
    }
}

fn scored<M: Mode>(form: &TargetForm, variants: &[Variant]) -> Result<TargetReport, SheetError> {
    let ratings: Vec<Option<Rating<M>>> = variants.iter().map(|it| it.scores.rate().ok()).collect();
    let bands = match &form.bands {
        Some(own) => {
            Bands::new(&own.name, own.cuts.clone()).map_err(|it| SheetError::at("target.bands", it))?
        }
        None => Bands::quarters(OWN_QUARTERS, &ratings),
    };
    let ranking = rank(&ratings, View::Risk);
    let ids = |order: Vec<usize>| -> Vec<String> {
        order.into_iter().filter_map(|at| variants.get(at)).map(|it| it.form.id.clone()).collect()
    };
    let reports: Vec<VariantReport> = variants
        .iter()
        .enumerate()
        .map(|(at, it)| variant::<M>(it, ranking.iter().position(|ranked| *ranked == at), &bands))
        .collect();
    let cells = |names: &[String], cells_of: fn(&Variant) -> &[usize]| {
        let variants = ratings.iter().copied().zip(variants.iter().map(cells_of));
        profile_report(names, variants)
    };
    Ok(TargetReport {
        name: form.name.clone(),
        method: form.method.clone(),
        mode: form.mode,
        finance: form.finance.clone(),
        ranges: Ranges {
            probability: Rating::<M>::probabilities(),
            damage: Rating::<M>::damages(),
            risk: Risk::<M>::range(),
        },
        by_damage: ids(rank(&ratings, View::Damage)),
        by_life: ids(rank(&ratings, View::Life)),
        to_discuss: ids(to_discuss(&ratings, Score::new(LIFE_FLOOR.into()).unwrap_or(Score::WORST))),
        totals: totals(&reports),
        places: cells(&form.places, |it| &it.places),
        times: cells(&form.times, |it| &it.times),
        coverage: Coverage { rated: ranking.len(), all: variants.len() },
        graph: points(&ratings),
        bands: BandsReport { name: bands.name().to_owned(), cuts: bands.cuts().to_vec() },
        ranking: ids(ranking),
        variants: reports,
    })
}

fn variant<M: Mode>(variant: &Variant, rank: Option<usize>, bands: &Bands) -> VariantReport {
    let rating = variant.scores.rate::<M>();
    let rated = rating.as_ref().ok().zip(rank).map(|(it, rank)| Rated {
        probability: it.probability(),
        damage: it.damage(),
        risk: it.risk().value(),
        rank: rank + 1,
        band: bands.band(it.risk()),
    });
    let raters: Vec<Scores> = variant.form.raters.iter().map(|it| it.scores).collect();
    let form = &variant.form;
    VariantReport {
        id: form.id.clone(),
        label: form.label.clone(),
        method: form.method.clone(),
        sources: form.sources.clone(),
        places: form.places.clone(),
        times: form.times.clone(),
        scores: variant.scores,
        cut: variant.cut.clone(),
        planned: rating.as_ref().ok().and_then(|now| planned(variant, *now)),
        missing: rating.err().map(|it| it.missing).unwrap_or_default(),
        rated,
        why: form.why.clone(),
        opinions: opinions(&raters),
    }
}

fn planned<M: Mode>(variant: &Variant, now: Rating<M>) -> Option<Planned> {
    let (scores, moved) = variant.form.planned.as_ref()?.apply(&variant.scores);
    let then = scores.rate::<M>().ok()?;
    Some(Planned {
        scores,
        moved,
        probability: then.probability(),
        damage: then.damage(),
        risk: then.risk().value(),
        change: i32::from(then.risk().value()) - i32::from(now.risk().value()),
    })
}

fn totals(variants: &[VariantReport]) -> Totals {
    let rated = || variants.iter().filter_map(|it| Some((it, it.rated?)));
    let now = rated().map(|(_, now)| u64::from(now.risk)).sum();
    let then = rated().map(|(it, now)| u64::from(it.planned.as_ref().map_or(now.risk, |it| it.risk))).sum();
    let change = rated().filter_map(|(it, _)| it.planned.as_ref()).map(|it| i64::from(it.change)).sum();
    Totals { now, planned: then, change }
}

fn profile_report<'a, M: Mode>(
    names: &[String],
    variants: impl Iterator<Item = (Option<Rating<M>>, &'a [usize])>,
) -> ProfileReport {
    let profile = profile(names.len(), variants);
    let cells = names.iter().zip(&profile.sums).enumerate().map(|(at, (name, sum))| Cell {
        name: name.clone(),
        sum: *sum,
        percent: profile.percent.get(at).copied(),
        share: profile.share(at),
    });
    ProfileReport { cells: cells.collect(), total: profile.total }
}
