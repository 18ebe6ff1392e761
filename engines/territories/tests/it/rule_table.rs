//! The 22 worked rules on the toy street "Vzorová", and what each must expand to.

use territories::rules::{
    ConflictPolicy, FindingKind, Gazetteer, Resolution, State, Town, What, compile, parse,
};

/// 1(501) 2(502) 2a(503) 3(504) 4(505) 5(506) 5b(507) 6(508) 7(509) 8(510) 10(511) 10A(512) 11(513) 12(514)
/// 13(515) 15(516); without č.o.: č.p. 120, č.p. 376, č.ev. 12.
fn toy() -> Town {
    let mut town = Town::new("Vzorov");
    let numbers = ["1", "2", "2a", "3", "4", "5", "5b", "6", "7", "8", "10", "10A", "11", "12", "13", "15"];
    for (i, number) in numbers.iter().enumerate() {
        town.add("Vzorová", &format!("č.p. {}", 501 + i), number);
    }
    town.add("Vzorová", "č.p. 120", "");
    town.add("Vzorová", "č.p. 376", "");
    town.add("Vzorová", "č.ev. 12", "");
    for end in ["I", "II", "III"] {
        town.add(&format!("Vzorová {end}"), "č.p. 1", "1");
    }
    town
}

/// Doors as they are written in the table.
fn name(town: &Town, id: u64) -> String {
    let door = town.door(id).unwrap();
    match (door.orientation, door.house.kind) {
        (Some(n), _) => n.to_string(),
        (None, territories::rules::HouseKind::Descriptive) => format!("č.p.{}", door.house.number),
        (None, territories::rules::HouseKind::Registration) => format!("č.ev.{}", door.house.number),
    }
}

/// What the territory with the title covers.
fn expansion(text: &str, title: &str) -> String {
    let town = toy();
    let compiled = compile(&parse(text), &town, ConflictPolicy::SpecificBeatsBare);
    let mut found = Vec::new();
    town.visit(&mut |door| {
        if let Resolution::Covered(answer) = compiled.resolve(door)
            && compiled.territory(answer.territory).title == title
        {
            found.push(name(&town, door.id));
        }
    });
    found.join(" ")
}

const ALL: &str = "1 2 2a 3 4 5 5b 6 7 8 10 10a 11 12 13 15 č.p.120 č.p.376 č.ev.12";

/// Rule, expansion. Rules that must not be read expand to nothing.
const TABLE: &[(&str, &str)] = &[
    ("Vzorová", ALL),
    ("Vzorová - lichá č. 1–7", "1 3 5 5b 7"),
    ("Vzorová - sudá č. 2–10", "2 2a 4 6 8 10"),
    ("Vzorová - sudá č. 4–10A", "4 6 8 10 10a"),
    ("Vzorová - č. 2", "2"),
    ("Vzorová - č. 10a", "10a"),
    ("Vzorová - sudá od č. 8 výše", "8 10 10a 12"),
    ("Vzorová - do č. 5", "1 2 2a 3 4 5"),
    ("Vzorová - č. 5 a nižší", "1 2 2a 3 4 5"),
    ("Vzorová - lichá č. bez 5–11", "1 3 13 15"),
    ("Vzorová - mimo lichá č. 5–11", "1 2 2a 3 4 6 8 10 10a 12 13 15 č.p.120 č.p.376 č.ev.12"),
    ("Vzorová - bez č. 5–11", "1 2 2a 3 4 12 13 15 č.p.120 č.p.376 č.ev.12"),
    ("Vzorová - č. p. 120, 376", "č.p.120 č.p.376"),
    ("Vzorová - lichá č. 1–5, č. p. 516", "1 3 5 15"),
    ("Vzorová - č. 503/2a", "2a"),
    ("Vzorová - č. 503/2", ""),
    ("Vzorová - lichá č. 11–15 a 516", "11 13 15"),
    ("Vzorová - sudá 8 a nižší", "2 2a 4 6 8"),
    ("Vzorová - lichá i sudá 10–12", "10 10a 11 12"),
    ("Vzorová - lichá 13–15", "13 15"),
    ("Vzorová - sudá 8 a nižší; lichá i sudá 10–12; lichá 13–15", "2 2a 4 6 8 10 10a 11 12 13 15"),
    ("Vzorová - č. ev. 12", "č.ev.12"),
    ("Vzorová - č. 12", "12"),
    ("Vzorová I – III", "1 1 1"),
    ("Vzorová - č. 15–1", ""),
    ("Vzorová - sudá č. 3–9", "4 6 8"),
    ("Vzorová - od křižovatky s ul. X po ul. Y", ""),
];

#[test]
fn the_worked_rules() {
    for (rule, expected) in TABLE {
        assert_eq!(expansion(&format!("# Vzorov\nA\n{rule}\n"), "A"), *expected, "{rule}");
    }
}

#[test]
fn the_same_numbers_written_without_a_dash() {
    for (rule, expected) in TABLE {
        let rule = rule.replace(" - ", " ");
        assert_eq!(expansion(&format!("# Vzorov\nA\n{rule}\n"), "A"), *expected, "{rule}");
    }
}

fn state(rule: &str) -> State {
    territories::rules::parse_line(1, rule).state
}

fn whats(rule: &str) -> Vec<What> {
    state(rule).reasons().iter().map(|r| r.what.clone()).collect()
}

#[test]
fn what_must_be_said_about_them() {
    let n = |v| territories::rules::Number::plain(v).unwrap();
    assert_eq!(whats("Vzorová - lichá č. 11–15 a 516"), [What::AgainstParity { number: n(516) }]);
    assert_eq!(whats("Vzorová - č. 15–1"), [What::RangeReversed { from: n(15), to: n(1) }]);
    assert_eq!(whats("Vzorová - sudá č. 3–9").len(), 2);
    assert!(matches!(state("Vzorová - č. 15–1"), State::Unresolved(_)));
    assert!(matches!(state("Vzorová - sudá č. 3–9"), State::Warning(_)));
    assert_eq!(whats("Vzorová - od křižovatky s ul. X po ul. Y"), [What::SegmentByCrossings]);
    assert!(matches!(state("Vzorová - od křižovatky s ul. X po ul. Y"), State::Unresolved(_)));
    assert_eq!(state("Vzorová - lichá č. bez 5–11"), State::Resolved);
    assert_eq!(state("Vzorová - mimo lichá č. 5–11"), State::Resolved);
}

#[test]
fn a_pair_that_is_not_there_is_an_error_not_a_guess() {
    let compiled =
        compile(&parse("# Vzorov\nA\nVzorová - č. 503/2\n"), &toy(), ConflictPolicy::SpecificBeatsBare);
    assert!(
        compiled
            .findings()
            .iter()
            .any(|f| matches!(f.kind, FindingKind::PairNotInRegister { house: 503, .. }))
    );
    let turned =
        compile(&parse("# Vzorov\nA\nVzorová - č. 6/508\n"), &toy(), ConflictPolicy::SpecificBeatsBare);
    assert!(
        turned
            .findings()
            .iter()
            .any(|f| matches!(f.kind, FindingKind::PairNotInRegister { turned_exists: true, .. }))
    );
}

#[test]
fn a_number_above_the_street_is_perhaps_a_house_number() {
    let text = "# Vzorov\nA\nVzorová - lichá č. 11–15 a 516\n";
    let compiled = compile(&parse(text), &toy(), ConflictPolicy::SpecificBeatsBare);
    assert!(
        compiled.findings().iter().any(|f| matches!(
            f.kind,
            FindingKind::AboveHighest { highest: 15, descriptive_exists: true, .. }
        ))
    );
}

#[test]
fn specific_beats_bare_and_says_so() {
    let text = "# Vzorov\nA\nVzorová\n\nB\nVzorová - lichá č. 5–11\n";
    assert_eq!(expansion(text, "B"), "5 5b 7 11");
    assert_eq!(expansion(text, "A"), "1 2 2a 3 4 6 8 10 10a 12 13 15 č.p.120 č.p.376 č.ev.12");
    let town = toy();
    let compiled = compile(&parse(text), &town, ConflictPolicy::SpecificBeatsBare);
    assert_eq!(compiled.report(&town).taken, [(1, 0, 4)]);
    let strict = compile(&parse(text), &town, ConflictPolicy::Strict).report(&town);
    assert_eq!(strict.overlaps.len(), 1);
    assert_eq!(strict.overlaps[0].doors.len(), 4);
}

#[test]
fn a_roman_list_needs_each_of_its_streets() {
    let text = "# Vzorov\nA\nVzorová I – IV\n";
    let report = compile(&parse(text), &toy(), ConflictPolicy::SpecificBeatsBare).report(&toy());
    assert_eq!(report.unknown_streets().collect::<Vec<_>>(), [(3, "Vzorová IV")]);
}
