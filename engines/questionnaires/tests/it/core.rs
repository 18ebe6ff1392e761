//! The core questionnaire that ships: `content/questionnaires/safety-core.toml`.

use questionnaires::{
    Answer, Answers, Choice, Direction, FillError, Flaw, Kind, Missing, Questionnaire, Text, columns, lint,
    validate, visible, xlsform,
};

pub(crate) fn core() -> Questionnaire {
    Questionnaire::from_toml(include_str!("../../../../content/questionnaires/safety-core.toml")).unwrap()
}

/// The core with two districts, as a city has it.
pub(crate) fn of_a_city() -> Questionnaire {
    let mut form = core();
    let district = |code: &str, name: &str| Choice {
        code: code.to_owned(),
        label: Text::of([("cs", name), ("en", name), ("uk", name)]),
        missing: None,
        tags: std::collections::BTreeMap::new(),
    };
    form.fill("district", vec![district("545970", "Vzorov 1"), district("545988", "Vzorov 2")]).unwrap();
    form
}

#[test]
fn the_core_is_clean_once_the_city_has_filled_in_its_districts() {
    let flaws: Vec<Flaw> = lint(&core()).into_iter().map(|finding| finding.flaw).collect();
    assert_eq!(flaws, [Flaw::NothingButMissing]);
    assert_eq!(lint(&of_a_city()), []);
}

#[test]
fn districts_are_filled_in_once() {
    let mut form = of_a_city();
    let again = form.list("district").unwrap().choices.iter().take(1).cloned().collect();
    let twice = FillError::Twice { list: "district".into(), code: "545970".into() };
    assert_eq!(form.fill("district", again), Err(twice));
    assert_eq!(form.fill("streets", Vec::new()), Err(FillError::NoList("streets".into())));
    assert_eq!(form, of_a_city());
}

#[test]
fn it_goes_to_xlsform_and_back() {
    for form in [core(), of_a_city()] {
        let workbook = xlsform::write(&form).unwrap();
        assert_eq!(xlsform::write(&form).unwrap(), workbook, "the same bytes");
        assert_eq!(xlsform::read(&workbook).unwrap(), form);
        assert_eq!(Questionnaire::from_toml(&form.to_toml().unwrap()).unwrap(), form);
    }
}

#[test]
fn every_text_is_in_three_languages_and_every_scale_has_a_direction() {
    let form = core();
    let all = |text: &Text| ["cs", "en", "uk"].iter().all(|it| text.get(it).is_some());
    for list in &form.lists {
        assert!(list.choices.iter().all(|choice| all(&choice.label)), "{}", list.name);
        let numbers = list.choices.iter().filter(|it| it.missing.is_none());
        assert!(numbers.clone().all(|it| it.code.parse::<u32>().is_ok()), "{}", list.name);
    }
    for scale in ["safe", "safe_home", "worry", "trend", "nuisance", "patrols"] {
        assert_eq!(form.list(scale).unwrap().direction, Direction::Worse, "{scale}");
    }
    for scale in ["trust", "satisfied"] {
        assert_eq!(form.list(scale).unwrap().direction, Direction::Better, "{scale}");
    }
    for (_, question) in form.questions() {
        assert!(all(&question.label), "{}", question.name);
    }
}

#[test]
fn the_first_item_is_that_of_the_united_nations() {
    // SDG 16.1.4: four answers, and beside them "never go out alone" and "don't know", told apart.
    let form = core();
    let item = form.question("safe_alone_dark").unwrap();
    let list = form.list(&item.kind.choosing().unwrap().list).unwrap();
    let answers = list.choices.iter().filter(|it| it.missing.is_none()).count();
    let missing: Vec<Missing> = list.choices.iter().filter_map(|it| it.missing).collect();
    assert_eq!(answers, 4);
    assert_eq!(missing, [Missing::NotApplicable, Missing::DontKnow, Missing::Refused]);
}

#[test]
fn nobody_is_asked_where_they_come_from_nor_for_free_text() {
    // Stems of the words in the three languages; "nationality", "citizenship", "origin", "ethnic", "religion".
    let stems = [
        "národnost",
        "občanstv",
        "původ",
        "etni",
        "nábožen",
        "national",
        "citizen",
        "origin",
        "ethnic",
        "religio",
        "громадянств",
        "національн",
        "походженн",
        "етнічн",
        "релігі",
    ];
    let form = core();
    let labels = form.questions().map(|(_, it)| &it.label);
    let choices = form.lists.iter().flat_map(|it| &it.choices).map(|it| &it.label);
    for (_, words) in labels.chain(choices).flat_map(Text::iter) {
        assert!(stems.iter().all(|stem| !words.to_lowercase().contains(stem)), "{words}");
    }
    assert!(form.questions().all(|(_, it)| it.kind != Kind::Text));
}

#[test]
fn who_was_not_harmed_is_not_asked_how_often() {
    let form = of_a_city();
    let shows = |answers: &Answers, name: &str| visible(&form, answers).iter().any(|it| it.name == name);
    let spared = Answers::from([("victim_attack".into(), Answer::code("0"))]);
    assert!(!shows(&spared, "victim_attack_times") && !shows(&spared, "victim_why_not_reported"));
    let harmed = Answers::from([
        ("victim_attack".into(), Answer::code("1")),
        ("victim_attack_reported".into(), Answer::code("3")),
    ]);
    assert!(shows(&harmed, "victim_attack_times") && shows(&harmed, "victim_why_not_reported"));
}

#[test]
fn nothing_of_what_was_done_for_safety_stands_alone() {
    let form = of_a_city();
    let wrong = |codes: &[&str]| {
        let answers = Answers::from([("protection".into(), Answer::codes(codes))]);
        validate(&form, &answers).iter().filter(|it| it.question == "protection").count()
    };
    assert_eq!((wrong(&["0"]), wrong(&["1", "3"]), wrong(&["98"])), (0, 0, 0));
    assert_eq!((wrong(&["0", "1"]), wrong(&["1", "98"]), wrong(&[])), (1, 1, 1));
}

#[test]
fn harm_is_marked_as_sensitive() {
    let sensitive = columns(&core()).into_iter().filter(|it| it.sensitive);
    assert!(sensitive.clone().count() > 8 * 3);
    assert!(sensitive.map(|it| it.question).all(|it| it.starts_with("victim_")));
}

#[test]
fn the_indicator_of_the_united_nations_counts_those_who_never_walk_alone() {
    let counted =
        columns(&core()).into_iter().filter(|it| it.in_base.is_some()).map(|it| (it.name, it.in_base));
    let expected = [("safe_alone_dark".to_owned(), Some(questionnaires::Missing::NotApplicable))];
    assert_eq!(counted.collect::<Vec<_>>(), expected);
}
