//! Print formats: how SPSS shows a number says what it is.

use crate::model::Kind;

/// Days from 14 October 1582, with which SPSS begins, to 1 January 1970.
const DAYS: f64 = 141_428.0;
const DAY: f64 = 86_400.0;

const NAMES: [(u32, &str); 37] = [
    (1, "A"),
    (2, "AHEX"),
    (3, "COMMA"),
    (4, "DOLLAR"),
    (5, "F"),
    (6, "IB"),
    (7, "PIBHEX"),
    (8, "P"),
    (9, "PIB"),
    (10, "PK"),
    (11, "RB"),
    (12, "RBHEX"),
    (15, "Z"),
    (16, "N"),
    (17, "E"),
    (20, "DATE"),
    (21, "TIME"),
    (22, "DATETIME"),
    (23, "ADATE"),
    (24, "JDATE"),
    (25, "DTIME"),
    (26, "WKDAY"),
    (27, "MONTH"),
    (28, "MOYR"),
    (29, "QYR"),
    (30, "WKYR"),
    (31, "PCT"),
    (32, "DOT"),
    (33, "CCA"),
    (34, "CCB"),
    (35, "CCC"),
    (36, "CCD"),
    (37, "CCE"),
    (38, "EDATE"),
    (39, "SDATE"),
    (40, "MTIME"),
    (41, "YMDHMS"),
];

/// The kind of numbers of a format.
pub(super) fn kind(format: u32) -> Kind {
    match format >> 16 {
        20 | 23 | 24 | 28..=30 | 38 | 39 => Kind::Date,
        22 | 41 => Kind::DateTime,
        21 | 25 | 40 => Kind::Time,
        _ => Kind::Number,
    }
}

/// The format as SPSS writes it: `F8.2`, `DATE11`.
pub(super) fn name(format: u32) -> String {
    let (code, width, decimals) = (format >> 16, (format >> 8) & 0xff, format & 0xff);
    let Some((_, name)) = NAMES.iter().find(|(it, _)| *it == code) else { return String::new() };
    if decimals == 0 { format!("{name}{width}") } else { format!("{name}{width}.{decimals}") }
}

/// A number of SPSS in the unit of its kind.
pub(super) fn in_unit(kind: Kind, number: f64) -> f64 {
    match kind {
        Kind::Date => number / DAY - DAYS,
        Kind::DateTime => number - DAYS * DAY,
        Kind::Number | Kind::Text | Kind::Time => number,
    }
}
