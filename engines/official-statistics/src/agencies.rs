//! The register of employment agencies, as the Ministry of Labour publishes it every day.
//!
//! The file holds the agencies with a permit valid on its day, and no history. It also names the responsible person and
//! contacts of each agency: these fields are passed over by the reader ([`serde::de::IgnoredAny`]), no value is made of them,
//! and the types here have no place for them. Only members named in `read.rs` are read.

mod read;

use std::collections::{BTreeMap, BTreeSet};

use crate::{Fault, FaultKind, Permit, is_ico, records};

/// Agencies of a file at most; there are two thousand.
pub(crate) const MOST: usize = 200_000;

/// A municipality as the register names it.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Municipality {
    /// Its code in RÚIAN; empty where the register gives a name only.
    pub code: String,
    /// Its name; empty where it gives a code only.
    pub name: String,
}

impl Municipality {
    /// Whether it is the municipality of this code and name: by code where there is one, otherwise by name.
    #[must_use]
    pub fn is(&self, code: &str, name: &str) -> bool {
        if self.code.is_empty() { !self.name.is_empty() && self.name == name } else { self.code == code }
    }
}

/// An agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its number.
    pub ico: String,
    /// Its name.
    pub name: String,
    /// Municipality of its seat, when the file says it.
    pub seat: Option<Municipality>,
    /// Municipalities of its workplaces.
    pub workplaces: BTreeSet<Municipality>,
    /// Its permits, in order, none twice.
    pub permits: Vec<Permit>,
}

/// Why an entry of the file does not enter statistics.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// It has no number.
    NoIco,
    /// Its number fails the check digit.
    WrongIco,
    /// Its number stands in the file more than once.
    SameIco,
    /// A permit has no day of beginning, or a day that does not exist.
    PermitDay,
    /// A permit is for no form at all.
    PermitForm,
    /// Two permits of the same forms begin on the same day and say different things.
    PermitTwice,
    /// It is no agency at all: a text or a list stands where one should.
    NotAnAgency,
}

/// An entry held back, by its place in the file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Quarantined {
    /// Which entry, from 1.
    pub entry: usize,
    /// Its number as it stands, or empty.
    pub ico: String,
    /// Its name as it stands, or empty.
    pub name: String,
    /// Why.
    pub doubt: Doubt,
}

/// What the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    /// Entries in the file.
    pub entries: usize,
    /// Agencies without doubt, by number.
    pub agencies: Vec<Agency>,
    /// Entries in doubt.
    pub quarantined: Vec<Quarantined>,
    /// Whether any entry names the municipality of its seat.
    pub tells_seats: bool,
    /// Whether any entry names workplaces.
    pub tells_workplaces: bool,
}

/// Reads the file.
///
/// # Errors
/// Not UTF-8, not JSON, no list `polozky`, or an empty one: the register never is, and taking it over would end every agency.
pub fn read(bytes: &[u8]) -> Result<Register, Fault> {
    let text = records::text(bytes)?;
    let entries = read::entries(&text)?;
    if entries.is_empty() {
        return Err(Fault::whole(FaultKind::Empty));
    }
    let mut register = Register { entries: entries.len(), ..Register::default() };
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    entries.iter().for_each(|entry| *numbers.entry(entry.ico.clone()).or_default() += 1);
    for (at, entry) in entries.into_iter().enumerate() {
        register.tells_seats |= entry.seat.is_some();
        register.tells_workplaces |= !entry.workplaces.is_empty();
        let same = numbers.get(&entry.ico).is_some_and(|count| *count > 1);
        match entry.doubt(same) {
            None => register.agencies.push(entry.agency()),
            Some(doubt) => register.quarantined.push(Quarantined {
                entry: at + 1,
                ico: entry.ico,
                name: entry.name,
                doubt,
            }),
        }
    }
    register.agencies.sort_by(|a, b| a.ico.cmp(&b.ico));
    Ok(register)
}

impl read::Entry {
    fn doubt(&self, same: bool) -> Option<Doubt> {
        match () {
            () if !self.is_object => Some(Doubt::NotAnAgency),
            () if self.ico.is_empty() => Some(Doubt::NoIco),
            () if !is_ico(&self.ico) => Some(Doubt::WrongIco),
            () if same => Some(Doubt::SameIco),
            () => self.permit_doubt.clone().or_else(|| self.contradiction()),
        }
    }

    /// The history is kept by forms and first day: two permits of one key must be the same permit.
    fn contradiction(&self) -> Option<Doubt> {
        let mut keys: BTreeMap<_, &Permit> = BTreeMap::new();
        for permit in &self.permits {
            let before = keys.insert((permit.forms, permit.from), permit);
            if before.is_some_and(|before| before != permit) {
                return Some(Doubt::PermitTwice);
            }
        }
        None
    }

    fn agency(mut self) -> Agency {
        self.permits.sort();
        self.permits.dedup();
        Agency {
            ico: self.ico,
            name: self.name,
            seat: self.seat,
            workplaces: self.workplaces,
            permits: self.permits,
        }
    }
}
