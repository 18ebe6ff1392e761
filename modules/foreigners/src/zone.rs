//! Industrial zones and early warnings, as the ministry's handbook for towns beside such zones asks for them.
//!
//! A warning is a ratio of two figures; a figure that nobody has supplied is named as missing, never taken for 0. Where the
//! handbook's text gives no threshold there is none here: the city compares a zone with itself over time.

use serde::{Deserialize, Serialize};

/// A zone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Zone {
    /// Its name.
    pub name: String,
    /// The organisation that runs it.
    pub operator: String,
    /// Where: a point as longitude and latitude, or a ring of them.
    pub place: Vec<(f64, f64)>,
    /// Jobs it is planned for.
    pub planned_jobs: Option<u32>,
    /// Phases: year and jobs planned by its end.
    pub phases: Vec<Phase>,
}

/// A phase of building a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    /// By the end of this year.
    pub year: u16,
    /// Jobs there should be.
    pub jobs: u32,
}

/// Concepts of figures of a zone, in the order people are asked for them.
pub const CONCEPTS: [&str; 8] = [
    "zone-jobs",
    "zone-agency-jobs",
    "zone-beds",
    "zone-waste",
    "zone-ambient",
    "zone-order-offences",
    "zone-calls",
    "zone-notices",
];

/// A warning: so many of one for `per` of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Warning {
    /// Key in texts.
    pub key: &'static str,
    /// Concept of what is counted.
    pub over: &'static str,
    /// Concept it is divided by.
    pub under: &'static str,
    /// For so many.
    pub per: u32,
}

/// Warnings of a zone. Those whose concepts are of the city and not of the zone are asked for in the city.
pub const WARNINGS: [Warning; 9] = [
    Warning { key: "agency-share", over: "zone-agency-jobs", under: "zone-jobs", per: 100 },
    Warning { key: "residents", over: "foreigners-residence", under: "population", per: 1000 },
    Warning { key: "notified", over: "foreigners-employment-notified", under: "population", per: 1000 },
    Warning { key: "protection", over: "foreigners-temporary-protection", under: "population", per: 1000 },
    Warning { key: "beds", over: "zone-beds", under: "zone-jobs", per: 100 },
    Warning { key: "waste", over: "zone-waste", under: "zone-beds", per: 1 },
    Warning { key: "offences", over: "zone-order-offences", under: "zone-ambient", per: 1000 },
    Warning { key: "calls", over: "zone-calls", under: "zone-ambient", per: 1000 },
    Warning { key: "notices", over: "zone-notices", under: "zone-jobs", per: 100 },
];

/// Reads a place as people type it: a line a corner, longitude and latitude with a point, in WGS 84; one line is a point.
/// `None` when a line is none, or lies outside of the country's surroundings.
#[must_use]
pub fn read_place(text: &str) -> Option<Vec<(f64, f64)>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let corner = |line: &str| {
        let (lon, lat) = line.split_once([',', ' ', ';'])?;
        let (lon, lat): (f64, f64) = (lon.trim().parse().ok()?, lat.trim().parse().ok()?);
        ((11.0..20.0).contains(&lon) && (48.0..52.0).contains(&lat)).then_some((lon, lat))
    };
    let corners: Vec<(f64, f64)> = lines.map(corner).collect::<Option<_>>()?;
    matches!(corners.len(), 1 | 3..=500).then_some(corners)
}

/// As [`read_place`] reads it.
#[must_use]
pub fn write_place(place: &[(f64, f64)]) -> String {
    place.iter().map(|(lon, lat)| format!("{lon}, {lat}\n")).collect()
}

/// Reads phases: a line a phase, year and jobs.
#[must_use]
pub fn read_phases(text: &str) -> Option<Vec<Phase>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let phase = |line: &str| {
        let (year, jobs) = line.split_once([':', ' '])?;
        let jobs: String = jobs.chars().filter(|c| !c.is_whitespace()).collect();
        let year = year.trim().parse().ok().filter(|year| (1990..=2100).contains(year))?;
        Some(Phase { year, jobs: jobs.parse().ok()? })
    };
    let mut phases: Vec<Phase> = lines.map(phase).collect::<Option<_>>()?;
    phases.sort_by_key(|phase| phase.year);
    (phases.len() <= 30).then_some(phases)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_points_or_rings() {
        assert_eq!(read_place("13.37, 49.72\n"), Some(vec![(13.37, 49.72)]));
        assert_eq!(read_place("13.37 49.72\n13.38 49.72\n13.38 49.73").unwrap().len(), 3);
        for wrong in ["", "49.72, 13.37", "13.37, 49.72\n13.38, 49.72", "13,37", "x y", "NaN, 49.7"] {
            assert_eq!(read_place(wrong), None, "{wrong}");
        }
        let ring = read_place("13.37 49.72\n13.38 49.72\n13.38 49.73").unwrap();
        assert_eq!(read_place(&write_place(&ring)), Some(ring));
    }

    #[test]
    fn phases_are_years_with_jobs() {
        let found = read_phases("2028: 2 500\n2026 1000\n").unwrap();
        assert_eq!(found, [Phase { year: 2026, jobs: 1000 }, Phase { year: 2028, jobs: 2500 }]);
        assert_eq!(
            (read_phases("26: 5"), read_phases("2026"), read_phases("")),
            (None, None, Some(Vec::new()))
        );
    }
}
