//! What became of the records of a file: kept, set aside, refused, and why.
//!
//! ```text
//!   row ─ can it be read? ─ no ─► refused
//!              │ yes
//!         is it believable? ─ no ─► quarantined: a person looks, and the file is read again when the answer is known
//!              │ yes
//!            kept, maybe with a remark (stacked on one point, a negative correction)
//! ```

use serde::{Deserialize, Serialize};

use crate::fault::Place;

/// Places that are shown of one finding.
pub const FIRST: usize = 5;

/// What became of the records of a file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Ingest {
    /// Rows of the file, or items of a JSON document; without header and empty lines.
    pub rows: u64,
    /// Records that are handed on.
    pub kept: u64,
    /// Records set aside until a person decides.
    pub quarantined: u64,
    /// Rows that could not be read as a record.
    pub refused: u64,
    /// Name of the code page its letters were read by.
    pub code_page: String,
    /// Findings in the order of [`What`].
    pub findings: Vec<Finding>,
}

/// One kind of trouble with how often and where first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub what: What,
    /// What was done about it.
    pub fate: Fate,
    /// How often.
    pub count: u64,
    /// The first places, [`FIRST`] at most, in the order of the file.
    pub first: Vec<Place>,
}

/// What is done with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Fate {
    /// It is handed on; the finding is a remark.
    Kept,
    /// It waits for a person.
    Quarantined,
    /// It could not be read.
    Refused,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum What {
    /// A row with more or fewer fields than there are columns.
    Ragged,
    /// A field that is not what its column holds.
    Unreadable(String),
    /// A mandatory field is empty.
    Empty(String),
    /// A code that its codebook does not have.
    UnknownCode {
        /// Which codebook: `types`, `states`, `relevance`, `tsk` …
        codebook: String,
        /// The code.
        code: String,
    },
    /// The same record again, word for word.
    Duplicate,
    /// Records of one id that say different things of time, place, state or relevance.
    Contradiction,
    /// A record of which another row could not be read.
    Incomplete,
    /// Later than the day the file was fetched.
    Future,
    /// An end before the beginning.
    EndBeforeStart,
    /// No coordinates.
    NoPlace,
    /// Coordinates outside the box.
    OutsideBox,
    /// Coordinates that lie in the box when latitude and longitude are exchanged.
    SwappedAxes,
    /// More records on one point than chance would put there: the publisher moved them to it.
    Stacked,
    /// A count below zero: a correction of an earlier month.
    Negative,
    /// A share below 0 % or above 100 %.
    ImpossibleShare(String),
    /// A number so large that it looks like two numbers written together.
    Glued(String),
    /// The parts do not add up to the sum.
    Sum(String),
    /// The file is in another code page than its publisher writes.
    CodePage(String),
    /// Letters that went through a wrong code page before the file was written, as `PlzeĹˆ`, or bytes that are no letter.
    Garbled,
    /// A record of another month than the file is named after.
    OtherMonth,
    /// A column that the format does not have; it is not read.
    UnknownColumn(String),
}

impl Ingest {
    /// Notes something; only the first places are kept.
    pub(crate) fn note(&mut self, what: What, fate: Fate, place: Place) {
        self.note_many(what, fate, 1, [place]);
    }

    pub(crate) fn note_many(
        &mut self,
        what: What,
        fate: Fate,
        count: u64,
        places: impl IntoIterator<Item = Place>,
    ) {
        let at = match self.findings.binary_search_by(|it| (&it.what, it.fate).cmp(&(&what, fate))) {
            Ok(at) => at,
            Err(at) => {
                self.findings.insert(at, Finding { what, fate, count: 0, first: Vec::new() });
                at
            }
        };
        if let Some(finding) = self.findings.get_mut(at) {
            finding.count += count;
            let room = FIRST.saturating_sub(finding.first.len());
            finding.first.extend(places.into_iter().take(room));
        }
    }

    /// How often something was found.
    #[must_use]
    pub fn count(&self, what: &What) -> u64 {
        self.findings.iter().filter(|it| it.what == *what).map(|it| it.count).sum()
    }

    /// Whether nothing was set aside or refused.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.quarantined == 0 && self.refused == 0
    }
}
