//! What is data and not code: the competence matrix, the checklist, the words that do not belong in an observation.
//! The files are embedded; a test reads each of them, so that a running process cannot meet one that is wrong.

use std::sync::LazyLock;

use serde::Deserialize;
use web::{Error, Lang};

use crate::checklist::Checklist;
use crate::competence::Matrix;
use crate::wording::Words;

/// A text in three languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    cs: String,
    en: String,
    uk: String,
}

impl Phrase {
    /// The text in a language.
    #[must_use]
    pub fn say(&self, lang: Lang) -> &str {
        match lang {
            Lang::Cs => &self.cs,
            Lang::En => &self.en,
            Lang::Uk => &self.uk,
        }
    }

    /// Whether no language is missing.
    #[cfg(test)]
    pub(crate) fn is_whole(&self) -> bool {
        [&self.cs, &self.en, &self.uk].into_iter().all(|text| !text.trim().is_empty())
    }
}

type Read<T> = LazyLock<Result<T, toml::de::Error>>;

static MATRIX: Read<Matrix> =
    LazyLock::new(|| toml::from_str(include_str!("../../../content/lodging/competence.toml")));
static CHECKLIST: Read<Checklist> =
    LazyLock::new(|| toml::from_str(include_str!("../../../content/lodging/checklist.toml")));
static WORDS: Read<Words> =
    LazyLock::new(|| toml::from_str(include_str!("../../../content/lodging/words.toml")));

fn get<T>(read: &'static Read<T>, doing: &'static str) -> Result<&'static T, Error> {
    LazyLock::force(read).as_ref().map_err(|cause| Error::fault(doing, cause.clone()))
}

/// The competence matrix.
///
/// # Errors
/// Only when the embedded file is wrong.
pub fn matrix() -> Result<&'static Matrix, Error> {
    get(&MATRIX, "read competence.toml")
}

/// The checklist of a cleanliness inspection.
///
/// # Errors
/// Only when the embedded file is wrong.
pub fn checklist() -> Result<&'static Checklist, Error> {
    get(&CHECKLIST, "read checklist.toml")
}

/// Words that do not belong in an observation.
///
/// # Errors
/// Only when the embedded file is wrong.
pub fn words() -> Result<&'static Words, Error> {
    get(&WORDS, "read words.toml")
}

/// Words about people's origin in a text, as written. When the embedded list cannot be read nothing is found; a test
/// reads it, so that this is not met.
#[must_use]
pub fn words_of_origin(text: &str) -> Vec<String> {
    words().map(|words| words.read(text).nationality).unwrap_or_default()
}
