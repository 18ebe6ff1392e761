//! The part `measures`.

use serde::Serialize;

use super::error::{SheetError, SheetFault};
use super::form::{MeasureForm, MeasuresForm, ModeKey};
use super::variants::Variant;
use crate::choice::{CurvePoint, Effort, Measure, Plan, choose, curve};
use crate::soft_target::{Aspect, Event, Full, Lowering, Scores};

/// What to do with a budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeasuresReport {
    /// The measures as they were weighed: with the points of their effects.
    pub measures: Vec<Measure>,
    /// The best set, the proof, the next step.
    pub plan: Plan,
    /// How much risk each budget takes away at best.
    pub curve: Vec<CurvePoint>,
    /// By how much Σ R really falls when all chosen measures with effects work together. Effects on one variant do not add
    /// up, so this may differ from the sum of their points; none when no chosen measure has effects.
    pub together: Option<u64>,
}

pub(super) fn report(
    form: &MeasuresForm,
    mode: Option<ModeKey>,
    variants: &[Variant],
) -> Result<MeasuresReport, SheetError> {
    let mode = mode.unwrap_or(ModeKey::Full);
    let weighed = form.measures.iter().enumerate();
    let measures: Vec<Measure> =
        weighed.map(|(at, it)| weigh(at, it, mode, variants)).collect::<Result<_, _>>()?;
    let refused = |it| SheetError::at("measures", SheetFault::NoPlan(it));
    let plan = choose(&measures, form.budget, Effort::default()).map_err(refused)?;
    let chosen: Vec<&MeasureForm> = form.measures.iter().filter(|it| plan.chosen.contains(&it.id)).collect();
    let together = chosen.iter().any(|it| !it.effects.is_empty()).then(|| together(&chosen, mode, variants));
    let curve = curve(&measures).map_err(refused)?;
    Ok(MeasuresReport { measures, plan, curve, together })
}

/// A measure with its points, whether written down or made of its effects.
fn weigh(at: usize, form: &MeasureForm, mode: ModeKey, variants: &[Variant]) -> Result<Measure, SheetError> {
    let path = format!("measures.measures[{at}]");
    let lowers = match (form.lowers, form.effects.is_empty()) {
        (Some(points), true) => points,
        (None, false) => effects(&path, form, mode, variants)?,
        _ => return Err(SheetError::at(path, SheetFault::LowersOrEffects)),
    };
    Ok(Measure {
        id: form.id.clone(),
        cost: form.cost,
        lowers,
        needs: form.needs.clone(),
        excludes: form.excludes.clone(),
        mandatory: form.mandatory,
    })
}

/// Σ (R before − R after) of the measure alone. An effect on a variant that was split is one on each of its parts.
fn effects(path: &str, form: &MeasureForm, mode: ModeKey, variants: &[Variant]) -> Result<u64, SheetError> {
    let mut change = 0;
    for (at, effect) in form.effects.iter().enumerate() {
        let path = format!("{path}.effects[{at}].variant");
        let twice = form.effects.iter().take(at).any(|it| it.variant == effect.variant);
        if twice {
            return Err(SheetError::at(path, SheetFault::Twice(effect.variant.clone())));
        }
        let mut known = false;
        for variant in variants.iter().filter(|it| it.is(&effect.variant)) {
            known = true;
            let after = effect.scores.apply(&variant.scores).0;
            let pair = risk(mode, &variant.scores).zip(risk(mode, &after));
            let Some((before, after)) = pair else {
                return Err(SheetError::at(path, SheetFault::NotRated(effect.variant.clone())));
            };
            change += before - after;
        }
        if !known {
            let fault = SheetFault::Unknown { kind: "variant", named: effect.variant.clone() };
            return Err(SheetError::at(path, fault));
        }
    }
    u64::try_from(change).map_err(|_| SheetError::at(path, SheetFault::Raises(-change)))
}

/// By how much Σ R falls when these measures work together: of several scores for one aspect the lowest holds.
fn together(chosen: &[&MeasureForm], mode: ModeKey, variants: &[Variant]) -> u64 {
    let fall = |variant: &Variant| {
        let effects = chosen.iter().flat_map(|it| &it.effects).filter(|it| variant.is(&it.variant));
        let effects: Vec<&Lowering> = effects.map(|it| &it.scores).collect();
        let lowest = |aspect: Aspect| {
            let scores = effects.iter().filter_map(|it| it.apply(&Scores::default()).0.get(aspect));
            scores.min().or(variant.scores.get(aspect))
        };
        let after = Aspect::ALL.iter().fold(variant.scores, |scores, it| scores.with(*it, lowest(*it)));
        risk(mode, &variant.scores).zip(risk(mode, &after)).map_or(0, |(before, after)| before - after)
    };
    u64::try_from(variants.iter().map(fall).sum::<i64>()).unwrap_or(0)
}

/// R in the mode of the sheet; both modes never meet, for a sheet has one.
fn risk(mode: ModeKey, scores: &Scores) -> Option<i64> {
    match mode {
        ModeKey::Full => scores.rate::<Full>().ok().map(|it| it.risk().value().into()),
        ModeKey::Event => scores.rate::<Event>().ok().map(|it| it.risk().value().into()),
    }
}
