//! Every sentence people see, in three languages.
//!
//! Each crate hands over its Fluent files; `Texts` joins them into one bundle per language, and [`Say`] is the
//! bundle together with one reader's language: the `t` of every template.
//!
//! ```text
//! web/locales/*.ftl ──┐
//! module's  *.ftl  ───┼──► Texts ──► Say (one language) ──► {{ t.say("find-button") }}
//! module's  *.ftl  ───┘
//! ```
//!
//! A key that is missing shows itself and is logged; a page never falls over a sentence.

pub mod check;
mod collation;
mod format;

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::Lang;

pub use collation::collation_key;
pub use format::{Quantity, wall_clock};

/// One Fluent file: its language, its name for messages to developers, its text.
pub type Source = (Lang, &'static str, &'static str);

/// The sentences of this crate.
pub const SOURCES: [Source; 3] = [
    (Lang::Cs, "web/cs.ftl", include_str!("../locales/cs.ftl")),
    (Lang::En, "web/en.ftl", include_str!("../locales/en.ftl")),
    (Lang::Uk, "web/uk.ftl", include_str!("../locales/uk.ftl")),
];

/// Why the sentences cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextsError {
    /// The file is not Fluent.
    #[error("{source_name}: {reason}")]
    Syntax {
        /// The file.
        source_name: &'static str,
        /// What the parser said.
        reason: String,
    },
    /// Two files say the same key.
    #[error("{source_name}: the key {key} is said already")]
    Twice {
        /// The later file.
        source_name: &'static str,
        /// The key.
        key: String,
    },
}

/// All sentences in all languages.
pub struct Texts {
    bundles: [FluentBundle<FluentResource>; 3],
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
    }
}

impl Texts {
    /// Joins this crate's files with the `sources` of the modules.
    ///
    /// # Errors
    /// `Syntax` when a file cannot be read, `Twice` when two files say the same key.
    pub fn new(sources: &[Source]) -> Result<Texts, TextsError> {
        let mut bundles = Lang::ALL.map(empty_bundle);
        for &(lang, source_name, text) in SOURCES.iter().chain(sources) {
            let resource = FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| {
                let reason = errors.first().map(ToString::to_string).unwrap_or_default();
                TextsError::Syntax { source_name, reason }
            })?;
            let [cs, en, uk] = &mut bundles;
            let bundle = match lang {
                Lang::Cs => cs,
                Lang::En => en,
                Lang::Uk => uk,
            };
            bundle.add_resource(resource).map_err(|errors| {
                let key = errors.into_iter().find_map(|error| match error {
                    FluentError::Overriding { id, .. } => Some(id),
                    _ => None,
                });
                TextsError::Twice { source_name, key: key.unwrap_or_default() }
            })?;
        }
        Ok(Texts { bundles })
    }

    fn bundle(&self, lang: Lang) -> &FluentBundle<FluentResource> {
        let [cs, en, uk] = &self.bundles;
        match lang {
            Lang::Cs => cs,
            Lang::En => en,
            Lang::Uk => uk,
        }
    }
}

fn empty_bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let tag: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Our scripts all run left to right; isolation marks would only end up in what people copy.
    bundle.set_use_isolating(false);
    match lang {
        Lang::Cs => bundle.set_formatter(Some(|value, _| spelled(Lang::Cs, value))),
        Lang::En => bundle.set_formatter(Some(|value, _| spelled(Lang::En, value))),
        Lang::Uk => bundle.set_formatter(Some(|value, _| spelled(Lang::Uk, value))),
    }
    bundle
}

fn spelled(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let places =
        number.options.minimum_fraction_digits.unwrap_or_else(|| format::shortest_places(number.value));
    Some(format::decimal(lang, number.value, places))
}

/// A value in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, put in as it is.
    Text(String),
    /// A number, spelled as the language does and choosing the plural form.
    Number(f64),
}

impl Value {
    fn fluent(&self) -> FluentValue<'_> {
        match self {
            Value::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Value::Number(number) => {
                FluentValue::Number(FluentNumber::new(*number, FluentNumberOptions::default()))
            }
        }
    }
}

/// Anything that can stand in a sentence: text or a number.
pub trait Argument {
    /// The value.
    fn value(&self) -> Value;
}

impl<T: Argument + ?Sized> Argument for &T {
    fn value(&self) -> Value {
        (**self).value()
    }
}

impl Argument for str {
    fn value(&self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl Argument for String {
    fn value(&self) -> Value {
        self.as_str().value()
    }
}

impl Argument for Cow<'_, str> {
    fn value(&self) -> Value {
        self.as_ref().value()
    }
}

impl Argument for Value {
    fn value(&self) -> Value {
        self.clone()
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Argument for $number {
            fn value(&self) -> Value {
                Value::Number(self.quantity())
            }
        }
    )*};
}
numbers!(u8, u16, u32, u64, usize, i32, i64, f64);

/// The sentences in one reader's language; `t` in every template.
#[derive(Clone, Debug)]
pub struct Say {
    lang: Lang,
    texts: Arc<Texts>,
}

impl Say {
    /// The sentences of `texts` in `lang`.
    #[must_use]
    pub fn new(lang: Lang, texts: Arc<Texts>) -> Say {
        Say { lang, texts }
    }

    /// The reader's language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The sentence of a key without variables.
    #[must_use]
    pub fn say<'a>(&'a self, key: &'a str) -> Cow<'a, str> {
        self.format(key, None)
    }

    /// The sentence of a key with its variables: `t.with("streets-found", &[("count", &3)])`.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&'static str, &dyn Argument)]) -> String {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.value())).collect();
        self.with_values(key, &values)
    }

    /// The sentence with one variable, short for templates: `t.with1("streets-found", "count", 3)`.
    #[must_use]
    pub fn with1(&self, key: &str, name: &'static str, value: impl Argument) -> String {
        self.with(key, &[(name, &value)])
    }

    /// The sentence with two variables.
    #[must_use]
    pub fn with2(
        &self,
        key: &str,
        first: &'static str,
        value: impl Argument,
        second: &'static str,
        other: impl Argument,
    ) -> String {
        self.with(key, &[(first, &value), (second, &other)])
    }

    /// The sentence with the variables an error carries.
    #[must_use]
    pub fn with_values(&self, key: &str, values: &[(&'static str, Value)]) -> String {
        let args: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.fluent())).collect();
        self.format(key, Some(&args)).into_owned()
    }

    /// Whether the key is said at all.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.texts.bundle(self.lang).has_message(key)
    }

    fn format<'a>(&'a self, key: &'a str, args: Option<&'a FluentArgs<'_>>) -> Cow<'a, str> {
        let bundle = self.texts.bundle(self.lang);
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::warn!(key, lang = self.lang.tag(), "no sentence for this key");
            return Cow::Borrowed(key);
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, args, &mut errors);
        if let Some(error) = errors.first() {
            tracing::warn!(key, lang = self.lang.tag(), %error, "a sentence lacks a variable");
        }
        Cow::Owned(text.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODULE: [Source; 3] = [
        (
            Lang::Cs,
            "m/cs.ftl",
            "found = { $n ->\n [one] { $n } adresa\n [few] { $n } adresy\n [many] { $n } adresy\n *[other] { $n } adres\n }\n",
        ),
        (Lang::En, "m/en.ftl", "found = { $n ->\n [one] { $n } address\n *[other] { $n } addresses\n }\n"),
        (
            Lang::Uk,
            "m/uk.ftl",
            "found = { $n ->\n [one] { $n } адреса\n [few] { $n } адреси\n [many] { $n } адрес\n *[other] { $n } адреси\n }\n",
        ),
    ];

    #[track_caller]
    fn check(lang: Lang, n: f64, expected: &str) {
        let t = Say::new(lang, Arc::new(Texts::new(&MODULE).unwrap()));
        assert_eq!(t.with1("found", "n", n), expected);
    }

    #[test]
    fn plurals_follow_the_language() {
        check(Lang::Cs, 1.0, "1 adresa");
        check(Lang::Cs, 4.0, "4 adresy");
        check(Lang::Cs, 5.0, "5 adres");
        check(Lang::Cs, 1.5, "1,5 adresy");
        check(Lang::Cs, 27_207.0, "27\u{202f}207 adres");
        check(Lang::En, 1.0, "1 address");
        check(Lang::En, 27_207.0, "27,207 addresses");
        check(Lang::Uk, 1.0, "1 адреса");
        check(Lang::Uk, 22.0, "22 адреси");
        check(Lang::Uk, 11.0, "11 адрес");
    }

    #[test]
    fn a_missing_key_shows_itself() {
        let t = Say::new(Lang::Cs, Arc::new(Texts::new(&[]).unwrap()));
        assert_eq!(t.say("no-such-key"), "no-such-key");
    }

    #[test]
    fn a_missing_variable_does_not_take_the_page_down() {
        let t = Say::new(Lang::En, Arc::new(Texts::new(&MODULE).unwrap()));
        assert!(t.say("found").contains("addresses"));
    }

    #[test]
    fn broken_and_doubled_files_are_named() {
        let broken = Texts::new(&[(Lang::Cs, "m/cs.ftl", "found = { $n")]).unwrap_err();
        assert!(matches!(broken, TextsError::Syntax { source_name: "m/cs.ftl", .. }));
        let twice = Texts::new(&[MODULE[0], (Lang::Cs, "n/cs.ftl", "found = znovu\n")]).unwrap_err();
        assert_eq!(twice, TextsError::Twice { source_name: "n/cs.ftl", key: "found".to_owned() });
    }
}
