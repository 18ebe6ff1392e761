//! The official address file of the state register (RÚIAN): windows-1250, `;`, 19 columns known by their header.
//!
//! ```text
//!  chunk of bytes ─▶ Reader ─▶ line ─▶ 19 fields ─▶ Row::Record(Record)    handed to the caller's closure
//!                      │                      └───▶ Row::Refused(Refusal)  line, column, reason; reading goes on
//!                      └─ header drift, UTF-8, empty file: FileError, reading stops
//! ```
//!
//! The reader does no I/O: bytes are pushed in as they come, in chunks of any size.
//! Source: ČÚZK, "Adresní místa RÚIAN ve formátu CSV"; domain note §3.2.

mod fields;
mod reader;
mod windows1250;

pub use reader::{Reader, Summary};

use crate::{
    AddressCode, Date, DistrictCode, HouseNumber, Krovak, KrovakError, MunicipalityCode, Orientation,
    PartCode, Postcode, PragueDistrictCode, StreetCode,
};

/// A code with the name that stands beside it in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a, Code> {
    /// The code.
    pub code: Code,
    /// The name as registered.
    pub name: &'a str,
}

/// One address point as registered; names borrow from the reader's buffer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Record<'a> {
    /// Kód ADM.
    pub code: AddressCode,
    /// Obec.
    pub municipality: Named<'a, MunicipalityCode>,
    /// MOMC: the city district, where there are any.
    pub district: Option<Named<'a, DistrictCode>>,
    /// Obvod Prahy.
    pub prague_district: Option<Named<'a, PragueDistrictCode>>,
    /// Část obce.
    pub part: Named<'a, PartCode>,
    /// Ulice; thousands of villages have none.
    pub street: Option<Named<'a, StreetCode>>,
    /// Typ SO and číslo domovní.
    pub house: HouseNumber,
    /// Číslo orientační with its letter.
    pub orientation: Option<Orientation>,
    /// PSČ.
    pub postcode: Option<Postcode>,
    /// Definition point; legal to be missing.
    pub position: Option<Krovak>,
    /// Platí od; 2011-07-01 marks migrated records, not a real start.
    pub valid_from: Option<Date>,
}

/// The columns of the file, in official order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the names are the documentation: one variant per official heading, see `heading`
pub enum Column {
    AddressCode,
    MunicipalityCode,
    MunicipalityName,
    DistrictCode,
    DistrictName,
    PragueDistrictCode,
    PragueDistrictName,
    PartCode,
    PartName,
    StreetCode,
    StreetName,
    HouseKind,
    HouseNumber,
    OrientationNumber,
    OrientationLetter,
    Postcode,
    Y,
    X,
    ValidFrom,
}

impl Column {
    /// All columns in official order.
    pub const ALL: [Column; 19] = [
        Column::AddressCode,
        Column::MunicipalityCode,
        Column::MunicipalityName,
        Column::DistrictCode,
        Column::DistrictName,
        Column::PragueDistrictCode,
        Column::PragueDistrictName,
        Column::PartCode,
        Column::PartName,
        Column::StreetCode,
        Column::StreetName,
        Column::HouseKind,
        Column::HouseNumber,
        Column::OrientationNumber,
        Column::OrientationLetter,
        Column::Postcode,
        Column::Y,
        Column::X,
        Column::ValidFrom,
    ];

    /// The official heading, as in the file.
    pub fn heading(self) -> &'static str {
        match self {
            Column::AddressCode => "Kód ADM",
            Column::MunicipalityCode => "Kód obce",
            Column::MunicipalityName => "Název obce",
            Column::DistrictCode => "Kód MOMC",
            Column::DistrictName => "Název MOMC",
            Column::PragueDistrictCode => "Kód obvodu Prahy",
            Column::PragueDistrictName => "Název obvodu Prahy",
            Column::PartCode => "Kód části obce",
            Column::PartName => "Název části obce",
            Column::StreetCode => "Kód ulice",
            Column::StreetName => "Název ulice",
            Column::HouseKind => "Typ SO",
            Column::HouseNumber => "Číslo domovní",
            Column::OrientationNumber => "Číslo orientační",
            Column::OrientationLetter => "Znak čísla orientačního",
            Column::Postcode => "PSČ",
            Column::Y => "Souřadnice Y",
            Column::X => "Souřadnice X",
            Column::ValidFrom => "Platí Od",
        }
    }
}

/// Why a whole file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Nothing but blank lines.
    #[error("the file is empty")]
    Empty,
    /// The file is UTF-8; official files are windows-1250.
    #[error("the file is UTF-8, official files are windows-1250")]
    Utf8,
    /// The heading line is not the official one.
    #[error(
        "line {line}: header drift, missing {missing:?}, unexpected {unexpected:?}, repeated {repeated:?}"
    )]
    Header {
        /// Line of the header, from 1.
        line: u64,
        /// Official columns that are not there.
        missing: Vec<Column>,
        /// Headings that are not official (shortened to 40 characters).
        unexpected: Vec<String>,
        /// Official columns that stand there twice.
        repeated: Vec<Column>,
    },
}

/// One row that was not taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// Line in the file, from 1.
    pub line: u64,
    /// The column at fault; `None` when the row as a whole is.
    pub column: Option<Column>,
    /// Why.
    pub reason: Reason,
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Reason {
    /// The row has fewer or more fields than the header.
    #[error("{found} fields instead of {expected}")]
    FieldCount {
        /// Fields in the row.
        found: usize,
        /// Fields in the header.
        expected: usize,
    },
    /// The row is longer than any address can be.
    #[error("row of {bytes} bytes")]
    TooLong {
        /// Length of the row.
        bytes: u64,
    },
    /// The last line breaks off.
    #[error("the file breaks off")]
    BrokenOff,
    /// A value that must be there is not.
    #[error("value missing")]
    Missing,
    /// A code or number that is none.
    #[error("not a number: {0:?}")]
    NotANumber(String),
    /// A number outside what the column can mean.
    #[error("number out of range: {0}")]
    OutOfRange(u64),
    /// Typ SO other than č.p. and č.ev.
    #[error("unknown kind of house number: {0:?}")]
    UnknownKind(String),
    /// Not a single letter, or a letter without a number.
    #[error("not a letter: {0:?}")]
    NotALetter(String),
    /// A date that does not exist or is written otherwise than `2013-12-16T00:00:00`.
    #[error("not a date: {0:?}")]
    NotADate(String),
    /// A coordinate that is not a Křovák position in the country.
    #[error(transparent)]
    Position(KrovakError),
    /// Bytes that windows-1250 does not have, or control characters such as NUL.
    #[error("byte {0:#04x} is not text")]
    NotText(u8),
    /// UTF-8 in a windows-1250 file.
    #[error("UTF-8 in a windows-1250 file")]
    Utf8,
}
