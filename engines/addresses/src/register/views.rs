//! Views: an address, street, part or municipality is its register and a number, four words to copy.

use super::{AddressIndex, AreaRow, MunicipalityIndex, NONE, PartIndex, Register, SettingRow, StreetIndex};
use crate::{
    AddressCode, Date, DistrictCode, HouseNumber, Krovak, MunicipalityCode, Orientation, PartCode, Postcode,
    PragueDistrictCode, StreetCode, Wgs84,
};

/// One address point.
#[derive(Debug, Clone, Copy)]
pub struct Address<'r> {
    pub(crate) register: &'r Register,
    pub(crate) row: u32,
}

/// A street of a municipality.
#[derive(Debug, Clone, Copy)]
pub struct Street<'r> {
    pub(crate) register: &'r Register,
    pub(crate) run: u32,
}

/// A part of a municipality (část obce).
#[derive(Debug, Clone, Copy)]
pub struct Part<'r> {
    pub(crate) register: &'r Register,
    pub(crate) part: u32,
}

/// A municipality (obec).
#[derive(Debug, Clone, Copy)]
pub struct Municipality<'r> {
    pub(crate) register: &'r Register,
    pub(crate) municipality: u32,
}

/// A city district with its name; `Code` tells MOMC from the districts of Prague.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct District<'r, Code> {
    /// The code.
    pub code: Code,
    /// The name as registered: `Plzeň 2-Slovany`.
    pub name: &'r str,
}

impl<'r> Address<'r> {
    fn setting(self) -> &'r SettingRow {
        self.register.setting_of(self.row, self.register.run_of(self.row))
    }

    /// Where it stands in this register.
    pub fn index(self) -> AddressIndex {
        AddressIndex(self.row)
    }

    /// Kód ADM.
    pub fn code(self) -> AddressCode {
        AddressCode(self.register.rows.code[self.row as usize])
    }

    /// The municipality.
    pub fn municipality(self) -> Municipality<'r> {
        let run = self.register.run_of(self.row);
        Municipality { register: self.register, municipality: self.register.runs[run as usize].municipality }
    }

    /// The city district (MOMC); only in cities that have them.
    pub fn district(self) -> Option<District<'r, DistrictCode>> {
        let row = area(&self.register.districts, self.setting().district)?;
        Some(District { code: DistrictCode(row.code), name: self.register.names.get(row.name) })
    }

    /// The district of Prague that stands in an official address.
    pub fn prague_district(self) -> Option<District<'r, PragueDistrictCode>> {
        let row = area(&self.register.prague, self.setting().prague)?;
        Some(District { code: PragueDistrictCode(row.code), name: self.register.names.get(row.name) })
    }

    /// The part of the municipality.
    pub fn part(self) -> Part<'r> {
        Part { register: self.register, part: self.setting().part }
    }

    /// The street, if the address has one.
    pub fn street(self) -> Option<Street<'r>> {
        self.register.street_at(StreetIndex(self.register.run_of(self.row)))
    }

    /// Č.p. or č.ev.
    pub fn house(self) -> HouseNumber {
        HouseNumber::unpack(self.register.rows.house[self.row as usize])
    }

    /// Č.o. with its letter.
    pub fn orientation(self) -> Option<Orientation> {
        Orientation::unpack(self.register.rows.orientation[self.row as usize])
    }

    /// PSČ.
    pub fn postcode(self) -> Option<Postcode> {
        Postcode::new(self.setting().postcode)
    }

    /// The definition point, to the centimetre; some addresses have none.
    pub fn position(self) -> Option<Krovak> {
        let (y, x) = (self.register.rows.y[self.row as usize], self.register.rows.x[self.row as usize]);
        (y != 0).then(|| Krovak { y: f64::from(y) / 100.0, x: f64::from(x) / 100.0 })
    }

    /// The definition point in WGS 84, about 1 m.
    pub fn wgs84(self) -> Option<Wgs84> {
        self.position().map(Krovak::to_wgs84)
    }

    /// Since when this state of the address holds; 2011-07-01 marks migrated records.
    pub fn valid_from(self) -> Option<Date> {
        Date::unpack(self.register.rows.since[self.row as usize])
    }
}

impl PartialEq for Address<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.row == other.row && std::ptr::eq(self.register, other.register)
    }
}

fn area(table: &[AreaRow], index: u32) -> Option<&AreaRow> {
    if index == NONE { None } else { table.get(index as usize) }
}

impl<'r> Street<'r> {
    /// Where it stands in this register.
    pub fn index(self) -> StreetIndex {
        StreetIndex(self.run)
    }

    /// Kód ulice.
    pub fn code(self) -> StreetCode {
        StreetCode(self.register.runs[self.run as usize].street)
    }

    /// The name as registered.
    pub fn name(self) -> &'r str {
        self.register.names.get(self.register.runs[self.run as usize].name)
    }

    /// The municipality.
    pub fn municipality(self) -> Municipality<'r> {
        Municipality {
            register: self.register,
            municipality: self.register.runs[self.run as usize].municipality,
        }
    }

    /// Its addresses in number order: orientation numbers first, then those with a house number only.
    pub fn addresses(self) -> impl ExactSizeIterator<Item = Address<'r>> + Clone {
        self.register.run_rows(self.run).map(move |row| Address { register: self.register, row })
    }

    /// The parts of the municipality it passes through, by code.
    pub fn parts(self) -> impl Iterator<Item = Part<'r>> {
        let settings = self.register.run_settings(self.run);
        let mut parts: Vec<u32> = self.register.settings[settings.start as usize..settings.end as usize]
            .iter()
            .map(|s| s.part)
            .collect();
        parts.sort_unstable();
        parts.dedup();
        parts.into_iter().map(move |part| Part { register: self.register, part })
    }

    /// The city districts (MOMC) in which it has addresses, by code; none in most towns.
    pub fn districts(self) -> impl Iterator<Item = District<'r, DistrictCode>> {
        let (register, settings) = (self.register, self.register.run_settings(self.run));
        let mut districts: Vec<u32> = register.settings[settings.start as usize..settings.end as usize]
            .iter()
            .map(|s| s.district)
            .collect();
        districts.sort_unstable();
        districts.dedup();
        districts.into_iter().filter_map(move |district| {
            let row = area(&register.districts, district)?;
            Some(District { code: DistrictCode(row.code), name: register.names.get(row.name) })
        })
    }
}

impl<'r> Part<'r> {
    /// Where it stands in this register.
    pub fn index(self) -> PartIndex {
        PartIndex(self.part)
    }

    /// Kód části obce.
    pub fn code(self) -> PartCode {
        PartCode(self.register.parts[self.part as usize].code)
    }

    /// The name as registered.
    pub fn name(self) -> &'r str {
        self.register.names.get(self.register.parts[self.part as usize].name)
    }

    /// The municipality.
    pub fn municipality(self) -> Municipality<'r> {
        Municipality {
            register: self.register,
            municipality: self.register.parts[self.part as usize].municipality,
        }
    }

    /// The streets that pass through it, by code.
    pub fn streets(self) -> impl Iterator<Item = Street<'r>> {
        let register = self.register;
        register.part_runs(self.part).iter().filter_map(move |&run| register.street_at(StreetIndex(run)))
    }

    /// Its addresses, street by street, those without a street last.
    pub fn addresses(self) -> impl Iterator<Item = Address<'r>> {
        let register = self.register;
        register.part_runs(self.part).iter().flat_map(move |&run| {
            register
                .run_rows(run)
                .filter(move |&row| register.setting_of(row, run).part == self.part)
                .map(move |row| Address { register, row })
        })
    }

    /// Its addresses that have no street, by house number.
    pub fn addresses_without_street(self) -> impl Iterator<Item = Address<'r>> {
        let register = self.register;
        self.register
            .part_runs(self.part)
            .iter()
            .filter(move |&&run| register.runs[run as usize].street == 0)
            .flat_map(move |&run| register.run_rows(run).map(move |row| Address { register, row }))
    }
}

impl<'r> Municipality<'r> {
    /// Where it stands in this register.
    pub fn index(self) -> MunicipalityIndex {
        MunicipalityIndex(self.municipality)
    }

    /// Kód obce.
    pub fn code(self) -> MunicipalityCode {
        MunicipalityCode(self.register.municipalities[self.municipality as usize].code)
    }

    /// The name as registered.
    pub fn name(self) -> &'r str {
        self.register.names.get(self.register.municipalities[self.municipality as usize].name)
    }

    /// Its streets, by code.
    pub fn streets(self) -> impl Iterator<Item = Street<'r>> {
        let register = self.register;
        register
            .municipality_runs(self.municipality)
            .filter_map(move |run| register.street_at(StreetIndex(run)))
    }

    /// Its parts, by code.
    pub fn parts(self) -> impl Iterator<Item = Part<'r>> {
        let register = self.register;
        let first = register.parts.partition_point(|p| p.municipality < self.municipality) as u32;
        let end = register.parts.partition_point(|p| p.municipality <= self.municipality) as u32;
        (first..end).map(move |part| Part { register, part })
    }

    /// Its city districts, by code; empty in most towns.
    pub fn districts(self) -> impl Iterator<Item = District<'r, DistrictCode>> {
        let register = self.register;
        register
            .districts
            .iter()
            .filter(move |d| d.municipality == self.municipality)
            .map(move |d| District { code: DistrictCode(d.code), name: register.names.get(d.name) })
    }

    /// All its addresses, street by street.
    pub fn addresses(self) -> impl ExactSizeIterator<Item = Address<'r>> {
        let runs = self.register.municipality_runs(self.municipality);
        let first = self.register.runs.get(runs.start as usize).map_or(0, |run| run.first_row);
        let end =
            self.register.runs.get(runs.end as usize).map_or(self.register.len() as u32, |run| run.first_row);
        let register = self.register;
        (first..end.max(first)).map(move |row| Address { register, row })
    }
}
