//! The part `schools`.

use serde::Serialize;

use super::error::{SheetError, SheetFault, distinct};
use super::form::SchoolsForm;
use crate::priority::{
    Criterion, Direction, Incomplete, Priority, Reach, Reason, Scheme, order, reach, swings, tippings,
};

/// Which school first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SchoolsReport {
    /// Criteria and weights it was reckoned with.
    pub criteria: Vec<Criterion>,
    /// Schools: those with a place by their places, then the incomplete ones.
    pub schools: Vec<SchoolReport>,
    /// By how many percent weights were moved.
    pub swing: u32,
    /// One weight moved at a time; those that move nobody are here too.
    pub swings: Vec<SchoolSwing>,
    /// The weight at which neighbours are level.
    pub tippings: Vec<SchoolTipping>,
}

/// A school.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SchoolReport {
    /// Its id.
    pub id: String,
    /// The index, 0 to 100; none when something is not known.
    pub index: Option<f64>,
    /// Place in the end.
    pub place: Option<usize>,
    /// Place by the index.
    pub by_index: Option<usize>,
    /// Why it was moved by hand.
    pub moved_because: Option<String>,
    /// Between which places it stays when all weights move.
    pub reach: Option<Reach>,
    /// Why it stands there.
    pub reasons: Vec<Reason>,
    /// Criteria that are not known.
    pub missing: Vec<String>,
}

/// A weight moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchoolSwing {
    /// Key of the criterion.
    pub criterion: String,
    /// Which way.
    pub direction: Direction,
    /// Who changes places by the index.
    pub moved: Vec<SchoolMoved>,
}

/// A school that changes its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchoolMoved {
    /// Its id.
    pub school: String,
    /// From
    pub from: usize,
    /// to.
    pub to: usize,
}

/// Neighbours and the weight that levels them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SchoolTipping {
    /// Id of the school above.
    pub above: String,
    /// Id of the one below.
    pub below: String,
    /// Key of the criterion.
    pub criterion: String,
    /// Its weight now.
    pub weight: u32,
    /// The weight at which they are level.
    pub level_at: f64,
}

pub(super) fn report(form: &SchoolsForm) -> Result<SchoolsReport, SheetError> {
    let scheme = checked(form)?;
    let indices: Vec<(&str, Result<Priority, Incomplete>)> =
        form.schools.iter().map(|it| (it.id.as_str(), scheme.index(it))).collect();
    let order = order(&indices, &form.overrides).map_err(|it| SheetError::at("schools", it))?;
    let ranked: Vec<(usize, Priority)> = indices
        .iter()
        .enumerate()
        .filter_map(|(at, (_, it))| Some((at, it.as_ref().ok()?.clone())))
        .collect();
    let priorities: Vec<Priority> = ranked.iter().map(|(_, it)| it.clone()).collect();
    let (reasons, spans) = (scheme.reasons(&priorities), reach(&scheme, &priorities, form.swing));
    let id = |at: usize| form.schools.get(at).map(|it| it.id.clone()).unwrap_or_default();
    let ranked_id = |at: usize| ranked.get(at).map(|(school, _)| id(*school)).unwrap_or_default();
    let key = |at: usize| scheme.criteria().get(at).map(|it| it.key.clone()).unwrap_or_default();
    let placed = order.places.into_iter().map(|place| {
        let at = ranked.iter().position(|(school, _)| *school == place.school);
        SchoolReport {
            id: id(place.school),
            index: at.and_then(|at| priorities.get(at)).map(Priority::value),
            place: Some(place.place),
            by_index: Some(place.by_index),
            moved_because: place.reason,
            reach: at.and_then(|at| spans.get(at)).copied(),
            reasons: at.and_then(|at| reasons.get(at)).cloned().unwrap_or_default(),
            missing: Vec::new(),
        }
    });
    let incomplete = order.incomplete.into_iter().map(|(at, it)| SchoolReport {
        id: id(at),
        index: None,
        place: None,
        by_index: None,
        moved_because: None,
        reach: None,
        reasons: Vec::new(),
        missing: it.missing,
    });
    let swings = swings(&scheme, &priorities, form.swing).into_iter().map(|it| SchoolSwing {
        criterion: key(it.criterion),
        direction: it.direction,
        moved: it
            .moved
            .iter()
            .map(|it| SchoolMoved { school: ranked_id(it.school), from: it.from, to: it.to })
            .collect(),
    });
    let tippings = tippings(&scheme, &priorities).into_iter().map(|it| SchoolTipping {
        above: ranked_id(it.above),
        below: ranked_id(it.below),
        criterion: key(it.criterion),
        weight: it.weight,
        level_at: it.level_at,
    });
    Ok(SchoolsReport {
        criteria: scheme.criteria().to_vec(),
        schools: placed.chain(incomplete).collect(),
        swing: form.swing,
        swings: swings.collect(),
        tippings: tippings.collect(),
    })
}

fn checked(form: &SchoolsForm) -> Result<Scheme, SheetError> {
    distinct("schools.criteria", ".key", form.criteria.iter().map(|it| it.key.as_str()))?;
    let scheme = Scheme::new(form.criteria.clone()).map_err(|it| SheetError::at("schools", it))?;
    distinct("schools.schools", ".id", form.schools.iter().map(|it| it.id.as_str()))?;
    if !(1..=100).contains(&form.swing) {
        return Err(SheetError::at("schools.swing", SheetFault::Percent(form.swing)));
    }
    for (at, school) in form.schools.iter().enumerate() {
        let known = |key: &String| scheme.criteria().iter().any(|it| it.key == *key);
        if let Some(key) = school.bands.keys().find(|it| !known(it)) {
            let fault = SheetFault::Unknown { kind: "criterion", named: key.clone() };
            return Err(SheetError::at(format!("schools.schools[{at}].bands.{key}"), fault));
        }
    }
    Ok(scheme)
}
