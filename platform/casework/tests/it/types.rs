//! Case types from TOML: what is read, and what is refused with file and place.

use casework::{CaseTypes, DeadlineLength, FieldKind};

const GOOD: &str = include_str!("referral.toml");

#[test]
fn a_type_is_read() {
    let types = CaseTypes::read(&[("referral.toml", GOOD)]).unwrap();
    let referral = types.get("referral").unwrap();
    assert_eq!(
        referral.machine.state("received").unwrap().deadline.as_ref().unwrap().length,
        DeadlineLength::WorkingDays(3)
    );
    assert_eq!(referral.field("area").unwrap().kind, FieldKind::AreaCm2);
    assert_eq!(referral.missing_for("routed", &casework::Fields::new()), ["area"]);
    assert!(referral.machine.transition("reopen").unwrap().leaves("routed"));
    assert!(!referral.machine.transition("reopen").unwrap().leaves("reopened"));
    assert_eq!(referral.templates[0].title.uk, "Переповнений гуртожиток");
}

#[test]
fn mistakes_are_named_with_their_place() {
    let check = |from: &str, to: &str, message: &str| {
        assert!(GOOD.contains(from), "{from}");
        let broken = GOOD.replacen(from, to, 1);
        let error = CaseTypes::read(&[("a.toml", &broken)]).expect_err(message).to_string();
        assert!(error.starts_with("a.toml: ") && error.contains(message), "{error}\n  expected: {message}");
    };
    check("prefix = \"UB\"", "prefix = \"ub\"", "prefix: 1 to 4 capital letters");
    check("key = \"referral\"", "key = \"Refe rral\"", "is no key");
    check("key = \"referral\"", "colour = \"red\"\nkey = \"referral\"", "unknown field `colour`");
    check("key = \"referral\"", "key = referral", "line 2");
    check("en = \"Referral\", ", "", "name: needs words in cs, en and uk");
    check("en = \"Referral\"", "en = \" \"", "needs words in cs, en and uk");
    check("owners = [\"safety-department\"]", "owners = [\"cia\"]", "\"cia\" is no kind of body");
    check("roles = [\"coordinator\", \"head\"]", "roles = [\"king\"]", "\"king\" is no role");
    check("required_in = [\"routed\"]", "required_in = [\"router\"]", "field area: \"router\" is no state");
    check("required = [\"beds\"]", "required = [\"bed\"]", "case.transition route: \"bed\" is no field");
    check(
        "from = [\"worked\"], to = \"follow-up\"",
        "from = [\"worked\"], to = \"nowhere\"",
        "\"nowhere\" is no state",
    );
    check(
        "from = [\"worked\"], to = \"follow-up\"",
        "from = [\"worked\"], to = \"closed\"",
        "case.state follow-up: cannot be reached",
    );
    check("initial = \"handed\"", "initial = \"hand\"", "task.initial: \"hand\" is no state");
    check("{ working_days = 3, law", "{ working_days = 3, calendar_days = 3, law", "a deadline is one of");
    check(
        "terminal = true, outcome = \"not-confirmed\"",
        "terminal = true",
        "an outcome belongs to a terminal state",
    );
    check("key = \"beds\"", "key = \"what\"", "\"what\" stands twice");
    check("kind = \"integer\"", "kind = \"float\"", "unknown variant `float`");
    check("legal_basis = \"§ 10 zákona č. 128/2000 Sb.\"", "legal_basis = \"\"", "legal_basis says");
    check("fields = { what =", "fields = { who =", "fields do not fit: who (field-unknown)");
    check("href = \"/staff/ubytovny/{id}\"", "href = \"https://example\"", "href is a path");
    check("to = \"worked\"\n", "to = \"work\"\n", "when_tasks_end: \"work\" is no state");
}

#[test]
fn two_types_share_neither_key_nor_prefix() {
    let twice = CaseTypes::read(&[("a.toml", GOOD), ("b.toml", GOOD)]).expect_err("twice").to_string();
    assert!(twice.starts_with("b.toml: prefix"), "{twice}");
    let twice = GOOD.replacen("prefix = \"UB\"", "prefix = \"UC\"", 1);
    let twice = CaseTypes::read(&[("a.toml", GOOD), ("b.toml", &twice)]).expect_err("twice").to_string();
    assert!(twice.starts_with("b.toml: key"), "{twice}");
}

proptest::proptest! {
    #[test]
    fn a_damaged_file_is_an_error_and_no_panic(at in 0..GOOD.len(), with in "[\\x00-\\x7f]{0,3}") {
        let mut at = at;
        while !GOOD.is_char_boundary(at) {
            at -= 1;
        }
        let damaged = format!("{}{with}{}", &GOOD[..at], &GOOD[at..]);
        if let Err(error) = CaseTypes::read(&[("a.toml", &damaged)]) {
            proptest::prop_assert!(!error.place.is_empty());
        }
    }

    #[test]
    fn fields_take_what_their_kind_says(text in "\\PC{0,40}") {
        let types = CaseTypes::read(&[("a.toml", GOOD)]).unwrap();
        let referral = types.get("referral").unwrap();
        let fields = casework::Fields::from([("beds".to_owned(), text.clone())]);
        match referral.clean(fields) {
            Ok(kept) => proptest::prop_assert!(kept.get("beds").is_none_or(|n| n.parse::<u64>().is_ok())),
            Err(faults) => proptest::prop_assert_eq!(faults[0].code, "field-number"),
        }
    }
}
