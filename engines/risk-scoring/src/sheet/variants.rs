//! Variants with their names resolved: scores through bases, places and times as numbers, split where the sheet says so.

use std::collections::BTreeMap;

use super::error::{SheetError, SheetFault, distinct};
use super::form::{Several, TargetForm, VariantForm};
use crate::soft_target::{Aspect, Scores};

/// A variant ready to be scored.
#[derive(Debug, Clone)]
pub(super) struct Variant {
    pub(super) form: VariantForm,
    pub(super) scores: Scores,
    /// Steps that were cut at 1 or 7.
    pub(super) cut: Vec<Aspect>,
    pub(super) places: Vec<usize>,
    pub(super) times: Vec<usize>,
    /// Id of the variant it was split from, or its own.
    origin: String,
}

impl Variant {
    /// Whether it is the variant of this id, or a part of it.
    pub(super) fn is(&self, id: &str) -> bool {
        self.origin == id
    }
}

/// The variants of a target.
pub(super) fn variants(form: &TargetForm) -> Result<Vec<Variant>, SheetError> {
    distinct("target.places", "", form.places.iter().map(String::as_str))?;
    distinct("target.times", "", form.times.iter().map(String::as_str))?;
    distinct("target.variants", ".id", form.variants.iter().map(|it| it.id.as_str()))?;
    if !form.finance.is_empty() && form.finance.len() != 7 {
        return Err(SheetError::at("target.finance", SheetFault::FinanceScale(form.finance.len())));
    }
    let own: BTreeMap<&str, &VariantForm> = form.variants.iter().map(|it| (it.id.as_str(), it)).collect();
    let mut variants = Vec::new();
    for (at, it) in form.variants.iter().enumerate() {
        let path = format!("target.variants[{at}]");
        let (scores, cut) = scores(&own, it, &path)?;
        let places = cells("place", &form.places, &it.places, &format!("{path}.places"))?;
        let times = cells("time", &form.times, &it.times, &format!("{path}.times"))?;
        let whole = Variant { form: it.clone(), scores, cut, places, times, origin: it.id.clone() };
        match form.several {
            Several::Whole => variants.push(whole),
            Several::Split => variants.extend(split(whole)),
        }
    }
    if form.several == Several::Split {
        // An id written by hand may be that of a part.
        distinct("target.variants (split)", ".id", variants.iter().map(|it| it.form.id.as_str()))?;
    }
    Ok(variants)
}

/// Scores of its own, or those of its base with the steps taken. Neither: nothing is rated yet.
fn scores(
    own: &BTreeMap<&str, &VariantForm>,
    variant: &VariantForm,
    path: &str,
) -> Result<(Scores, Vec<Aspect>), SheetError> {
    let Some(based) = &variant.based_on else { return Ok((variant.scores.unwrap_or_default(), Vec::new())) };
    if variant.scores.is_some() {
        return Err(SheetError::at(path, SheetFault::TwoScores));
    }
    let place = format!("{path}.based_on.variant");
    let Some(base) = own.get(based.variant.as_str()) else {
        let fault = SheetFault::Unknown { kind: "variant", named: based.variant.clone() };
        return Err(SheetError::at(place, fault));
    };
    let Some(scores) = base.scores else {
        return Err(SheetError::at(place, SheetFault::NoBase(based.variant.clone())));
    };
    based.shift.apply(&scores).map_err(|it| SheetError::at(format!("{path}.based_on.shift"), it))
}

fn cells(
    kind: &'static str,
    catalogue: &[String],
    named: &[String],
    path: &str,
) -> Result<Vec<usize>, SheetError> {
    distinct(path, "", named.iter().map(String::as_str))?;
    let find = |(at, name): (usize, &String)| {
        let unknown = || {
            let fault = SheetFault::Unknown { kind, named: name.clone() };
            SheetError::at(format!("{path}[{at}]"), fault)
        };
        catalogue.iter().position(|it| it == name).ok_or_else(unknown)
    };
    named.iter().enumerate().map(find).collect()
}

/// One variant for each place and time; a variant of at most one of each stays what it is.
fn split(whole: Variant) -> Vec<Variant> {
    if whole.places.len() <= 1 && whole.times.len() <= 1 {
        return vec![whole];
    }
    let each = |cells: &[usize], names: &[String]| -> Vec<Option<(usize, String)>> {
        let named: Vec<_> = cells.iter().zip(names).map(|(at, name)| Some((*at, name.clone()))).collect();
        if named.is_empty() { vec![None] } else { named }
    };
    let (places, times) = (each(&whole.places, &whole.form.places), each(&whole.times, &whole.form.times));
    let mut parts = Vec::new();
    for place in &places {
        for time in &times {
            let mut part = whole.clone();
            let names = place.iter().chain(time).map(|(_, name)| name.clone());
            part.form.id = [part.form.id].into_iter().chain(names).collect::<Vec<_>>().join("@");
            (part.places, part.form.places) = place.iter().cloned().unzip();
            (part.times, part.form.times) = time.iter().cloned().unzip();
            parts.push(part);
        }
    }
    parts
}
