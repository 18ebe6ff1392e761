//! Tables: caption, sorting and pages in the URL, and the same rows as CSV.
//!
//! ```text
//!  /okrsky?sort=addresses&dir=desc&page=2&q=lob      the page
//!  /okrsky?sort=addresses&dir=desc&q=lob&format=csv  the same rows, all pages, for a spreadsheet (or format=xlsx)
//! ```
//!
//! A handler reads a [`TableQuery`], asks its store (or sorts and cuts in memory), fills a [`Table`] and puts it in
//! its view; the macro `c::table` of `components.html` draws it. When the query names a format, the handler answers
//! with an [`Export`] of all rows instead, whose bytes it may hash for the trail first.

mod cell;
mod csv;
mod export;
mod xlsx;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::convert::Infallible;

use crate::context::with_parameter;
use crate::{Form, PageContext};

pub use cell::{Cell, Column};
pub use csv::csv;
pub use export::{Export, Format, export};
pub use xlsx::{Sheet, workbook, xlsx};

/// Direction of a sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    #[default]
    Ascending,
    /// Largest first.
    Descending,
}

/// What the URL says about a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableQuery {
    /// Name of the column to sort by, if any.
    pub sort: Option<String>,
    /// Direction of the sort.
    pub direction: Direction,
    /// Page, from 1.
    pub page: usize,
    /// Text the rows are filtered by.
    pub filter: String,
    /// Whether the rows are wanted as CSV.
    pub csv: bool,
    /// Whether the rows are wanted as a workbook.
    pub xlsx: bool,
}

impl TableQuery {
    /// Reads a query string. Nonsense counts as absent: a link from a mail must not end in an error.
    #[must_use]
    pub fn read(query: &str) -> TableQuery {
        let form = Form::from_encoded(query.as_bytes());
        let sort = form.text("sort");
        TableQuery {
            sort: (!sort.is_empty()).then(|| sort.to_owned()),
            direction: if form.text("dir") == "desc" { Direction::Descending } else { Direction::Ascending },
            page: form.text("page").parse().unwrap_or(1).clamp(1, 1_000_000),
            filter: form.text("q").to_owned(),
            csv: form.text("format") == "csv",
            xlsx: form.text("format") == "xlsx",
        }
    }

    /// The file the rows are wanted as, if they are.
    #[must_use]
    pub fn format(&self) -> Option<Format> {
        match self {
            TableQuery { csv: true, .. } => Some(Format::Csv),
            TableQuery { xlsx: true, .. } => Some(Format::Xlsx),
            _ => None,
        }
    }

    /// Sorts rows by `key` (of the wanted column) in the wanted direction, keeping the order of equals.
    pub fn sort_by_key<R, K: Ord>(&self, rows: &mut [R], key: impl FnMut(&R) -> K) {
        match self.direction {
            Direction::Ascending => rows.sort_by_cached_key(key),
            Direction::Descending => {
                let mut key = key;
                rows.sort_by_cached_key(|row| std::cmp::Reverse(key(row)));
            }
        }
    }

    /// The rows of the wanted page; the last page when the wanted one lies behind it.
    pub fn cut<'a, R>(&self, rows: &'a [R], per_page: usize) -> &'a [R] {
        let first = (self.page_of(rows.len(), per_page) - 1) * per_page;
        rows.get(first..(first + per_page).min(rows.len())).unwrap_or_default()
    }

    fn page_of(&self, total: usize, per_page: usize) -> usize {
        self.page.clamp(1, total.div_ceil(per_page.max(1)).max(1))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for TableQuery {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(TableQuery::read(parts.uri.query().unwrap_or_default()))
    }
}

/// A table ready to be drawn.
#[derive(Clone, Debug)]
pub struct Table {
    /// What the table shows; also its accessible name.
    pub caption: String,
    /// What would fill an empty table.
    pub when_empty: String,
    /// Headings.
    pub columns: Vec<Column>,
    /// Rows of this page. The first cell is the row's heading.
    pub rows: Vec<Vec<Cell>>,
    /// Whether `j`, `k` and Enter walk through the rows; so on pages of the workplace.
    pub keys: bool,
    formats: &'static [Format],
    query: TableQuery,
    total: usize,
    per_page: usize,
    path: String,
    raw_query: String,
}

impl Table {
    /// A table on `page` with what its URL says.
    pub fn new(
        page: &PageContext,
        query: &TableQuery,
        caption: impl Into<String>,
        columns: Vec<Column>,
    ) -> Table {
        Table {
            caption: caption.into(),
            when_empty: page.t().say("table-empty").into_owned(),
            columns,
            rows: Vec::new(),
            keys: page.staff().is_some(),
            formats: &[Format::Csv],
            query: query.clone(),
            total: 0,
            per_page: 50,
            path: page.path().to_owned(),
            raw_query: page.query().to_owned(),
        }
    }

    /// Says what would fill the table while it is empty.
    #[must_use]
    pub fn when_empty(mut self, sentence: impl Into<String>) -> Table {
        self.when_empty = sentence.into();
        self
    }

    /// Offers the rows as the files of `formats`; without this as CSV.
    #[must_use]
    pub fn files(mut self, formats: &'static [Format]) -> Table {
        self.formats = formats;
        self
    }

    /// The files the rows are offered as.
    #[must_use]
    pub fn formats(&self) -> &[Format] {
        self.formats
    }

    /// Fills the table with the rows of this page out of `total`.
    #[must_use]
    pub fn rows(mut self, rows: Vec<Vec<Cell>>, total: usize, per_page: usize) -> Table {
        (self.rows, self.total, self.per_page) = (rows, total, per_page.max(1));
        self
    }

    /// Number of rows on all pages.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// Value of `aria-sort`; empty for a column that is not sorted by.
    #[must_use]
    pub fn sorted(&self, column: &Column) -> &'static str {
        match (&self.query.sort, self.query.direction) {
            (Some(name), Direction::Ascending) if name == column.name => "ascending",
            (Some(name), Direction::Descending) if name == column.name => "descending",
            _ => "",
        }
    }

    /// This page sorted by the column, or the other way round when it is already; back on the first page.
    #[must_use]
    pub fn sort_href(&self, column: &Column) -> String {
        let direction = if self.sorted(column) == "ascending" { "desc" } else { "" };
        let href = with_parameter("", &self.raw_query, "page", "");
        let href = with_parameter("", href.trim_start_matches('?'), "sort", column.name);
        with_parameter(&self.path, href.trim_start_matches('?'), "dir", direction)
    }

    /// The same rows as a file.
    #[must_use]
    pub fn file_href(&self, format: &Format) -> String {
        let href = with_parameter("", &self.raw_query, "page", "");
        with_parameter(&self.path, href.trim_start_matches('?'), "format", format.ending())
    }

    /// The page shown, from 1.
    #[must_use]
    pub fn page(&self) -> usize {
        self.query.page_of(self.total, self.per_page)
    }

    /// The last page, from 1.
    #[must_use]
    pub fn last_page(&self) -> usize {
        self.total.div_ceil(self.per_page).max(1)
    }

    /// Address of another page.
    #[must_use]
    pub fn page_href(&self, page: &usize) -> String {
        let number = if *page > 1 { page.to_string() } else { String::new() };
        with_parameter(&self.path, &self.raw_query, "page", &number)
    }

    /// Pages to offer: first, last, and those around this one; 0 marks a gap.
    #[must_use]
    pub fn pages(&self) -> Vec<usize> {
        let (here, last) = (self.page(), self.last_page());
        let mut pages = Vec::new();
        for page in 1..=last {
            if page == 1 || page == last || page.abs_diff(here) <= 1 {
                pages.push(page);
            } else if pages.last() != Some(&0) {
                pages.push(0);
            }
        }
        pages
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> TableQuery {
        TableQuery::read(text)
    }

    #[test]
    fn nonsense_in_the_url_counts_as_absent() {
        assert_eq!(query("page=-3&dir=up&sort=&format=exe"), TableQuery { page: 1, ..query("") });
        assert_eq!(query("page=99999999999999999999").page, 1);
    }

    #[test]
    fn pages_are_cut_and_never_empty() {
        let rows: Vec<u32> = (0..25).collect();
        assert_eq!(query("page=2").cut(&rows, 10), (10..20).collect::<Vec<_>>());
        assert_eq!(query("page=9").cut(&rows, 10), (20..25).collect::<Vec<_>>());
        assert_eq!(query("").cut(&[] as &[u32], 10), &[] as &[u32]);
    }

    #[test]
    fn sorting_keeps_the_order_of_equals() {
        let mut rows = vec![("a", 1), ("b", 2), ("c", 1)];
        query("dir=desc").sort_by_key(&mut rows, |row| row.1);
        assert_eq!(rows, [("b", 2), ("a", 1), ("c", 1)]);
    }
}
