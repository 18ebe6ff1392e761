//! Which file is this, and which incidents does it tell? The formats themselves are read by the engine `crime-files`.
//!
//! | format | what it is |
//! |---|---|
//! | `municipal-csv` | events of the municipal police, `event_id;reported_at;…` (docs/offences.md) |
//! | `police-map` | a month or a municipality of the State Police's crime map, with its list of types |
//! | `police-uk` | a month of data.police.uk, `YYYY-MM-FORCE-street.csv`, or several of one force joined |
//! | `chicago` | *Crimes – 2001 to Present* of the City of Chicago, all its columns |

mod abroad;
mod municipal;
mod police;

use std::borrow::Cow;

use crime_files::Ingest;
use web::Refusal;

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
pub const FORMATS: [&str; 4] = [municipal::FORMAT, police::FORMAT, abroad::STREETS, abroad::OF_CHICAGO];

/// Why a file is no file of offences.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadFault {
    /// Nobody knows such a format.
    #[error("{0}: no such format")]
    Format(String),
    /// Nothing of what is known begins like this.
    #[error("the file is neither of: {}", FORMATS.join(", "))]
    Unknown,
    /// What the reader of the format says.
    #[error(transparent)]
    File(#[from] crime_files::Fault),
    /// What it says of a file of a package.
    #[error("{0}: {1}")]
    Part(String, crime_files::Fault),
    /// A file, maybe of a package, that looked like statistics and is none.
    #[error("{0} is no workbook and no months of precincts")]
    NoStatistics(String),
    /// Two files of statistics of one area and time.
    #[error("{1} is about the same area and months as {0}")]
    SameTime(String, String),
    /// A package of more files than are read.
    #[error("more than {1} files in {0}")]
    TooMany(String, usize),
}

impl ReadFault {
    /// As people are told: in their language where we say it, in the words of the reader where a column or a cell is wrong.
    pub(crate) fn refusal(&self) -> Refusal {
        match self {
            ReadFault::Unknown => Refusal::new("offences-file-unknown"),
            ReadFault::NoStatistics(name) => Refusal::new("offences-file-no-statistics").with("name", name),
            ReadFault::SameTime(first, second) => {
                Refusal::new("offences-file-same-time").with("first", first).with("second", second)
            }
            ReadFault::TooMany(name, most) => {
                Refusal::new("offences-file-too-many").with("name", name).with("most", *most)
            }
            ReadFault::Format(_) | ReadFault::File(_) | ReadFault::Part(..) => {
                Refusal::new("offences-unreadable").with("reason", self.to_string())
            }
        }
    }
}

/// Reads a file.
///
/// # Errors
/// [`ReadFault`]; single lines that cannot be read are in the reading.
pub fn read(given: &Given, bytes: &[u8]) -> Result<Reading, ReadFault> {
    match given.format.as_deref() {
        Some(municipal::FORMAT) => municipal::read(bytes),
        Some(police::FORMAT) => police::read(bytes),
        Some(abroad::STREETS) => abroad::read_uk(bytes),
        Some(abroad::OF_CHICAGO) => abroad::read_us(bytes),
        Some(other) => Err(ReadFault::Format(other.to_owned())),
        None if municipal::is(bytes) => municipal::read(bytes),
        None if police::is(bytes) => police::read(bytes),
        None if abroad::is_streets(bytes) => abroad::read_uk(bytes),
        None if abroad::is_chicago(bytes) => abroad::read_us(bytes),
        None => Err(ReadFault::Unknown),
    }
}

/// Bytes in which the first line of a file of offences ends.
const HEADER: usize = 4_096;

/// The first line that is not empty, by which a file is known; letters that mean nothing do not matter here.
fn first_line(bytes: &[u8]) -> Cow<'_, str> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = start.get(..HEADER).unwrap_or(start).trim_ascii_start();
    String::from_utf8_lossy(start.split(|byte| *byte == b'\n').next().unwrap_or_default())
}

/// Lines, or incidents, that are not counted: they could not be read, or somebody has to look at them at their source.
fn stopped(report: &Ingest) -> usize {
    count(report.quarantined.saturating_add(report.refused))
}

fn count(of: u64) -> usize {
    usize::try_from(of).unwrap_or(usize::MAX)
}
