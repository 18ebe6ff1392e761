//! The zones a scan looks at: fixed before the data are seen.

use rayon::prelude::*;

use crate::places::{Point, SpatialError, checked, same_length};

/// Families of nested zones: around each centre places join from the nearest to the farthest.
#[derive(Debug, Clone, PartialEq)]
pub struct Zones {
    pub(super) places: usize,
    pub(super) families: Vec<Family>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Family {
    /// Places from the middle outwards.
    pub(super) order: Vec<u32>,
    /// How many of them make a zone: the ends of groups that are equally far.
    pub(super) stops: Vec<u32>,
    /// Distance of each place from the middle; empty for zones that were listed.
    pub(super) distances: Vec<f64>,
}

impl Zones {
    /// Circles around each place that hold at most `share` of the sum of `sizes` (people, or expected cases), at most 0.5.
    /// Places equally far from the middle enter together.
    ///
    /// # Errors
    /// [`SpatialError::Setting`] for a share outside (0, 0.5]; [`SpatialError::Negative`] and [`SpatialError::Value`] for
    /// sizes; [`SpatialError::Empty`] when their sum is 0; [`SpatialError::Coordinates`], [`SpatialError::Lengths`].
    pub fn circles(places: &[Point], sizes: &[f64], share: f64) -> Result<Self, SpatialError> {
        checked(places)?;
        same_length(places.len(), sizes.len())?;
        if let Some(row) = sizes.iter().position(|size| !size.is_finite()) {
            return Err(SpatialError::Value(row));
        }
        if let Some(row) = sizes.iter().position(|size| *size < 0.0) {
            return Err(SpatialError::Negative(row));
        }
        if !(share > 0.0 && share <= 0.5) {
            return Err(SpatialError::Setting(
                "a share of the population that is not above 0 and at most a half",
            ));
        }
        let all: f64 = sizes.iter().sum();
        if all <= 0.0 {
            return Err(SpatialError::Empty);
        }
        // A sum of parts may be above the part of the sum by rounding only.
        let most = share * all * (1.0 + 1e-12);
        let around = |centre: &Point| {
            let mut size = 0.0;
            Family::around(places, *centre, |row| {
                size += sizes[row];
                size <= most
            })
        };
        Ok(Self { places: places.len(), families: places.par_iter().map(around).collect() })
    }

    /// Each place with its nearest ones, up to `k` in all. Equally far ones enter together.
    ///
    /// # Errors
    /// [`SpatialError::Coordinates`]; [`SpatialError::Setting`] for a `k` of 0.
    pub fn nearest(places: &[Point], k: usize) -> Result<Self, SpatialError> {
        checked(places)?;
        if k == 0 {
            return Err(SpatialError::Setting("zones of no place"));
        }
        let around = |centre: &Point| {
            let mut count = 0;
            Family::around(places, *centre, |_| {
                count += 1;
                count <= k
            })
        };
        Ok(Self { places: places.len(), families: places.par_iter().map(around).collect() })
    }

    /// Zones named by their places: along a network, within a district, or of any shape, but named beforehand.
    ///
    /// # Errors
    /// [`SpatialError::Neighbour`] for a place that does not exist or is named twice in a zone; [`SpatialError::Empty`].
    pub fn listed(places: usize, zones: &[Vec<usize>]) -> Result<Self, SpatialError> {
        if zones.is_empty() || zones.iter().any(Vec::is_empty) {
            return Err(SpatialError::Empty);
        }
        for (area, zone) in zones.iter().enumerate() {
            let mut seen = vec![false; places];
            for place in zone {
                if *place >= places || std::mem::replace(&mut seen[*place], true) {
                    return Err(SpatialError::Neighbour { area, neighbour: *place });
                }
            }
        }
        let family = |zone: &Vec<usize>| Family {
            order: zone.iter().map(|place| *place as u32).collect(),
            stops: vec![zone.len() as u32],
            distances: Vec::new(),
        };
        Ok(Self { places, families: zones.iter().map(family).collect() })
    }

    /// How many zones there are, equal ones around different centres counted each.
    pub fn count(&self) -> usize {
        self.families.iter().map(|family| family.stops.len()).sum()
    }
}

impl Family {
    /// Places around a centre as long as each group of equally far ones may join.
    pub(super) fn around(places: &[Point], centre: Point, mut may_join: impl FnMut(usize) -> bool) -> Self {
        let mut near: Vec<(f64, u32)> = places.iter().map(|place| place.squared(centre)).zip(0..).collect();
        near.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut family = Self { order: Vec::new(), stops: Vec::new(), distances: Vec::new() };
        for group in near.chunk_by(|a, b| a.0 == b.0) {
            if !group.iter().all(|(_, row)| may_join(*row as usize)) {
                break;
            }
            family.order.extend(group.iter().map(|(_, row)| row));
            family.distances.extend(group.iter().map(|(squared, _)| squared.sqrt()));
            family.stops.push(family.order.len() as u32);
        }
        family
    }
}
