//! Foreigners by kind of stay, from DataStat: as CSV, whose columns are Czech labels that change, or as a JSON-stat cube.
//! Columns are found by alias; a missing one is named, never guessed.

use std::collections::HashMap;

use crate::jsonstat::Cube;
use crate::margins::{ALL, Codes, Margins, Place};
use crate::records::{self, Records};
use crate::{Day, Fault, FaultKind, Mismatch, Sex};

/// Kind of stay: each is a concept of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stay {
    /// All kinds together.
    All,
    /// Temporary: long-term visas and permits, citizens of the EU who registered.
    Temporary,
    /// Permanent.
    Permanent,
    /// Temporary protection of those who fled the war.
    Protection,
}

/// How many people of a citizenship have a stay of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StayCount {
    /// On which day.
    pub day: Day,
    /// Code of the territory.
    pub territory: String,
    /// Sex; `None` where the file does not divide by it.
    pub sex: Option<Sex>,
    /// Kind of stay.
    pub stay: Stay,
    /// Code of the citizenship; `None` for all of them, where the file does not divide by it.
    pub citizenship: Option<String>,
    /// How many.
    pub count: u64,
}

/// What the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stays {
    /// Rows of data.
    pub rows: u64,
    /// Rows without a value: not known, and not 0.
    pub unknown: u64,
    /// Every figure, sums and parts, as printed.
    pub counts: Vec<StayCount>,
    /// Names of territories by code.
    pub territory_names: std::collections::BTreeMap<String, String>,
    /// Names of citizenships by code.
    pub citizenship_names: std::collections::BTreeMap<String, String>,
    /// How many printed sums were checked.
    pub sums_checked: usize,
    /// Printed sums that are none.
    pub mismatches: Vec<Mismatch>,
}

/// What a column is, with the labels it has had.
const ALIASES: [(&str, &[&str]); 8] = [
    ("Pohlaví", &["pohlaví", "pohlavi", "pohlaví-text"]),
    ("Typ pobytu", &["typ pobytu", "typpobytu", "druh pobytu", "účel a typ pobytu"]),
    (
        "Státní občanství-Země",
        &["státní občanství-země", "státní občanství", "země státního občanství", "stobcan5.stobcan2 (text)"],
    ),
    ("STOBCAN5.STOBCAN2", &["stobcan5.stobcan2", "stobcan2", "stobcan5", "stobcan_kod"]),
    ("Území", &["území", "uzemi", "území-text"]),
    ("Uz0", &["uz0", "uz02a", "uz0vse", "vuzemi_kod"]),
    ("CASQD", &["casqd", "casq", "casrq", "datum", "casref_do", "stav ke dni"]),
    ("Hodnota", &["hodnota", "value", "ob_value"]),
];

/// Columns that a file may lack.
const OPTIONAL: [&str; 2] = ["Pohlaví", "Území"];

/// Whether a header is one of DataStat.
pub(crate) fn is_datastat(header: &[String]) -> bool {
    places(header).iter().flatten().count() >= 4
}

fn places(header: &[String]) -> [Option<usize>; 8] {
    ALIASES.map(|(_, aliases)| header.iter().position(|name| aliases.contains(&name.to_lowercase().as_str())))
}

/// A row of either form, as texts.
struct Row<'a> {
    row: u64,
    fields: [&'a str; 8],
}

/// Reads the CSV.
///
/// # Errors
/// A missing column, or the first row that is not of the form.
pub fn read(bytes: &[u8]) -> Result<Stays, Fault> {
    let text = records::text(bytes)?;
    let mut records = Records::new(&text)?;
    let columns = required(places(&records.header), &records.header)?;
    let mut reader = Reader::default();
    while let Some(record) = records.next()? {
        let fields = columns.map(|column| column.map_or("", |column| record.get(column)));
        reader.take(&Row { row: record.row, fields })?;
    }
    Ok(reader.finish())
}

/// Reads a cube.
///
/// # Errors
/// A missing dimension; the row is the number of the value.
pub fn from_cube(cube: &Cube) -> Result<Stays, Fault> {
    let names: Vec<String> = cube.dimensions.iter().map(|it| it.id.clone()).collect();
    let labels: Vec<String> = cube.dimensions.iter().map(|it| it.label.clone()).collect();
    let (by_id, by_label) = (places(&names), places(&labels));
    // A dimension has code and label in one; the value has none.
    let at = |one: usize| by_id.get(one).copied().flatten().or_else(|| by_label.get(one).copied().flatten());
    let columns = [
        at(0),
        at(1),
        at(3).or(at(2)),
        at(3).or(at(2)),
        at(5).or(at(4)),
        at(5).or(at(4)),
        at(6),
        Some(usize::MAX),
    ];
    let columns = required(columns, &names)?;
    let mut reader = Reader::default();
    for (number, (codes, value)) in cube.cells().enumerate() {
        let row = u64::try_from(number).unwrap_or(u64::MAX).saturating_add(1);
        let value = value.map(|value| value.to_string()).unwrap_or_default();
        let text = |column: Option<usize>, label: bool| {
            let category = column.and_then(|column| codes.get(column).copied());
            category.map_or("", |(code, text)| if label { text } else { code })
        };
        let [sex, stay, country, code, place, place_code, day, _] = columns;
        let fields = [
            text(sex, true),
            text(stay, true),
            text(country, true),
            text(code, false),
            text(place, true),
            text(place_code, false),
            text(day, false),
            &value,
        ];
        reader.take(&Row { row, fields })?;
    }
    Ok(reader.finish())
}

fn required(columns: [Option<usize>; 8], header: &[String]) -> Result<[Option<usize>; 8], Fault> {
    let named = ALIASES.iter().zip(columns);
    let missing: Vec<String> = named
        .filter(|((name, _), column)| column.is_none() && !OPTIONAL.contains(name))
        .map(|((name, _), _)| (*name).to_owned())
        .collect();
    if missing.is_empty() {
        return Ok(columns);
    }
    let known = |at: usize| columns.contains(&Some(at));
    let unknown =
        header.iter().enumerate().filter(|(at, _)| !known(*at)).map(|(_, name)| name.clone()).collect();
    Err(Fault::at(
        1,
        "",
        FaultKind::Columns { found: header.len(), expected: ALIASES.len(), missing, unknown },
    ))
}

#[derive(Default)]
struct Reader {
    found: Stays,
    codes: Codes,
    margins: Margins,
    seen: HashMap<Place, u64>,
}

impl Reader {
    fn take(&mut self, Row { row, fields }: &Row<'_>) -> Result<(), Fault> {
        let [sex, stay, country, country_code, place, place_code, day, value] = *fields;
        self.found.rows += 1;
        let on =
            Day::read(day).or_else(|| quarter(day)).ok_or_else(|| Fault::value(*row, "CASQD", day, "day"))?;
        let sex = read_sex(sex).ok_or_else(|| Fault::value(*row, "Pohlaví", sex, "sex"))?;
        let stay = read_stay(stay).ok_or_else(|| Fault::value(*row, "Typ pobytu", stay, "kind of stay"))?;
        let all = is_all(country) || (country.is_empty() && country_code.is_empty());
        let citizenship = (!all).then_some(if country_code.is_empty() { country } else { country_code });
        let territory = if place_code.is_empty() { place } else { place_code };
        if territory.is_empty() {
            return Err(Fault::value(*row, "Uz0", territory, "code of a territory"));
        }
        if value.is_empty() {
            self.found.unknown += 1;
            return Ok(());
        }
        let count = records::count(value).ok_or_else(|| Fault::value(*row, "Hodnota", value, "count"))?;
        let key = [
            self.codes.number(&format!("d{on}"), &on.to_string()),
            self.codes.number(&format!("t{territory}"), place),
            sex.map_or(ALL, |sex| self.codes.number(&format!("s{}", sex.code()), "")),
            citizenship.map_or(ALL, |code| self.codes.number(&format!("c{code}"), country)),
            if stay == Stay::All { ALL } else { self.codes.number(&format!("k{stay:?}"), "") },
        ];
        if let Some(first) = self.seen.insert(key, *row) {
            return Err(Fault::at(*row, "", FaultKind::Twice { first }));
        }
        self.found.territory_names.entry(territory.to_owned()).or_insert_with(|| place.to_owned());
        if let Some(code) = citizenship {
            self.found.citizenship_names.entry(code.to_owned()).or_insert_with(|| country.to_owned());
        }
        let citizenship = citizenship.map(str::to_owned);
        self.margins.printed(key, count, *row);
        self.found.counts.push(StayCount {
            day: on,
            territory: territory.to_owned(),
            sex,
            stay,
            citizenship,
            count,
        });
        Ok(())
    }

    /// Checks the sums: what is divided in the file by nothing finer is a part.
    fn finish(mut self) -> Stays {
        let divided: [bool; 3] =
            [2, 3, 4].map(|at: usize| self.seen.keys().any(|key| key.get(at).is_some_and(|it| *it != ALL)));
        let is_part = |key: &Place| {
            divided
                .iter()
                .enumerate()
                .all(|(at, divided)| !divided || key.get(at + 2).is_some_and(|it| *it != ALL))
        };
        let mut sums = Margins::default();
        for (place, value, row) in self.margins.all() {
            if is_part(place) { sums.part(*place, false, *value) } else { sums.printed(*place, *value, *row) }
        }
        self.found.sums_checked = sums.checked();
        self.found.mismatches = sums.mismatches(&self.codes);
        self.found
    }
}

fn is_all(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "celkem" | "total" | "úhrn" | "celkem-země")
}

fn read_sex(text: &str) -> Option<Option<Sex>> {
    match text.to_lowercase().as_str() {
        "" => Some(None),
        other if is_all(other) || other.contains("muži a ženy") => Some(None),
        "muž" | "muži" | "1" => Some(Some(Sex::Men)),
        "žena" | "ženy" | "2" => Some(Some(Sex::Women)),
        _ => None,
    }
}

fn read_stay(text: &str) -> Option<Stay> {
    let text = text.to_lowercase();
    let has = |part: &str| text.contains(part);
    match () {
        () if is_all(&text) => Some(Stay::All),
        () if has("dočasn") && has("ochran") => Some(Stay::Protection),
        () if has("trval") => Some(Stay::Permanent),
        () if has("přechodn") || has("dlouhodob") => Some(Stay::Temporary),
        () => None,
    }
}

/// The last day of `2024-Q3`.
fn quarter(text: &str) -> Option<Day> {
    let (year, quarter) = text.split_once("-Q")?;
    let (month, day) = match quarter {
        "1" => (3, 31),
        "2" => (6, 30),
        "3" => (9, 30),
        "4" => (12, 31),
        _ => return None,
    };
    Day::new(year.parse().ok()?, month, day)
}
