//! Who has which cell: the district, precinct, State Police area, part of municipality and kind of
//! building of every cell. The three layers deliberately do not nest in one another, as in real towns.

use crate::mesh::{SECTORS, cell};

/// What is built in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fabric {
    /// Square and crooked lanes inside the old walls.
    OldTown,
    /// Closed blocks of tenement houses.
    Blocks,
    /// Family houses in gardens.
    Villas,
    /// Housing estate: slabs with several entrances.
    Estate,
    /// Factories and yards.
    Industry,
    /// A village with (true) or without street names.
    Village(bool),
    /// Garden colonies in fields and woods, numbered by č.ev.
    Colony,
}

/// District names after "Okrskov N-".
pub(crate) const DISTRICTS: [&str; 10] =
    ["Střed", "Zářečí", "Letná", "Předměstí", "Hamry", "Dubnov", "Pernov", "Olšov", "Rudnov", "Vřesov"];

/// Parts of the municipality and their invented postcodes (above the highest one in use, 798 62).
pub(crate) const PARTS: [(&str, u32); 14] = [
    ("Vnitřní Okrskov", 79901),
    ("Zářečí", 79902),
    ("Kopaniny", 79902),
    ("Letná", 79903),
    ("Vyhlídky", 79903),
    ("Jižní Předměstí", 79901),
    ("Luhy", 79904),
    ("Hamry", 79905),
    ("Nová Huť", 79905),
    ("Dubnov", 79906),
    ("Pernov", 79906),
    ("Olšov", 79907),
    ("Rudnov", 79908),
    ("Vřesov", 79908),
];

/// Precinct codes with the district index; station = the number before the hyphen.
#[rustfmt::skip]
pub(crate) const PRECINCTS: [(&str, usize); 30] = [
    ("100-A", 0), ("100-B", 0), ("100-C", 0), ("100-D", 0), ("100-E", 0), ("200-A", 1), ("200-B", 1),
    ("200-C", 1), ("200-D", 1), ("200-E", 1), ("200-F", 1), ("300-A", 2), ("300-B", 2), ("300-C", 2),
    ("300-D", 2), ("300-E", 2), ("300-F", 2), ("400-A", 3), ("400-B", 3), ("400-C", 3), ("400-D", 3),
    ("500-A", 4), ("500-B", 4), ("500-C", 4), ("500-D", 4), ("200-G", 5), ("200-H", 6), ("300-G", 7),
    ("400-E", 8), ("400-F", 9),
];

/// Names of the State Police areas after "OOP Okrskov".
pub(crate) const POLICE: [&str; 7] =
    ["-střed", " - Zářečí", " - Kopaniny", " - Letná", " - Luhy", " - jih", " - Hamry"];

/// The answer for one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lot {
    /// Index into [`DISTRICTS`].
    pub(crate) district: usize,
    /// Index into [`PRECINCTS`]; the second one serves eastern half of a cell that is split.
    pub(crate) precincts: (usize, usize),
    /// Index into [`POLICE`].
    pub(crate) police: usize,
    /// Index into [`PARTS`].
    pub(crate) part: usize,
    /// What is built here.
    pub(crate) fabric: Fabric,
}

/// The lots of all 49 cells, in the order of the mesh.
pub(crate) fn lots() -> Vec<Lot> {
    let mut lots = vec![Lot { district: 0, precincts: (0, 1), police: 0, part: 0, fabric: Fabric::OldTown }];
    for r in 1..=4 {
        for s in 0..SECTORS {
            debug_assert_eq!(lots.len(), cell(r, s));
            let (district, first, second) = territory(r, s);
            lots.push(Lot {
                district,
                precincts: (first, second),
                police: police(r, s),
                part: part(r, s),
                fabric: fabric(r, s),
            });
        }
    }
    lots
}

/// District and the two precincts (mostly the same one) of the cell between rings `r−1` and `r` in sector `s`.
fn territory(r: usize, s: usize) -> (usize, usize, usize) {
    let one = |d: usize, code: &str| {
        let p = PRECINCTS.iter().position(|(c, _)| *c == code).unwrap_or(0);
        (d, p, p)
    };
    match (r, s) {
        (1, 6 | 7) => one(0, "100-C"),
        (1, 8 | 9) => one(0, "100-D"),
        (1, 10 | 11) => one(0, "100-E"),
        (1, 0..=2) => one(1, "200-A"),
        (2, 0 | 1) => one(1, "200-B"),
        (2, 2) => one(1, "200-C"),
        (3 | 4, 0) => one(1, "200-D"),
        (3, 1) => one(1, "200-E"),
        (3, 2) => one(1, "200-F"),
        (1, _) => one(2, "300-A"),
        (2, 3 | 4) => one(2, "300-B"),
        (2, 5) => one(2, "300-C"),
        (3 | 4, 3) => one(2, "300-D"),
        // One cell is cut in two across its streets, so that streets are split by ranges of numbers.
        (3, 4) => (2, one(2, "300-E").1, one(2, "300-F").1),
        (3 | 4, 5) => one(2, "300-F"),
        (2 | 3, 6) => one(3, "400-A"),
        (2, 7 | 8) => one(3, "400-B"),
        (3 | 4, 7) => one(3, "400-C"),
        (3 | 4, 8) => one(3, "400-D"),
        (2, 9 | 10) => one(4, "500-A"),
        (2, 11) => one(4, "500-B"),
        (3, 9) => one(4, "500-C"),
        (3 | 4, 10 | 11) => one(4, "500-D"),
        (4, 1) => one(5, "200-G"),
        (4, 2) => one(6, "200-H"),
        (4, 4) => one(7, "300-G"),
        (4, 6) => one(8, "400-E"),
        _ => one(9, "400-F"),
    }
}

/// State Police area: the inner town across the river, and pairs of sectors outside it.
fn police(r: usize, s: usize) -> usize {
    match (r, s) {
        (1, _) => 0,
        (_, 0 | 1) => 1,
        (_, 2 | 3) => 2,
        (_, 4 | 5) => 3,
        (_, 6 | 7) => 4,
        (_, 8 | 9) => 5,
        _ => 6,
    }
}

/// Part of the municipality: older than the districts, so its borders are others.
fn part(r: usize, s: usize) -> usize {
    match (r, s) {
        (1 | 2, 0..=2) => 1,
        (3 | 4, 0) | (3, 1 | 2) => 2,
        (1, 3..=5) | (2, 3 | 4) => 3,
        (2, 5) | (3, 3..=5) | (4, 3 | 5) => 4,
        (1, _) | (2, 6..=9) => 5,
        (3, 6..=8) | (4, 7 | 8) => 6,
        (2, 10 | 11) | (3, 10 | 11) => 7,
        (3, 9) | (4, 10 | 11) => 8,
        (4, 1) => 9,
        (4, 2) => 10,
        (4, 4) => 11,
        (4, 6) => 12,
        _ => 13,
    }
}

/// What is built: blocks inside, villas and estates around them, villages and colonies in the fields.
fn fabric(r: usize, s: usize) -> Fabric {
    match (r, s) {
        (1, _) | (2, 1 | 4 | 7 | 8) => Fabric::Blocks,
        (2, 5 | 10) | (3, 1 | 3 | 7 | 10) => Fabric::Estate,
        (3, 11) => Fabric::Industry,
        (2 | 3, _) => Fabric::Villas,
        (_, 1 | 6) => Fabric::Village(true),
        (_, 2 | 4 | 9) => Fabric::Village(false),
        (_, 11) => Fabric::Industry,
        _ => Fabric::Colony,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_precinct_lies_in_its_own_district() {
        for lot in lots() {
            for p in [lot.precincts.0, lot.precincts.1] {
                assert_eq!(PRECINCTS[p].1, lot.district, "{lot:?}");
            }
        }
    }

    #[test]
    fn no_layer_nests_in_another() {
        let lots = lots();
        let spans = |outer: fn(&Lot) -> usize, inner: fn(&Lot) -> usize| {
            lots.iter().any(|a| lots.iter().any(|b| inner(a) == inner(b) && outer(a) != outer(b)))
        };
        assert!(spans(|l| l.district, |l| l.police) && spans(|l| l.police, |l| l.district));
        assert!(spans(|l| l.district, |l| l.part));
    }
}
