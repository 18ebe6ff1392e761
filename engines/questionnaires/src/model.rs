//! The questionnaire itself: groups of questions, lists of choices, texts in languages.
//!
//! ```text
//!   Questionnaire
//!     ├─ languages, title
//!     ├─ List ── Choice: code, label, direction of the list, kind of missing, tags for cascades
//!     └─ Group (= one page) ── Question: kind, label, hint, required, relevant, constraint
//! ```
//!
//! What the types cannot say (names are unique, lists exist, expressions fit) is said by [`lint`](crate::lint()).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::expression::Expression;
use crate::kind::Kind;

/// A text in several languages: code of the language → text. A language that is absent has no text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<String, String>);

impl Text {
    /// A text from pairs of language and words; empty words are left out.
    pub fn of<L: Into<String>, W: Into<String>>(pairs: impl IntoIterator<Item = (L, W)>) -> Text {
        let pairs = pairs.into_iter().map(|(language, words)| (language.into(), words.into()));
        Text(pairs.filter(|(_, words)| !words.is_empty()).collect())
    }

    /// The text in a language.
    #[must_use]
    pub fn get(&self, language: &str) -> Option<&str> {
        self.0.get(language).map(String::as_str)
    }

    /// The text in a language, or in the fallback when there is none; empty when there is neither.
    #[must_use]
    pub fn or(&self, language: &str, fallback: &str) -> &str {
        self.get(language).or_else(|| self.get(fallback)).unwrap_or_default()
    }

    /// Whether there is no text in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Languages and texts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(language, words)| (language.as_str(), words.as_str()))
    }

    pub(crate) fn put(&mut self, language: &str, words: String) {
        self.0.insert(language.to_owned(), words);
    }
}

/// A language the questionnaire is asked in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// BCP 47 code: `cs`.
    pub code: String,
    /// Its own name: `Čeština`.
    pub name: String,
}

/// A questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// Stable id: one for all versions.
    pub id: String,
    /// Version of the wording; data of different versions are told apart by it.
    pub version: String,
    /// Name shown to the person asked.
    pub title: Text,
    /// Code of the language that stands in for a text missing in another.
    pub default_language: String,
    /// Languages, in the order in which they are offered.
    #[serde(rename = "language")]
    pub languages: Vec<Language>,
    /// Lists of choices.
    #[serde(rename = "list", default)]
    pub lists: Vec<List>,
    /// Pages.
    #[serde(rename = "group")]
    pub groups: Vec<Group>,
}

/// A list of choices that one or more questions use.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Name, unique in the questionnaire.
    pub name: String,
    /// Whether the codes form a scale, and which end is good.
    #[serde(default)]
    pub direction: Direction,
    /// Choices in the order in which they are shown.
    #[serde(default)]
    pub choices: Vec<Choice>,
}

/// Which way a list runs. A figure without it cannot be read: school marks run best to worst, trust the other way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Codes are names; no order.
    #[default]
    None,
    /// The higher the code, the better things are.
    Better,
    /// The higher the code, the worse things are.
    Worse,
    /// The higher the code, the more of something that is neither good nor bad (age, education, length of residence).
    More,
}

impl Direction {
    /// Words as they stand in files.
    pub(crate) const WORDS: [(&'static str, Direction); 4] = [
        ("none", Direction::None),
        ("better", Direction::Better),
        ("worse", Direction::Worse),
        ("more", Direction::More),
    ];
}

/// A choice of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is stored: short, without blanks.
    pub code: String,
    /// What is shown.
    pub label: Text,
    /// The kind of missing, when this choice is not an answer proper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// Further columns that a choice filter looks at.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<String, String>,
}

/// Why there is no answer. The kinds are never merged: *nevím* is a finding, *odmítl* a warning about the question.
///
/// The fourth kind, nobody asked or the row was lost, is the absence of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// *Nevím.*
    DontKnow,
    /// *Odmítl odpovědět.*
    Refused,
    /// *Netýká se.*
    NotApplicable,
}

impl Missing {
    /// Words as they stand in files.
    pub(crate) const WORDS: [(&'static str, Missing); 3] = [
        ("dont-know", Missing::DontKnow),
        ("refused", Missing::Refused),
        ("not-applicable", Missing::NotApplicable),
    ];
}

/// A group of questions: one page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Name, unique among groups and questions; `None` for questions that stand outside any group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Heading of the page.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub label: Text,
    /// When the page is shown; always, when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Expression>,
    /// Questions in order.
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
}

/// A question, or what stands in its place: a note, a calculation, a hidden or metadata field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "crate::kind::Written", into = "crate::kind::Written")]
pub struct Question {
    /// Name, unique among groups and questions; the name of its column in the data.
    pub name: String,
    /// What is answered.
    pub kind: Kind,
    /// The question.
    pub label: Text,
    /// Help below the question.
    pub hint: Text,
    /// Whether an answer (or a kind of missing) must be given while the question is visible.
    pub required: bool,
    /// Said when it is not.
    pub required_message: Text,
    /// When the question is shown; always, when there is none.
    pub relevant: Option<Expression>,
    /// What must be true of the answer, `.` being the answer.
    pub constraint: Option<Expression>,
    /// Said when it is not.
    pub constraint_message: Text,
    /// How a form shows it; kept, not understood.
    pub appearance: String,
    /// What is filled in before anybody answers; kept as text.
    pub default: String,
    /// Whether answers may harm the person they are traced to (victimisation): tables of it are protected more.
    pub sensitive: bool,
    /// A kind of missing whose people belong to the base of its shares all the same: the indicator SDG 16.1.4 is over all
    /// who answered, those who never walk alone among them.
    pub in_base: Option<Missing>,
}

impl Question {
    /// A question of this kind with a label, and nothing else said.
    #[must_use]
    pub fn new(name: impl Into<String>, kind: Kind, label: Text) -> Question {
        Question {
            name: name.into(),
            kind,
            label,
            hint: Text::default(),
            required: false,
            required_message: Text::default(),
            relevant: None,
            constraint: None,
            constraint_message: Text::default(),
            appearance: String::new(),
            default: String::new(),
            sensitive: false,
            in_base: None,
        }
    }
}

/// Why a list cannot be filled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FillError {
    /// No list of this name.
    #[error("the questionnaire has no list {0:?}")]
    NoList(String),
    /// The code is there already, or twice among the new ones.
    #[error("list {list:?} would have the code {code:?} twice")]
    Twice {
        /// The list.
        list: String,
        /// The code.
        code: String,
    },
}

impl Questionnaire {
    /// Reads the text form (TOML); `content/questionnaires/README.md` describes it.
    ///
    /// # Errors
    /// The reader's message with line and column, also for an expression that cannot be read.
    pub fn from_toml(text: &str) -> Result<Questionnaire, toml::de::Error> {
        toml::from_str(text)
    }

    /// Writes the text form; reading it gives the same questionnaire.
    ///
    /// # Errors
    /// A number that TOML cannot write; none of a questionnaire that was read.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        toml::to_string(self)
    }

    /// The list of this name.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&List> {
        self.lists.iter().find(|list| list.name == name)
    }

    /// All questions in order, with the group they are in.
    pub fn questions(&self) -> impl Iterator<Item = (&Group, &Question)> {
        self.groups.iter().flat_map(|group| group.questions.iter().map(move |question| (group, question)))
    }

    /// The question of this name.
    #[must_use]
    pub fn question(&self, name: &str) -> Option<&Question> {
        self.questions().map(|(_, question)| question).find(|question| question.name == name)
    }

    /// Puts choices before those a list has (its kinds of missing): how a city fills in its districts.
    ///
    /// # Errors
    /// `NoList`, `Twice`; nothing has changed then.
    pub fn fill(&mut self, list: &str, choices: Vec<Choice>) -> Result<(), FillError> {
        let Some(found) = self.lists.iter_mut().find(|it| it.name == list) else {
            return Err(FillError::NoList(list.to_owned()));
        };
        let mut codes = std::collections::BTreeSet::new();
        if let Some(twice) = choices.iter().chain(&found.choices).find(|it| !codes.insert(it.code.as_str())) {
            return Err(FillError::Twice { list: list.to_owned(), code: twice.code.clone() });
        }
        found.choices.splice(0..0, choices);
        Ok(())
    }
}
