//! A table as HTML wants it: headers with their scope, a body for each group of rows.

use super::{Pen, Runs};
use crate::{Align, Cell, Row, RowKind, Table};

pub(super) struct Tabled {
    pub(super) id: String,
    pub(super) number: String,
    pub(super) caption: String,
    pub(super) header: Vec<Vec<Head>>,
    pub(super) bodies: Vec<Vec<Line>>,
    pub(super) legend: Vec<(String, String)>,
    pub(super) notes: Vec<Runs>,
    pub(super) source: Option<String>,
    /// Whether anything stands under it.
    pub(super) described: bool,
}

pub(super) struct Head {
    pub(super) words: String,
    pub(super) span: u16,
    pub(super) class: &'static str,
}

pub(super) struct Line {
    pub(super) class: &'static str,
    pub(super) cells: Vec<Field>,
}

pub(super) struct Field {
    pub(super) tag: &'static str,
    pub(super) scope: Option<&'static str>,
    pub(super) class: &'static str,
    pub(super) span: usize,
    pub(super) runs: Runs,
    pub(super) meaning: Option<String>,
}

impl Pen {
    pub(super) fn table(&mut self, table: &Table) -> Tabled {
        self.tables += 1;
        let number = self.tables.to_string();
        let legend = table.legend();
        Tabled {
            id: format!("table-{number}-notes"),
            number: self.words.with("report-table", "number", &number),
            caption: self.bound(&table.caption),
            header: self.header(table),
            bodies: self.bodies(table),
            described: !legend.is_empty() || !table.notes.is_empty() || table.source.is_some(),
            legend: legend
                .into_iter()
                .map(|(sign, meaning)| (sign.to_owned(), self.bound(meaning)))
                .collect(),
            notes: self.all(&table.notes),
            source: table.source.as_deref().map(|source| self.source(source)),
        }
    }

    fn header(&self, table: &Table) -> Vec<Vec<Head>> {
        let above = table.header.iter().map(|cells| {
            let head = |words: &str, span| Head { words: self.bound(words), span, class: "report-center" };
            cells.iter().map(|cell| head(&cell.text, cell.span)).collect()
        });
        let lowest = table.columns.iter().map(|column| Head {
            words: self.bound(&column.header),
            span: 1,
            class: class(column.align),
        });
        above.chain([lowest.collect()]).collect()
    }

    /// The rows; a group begins a body of its own, over which its header stands, and a total is no part of the last group.
    fn bodies(&self, table: &Table) -> Vec<Vec<Line>> {
        let mut bodies: Vec<Vec<Line>> = Vec::new();
        for row in &table.rows {
            let line = self.line(table, row);
            match bodies.last_mut() {
                Some(body) if row.kind == RowKind::Body => body.push(line),
                _ => bodies.push(vec![line]),
            }
        }
        bodies
    }

    fn line(&self, table: &Table, row: &Row) -> Line {
        if row.kind == RowKind::Group {
            let mut cells: Vec<Field> = row.cells.iter().map(|cell| self.field(cell, Align::Text)).collect();
            for cell in &mut cells {
                (cell.tag, cell.scope, cell.span) = ("th", Some("rowgroup"), table.columns.len());
            }
            return Line { class: "report-group", cells };
        }
        let headers = usize::from(table.row_headers);
        let fields = row.cells.iter().zip(&table.columns).enumerate().map(|(at, (cell, column))| {
            let mut field = self.field(cell, column.align);
            if at < headers && *cell != Cell::Empty {
                (field.tag, field.scope) = ("th", Some("row"));
            }
            field
        });
        let class = if row.kind == RowKind::Total { "report-total" } else { "" };
        Line { class, cells: fields.collect() }
    }

    fn field(&self, cell: &Cell, align: Align) -> Field {
        let (runs, meaning) = match cell {
            Cell::Text(text) => (self.runs(text), None),
            Cell::Number(number) => (self.plain(number), None),
            Cell::Mark { sign, meaning } => (self.plain(sign), Some(self.bound(meaning))),
            Cell::Empty => (Vec::new(), None),
        };
        Field { tag: "td", scope: None, class: class(align), span: 1, runs, meaning }
    }
}

fn class(align: Align) -> &'static str {
    match align {
        Align::Text => "report-text",
        Align::Number => "report-digits",
        Align::Center => "report-center",
    }
}
