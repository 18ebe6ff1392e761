//! The order of variants, worst first.

use std::cmp::Reverse;

use super::{Mode, Rating, Score};

/// What variants are ordered by. A product hides the shape (a quarrel can stand before a planted explosive), so one order
/// is not enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The order of the method: R; equal ones by D, then by life, then as they stand in the list.
    Risk,
    /// The worst consequences first: D, then life, then R, then the list.
    Damage,
    /// What costs lives first: life, then R, then D, then the list.
    Life,
}

/// From this life sub-score a variant is always discussed, whatever its R.
pub const LIFE_FLOOR: u8 = 6;

/// Numbers of the rated variants (places in the slice), worst first. What is not rated is not in it.
///
/// No source says how the other two views break ties; here the method's own order decides what is left.
#[must_use]
pub fn rank<M: Mode>(ratings: &[Option<Rating<M>>], view: View) -> Vec<usize> {
    let rated = ratings.iter().enumerate();
    let mut order: Vec<(usize, Rating<M>)> = rated.filter_map(|(at, it)| Some((at, (*it)?))).collect();
    // Sorting keeps the order of the list among equals.
    order.sort_by_key(|(_, it)| {
        let (risk, damage) = (it.risk().value(), it.damage());
        let life = u16::from(it.life().value());
        Reverse(match view {
            View::Risk => [risk, damage, life],
            View::Damage => [damage, life, risk],
            View::Life => [life, risk, damage],
        })
    });
    order.into_iter().map(|(at, _)| at).collect()
}

/// Variants that are discussed whatever their R, because the life sub-score is at least `floor`; in the order of the method.
#[must_use]
pub fn to_discuss<M: Mode>(ratings: &[Option<Rating<M>>], floor: Score) -> Vec<usize> {
    let grave = |at: &usize| ratings.get(*at).copied().flatten().is_some_and(|it| it.life() >= floor);
    rank(ratings, View::Risk).into_iter().filter(grave).collect()
}
