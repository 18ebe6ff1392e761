//! From facts about a school to bands: 0 (little) to 4 (most) of each criterion.
//!
//! The limits are a proposal of this project, not of a norm. Where the table leaves a gap, the doc of the
//! function says how it is read.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A band, 0 to 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct Band(u8);

impl Band {
    /// The highest: 4.
    pub const MOST: Band = Band(4);

    /// A band from a number; none outside 0–4.
    #[must_use]
    pub fn new(value: i64) -> Option<Band> {
        u8::try_from(value).ok().filter(|it| *it <= Band::MOST.0).map(Band)
    }

    /// The number.
    #[must_use]
    pub fn value(self) -> u8 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Band {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Band, D::Error> {
        deserializer.deserialize_any(Reading)
    }
}

struct Reading;

impl Visitor<'_> for Reading {
    type Value = Band;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number from 0 to 4")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Band, E> {
        Band::new(value).ok_or_else(|| E::custom(format_args!("{value} is not a whole number from 0 to 4")))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Band, E> {
        self.visit_i64(i64::try_from(value).unwrap_or(i64::MAX))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Band, E> {
        Err(E::custom(format_args!("{value:?} is not a whole number from 0 to 4")))
    }
}

/// How many of the four limits a value reaches.
fn from_limits(value: u32, limits: [u32; 4]) -> Band {
    Band(limits.into_iter().map(|limit| u8::from(value >= limit)).sum())
}

/// People on the site at the peak: 100, 200, 500, 800 begin the bands.
#[must_use]
pub fn people(at_peak: u32) -> Band {
    from_limits(at_peak, [100, 200, 500, 800])
}

/// What a building is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Building {
    /// Blocks that hang together.
    pub blocks: u32,
    /// Entrances that are used.
    pub doors: u32,
    /// Several houses on one site.
    pub campus: bool,
}

/// How hard a building is to keep an eye on: a campus 4; three blocks or more than 8 doors 3; two blocks 2; one block with up
/// to 4 doors 1, with up to 2 doors 0.
///
/// The table says nothing of one block with 5 to 8 doors; it is read as 2, between its neighbours.
#[must_use]
pub fn building(building: Building) -> Band {
    match building {
        Building { campus: true, .. } => Band(4),
        Building { blocks: 3.., .. } | Building { doors: 9.., .. } => Band(3),
        Building { blocks: 2, .. } | Building { doors: 5.., .. } => Band(2),
        Building { doors: 3.., .. } => Band(1),
        _ => Band(0),
    }
}

/// How many others use the site (tenants, canteen for outsiders, clubs): none to four; open to the public every day counts
/// as four.
#[must_use]
pub fn operation(others: u32, daily_public: bool) -> Band {
    if daily_public { Band(4) } else { from_limits(others, [1, 2, 3, 4]) }
}

/// Special spaces: two major ones 4, one major 3, two minor (or more; the table ends at two) 2, one minor 1.
#[must_use]
pub fn special(minor: u32, major: u32) -> Band {
    match (major, minor) {
        (2.., _) => Band(4),
        (1, _) => Band(3),
        (0, 2..) => Band(2),
        (0, 1) => Band(1),
        (0, 0) => Band(0),
    }
}

/// Weighted incidents of 36 months: 1, 3, 6, 10 begin the bands; one grave incident is 4.
#[must_use]
pub fn incidents(weighted: u32, grave: bool) -> Band {
    if grave { Band(4) } else { from_limits(weighted, [1, 3, 6, 10]) }
}

/// The gap that the school's own check shows, in percent, 0 to 100: up to 10, 25, 40, 60, and over. None when it is no share.
#[must_use]
pub fn control_gap(percent: f64) -> Option<Band> {
    let over = |limit: f64| u8::from(percent > limit);
    (0.0..=100.0).contains(&percent).then(|| Band([10.0, 25.0, 40.0, 60.0].into_iter().map(over).sum()))
}

/// Whole years since the last audit (a year begun and not ended does not count): under 1, 1–2, 3–4, 5–7, more; never is 4.
#[must_use]
pub fn years_since_audit(years: Option<u32>) -> Band {
    years.map_or(Band(4), |years| from_limits(years, [1, 3, 5, 8]))
}

/// An occasion to build security in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opportunity {
    /// None known.
    None,
    /// Planned in so many months: up to 12 is 3, up to 24 is 2, later is 1.
    InMonths(u32),
    /// Running now.
    Now,
}

/// A rebuilding, a grant, a pilot.
#[must_use]
pub fn opportunity(opportunity: Opportunity) -> Band {
    match opportunity {
        Opportunity::None => Band(0),
        Opportunity::InMonths(25..) => Band(1),
        Opportunity::InMonths(13..) => Band(2),
        Opportunity::InMonths(_) => Band(3),
        Opportunity::Now => Band(4),
    }
}
