//! From sheets to figures: which concept, which territory, which source.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use crime_files::Month;
use crime_files::precinct_months::{Count, Level};
use crime_files::tsk::{Area, Codes, Line, Region, Sheet, monthly};
use indicators::{
    Catalogue, Cell, Covers, Figure, NewEdition, Number, Period, Precision, Range, Source, Status, Territory,
};

pub(crate) const REGISTERED: &str = "crimes-registered";
pub(crate) const CLEARED: &str = "crimes-cleared";
pub(crate) const CLEARED_LATER: &str = "crimes-cleared-later";
const VIOLENT: &str = "crimes-violent";
const DAMAGE: &str = "crime-damage";
/// The list of offence codes in the catalogue.
pub(crate) const LIST: &str = "tsk";
const CONCEPTS: [&str; 5] = [REGISTERED, CLEARED, CLEARED_LATER, VIOLENT, DAMAGE];

/// Violent crime: the group, and the codes in it.
const VIOLENT_GROUP: &str = "100-199";
const VIOLENCE: std::ops::RangeInclusive<u16> = 100..=199;

/// What sheets tell, by source and period.
pub(super) struct Told<'a> {
    catalogue: &'a Catalogue,
    /// Units of the catalogue by their names, without case and signs.
    units: BTreeMap<String, Territory>,
    figures: BTreeMap<(Origin, Period), Vec<Figure>>,
    unknown: BTreeSet<String>,
}

/// Where figures come from. Editions of one origin replace each other, so those of other units are others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    /// Years of the country and of regions.
    Years,
    /// Months of the country and of regions.
    Months,
    /// Years of units of a department, as printed.
    UnitYears(String),
    /// Months of units of a department.
    UnitMonths(String),
    /// Months of precincts worked out by others.
    Precincts,
}

impl<'a> Told<'a> {
    pub(super) fn new(catalogue: &'a Catalogue) -> Told<'a> {
        let units = catalogue.places().filter(|place| place.territory.system == "police-unit");
        let units = units.map(|place| (plain(&place.name.cs), place.territory.clone())).collect();
        Told { catalogue, units, figures: BTreeMap::new(), unknown: BTreeSet::new() }
    }

    /// Sheets of whole years.
    pub(super) fn years(&mut self, sheets: &[Sheet]) {
        for sheet in sheets.iter().filter(|sheet| months_of(sheet) == Some(12)) {
            let (Some(period), Some(territory)) =
                (Period::year(sheet.to.year()), self.territory(&sheet.area))
            else {
                continue;
            };
            let place = Spot { territory, period, status: Status::Final };
            let total = sheet.total();
            let into = self.figures.entry((Origin::years(&sheet.area), period)).or_default();
            for line in &sheet.lines {
                into.extend(place.line(line, total == Some(line)));
            }
        }
    }

    /// Months as differences of sheets that count from January. They may still change until the year is over.
    pub(super) fn months(&mut self, sheets: &[Sheet]) {
        let over: BTreeSet<(&Area, i32)> = sheets
            .iter()
            .filter(|sheet| months_of(sheet) == Some(12))
            .map(|sheet| (&sheet.area, sheet.to.year()))
            .collect();
        let mut totals: BTreeMap<(Area, Month), [i64; 4]> = BTreeMap::new();
        let increments = monthly(sheets);
        for it in &increments {
            let [registered, cleared, later, violent] =
                totals.entry((it.area.clone(), it.month)).or_default();
            *registered += it.registered;
            *cleared += it.cleared;
            *later += it.cleared_later.unwrap_or(0);
            *violent += if VIOLENCE.contains(&it.code) { it.registered } else { 0 };
            let Some(place) = self.month(&it.area, it.month, &over) else { continue };
            let item = Some(it.code.to_string());
            let later = it.cleared_later.map(|count| (CLEARED_LATER, count));
            let told = [Some((REGISTERED, it.registered)), Some((CLEARED, it.cleared)), later];
            // The concepts fill zeros in; most codes have none of anything in a month.
            let told = told.into_iter().flatten().filter(|(_, count)| *count != 0);
            let figures: Vec<Figure> =
                told.map(|(concept, count)| place.count(concept, item.clone(), count)).collect();
            self.figures.entry((Origin::months(&it.area), place.period)).or_default().extend(figures);
        }
        for ((area, month), [registered, cleared, later, violent]) in totals {
            let Some(place) = self.month(&area, month, &over) else { continue };
            let told =
                [(REGISTERED, registered), (CLEARED, cleared), (CLEARED_LATER, later), (VIOLENT, violent)];
            let figures = told.map(|(concept, count)| place.count(concept, None, count));
            self.figures.entry((Origin::months(&area), place.period)).or_default().extend(figures);
        }
    }

    fn month(&mut self, area: &Area, month: Month, over: &BTreeSet<(&Area, i32)>) -> Option<Spot> {
        let status = if over.contains(&(area, month.year())) { Status::Final } else { Status::Provisional };
        let period = Period::month(month.year(), month.month())?;
        Some(Spot { territory: self.territory(area)?, period, status })
    }

    /// Months of precincts that another program has worked out. Only areas that are described here: a city does not need
    /// every precinct of the country.
    pub(super) fn counts(&mut self, counts: &[Count]) {
        for count in counts {
            let territory = match count.level {
                Level::Country => Territory::new("state", "CZ"),
                Level::Region => {
                    let Some(region) = count.area.get(..2).and_then(Region::numbered) else { continue };
                    Territory::new("region", region.nuts())
                }
                Level::Department | Level::Precinct => Territory::new("police-unit", count.area.as_str()),
                Level::Other => continue,
            };
            let Some(period) = Period::month(count.month.year(), count.month.month()) else { continue };
            if self.catalogue.place(&territory).is_none() {
                self.unknown.insert(count.area.clone());
                continue;
            }
            let place = Spot { territory, period, status: Status::Provisional };
            let item = match &count.codes {
                Codes::One(code) => Some(code.to_string()),
                Codes::Range(101, to) if *to >= 900 => None,
                Codes::Range(..) | Codes::Listed(_) => continue,
            };
            let told = [
                (REGISTERED, count.registered),
                (CLEARED, count.cleared),
                (CLEARED_LATER, count.cleared_later),
            ];
            let told = told.into_iter().filter(|(_, count)| item.is_none() || *count != 0);
            let figures: Vec<Figure> =
                told.map(|(concept, count)| place.count(concept, item.clone(), count)).collect();
            self.figures.entry((Origin::Precincts, period)).or_default().extend(figures);
        }
    }

    /// Where a sheet counts; noted when nobody has described it.
    fn territory(&mut self, area: &Area) -> Option<Territory> {
        match area {
            Area::Country => Some(Territory::new("state", "CZ")),
            Area::Region(region) => Some(Territory::new("region", region.nuts())),
            Area::Unit { name, .. } if self.units.contains_key(&plain(name)) => {
                self.units.get(&plain(name)).cloned()
            }
            Area::Unit { name, .. } | Area::Other(name) => {
                self.unknown.insert(name.clone());
                None
            }
        }
    }

    /// An edition for each origin and each stretch of periods that follow one another, and the areas that were left out.
    pub(super) fn editions(self, sha256: &str, fetched_at: DateTime<Utc>) -> (Vec<NewEdition>, Vec<String>) {
        let mut stretches: Vec<(Origin, Period, Period, Vec<Figure>)> = Vec::new();
        for ((origin, period), figures) in self.figures {
            match stretches.last_mut() {
                Some((same, _, last, all)) if *same == origin && last.next() == Some(period) => {
                    *last = period;
                    all.extend(figures);
                }
                _ => stretches.push((origin, period, period, figures)),
            }
        }
        let edition = |(origin, first, last, figures): (Origin, Period, Period, Vec<Figure>)| {
            let concepts = CONCEPTS.map(str::to_owned).to_vec();
            NewEdition {
                source: origin.source(),
                fetched_at,
                sha256: sha256.to_owned(),
                schema: "police-tsk-1".to_owned(),
                covers: Covers::Part { concepts, range: Range::between(first, last) },
                figures,
            }
        };
        (stretches.into_iter().map(edition).collect(), self.unknown.into_iter().collect())
    }
}

impl Origin {
    fn years(area: &Area) -> Origin {
        match area {
            Area::Unit { department, .. } => Origin::UnitYears(department.clone()),
            _ => Origin::Years,
        }
    }

    fn months(area: &Area) -> Origin {
        match area {
            Area::Unit { department, .. } => Origin::UnitMonths(department.clone()),
            _ => Origin::Months,
        }
    }

    fn source(&self) -> Source {
        let of = |department: &str| plain(department).replace(' ', "-");
        let (key, title) = match self {
            Origin::Years => ("police-tsk".to_owned(), "Statistické přehledy kriminality, roky".to_owned()),
            Origin::Months => {
                ("police-tsk-months".to_owned(), "Statistické přehledy kriminality, měsíce".to_owned())
            }
            Origin::UnitYears(it) => {
                (format!("police-tsk-unit-years-{}", of(it)), format!("Statistický výkaz č. 1, {it}, roky"))
            }
            Origin::UnitMonths(it) => (
                format!("police-tsk-unit-months-{}", of(it)),
                format!("Statistický výkaz č. 1, {it}, měsíce"),
            ),
            Origin::Precincts => ("police-tsk-precincts".to_owned(), "Měsíce útvarů Policie ČR".to_owned()),
        };
        let place = if *self == Origin::Precincts { "mapakriminality.cz" } else { "policie.gov.cz" };
        let public = matches!(self, Origin::Years | Origin::Months);
        Source { key, title, place: place.to_owned(), licence: String::new(), public }
    }
}

/// Where and when a figure stands.
struct Spot {
    territory: Territory,
    period: Period,
    status: Status,
}

impl Spot {
    fn count(&self, concept: &str, item: Option<String>, count: i64) -> Figure {
        self.figure(concept, item, Cell::count(count))
    }

    fn figure(&self, concept: &str, item: Option<String>, cell: Cell) -> Figure {
        Figure {
            concept: concept.to_owned(),
            item,
            territory: self.territory.clone(),
            period: self.period,
            cell,
            status: self.status,
        }
    }

    /// A line of a year: the whole, a group, or a code.
    fn line(&self, line: &Line, whole: bool) -> Vec<Figure> {
        let item = match &line.codes {
            _ if whole => None,
            Codes::One(code) => Some(code.to_string()),
            Codes::Range(from, to) => Some(group(*from, *to)),
            Codes::Listed(_) => return Vec::new(),
        };
        let mut figures = vec![
            self.count(REGISTERED, item.clone(), line.registered),
            self.count(CLEARED, item.clone(), line.cleared),
        ];
        figures.extend(line.cleared_later.map(|count| self.count(CLEARED_LATER, item.clone(), count)));
        if let Some(damage) = line.damage.filter(|_| whole) {
            // Printed in thousands.
            #[expect(clippy::cast_possible_truncation, reason = "a rounded sum of money far below 2^53")]
            let value = Number::count((damage.round() as i64).saturating_mul(1000));
            let precision = Precision::Rounded(Number::count(1000));
            figures.push(self.figure(DAMAGE, None, Cell::Known { value, precision }));
        }
        if item.as_deref() == Some(VIOLENT_GROUP) {
            figures.push(self.count(VIOLENT, None, line.registered));
        }
        figures
    }
}

/// Code of a group, by its hundreds: limits are printed as 101–190 until 2015 and as 100–199 since.
fn group(from: u16, to: u16) -> String {
    let from = from / 100 * 100;
    let to = if to % 100 >= 90 { to / 100 * 100 + 99 } else { to };
    format!("{from}-{to}")
}

/// How many months a sheet counts when it begins in January.
fn months_of(sheet: &Sheet) -> Option<u32> {
    (sheet.from.month() == 1 && sheet.from.year() == sheet.to.year()).then(|| sheet.to.month())
}

/// Sheets since January for which that of the month before is not here. Whole years stand by themselves.
pub(super) fn missing(sheets: &[Sheet]) -> Vec<(String, Month)> {
    let here: BTreeSet<(&Area, Month)> = sheets.iter().map(|sheet| (&sheet.area, sheet.to)).collect();
    let lost = |sheet: &&Sheet| {
        let before = Month::from_index(sheet.to.index() - 1);
        let since_january = months_of(sheet).is_some_and(|months| months > 1);
        // A year of a region stands by itself; of a unit, months are what the reports are for.
        let whole = months_of(sheet) == Some(12) && !matches!(sheet.area, Area::Unit { .. });
        since_january && !whole && !here.contains(&(&sheet.area, before))
    };
    sheets.iter().filter(lost).map(|sheet| (sheet.name.clone(), sheet.to)).collect()
}

/// A name without case and signs: `OOP PLZEŇ - BORY` and `OOP Plzeň-Bory` are one unit.
fn plain(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_has_one_code_however_a_year_prints_it() {
        assert_eq!([group(101, 190), group(100, 199)], ["100-199", "100-199"]);
        assert_eq!([group(311, 590), group(300, 599)], ["300-599", "300-599"]);
        assert_eq!([group(101, 106), group(100, 106)], ["100-106", "100-106"]);
    }

    #[test]
    fn a_unit_is_known_by_its_name_whatever_its_letters() {
        assert_eq!(plain("OOP PLZEŇ - BORY"), plain("OOP Plzeň-Bory"));
        assert_ne!(plain("OOP PLZEŇ 1"), plain("OOP PLZEŇ 2"));
    }

    #[test]
    fn what_was_worked_out_of_reports_by_others_keeps_levels_apart() {
        let catalogue = Catalogue::read(indicators::CONTENT).unwrap();
        let mut told = Told::new(&catalogue);
        let count = |area: &str, codes, registered| Count {
            month: Month::new(2013, 3).unwrap(),
            area: area.to_owned(),
            level: Level::of(area),
            codes,
            registered,
            cleared: 0,
            cleared_later: 0,
            damage: 0.0,
        };
        let counts = [
            count("030511", Codes::Range(101, 903), 80),
            count("030511", Codes::One(131), -2),
            count("030511", Codes::Range(311, 390), 40),
            count("0305", Codes::Range(101, 903), 500),
            count("0300", Codes::Range(101, 903), 900),
            count("999999", Codes::Range(101, 903), 7),
        ];
        told.counts(&counts);
        let (editions, unknown) = told.editions("0", DateTime::UNIX_EPOCH);
        assert_eq!(unknown, ["999999"]);
        assert!(!editions[0].source.public);
        let said: Vec<String> = editions[0]
            .figures
            .iter()
            .filter(|figure| figure.concept == REGISTERED)
            .map(|figure| format!("{} {:?} {}", figure.territory, figure.item, figure.cell.value().unwrap()))
            .collect();
        assert_eq!(
            said,
            [
                "police-unit:030511 None 80",
                "police-unit:030511 Some(\"131\") -2",
                "police-unit:0305 None 500",
                "region:CZ032 None 900"
            ]
        );
    }
}
