//! Every entry of the reference battery.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use survey_estimation::run::{Document, Entry, run};

use crate::agreement::{Agreement, compare};
use crate::shared;

/// What an entry's answer is held against, as the entry itself says it.
fn judge(entry: &Entry) -> Agreement {
    let empty = Map::new();
    let expected = entry.rest.get("expected").and_then(Value::as_object).unwrap_or(&empty);
    let tolerance = entry.rest.get("rel_tol").and_then(Value::as_f64).unwrap_or(1e-7);
    let Some(found) = &entry.result else {
        let faults = vec![entry.error.clone().unwrap_or_default()];
        return Agreement { largest: f64::NAN, faults };
    };
    if expected.contains_key("r_result") {
        // Nobody in the domain, or gaps left in: the figure is not available, whatever R prints.
        let available = found.get("estimate") != Some(&serde_json::json!([null]));
        let faults = if available { vec!["an estimate of nobody".to_owned()] } else { Vec::new() };
        return Agreement { largest: 0.0, faults };
    }
    let plain = compare(expected, found, tolerance);
    if plain.faults.is_empty() {
        return plain;
    }
    // Notes of the battery: some entries have a second right answer.
    accepted(entry, expected).map_or(plain, |other| compare(&other, found, tolerance))
}

/// The same expectation with the standard error its note prefers or accepts.
fn accepted(entry: &Entry, expected: &Map<String, Value>) -> Option<Map<String, Value>> {
    let note = entry.rest.get("note").and_then(Value::as_str).unwrap_or_default();
    let mut other = expected.clone();
    let se = match expected.get("se_alternative") {
        Some(se) => se.clone(),
        None if note.contains("prefer the second") => {
            let number = note.split("SE ").nth(1)?.split_whitespace().next()?;
            serde_json::json!([number.parse::<f64>().ok()?])
        }
        None if note.contains("uses the nominal sample size") => {
            other.remove("ci95");
            return Some(other);
        }
        None => return None,
    };
    other.insert("se".to_owned(), se);
    ["ci95_t", "ci95_z"].iter().for_each(|key| drop(other.remove(*key)));
    Some(other)
}

#[test]
fn every_reference_figure() {
    let Some(folder) = shared::reference() else { return };
    let text = std::fs::read_to_string(folder.join("survey_public.json")).expect("the battery opens");
    let document: Document = serde_json::from_str(&text).expect("a document");
    let load = |name: &str| {
        let text = std::fs::read_to_string(folder.join(name)).map_err(|fault| fault.to_string())?;
        Ok(shared::table(&text))
    };
    let answered = run(document, load);
    let mut families: BTreeMap<&str, (usize, usize, f64, &str)> = BTreeMap::new();
    let mut faults = Vec::new();
    for entry in &answered.entries {
        let agreement = judge(entry);
        let family = families.entry(&entry.family).or_default();
        family.0 += 1;
        if agreement.faults.is_empty() {
            family.1 += 1;
            if agreement.largest > family.2 {
                (family.2, family.3) = (agreement.largest, &entry.id);
            }
        } else {
            faults.push(format!("{}: {}", entry.id, agreement.faults.join("; ")));
        }
    }
    println!("| family | entries | agree | largest relative difference | in |\n|---|---:|---:|---:|---|");
    for (family, (entries, agree, largest, id)) in &families {
        println!("| {family} | {entries} | {agree} | {largest:.1e} | {id} |");
    }
    assert!(faults.is_empty(), "{} entries differ:\n{}", faults.len(), faults.join("\n"));
}
