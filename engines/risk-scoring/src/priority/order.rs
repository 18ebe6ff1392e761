//! The order of schools, by the index and then by hand.

use serde::{Deserialize, Serialize};

use super::index::{Incomplete, Priority};

/// A place given by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// Id of the school.
    pub school: String,
    /// The place it is given, from 1.
    pub place: usize,
    /// Why, in writing.
    pub reason: String,
}

/// Why a place by hand is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadOverride {
    /// No such school in the list.
    #[error("overrides[{0}]: there is no school {1:?}")]
    Unknown(usize, String),
    /// Nobody moves a school without saying why.
    #[error("overrides[{0}]: moving the school {1:?} needs a reason in writing")]
    NoReason(usize, String),
    /// One school, or one place, twice.
    #[error("overrides[{0}]: the school {1:?} or its place is given twice")]
    Twice(usize, String),
    /// A school without an index has no place that could be changed.
    #[error("overrides[{0}]: the school {1:?} is incomplete and has no place")]
    Incomplete(usize, String),
    /// A place that is not there.
    #[error("overrides[{0}]: {2} schools have a place, so {1:?} cannot have the place {3}")]
    NoSuchPlace(usize, String, usize, usize),
}

/// Where a school stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Its number in the list.
    pub school: usize,
    /// Place by the index, from 1. Equal indices share a place, and the next ones are skipped (1, 2, 2, 4).
    pub by_index: usize,
    /// Place in the end; schools of one index are told apart by the list.
    pub place: usize,
    /// Why it was moved by hand.
    pub reason: Option<String>,
}

/// All schools: those in their places, and those that cannot have one yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// By their place in the end.
    pub places: Vec<Place>,
    /// Number in the list, and what is missing.
    pub incomplete: Vec<(usize, Incomplete)>,
}

/// Orders schools.
///
/// - in: ids and indices in the order of the list; places by hand. What is moved takes its place, the others keep their order
///
/// # Errors
/// [`BadOverride`], with the place of the mistake.
pub fn order(
    schools: &[(&str, Result<Priority, Incomplete>)],
    by_hand: &[Override],
) -> Result<Order, BadOverride> {
    let points = |at: usize| schools.get(at).and_then(|(_, it)| it.as_ref().ok()).map(|it| it.points);
    let mut ranked: Vec<usize> = (0..schools.len()).filter(|at| points(*at).is_some()).collect();
    ranked.sort_by_key(|at| std::cmp::Reverse(points(*at)));
    let by_index = |at: usize| 1 + ranked.iter().filter(|it| points(**it) > points(at)).count();
    let moves = moves(schools, by_hand, ranked.len())?;
    let mut left = ranked.iter().copied().filter(|at| !moves.iter().any(|(school, _)| school == at));
    let mut places = Vec::new();
    for place in 1..=ranked.len() {
        let moved = moves.iter().find(|(_, it)| it.place == place);
        let Some(school) = moved.map(|(school, _)| *school).or_else(|| left.next()) else { break };
        let reason = moved.map(|(_, it)| it.reason.clone());
        places.push(Place { school, by_index: by_index(school), place, reason });
    }
    let incomplete = schools.iter().enumerate();
    let incomplete = incomplete.filter_map(|(at, (_, it))| Some((at, it.as_ref().err()?.clone())));
    Ok(Order { places, incomplete: incomplete.collect() })
}

/// Places by hand that hold, with the numbers of their schools.
fn moves<'a>(
    schools: &[(&str, Result<Priority, Incomplete>)],
    by_hand: &'a [Override],
    ranked: usize,
) -> Result<Vec<(usize, &'a Override)>, BadOverride> {
    let mut moves: Vec<(usize, &Override)> = Vec::new();
    for (at, it) in by_hand.iter().enumerate() {
        let name = it.school.clone();
        let Some(school) = schools.iter().position(|(id, _)| *id == it.school) else {
            return Err(BadOverride::Unknown(at, name));
        };
        if it.reason.trim().is_empty() {
            return Err(BadOverride::NoReason(at, name));
        }
        if schools.get(school).is_some_and(|(_, it)| it.is_err()) {
            return Err(BadOverride::Incomplete(at, name));
        }
        if !(1..=ranked).contains(&it.place) {
            return Err(BadOverride::NoSuchPlace(at, name, ranked, it.place));
        }
        if moves.iter().any(|(other, before)| *other == school || before.place == it.place) {
            return Err(BadOverride::Twice(at, name));
        }
        moves.push((school, it));
    }
    Ok(moves)
}
