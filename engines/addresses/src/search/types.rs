//! What a person asks and what the search answers. Values only: sentences are the caller's.

use crate::register::{AddressIndex, MunicipalityIndex, PartIndex, StreetIndex};
use crate::{DistrictCode, MunicipalityCode, Orientation, Postcode};

/// A question: the words as typed, and where the person is at home.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The text as typed, of any length; only the first [`Ask::LONGEST`] characters are read.
    pub text: &'a str,
    /// The municipality the answers are limited to; `None` searches the whole register.
    pub home: Option<MunicipalityCode>,
}

impl<'a> Ask<'a> {
    /// Characters of a question that are read; no address is half as long.
    pub const LONGEST: usize = 200;

    /// A question to the whole register.
    pub fn anywhere(text: &'a str) -> Ask<'a> {
        Ask { text, home: None }
    }

    /// A question asked at home in `municipality`.
    pub fn at_home(text: &'a str, municipality: MunicipalityCode) -> Ask<'a> {
        Ask { text, home: Some(municipality) }
    }
}

/// Another name under which people look for a street: a former name, or a customary one.
/// Data of a city, given when the search is opened; the engine knows none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerName {
    /// What people say: `třída 1. máje`, `sady 35tníků`.
    pub old: String,
    /// The registered name of the street today.
    pub now: String,
    /// The municipality it holds in.
    pub municipality: MunicipalityCode,
    /// The city district (MOMC) it holds in: it leads only to a street called `now` that has an address there.
    /// `None` for every street called `now`.
    pub district: Option<DistrictCode>,
    /// Last year in which the old name was official; `None` for a customary name (a synonym).
    pub until: Option<u16>,
}

/// A place of the register; the index is good for the register that was searched and for no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// One address point.
    Address(AddressIndex),
    /// A whole street.
    Street(StreetIndex),
    /// A part of a municipality.
    Part(PartIndex),
    /// A whole municipality.
    Municipality(MunicipalityIndex),
}

/// How the numbers of the question led to the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Matched {
    /// By name alone: the question has no number, or the place is not an address.
    Name,
    /// Both numbers of a pair `173/2` (or the single number an address without č.o. has).
    Full,
    /// By orientation number alone.
    Orientation,
    /// By č.p. alone, although the address has an orientation number too.
    DescriptiveAlone,
    /// By č.ev. alone.
    EvidenceAlone,
    /// The pair was written the other way round, `2/173`.
    ReversedPair,
    /// The figure fits but the letter does not; offered, never chosen silently.
    OtherLetter,
    /// The figure typed so far begins this number (suggestions only).
    NumberPrefix,
    /// Another number near the one asked for, which the register does not have.
    Nearest,
}

/// One thing that had to be read differently from how it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// The word differs from the registered one in accents only.
    Diacritics {
        /// As typed.
        from: String,
        /// As registered.
        to: String,
    },
    /// One or two typing errors.
    Typo {
        /// As typed.
        from: String,
        /// As registered.
        to: String,
    },
    /// Another case of declension, `na Koterovské`.
    Declension {
        /// As typed.
        from: String,
        /// As registered.
        to: String,
    },
    /// An abbreviation or initial was expanded (or the registered one recognised).
    Abbreviation {
        /// As typed.
        from: String,
        /// As registered.
        to: String,
    },
    /// The word is the beginning of the registered one (suggestions only).
    Completed {
        /// As typed.
        from: String,
        /// As registered.
        to: String,
    },
    /// A word of the registered name was not typed.
    WordMissing {
        /// As registered.
        word: String,
    },
    /// A word was typed that names nothing here and was passed over.
    WordIgnored {
        /// As typed.
        word: String,
    },
    /// The words stand in another order in the register.
    OrderSwapped,
    /// Two typed words are one in the register.
    WordsJoined {
        /// The word that was read.
        to: String,
    },
    /// One typed word is two in the register.
    WordsSplit {
        /// The words that were read.
        to: String,
    },
    /// A former or customary name led here.
    FormerName {
        /// The name that was understood.
        old: String,
        /// The registered name.
        now: String,
        /// Last year in which the old name was official; `None` for a customary name.
        until: Option<u16>,
    },
    /// `2/173` was read as `173/2`.
    PairReversed,
    /// The letter differs: none was typed, or another one.
    Letter {
        /// The orientation number of the place.
        registered: Orientation,
    },
}

/// Something the person said that the register says otherwise. A warning: the hit stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Disagreement {
    /// The postcode differs.
    Postcode {
        /// As typed.
        said: Postcode,
        /// As registered, if the address has one.
        registered: Option<Postcode>,
    },
    /// The city district or part of the municipality differs.
    Area {
        /// The area as registered under the words typed.
        said: String,
    },
    /// The municipality differs.
    Municipality {
        /// The municipality, or the unknown word in its place.
        said: String,
    },
}

/// One place that fits the question, best first in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The place.
    pub place: Place,
    /// How the numbers led to it.
    pub matched: Matched,
    /// Everything that was read differently from how it was typed.
    pub corrections: Vec<Correction>,
    /// What was said and is registered otherwise.
    pub disagreements: Vec<Disagreement>,
    /// Distance from the question, 0 = as registered; comparable within one answer only.
    pub cost: u32,
}

/// A number as it was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberRead {
    /// A plain number: č.o. first, then č.p.
    Plain(Orientation),
    /// `173/2`: house number and orientation number.
    Pair(u16, Orientation),
    /// `č.p. 83`: only č.p.
    Descriptive(u16),
    /// `č.ev. 15`: only č.ev.
    Evidence(u16),
    /// `č.o. 83`: only č.o.
    Orientation(Orientation),
    /// `7-9`: a building with two entrances.
    Entrances(Orientation, Orientation),
}

/// What was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The words taken for the name of a street (or of a part that stands for one), as typed.
    pub name: String,
    /// The words taken for a town, part or district, as typed.
    pub place: String,
    /// The number.
    pub number: Option<NumberRead>,
    /// The postcode, which is a check and never a number.
    pub postcode: Option<Postcode>,
    /// Words that were passed over.
    pub ignored: Vec<String>,
    /// Whether the text was longer than is read.
    pub cut: bool,
}

/// How sure the answer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// One address, meant without doubt (corrections, if any, stand with the hit).
    Exact,
    /// One address, found by č.p. although it has an orientation number too.
    ByDescriptiveAlone,
    /// The pair exists the other way round; offered.
    ReversedPair,
    /// Several addresses or streets fit equally; the person must choose. Orientation numbers first.
    Ambiguous,
    /// A street (or part, or town) without a number.
    StreetOnly,
    /// The street exists, the number does not; hits are the nearest numbers, or the same with a letter.
    NumberNotInRegister {
        /// The place whose numbers were looked through.
        searched: Place,
    },
    /// The words name a place outside home or one that is not in the register; hits are what is found at home.
    OutsideHome {
        /// The words that name it.
        said: String,
    },
    /// A postcode alone is no address.
    PostcodeOnly,
    /// Two entrances of one building, both in the register.
    TwoEntrances,
    /// A former or customary name led to one address.
    FormerName,
    /// Nothing fits.
    Nothing,
}

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What was understood.
    pub reading: Reading,
    /// How sure the answer is.
    pub outcome: Outcome,
    /// The places, best first.
    pub hits: Vec<Hit>,
}
