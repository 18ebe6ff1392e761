//! Documents as people write them: an answer or a reason for every entry, whatever it says.

use proptest::prelude::*;
use survey_estimation::data::{Column, Table};
use survey_estimation::run::run_text;

use crate::town::words;

fn table() -> Table {
    let number = |values: [f64; 8]| Column::Numbers(values.to_vec());
    Table::new(8)
        .with("obvod", Column::Categories(words("A A A A B B B B")))
        .and_then(|table| table.with("okrsek", Column::Categories(words("1 1 2 2 3 3 4 4"))))
        .and_then(|table| table.with("w", number([2.0, 2.0, 2.0, 2.0, 3.0, 3.0, 3.0, 3.0])))
        .and_then(|table| table.with("fear", number([1.0, 2.0, 5.0, f64::NAN, 3.0, 3.0, 4.0, 1.0])))
        .and_then(|table| table.with("sex", Column::Categories(words("F M F M M F F M"))))
        .expect("columns of eight rows")
}

fn answer(entry: &str) -> serde_json::Value {
    let text = format!("{{\"title\": \"kept\", \"entries\": [{entry}]}}");
    let load = |name: &str| if name == "town.csv" { Ok(table()) } else { Err("it is not there".to_owned()) };
    let document = run_text(&text, load).expect("a document");
    serde_json::from_str(&document).expect("a document")
}

const DESIGN: &str = r#""dataset": "town.csv", "design": {"kind": "taylor", "strata": ["obvod"], "cluster": ["okrsek"],
    "weights": "w", "fpc": null, "nest": false}"#;

#[test]
fn an_entry_is_answered_and_the_rest_of_the_document_is_kept() {
    let entry = format!(
        r#"{{"id": "a", "family": "mean", {DESIGN}, "arguments": {{"y": "fear", "na_rm": true}}, "note": "n"}}"#
    );
    let found = answer(&entry);
    assert_eq!((&found["title"], &found["entries"][0]["note"]), (&"kept".into(), &"n".into()));
    let result = &found["entries"][0]["result"];
    assert_eq!((&result["names"][0], &result["df"]), (&"fear".into(), &2.0.into()));
    // (2 · (1 + 2 + 5) + 3 · (3 + 3 + 4 + 1)) / (3 · 2 + 4 · 3)
    assert!((result["estimate"][0].as_f64().expect("a number") - 49.0 / 18.0).abs() < 1e-12);
}

#[test]
fn an_entry_without_an_answer_says_why_and_stops_no_other() {
    let check = |entry: &str, expected: &str| {
        let good = format!(r#"{{"id": "b", "family": "total", {DESIGN}, "arguments": {{"y": "w"}}}}"#);
        let found = answer(&format!("{entry}, {good}"));
        assert_eq!(found["entries"][0]["error"], expected);
        assert_eq!(found["entries"][1]["result"]["estimate"][0], 52.0);
    };
    let with =
        |arguments: &str| format!(r#"{{"id": "a", "family": "mean", {DESIGN}, "arguments": {arguments}}}"#);
    check(&with(r#"{"y": "anger"}"#), "there is no column anger");
    check(&with(r#"{"y": "fear >"}"#), "at character 7 of `fear >`: a name or a number was expected");
    check(&with(r#"{"y": "fear", "lonely": "whatever"}"#), "lonely: `whatever` is not known here");
    check(
        r#"{"id": "a", "family": "mean", "dataset": "x.csv", "arguments": {"y": "z"}}"#,
        "table x.csv: it is not there",
    );
}

proptest! {
    /// Words of the language in any order: an answer or a reason, never a panic.
    #[test]
    fn nothing_written_makes_it_fall(
        family in prop::sample::select(vec!["mean", "total", "domain", "ciprop", "quantile", "crosstab", "test", "change", "variance", "scale", "glm", "calibration"]),
        keys in prop::collection::vec(prop::sample::select(vec![
            "y", "num", "den", "by", "domain", "p", "qrule", "interval", "method", "rows", "cols", "statistic", "group",
            "test", "contrast", "expr", "p0", "stat", "formula", "terms", "a", "b", "level", "df", "deff", "lonely", "items",
        ]), 1..6),
        values in prop::collection::vec(prop::sample::select(vec![
            "\"fear\"", "\"sex\"", "\"obvod\"", "\"okrsek\"", "\"w\"", "\"fear > 2\"", "\"sex (factor)\"", "\"1\"", "0.5", "[0.5, 2]",
            "[\"sex\", \"obvod\"]", "\"hf7\"", "\"beta\"", "\"F\"", "\"Wald\"", "\"wilcoxon\"", "\"F - M\"", "\"log(fear)\"",
            "[0.2, 0.8]", "true", "\"obvod x sex\"", "\"fear ~ sex\"", "\"(((\"", "\"average\"", "\"score\"", "-1", "\"interaction(sex, obvod)\"",
        ]), 6),
        steps in prop::sample::select(vec![
            "null", "\"rake A/B = 10/12\"", "\"rake A/B = 10\"", "\"linear calibration ~obvod: totals 20,9\"", "\"trim to [1,2]\"",
            "\"post-stratify sex to F/M = 3/4\"", "\"as gl2\"", "\"logit calibration ~fear, g in (0.5,2)\"", "\"rake x\"",
        ]),
    ) {
        let arguments: Vec<String> = keys.iter().zip(&values).map(|(key, value)| format!("\"{key}\": {value}")).collect();
        let design = DESIGN.replace("\"nest\": false", &format!("\"nest\": false, \"steps\": {steps}"));
        let entry = format!(r#"{{"id": "a", "family": "{family}", {design}, "arguments": {{{}}}}}"#, arguments.join(", "));
        let found = answer(&entry);
        let one = &found["entries"][0];
        prop_assert!(one["result"].is_object() != one["error"].is_string(), "{one}");
    }
}

/// Bad input of every kind: a reason at the entry, and the rest of the document is answered.
#[test]
fn faults_of_data_and_design_name_what_is_wrong() {
    let made = |design: &str, arguments: &str, family: &str| {
        let entry = format!(
            r#"{{"id": "a", "family": "{family}", "dataset": "town.csv", "design": {design}, "arguments": {arguments}}}"#
        );
        let good = format!(r#"{{"id": "b", "family": "total", {DESIGN}, "arguments": {{"y": "w"}}}}"#);
        let found = answer(&format!("{entry}, {good}"));
        assert_eq!(found["entries"][1]["result"]["estimate"][0], 52.0);
        found["entries"][0].clone()
    };
    let check = |design: &str, arguments: &str, expected: &str| {
        let found = made(design, arguments, "mean");
        assert_eq!(found["error"], expected, "{design} {arguments}");
    };
    let y = r#"{"y": "w"}"#;
    check(r#"{"weights": "0-w"}"#, y, "row 1: the weight -2 is not a number of people");
    check(r#"{"weights": "fear"}"#, y, "row 4: the weight is missing");
    check(r#"{"weights": "sex"}"#, y, "column sex holds categories, not numbers");
    check(r#"{"weights": "gone"}"#, y, "there is no column gone");
    check(r#"{"weights": "w", "cluster": ["gone"]}"#, y, "there is no column gone");
    check(
        r#"{"weights": "w", "strata": ["okrsek"], "cluster": ["okrsek"]}"#,
        y,
        "stage 1, stratum 1: one unit was drawn, so its variance cannot be seen; choose what to do",
    );
    let stepped = |step: &str| {
        format!(r#"{{"weights": "w", "strata": ["obvod"], "cluster": ["okrsek"], "steps": "{step}"}}"#)
    };
    check(
        &stepped("rake obvod A/B/C = 8/12/5"),
        y,
        "weights: margin A/B/C: nobody in the sample has level C, whose total is 5; merge it with another level",
    );
    check(
        &stepped("rake A/B = 8/12 and F/M = 10/11"),
        y,
        "weights: margin A/B adds up to 20, margin F/M to 21: margins must share one total",
    );
    check(
        &stepped("logit calibration ~obvod: totals 20,19, g in (0.9,1.1)"),
        y,
        "weights: the total 19 of obvodB cannot be met with weights between 0.9 and 1.1 times the old ones; the nearest is 13.2",
    );
    check(
        &stepped("bounded linear calibration ~obvod: totals 20,12, g in [1.2,1.6]"),
        y,
        "weights: bounds 1.2 and 1.6 do not lie around one",
    );
    let empty = made(r#"{"weights": "w"}"#, r#"{"y": "fear", "domain": "w > 100", "na_rm": true}"#, "mean");
    assert_eq!(
        (&empty["result"]["estimate"][0], &empty["result"]["empty_domain"]),
        (&serde_json::Value::Null, &true.into())
    );
    let none = made(r#"{"weights": "w"}"#, r#"{"y": "w", "domain": "w > 100"}"#, "total");
    assert_eq!((&none["result"]["estimate"][0], &none["result"]["se"][0]), (&0.0.into(), &0.0.into()));
    let separated =
        made(r#"{"weights": "w"}"#, r#"{"formula": "I(w > 2) ~ obvod", "family": "quasibinomial"}"#, "glm");
    assert_eq!(
        separated["error"],
        "model: the answers are separated by (Intercept), obvodB; a coefficient would be infinite"
    );
    let dependent = made(r#"{"weights": "w"}"#, r#"{"formula": "fear ~ sex + I(2*w) + w"}"#, "glm");
    assert_eq!(dependent["result"]["left_out"], serde_json::json!(["w"]));
}

#[test]
fn what_a_person_should_know_stands_beside_the_answer() {
    let design = r#"{"weights": "w", "strata": ["obvod"], "cluster": ["okrsek"], "fpc": ["w"],
        "steps": "linear calibration ~obvod+I(2*w)+w: totals 20,12,104,52"}"#;
    let entry = format!(
        r#"{{"id": "a", "family": "total", "dataset": "town.csv", "design": {design}, "arguments": {{"y": "w"}}}}"#
    );
    let found = answer(&entry);
    assert_eq!(
        found["entries"][0]["result"]["notes"],
        serde_json::json!([
            "weights add up to 20, the counts of the stages to 10",
            "controls that depend on others were left out: I(2*w), w"
        ]),
        "{}",
        found["entries"][0]
    );
}
