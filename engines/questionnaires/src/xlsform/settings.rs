//! The sheet `settings`, and what the whole questionnaire knows: its languages.

use super::columns::{Cells, Columns, language, split};
use super::fault::{FaultKind, Faults};
use super::sheets::Sheet;
use crate::model::{Group, Language, List, Questionnaire, Text};

const PLAIN: [&str; 4] = ["form_id", "version", "default_language", "form_title"];

/// A questionnaire while it is read.
#[derive(Debug, Default)]
pub(super) struct Form {
    id: String,
    version: String,
    title: Text,
    default: Option<String>,
    languages: Vec<Language>,
}

/// The language of a form that names none (BCP 47: undetermined).
const UNDETERMINED: &str = "und";

pub(super) fn read(sheet: Option<&Sheet>, faults: &mut Faults) -> Form {
    let mut form = Form::default();
    let Some(sheet) = sheet else { return form };
    let Some(row) = sheet.rows.first() else { return form };
    for second in sheet.rows.iter().skip(1) {
        faults.add(sheet.name, second.number, "", FaultKind::SecondSettings);
    }
    if let Some(written) = row.cells.get("default_language") {
        match form.language(written) {
            Ok(code) => form.default = Some(code),
            Err(kind) => faults.add(sheet.name, row.number, &sheet.letters("default_language"), kind),
        }
    }
    let columns = Columns::of(sheet, &PLAIN, &["form_title"], &mut form, faults);
    let bare = row.cells.get("form_title");
    let mut cells = Cells { sheet, row, faults };
    form.id = cells.get("form_id").unwrap_or_default().to_owned();
    form.version = cells.get("version").unwrap_or_default().to_owned();
    form.title = columns.text(row, "form_title");
    let default = form.default_language().to_owned();
    match (bare, form.title.get(&default)) {
        (Some(bare), Some(title)) if bare != title => cells.fault("form_title", FaultKind::TwoTexts),
        (Some(bare), _) => form.title.put(&default, bare.clone()),
        (None, _) => {}
    }
    for other in columns.others {
        if cells.get(other).is_some() {
            cells.fault(other, FaultKind::UnknownColumn(other.to_owned()));
        }
    }
    form
}

impl Form {
    /// Code of the language of bare columns.
    pub(super) fn default_language(&self) -> &str {
        self.default.as_deref().unwrap_or(UNDETERMINED)
    }

    /// Notes a language by what a column calls it; its code.
    pub(super) fn language(&mut self, written: &str) -> Result<String, FaultKind> {
        let Some((code, name)) = language(written) else {
            return Err(FaultKind::LanguageWithoutCode(written.trim().to_owned()));
        };
        match self.languages.iter().find(|it| it.code == code) {
            Some(known) if known.name != name => {
                return Err(FaultKind::LanguageNames { code: code.to_owned(), first: known.name.clone() });
            }
            Some(_) => {}
            None => self.languages.push(Language { code: code.to_owned(), name: name.to_owned() }),
        }
        Ok(code.to_owned())
    }

    /// Puts the languages into the order of the columns of questions and settles which is the default: the one the
    /// settings name, else the one of bare columns, else the first. Faulty columns are told of when they are read.
    pub(super) fn find_languages(&mut self, survey: &Sheet, choices: Option<&Sheet>) {
        let heads = survey.heads.iter().chain(choices.iter().flat_map(|it| &it.heads));
        let named: Vec<(&str, Option<&str>)> = heads.map(|(_, head)| split(head)).collect();
        let earlier = std::mem::take(&mut self.languages);
        for written in named.iter().filter(|(base, _)| *base == "label").filter_map(|(_, written)| *written) {
            drop(self.language(written));
        }
        for language in earlier {
            if !self.languages.iter().any(|it| it.code == language.code) {
                self.languages.push(language);
            }
        }
        let bare = named.iter().any(|(base, written)| *base == "label" && written.is_none());
        if self.default.is_none() && !bare {
            self.default = self.languages.first().map(|it| it.code.clone());
        }
        let default = self.default_language().to_owned();
        if !self.languages.iter().any(|it| it.code == default) {
            self.languages.insert(0, Language { code: default.clone(), name: default });
        }
    }

    pub(super) fn into_questionnaire(self, lists: Vec<List>, groups: Vec<Group>) -> Questionnaire {
        Questionnaire {
            default_language: self.default_language().to_owned(),
            id: self.id,
            version: self.version,
            title: self.title,
            languages: self.languages,
            lists,
            groups,
        }
    }
}
