//! Where a rule text and a register do not meet: values with the line number, so that every language can say them.

use super::ast::AreaKind;
use super::gazetteer::StreetId;
use super::number::Number;

/// Where text and register do not meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Line number in the text, from 1.
    pub number: u32,
    /// What was found.
    pub kind: FindingKind,
}

/// What was found; a line with a finding still covers what it can, and never more than it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// No street of this name; the nearest names are suggestions only.
    UnknownStreet {
        /// As written.
        name: String,
        /// Best first.
        nearest: Vec<String>,
    },
    /// The street exists, but not in the area the line stands under; the line does not cover it.
    StreetOutsideArea {
        /// As written.
        name: String,
    },
    /// Found under another spelling (case, accents, spaces, abbreviation).
    SpelledOtherwise {
        /// As written.
        name: String,
        /// As registered.
        registered: String,
    },
    /// Several streets of this name in the area; the line covers all of them.
    SameName {
        /// As written.
        name: String,
        /// How many.
        streets: usize,
    },
    /// The area is not in the register; the lines that depend on it cover nothing.
    UnknownArea {
        /// What sort of area the text names.
        kind: AreaKind,
        /// As written.
        name: String,
    },
    /// No door of the street has a č.o.: the bare "č." of the line is read as č.p.
    ReadAsDescriptive {
        /// The street.
        street: StreetId,
    },
    /// "č. o." in a street where no door has one: covers nothing there.
    NoOrientationNumbers {
        /// The street.
        street: StreetId,
    },
    /// A rule by č.o. in a street where only some doors have one: the others are not covered by it.
    SomeWithoutOrientation {
        /// The street.
        street: StreetId,
        /// How many doors have no č.o.
        doors: usize,
    },
    /// A number above the street's highest č.o.
    AboveHighest {
        /// The street.
        street: StreetId,
        /// The number of the rule.
        number: Number,
        /// The street's highest č.o.
        highest: u32,
        /// Whether the street has a č.p. of that number: perhaps "č. p." was meant.
        descriptive_exists: bool,
    },
    /// č.p./č.o. do not occur together; the pair covers nothing, neither half is tried alone.
    PairNotInRegister {
        /// The first half.
        house: u32,
        /// The second half.
        orientation: Number,
        /// Whether the pair occurs the other way round: a suggestion, never used.
        turned_exists: bool,
    },
    /// The line was read, its streets exist, and yet it covers no door.
    MatchesNothing,
}
