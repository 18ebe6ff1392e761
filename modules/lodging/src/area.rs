//! How many persons a room holds: integer arithmetic in square centimetres, because 4.60 m × 6.00 m is not 27.6 m² in
//! binary fractions and one person would be lost.
//!
//! Source: Act 326/1999, § 100 d): at least 8 m² for one person, 12.6 m² for two, and 5 m² for each further.

/// Square centimetres for one person.
const ONE: u64 = 80_000;
/// For two.
const TWO: u64 = 126_000;
/// For each further.
const FURTHER: u64 = 50_000;

/// The most persons a room of `area_cm2` may hold.
#[must_use]
pub fn max_persons(area_cm2: u64) -> u64 {
    match area_cm2 {
        area if area < ONE => 0,
        area if area < TWO => 1,
        area => 2 + (area - TWO) / FURTHER,
    }
}

/// The least area in cm² for `persons`; nobody needs none.
#[must_use]
pub fn min_area_cm2(persons: u64) -> u64 {
    match persons {
        0 => 0,
        1 => ONE,
        more => TWO.saturating_add(FURTHER.saturating_mul(more - 2)),
    }
}

/// A room with its area.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Room {
    /// What it is called in the house: "101", "podkroví".
    pub label: String,
    /// One side.
    pub width_cm: u64,
    /// The other.
    pub length_cm: u64,
}

/// Largest side that is believed: 50 m.
const LONGEST_CM: u64 = 5_000;

impl Room {
    /// Its floor area.
    #[must_use]
    pub fn area_cm2(&self) -> u64 {
        self.width_cm.saturating_mul(self.length_cm)
    }

    /// Reads a line of the form: `101: 460 × 600` in centimetres, or `101: 4,60 × 6,00` in metres.
    ///
    /// # Errors
    /// The line, when it cannot be read.
    pub fn read(line: &str) -> Result<Room, String> {
        let refused = || line.trim().to_owned();
        let (label, sides) = line.rsplit_once(':').ok_or_else(refused)?;
        let (width, length) = sides.split_once(['×', 'x', 'X', '*']).ok_or_else(refused)?;
        let label = label.trim();
        let (width, length) =
            (centimetres(width).ok_or_else(refused)?, centimetres(length).ok_or_else(refused)?);
        if label.is_empty() || label.chars().count() > 60 {
            return Err(refused());
        }
        Ok(Room { label: label.to_owned(), width_cm: width, length_cm: length })
    }
}

/// A side in centimetres: whole numbers are centimetres, a decimal mark makes them metres.
fn centimetres(text: &str) -> Option<u64> {
    let text = text.trim().trim_end_matches("cm").trim_end_matches('m').trim();
    let digits =
        |part: &str| part.chars().all(|c| c.is_ascii_digit()).then(|| part.parse::<u64>().ok()).flatten();
    let side = match text.split_once([',', '.']) {
        None => digits(text)?,
        Some((metres, rest)) => {
            let hundredths = match rest.len() {
                1 => digits(rest)? * 10,
                2 => digits(rest)?,
                _ => return None,
            };
            digits(metres)?.checked_mul(100)?.checked_add(hundredths)?
        }
    };
    (1..=LONGEST_CM).contains(&side).then_some(side)
}

/// The most persons the rooms may hold together, room by room.
#[must_use]
pub fn capacity(rooms: &[Room]) -> u64 {
    rooms.iter().map(|room| max_persons(room.area_cm2())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Test F2 of the domain notes.
    #[test]
    fn the_space_rule_at_its_edges() {
        let table = [
            (79_000, 0),
            (80_000, 1),
            (125_900, 1),
            (126_000, 2),
            (176_000, 3),
            (225_900, 3),
            (226_000, 4),
            (460 * 600, 5),
            (600 * 710, 8),
            (676_000, 13),
        ];
        for (area, persons) in table {
            assert_eq!(max_persons(area), persons, "{area} cm²");
        }
    }

    #[test]
    fn rooms_are_read_in_centimetres_or_metres() {
        let room = |line: &str| Room::read(line).map(|room| (room.label.clone(), room.area_cm2()));
        assert_eq!(room("101: 460 × 600"), Ok(("101".to_owned(), 276_000)));
        assert_eq!(room("podkroví: 4,60 x 6.0 m"), Ok(("podkroví".to_owned(), 276_000)));
        assert_eq!(room("a:b: 600*710"), Ok(("a:b".to_owned(), 426_000)));
        for wrong in [
            "",
            "101",
            "101: 460",
            "101: 4,600 × 6",
            ": 4 × 6",
            "1: 0 × 5",
            "1: -4 × 6",
            "1: 99999 × 6",
            "1: ٣ × 6",
        ] {
            assert!(Room::read(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn the_two_rules_are_one(persons in 1u64..10_000) {
            prop_assert_eq!(max_persons(min_area_cm2(persons)), persons);
            prop_assert_eq!(max_persons(min_area_cm2(persons) - 1), persons - 1);
        }

        #[test]
        fn more_area_never_holds_fewer(area in 0u64..u64::MAX / 2, more in 0u64..1_000_000) {
            prop_assert!(max_persons(area) <= max_persons(area + more));
        }

        #[test]
        fn any_line_is_read_or_given_back(line in ".{0,80}") {
            if let Err(back) = Room::read(&line) {
                prop_assert_eq!(back, line.trim());
            }
        }
    }
}
