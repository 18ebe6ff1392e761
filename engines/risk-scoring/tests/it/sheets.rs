//! Sheets: what they make, and what is refused with which words.

use proptest::prelude::*;
use risk_scoring::sheet::{Report, Sheet, TargetReport, score};

/// The constructed school of the notes as a sheet, with its planned entrance.
const SCHOOL: &str = include_str!("../../../../docs/examples/risk-sheet-school.json");

fn report(text: &str) -> Report {
    score(&Sheet::read(text).unwrap()).unwrap()
}

fn target(text: &str) -> TargetReport {
    report(text).target.unwrap()
}

#[track_caller]
fn refused(text: &str, said: &str) {
    let fault = Sheet::read(text).and_then(|it| score(&it)).unwrap_err();
    assert_eq!(fault.to_string(), said);
}

/// A target of one variant with these fields.
fn one(fields: &str) -> String {
    format!(
        r#"{{"sheet": 1, "target": {{"name": "T", "mode": "full", "places": ["in", "out"], "times": ["day"], "variants": [{{"id": "v", {fields}}}]}}}}"#
    )
}

#[test]
fn the_school_of_the_notes() {
    let school = target(SCHOOL);
    assert_eq!(school.ranking, ["5", "3", "2", "8", "1", "7", "4", "6"]);
    assert_eq!(school.to_discuss, ["3", "2", "7", "4"]);
    let percents =
        |cells: &[risk_scoring::sheet::Cell]| cells.iter().map(|it| (it.sum, it.percent)).collect::<Vec<_>>();
    assert_eq!(
        percents(&school.places.cells),
        [(1184, Some(62)), (255, Some(13)), (238, Some(13)), (221, Some(12))]
    );
    assert_eq!(percents(&school.times.cells), [(912, Some(48)), (714, Some(38)), (272, Some(14))]);
    assert_eq!((school.totals.now, school.totals.planned, school.totals.change), (1898, 1824, -74));
    let planned = |at: usize| school.variants[at].planned.as_ref().map(|it| (it.risk, it.change));
    assert_eq!((planned(0), planned(2), planned(1)), (Some((210, -30)), Some((220, -44)), None));
    assert_eq!((school.ranges.damage, school.ranges.risk), ((4, 28), (12, 588)));
}

#[test]
fn the_whole_report_of_the_example() {
    let report = report(SCHOOL);
    let plan = &report.measures.as_ref().unwrap().plan;
    assert!(plan.proven);
    insta::assert_snapshot!(serde_json::to_string_pretty(&report).unwrap());
}

#[test]
fn switching_to_the_event_mode_rates_what_lacked_only_the_object() {
    let fields = r#""scores": {"availability": 7, "occurrence": 3, "complexity": 6, "life": 5, "finance": 3, "community": 5}"#;
    let full = target(&one(fields));
    assert!(full.variants[0].rated.is_none() && full.ranking.is_empty() && full.graph.is_empty());
    assert_eq!((full.coverage.rated, full.coverage.all), (0, 1));
    let event = target(&one(fields).replace("\"full\"", "\"event\""));
    let rated = event.variants[0].rated.unwrap();
    assert_eq!((rated.probability, rated.damage, rated.risk), (16, 13, 208));
}

#[test]
fn null_is_missing_like_nothing_at_all() {
    let found = target(&one(r#""scores": {"availability": null}"#));
    assert_eq!(found.variants[0].missing.len(), 7);
    assert_eq!(target(&one(r#""places": []"#)).variants[0].missing.len(), 7);
}

#[test]
fn no_rated_variant_is_an_empty_profile() {
    let found = target(&one(r#""places": ["in"]"#));
    assert!(found.places.cells.iter().all(|it| it.sum == 0 && it.percent.is_none() && it.share.is_none()));
}

#[test]
fn two_places_count_in_both_or_are_split() {
    let fields = r#""places": ["in", "out"], "times": ["day"], "scores": {"availability": 7, "occurrence": 3, "complexity": 6, "life": 5, "object": 2, "finance": 3, "community": 5}"#;
    let whole = target(&one(fields));
    assert_eq!((whole.places.total, whole.times.total, whole.totals.now), (480, 240, 240));
    let split = target(&one(fields).replace("\"mode\"", "\"several\": \"split\", \"mode\""));
    assert_eq!(
        (split.ranking, split.totals.now, split.times.total),
        (vec!["v@in@day".to_owned(), "v@out@day".to_owned()], 480, 480)
    );
}

#[test]
fn a_variant_based_on_another() {
    let text = r#"{"sheet": 1, "target": {"name": "Run", "mode": "full", "variants": [
        {"id": "podium", "based_on": {"variant": "S05", "shift": {"availability": 2, "community": 2}}},
        {"id": "S05", "scores": {"availability": 4, "occurrence": 2, "complexity": 6, "life": 7, "object": 2, "finance": 4, "community": 7}},
        {"id": "route", "based_on": {"variant": "S05", "shift": {"availability": -1, "community": -1}}}]}}"#;
    let found = target(text);
    let risks: Vec<_> = found.variants.iter().map(|it| it.rated.unwrap().risk).collect();
    assert_eq!((risks, found.variants[0].cut.len()), (vec![280, 240, 209], 1));
    let edited = |from: &str, to: &str| text.replacen(from, to, 1);
    refused(
        &edited("\"variant\": \"S05\"", "\"variant\": \"S5\""),
        "target.variants[0].based_on.variant: there is no variant \"S5\" in this sheet",
    );
    refused(
        &edited("\"variant\": \"S05\"", "\"variant\": \"route\""),
        "target.variants[0].based_on.variant: the variant \"route\" has no scores of its own to be a base",
    );
    refused(
        &edited("\"availability\": 2", "\"availability\": 4"),
        "target.variants[0].based_on.shift: availability: 4 steps; a variant differs by −3 to +3",
    );
}

#[test]
fn a_bad_score_names_its_field() {
    let at = "target.variants[0].scores.availability";
    for (value, said) in [
        ("0", "0 is not a whole number from 1 to 7"),
        ("8", "8 is not a whole number from 1 to 7"),
        ("3.5", "3.5 is not a whole number from 1 to 7"),
        ("-1", "-1 is not a whole number from 1 to 7"),
        ("99999999999999999999", "1e20 is not a whole number from 1 to 7"),
        ("\"7\"", "invalid type: string \"7\", expected a whole number from 1 to 7"),
    ] {
        let text = one(&format!(r#""scores": {{"availability": {value}}}"#));
        let fault = Sheet::read(&text).unwrap_err().to_string();
        assert!(fault.starts_with(&format!("{at}: {said} at line 1 column ")), "{fault}");
    }
}

#[test]
fn bad_sheets_name_their_place() {
    refused("{}", "missing field `sheet` at line 1 column 2");
    refused("", "EOF while parsing a value at line 1 column 0");
    refused(r#"{"sheet": 1} x"#, "trailing characters at line 1 column 14");
    refused(r#"{"sheet": 1}"#, "the sheet has none of target, schools, audit, measures");
    refused(
        r#"{"sheet": 2, "measures": {"budget": 1, "measures": []}}"#,
        "sheet: version 2 of the form is not known; this is version 1",
    );
    let long = Sheet::read(r#"{"sheet": 1, "pupils": []}"#).unwrap_err().to_string();
    assert!(long.starts_with("pupils: unknown field `pupils`, expected one of `sheet`, `target`"), "{long}");
    refused(
        &one(r#""places": ["in", "roof"]"#),
        "target.variants[0].places[1]: there is no place \"roof\" in this sheet",
    );
    refused(
        &one(r#""times": ["night"]"#),
        "target.variants[0].times[0]: there is no time \"night\" in this sheet",
    );
    refused(&one(r#""places": ["in", "in"]"#), "target.variants[0].places[1]: \"in\" stands there twice");
    refused(
        &one(r#""places": ["in"]"#).replace("\"times\": [\"day\"]", "\"times\": [\"day\", \"day\"]"),
        "target.times[1]: \"day\" stands there twice",
    );
    refused(
        &one(r#""scores": {}, "based_on": {"variant": "v"}"#),
        "target.variants[0]: has both scores and based_on; only one of them can be meant",
    );
    refused(&one(r#""places": []"#).replace("\"v\"", "\" \""), "target.variants[0].id: is empty");
    refused(
        &one(r#""places": []"#).replace("\"mode\"", "\"finance\": [\"x\"], \"mode\""),
        "target.finance: the target's own scale of finance has 1 amounts; it needs seven, from 7 to 1",
    );
    refused(
        &one(r#""places": []"#)
            .replace("\"mode\"", "\"bands\": {\"name\": \"b\", \"cuts\": [5, 5]}, \"mode\""),
        "target.bands: the cuts of bands must rise; 5 does not",
    );
    let never = Sheet::read(&one(r#""planned": {"occurrence": 1}"#)).unwrap_err().to_string();
    assert!(
        never.starts_with("target.variants[0].planned.occurrence: unknown field `occurrence`"),
        "{never}"
    );
    let twice = Sheet::read(&one(r#""why": {"life": "a", "life": "b"}"#)).unwrap_err().to_string();
    assert!(twice.starts_with("target.variants[0].why: Life stands there twice"), "{twice}");
}

#[test]
fn schools_of_the_notes() {
    let text = r#"{"sheet": 1, "schools": {"criteria": [
        {"key": "people", "weight": 20}, {"key": "building", "weight": 15}, {"key": "operation", "weight": 15}, {"key": "special", "weight": 10},
        {"key": "incidents", "weight": 15}, {"key": "gap", "weight": 15}, {"key": "audit", "weight": 5}, {"key": "opportunity", "weight": 5}],
      "schools": [
        {"id": "B", "bands": {"people": 1, "building": 1, "operation": 2, "special": 0, "incidents": 4, "gap": 4, "audit": 2, "opportunity": 1}},
        {"id": "C", "bands": {"people": 4}},
        {"id": "A", "bands": {"people": 4, "building": 4, "operation": 3, "special": 4, "incidents": 1, "gap": 2, "audit": 4, "opportunity": 4}}]}}"#;
    let found = report(text).schools.unwrap();
    let said: Vec<_> = found.schools.iter().map(|it| (it.id.as_str(), it.index, it.place)).collect();
    assert_eq!(said, [("A", Some(77.5), Some(1)), ("B", Some(50.0), Some(2)), ("C", None, None)]);
    assert_eq!(found.schools[2].missing.len(), 7);
    assert!(found.swings.iter().all(|it| it.moved.is_empty()) && found.swings.len() == 16);
    assert_eq!((found.tippings[0].above.as_str(), found.tippings[0].below.as_str()), ("A", "B"));
    refused(
        &text.replacen("\"gap\": 4", "\"gap\": 4, \"pupils\": 3", 1),
        "schools.schools[0].bands.pupils: there is no criterion \"pupils\" in this sheet",
    );
    refused(
        &text.replacen("\"key\": \"building\"", "\"key\": \"people\"", 1),
        "schools.criteria[1].key: \"people\" stands there twice",
    );
    refused(
        &text.replacen("\"id\": \"C\"", "\"id\": \"B\"", 1),
        "schools.schools[1].id: \"B\" stands there twice",
    );
    refused(
        &text.replacen("\"criteria\"", "\"swing\": 0, \"criteria\"", 1),
        "schools.swing: 0 is not a percentage from 1 to 100",
    );
    let band = Sheet::read(&text.replacen("\"people\": 1", "\"people\": 5", 1)).unwrap_err().to_string();
    assert!(
        band.starts_with("schools.schools[0].bands.people: 5 is not a whole number from 0 to 4"),
        "{band}"
    );
}

#[test]
fn an_audit_beside_the_one_before() {
    let text = r#"{"sheet": 1, "audit": {"cuts": {"medium": 34, "high": 67}, "items": [
        {"id": "PER-06", "area": "PER", "basis": ["law"], "scenarios": ["R5"], "answer": "no"},
        {"id": "PER-01", "area": "PER", "basis": ["norm"], "scenarios": "all", "answer": "not-found-out"},
        {"id": "TEC-01", "area": "TEC", "hidden": true, "answer": "yes"}],
      "before": [{"id": "PER-06", "area": "PER", "answer": "yes"}]}}"#;
    let found = report(text).audit.unwrap();
    assert_eq!(
        (found.breaches, found.areas[0].compliance, found.areas[0].coverage),
        (vec!["PER-06".to_owned()], Some(0.0), Some(0.5))
    );
    assert_eq!(
        (found.areas[1].compliance, found.areas[1].standing.hidden, found.changes.len()),
        (None, 1, 3)
    );
    assert_eq!(found.vulnerability[0].share, Some(1.0));
    refused(&text.replacen("TEC-01", "PER-01", 1), "audit.items[2].id: \"PER-01\" stands there twice");
    let answer = Sheet::read(&text.replacen("\"no\"", "\"maybe\"", 1)).unwrap_err().to_string();
    assert!(answer.starts_with("audit.items[0].answer: unknown variant `maybe`"), "{answer}");
    let scenarios = Sheet::read(&text.replacen("\"all\"", "\"some\"", 1)).unwrap_err().to_string();
    assert!(scenarios.starts_with("audit.items[1].scenarios: invalid value: string \"some\", expected a list of scenarios, or \"all\""), "{scenarios}");
}

#[test]
fn measures_with_effects_on_variants() {
    let base = SCHOOL.trim_end().trim_end_matches('}').to_owned();
    let with = |measures: &str| {
        let cut = base.split("\"measures\": {").next().unwrap();
        format!("{cut}\"measures\": {measures}}}")
    };
    // A lobby takes 30 from the first variant and 44 from the third, as the notes reckon; a lock takes 48 from the first;
    // together they take 72 from it, not 78.
    let door = r#"{"id": "door", "cost": 10, "effects": [{"variant": "1", "scores": {"complexity": 4}}, {"variant": "3", "scores": {"complexity": 3}}]}"#;
    let lock = r#"{"id": "lock", "cost": 5, "effects": [{"variant": "1", "scores": {"life": 2}}]}"#;
    let found =
        report(&with(&format!(r#"{{"budget": 15, "measures": [{door}, {lock}]}}"#))).measures.unwrap();
    assert_eq!(found.measures.iter().map(|it| it.lowers).collect::<Vec<_>>(), [74, 48]);
    assert_eq!((found.plan.lowers, found.together), (122, Some(116)));
    let list = |measure: &str| with(&format!(r#"{{"budget": 15, "measures": [{measure}]}}"#));
    refused(
        &list(r#"{"id": "x", "cost": 1}"#),
        "measures.measures[0]: needs either lowers or effects, and not both",
    );
    refused(
        &list(r#"{"id": "x", "cost": 1, "effects": [{"variant": "99", "scores": {}}]}"#),
        "measures.measures[0].effects[0].variant: there is no variant \"99\" in this sheet",
    );
    refused(
        &list(r#"{"id": "x", "cost": 1, "effects": [{"variant": "1", "scores": {"life": 7}}]}"#),
        "measures.measures[0]: these effects raise the risk by 32 instead of lowering it",
    );
    refused(
        &list(r#"{"id": "x", "cost": 1, "lowers": 1, "needs": ["y"]}"#),
        "measures: measures[0] (x).needs[0]: there is no measure \"y\"",
    );
}

proptest! {
    #[test]
    fn a_sheet_torn_anywhere_is_refused_or_reckoned(
        cuts in prop::collection::vec((0_usize..4_000, 0_usize..40, "[0-9\"{}\\[\\],:a-z. -]{0,6}"), 1..4),
    ) {
        let mut text: Vec<char> = SCHOOL.chars().collect();
        for (from, length, put) in cuts {
            let from = from.min(text.len());
            let to = (from + length).min(text.len());
            text.splice(from..to, put.chars());
        }
        let text: String = text.into_iter().collect();
        match Sheet::read(&text).and_then(|it| score(&it)) {
            Ok(report) => prop_assert!(serde_json::to_string(&report).is_ok()),
            Err(fault) => prop_assert!(!fault.to_string().is_empty()),
        }
    }

    #[test]
    fn what_is_written_is_read_again(budget in 0_u64..60_000_000) {
        let mut sheet = Sheet::read(SCHOOL).unwrap();
        sheet.measures.as_mut().unwrap().budget = budget;
        let again = Sheet::read(&serde_json::to_string(&sheet).unwrap()).unwrap();
        prop_assert_eq!(&again, &sheet);
        prop_assert_eq!(score(&again).unwrap(), score(&sheet).unwrap());
    }
}
