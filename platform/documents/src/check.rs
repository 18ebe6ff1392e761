//! What is wrong with a report, before it is set: every flaw with its place, so that nothing is found out on paper.

use std::fmt;

use crate::{Block, Report, Row, RowKind, SvgError, Table, Text, clean_svg};

/// A flaw and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Path to the value, as in [`JsonError`](crate::JsonError): `blocks[3].table.rows[2]`.
    pub place: String,
    /// What is wrong there.
    pub flaw: Flaw,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.flaw)
    }
}

/// What can be wrong with a report. The words are for developers and logs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// A text that has to say something is blank.
    #[error("says nothing")]
    Blank,
    /// A heading is not of level 1, 2 or 3.
    #[error("a heading of level {0}; there are 1, 2 and 3")]
    Level(u8),
    /// A heading skips a level: whoever listens would look for the missing one (PDF/UA-1, 7.4).
    #[error("a heading of level {level} after one of level {before}")]
    Skipped {
        /// Level of the heading before; 0 for none.
        before: u8,
        /// Level of this one.
        level: u8,
    },
    /// A table without columns, or one with more row headers than columns.
    #[error("{row_headers} row headers in {columns} columns")]
    Columns {
        /// How many columns there are.
        columns: usize,
        /// How many of them name the row.
        row_headers: usize,
    },
    /// A row has another width than the table.
    #[error("{cells} cells in {columns} columns")]
    Width {
        /// Cells, or columns that the headers span.
        cells: usize,
        /// Columns of the table.
        columns: usize,
    },
    /// The drawing cannot be used.
    #[error(transparent)]
    Svg(#[from] SvgError),
}

impl Report {
    /// Everything that is wrong with the report; nothing when it can be set.
    #[must_use]
    pub fn check(&self) -> Vec<Fault> {
        let mut faults = Faults(Vec::new());
        faults.said("title", &self.title);
        faults.said("issuer", &self.issuer);
        let mut level = 0;
        for (at, block) in self.blocks.iter().enumerate() {
            let place = format!("blocks[{at}]");
            if let Block::Heading { level: next, .. } = block {
                faults.level(&place, level, *next);
                level = *next;
            }
            faults.block(&place, block);
        }
        faults.0
    }
}

struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, place: impl Into<String>, flaw: Flaw) {
        self.0.push(Fault { place: place.into(), flaw });
    }

    fn said(&mut self, place: impl Into<String>, text: &str) {
        if text.trim().is_empty() {
            self.add(place, Flaw::Blank);
        }
    }

    fn text(&mut self, place: impl Into<String>, text: &Text) {
        if text.is_blank() {
            self.add(place, Flaw::Blank);
        }
    }

    fn level(&mut self, place: &str, before: u8, level: u8) {
        if !(1..=3).contains(&level) {
            self.add(format!("{place}.heading.level"), Flaw::Level(level));
        } else if level > before.saturating_add(1) {
            self.add(format!("{place}.heading.level"), Flaw::Skipped { before, level });
        }
    }

    fn block(&mut self, place: &str, block: &Block) {
        match block {
            Block::Heading { text, .. } => self.said(format!("{place}.heading.text"), text),
            Block::Paragraph(text) => self.text(format!("{place}.paragraph"), text),
            Block::List(list) => self.texts(&format!("{place}.list.items"), &list.items),
            Block::Notice(notice) => self.texts(&format!("{place}.notice.text"), &notice.text),
            Block::Figure(figure) => {
                self.said(format!("{place}.figure.title"), &figure.title);
                self.said(format!("{place}.figure.alternative"), &figure.alternative);
                if let Err(error) = clean_svg(&figure.svg, "", &figure.alternative) {
                    self.add(format!("{place}.figure.svg"), Flaw::Svg(error));
                }
            }
            Block::Table(table) => self.table(&format!("{place}.table"), table),
            Block::PageBreak => {}
        }
    }

    fn texts(&mut self, place: &str, texts: &[Text]) {
        if texts.is_empty() {
            self.add(place, Flaw::Blank);
        }
        for (at, text) in texts.iter().enumerate() {
            self.text(format!("{place}[{at}]"), text);
        }
    }

    fn table(&mut self, place: &str, table: &Table) {
        self.said(format!("{place}.caption"), &table.caption);
        let (columns, row_headers) = (table.columns.len(), usize::from(table.row_headers));
        if columns == 0 || row_headers > columns {
            self.add(format!("{place}.columns"), Flaw::Columns { columns, row_headers });
        }
        for (at, column) in table.columns.iter().enumerate().skip(row_headers) {
            self.said(format!("{place}.columns[{at}].header"), &column.header);
        }
        for (at, cells) in table.header.iter().enumerate() {
            let spans: usize = cells.iter().map(|cell| usize::from(cell.span)).sum();
            if spans != columns || cells.iter().any(|cell| cell.span == 0) {
                self.add(format!("{place}.header[{at}]"), Flaw::Width { cells: spans, columns });
            }
        }
        for (at, row) in table.rows.iter().enumerate() {
            let wanted = if row.kind == RowKind::Group { 1 } else { columns };
            let Row { cells, .. } = row;
            if cells.len() != wanted {
                self.add(format!("{place}.rows[{at}]"), Flaw::Width { cells: cells.len(), columns: wanted });
            }
        }
    }
}
