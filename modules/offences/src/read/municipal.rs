//! Events of the municipal police: `event_id;reported_at;occurred_from;occurred_to;lat;lon;loc_precision;source;discovery;
//! category;legal_ref;outcome;unit`. Columns are found by name; `event_id`, `reported_at`, `discovery` and `category` must
//! be there. Times without an offset are those of Prague. What is not used (unit, outcome) is not kept.

use chrono::{DateTime, Utc};
use crime_files::Instant;
use separated_text::{detect, record, skip_blank};

use super::ReadFault;
use crate::category::Catalogue;
use crate::incident::{Discovery, Source, Spot, Told};
use crate::ingest::Reading;

pub(super) const FORMAT: &str = "municipal-csv";

const ID: &str = "event_id";
const REPORTED: &str = "reported_at";
const DISCOVERY: &str = "discovery";
const CATEGORY: &str = "category";
const MUST: [&str; 4] = [ID, REPORTED, DISCOVERY, CATEGORY];

/// Whether the first line says so.
pub(super) fn is(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    start.starts_with(b"event_id;") || start.starts_with(b"\"event_id\";")
}

pub(super) fn read(bytes: &[u8]) -> Result<Reading, ReadFault> {
    let (page, _) = detect(bytes);
    let (text, _, lossy) = page.decode(bytes);
    if lossy {
        let line = text.split('\n').position(|line| line.contains('\u{fffd}')).unwrap_or(0);
        return Err(ReadFault::Letters(line as u64 + 1));
    }
    let mut rows = Rows { text: text.as_bytes(), at: 0, line: 0 };
    let columns = rows.next().unwrap_or_default();
    let columns: Vec<String> = columns.iter().map(|name| name.trim().to_owned()).collect();
    let missing = MUST.into_iter().find(|name| columns.iter().all(|column| column != name));
    if let Some(missing) = missing {
        return Err(ReadFault::Column(missing, columns.join(", ")));
    }
    let mut reading = Reading {
        source: Source::Municipal,
        format: FORMAT.to_owned(),
        columns,
        rows: 0,
        told: Vec::new(),
        refused: Vec::new(),
        catalogue: Catalogue::municipal().ok(),
    };
    let mut seen = std::collections::HashSet::new();
    while let Some(fields) = rows.next() {
        reading.rows += 1;
        match told(&Row { columns: &reading.columns, fields: &fields }) {
            Ok(told) if !seen.insert(told.external.clone()) => {
                reading
                    .refused
                    .push((rows.line, format!("{ID} {} stands here for the second time", told.external)));
            }
            Ok(told) => reading.told.push(told),
            Err(why) => reading.refused.push((rows.line, why)),
        }
    }
    Ok(reading)
}

/// One line, its fields found by the names of their columns.
struct Row<'a> {
    columns: &'a [String],
    fields: &'a [String],
}

impl Row<'_> {
    /// A field; empty when there is none.
    fn field(&self, name: &str) -> &str {
        let at = self.columns.iter().position(|column| column == name);
        at.and_then(|at| self.fields.get(at)).map_or("", |field| field.trim())
    }
}

fn told(row: &Row<'_>) -> Result<Told, String> {
    let field = |name: &'static str| row.field(name);
    let moment = |name: &'static str| -> Result<Option<DateTime<Utc>>, String> {
        let text = field(name);
        if text.is_empty() {
            return Ok(None);
        }
        let instant = Instant::parse_in_prague(text.as_bytes());
        let read = instant.and_then(|instant| DateTime::from_timestamp(instant.seconds, 0));
        read.map(Some).ok_or_else(|| format!("{name} is no time: {text}"))
    };
    if field(ID).is_empty() {
        return Err(format!("{ID} is empty"));
    }
    let at = moment(REPORTED)?.ok_or_else(|| format!("{REPORTED} is empty"))?;
    let occurred = match (moment("occurred_from")?, moment("occurred_to")?) {
        (Some(from), Some(to)) if to < from => return Err("occurred_to is before occurred_from".to_owned()),
        (Some(from), to) => Some((from, to.unwrap_or(from))),
        // Without a beginning nothing can be said of the hour.
        (None, _) => None,
    };
    let discovery = Discovery::from_key(field(DISCOVERY))
        .ok_or_else(|| format!("{DISCOVERY} is neither reported nor discovered: {}", field(DISCOVERY)))?;
    if field(CATEGORY).is_empty() {
        return Err(format!("{CATEGORY} is empty"));
    }
    Ok(Told {
        external: field(ID).to_owned(),
        at,
        occurred,
        spot: spot(field("lon"), field("lat"))?,
        kinds: field(CATEGORY).split([' ', ',']).filter(|code| !code.is_empty()).map(str::to_owned).collect(),
        discovery,
    })
}

fn spot(lon: &str, lat: &str) -> Result<Option<Spot>, String> {
    if lon.is_empty() && lat.is_empty() {
        return Ok(None);
    }
    let number = |name: &str, text: &str, most: f64| {
        let read = text.replace(',', ".").parse::<f64>().ok().filter(|value| value.abs() <= most);
        read.ok_or_else(|| format!("{name} is no coordinate: {text}"))
    };
    Ok(Some(Spot { lon: number("lon", lon, 180.0)?, lat: number("lat", lat, 90.0)? }))
}

struct Rows<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Rows<'_> {
    fn next(&mut self) -> Option<Vec<String>> {
        let (at, rest) = skip_blank(self.text, self.at);
        if rest.is_empty() {
            return None;
        }
        // An open quotation mark swallows the rest of the file: it is one field, and the line is refused as such.
        let (fields, next) = record(self.text, at, b';').unwrap_or_else(|_| (Vec::new(), self.text.len()));
        let passed =
            self.text.get(self.at..at).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
        self.line += passed as u64 + 1;
        self.at = next;
        Some(fields.iter().map(|field| String::from_utf8_lossy(&field.text).into_owned()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "event_id;reported_at;occurred_from;occurred_to;lat;lon;discovery;category\n";

    fn rows(text: &str) -> Reading {
        read(format!("{HEAD}{text}").as_bytes()).unwrap()
    }

    #[test]
    fn events_are_read_and_what_is_wrong_names_its_line() {
        let reading = rows(
            "1;2026-03-01T08:00;2026-02-28T18:00;2026-03-01T07:30;49.74;13,37;reported;burglary-flat\n\
             2;2026-03-01T09:00;;;;;discovered;traffic\n\
             2;2026-03-01T09:00;;;;;discovered;traffic\n\
             \n\
             3;1.3.2026;;;;;reported;order\n\
             4;2026-03-01T09:00;2026-03-01T09:00;2026-03-01T08:00;;;reported;order\n\
             5;2026-03-01T09:00;;;49.7;999;reported;order\n\
             6;2026-03-01T09:00;;;;;nobody;order\n",
        );
        assert_eq!((reading.rows, reading.told.len()), (7, 2));
        let lines: Vec<u64> = reading.refused.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [4, 6, 7, 8, 9]);
        let first = &reading.told[0];
        assert_eq!(first.spot, Some(Spot { lon: 13.37, lat: 49.74 }));
        assert_eq!(first.at.to_rfc3339(), "2026-03-01T07:00:00+00:00");
        assert_eq!(first.occurred.unwrap().0.to_rfc3339(), "2026-02-28T17:00:00+00:00");
        assert_eq!(reading.told[1].spot, None);
    }

    #[test]
    fn another_file_is_refused_with_the_column() {
        assert!(matches!(read(b"a;b\n1;2\n"), Err(ReadFault::Column("event_id", _))));
        assert!(matches!(read(b""), Err(ReadFault::Column("event_id", _))));
        let reading = rows("7;2026-03-01T09:00;\"\n");
        assert_eq!((reading.told.len(), reading.refused.len()), (0, 1));
    }
}
