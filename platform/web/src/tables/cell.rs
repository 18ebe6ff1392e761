//! A cell and a column's heading: what a table is made of, on the page and in a file.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::PageContext;
use crate::texts::wall_clock;

/// One cell. Its kind decides alignment, how CSV writes it, how a workbook keeps it, and that text is never taken for a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A number and how a person reads it (`27 207`); CSV gets the plain number.
    Number(f64, String),
    /// A day and how a person reads it; CSV gets `2026-11-26`, a workbook a real date.
    Date(NaiveDate, String),
    /// A moment of the wall clock of the city and how a person reads it.
    Moment(NaiveDateTime, String),
    /// A link and its text.
    Link(String, String),
}

impl Cell {
    /// A text cell.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    /// A number written for the reader of this page.
    pub fn number(page: &PageContext, value: impl crate::texts::Quantity) -> Cell {
        let value = value.quantity();
        Cell::Number(value, page.t().number(value))
    }

    /// A day written for the reader of this page; nothing when there is none.
    pub fn date(page: &PageContext, day: impl Into<Option<NaiveDate>>) -> Cell {
        day.into().map_or_else(|| Cell::text(""), |day| Cell::Date(day, page.t().date(&day)))
    }

    /// An instant as the clocks of the city show it; nothing when there is none.
    pub fn moment(page: &PageContext, at: impl Into<Option<DateTime<Utc>>>) -> Cell {
        let at: Option<DateTime<Utc>> = at.into();
        at.map_or_else(|| Cell::text(""), |at| Cell::Moment(wall_clock(&at), page.t().moment(&at)))
    }

    /// A link.
    pub fn link(href: impl Into<String>, text: impl Into<String>) -> Cell {
        Cell::Link(href.into(), text.into())
    }

    /// What a person reads.
    #[must_use]
    pub fn shown(&self) -> &str {
        match self {
            Cell::Text(text)
            | Cell::Number(_, text)
            | Cell::Date(_, text)
            | Cell::Moment(_, text)
            | Cell::Link(_, text) => text,
        }
    }

    /// Where the cell leads; empty when it is no link.
    #[must_use]
    pub fn href(&self) -> &str {
        if let Cell::Link(href, _) = self { href } else { "" }
    }

    /// Whether the cell is a number.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Cell::Number(..))
    }
}

/// A column's heading.
#[derive(Clone, Debug)]
pub struct Column {
    /// Name in the URL.
    pub name: &'static str,
    /// Heading for the reader.
    pub heading: String,
    /// Whether the rows can be sorted by it.
    pub sortable: bool,
    /// Whether it holds numbers.
    pub numeric: bool,
}

impl Column {
    /// A column of text that can be sorted.
    pub fn text(name: &'static str, heading: impl Into<String>) -> Column {
        Column { name, heading: heading.into(), sortable: true, numeric: false }
    }

    /// A column of numbers that can be sorted.
    pub fn number(name: &'static str, heading: impl Into<String>) -> Column {
        Column { name, heading: heading.into(), sortable: true, numeric: true }
    }

    /// The same column without sorting.
    #[must_use]
    pub fn fixed(mut self) -> Column {
        self.sortable = false;
        self
    }
}
