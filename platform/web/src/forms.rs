//! Forms: what was typed, what is wrong with it, and never losing either.
//!
//! ```text
//!  GET   Form::empty()  ──────────────► page with the form
//!  POST  Form (extractor) ─ rules ─┬─► valid: act, redirect
//!                                  └─► (422, same page): summary on top, error at the field, what was typed kept
//! ```
//!
//! ```
//! # use web::Form;
//! let mut form = Form::from_pairs([("email", "jana"), ("count", "3")]);
//! let count: Option<u32> = form.parse("count", "form-number-expected");
//! if !form.text("email").contains('@') {
//!     form.refuse("email", "form-email-expected");
//! }
//! assert!(count == Some(3) && !form.is_valid());
//! ```
//!
//! Requests from foreign sites are refused before they get here (see [`crate::origin`]).

use std::borrow::Cow;
use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{Datelike, NaiveDate};

use crate::Say;
use crate::texts::{Argument, Value};

/// An error at one field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError {
    name: Cow<'static, str>,
    key: Cow<'static, str>,
    values: Vec<(&'static str, Value)>,
}

impl FieldError {
    /// Name of the field, also the end of its id `field-<name>`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The sentence for a person.
    #[must_use]
    pub fn sentence(&self, t: &Say) -> String {
        t.with_values(&self.key, &self.values)
    }
}

/// A form as it was sent, together with what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Form {
    values: Vec<(String, String)>,
    errors: Vec<FieldError>,
}

impl Form {
    /// A form nobody has filled in yet.
    #[must_use]
    pub fn empty() -> Form {
        Form::default()
    }

    /// A form with values, as when something stored is edited.
    pub fn from_pairs<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Form {
        let values = pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Form { values, errors: Vec::new() }
    }

    /// Reads `application/x-www-form-urlencoded` (WHATWG URL §5.1); bytes that are no UTF-8 become U+FFFD, and so does
    /// the NUL character, which no database keeps in a text.
    #[must_use]
    pub fn from_encoded(encoded: &[u8]) -> Form {
        let pairs = encoded.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
        Form::from_pairs(pairs.map(|pair| {
            let at = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
            let (name, value) = pair.split_at(at);
            (decoded(name), decoded(value.get(1..).unwrap_or_default()))
        }))
    }

    /// What was typed, without spaces around; empty when the field was not sent.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.values.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// All values of a field that may come more than once.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether a value of the field was chosen (checkbox, radio, option).
    #[must_use]
    pub fn chose(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|chosen| chosen == value)
    }

    /// The text of a field that must not be empty; notes the error `key` when it is.
    pub fn require(&mut self, name: &'static str, key: &'static str) -> Option<String> {
        let text = self.text(name).to_owned();
        if text.is_empty() {
            self.refuse(name, key);
            return None;
        }
        Some(text)
    }

    /// The value of a field; notes the error `key` when it cannot be read. An empty field is `None` without error.
    pub fn parse<T: FromStr>(&mut self, name: &'static str, key: &'static str) -> Option<T> {
        let text = self.text(name);
        if text.is_empty() {
            return None;
        }
        let value = text.parse().ok();
        if value.is_none() {
            self.refuse(name, key);
        }
        value
    }

    /// The day in a field, see [`day`]; notes the error `key` when it cannot be read. An empty field is `None` without
    /// error.
    pub fn date(&mut self, name: &'static str, key: &'static str) -> Option<NaiveDate> {
        let text = self.text(name);
        if text.is_empty() {
            return None;
        }
        let read = day(text);
        if read.is_none() {
            self.refuse(name, key);
        }
        read
    }

    /// Notes an error at a field; `key` is its sentence.
    pub fn refuse(&mut self, name: impl Into<Cow<'static, str>>, key: impl Into<Cow<'static, str>>) {
        self.refuse_with(name, key, &[]);
    }

    /// Notes an error whose sentence has variables.
    pub fn refuse_with(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        key: impl Into<Cow<'static, str>>,
        values: &[(&'static str, &dyn Argument)],
    ) {
        let values = values.iter().map(|(name, value)| (*name, value.value())).collect();
        self.errors.push(FieldError { name: name.into(), key: key.into(), values });
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.errors.is_empty()
    }

    /// What is wrong, in the order it was found.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// The first error of a field.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&FieldError> {
        self.errors.iter().find(|error| error.name == name)
    }
}

/// A day as people write it: `2026-03-01`, `1. 3. 2026`, `1.3.2026`; from 1900 to 2200, so that no reckoning with it
/// leaves the calendar.
#[must_use]
pub fn day(text: &str) -> Option<NaiveDate> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let read = |form: &str| NaiveDate::parse_from_str(&text, form).ok();
    // A year of two digits could mean any century.
    read("%Y-%m-%d").or_else(|| read("%d.%m.%Y")).filter(|day| (1900..=2200).contains(&day.year()))
}

fn decoded(text: &[u8]) -> String {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let pair = (digit(text.get(at + 1)), digit(text.get(at + 2)));
        match (byte, pair) {
            (b'%', (Some(high), Some(low))) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or_default());
                at += 2;
            }
            (b'+', _) => out.push(b' '),
            (other, _) => out.push(*other),
        }
        at += 1;
    }
    let text = match String::from_utf8_lossy(&out) {
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(text) => text,
    };
    if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Form, Response> {
        let kind = request.headers().get(header::CONTENT_TYPE).map(|kind| kind.as_bytes());
        if !kind.is_some_and(|kind| kind.starts_with(b"application/x-www-form-urlencoded")) {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
        }
        let body = Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        Ok(Form::from_encoded(&body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn encoded_forms_are_read() {
        let form = Form::from_encoded("jm%C3%A9no=Jana+Nov%C3%A1&kde=a&kde=b&nic&%zz=%4&=".as_bytes());
        assert_eq!(form.text("jméno"), "Jana Nová");
        assert_eq!(form.all("kde").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(form.text("nic"), "");
        assert_eq!(form.text("%zz"), "%4");
        assert_eq!(Form::from_encoded(b"a=%FF").text("a"), "\u{fffd}");
        assert_eq!(Form::from_encoded(b"a=x%00y").text("a"), "x\u{fffd}y");
    }

    #[test]
    fn errors_keep_what_was_typed() {
        let mut form = Form::from_pairs([("age", "sto"), ("name", "  ")]);
        assert_eq!(form.parse::<u8>("age", "form-number-expected"), None);
        assert_eq!(form.require("name", "form-required"), None);
        assert_eq!(form.parse::<u8>("missing", "form-number-expected"), None);
        assert_eq!(form.text("age"), "sto");
        let names: Vec<_> = form.errors().iter().map(FieldError::name).collect();
        assert_eq!(names, ["age", "name"]);
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let first_of_march = NaiveDate::from_ymd_opt(2026, 3, 1);
        for text in ["2026-03-01", "1. 3. 2026", "1.3.2026", "01.03.2026"] {
            assert_eq!(day(text), first_of_march, "{text}");
        }
        let wrong = [
            "",
            "31. 2. 2026",
            "1. 3. 26",
            "0001-01-01",
            "-262143-01-01",
            "+262142-12-31",
            "2201-01-01",
            "zítra",
        ];
        for text in wrong {
            assert_eq!(day(text), None, "{text}");
        }
        let mut form = Form::from_pairs([("on", "1. 3. 2026"), ("to", "+262142-12-31")]);
        assert_eq!(form.date("on", "form-date-expected"), first_of_march);
        assert_eq!((form.date("missing", "form-date-expected"), form.is_valid()), (None, true));
        assert_eq!(form.date("to", "form-date-expected"), None);
        assert_eq!(form.error("to").map(FieldError::name), Some("to"));
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_read(bytes: Vec<u8>) {
            let _ = Form::from_encoded(&bytes);
        }

        #[test]
        fn what_is_encoded_comes_back(text in "[^\\x00]{0,20}") {
            let encoded = format!("a={}", crate::context::percent_encoded(&text));
            let form = Form::from_encoded(encoded.as_bytes());
            prop_assert_eq!(form.all("a").next(), Some(text.as_str()));
        }
    }
}
