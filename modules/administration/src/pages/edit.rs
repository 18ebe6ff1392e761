//! One kind of page for everything that is filled in: a title, fields, one button, and never losing what was typed.

use access::{AccessError, Territory, Theirs, Validity, Words};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Datelike, NaiveDate};
use web::{Error, Form, Page, PageContext};

use super::{answer, field_of};

/// A page with a form.
#[derive(Template)]
#[template(path = "edit.html")]
pub(super) struct Edit {
    pub(super) page: PageContext,
    pub(super) title: String,
    /// What happens when it is sent; may be empty.
    pub(super) lead: String,
    /// Where it is sent.
    pub(super) action: String,
    /// Where the person goes who does not want to.
    pub(super) back: String,
    /// The button.
    pub(super) submit: String,
    pub(super) fields: Vec<Field>,
    pub(super) form: Form,
    /// What somebody else made of it meanwhile: term and value.
    pub(super) theirs: Vec<(String, String)>,
}

/// A field of the form.
pub(super) enum Field {
    Line { name: &'static str, label: String, hint: String, kind: &'static str },
    Area { name: &'static str, label: String, hint: String },
    Day { name: &'static str, label: String, hint: String },
    Select { name: &'static str, label: String, hint: String, options: Vec<(String, String)>, none: String },
    Tick { name: &'static str, label: String },
    Hidden { name: &'static str },
}

impl Field {
    /// A line of text whose label is `adm-field-<name>` and hint `adm-hint-<name>`, where there is one.
    pub(super) fn line(page: &PageContext, name: &'static str) -> Field {
        let (label, hint) = said(page, name);
        Field::Line { name, label, hint, kind: "text" }
    }

    /// A line of text of an HTML kind: `email`, `tel`, `number`.
    pub(super) fn of_kind(page: &PageContext, name: &'static str, kind: &'static str) -> Field {
        let (label, hint) = said(page, name);
        Field::Line { name, label, hint, kind }
    }

    pub(super) fn area(page: &PageContext, name: &'static str) -> Field {
        let (label, hint) = said(page, name);
        Field::Area { name, label, hint }
    }

    pub(super) fn day(page: &PageContext, name: &'static str) -> Field {
        let (label, hint) = said(page, name);
        Field::Day { name, label, hint }
    }

    /// One of several; `none` is what choosing nothing is called, empty when something must be chosen.
    pub(super) fn select(
        page: &PageContext,
        name: &'static str,
        options: Vec<(String, String)>,
        none: String,
    ) -> Field {
        let (label, hint) = said(page, name);
        Field::Select { name, label, hint, options, none }
    }

    pub(super) fn tick(page: &PageContext, name: &'static str) -> Field {
        Field::Tick { name, label: said(page, name).0 }
    }

    /// A name in three languages: `name_cs`, `name_en`, `name_uk`.
    pub(super) fn words(page: &PageContext) -> [Field; 3] {
        ["name_cs", "name_en", "name_uk"].map(|name| Field::line(page, name))
    }

    /// First and last day.
    pub(super) fn validity(page: &PageContext) -> [Field; 2] {
        ["from", "to"].map(|name| Field::day(page, name))
    }

    fn name(&self) -> &'static str {
        match self {
            Field::Line { name, .. }
            | Field::Area { name, .. }
            | Field::Day { name, .. }
            | Field::Select { name, .. }
            | Field::Tick { name, .. }
            | Field::Hidden { name } => name,
        }
    }
}

fn said(page: &PageContext, name: &str) -> (String, String) {
    let t = page.t();
    let hint = format!("adm-hint-{}", name.replace('_', "-"));
    let hint = if t.has(&hint) { t.say(&hint).into_owned() } else { String::new() };
    (t.say(&format!("adm-field-{}", name.replace('_', "-"))).into_owned(), hint)
}

impl Edit {
    /// The page as it is asked for.
    pub(super) fn shown(self) -> Response {
        Page(self).into_response()
    }

    /// The page with what is wrong in it.
    pub(super) fn wrong(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, Page(self)).into_response()
    }

    /// The answer to what was sent: on to `next`, or the same page with the reason and everything that was typed.
    pub(super) fn after<T>(
        mut self,
        done: Result<T, AccessError>,
        next: impl FnOnce(T) -> String,
    ) -> Result<Response, Error> {
        match done {
            Ok(value) => Ok(Redirect::to(&next(value)).into_response()),
            Err(AccessError::Refused(refusal)) => {
                let about = field_of(refusal);
                let first = self.fields.iter().map(Field::name).find(|name| *name != "version");
                let known = self.fields.iter().any(|field| field.name() == about);
                let name = if known { about } else { first.unwrap_or(about) };
                self.form.refuse(name, refusal.key());
                Ok(self.wrong())
            }
            Err(AccessError::Conflict(theirs)) => Ok(self.beside(&theirs)),
            Err(other) => Err(answer(other)),
        }
    }

    /// Somebody else was faster: their values beside one's own, which can be sent again knowingly.
    fn beside(mut self, theirs: &Theirs) -> Response {
        let (version, pairs) = super::list::facts_of(&self.page, theirs);
        let names = self.fields.iter().map(Field::name).filter(|name| *name != "version");
        let kept = names.flat_map(|name| self.form.all(name).map(move |value| (name, value.to_owned())));
        let kept: Vec<(&str, String)> = kept.chain([("version", version.to_string())]).collect();
        self.form = Form::from_pairs(kept);
        self.theirs = pairs;
        (StatusCode::CONFLICT, Page(self)).into_response()
    }
}

/// A name in three languages as it was typed.
pub(super) fn words(form: &Form) -> Words {
    Words::new(form.text("name_cs"), form.text("name_en"), form.text("name_uk"))
}

/// First and last day as they were typed; notes what is no day.
pub(super) fn validity(form: &mut Form) -> Option<Validity> {
    let to = day(form, "to");
    let from = day(form, "from");
    if form.text("from").is_empty() {
        form.refuse("from", "adm-date-expected");
    }
    form.is_valid().then_some(())?;
    Some(Validity { from: from?, to })
}

/// A day of the years 1900 to 2200; anything else is noted as no day. Reckoning with the calendar's last day would end
/// in a fault.
pub(super) fn day(form: &mut Form, name: &'static str) -> Option<NaiveDate> {
    let day: NaiveDate = form.parse(name, "adm-date-expected")?;
    if !(1900..=2200).contains(&day.year()) {
        form.refuse(name, "adm-date-expected");
        return None;
    }
    Some(day)
}

/// A territory `layer/code` as a select sends it.
pub(super) fn territory(form: &Form) -> Option<Territory> {
    let (layer, code) = form.text("territory").split_once('/')?;
    Some(Territory { layer: layer.to_owned(), code: code.to_owned() })
}

/// The version the form was made from; without one it is nobody's and ends in a conflict.
pub(super) fn version(form: &Form) -> i64 {
    form.text("version").parse().unwrap_or(0)
}

/// Pairs of a form for a name and a validity.
pub(super) fn pairs(name: &Words, validity: &Validity) -> Vec<(&'static str, String)> {
    vec![
        ("name_cs", name.cs.clone()),
        ("name_en", name.en.clone()),
        ("name_uk", name.uk.clone()),
        ("from", validity.from.to_string()),
        ("to", validity.to.map(|day| day.to_string()).unwrap_or_default()),
    ]
}
