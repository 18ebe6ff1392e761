//! Set 130149 of the Czech Statistical Office, "Inhabitants on 31 December by sex in municipalities": what rates are
//! divided by. It includes foreigners with a long stay.

use std::collections::BTreeMap;

use crate::records::{self, Records};
use crate::{Day, Fault, Mismatch};

/// Columns in their order.
pub const COLUMNS: [&str; 11] = [
    "idhod",
    "hodnota",
    "stapro_kod",
    "pohlavi_cis",
    "pohlavi_kod",
    "vuzemi_cis",
    "vuzemi_kod",
    "rok",
    "casref_do",
    "pohlavi_txt",
    "vuzemi_txt",
];

/// What the set counts.
const MEASURE: &str = "2406";
/// Code list of municipalities.
const MUNICIPALITIES: &str = "43";

/// Inhabitants of a municipality on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inhabitants {
    /// Code of the municipality: `554791`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// On which day.
    pub day: Day,
    /// How many.
    pub count: u64,
}

/// What the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Population {
    /// Rows of data.
    pub rows: u64,
    /// Municipalities by day and code.
    pub municipalities: Vec<Inhabitants>,
    /// How many printed sums were checked.
    pub sums_checked: usize,
    /// Sums of men and women that are none.
    pub mismatches: Vec<Mismatch>,
}

#[derive(Default)]
struct Found {
    name: String,
    total: Option<(u64, u64)>,
    men: Option<u64>,
    women: Option<u64>,
}

/// Reads the set.
///
/// # Errors
/// The first row that is not of the form, with its column.
pub fn read(bytes: &[u8]) -> Result<Population, Fault> {
    let text = records::text(bytes)?;
    let mut records = Records::new(&text)?;
    let [_, value, measure, _, sex, list, code, _, day, _, name] = records.exactly(COLUMNS)?;
    let (mut rows, mut found) = (0, BTreeMap::<(Day, String), Found>::new());
    while let Some(record) = records.next()? {
        rows += 1;
        if record.get(measure) != MEASURE {
            return Err(Fault::value(
                record.row,
                "stapro_kod",
                record.get(measure),
                "count of inhabitants (2406)",
            ));
        }
        if record.get(list) != MUNICIPALITIES {
            continue;
        }
        let on = Day::read(record.get(day));
        let on = on.ok_or_else(|| Fault::value(record.row, "casref_do", record.get(day), "day"))?;
        let Some(count) = records::counted(&record, value, "hodnota")? else { continue };
        let one = found.entry((on, record.get(code).to_owned())).or_default();
        record.get(name).clone_into(&mut one.name);
        let twice = match record.get(sex) {
            "" => one.total.replace((count, record.row)).is_some(),
            "1" => one.men.replace(count).is_some(),
            "2" => one.women.replace(count).is_some(),
            other => return Err(Fault::value(record.row, "pohlavi_kod", other, "code of a sex (1 or 2)")),
        };
        if twice {
            return Err(Fault::value(
                record.row,
                "vuzemi_kod",
                record.get(code),
                "municipality for the first time",
            ));
        }
    }
    Ok(summed(rows, found))
}

fn summed(rows: u64, found: BTreeMap<(Day, String), Found>) -> Population {
    let mut population = Population { rows, ..Population::default() };
    for ((day, code), one) in found {
        let parts = one.men.zip(one.women).map(|(men, women)| men.saturating_add(women));
        if let (Some((printed, row)), Some(summed)) = (one.total, parts) {
            population.sums_checked += 1;
            if printed != summed {
                let what = format!("{day} · {}", one.name);
                population.mismatches.push(Mismatch { row, what, printed, summed });
            }
        }
        if let Some(count) = one.total.map(|(printed, _)| printed).or(parts) {
            population.municipalities.push(Inhabitants { code, name: one.name, day, count });
        }
    }
    population
}
