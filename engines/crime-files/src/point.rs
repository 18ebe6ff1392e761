//! Points of incidents: is one where it can be, and how many stand on the same?

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A point in WGS 84, degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Longitude, east.
    pub lon: f64,
    /// Latitude, north.
    pub lat: f64,
}

/// A box in WGS 84, degrees; its edges belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// South-west corner.
    pub least: Point,
    /// North-east corner.
    pub most: Point,
}

/// A point on which many incidents stand: the publisher moved them there (a street, the middle of a town).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Stack {
    /// The point.
    pub point: Point,
    /// Incidents on it.
    pub incidents: u64,
}

impl Bounds {
    /// The Czech Republic, rounded outwards to a hundredth of a degree.
    pub const CZECHIA: Self =
        Self { least: Point { lon: 12.09, lat: 48.55 }, most: Point { lon: 18.87, lat: 51.06 } };

    /// Whether a point lies in it.
    #[must_use]
    pub fn holds(&self, point: Point) -> bool {
        (self.least.lon..=self.most.lon).contains(&point.lon)
            && (self.least.lat..=self.most.lat).contains(&point.lat)
    }
}

impl Point {
    /// The point with its axes exchanged.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self { lon: self.lat, lat: self.lon }
    }

    /// The same bits for the same point; the two zeros are one.
    pub(crate) fn key(self) -> (u64, u64) {
        ((self.lon + 0.0).to_bits(), (self.lat + 0.0).to_bits())
    }

    /// A longitude and a latitude as texts.
    pub(crate) fn parse(lon: &str, lat: &str) -> Option<Self> {
        let number = |text: &str| text.parse::<f64>().ok().filter(|it| it.is_finite());
        Some(Self { lon: number(lon)?, lat: number(lat)? })
    }
}

/// Points with more than `most` incidents on exactly the same coordinates, the fullest first.
#[must_use]
pub fn stacks(points: impl IntoIterator<Item = Point>, most: u64) -> Vec<Stack> {
    let mut counted: BTreeMap<(u64, u64), Stack> = BTreeMap::new();
    for point in points {
        counted.entry(point.key()).or_insert(Stack { point, incidents: 0 }).incidents += 1;
    }
    let mut stacks: Vec<Stack> = counted.into_values().filter(|it| it.incidents > most).collect();
    let place = |it: &Stack| (it.point.lat, it.point.lon);
    stacks.sort_by(|a, b| {
        b.incidents
            .cmp(&a.incidents)
            .then(place(a).partial_cmp(&place(b)).unwrap_or(std::cmp::Ordering::Equal))
    });
    stacks
}
