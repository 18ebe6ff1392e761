//! A questionnaire as an XLSForm workbook.

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::kind::Kind;
use crate::lint::{Finding, lint};
use crate::model::{Direction, Missing, Question, Questionnaire, Text};

/// Why a questionnaire is not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// It has faults (not only doubts): what would be read back is something else.
    #[error("the questionnaire has faults; the first is: {}", .0.first().map(ToString::to_string).unwrap_or_default())]
    Faulty(Vec<Finding>),
    /// The workbook cannot hold it: a text of more than 32 767 characters, more than a million rows.
    #[error("the workbook cannot hold the questionnaire")]
    Workbook(#[from] XlsxError),
}

/// Rows of a sheet: the name of a column and the text, in the order of the columns; empty texts are left out.
type Row = Vec<(String, String)>;

/// Writes a workbook; the same questionnaire gives the same bytes.
///
/// # Errors
/// [`WriteError`]. Doubts do not hinder.
///
/// # Source
/// <https://xlsform.org/en/>; columns of Okrsek's own are named in [the module](super).
pub fn write(questionnaire: &Questionnaire) -> Result<Vec<u8>, WriteError> {
    let faults: Vec<Finding> = lint(questionnaire).into_iter().filter(|it| !it.flaw.is_doubt()).collect();
    if !faults.is_empty() {
        return Err(WriteError::Faulty(faults));
    }
    let languages = Languages(questionnaire);
    let mut workbook = Workbook::new();
    // A fixed day, since the bytes must not depend on when they are written.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let bold = Format::new().set_bold();
    for (name, rows) in [
        ("survey", survey(questionnaire, &languages)),
        ("choices", choices(questionnaire, &languages)),
        ("settings", settings(questionnaire, &languages)),
    ] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        fill(sheet, &heads(name, questionnaire, &languages), &rows, &bold)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn fill(sheet: &mut Worksheet, heads: &[String], rows: &[Row], bold: &Format) -> Result<(), XlsxError> {
    for (column, head) in (0_u16..).zip(heads) {
        sheet.write_string_with_format(0, column, head, bold)?;
    }
    for (number, row) in (1_u32..).zip(rows) {
        for (column, head) in (0_u16..).zip(heads) {
            let text = row.iter().find(|(name, text)| name == head && !text.is_empty());
            if let Some((_, text)) = text {
                sheet.write_string(number, column, text)?;
            }
        }
    }
    Ok(())
}

/// Names of columns by language.
struct Languages<'a>(&'a Questionnaire);

impl Languages<'_> {
    fn written(&self) -> impl Iterator<Item = (&str, String)> {
        self.0.languages.iter().map(|it| (it.code.as_str(), format!("{} ({})", it.name, it.code)))
    }

    fn heads(&self, base: &str) -> Vec<String> {
        self.written().map(|(_, written)| format!("{base}::{written}")).collect()
    }

    fn cells(&self, base: &str, text: &Text) -> Row {
        let words = |code| text.get(code).unwrap_or_default().to_owned();
        self.written().map(|(code, written)| (format!("{base}::{written}"), words(code))).collect()
    }
}

fn heads(sheet: &str, questionnaire: &Questionnaire, languages: &Languages<'_>) -> Vec<String> {
    let plain = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    match sheet {
        "survey" => [
            plain(&["type", "name"]),
            languages.heads("label"),
            languages.heads("hint"),
            plain(&["required"]),
            languages.heads("required_message"),
            plain(&["relevant", "constraint"]),
            languages.heads("constraint_message"),
            plain(&[
                "calculation",
                "choice_filter",
                "parameters",
                "appearance",
                "default",
                "sensitive",
                "in_base",
            ]),
        ]
        .concat(),
        "choices" => {
            let choices = questionnaire.lists.iter().flat_map(|list| &list.choices);
            let tags: BTreeSet<&str> = choices.flat_map(|it| it.tags.keys()).map(String::as_str).collect();
            [
                plain(&["list_name", "name"]),
                languages.heads("label"),
                plain(&["direction", "missing"]),
                plain(&tags.into_iter().collect::<Vec<_>>()),
            ]
            .concat()
        }
        _ => [
            plain(&["form_title"]),
            languages.heads("form_title"),
            plain(&["form_id", "version", "default_language"]),
        ]
        .concat(),
    }
}

fn cell(head: &str, text: impl Into<String>) -> (String, String) {
    (head.to_owned(), text.into())
}

fn yes(value: bool) -> &'static str {
    if value { "yes" } else { "" }
}

fn survey(questionnaire: &Questionnaire, languages: &Languages<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for group in &questionnaire.groups {
        if let Some(name) = &group.name {
            let relevant = group.relevant.as_ref().map(|it| it.source()).unwrap_or_default();
            let mut row = vec![
                cell("type", "begin_group"),
                cell("name", name),
                cell("relevant", relevant),
                cell("appearance", "field-list"),
            ];
            row.extend(languages.cells("label", &group.label));
            rows.push(row);
        }
        rows.extend(group.questions.iter().map(|question| self::question(question, languages)));
        if group.name.is_some() {
            rows.push(vec![cell("type", "end_group")]);
        }
    }
    rows
}

fn question(question: &Question, languages: &Languages<'_>) -> Row {
    let choosing = question.kind.choosing();
    let list = choosing.map(|it| format!(" {}", it.list)).unwrap_or_default();
    let source = |it: Option<&crate::Expression>| it.map(|it| it.source().to_owned()).unwrap_or_default();
    let (mut calculation, mut parameters) = (String::new(), String::new());
    match &question.kind {
        Kind::Calculate(it) => it.source().clone_into(&mut calculation),
        Kind::Range(it) => parameters = format!("start={} end={} step={}", it.start, it.end, it.step),
        _ => {}
    }
    let mut row = vec![
        cell("type", format!("{}{list}", question.kind.word())),
        cell("name", &question.name),
        cell("required", yes(question.required)),
        cell("relevant", source(question.relevant.as_ref())),
        cell("constraint", source(question.constraint.as_ref())),
        cell("calculation", calculation),
        cell("choice_filter", source(choosing.and_then(|it| it.filter.as_ref()))),
        cell("parameters", parameters),
        cell("appearance", &question.appearance),
        cell("default", &question.default),
        cell("sensitive", yes(question.sensitive)),
        cell("in_base", question.in_base.map(|it| word(&Missing::WORDS, it)).unwrap_or_default()),
    ];
    row.extend(languages.cells("label", &question.label));
    row.extend(languages.cells("hint", &question.hint));
    row.extend(languages.cells("required_message", &question.required_message));
    row.extend(languages.cells("constraint_message", &question.constraint_message));
    row
}

fn choices(questionnaire: &Questionnaire, languages: &Languages<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for list in &questionnaire.lists {
        for choice in &list.choices {
            let missing = Missing::WORDS.iter().find(|(_, it)| Some(*it) == choice.missing);
            let mut row = vec![
                cell("list_name", &list.name),
                cell("name", &choice.code),
                cell("direction", word(&Direction::WORDS, list.direction)),
                cell("missing", missing.map(|(word, _)| *word).unwrap_or_default()),
            ];
            row.extend(languages.cells("label", &choice.label));
            row.extend(choice.tags.iter().map(|(tag, value)| cell(tag, value)));
            rows.push(row);
        }
    }
    rows
}

fn word<T: PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, it)| *it == value).map(|(word, _)| *word).unwrap_or_default()
}

fn settings(questionnaire: &Questionnaire, languages: &Languages<'_>) -> Vec<Row> {
    let default = &questionnaire.default_language;
    let written = languages.written().find(|(code, _)| code == default).map(|(_, it)| it).unwrap_or_default();
    // With the title in the default language once more, in the column that other programs know.
    let title = questionnaire.title.get(default).unwrap_or_default();
    let mut row = vec![
        cell("form_title", title),
        cell("form_id", &questionnaire.id),
        cell("version", &questionnaire.version),
        cell("default_language", written),
    ];
    row.extend(languages.cells("form_title", &questionnaire.title));
    vec![row]
}
