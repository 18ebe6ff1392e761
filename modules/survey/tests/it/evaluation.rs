//! The device evaluates as the engine does: the cases of the engine, with the trees the device gets and the values the
//! engine gives, are kept in `evaluation.json`; `tests/browser/evaluation.test.mjs` asks the device for the same.

use std::collections::BTreeMap;

use questionnaires::Expression;
use questionnaires::expression::{Scope, Value};
use serde_json::json;

/// Sources of expressions, among them every one of the engine's own cases.
const SOURCES: [&str; 52] = [
    "${age} >= 15 and ${age} < 100",
    "${age} div 10",
    "-7 mod 3",
    "1 div 0",
    "-1 div 0",
    "0 div 0",
    "0 - 0",
    "-0",
    "${one} = 1",
    "${one} = '1.0'",
    "${one} + ${one} * 2",
    "${none} = ''",
    "${none} > 0",
    "${none} <= 0",
    "${none} != 5",
    "coalesce(${none}, 'x')",
    "coalesce(${one}, 'x')",
    "${none} + 1",
    "selected(${why}, '7')",
    "selected(${why}, 7)",
    "selected(${why}, '27')",
    "selected(${none}, '')",
    "count-selected(${why})",
    "count-selected(${none})",
    "city = ${one}",
    "nothing = ''",
    "not(selected(., '98'))",
    "if(. = '98', 'dk', 'ok')",
    ". > 97",
    "1 < 2 = (3 >= 4)",
    "(1 = 1) = 'x'",
    "(1 = 2) = ''",
    "(1 = 1) + 1",
    "not(0)",
    "not('')",
    "'a' < 'b'",
    "'2' < '10'",
    "'b' = 'B'",
    "0.1 + 0.2",
    "1000000 * 1000000 * 1000000 * 1000000",
    "1 div 10000000",
    "-1 div 3000000000",
    "123456789 * 1000000000000000",
    "' 5 ' + 1",
    "'5.' + 0",
    "'.5' * 2",
    "'-.5' * 2",
    "'1-2' + 0",
    "'+5' + 0",
    "'1e3' + 0",
    "5.5 mod 2",
    "-5.5 mod 2",
];

fn value(value: &Value) -> serde_json::Value {
    match value {
        Value::Number(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Truth(truth) => json!(truth),
    }
}

#[test]
fn the_cases_of_the_device_are_those_of_the_engine() {
    let answers = BTreeMap::from([
        ("age".to_owned(), Value::Number(34.0)),
        ("why".to_owned(), Value::Text("2 7".to_owned())),
        ("one".to_owned(), Value::Text("1".to_owned())),
    ]);
    let columns = BTreeMap::from([("city".to_owned(), "1".to_owned())]);
    let itself = Value::Text("98".to_owned());
    let scope = Scope { answers: Some(&answers), itself: Some(&itself), columns: Some(&columns) };
    let case = |source: &&str| {
        let expression = Expression::parse(source).unwrap();
        let worth = expression.value(&scope);
        json!({
            "source": source,
            "tree": survey::device::expression(&expression),
            "text": worth.text(),
            "truth": worth.truth(),
        })
    };
    let answers: BTreeMap<_, _> = answers.iter().map(|(name, it)| (name.clone(), value(it))).collect();
    let cases: Vec<String> = SOURCES.iter().map(|source| case(source).to_string()).collect();
    // One case on a line, so that a change is seen for what it is.
    let written = format!(
        "{{\"answers\":{},\n\"itself\":{},\n\"columns\":{},\n\"cases\":[\n{}\n]}}\n",
        json!(answers),
        value(&itself),
        json!(columns),
        cases.join(",\n")
    );
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/evaluation.json");
    if std::env::var("UPDATE_EVALUATION").is_ok_and(|it| it == "1") {
        std::fs::write(path, &written).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == written,
        "the engine evaluates otherwise than evaluation.json says; UPDATE_EVALUATION=1 writes it anew"
    );
}
