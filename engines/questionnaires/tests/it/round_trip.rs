//! Laws: what is written is read back; no bytes, text or answers make a panic.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::select;
use questionnaires::{
    Answer, Answers, Choice, Choosing, Day, Direction, Entry, Expression, Group, Kind, Language, List,
    Metadata, Missing, Question, Questionnaire, Range, Text, columns, lint, row, validate, xlsform,
};

/// Words as people write them and as they should not: accents, quotes, brackets, line ends, what looks like a folded letter.
fn words() -> impl Strategy<Value = String> {
    "[a-zč„“'\"<>&_x0-9(){}$|#\\-\n\r ]{0,12}|_x000D_|=1\\+1".prop_map(|text| text.trim().to_owned())
}

fn text() -> impl Strategy<Value = Text> {
    (words(), words()).prop_map(|(cs, en)| Text::of([("cs", cs), ("en", en)]))
}

fn label() -> impl Strategy<Value = Text> {
    ("[A-Z]", words())
        .prop_map(|(letter, rest)| Text::of([("cs", format!("{letter}{rest}")), ("en", letter)]))
}

/// A list of up to four choices, two of them with a tag.
fn list(name: String) -> impl Strategy<Value = List> {
    let directions = select(vec![Direction::None, Direction::Better, Direction::Worse, Direction::More]);
    (directions, 1..4_usize, prop::collection::vec(label(), 4), any::<bool>(), "[a-z]{1,3}").prop_map(
        move |(direction, many, labels, missing, tag)| {
            let choice = |(at, label): (usize, &Text)| Choice {
                code: at.to_string(),
                label: label.clone(),
                missing: (missing && at == 0).then_some(Missing::Refused),
                tags: if at < 2 {
                    BTreeMap::from([("tag".to_owned(), tag.clone())])
                } else {
                    BTreeMap::new()
                },
            };
            let choices = labels.iter().take(many).enumerate().map(choice).collect();
            List { name: name.clone(), direction, choices }
        },
    )
}

fn kind() -> impl Strategy<Value = Kind> {
    let choosing = (0..2_usize, any::<bool>()).prop_map(|(list, filtered)| Choosing {
        list: format!("l{list}"),
        filter: filtered.then(|| Expression::parse("tag = 'a' or name = '1'").unwrap()),
    });
    prop_oneof![
        choosing.clone().prop_map(Kind::SelectOne),
        choosing.clone().prop_map(Kind::SelectMultiple),
        choosing.prop_map(Kind::Rank),
        (-5..5_i32, 1..20_i32).prop_map(|(start, way)| Kind::Range(Range {
            start: f64::from(start) / 10.0,
            end: f64::from(start + way) / 10.0,
            step: 0.1,
        })),
        select(vec![
            Kind::Integer,
            Kind::Decimal,
            Kind::Text,
            Kind::Date,
            Kind::Acknowledge,
            Kind::Geopoint,
            Kind::Note,
            Kind::Hidden,
            Kind::Metadata(Metadata::Start),
            Kind::Metadata(Metadata::End),
            Kind::Metadata(Metadata::Today),
        ]),
        Just(Kind::Calculate(Expression::parse("1 + 2 * 3").unwrap())),
    ]
}

fn question(name: String) -> impl Strategy<Value = Question> {
    (kind(), label(), text(), any::<[bool; 4]>(), words(), words()).prop_map(
        move |(kind, label, other, [required, conditional, bound, sensitive], appearance, default)| {
            let asked = kind.is_asked();
            let mut question = Question::new(name.clone(), kind, label);
            question.hint = other.clone();
            question.required = required && asked;
            question.required_message = other.clone();
            question.relevant = conditional.then(|| Expression::parse("1 < 2 and 'a' != \"b\"").unwrap());
            question.constraint = (bound && asked).then(|| Expression::parse("not(. = '')").unwrap());
            question.constraint_message = other;
            question.appearance = appearance;
            question.default = default;
            question.sensitive = sensitive;
            question.in_base = sensitive.then_some(Missing::NotApplicable);
            question
        },
    )
}

fn group(at: usize) -> impl Strategy<Value = Group> {
    let questions: Vec<_> = (0..3).map(|q| question(format!("q{at}_{q}"))).collect();
    // Every other group may stand outside, so that two never follow each other.
    let named = if at.is_multiple_of(2) { Just(true).boxed() } else { any::<bool>().boxed() };
    (named, questions, 1..4_usize, text(), any::<bool>()).prop_map(
        move |(named, questions, many, label, shut)| Group {
            name: named.then(|| format!("g{at}")),
            label: if named { label } else { Text::default() },
            relevant: (named && shut).then(|| Expression::parse("2 > 1").unwrap()),
            questions: questions.into_iter().take(many).collect(),
        },
    )
}

fn questionnaire() -> impl Strategy<Value = Questionnaire> {
    let groups: Vec<_> = (0..3).map(group).collect();
    let lists: Vec<_> = (0..2).map(|it| list(format!("l{it}"))).collect();
    (text(), lists, groups, select(vec!["cs", "en"]), words()).prop_map(
        |(title, lists, groups, default, version)| {
            let language = |code: &str, name: &str| Language { code: code.to_owned(), name: name.to_owned() };
            Questionnaire {
                id: "made-up".to_owned(),
                version,
                title,
                default_language: default.to_owned(),
                languages: vec![language("en", "English (UK)"), language("cs", "Čeština")],
                lists,
                groups,
            }
        },
    )
}

fn entry() -> impl Strategy<Value = Entry> {
    let codes = prop::collection::vec(select(vec!["0", "1", "2", "9"]), 0..4);
    prop_oneof![
        Just(Entry::Missing(Missing::DontKnow)),
        select(vec!["0", "1", "7"]).prop_map(Answer::code),
        codes.prop_map(|it| Answer::codes(&it)),
        any::<i64>().prop_map(|it| Entry::Given(Answer::Whole(it))),
        any::<f64>().prop_map(|it| Entry::Given(Answer::Number(it))),
        words().prop_map(|it| Entry::Given(Answer::Text(it))),
        Just(Entry::Given(Answer::Day(Day::new(2026, 5, 31).unwrap()))),
        (any::<f64>(), any::<f64>())
            .prop_map(|(latitude, longitude)| Entry::Given(Answer::Place { latitude, longitude })),
        Just(Entry::Given(Answer::Acknowledged)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_written_is_read_back(form in questionnaire()) {
        prop_assert_eq!(lint(&form).into_iter().find(|it| !it.flaw.is_doubt()), None);
        let workbook = xlsform::write(&form).unwrap();
        prop_assert_eq!(xlsform::read(&workbook).unwrap(), form.clone());
        prop_assert_eq!(Questionnaire::from_toml(&form.to_toml().unwrap()).unwrap(), form);
    }

    #[test]
    fn damaged_workbooks_are_faults_or_forms(form in questionnaire(), at in any::<prop::sample::Index>(), byte: u8) {
        let mut workbook = xlsform::write(&form).unwrap();
        let at = at.index(workbook.len());
        workbook[at] = byte;
        if let Err(faults) = xlsform::read(&workbook) {
            prop_assert!(!faults.is_empty());
        }
        workbook.truncate(at);
        prop_assert!(xlsform::read(&workbook).is_err());
    }

    #[test]
    fn any_answers_have_a_row_as_wide_as_the_table(
        form in questionnaire(),
        entries in prop::collection::vec(entry(), 9),
    ) {
        let names = form.questions().map(|(_, it)| it.name.clone());
        let answers: Answers = names.zip(entries).collect();
        prop_assert_eq!(row(&form, &answers).len(), columns(&form).len());
        // What validates is stored whole: every visible answer has a cell that says something.
        if validate(&form, &answers).is_empty() {
            let cells = row(&form, &answers);
            for (column, cell) in columns(&form).iter().zip(cells) {
                let given = matches!(answers.get(&column.question), Some(Entry::Given(answer)) if !answer.is_nothing());
                prop_assert!(!given || cell != questionnaires::Cell::Nothing, "{}", column.name);
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_an_expression_with_a_value_or_an_error_with_a_place(
        text in "[a-z0-9.${}()'\" =<>!+*,-]{0,40}|\\PC{0,40}"
    ) {
        match Expression::parse(&text) {
            Ok(expression) => drop(expression.value(&questionnaires::expression::Scope::default())),
            Err(error) => prop_assert!((1..=text.chars().count() + 1).contains(&error.at)),
        }
    }
}
