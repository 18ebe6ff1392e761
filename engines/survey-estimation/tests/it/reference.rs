//! Every entry of the reference battery.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use survey_estimation::run::{Document, Entry, run};

use crate::agreement::{Agreement, compare};
use crate::shared;

/// What an entry's answer is held against, as the entry itself says it.
pub(crate) fn judge(entry: &Entry) -> Agreement {
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

/// The answered battery, or `None` where it is not at hand.
fn answered() -> Option<Document> {
    let folder = shared::reference()?;
    let text = std::fs::read_to_string(folder.join("survey_public.json")).expect("the battery opens");
    let document: Document = serde_json::from_str(&text).expect("a document");
    let load = |name: &str| {
        let text = std::fs::read_to_string(folder.join(name)).map_err(|fault| fault.to_string())?;
        Ok(shared::table(&text))
    };
    Some(run(document, load))
}

#[test]
fn every_reference_figure() {
    let Some(answered) = answered() else { return };
    let mut faults = Vec::new();
    for entry in &answered.entries {
        let agreement = judge(entry);
        if !agreement.faults.is_empty() {
            faults.push(format!("{}: {}", entry.id, agreement.faults.join("; ")));
        }
    }
    assert!(faults.is_empty(), "{} entries differ:\n{}", faults.len(), faults.join("\n"));
}

/// `docs/survey-agreement.md` is what this makes; `OKRSEK_WRITE_DOCS=1` writes it anew.
#[test]
fn the_agreement_table_of_the_documents_is_current() {
    let Some(answered) = answered() else { return };
    let made = table(&answered.entries);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/survey-agreement.md");
    if std::env::var_os("OKRSEK_WRITE_DOCS").is_some_and(|value| value == "1") {
        std::fs::write(path, &made).expect("the document is written");
    }
    let kept = std::fs::read_to_string(path).expect("the document is there");
    assert_eq!(
        kept, made,
        "make it anew: OKRSEK_WRITE_DOCS=1 cargo test -p survey-estimation agreement_table"
    );
}

fn table(entries: &[Entry]) -> String {
    let mut families: BTreeMap<&str, (usize, usize, f64)> = BTreeMap::new();
    let mut lines = String::new();
    for entry in entries {
        let agreement = judge(entry);
        let family = families.entry(&entry.family).or_default();
        family.0 += 1;
        family.1 += usize::from(agreement.faults.is_empty());
        family.2 = family.2.max(agreement.largest);
        let tolerance = entry.rest.get("rel_tol").and_then(Value::as_f64).unwrap_or(1e-7);
        let (ours, expected) =
            (first(entry.result.as_ref()), first(entry.rest.get("expected").and_then(Value::as_object)));
        let (id, family, largest) = (&entry.id, &entry.family, difference(agreement.largest));
        let agrees = if agreement.faults.is_empty() { "yes" } else { "no" };
        lines +=
            &format!("| {id} | {family} | {ours} | {expected} | {largest} | {tolerance:.0e} | {agrees} |\n");
    }
    let mut text = HEAD.to_owned();
    for (family, (count, agree, largest)) in &families {
        text += &format!("| {family} | {count} | {agree} | {} |\n", difference(*largest));
    }
    format!("{text}{BODY}{lines}")
}

const HEAD: &str = "# Agreement with the reference battery

Every entry of the reference battery (results of R 4.2.2 with `survey` 4.1-1, or of published formulas where R has none), as
`okrsek survey run` answers it. Made by the tests of `engines/survey-estimation`, which fail when this page is not what they
find: `OKRSEK_WRITE_DOCS=1 cargo test -p survey-estimation agreement_table` makes it anew.

The largest relative difference is over all figures of an entry: estimates, standard errors, limits, degrees of freedom,
covariances, p-values. Differences below 10⁻¹² are those of rounding and of the mathematical library, and are not told apart.

| family | entries | agree | largest relative difference |
|---|---:|---:|---:|
";

const BODY: &str = "
The first figure of every entry:

| entry | family | ours | expected | largest relative difference | tolerance | agrees |
|---|---|---:|---:|---:|---:|---|
";

fn difference(largest: f64) -> String {
    if largest < 1e-12 { "< 10⁻¹²".to_owned() } else { format!("{largest:.0e}") }
}

/// The first figure of an answer, in the order a reader looks for one.
fn first(answer: Option<&Map<String, Value>>) -> String {
    const KEYS: [&str; 12] = [
        "estimate",
        "statistic",
        "F",
        "p_value",
        "sum_w",
        "var_api00",
        "RR1",
        "A",
        "beta",
        "df_domain",
        "eblup",
        "A_below",
    ];
    let found = answer.and_then(|answer| KEYS.iter().find_map(|key| answer.get(*key)));
    let mut value = found;
    while let Some(Value::Array(values)) = value {
        value = values.first();
    }
    match value.and_then(Value::as_f64) {
        Some(number) if number != 0.0 && !(1e-4..1e9).contains(&number.abs()) => format!("{number:.8e}"),
        Some(number) => {
            let digits = 9_i32.saturating_sub(number.abs().max(1.0).log10() as i32);
            format!("{number:.*}", digits.clamp(0, 9) as usize)
        }
        None => "not available".to_owned(),
    }
}
