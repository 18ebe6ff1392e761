//! The three Czech house-number systems as distinct types (Act 128/2000 Coll. § 31, Decree 326/2000 Coll.).

use std::fmt;

/// Odd or even.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Parity {
    /// lichá
    Odd,
    /// sudá
    Even,
}

impl Parity {
    /// The parity of a number.
    pub fn of(value: u32) -> Parity {
        if value % 2 == 1 { Parity::Odd } else { Parity::Even }
    }
}

/// Which number system a rule speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum System {
    /// A bare "č.": the orientation number, or, in a street where no door has one, the descriptive number.
    Bare,
    /// "č. o.", číslo orientační: the position in a street, possibly with a letter.
    Orientation,
    /// "č. p.", číslo popisné: unique in a part of a municipality.
    Descriptive,
    /// "č. ev.", číslo evidenční: own series for temporary and recreational buildings.
    Registration,
}

/// Which of the two house-number series a building belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HouseKind {
    /// č.p., číslo popisné
    Descriptive,
    /// č.ev., číslo evidenční
    Registration,
}

/// A house number with its series: č.p. 173 and č.ev. 173 are different houses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct House {
    /// The series.
    pub kind: HouseKind,
    /// The number within the series and the part of the municipality.
    pub number: u32,
}

/// A number as written in a rule or on an orientation sign: 12, 12a.
///
/// The order is that of the rule language: a number without a letter comes before "a".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number {
    value: u32,
    letter: Option<char>,
}

impl Number {
    /// The greatest number the language accepts; no Czech town comes near it.
    pub const MAX: u32 = 999_999;

    /// A number with an optional letter (either case; kept in lower case because signs and registers disagree).
    /// `None` for a letter outside a–z or a number above [`Number::MAX`].
    pub fn new(value: u32, letter: Option<char>) -> Option<Number> {
        let letter = letter.map(|c| c.to_ascii_lowercase());
        let known = letter.is_none_or(|c| c.is_ascii_lowercase());
        (value <= Number::MAX && known).then_some(Number { value, letter })
    }

    /// A number without a letter; `None` above [`Number::MAX`].
    pub fn plain(value: u32) -> Option<Number> {
        Number::new(value, None)
    }

    /// The number without its letter.
    pub fn value(self) -> u32 {
        self.value
    }

    /// The letter, lower case.
    pub fn letter(self) -> Option<char> {
        self.letter
    }

    /// The same number without its letter.
    pub fn without_letter(self) -> Number {
        Number { letter: None, ..self }
    }

    /// Odd or even; the letter plays no role.
    pub fn parity(self) -> Parity {
        Parity::of(self.value)
    }

    /// Position on one integer line: 32 places for each number, place 0 without a letter.
    pub(crate) fn key(self) -> u32 {
        let place = self.letter.map_or(0, |c| u32::from(c) - u32::from('a') + 1);
        self.value * 32 + place
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value)?;
        self.letter.map_or(Ok(()), |c| write!(f, "{c}"))
    }
}
