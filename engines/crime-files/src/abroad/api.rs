//! Answers of the API of data.police.uk: a list of crimes whose coordinates are texts.

use serde_json::Value;

use super::{Believed, Crime, Crimes, When, finish, point, refuse};
use crate::fault::{Fault, Place};
use crate::ingest::Ingest;
use crate::time::Month;

/// Reads an answer.
///
/// # Errors
/// When it is no list.
pub fn read(bytes: &[u8], believed: &Believed) -> Result<Crimes, Fault> {
    let items: Vec<Value> = serde_json::from_slice(bytes).map_err(|why| Fault::json(&why))?;
    let mut report = Ingest { code_page: "UTF-8".to_owned(), ..Ingest::default() };
    let mut crimes = Vec::new();
    for (at, item) in items.iter().enumerate() {
        report.rows += 1;
        match crime(item) {
            Ok(crime) => crimes.push((crime, Place::Member(format!("[{at}]")))),
            Err(member) => refuse(&mut report, member, Place::Member(format!("[{at}].{member}"))),
        }
    }
    Ok(finish(crimes, believed, report))
}

fn crime(item: &Value) -> Result<Crime, &'static str> {
    let text = |path: &str| item.pointer(path).and_then(Value::as_str).unwrap_or_default();
    let kind = Some(text("/category")).filter(|it| !it.is_empty()).ok_or("category")?;
    let place = point(text("/location/longitude"), text("/location/latitude")).map_err(|()| "location")?;
    // The number is of the answer's own; the persistent id is that of the CSV files.
    let number = item.get("id").and_then(Value::as_u64).map(|it| it.to_string());
    let persistent = Some(text("/persistent_id")).filter(|it| !it.is_empty()).map(str::to_owned);
    Ok(Crime {
        id: persistent.or(number),
        when: When::Month(Month::parse(text("/month")).ok_or("month")?),
        point: place,
        projected: None,
        kind: kind.to_owned(),
        location: text("/location/street/name").to_owned(),
        area: String::new(),
        outcome: text("/outcome_status/category").to_owned(),
    })
}
