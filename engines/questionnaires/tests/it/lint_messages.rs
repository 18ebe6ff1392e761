//! What lint says, as a clerk reads it.

use questionnaires::{Questionnaire, lint, xlsform};

use super::workbook::workbook;

fn messages(form: &Questionnaire) -> String {
    let mark = |doubt| if doubt { "doubt" } else { "fault" };
    lint(form).iter().map(|it| format!("{}: {it}\n", mark(it.flaw.is_doubt()))).collect()
}

fn form(survey: &str, choices: &str) -> Questionnaire {
    let settings = "form_title | form_id | version | default_language\n T | t | 1 | en";
    xlsform::read(&workbook(&[("survey", survey), ("choices", choices), ("settings", settings)])).unwrap()
}

const YES_NO: &str = "list_name | name | label\n yn | 1 | yes\n yn | 0 | no";

#[test]
fn names_lists_and_codes() {
    insta::assert_snapshot!(messages(&form(
        "type | name | label | parameters | required
         select_one yn | a | A | |
         text | A | again | |
         select_one nowhere | 2b | B | |
         range | r | R | start=5 end=1 step=1 |
         note | n | N | | yes
         select_one scale | s | S | |",
        "list_name | name | label | direction | missing
         yn | 1 | yes | |
         yn | 1 | no | |
         yn | do not know | perhaps | |
         YN | 1 | yes | |
         scale | low | low | better |
         wait | 98 | nobody knows | | dont-know",
    )));
}

#[test]
fn expressions() {
    insta::assert_snapshot!(messages(&form(
        "type | name | label | relevant | constraint | calculation
         integer | age | Age | ${later} > 1 | . > 0 |
         select_one yn | car | Car | ${age} | . = '7' |
         text | make | Make | selected(${car}, 'yes') and ${nobody} = 1 | ${make} < 5 |
         note | n | N | . = 1 | |
         text | x | X | ${n} = 'a' or column = 1 | |
         calculate | twice | | | | ${age} * 2 + ${make}
         integer | later | Later | ${twice} = 4 and not(${age} + 1) | |",
        YES_NO,
    )));
}

#[test]
fn questions_that_wait_for_each_other() {
    insta::assert_snapshot!(messages(&form(
        "type | name | label | relevant
         text | a | A | ${c} != ''
         text | b | B | ${a} != ''
         text | c | C | ${b} != ''
         text | d | D | ${d} != ''",
        YES_NO,
    )));
}

#[test]
fn cascades() {
    insta::assert_snapshot!(messages(&form(
        "type | name | label | choice_filter
         select_one city | city | City |
         select_one part | part | Part | city = ${city} and kraj = 1
         select_one part | other | Other | ${city} + 1",
        "list_name | name | label | city
         city | 1 | One |
         part | 11 | Centre | 1",
    )));
}

#[test]
fn texts() {
    let mut form = form("type | name | label | constraint_message\n text | a | A | never said", YES_NO);
    form.languages.push(questionnaires::Language { code: "cs".into(), name: "Čeština".into() });
    form.groups[0].questions[0].hint = questionnaires::Text::of([("cs", "rada"), ("de", "Rat")]);
    form.groups[0].questions[0].label = questionnaires::Text::default();
    form.default_language = "fr".into();
    insta::assert_snapshot!(messages(&form));
}

#[test]
fn a_questionnaire_with_faults_is_not_written() {
    let form = form("type | name | label\n text | a | A\n text | a | B", YES_NO);
    let error = xlsform::write(&form).unwrap_err().to_string();
    assert_eq!(
        error,
        "the questionnaire has faults; the first is: question \"a\": the name is taken already by question \"a\""
    );
}

#[test]
fn findings_name_their_row() {
    let bytes = workbook(&[
        (
            "survey",
            "type | name | label | relevant
             note | hello | Hello |
             begin_group | car | Cars | ${nobody} = 1
             select_one yn | own | Do you own one? |
             integer | many | How many? | ${own} = '7'
             end_group | | |
             text | last | | ",
        ),
        ("choices", "list_name | name | label\n yn | 1 | yes\n yn | 1 | no\n other | 1 | x"),
        ("settings", "form_title | form_id | version | default_language\n T | t | 1 | en"),
    ]);
    let spots = xlsform::Spots::of(&bytes);
    let form = xlsform::read(&bytes).unwrap();
    let told: Vec<String> = lint(&form)
        .iter()
        .map(|finding| {
            let spot = spots.find(finding);
            format!("{} {} {} | {}", spot.sheet, spot.row, spot.column, finding.place)
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
    // Nothing is known of what is no workbook, and nothing breaks.
    let lost = lint(&form).first().map(|finding| xlsform::Spots::of(b"no workbook").find(finding).row);
    assert_eq!(lost, Some(0));
}
