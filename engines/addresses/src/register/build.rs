//! From records in any order to a sorted register.

use super::interner::{Interner, NameTable};
use super::{AreaRow, Columns, Edition, MunicipalityRow, NONE, Register, RunRow, SettingRow};
use crate::{AddressCode, Date, HouseNumber, Orientation, Record};

/// Why records cannot become a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// A house or orientation number has more digits than the register's columns.
    #[error("number of address {0} is too large")]
    Number(AddressCode),
    /// More than 65,536 combinations of part, district and postcode in one street.
    #[error("street of {0} addresses lies in too many areas")]
    TooVaried(usize),
    /// More than four thousand million addresses.
    #[error("too many addresses")]
    TooMany,
}

/// A finished register with what was passed over on the way.
#[derive(Debug)]
pub struct Built {
    /// The register.
    pub register: Register,
    /// Codes that came more than once, by code; the record pushed last was taken.
    pub repeated: Vec<AddressCode>,
}

/// Collects records, from one file or many, and sorts them into a [`Register`].
#[derive(Debug, Default)]
pub struct RegisterBuilder {
    names: NameTable,
    municipalities: Interner<u32, (u32, u32)>,
    parts: Interner<u32, AreaRow>,
    districts: Interner<u32, AreaRow>,
    prague: Interner<u32, AreaRow>,
    runs: Interner<(u32, u32, u32), u32>,
    settings: Interner<(u32, SettingKey), ()>,
    rows: Vec<Row>,
}

type SettingKey = (u32, u32, u32, u32);

/// One address before sorting; `run` and `setting` in order of first appearance.
#[derive(Debug, Clone, Copy)]
struct Row {
    run: u32,
    setting: u32,
    code: u32,
    y: u32,
    x: u32,
    house: u16,
    orientation: u16,
    since: u16,
}

impl RegisterBuilder {
    /// An empty builder.
    pub fn new() -> RegisterBuilder {
        RegisterBuilder::default()
    }

    /// Number of records pushed so far.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing was pushed yet.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes one record. A code that came before replaces the earlier record.
    ///
    /// # Errors
    /// [`BuildError::Number`] for figures that no Czech address has.
    pub fn push(&mut self, record: &Record<'_>) -> Result<(), BuildError> {
        let too_large = BuildError::Number(record.code);
        let house = HouseNumber::pack(record.house).ok_or(too_large)?;
        let orientation = Orientation::pack(record.orientation).ok_or(too_large)?;
        let names = &mut self.names;
        let town = record.municipality;
        let municipality = self.municipalities.intern(town.code.0, || (town.code.0, names.intern(town.name)));
        let mut area = |code: u32, name: &str| AreaRow { code, name: names.intern(name), municipality };
        let part = self.parts.intern(record.part.code.0, || area(record.part.code.0, record.part.name));
        let district =
            record.district.map_or(NONE, |d| self.districts.intern(d.code.0, || area(d.code.0, d.name)));
        let prague =
            record.prague_district.map_or(NONE, |d| self.prague.intern(d.code.0, || area(d.code.0, d.name)));
        // Code 0 marks runs without a street in the tables; no real street has it.
        let run = match record.street.filter(|street| street.code.0 != 0) {
            Some(street) => {
                self.runs.intern((municipality, street.code.0, NONE), || names.intern(street.name))
            }
            None => self.runs.intern((municipality, 0, part), || names.intern(record.part.name)),
        };
        let postcode = record.postcode.map_or(0, |p| p.digits());
        let setting = self.settings.intern((run, (part, district, prague, postcode)), || ());
        let (y, x) = record.position.map_or((0, 0), |at| (centimetres(at.y), centimetres(at.x)));
        let since = Date::pack(record.valid_from);
        self.rows.push(Row { run, setting, code: record.code.0, y, x, house, orientation, since });
        Ok(())
    }

    /// Sorts everything into a register: about a second for the whole country.
    ///
    /// # Errors
    /// [`BuildError::TooMany`], [`BuildError::TooVaried`]; neither happens with real addresses.
    pub fn finish(mut self, edition: Edition) -> Result<Built, BuildError> {
        let (order, repeated) = self.drop_repeated()?;
        if !repeated.is_empty() {
            self.forget_unused(&order);
        }
        let ranks = Ranks::of(&self);
        let (mut runs, settings) = self.runs_and_settings(&ranks)?;
        for row in self.rows.iter_mut().filter(|row| row.run != NONE && row.setting != NONE) {
            row.run = ranks.run[row.run as usize];
            row.setting = ranks.setting[row.setting as usize] - runs[row.run as usize].first_setting;
        }
        let (rows, by_code) = sorted_columns(&self.rows, &order, &mut runs);
        let mut municipalities =
            vec![MunicipalityRow { code: 0, name: 0, first_run: 0 }; ranks.municipality.len()];
        for (&(code, name), &rank) in self.municipalities.values.iter().zip(&ranks.municipality) {
            let first_run = runs.partition_point(|run| run.municipality < rank) as u32;
            municipalities[rank as usize] = MunicipalityRow { code, name, first_run };
        }
        let mut register = Register {
            edition,
            municipalities,
            districts: ranks.sorted(&self.districts.values, &ranks.district),
            prague: ranks.sorted(&self.prague.values, &ranks.prague),
            parts: ranks.sorted(&self.parts.values, &ranks.part),
            names: self.names.names,
            runs,
            settings,
            rows,
            by_code,
            derived: super::Derived::default(),
        };
        register.derive();
        Ok(Built { register, repeated })
    }

    /// The tables of runs and settings in their final order; first rows are filled in with the columns.
    fn runs_and_settings(&self, ranks: &Ranks) -> Result<(Vec<RunRow>, Vec<SettingRow>), BuildError> {
        let no_run =
            RunRow { municipality: 0, street: 0, part: NONE, name: 0, first_row: 0, first_setting: 0 };
        let mut runs = vec![no_run; ranks.run.len()];
        for ((&(town, street, part), &name), &rank) in
            self.runs.keys.iter().zip(&self.runs.values).zip(&ranks.run)
        {
            let municipality = ranks.municipality[town as usize];
            runs[rank as usize] =
                RunRow { municipality, street, part: via(&ranks.part, part), name, ..no_run };
        }
        let no_setting = SettingRow { part: 0, district: NONE, prague: NONE, postcode: 0 };
        let mut settings = vec![no_setting; ranks.setting.len()];
        let mut counts = vec![0u32; runs.len()];
        for (&(run, (part, district, prague, postcode)), &rank) in
            self.settings.keys.iter().zip(&ranks.setting)
        {
            let (part, district) = (via(&ranks.part, part), via(&ranks.district, district));
            settings[rank as usize] =
                SettingRow { part, district, prague: via(&ranks.prague, prague), postcode };
            counts[ranks.run[run as usize] as usize] += 1;
        }
        let mut first = 0;
        for (run, &count) in runs.iter_mut().zip(&counts) {
            if count > 65_536 {
                return Err(BuildError::TooVaried(count as usize));
            }
            run.first_setting = first;
            first += count;
        }
        Ok((runs, settings))
    }

    /// Rows to keep in the order of their codes, and the codes that came more than once.
    fn drop_repeated(&self) -> Result<(Vec<u32>, Vec<AddressCode>), BuildError> {
        let count = u32::try_from(self.rows.len()).map_err(|_| BuildError::TooMany)?;
        let mut keys: Vec<u64> =
            (0..count).map(|i| u64::from(self.rows[i as usize].code) << 32 | u64::from(i)).collect();
        keys.sort_unstable();
        let mut repeated = Vec::new();
        let mut order: Vec<u32> = Vec::with_capacity(keys.len());
        for (at, &key) in keys.iter().enumerate() {
            let code = (key >> 32) as u32;
            if keys.get(at + 1).is_some_and(|next| (next >> 32) as u32 == code) {
                if repeated.last() != Some(&AddressCode(code)) {
                    repeated.push(AddressCode(code));
                }
            } else {
                order.push(key as u32);
            }
        }
        Ok((order, repeated))
    }
}

impl RegisterBuilder {
    /// A record that was replaced may have been the last of its street, part or town: what no kept row lies in
    /// is not listed.
    fn forget_unused(&mut self, order: &[u32]) {
        let mut used = vec![false; self.settings.keys.len()];
        order.iter().for_each(|&i| used[self.rows[i as usize].setting as usize] = true);
        let settings = self.settings.keep(&used);

        let keys = || self.settings.keys.iter();
        let runs = self.runs.keep(&marked(self.runs.keys.len(), keys().map(|&(run, _)| run)));
        let part = |&(_, (part, ..)): &(u32, SettingKey)| part;
        let parts = self.parts.keep(&marked(self.parts.keys.len(), keys().map(part)));
        let district = |&(_, (_, district, ..)): &(u32, SettingKey)| district;
        let districts = self.districts.keep(&marked(self.districts.keys.len(), keys().map(district)));
        let prague = |&(_, (_, _, prague, _)): &(u32, SettingKey)| prague;
        let prague = self.prague.keep(&marked(self.prague.keys.len(), keys().map(prague)));
        let towns = self.runs.keys.iter().map(|&(town, ..)| town);
        let towns = self.municipalities.keep(&marked(self.municipalities.keys.len(), towns));

        for (run, (p, d, o, _)) in &mut self.settings.keys {
            (*run, *p, *d, *o) = (via(&runs, *run), via(&parts, *p), via(&districts, *d), via(&prague, *o));
        }
        for (town, _, part) in &mut self.runs.keys {
            (*town, *part) = (via(&towns, *town), via(&parts, *part));
        }
        let areas = [&mut self.parts.values, &mut self.districts.values, &mut self.prague.values];
        areas.into_iter().flatten().for_each(|area| area.municipality = via(&towns, area.municipality));
        for row in &mut self.rows {
            (row.run, row.setting) = (via(&runs, row.run), via(&settings, row.setting));
        }
    }
}

/// Which of `count` numbers occur.
fn marked(count: usize, numbers: impl Iterator<Item = u32>) -> Vec<bool> {
    let mut marks = vec![false; count];
    numbers.for_each(|n| {
        if let Some(mark) = marks.get_mut(n as usize) {
            *mark = true;
        }
    });
    marks
}

/// For everything interned in order of appearance its place in the final order.
struct Ranks {
    municipality: Vec<u32>,
    part: Vec<u32>,
    district: Vec<u32>,
    prague: Vec<u32>,
    run: Vec<u32>,
    setting: Vec<u32>,
}

impl Ranks {
    fn of(builder: &RegisterBuilder) -> Ranks {
        let municipality = ranks(&builder.municipalities.values, |&(code, _)| code);
        let by_town = |area: &AreaRow| (municipality[area.municipality as usize], area.code);
        let part = ranks(&builder.parts.values, by_town);
        let district = ranks(&builder.districts.values, by_town);
        let prague = ranks(&builder.prague.values, |d| d.code);
        // Streets first, in code order, then the parts without streets.
        let run = ranks(&builder.runs.keys, |&(m, street, p)| {
            let place = if street == 0 { (1, part[p as usize]) } else { (0, street) };
            (municipality[m as usize], place)
        });
        let setting = ranks(&builder.settings.keys, |&(r, (p, d, obvod, postcode))| {
            (run[r as usize], via(&part, p), via(&district, d), via(&prague, obvod), postcode)
        });
        Ranks { municipality, part, district, prague, run, setting }
    }

    fn sorted(&self, areas: &[AreaRow], ranks: &[u32]) -> Vec<AreaRow> {
        let mut sorted = areas.to_vec();
        for (area, &rank) in areas.iter().zip(ranks) {
            let municipality = via(&self.municipality, area.municipality);
            sorted[rank as usize] = AreaRow { municipality, ..*area };
        }
        sorted
    }
}

/// The rank of an optional index.
fn via(ranks: &[u32], index: u32) -> u32 {
    ranks.get(index as usize).copied().unwrap_or(NONE)
}

/// Places the kept rows (given in code order) run by run, in number order, and returns the rows by code.
fn sorted_columns(rows: &[Row], order: &[u32], runs: &mut [RunRow]) -> (Columns, Vec<u32>) {
    let mut keys: Vec<(u32, u64, u32)> = order
        .iter()
        .enumerate()
        .map(|(rank, &i)| {
            let row = &rows[i as usize];
            (row.run, number_order(row.orientation, row.house), rank as u32)
        })
        .collect();
    // The rank in code order breaks ties, so the result does not depend on the order of the files.
    keys.sort_unstable();
    let mut columns = Columns::default();
    columns.code.reserve_exact(keys.len());
    let mut by_code = vec![0; keys.len()];
    let mut counts = vec![0u32; runs.len()];
    for (at, &(run, _, rank)) in keys.iter().enumerate() {
        let row = &rows[order[rank as usize] as usize];
        by_code[rank as usize] = at as u32;
        counts[run as usize] += 1;
        columns.code.push(row.code);
        columns.house.push(row.house);
        columns.orientation.push(row.orientation);
        columns.setting.push(row.setting as u16);
        columns.y.push(row.y);
        columns.x.push(row.x);
        columns.since.push(row.since);
    }
    let mut first = 0;
    for (run, count) in runs.iter_mut().zip(counts) {
        run.first_row = first;
        first += count;
    }
    (columns, by_code)
}

/// Street order as a number: orientation number, letter without case, house number; rows without č.o. last.
pub(crate) fn number_order(orientation: u16, house: u16) -> u64 {
    let street = match orientation {
        0 => u64::from(u16::MAX),
        packed if packed & 63 > 26 => u64::from(packed - 26),
        packed => u64::from(packed),
    };
    street << 16 | u64::from(house)
}

fn centimetres(metres: f64) -> u32 {
    // A checked position lies between 0 and 1.3 million metres; `as` saturates for anything else.
    (metres * 100.0).round() as u32
}

/// For every item its place in the order of the keys.
fn ranks<T, K: Ord>(items: &[T], key: impl Fn(&T) -> K) -> Vec<u32> {
    let mut order: Vec<u32> = (0..items.len() as u32).collect();
    order.sort_by_key(|&i| key(&items[i as usize]));
    let mut ranks = vec![0; items.len()];
    for (rank, &i) in order.iter().enumerate() {
        ranks[i as usize] = rank as u32;
    }
    ranks
}
