//! Compliance by area, the states that are no answer, vulnerability, re-audits.

use risk_scoring::compliance::{
    Answer, Basis, Change, Cuts, Item, Level, Scenarios, Weight, Why, audit, compare, vulnerability,
};

fn item(id: &str, basis: &[Basis], answer: Option<Answer>) -> Item {
    Item {
        id: id.into(),
        area: id.split('-').next().unwrap_or_default().into(),
        basis: basis.to_vec(),
        weight: None,
        scenarios: Scenarios::default(),
        meaning: 1,
        hidden: false,
        answer,
    }
}

fn hidden(item: Item) -> Item {
    Item { hidden: true, ..item }
}

#[test]
fn law_weighs_three_the_standard_two_practice_one() {
    // (3·1 + 2·½ + 1·0) / (3 + 2 + 1) = 4/6
    let items = [
        item("PER-06", &[Basis::Law], Some(Answer::Yes)),
        item("PER-01", &[Basis::Norm, Basis::Standard], Some(Answer::Partly)),
        item("PER-13", &[Basis::Own], Some(Answer::No)),
    ];
    let found = audit(&items);
    assert!((found.whole.compliance().unwrap() - 4.0 / 6.0).abs() < 1e-12);
    assert_eq!(Weight::of(&[Basis::Own, Basis::Law]).value(), 3);
    assert_eq!(Weight::of(&[]).value(), 1);
}

#[test]
fn not_found_out_not_applicable_and_hidden_are_three_things() {
    let scored = || item("A-1", &[], Some(Answer::No));
    let with = |other: Item| audit(&[item("A-0", &[], Some(Answer::Yes)), scored(), other]).whole;
    let plain = audit(&[item("A-0", &[], Some(Answer::Yes)), scored()]).whole;
    let not_found_out = with(item("A-2", &[], Some(Answer::NotFoundOut)));
    let not_applicable = with(item("A-2", &[], Some(Answer::NotApplicable)));
    let not_shown = with(hidden(item("A-2", &[Basis::Law], Some(Answer::No))));
    let not_asked = with(item("A-2", &[], None));
    // None of them moves the share.
    for standing in [plain, not_found_out, not_applicable, not_shown, not_asked] {
        assert_eq!(standing.compliance(), Some(0.5));
    }
    // Only what should have an answer and has none lowers the coverage.
    assert_eq!(plain.coverage(), Some(1.0));
    assert_eq!((not_found_out.coverage(), not_asked.coverage()), (Some(2.0 / 3.0), Some(2.0 / 3.0)));
    assert_eq!((not_applicable.coverage(), not_shown.coverage()), (Some(1.0), Some(1.0)));
    // And each is counted by itself.
    let counts = |it: risk_scoring::compliance::Standing| {
        (it.not_found_out, it.not_applicable, it.hidden, it.not_asked)
    };
    assert_eq!(
        [not_found_out, not_applicable, not_shown, not_asked].map(counts),
        [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)]
    );
}

#[test]
fn nothing_scored_is_no_share_and_not_zero() {
    let found =
        audit(&[item("A-1", &[], Some(Answer::NotFoundOut)), item("B-1", &[], Some(Answer::NotApplicable))]);
    assert_eq!(
        found
            .areas
            .iter()
            .map(|(area, it)| (area.as_str(), it.compliance(), it.coverage()))
            .collect::<Vec<_>>(),
        [("A", None, Some(0.0)), ("B", None, None)]
    );
}

#[test]
fn what_the_law_asks_for_stands_on_page_one() {
    let no = Some(Answer::No);
    let items = [
        item("A-1", &[Basis::Standard], no),
        item("A-2", &[Basis::Standard, Basis::Law], no),
        hidden(item("A-3", &[Basis::Law], no)),
        item("A-4", &[Basis::Law], Some(Answer::Partly)),
    ];
    assert_eq!(audit(&items).breaches, ["A-2"]);
}

#[test]
fn vulnerability_is_what_is_missing_against_a_scenario() {
    let against = |it: Item, these: &[&str]| Item {
        scenarios: Scenarios::These(these.iter().map(|it| (*it).to_owned()).collect()),
        ..it
    };
    let items = [
        against(item("A-1", &[], Some(Answer::Yes)), &["R1", "R3"]),
        against(item("A-2", &[], Some(Answer::No)), &["R3"]),
        against(item("A-3", &[], Some(Answer::NotFoundOut)), &["R5"]),
        Item { scenarios: Scenarios::All, ..item("A-4", &[], Some(Answer::No)) },
    ];
    let cuts = Cuts { medium: 34, high: 67 }.checked().unwrap();
    let found = vulnerability(&items, Some(cuts));
    let said: Vec<_> = found
        .iter()
        .map(|it| (it.scenario.as_str(), it.standing.halves, it.standing.most_halves, it.level))
        .collect();
    assert_eq!(
        said,
        [
            ("R1", 2, 4, Some(Level::Medium)),
            ("R3", 2, 6, Some(Level::Medium)),
            ("R5", 0, 2, Some(Level::High)),
        ]
    );
    assert!(vulnerability(&items, None).iter().all(|it| it.level.is_none()));
    assert!(
        Cuts { medium: 67, high: 34 }.checked().is_err() && Cuts { medium: 0, high: 34 }.checked().is_err()
    );
}

#[test]
fn a_cut_belongs_to_the_level_above() {
    let named =
        |answer| Item { scenarios: Scenarios::These(vec!["R1".into()]), ..item("A-1", &[], Some(answer)) };
    let cuts = Some(Cuts { medium: 50, high: 100 });
    let level = |answer| vulnerability(&[named(answer)], cuts)[0].level;
    assert_eq!(
        [Answer::Yes, Answer::Partly, Answer::No].map(level),
        [Level::Low, Level::Medium, Level::High].map(Some)
    );
}

#[track_caller]
fn compared(before: Item, after: Item, change: Change) {
    let found = compare(&[before], &[after]);
    assert_eq!(found[0].change, change);
}

#[test]
fn a_re_audit_is_held_against_the_one_before() {
    let of = |answer| item("A-1", &[], Some(answer));
    compared(of(Answer::No), of(Answer::Partly), Change::Improved);
    compared(of(Answer::Yes), of(Answer::Partly), Change::Worse);
    compared(of(Answer::Partly), of(Answer::Partly), Change::Same);
    compared(of(Answer::NotApplicable), of(Answer::NotApplicable), Change::Same);
    compared(of(Answer::No), Item { meaning: 2, ..of(Answer::Yes) }, Change::NotComparable(Why::Meaning));
    compared(of(Answer::No), hidden(of(Answer::Yes)), Change::NotComparable(Why::Hidden));
    compared(of(Answer::NotApplicable), of(Answer::Yes), Change::NotComparable(Why::NotApplicable));
    compared(of(Answer::NotFoundOut), of(Answer::Yes), Change::NotComparable(Why::NotFoundOut));
    compared(of(Answer::Yes), item("A-1", &[], None), Change::NotComparable(Why::NotAsked));
    // By id, whatever the order is.
    let before = [of(Answer::No), item("A-2", &[], Some(Answer::No))];
    let after = [item("A-3", &[], None), item("A-2", &[], Some(Answer::Yes))];
    let found: Vec<_> = compare(&before, &after).into_iter().map(|it| (it.id, it.change)).collect();
    assert_eq!(
        found,
        [
            ("A-3".to_owned(), Change::NewlyAsked),
            ("A-2".to_owned(), Change::Improved),
            ("A-1".to_owned(), Change::Withdrawn)
        ]
    );
}
