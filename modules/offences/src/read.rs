//! Which file is this, and which incidents does it tell? The formats themselves are read by the engine `crime-files`.
//!
//! | format | what it is |
//! |---|---|
//! | `municipal-csv` | events of the municipal police, `event_id;reported_at;…` (docs/offences.md) |
//! | `police-map` | a month or a municipality of the State Police's crime map, with its list of types |

mod municipal;
mod police;

use crate::ingest::Reading;

/// A file with what belongs to it.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// Name of the file.
    pub name: String,
    /// Name of the format, where somebody said it.
    pub format: Option<String>,
}

/// Names of formats.
pub const FORMATS: [&str; 2] = [municipal::FORMAT, police::FORMAT];

/// Why a file is no file of offences.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadFault {
    /// Nobody knows such a format.
    #[error("{0}: no such format")]
    Format(String),
    /// Nothing of what is known begins like this.
    #[error("the file is neither of: {}", FORMATS.join(", "))]
    Unknown,
    /// Bytes that are no text.
    #[error("line {0} is not UTF-8 nor windows-1250 text")]
    Letters(u64),
    /// A column that must be there.
    #[error("the column {0} is missing; there are: {1}")]
    Column(&'static str, String),
    /// What the reader of the format says.
    #[error(transparent)]
    File(#[from] crime_files::Fault),
    /// What it says of a file of a package.
    #[error("{0}: {1}")]
    Part(String, crime_files::Fault),
    /// A file, maybe of a package, that looked like statistics and is none.
    #[error("{0} is no workbook and no months of precincts")]
    NoStatistics(String),
}

/// Reads a file.
///
/// # Errors
/// [`ReadFault`]; single lines that cannot be read are in the reading.
pub fn read(given: &Given, bytes: &[u8]) -> Result<Reading, ReadFault> {
    match given.format.as_deref() {
        Some(municipal::FORMAT) => municipal::read(bytes),
        Some(police::FORMAT) => police::read(bytes),
        Some(other) => Err(ReadFault::Format(other.to_owned())),
        None if municipal::is(bytes) => municipal::read(bytes),
        None if police::is(bytes) => police::read(bytes),
        None => Err(ReadFault::Unknown),
    }
}
