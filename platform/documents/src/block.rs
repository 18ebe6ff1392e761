//! What a report is made of. A block says what it is; the faces decide how it looks.

use serde::{Deserialize, Serialize};

use crate::{Table, Text};

/// One thing a report says. In JSON `{ "paragraph": "…" }`, `{ "figure": { … } }`, `"page-break"`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A heading. Levels start at 1 (the title of the report is above them all) and never skip one downwards.
    #[serde(rename_all = "kebab-case")]
    Heading {
        /// 1, 2 or 3.
        level: u8,
        /// What the part below answers.
        text: String,
    },
    /// A paragraph.
    Paragraph(Text),
    /// A list.
    List(List),
    /// A note or a warning, set apart.
    Notice(Notice),
    /// A chart or a map.
    Figure(Figure),
    /// A table.
    Table(Table),
    /// What follows begins on a new page.
    PageBreak,
}

impl Block {
    /// A heading of level 1, 2 or 3.
    #[must_use]
    pub fn heading(level: u8, text: impl Into<String>) -> Block {
        Block::Heading { level, text: text.into() }
    }

    /// Something good to know.
    #[must_use]
    pub fn note(text: impl Into<Text>) -> Block {
        Notice { kind: NoticeKind::Note, title: None, text: vec![text.into()] }.into()
    }

    /// Something that changes how the figures may be used.
    #[must_use]
    pub fn warning(text: impl Into<Text>) -> Block {
        Notice { kind: NoticeKind::Warning, title: None, text: vec![text.into()] }.into()
    }
}

/// A list of short texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Whether the order carries meaning; then the items are numbered.
    #[serde(default)]
    pub ordered: bool,
    /// The items.
    pub items: Vec<Text>,
}

/// How much a notice weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoticeKind {
    /// Good to know.
    Note,
    /// Changes how the figures may be used.
    Warning,
}

/// A note or a warning. The faces write its kind in words, so nothing hangs on colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Note or warning.
    pub kind: NoticeKind,
    /// Its own title; without one, the word for its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its paragraphs.
    pub text: Vec<Text>,
}

/// A chart or a map, the same drawing as on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The finding: a sentence, not the names of the axes.
    pub title: String,
    /// The drawing: one `<svg>` with a `viewBox`, styled by presentation attributes (`fill="#1f4e79"`) or by the classes
    /// `chart-…` of the print style. What else it may hold says [`clean_svg`](crate::clean_svg).
    pub svg: String,
    /// What a person who does not see it needs to know: what is drawn and what it shows. The numbers themselves belong
    /// into a table.
    pub alternative: String,
    /// Base, period, how to read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Text>,
    /// Where the numbers come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl From<Text> for Block {
    fn from(text: Text) -> Block {
        Block::Paragraph(text)
    }
}

impl From<List> for Block {
    fn from(list: List) -> Block {
        Block::List(list)
    }
}

impl From<Notice> for Block {
    fn from(notice: Notice) -> Block {
        Block::Notice(notice)
    }
}

impl From<Figure> for Block {
    fn from(figure: Figure) -> Block {
        Block::Figure(figure)
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Block {
        Block::Table(table)
    }
}
