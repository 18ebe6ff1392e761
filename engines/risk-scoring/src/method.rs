//! The method as data: the anchors of the seven scales and the catalogues, read and checked whole.
//!
//! The file is `content/soft-targets/method.toml`. The engine reckons without it; people score with the anchor beside every
//! number, above all because 7 of *složitost* is the easiest.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::soft_target::{Aspect, Score};

/// A text in the three languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Czech.
    pub cs: String,
    /// English.
    pub en: String,
    /// Ukrainian.
    pub uk: String,
}

/// The scales and catalogues of an edition of the method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Version of the form: 1.
    pub schema: u32,
    /// Key of the method.
    pub key: String,
    /// Edition: year and month.
    pub edition: String,
    /// What each level of each scale means.
    #[serde(rename = "anchor")]
    pub anchors: Vec<Anchor>,
    /// Sources of threat.
    #[serde(rename = "source")]
    pub sources: Vec<Source>,
    /// Methods of attack.
    #[serde(rename = "attack")]
    pub attacks: Vec<Attack>,
    /// Places.
    #[serde(rename = "place")]
    pub places: Vec<Cell>,
    /// Times.
    #[serde(rename = "time")]
    pub times: Vec<Cell>,
}

/// What a level of a scale means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// Of which scale.
    pub scale: Aspect,
    /// Of which level.
    pub level: Score,
    /// Whether the number was concluded from the order of the text, not read.
    #[serde(default)]
    pub inferred: bool,
    /// The words.
    pub text: Text,
}

/// Who could attack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its key.
    pub key: String,
    /// Whether it can ever be ruled out.
    pub relevant: Relevance,
    /// Its name.
    pub name: Text,
}

/// Whether a source of threat can be ruled out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relevance {
    /// Never.
    Always,
    /// With a yes or no and its reason in writing.
    Reasoned,
}

/// A method of attack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attack {
    /// Its key.
    pub key: String,
    /// The set it belongs to (`base`, `terrorism`, …).
    pub set: String,
    /// Its name.
    pub name: Text,
}

/// A place or a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Its key.
    pub key: String,
    /// Of what kind of target it is.
    pub of: TargetKind,
    /// Its name.
    pub name: Text,
}

/// A kind of soft target with places and times of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TargetKind {
    /// A building or space.
    Object,
    /// An event.
    Event,
    /// A school.
    School,
}

/// What is wrong with a file of the method.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MethodError {
    /// Not TOML, or not of the form.
    #[error("{0}")]
    Form(String),
    /// A form this program does not know.
    #[error("schema {0} is not known; this is 1")]
    Schema(u32),
    /// A level of a scale that has no words.
    #[error("the scale {} has no anchor of level {level}", scale.key())]
    NoAnchor {
        /// Of which scale.
        scale: Aspect,
        /// Which level.
        level: u8,
    },
    /// A level twice.
    #[error("anchor[{at}]: level {level} of the scale {} stands there twice", scale.key())]
    AnchorTwice {
        /// Place in the file.
        at: usize,
        /// Of which scale.
        scale: Aspect,
        /// Which level.
        level: u8,
    },
    /// A key twice in its list.
    #[error("{list}[{at}]: the key {key:?} stands there twice")]
    KeyTwice {
        /// Which list.
        list: &'static str,
        /// Place in it.
        at: usize,
        /// The key.
        key: String,
    },
    /// A text that is missing in a language.
    #[error("{list}[{at}]: the text is empty in {language}")]
    NoText {
        /// Which list.
        list: &'static str,
        /// Place in it.
        at: usize,
        /// Which language.
        language: &'static str,
    },
}

impl Method {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// [`MethodError`] with the first mistake and its place.
    pub fn from_toml(text: &str) -> Result<Method, MethodError> {
        let method: Method = toml::from_str(text).map_err(|it| MethodError::Form(it.to_string()))?;
        if method.schema != 1 {
            return Err(MethodError::Schema(method.schema));
        }
        method.check_anchors()?;
        check_list("source", method.sources.iter().map(|it| (it.key.as_str(), &it.name)))?;
        check_list("attack", method.attacks.iter().map(|it| (it.key.as_str(), &it.name)))?;
        check_list("place", method.places.iter().map(|it| (it.key.as_str(), &it.name)))?;
        check_list("time", method.times.iter().map(|it| (it.key.as_str(), &it.name)))?;
        Ok(method)
    }

    /// What a level of a scale means.
    #[must_use]
    pub fn anchor(&self, scale: Aspect, level: Score) -> Option<&Text> {
        self.anchors.iter().find(|it| it.scale == scale && it.level == level).map(|it| &it.text)
    }

    fn check_anchors(&self) -> Result<(), MethodError> {
        let mut seen = BTreeSet::new();
        for (at, anchor) in self.anchors.iter().enumerate() {
            let (scale, level) = (anchor.scale, anchor.level.value());
            if !seen.insert((scale, level)) {
                return Err(MethodError::AnchorTwice { at, scale, level });
            }
            check_text("anchor", at, &anchor.text)?;
        }
        let all = Aspect::ALL.into_iter().flat_map(|scale| (1..=7).rev().map(move |level| (scale, level)));
        match all.into_iter().find(|it| !seen.contains(it)) {
            Some((scale, level)) => Err(MethodError::NoAnchor { scale, level }),
            None => Ok(()),
        }
    }
}

fn check_list<'a>(
    list: &'static str,
    entries: impl IntoIterator<Item = (&'a str, &'a Text)>,
) -> Result<(), MethodError> {
    let mut seen = BTreeSet::new();
    for (at, (key, name)) in entries.into_iter().enumerate() {
        if !seen.insert(key) {
            return Err(MethodError::KeyTwice { list, at, key: key.to_owned() });
        }
        check_text(list, at, name)?;
    }
    Ok(())
}

fn check_text(list: &'static str, at: usize, text: &Text) -> Result<(), MethodError> {
    let languages = [("cs", &text.cs), ("en", &text.en), ("uk", &text.uk)];
    match languages.into_iter().find(|(_, words)| words.trim().is_empty()) {
        Some((language, _)) => Err(MethodError::NoText { list, at, language }),
        None => Ok(()),
    }
}
