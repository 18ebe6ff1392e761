//! The three Czech number systems as distinct types, so that no code can take one for another.
//!
//! ```text
//!   Zahradní 173/2a          Na Herinkách č.ev. 97
//!            │   │└ letter               └ HouseNumber { Evidence, 97 }
//!            │   └─ Orientation { 2, a }   a position in the street (číslo orientační, č.o.)
//!            └───── HouseNumber { Descriptive, 173 }   a building of the part of town (č.p.)
//! ```
//!
//! Source: Act 128/2000 Coll. § 31; Decree 359/2011 Coll. § 6; domain note §2.1.

use std::cmp::Ordering;
use std::fmt;

/// Which of its two series a house number belongs to. The same figure in both is two buildings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HouseKind {
    /// Číslo popisné (č.p.): a permanent building, unique within its part of the municipality.
    Descriptive,
    /// Číslo evidenční (č.ev.): a temporary or recreational building, its own series per part.
    Evidence,
}

/// Číslo domovní: the building's own number, an integer without a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HouseNumber {
    /// The series.
    pub kind: HouseKind,
    /// The figure, at most [`HouseNumber::MAX`].
    pub number: u16,
}

impl HouseNumber {
    /// Largest figure a register can hold; the state register itself stays below 10,000.
    pub const MAX: u16 = 0x7fff;

    /// Č.p. `number`.
    pub const fn descriptive(number: u16) -> HouseNumber {
        HouseNumber { kind: HouseKind::Descriptive, number }
    }

    /// Č.ev. `number`.
    pub const fn evidence(number: u16) -> HouseNumber {
        HouseNumber { kind: HouseKind::Evidence, number }
    }

    /// Two bytes for a column: the top bit is the series. Figures above `MAX` have no packed form.
    pub(crate) fn pack(self) -> Option<u16> {
        (self.number <= Self::MAX).then_some(match self.kind {
            HouseKind::Descriptive => self.number,
            HouseKind::Evidence => self.number | 0x8000,
        })
    }

    pub(crate) fn unpack(packed: u16) -> HouseNumber {
        let kind = if packed & 0x8000 == 0 { HouseKind::Descriptive } else { HouseKind::Evidence };
        HouseNumber { kind, number: packed & 0x7fff }
    }
}

/// Prints the figure alone for č.p. and `č.ev. 97` for č.ev., as inside an official address with a street.
impl fmt::Display for HouseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            HouseKind::Descriptive => write!(f, "{}", self.number),
            HouseKind::Evidence => write!(f, "č.ev. {}", self.number),
        }
    }
}

/// The letter of an orientation number. Kept in the case the register has; told apart case-blind.
#[derive(Debug, Clone, Copy)]
pub struct Letter(u8);

impl Letter {
    /// A single ASCII letter; `None` for anything else.
    pub fn new(letter: char) -> Option<Letter> {
        letter.is_ascii_alphabetic().then_some(Letter(letter as u8))
    }

    /// The letter in its registered case.
    pub fn as_char(self) -> char {
        char::from(self.0)
    }

    fn lower(self) -> u8 {
        self.0.to_ascii_lowercase()
    }
}

// 10a and 10A are one entrance: equality, order and hash ignore the case.
impl PartialEq for Letter {
    fn eq(&self, other: &Letter) -> bool {
        self.lower() == other.lower()
    }
}
impl Eq for Letter {}
impl PartialOrd for Letter {
    fn partial_cmp(&self, other: &Letter) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Letter {
    fn cmp(&self, other: &Letter) -> Ordering {
        self.lower().cmp(&other.lower())
    }
}
impl std::hash::Hash for Letter {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.lower().hash(state);
    }
}

/// Číslo orientační: the position in a street or square, sometimes with a letter.
///
/// Order is street order: a number without a letter stands before the same number with one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Orientation {
    /// The figure, at most [`Orientation::MAX`].
    pub number: u16,
    /// The letter (znak čísla orientačního), compared case-blind.
    pub letter: Option<Letter>,
}

impl Orientation {
    /// Largest figure: the register's field has three digits.
    pub const MAX: u16 = 999;

    /// A number without a letter.
    pub const fn plain(number: u16) -> Orientation {
        Orientation { number, letter: None }
    }

    /// A number with an optional letter; anything but an ASCII letter is dropped.
    pub fn with_letter(number: u16, letter: char) -> Orientation {
        Orientation { number, letter: Letter::new(letter) }
    }

    /// Two bytes for a column: `(number + 1) * 64 + letter`, so that 0 means none and order is kept for
    /// numbers. Lower case is 1–26, upper case 27–52.
    pub(crate) fn pack(value: Option<Orientation>) -> Option<u16> {
        let Some(value) = value else { return Some(0) };
        if value.number > Self::MAX {
            return None;
        }
        let letter = match value.letter {
            None => 0,
            Some(Letter(l @ b'a'..=b'z')) => l - b'a' + 1,
            Some(Letter(l)) => l.wrapping_sub(b'A').min(25) + 27,
        };
        Some((value.number + 1) * 64 + u16::from(letter))
    }

    pub(crate) fn unpack(packed: u16) -> Option<Orientation> {
        let number = (packed >> 6).checked_sub(1)?;
        let letter = match (packed & 63) as u8 {
            l @ 1..=26 => Some(Letter(b'a' + l - 1)),
            l @ 27..=52 => Some(Letter(b'A' + l - 27)),
            _ => None,
        };
        Some(Orientation { number, letter })
    }
}

impl fmt::Display for Orientation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        self.letter.map_or(Ok(()), |letter| write!(f, "{}", letter.as_char()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_keeps_its_case_and_is_compared_without_it() {
        let (small, big) = (Orientation::with_letter(10, 'a'), Orientation::with_letter(10, 'A'));
        assert_eq!(small, big);
        assert_eq!((small.to_string(), big.to_string()), ("10a".into(), "10A".into()));
    }

    #[test]
    fn a_number_without_a_letter_stands_first() {
        let mut row = [Orientation::with_letter(2, 'a'), Orientation::plain(3), Orientation::plain(2)];
        row.sort();
        assert_eq!(row.map(|o| o.to_string()), ["2", "2a", "3"]);
    }

    #[test]
    fn packing_loses_nothing() {
        for number in [0, 1, 83, 999] {
            for letter in [None, Letter::new('a'), Letter::new('z'), Letter::new('A'), Letter::new('Z')] {
                let o = Orientation { number, letter };
                let back = Orientation::pack(Some(o)).and_then(Orientation::unpack);
                assert_eq!(back.map(|b| b.to_string()), Some(o.to_string()));
            }
        }
        assert_eq!(Orientation::pack(None), Some(0));
        assert_eq!(Orientation::pack(Some(Orientation::plain(1000))), None);
        for house in [HouseNumber::descriptive(9999), HouseNumber::evidence(1)] {
            assert_eq!(house.pack().map(HouseNumber::unpack), Some(house));
        }
    }
}
