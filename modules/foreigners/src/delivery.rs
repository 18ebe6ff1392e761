//! A file of an office, read into stocks of the city; or why it is not taken over.
//!
//! Sums that do not hold, totals that cannot be true, a layout that has changed: each is a refusal that says what and where.
//! Nothing of a refused file is taken over.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use official_statistics::datastat::{self, Stay, StayCount, Stays};
use official_statistics::mapping::{Mapping, Row};
use official_statistics::plausible::{self, Off, Plausible};
use official_statistics::{
    Day, Fault, Form, Mismatch, Sex, csu, jsonstat, lists, national, population, recognise,
};
use serde::{Deserialize, Serialize};

use crate::home::{District, Home};
use crate::stock::{ALL, Stock, row_of, row_of_name};

/// What a set is; the key of its source too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetKind {
    /// Foreigners in districts (290038).
    Districts,
    /// Inhabitants of municipalities (130149).
    Population,
    /// Foreigners by kind of stay (DataStat).
    Stays,
    /// A workbook read by a mapping.
    Workbook,
    /// The code list of districts.
    DistrictList,
}

impl SetKind {
    /// Key in the database and in keys of texts.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            SetKind::Districts => "districts",
            SetKind::Population => "population",
            SetKind::Stays => "stays",
            SetKind::Workbook => "workbook",
            SetKind::DistrictList => "district-list",
        }
    }
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// What it is.
    pub kind: SetKind,
    /// Rows of data.
    pub rows: u64,
    /// How many printed sums were checked; all hold.
    pub sums_checked: usize,
    /// Values the source left empty: not known, and not 0.
    pub unknown: u64,
    /// Stocks of the city.
    pub stocks: Vec<Stock>,
    /// Inhabitants of the city by day.
    pub inhabitants: Vec<(NaiveDate, u64)>,
    /// Districts of a code list.
    pub districts: Vec<District>,
}

/// Why a file is not taken over.
#[derive(Debug, Clone, PartialEq)]
pub enum Refused {
    /// It cannot be read, or not as it was mapped.
    Fault(Fault),
    /// Printed sums are none.
    Sums(Vec<Mismatch>),
    /// It cannot be true.
    Implausible(Off),
    /// Nothing of the city is in it; how the file names its territories.
    NotOurs(Vec<String>),
    /// Nobody has said in which district the city lies.
    NoDistrict,
    /// It names neither concept nor day, so its numbers are numbers of nothing.
    NoConcept,
    /// The register of agencies is imported elsewhere.
    Agencies,
    /// A workbook needs a mapping and a day.
    NeedsMapping,
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Refused {
        Refused::Fault(fault)
    }
}

/// Reads a file.
///
/// # Errors
/// Why it is not taken over.
pub fn read(bytes: &[u8], home: &Home, mapped: Option<(&Mapping, NaiveDate)>) -> Result<Delivery, Refused> {
    match recognise(bytes)? {
        Form::Districts => districts(bytes, home),
        Form::Population => inhabitants(bytes, home),
        Form::DataStat => stays(datastat::read(bytes)?, home),
        Form::JsonStat => stays(datastat::from_cube(&jsonstat::read(bytes)?)?, home),
        Form::CountriesByYear => Err(made_by_people(&national::countries(bytes)?)),
        Form::DistrictsByYear => Err(made_by_people(&national::districts(bytes)?)),
        Form::CodeList => code_list(bytes),
        Form::Agencies => Err(Refused::Agencies),
        Form::Workbook => {
            let (mapping, day) = mapped.ok_or(Refused::NeedsMapping)?;
            workbook(mapping, day, bytes, home)
        }
    }
}

impl Delivery {
    fn new(kind: SetKind, rows: u64, sums_checked: usize) -> Delivery {
        let (stocks, inhabitants, districts) = (Vec::new(), Vec::new(), Vec::new());
        Delivery { kind, rows, sums_checked, unknown: 0, stocks, inhabitants, districts }
    }
}

fn day(day: Day) -> NaiveDate {
    // The engine's days are days of the calendar.
    day.to_string().parse().unwrap_or_default()
}

fn hold(mismatches: Vec<Mismatch>) -> Result<(), Refused> {
    if mismatches.is_empty() { Ok(()) } else { Err(Refused::Sums(mismatches)) }
}

/// Districts of a whole country; fewer are an extract, whose sum says nothing about the country.
const WHOLE_COUNTRY: usize = 70;

fn districts(bytes: &[u8], home: &Home) -> Result<Delivery, Refused> {
    let district = home.district.as_ref().ok_or(Refused::NoDistrict)?;
    let found = csu::read(bytes, |code| code == district.code)?;
    hold(found.mismatches)?;
    if found.district_names.len() >= WHOLE_COUNTRY
        && let Plausible::Off(off) = plausible::country(&found.country, found.districts.values().copied())
    {
        return Err(Refused::Implausible(off));
    }
    let mut by_year: BTreeMap<u16, Stock> = BTreeMap::new();
    let territory = home.district_key().unwrap_or_default();
    for part in &found.parts {
        let Some(on) = Day::end_of(part.year).map(day) else { continue };
        let stock =
            by_year.entry(part.year).or_insert_with(|| Stock::new("foreigners-residence", &territory, on));
        stock.add(row_of(&part.citizenship), part.sex.code(), part.count);
    }
    if by_year.is_empty() {
        return Err(Refused::NotOurs(found.district_names.into_values().collect()));
    }
    let mut delivery = Delivery::new(SetKind::Districts, found.rows, found.sums_checked);
    delivery.unknown = found.unknown;
    delivery.stocks = by_year.into_values().collect();
    Ok(delivery)
}

fn inhabitants(bytes: &[u8], home: &Home) -> Result<Delivery, Refused> {
    let found = population::read(bytes)?;
    hold(found.mismatches)?;
    let ours = found.municipalities.iter().filter(|it| it.code == home.municipality);
    let inhabitants: Vec<_> = ours.map(|it| (day(it.day), it.count)).collect();
    if inhabitants.is_empty() {
        return Err(Refused::NotOurs(found.municipalities.into_iter().map(|it| it.name).collect()));
    }
    let delivery = Delivery::new(SetKind::Population, found.rows, found.sums_checked);
    Ok(Delivery { inhabitants, ..delivery })
}

/// The concept of a kind of stay.
#[must_use]
pub fn concept_of(stay: Stay) -> &'static str {
    match stay {
        Stay::All => "foreigners-residence",
        Stay::Temporary => "foreigners-residence-temporary",
        Stay::Permanent => "foreigners-residence-permanent",
        Stay::Protection => "foreigners-temporary-protection",
    }
}

fn stays(found: Stays, home: &Home) -> Result<Delivery, Refused> {
    hold(found.mismatches)?;
    let territory = |count: &StayCount| {
        let name = found.territory_names.get(&count.territory).map_or("", String::as_str);
        home.territory(&count.territory).or_else(|| home.territory(name))
    };
    let ours: Vec<(String, &StayCount)> =
        found.counts.iter().filter_map(|count| Some((territory(count)?, count))).collect();
    if ours.is_empty() {
        return Err(Refused::NotOurs(found.territory_names.into_values().collect()));
    }
    let mut groups: BTreeMap<(String, Day, Stay), Vec<&StayCount>> = BTreeMap::new();
    for (territory, count) in ours {
        groups.entry((territory, count.day, count.stay)).or_default().push(count);
    }
    let mut delivery = Delivery::new(SetKind::Stays, found.rows, found.sums_checked);
    delivery.unknown = found.unknown;
    for ((territory, on, stay), counts) in groups {
        let mut stock = Stock::new(concept_of(stay), &territory, day(on));
        for (citizenship, sex, count) in finest(&counts) {
            stock.add(citizenship.map_or(ALL, row_of), sex.map_or(ALL, Sex::code), count);
        }
        delivery.stocks.push(stock);
    }
    Ok(delivery)
}

/// Figures that are divided as far as the source divides; its sums over them would count people twice.
fn finest<'a>(counts: &[&'a StayCount]) -> Vec<(Option<&'a str>, Option<Sex>, u64)> {
    let by_citizenship = counts.iter().any(|it| it.citizenship.is_some());
    let by_sex = counts.iter().any(|it| it.sex.is_some() && it.citizenship.is_some() == by_citizenship);
    let wanted =
        counts.iter().filter(|it| it.citizenship.is_some() == by_citizenship && it.sex.is_some() == by_sex);
    wanted.map(|it| (it.citizenship.as_deref(), it.sex, it.count)).collect()
}

fn workbook(mapping: &Mapping, on: NaiveDate, bytes: &[u8], home: &Home) -> Result<Delivery, Refused> {
    let found = mapping.read(bytes)?;
    hold(found.mismatches)?;
    let place = |row: &Row| {
        // A sheet without a column of territories is one of the district.
        if row.territory.is_empty() { home.district_key() } else { home.territory(&row.territory) }
    };
    let mut stocks: BTreeMap<(String, String), Stock> = BTreeMap::new();
    for row in &found.rows {
        let Some(territory) = place(row) else { continue };
        for (concept, count) in &row.counts {
            let key = (territory.clone(), concept.clone());
            let stock = stocks.entry(key).or_insert_with(|| Stock::new(concept, &territory, on));
            let citizenship = if row.citizenship.is_empty() { ALL } else { row_of_name(&row.citizenship) };
            stock.add(citizenship, ALL, *count);
        }
    }
    if stocks.is_empty() {
        let names: std::collections::BTreeSet<String> =
            found.rows.into_iter().map(|row| row.territory).collect();
        return Err(Refused::NotOurs(names.into_iter().collect()));
    }
    let rows = u64::try_from(found.rows.len()).unwrap_or(u64::MAX);
    let delivery = Delivery::new(SetKind::Workbook, rows, found.sums_checked);
    Ok(Delivery { stocks: stocks.into_values().collect(), ..delivery })
}

fn made_by_people(figures: &[national::Figure]) -> Refused {
    let mut sums: BTreeMap<u16, u64> = BTreeMap::new();
    for figure in figures {
        let sum = sums.entry(figure.year).or_default();
        *sum = sum.saturating_add(figure.count.unwrap_or(0));
    }
    match plausible::country(&sums, figures.iter().filter_map(|it| it.count)) {
        Plausible::Off(off) => Refused::Implausible(off),
        Plausible::Fits | Plausible::Unknown => Refused::NoConcept,
    }
}

fn code_list(bytes: &[u8]) -> Result<Delivery, Refused> {
    let list = lists::read(bytes)?;
    if list.number != "101" {
        return Err(Refused::NotOurs(vec![list.number]));
    }
    let rows = u64::try_from(list.entries.len()).unwrap_or(u64::MAX);
    let named = list.entries.into_values().filter_map(|entry| {
        let lau = entry.others.get("okres_lau")?.clone();
        Some(District { code: entry.code, lau, name: entry.name })
    });
    let delivery = Delivery::new(SetKind::DistrictList, rows, 0);
    Ok(Delivery { districts: named.collect(), ..delivery })
}
