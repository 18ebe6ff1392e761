//! The register in memory: immutable, columnar, sorted so that every street is one run of rows.
//!
//! ```text
//!  municipalities   by code ──first run──▶ runs ──first row──▶ columns (one value per address, 20 bytes)
//!                                           │                   code │ house │ orientation │ setting │ y │ x │ since
//!                                           └──first setting──▶ settings: part, district, Prague district, postcode
//! ```
//!
//! A *run* is a street of a municipality, or those addresses of a part that have no street. Inside a run
//! rows stand in number order. A *setting* is what addresses of one run share besides the street; a row
//! keeps only its place in the run's list, two bytes instead of sixteen.
//!
//! Invariant: every index in a table lies inside the table it points to, and starts rise. The builder makes
//! it so and `from_chunks` verifies it, so the views below may index.

mod build;
mod bytes;
mod checks;
mod difference;
mod interner;
mod official;
mod views;

pub use build::{BuildError, Built, RegisterBuilder};
pub use bytes::BytesError;
pub use difference::{Difference, Moved, NameOf, Renamed, Renumbered};
pub use views::{Address, District, Municipality, Part, Street};

use crate::{AddressCode, Date, MunicipalityCode, PartCode, StreetCode};

/// Which state of the register this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition {
    /// The day the file describes: the last day of a month.
    pub as_of: Option<Date>,
}

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(crate) u32);
    };
}
index!(
    /// Row of an address in one register; another edition numbers its rows otherwise.
    AddressIndex
);
index!(
    /// A street of one register.
    StreetIndex
);
index!(
    /// A part of a municipality of one register.
    PartIndex
);
index!(
    /// A municipality of one register.
    MunicipalityIndex
);

/// Stands for "none" in an index column.
pub(crate) const NONE: u32 = u32::MAX;
/// Rows per entry of the table that leads from a row to its run.
pub(crate) const BLOCK: usize = 64;

/// Names, each stored once: one text and where each name ends.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Names {
    pub(crate) text: String,
    pub(crate) ends: Vec<u32>,
}

impl Names {
    pub(crate) fn get(&self, index: u32) -> &str {
        let i = index as usize;
        let start = if i == 0 { 0 } else { self.ends.get(i - 1).copied().unwrap_or(0) as usize };
        let end = self.ends.get(i).copied().unwrap_or(0) as usize;
        self.text.get(start..end).unwrap_or("")
    }
}

/// A municipality; runs from `first_run` up to the next one's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct MunicipalityRow {
    pub(crate) code: u32,
    pub(crate) name: u32,
    pub(crate) first_run: u32,
}

/// A part or a city district of a municipality.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct AreaRow {
    pub(crate) code: u32,
    pub(crate) name: u32,
    pub(crate) municipality: u32,
}

/// A street, or a part's addresses without one (`part` is then set and `street` is 0).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct RunRow {
    pub(crate) municipality: u32,
    pub(crate) street: u32,
    pub(crate) part: u32,
    pub(crate) name: u32,
    pub(crate) first_row: u32,
    pub(crate) first_setting: u32,
}

/// What addresses of a run share; `NONE` where there is no district, 0 for no postcode.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SettingRow {
    pub(crate) part: u32,
    pub(crate) district: u32,
    pub(crate) prague: u32,
    pub(crate) postcode: u32,
}

/// One value per address, in run order and number order.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Columns {
    pub(crate) code: Vec<u32>,
    pub(crate) house: Vec<u16>,
    pub(crate) orientation: Vec<u16>,
    pub(crate) setting: Vec<u16>,
    /// Centimetres; 0 = no position.
    pub(crate) y: Vec<u32>,
    pub(crate) x: Vec<u32>,
    pub(crate) since: Vec<u16>,
}

/// Every address of one edition, with its streets, parts and municipalities. See the module.
#[derive(Debug, PartialEq)]
pub struct Register {
    pub(crate) edition: Edition,
    pub(crate) names: Names,
    pub(crate) municipalities: Vec<MunicipalityRow>,
    pub(crate) districts: Vec<AreaRow>,
    pub(crate) prague: Vec<AreaRow>,
    pub(crate) parts: Vec<AreaRow>,
    pub(crate) runs: Vec<RunRow>,
    pub(crate) settings: Vec<SettingRow>,
    pub(crate) rows: Columns,
    /// Rows in the order of their codes.
    pub(crate) by_code: Vec<u32>,
    // Derived when the register is built or read, not stored.
    pub(crate) derived: Derived,
}

/// Shortcuts that cost milliseconds to make.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Derived {
    /// The run of every 64th row.
    run_of_block: Vec<u32>,
    /// Where in `by_code` the codes of each of 65,536 equal ranges begin.
    code_ranges: Vec<u32>,
    code_range_width: u32,
    /// Runs that have addresses in a part: list of lists.
    part_runs_first: Vec<u32>,
    part_runs: Vec<u32>,
    /// Parts in the order of their codes.
    parts_by_code: Vec<u32>,
    streets_by_code: Vec<u32>,
}

impl Register {
    /// Which edition this is.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// Number of addresses.
    pub fn len(&self) -> usize {
        self.rows.code.len()
    }

    /// Whether there is no address at all.
    pub fn is_empty(&self) -> bool {
        self.rows.code.is_empty()
    }

    /// The address with this code. A few cache lines.
    pub fn address(&self, code: AddressCode) -> Option<Address<'_>> {
        let range = (code.0 / self.derived.code_range_width.max(1)) as usize;
        let start = *self.derived.code_ranges.get(range)? as usize;
        let end = *self.derived.code_ranges.get(range + 1)? as usize;
        let rows = self.by_code.get(start..end)?;
        let at = rows.binary_search_by_key(&code.0, |&row| self.rows.code[row as usize]).ok()?;
        rows.get(at).map(|&row| Address { register: self, row })
    }

    /// The address of a row; `None` for an index of another register that lies outside this one.
    pub fn address_at(&self, index: AddressIndex) -> Option<Address<'_>> {
        ((index.0 as usize) < self.len()).then_some(Address { register: self, row: index.0 })
    }

    /// Every address: by municipality, street, number.
    pub fn addresses(&self) -> impl ExactSizeIterator<Item = Address<'_>> + '_ {
        (0..self.len() as u32).map(|row| Address { register: self, row })
    }

    /// The street with this code.
    pub fn street(&self, code: StreetCode) -> Option<Street<'_>> {
        let list = &self.derived.streets_by_code;
        let at = list.binary_search_by_key(&code.0, |&run| self.runs[run as usize].street).ok()?;
        self.street_at(StreetIndex(*list.get(at)?))
    }

    /// The street at an index.
    pub fn street_at(&self, index: StreetIndex) -> Option<Street<'_>> {
        let run = self.runs.get(index.0 as usize)?;
        (run.street != 0).then_some(Street { register: self, run: index.0 })
    }

    /// Every street of every municipality, by municipality code and street code.
    pub fn streets(&self) -> impl Iterator<Item = Street<'_>> + '_ {
        (0..self.runs.len() as u32).filter_map(|run| self.street_at(StreetIndex(run)))
    }

    /// The part with this code.
    pub fn part(&self, code: PartCode) -> Option<Part<'_>> {
        let list = &self.derived.parts_by_code;
        let at = list.binary_search_by_key(&code.0, |&part| self.parts[part as usize].code).ok()?;
        self.part_at(PartIndex(*list.get(at)?))
    }

    /// The part at an index.
    pub fn part_at(&self, index: PartIndex) -> Option<Part<'_>> {
        ((index.0 as usize) < self.parts.len()).then_some(Part { register: self, part: index.0 })
    }

    /// Every part of every municipality, by municipality code and part code.
    pub fn parts(&self) -> impl ExactSizeIterator<Item = Part<'_>> + '_ {
        (0..self.parts.len() as u32).map(|part| Part { register: self, part })
    }

    /// The municipality with this code.
    pub fn municipality(&self, code: MunicipalityCode) -> Option<Municipality<'_>> {
        let at = self.municipalities.binary_search_by_key(&code.0, |m| m.code).ok()?;
        Some(Municipality { register: self, municipality: at as u32 })
    }

    /// The municipality at an index.
    pub fn municipality_at(&self, index: MunicipalityIndex) -> Option<Municipality<'_>> {
        ((index.0 as usize) < self.municipalities.len())
            .then_some(Municipality { register: self, municipality: index.0 })
    }

    /// Every municipality, by code.
    pub fn municipalities(&self) -> impl ExactSizeIterator<Item = Municipality<'_>> + '_ {
        (0..self.municipalities.len() as u32)
            .map(|municipality| Municipality { register: self, municipality })
    }

    /// Bytes held, the search not counted.
    pub fn memory_bytes(&self) -> usize {
        let tables = self.names.text.len()
            + 4 * self.names.ends.len()
            + 12 * (self.municipalities.len() + self.districts.len() + self.prague.len() + self.parts.len())
            + 24 * self.runs.len()
            + 16 * self.settings.len();
        let d = &self.derived;
        let derived = d.run_of_block.len()
            + d.code_ranges.len()
            + d.part_runs_first.len()
            + d.part_runs.len()
            + d.parts_by_code.len()
            + d.streets_by_code.len();
        tables + 24 * self.len() + 4 * derived
    }

    pub(crate) fn run_rows(&self, run: u32) -> std::ops::Range<u32> {
        let end = self.runs.get(run as usize + 1).map_or(self.len() as u32, |next| next.first_row);
        self.runs[run as usize].first_row..end
    }

    pub(crate) fn run_settings(&self, run: u32) -> std::ops::Range<u32> {
        let end =
            self.runs.get(run as usize + 1).map_or(self.settings.len() as u32, |next| next.first_setting);
        self.runs[run as usize].first_setting..end
    }

    pub(crate) fn municipality_runs(&self, municipality: u32) -> std::ops::Range<u32> {
        let end = self
            .municipalities
            .get(municipality as usize + 1)
            .map_or(self.runs.len() as u32, |m| m.first_run);
        self.municipalities[municipality as usize].first_run..end
    }

    pub(crate) fn part_runs(&self, part: u32) -> &[u32] {
        let first = &self.derived.part_runs_first;
        let (Some(&start), Some(&end)) = (first.get(part as usize), first.get(part as usize + 1)) else {
            return &[];
        };
        self.derived.part_runs.get(start as usize..end as usize).unwrap_or(&[])
    }

    pub(crate) fn run_of(&self, row: u32) -> u32 {
        let mut run = self.derived.run_of_block[row as usize / BLOCK];
        while self.runs.get(run as usize + 1).is_some_and(|next| next.first_row <= row) {
            run += 1;
        }
        run
    }

    pub(crate) fn setting_of(&self, row: u32, run: u32) -> &SettingRow {
        let first = self.runs[run as usize].first_setting;
        &self.settings[first as usize + usize::from(self.rows.setting[row as usize])]
    }

    /// Fills in what is not stored. Call once, on tables that hold the invariant.
    pub(crate) fn derive(&mut self) {
        let rows = self.rows.code.len();
        let mut run = 0usize;
        let mut run_of_block = Vec::with_capacity(rows.div_ceil(BLOCK));
        for row in (0..rows).step_by(BLOCK) {
            while self.runs.get(run + 1).is_some_and(|next| next.first_row as usize <= row) {
                run += 1;
            }
            run_of_block.push(run as u32);
        }
        let top = self.by_code.last().map_or(0, |&row| self.rows.code[row as usize]);
        let width = top / 65_536 + 1;
        let mut code_ranges = Vec::with_capacity(65_538);
        for (at, &row) in self.by_code.iter().enumerate() {
            let range = (self.rows.code[row as usize] / width) as usize;
            while code_ranges.len() <= range {
                code_ranges.push(at as u32);
            }
        }
        code_ranges.push(self.by_code.len() as u32);
        let mut pairs: Vec<(u32, u32)> = (0..self.runs.len() as u32)
            .flat_map(|run| {
                let settings = self.run_settings(run);
                self.settings[settings.start as usize..settings.end as usize]
                    .iter()
                    .map(move |s| (s.part, run))
            })
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let part_runs_first = (0..=self.parts.len() as u32)
            .map(|p| pairs.partition_point(|&(part, _)| part < p) as u32)
            .collect();
        let mut parts_by_code: Vec<u32> = (0..self.parts.len() as u32).collect();
        parts_by_code.sort_by_key(|&part| self.parts[part as usize].code);
        let mut streets_by_code: Vec<u32> =
            (0..self.runs.len() as u32).filter(|&run| self.runs[run as usize].street != 0).collect();
        streets_by_code.sort_by_key(|&run| self.runs[run as usize].street);
        self.derived = Derived {
            run_of_block,
            code_ranges,
            code_range_width: width,
            part_runs_first,
            part_runs: pairs.into_iter().map(|(_, run)| run).collect(),
            parts_by_code,
            streets_by_code,
        };
    }
}
