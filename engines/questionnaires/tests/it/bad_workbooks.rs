//! Workbooks that are no questionnaire: what is said, and where.

use questionnaires::xlsform;
use rust_xlsxwriter::Workbook;

use super::workbook::workbook;

fn messages(bytes: &[u8]) -> String {
    let faults = xlsform::read(bytes).unwrap_err();
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

fn survey(rows: &str) -> String {
    messages(&workbook(&[("survey", rows)]))
}

#[test]
fn what_is_no_workbook() {
    assert!(messages(b"").starts_with("workbook: this is not an .xlsx workbook"));
    assert!(messages(b"PK\x03\x04 nothing").starts_with("workbook: this is not an .xlsx workbook"));
    insta::assert_snapshot!(messages(&workbook(&[("list", "a")])), @"sheet survey: there is no sheet of this name; name the sheet with the questions so");
    insta::assert_snapshot!(survey(""), @"sheet survey: the sheet is empty; the first row must name the columns");
    insta::assert_snapshot!(survey("kind | name"), @"sheet survey, row 1: there is no column \"type\"; add it");
}

#[test]
fn what_is_outside_the_subset() {
    insta::assert_snapshot!(survey(
        "type | name | label | repeat_count | media::image
         select_one yesno or_other | a | A | |
         begin_repeat | r | R | 3 |
         select_one_from_file b.csv | b | B | | b.png
         image | c | C | |
         barcode | d | D | |
         text | e | E | | | stray"
    ));
}

#[test]
fn rows_that_do_not_fit_their_type() {
    insta::assert_snapshot!(survey(
        "type | name | label | required | relevant | constraint | calculation | parameters | choice_filter
         select_one | a | A | | | | | |
         calculate | b | | | | | | |
         range | c | C | | | | | start=1 end=inf step=1 |
         integer | d | D | maybe | ${a | . >> 3 | 1 + 1 | |
         | e | E | | | | | |
         text | | F | | | | | |
         text l | g | G | | | | | | x = 1"
    ));
}

#[test]
fn groups_that_do_not_close() {
    insta::assert_snapshot!(survey(
        "type | name | label | required | appearance
         end_group | | | |
         begin_group | a | A | yes | table-list
         begin_group | b | B | |
         text | q | Q | |"
    ));
}

#[test]
fn languages_without_a_code() {
    insta::assert_snapshot!(messages(&workbook(&[
        (
            "survey",
            "type | name | label::English | label::Česky (cs) | hint::Čeština (cs) | hint::Čeština (cs)\n text | a | A | Á | |"
        ),
        ("choices", "list_name | label\n l | L"),
        (
            "settings",
            "form_title | form_title::Česky (cs) | default_language | style | version\n A | B | cs (cs) | pages | 1\n C"
        ),
    ])));
}

#[test]
fn choices_with_a_wrong_word() {
    insta::assert_snapshot!(messages(&workbook(&[
        ("survey", "type | name | label\n select_one l | a | A"),
        (
            "choices",
            "list_name | name | label | direction | missing | media::image
             l | 1 | one | worse | |
             l | 2 | two | better | nevím |
             | 3 | three | | | x.png",
        ),
    ])));
}

#[test]
fn an_error_of_the_spreadsheet_is_no_text() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("survey").unwrap();
    sheet.write_string(0, 0, "type").unwrap();
    sheet.write_formula(1, 0, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    let said = messages(&book.save_to_buffer().unwrap());
    assert!(said.contains("row 2, column A"), "{said}");
}

#[test]
fn a_workbook_larger_than_a_form_is_refused_before_it_is_read() {
    assert!(messages(&vec![0; (16 << 20) + 1]).contains("larger than a form can be"));
}
