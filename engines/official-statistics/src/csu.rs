//! Set 290038 of the Czech Statistical Office, "Foreigners by citizenship, age and sex": districts and the state on
//! 31 December of a year, nineteen columns, a number a row.
//!
//! Totals and details stand in one file, an empty code meaning "all". A row is a part only when sex, citizenship and age are
//! all named and the territory is a district (code list 101); the rest are sums that the parts must add up to. Adding up
//! everything would count each person up to eight times.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::margins::{ALL, Codes, Margins, Place};
use crate::records::{self, Record, Records};
use crate::{Fault, FaultKind, Mismatch, Sex};

/// Columns in their order.
pub const COLUMNS: [&str; 19] = [
    "idhod",
    "hodnota",
    "stapro_kod",
    "pohlavi_cis",
    "pohlavi_kod",
    "stobcan_cis",
    "stobcan_kod",
    "vek_cis",
    "vek_kod",
    "rok",
    "vuzemi_cis",
    "vuzemi_kod",
    "kraj_cis",
    "kraj_kod",
    "vuzemi_txt",
    "kraj_txt",
    "pohlavi_txt",
    "stobcan_txt",
    "vek_txt",
];

/// What the set counts: foreigners without holders of asylum.
const MEASURE: &str = "6121";
/// Code list of districts.
const DISTRICTS: &str = "101";
/// Code of a district nobody knows.
pub const UNKNOWN_DISTRICT: &str = "99999";
/// Parts at most: 78 districts, 300 citizenships, both sexes, 20 ages, 25 years.
const MOST_PARTS: usize = 24_000_000;

/// How many people of one sex, citizenship and age lived in a district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// On 31 December of this year.
    pub year: u16,
    /// Code of the district in list 101; [`UNKNOWN_DISTRICT`] where nobody knows it.
    pub district: String,
    /// Sex.
    pub sex: Sex,
    /// Citizenship, ISO 3166-1 numeric as the office writes it: `804`.
    pub citizenship: String,
    /// Interval of ages in list 7700: `410020610025000`.
    pub age: String,
    /// How many.
    pub count: u64,
}

/// A name that a code has in the file.
pub type Names = BTreeMap<String, String>;

/// What the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Foreigners {
    /// Years it speaks of.
    pub years: BTreeSet<u16>,
    /// Rows of data.
    pub rows: u64,
    /// Rows without a value: not known, and not 0.
    pub unknown: u64,
    /// Parts of the districts that were asked for.
    pub parts: Vec<Part>,
    /// The parts of all districts added up, by year.
    pub country: BTreeMap<u16, u64>,
    /// The parts of each district added up, by year and code.
    pub districts: BTreeMap<(u16, String), u64>,
    /// Names of districts.
    pub district_names: Names,
    /// Names of citizenships.
    pub citizenship_names: Names,
    /// Names of ages: `<20; 25)`.
    pub age_names: Names,
    /// How many printed sums were checked.
    pub sums_checked: usize,
    /// Printed sums that are none. A file with any is not to be used.
    pub mismatches: Vec<Mismatch>,
}

/// Reads the set, as CSV or as the archive it is published in. Every sum is checked; parts are kept of the districts that
/// `keep` wants.
///
/// # Errors
/// The first row that is not of the form, with its column.
pub fn read(bytes: &[u8], keep: impl Fn(&str) -> bool) -> Result<Foreigners, Fault> {
    let text = records::text(bytes)?;
    let mut records = Records::new(&text)?;
    let columns = Columns(records.exactly(COLUMNS)?);
    let (mut found, mut codes, mut margins) = (Foreigners::default(), Codes::default(), Margins::default());
    let mut seen: HashMap<Place, u64> = HashMap::new();
    while let Some(record) = records.next()? {
        found.rows += 1;
        let row = columns.row(&record, &mut codes)?;
        found.years.insert(row.year);
        let Some(count) = row.count else {
            found.unknown += 1;
            continue;
        };
        if let Some(first) = seen.insert(row.key, record.row) {
            return Err(Fault::at(record.row, "", FaultKind::Twice { first }));
        }
        if seen.len() > MOST_PARTS {
            return Err(Fault::whole(FaultKind::TooLarge { what: "rows", most: MOST_PARTS as u64 }));
        }
        match row.part(count) {
            Some(part) => {
                margins.part(row.key, true, count);
                found.take(&record, &columns, part, &keep);
            }
            None => margins.printed(row.key, count, record.row),
        }
    }
    found.sums_checked = margins.checked();
    found.mismatches = margins.mismatches(&codes);
    Ok(found)
}

impl Foreigners {
    fn take(&mut self, record: &Record, columns: &Columns, part: Part, keep: &impl Fn(&str) -> bool) {
        let add = |sum: &mut u64| *sum = sum.saturating_add(part.count);
        add(self.country.entry(part.year).or_default());
        add(self.districts.entry((part.year, part.district.clone())).or_default());
        let name = |names: &mut Names, code: &str, column: usize| {
            if !names.contains_key(code) {
                names.insert(code.to_owned(), columns.get(record, column).to_owned());
            }
        };
        name(&mut self.district_names, &part.district, 14);
        if keep(&part.district) {
            name(&mut self.citizenship_names, &part.citizenship, 17);
            name(&mut self.age_names, &part.age, 18);
            self.parts.push(part);
        }
    }
}

/// Where the columns stand in this file.
struct Columns([usize; 19]);

struct Row<'a> {
    year: u16,
    count: Option<u64>,
    sex: Option<Sex>,
    citizenship: &'a str,
    age: &'a str,
    /// The district, when the territory is one.
    district: Option<&'a str>,
    key: Place,
}

impl Columns {
    /// A field by the number of its column in [`COLUMNS`].
    fn get<'a>(&self, record: &'a Record, column: usize) -> &'a str {
        self.0.get(column).map_or("", |at| record.get(*at))
    }

    fn row<'a>(&self, record: &'a Record, codes: &mut Codes) -> Result<Row<'a>, Fault> {
        let get = |column: usize| self.get(record, column);
        let wrong = |column: usize, expected| {
            Fault::value(record.row, COLUMNS.get(column).copied().unwrap_or_default(), get(column), expected)
        };
        if get(2) != MEASURE {
            return Err(wrong(2, "count of foreigners (6121)"));
        }
        let place = |column: usize| self.0.get(column).copied().unwrap_or(usize::MAX);
        let year = records::year(record, place(9), "rok")?;
        let sex = match get(4) {
            "" => None,
            "1" => Some(Sex::Men),
            "2" => Some(Sex::Women),
            _ => return Err(wrong(4, "code of a sex (1 or 2)")),
        };
        let territory = get(11);
        let district = match get(10) {
            DISTRICTS => Some(territory),
            "97" => None,
            _ => return Err(wrong(10, "code list of districts (101) or of the state (97)")),
        };
        if territory.is_empty() {
            return Err(wrong(11, "code of a territory"));
        }
        let mut number = |kind: &str, code: &str, column: usize| {
            if code.is_empty() { ALL } else { codes.number(&format!("{kind}{code}"), get(column)) }
        };
        let key = [
            number("y", get(9), 9),
            district.map_or(ALL, |code| number("t", code, 14)),
            number("s", get(4), 16),
            number("c", get(6), 17),
            number("a", get(8), 18),
        ];
        let count = records::counted(record, place(1), "hodnota")?;
        Ok(Row { year, count, sex, citizenship: get(6), age: get(8), district, key })
    }
}

impl Row<'_> {
    /// The part, unless the row is a sum.
    fn part(&self, count: u64) -> Option<Part> {
        let (sex, district) = (self.sex?, self.district?);
        let named = !self.citizenship.is_empty() && !self.age.is_empty();
        named.then(|| Part {
            year: self.year,
            district: district.to_owned(),
            sex,
            citizenship: self.citizenship.to_owned(),
            age: self.age.to_owned(),
            count,
        })
    }
}
