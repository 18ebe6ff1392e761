//! Sentences that were said in public on a day, as a city's folder keeps them: bound to a question and a rule, never with
//! a number typed into them.
//!
//! ```toml
//! schema = 1
//! [[claim]]
//! key = "stabilised"
//! on = "2018-09-12"
//! family = "crime"
//! sentence = { cs = "…", en = "…", uk = "…" }
//! question = { concept = "crimes-registered", territory = "police-unit:0305", range = { … }, granularity = "year" }
//! rule = { kind = "stable", margin = 0.05, confidence = 0.95, reference = { … }, comparison = { … } }
//! ```

use access::Words;
use chrono::NaiveDate;
use indicators::{Draft, Question, Rule};
use serde::Deserialize;

/// Place of claims that stand on the portal and in papers of today.
pub const PLACE: &str = "situation";

/// A sentence said on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Its key in the file.
    pub key: String,
    /// The day it was said.
    pub on: NaiveDate,
    /// The family of the paper it belongs to.
    pub family: String,
    /// The sentence with what it is bound to.
    pub draft: Draft,
}

/// Why a file of claims is not read.
#[derive(Debug, thiserror::Error)]
pub enum ClaimsError {
    /// It is no such TOML; the message names line and column.
    #[error("{file}: {cause}")]
    Toml {
        /// Name of the file.
        file: String,
        /// Why.
        cause: Box<toml::de::Error>,
    },
    /// Another form.
    #[error("{file}: schema {schema} is not known")]
    Schema {
        /// Name of the file.
        file: String,
        /// What it says.
        schema: u32,
    },
    /// Two claims of one key.
    #[error("{file}: the claim {key} stands twice")]
    Twice {
        /// Name of the file.
        file: String,
        /// The key.
        key: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u32,
    #[serde(default)]
    claim: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    key: String,
    on: NaiveDate,
    family: String,
    sentence: Words,
    question: Question,
    rule: Rule,
}

/// Reads a file of claims.
///
/// # Errors
/// [`ClaimsError`], with the place.
pub fn read(name: &str, text: &str) -> Result<Vec<Said>, ClaimsError> {
    let file: File = toml::from_str(text)
        .map_err(|cause| ClaimsError::Toml { file: name.to_owned(), cause: Box::new(cause) })?;
    if file.schema != 1 {
        return Err(ClaimsError::Schema { file: name.to_owned(), schema: file.schema });
    }
    let mut claims: Vec<Said> = Vec::with_capacity(file.claim.len());
    for Entry { key, on, family, sentence, question, rule } in file.claim {
        if claims.iter().any(|one| one.key == key) {
            return Err(ClaimsError::Twice { file: name.to_owned(), key });
        }
        let draft = Draft { place: PLACE.to_owned(), sentence, question, rule };
        claims.push(Said { key, on, family, draft });
    }
    Ok(claims)
}
