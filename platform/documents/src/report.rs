//! The report itself: who says what, when, from which data.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Block, SCHEMA};

/// A language a report can be written in. It decides hyphenation, quotes and the few words the faces add.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Čeština.
    #[default]
    Cs,
    /// English.
    En,
    /// Українська.
    Uk,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 3] = [Language::Cs, Language::En, Language::Uk];

    /// BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Language::Cs => "cs",
            Language::En => "en",
            Language::Uk => "uk",
        }
    }

    /// Reads a BCP 47 tag; `None` for a language no report is written in.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.tag() == tag)
    }
}

/// A report, whole and by itself: everything that is printed stands in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Version of this form, [`SCHEMA`].
    pub schema: u32,
    /// Language of all its texts.
    pub language: Language,
    /// What it answers, on the first page and in the metadata.
    pub title: String,
    /// Second line of the title: the wave, the period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// The body that issues it.
    pub issuer: String,
    /// Day of issue, in Prague. Also the day in the metadata, so that the same report gives the same bytes.
    pub date: NaiveDate,
    /// One or two sentences under the title: how it was found out, or a reference number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The data are invented; both faces say so on every page.
    #[serde(default, skip_serializing_if = "is_false")]
    pub invented: bool,
    /// Words for the metadata.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

impl Report {
    /// A report that says nothing yet.
    #[must_use]
    pub fn new(
        language: Language,
        title: impl Into<String>,
        issuer: impl Into<String>,
        date: NaiveDate,
    ) -> Report {
        Report {
            schema: SCHEMA,
            language,
            title: title.into(),
            subtitle: None,
            issuer: issuer.into(),
            date,
            reference: None,
            invented: false,
            keywords: Vec::new(),
            blocks: Vec::new(),
        }
    }

    /// Adds what comes next: a [`Block`], or a [`Text`](crate::Text), [`List`](crate::List),
    /// [`Notice`](crate::Notice), [`Figure`](crate::Figure) or [`Table`](crate::Table).
    pub fn push(&mut self, block: impl Into<Block>) {
        self.blocks.push(block.into());
    }
}
