//! People who answer: what they see, and what is wrong with what they said.

use questionnaires::{
    Answer, Answers, Day, Entry, Missing, ProblemKind, Progress, Questionnaire, validate, xlsform,
};

use super::workbook::workbook;

/// A form with a cascade, a ranking, numbers, a day and a place.
pub(crate) fn form() -> Questionnaire {
    let survey = "
        type | name | label | required | relevant | constraint | calculation | choice_filter | parameters
        start | opened | | | | | | |
        begin_group | who | You | | | | | |
        integer | age | Age | yes | | . >= 15 | | |
        calculate | decade | | | | | (${age} - ${age} mod 10) div 10 | |
        select_one city | city | City | yes | | | | |
        select_one part | part | Part | yes | ${city} != '' | | | city = ${city} |
        end_group | | | | | | | |
        begin_group | grown | Grown-ups | | ${age} >= 18 | | | |
        note | hello | Hello | | | | | |
        select_multiple fear | fear | Fear | yes | | count-selected(.) <= 2 | | |
        text | which | Which | | selected(${fear}, 'other') | | | |
        rank fear | order | Order | | | | | |
        end_group | | | | | | | |
        range | mark | Mark | | | | | | start=1 end=5 step=0.5
        decimal | hours | Hours | | | . < 24 | | |
        date | day | Day | | | | | |
        geopoint | place | Place | | | | | |
        acknowledge | read | Read | | | | | |";
    let choices = "
        list_name | name | label | missing | city
        city | 1 | One | |
        city | 2 | Two | |
        part | 11 | Centre of One | | 1
        part | 21 | Centre of Two | | 2
        part | 99 | rather not say | refused |
        fear | dark | the dark | |
        fear | dogs | dogs | |
        fear | other | other | |
        fear | 98 | I do not know | dont-know |";
    let settings = "form_title | form_id | version | default_language\n Fears | fears | 1 | en";
    xlsform::read(&workbook(&[("survey", survey), ("choices", choices), ("settings", settings)])).unwrap()
}

pub(crate) fn whole(number: i64) -> Entry {
    Entry::Given(Answer::Whole(number))
}

pub(crate) fn answers<const N: usize>(pairs: [(&str, Entry); N]) -> Answers {
    pairs.into_iter().map(|(name, entry)| (name.to_owned(), entry)).collect()
}

#[track_caller]
fn check<const N: usize>(pairs: [(&str, Entry); N], expected: &[(&str, ProblemKind)]) {
    let found = validate(&form(), &answers(pairs));
    let found: Vec<(&str, ProblemKind)> =
        found.iter().map(|it| (it.question.as_str(), it.kind.clone())).collect();
    assert_eq!(found, expected);
}

/// Enough answers for a person of sixteen, who sees no second page.
fn young<const N: usize>(more: [(&'static str, Entry); N]) -> Vec<(&'static str, Entry)> {
    let base = [("age", whole(16)), ("city", Answer::code("1")), ("part", Answer::code("11"))];
    base.into_iter().chain(more).collect()
}

#[track_caller]
fn young_check<const N: usize>(more: [(&'static str, Entry); N], expected: &[(&str, ProblemKind)]) {
    let answers: Answers = young(more).into_iter().map(|(name, it)| (name.to_owned(), it)).collect();
    let found: Vec<_> = validate(&form(), &answers).into_iter().map(|it| (it.question, it.kind)).collect();
    let expected: Vec<_> = expected.iter().map(|(name, kind)| ((*name).to_owned(), kind.clone())).collect();
    assert_eq!(found, expected);
}

#[test]
fn pages_follow_the_answers() {
    let form = form();
    let pages = |answers: Answers| -> Vec<(Option<String>, Vec<String>)> {
        let name = |it: &&questionnaires::Question| it.name.clone();
        let pages = Progress::of(&form, &answers).pages();
        pages
            .iter()
            .map(|page| (page.group.name.clone(), page.questions.iter().map(name).collect()))
            .collect()
    };
    let named = |name: &str, questions: &[&str]| {
        let name = (!name.is_empty()).then(|| name.to_owned());
        (name, questions.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>())
    };
    let last = named("", &["mark", "hours", "day", "place", "read"]);
    assert_eq!(pages(Answers::new()), [named("who", &["age", "city"]), last.clone()]);
    assert_eq!(
        pages(answers([
            ("age", whole(40)),
            ("city", Answer::code("2")),
            ("fear", Answer::codes(&["dogs", "other"]))
        ])),
        [named("who", &["age", "city", "part"]), named("grown", &["hello", "fear", "which", "order"]), last]
    );
}

#[test]
fn what_goes_out_of_sight_has_no_value() {
    // The fear of a person of 17 is not counted, so the question that depends on it is closed too.
    let form = form();
    let answers = answers([("age", whole(17)), ("fear", Answer::codes(&["other"]))]);
    let progress = Progress::of(&form, &answers);
    assert!(!progress.shows("which") && progress.value("fear").is_none());
    assert_eq!(progress.value("decade").unwrap().text(), "1");
}

#[test]
fn a_cascade_offers_what_fits_and_always_the_ways_out() {
    let form = form();
    let answers = answers([("city", Answer::code("2"))]);
    let progress = Progress::of(&form, &answers);
    let codes = |name| {
        progress.choices(form.question(name).unwrap()).iter().map(|it| it.code.clone()).collect::<Vec<_>>()
    };
    assert_eq!(codes("part"), ["21", "99"]);
    assert_eq!(codes("city"), ["1", "2"]);
    assert!(codes("age").is_empty());
}

#[test]
fn what_is_required_must_be_answered_while_it_is_seen() {
    check([], &[("age", ProblemKind::Required), ("city", ProblemKind::Required)]);
    young_check([], &[]);
    check(
        [("age", whole(40)), ("city", Answer::code("1")), ("part", Answer::code("99"))],
        &[("fear", ProblemKind::Required)],
    );
    check(
        [("age", Entry::Missing(Missing::Refused)), ("city", Answer::code(" "))],
        &[("city", ProblemKind::Required)],
    );
}

#[test]
fn constraints_are_not_held_against_those_who_do_not_know() {
    check(
        [("age", whole(14)), ("city", Answer::code("1")), ("part", Answer::code("11"))],
        &[("age", ProblemKind::Constraint)],
    );
    young_check([("hours", Entry::Given(Answer::Number(24.0)))], &[("hours", ProblemKind::Constraint)]);
    young_check([("hours", Entry::Missing(Missing::DontKnow))], &[]);
    let grown = |fear| {
        [("age", whole(30)), ("city", Answer::code("1")), ("part", Answer::code("11")), ("fear", fear)]
    };
    check(grown(Answer::codes(&["dark", "dogs", "other"])), &[("fear", ProblemKind::Constraint)]);
    check(grown(Answer::codes(&["98"])), &[]);
}

#[test]
fn codes_that_do_not_fit() {
    let grown = |fear| {
        [("age", whole(30)), ("city", Answer::code("1")), ("part", Answer::code("11")), ("fear", fear)]
    };
    check(grown(Answer::codes(&["cats"])), &[("fear", ProblemKind::UnknownCode("cats".into()))]);
    check(grown(Answer::codes(&["dark", "dark"])), &[("fear", ProblemKind::CodeTwice("dark".into()))]);
    check(grown(Answer::codes(&["dark", "98"])), &[("fear", ProblemKind::MissingBesideAnswers("98".into()))]);
    check(grown(Answer::code("dark")), &[("fear", ProblemKind::WrongKind("select_multiple"))]);
    check(
        [("age", whole(16)), ("city", Answer::code("1")), ("part", Answer::code("21"))],
        &[("part", ProblemKind::NotOffered("21".into()))],
    );
}

#[test]
fn rankings_are_whole() {
    let with = |order: &[&str]| {
        let mut all = answers([
            ("age", whole(30)),
            ("city", Answer::code("1")),
            ("part", Answer::code("11")),
            ("fear", Answer::codes(&["dark"])),
        ]);
        all.insert("order".into(), Answer::codes(order));
        validate(&form(), &all).into_iter().map(|it| it.kind).collect::<Vec<_>>()
    };
    assert_eq!(with(&["other", "dogs", "dark"]), []);
    assert_eq!(with(&["98"]), []);
    assert_eq!(with(&["other", "dogs"]), [ProblemKind::RankIncomplete]);
}

#[test]
fn answers_to_what_nobody_asked() {
    young_check(
        [
            ("decade", whole(1)),
            ("nothing", whole(1)),
            ("opened", Entry::Given(Answer::Text("now".into()))),
            ("fear", Answer::codes(&["dark"])),
        ],
        &[
            ("opened", ProblemKind::NotAsked),
            ("decade", ProblemKind::NotAsked),
            ("fear", ProblemKind::NotVisible),
            ("nothing", ProblemKind::UnknownQuestion),
        ],
    );
}

#[test]
fn numbers_days_and_places() {
    let number = |number| Entry::Given(Answer::Number(number));
    let place = |latitude, longitude| Entry::Given(Answer::Place { latitude, longitude });
    young_check(
        [("mark", number(1.5)), ("day", Entry::Given(Answer::Day(Day::new(2026, 5, 31).unwrap())))],
        &[],
    );
    young_check([("mark", whole(5)), ("hours", whole(3)), ("place", place(49.75, 13.38))], &[]);
    for off in [0.5, 5.5, 1.25, f64::NAN, f64::INFINITY] {
        young_check([("mark", number(off))], &[("mark", ProblemKind::OffTheScale)]);
    }
    young_check([("hours", number(f64::NAN))], &[("hours", ProblemKind::OffTheScale)]);
    young_check([("place", place(91.0, 0.0))], &[("place", ProblemKind::OffTheEarth)]);
    young_check(
        [("day", Entry::Given(Answer::Text("2026-05-31".into())))],
        &[("day", ProblemKind::WrongKind("date"))],
    );
}
