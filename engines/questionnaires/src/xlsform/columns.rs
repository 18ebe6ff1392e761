//! Columns by language, and cells with their faults.

use super::fault::{FaultKind, Faults};
use super::settings::Form;
use super::sheets::{Row, Sheet};
use crate::expression::Expression;
use crate::model::Text;

/// A language as a column names it: `Čeština (cs)`, or the code alone.
pub(super) fn language(written: &str) -> Option<(&str, &str)> {
    let written = written.trim();
    if let Some((name, code)) = written.strip_suffix(')').and_then(|it| it.rsplit_once('(')) {
        let (name, code) = (name.trim(), code.trim());
        return is_code(code).then_some((code, if name.is_empty() { code } else { name }));
    }
    is_code(written).then_some((written, written))
}

/// Whether it looks like a code of BCP 47: `cs`, `sr-Latn`.
fn is_code(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|it| (1..=8).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// What a column is called without its language, and the language as written.
pub(super) fn split(head: &str) -> (&str, Option<&str>) {
    match head.split_once("::") {
        Some((base, language)) => (base.trim(), Some(language)),
        None => (head, None),
    }
}

/// The columns of a sheet: which are plain, which carry texts. Others are faults when `strict`, else tags.
pub(super) struct Columns<'a> {
    /// Base name, code of the language, head.
    texts: Vec<(&'a str, String, &'a str)>,
    /// Heads that are neither plain nor texts.
    pub(super) others: Vec<&'a str>,
}

impl<'a> Columns<'a> {
    /// No columns.
    pub(super) fn none() -> Columns<'a> {
        Columns { texts: Vec::new(), others: Vec::new() }
    }

    /// Sorts the columns of a sheet.
    pub(super) fn of(
        sheet: &'a Sheet,
        plain: &[&str],
        said: &[&str],
        form: &mut Form,
        faults: &mut Faults,
    ) -> Columns<'a> {
        let mut columns = Columns { texts: Vec::new(), others: Vec::new() };
        for (_, head) in &sheet.heads {
            let (base, written) = split(head);
            let is_plain = plain.contains(&head.as_str());
            if is_plain || !said.contains(&base) {
                if !is_plain {
                    columns.others.push(head);
                }
                continue;
            }
            let code = match written {
                None => form.default_language().to_owned(),
                Some(written) => match form.language(written) {
                    Ok(code) => code,
                    Err(kind) => {
                        faults.add(sheet.name, 1, &sheet.letters(head), kind);
                        continue;
                    }
                },
            };
            if columns.texts.iter().any(|(it, language, _)| *it == base && *language == code) {
                faults.add(sheet.name, 1, &sheet.letters(head), FaultKind::TwoTexts);
            }
            columns.texts.push((base, code, head));
        }
        columns
    }

    /// The words of a row in all languages.
    pub(super) fn text(&self, row: &Row, base: &str) -> Text {
        let found = self.texts.iter().filter(|(it, _, _)| *it == base);
        Text::of(found.filter_map(|(_, code, head)| Some((code.clone(), row.cells.get(*head)?.clone()))))
    }
}

/// Cells of a row, each taken once, with faults that name their place.
pub(super) struct Cells<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) row: &'a Row,
    pub(super) faults: &'a mut Faults,
}

impl Cells<'_> {
    pub(super) fn get(&self, head: &str) -> Option<&str> {
        self.row.cells.get(head).map(String::as_str)
    }

    pub(super) fn fault(&mut self, head: &str, kind: impl Into<FaultKind>) {
        let column = match self.sheet.letters(head) {
            letters if letters.is_empty() => String::new(),
            letters => format!("{letters} ({head})"),
        };
        self.faults.add(self.sheet.name, self.row.number, &column, kind);
    }

    /// A cell that must not be empty; empty text after a fault.
    pub(super) fn must(&mut self, head: &str) -> String {
        if let Some(text) = self.get(head) {
            return text.to_owned();
        }
        self.fault(head, FaultKind::EmptyCell);
        String::new()
    }

    pub(super) fn expression(&mut self, head: &str) -> Option<Expression> {
        match Expression::parse(self.get(head)?) {
            Ok(expression) => Some(expression),
            Err(error) => {
                self.fault(head, error);
                None
            }
        }
    }

    /// One of the words allowed.
    pub(super) fn word<T: Copy>(&mut self, head: &str, words: &[(&str, T)]) -> Option<T> {
        let found = self.get(head)?.to_owned();
        let known = words.iter().find(|(word, _)| *word == found).map(|(_, value)| *value);
        if known.is_none() {
            let allowed = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
            self.fault(head, FaultKind::NotOneOf { found, allowed });
        }
        known
    }

    pub(super) fn yes(&mut self, head: &str) -> bool {
        const WORDS: [(&str, bool); 8] = [
            ("yes", true),
            ("true", true),
            ("TRUE", true),
            ("true()", true),
            ("no", false),
            ("false", false),
            ("FALSE", false),
            ("false()", false),
        ];
        self.word(head, &WORDS).unwrap_or(false)
    }
}
