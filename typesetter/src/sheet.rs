//! The report as the template takes it: every text a value, with its lines bound and its numbers written out.

use chrono::Datelike as _;
use documents::typography::bound;
use documents::{
    Align, Block, Cell, Column, Figure, HeaderCell, Notice, NoticeKind, Report, Row, RowKind, Run, Table,
    Text, Words, clean_svg,
};
use serde_json::{Value, json};
use typst::foundations::Dict;

/// Rules for the classes of charts, the same that the page to print has.
const CHARTS: &str = include_str!("../../assets/src/styles/report-charts.css");
/// Width of a digit and of a middling letter, and the space beside a cell, in parts of the font size.
const GLYPH: f64 = 0.56;
const GAP: f64 = 1.3;

/// The inputs of the template.
///
/// # Errors
/// A drawing that is refused; a report that was checked has none.
pub(crate) fn of(report: &Report) -> Result<Dict, String> {
    let mut pen = Pen { report, words: Words::of(report.language), figures: 0, tables: 0 };
    let blocks: Result<Vec<Value>, String> = report.blocks.iter().map(|block| pen.block(block)).collect();
    let optional = |text: &Option<String>| text.as_deref().map(|text| pen.bound(text));
    let sheet = json!({
        "lang": report.language.tag(),
        "title": pen.bound(&report.title),
        "subtitle": optional(&report.subtitle),
        "issuer": pen.bound(&report.issuer),
        "date": pen.bound(&pen.words.date(report.date)),
        "day": [report.date.year(), report.date.month(), report.date.day()],
        "reference": optional(&report.reference),
        "invented": report.invented.then(|| pen.words.say("report-invented")),
        "keywords": report.keywords,
        "page": pen.words.page("{page}", "{pages}"),
        "blocks": blocks?,
    });
    serde_json::from_value(sheet).map_err(|error| error.to_string())
}

/// Every text of the report that is set, with its place.
pub(crate) fn texts(report: &Report) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let head = [("title", Some(&report.title)), ("subtitle", report.subtitle.as_ref())];
    let more = [("issuer", Some(&report.issuer)), ("reference", report.reference.as_ref())];
    found.extend(head.into_iter().chain(more).filter_map(|(at, text)| Some((at.to_owned(), text?.clone()))));
    for (at, block) in report.blocks.iter().enumerate() {
        let place = format!("blocks[{at}]");
        // Strings of JSON are the texts of a block; a drawing is read by its own reader.
        let mut block = block.clone();
        if let Block::Figure(figure) = &mut block {
            figure.svg.clear();
        }
        collect(&place, &serde_json::to_value(&block).unwrap_or_default(), &mut found);
    }
    found
}

fn collect(place: &str, value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((place.to_owned(), text.clone())),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| collect(&format!("{place}[{at}]"), item, found));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| collect(&format!("{place}.{name}"), field, found));
        }
        _ => {}
    }
}

struct Pen<'a> {
    report: &'a Report,
    words: Words,
    figures: usize,
    tables: usize,
}

impl Pen<'_> {
    fn block(&mut self, block: &Block) -> Result<Value, String> {
        Ok(match block {
            Block::Heading { level, text } => {
                json!({ "kind": "heading", "level": level, "text": self.bound(text) })
            }
            Block::Paragraph(text) => json!({ "kind": "paragraph", "runs": self.runs(text) }),
            Block::List(list) => {
                json!({ "kind": "list", "ordered": list.ordered, "items": self.all(&list.items) })
            }
            Block::Notice(notice) => self.notice(notice),
            Block::Figure(figure) => self.figure(figure)?,
            Block::Table(table) => self.table(table),
            Block::PageBreak => json!({ "kind": "page-break" }),
        })
    }

    fn notice(&self, notice: &Notice) -> Value {
        let (warning, word) = match notice.kind {
            NoticeKind::Note => (false, "report-note"),
            NoticeKind::Warning => (true, "report-warning"),
        };
        let title = notice.title.as_deref().map_or_else(|| self.words.say(word), |title| self.bound(title));
        json!({ "kind": "notice", "warning": warning, "title": title, "text": self.all(&notice.text) })
    }

    fn figure(&mut self, figure: &Figure) -> Result<Value, String> {
        self.figures += 1;
        let svg = clean_svg(&figure.svg, "", &figure.alternative).map_err(|error| error.to_string())?;
        let (width, height) = svg.size();
        Ok(json!({
            "kind": "figure",
            "number": self.words.with("report-figure", "number", &self.figures.to_string()),
            "title": self.bound(&figure.title),
            "svg": svg.with_style(CHARTS),
            "width": width,
            "height": height,
            "alternative": figure.alternative,
            "caption": figure.caption.as_ref().map(|text| self.runs(text)),
            "source": figure.source.as_deref().map(|source| self.source(source)),
        }))
    }

    fn table(&mut self, table: &Table) -> Value {
        self.tables += 1;
        let above = |cells: &Vec<HeaderCell>| -> Value {
            cells.iter().map(|cell| json!({ "text": self.bound(&cell.text), "span": cell.span })).collect()
        };
        let column = |(at, column): (usize, &Column)| {
            let (fixed, share) = width(table, at, column);
            json!({ "header": self.bound(&column.header), "align": align(column.align), "fixed": fixed, "share": share })
        };
        json!({
            "kind": "table",
            "number": self.words.with("report-table", "number", &self.tables.to_string()),
            "caption": self.bound(&table.caption),
            "above": table.header.iter().map(above).collect::<Vec<_>>(),
            "columns": table.columns.iter().enumerate().map(column).collect::<Vec<_>>(),
            "heads": table.row_headers,
            "rows": table.rows.iter().map(|row| self.row(row)).collect::<Vec<_>>(),
            "legend": table.legend().iter().map(|(sign, words)| json!([sign, self.bound(words)])).collect::<Vec<_>>(),
            "notes": self.all(&table.notes),
            "source": table.source.as_deref().map(|source| self.source(source)),
        })
    }

    fn row(&self, row: &Row) -> Value {
        let kind = match row.kind {
            RowKind::Body => "body",
            RowKind::Group => "group",
            RowKind::Total => "total",
        };
        json!({ "kind": kind, "cells": row.cells.iter().map(|cell| self.cell(cell)).collect::<Vec<_>>() })
    }

    fn cell(&self, cell: &Cell) -> Value {
        match cell {
            Cell::Text(text) => self.runs(text),
            Cell::Number(number) => json!(self.bound(number)),
            Cell::Mark { sign, .. } => json!(sign),
            Cell::Empty => Value::Null,
        }
    }

    fn source(&self, source: &str) -> String {
        self.bound(&self.words.with("report-source", "source", source))
    }

    fn bound(&self, text: &str) -> String {
        bound(text, self.report.language)
    }

    fn all(&self, texts: &[Text]) -> Vec<Value> {
        texts.iter().map(|text| self.runs(text)).collect()
    }

    /// A string where nothing is marked, otherwise pairs of mark and words.
    fn runs(&self, text: &Text) -> Value {
        let kind = |run: &Run| match run {
            Run::Plain(_) => "plain",
            Run::Emphasis(_) => "emphasis",
            Run::Strong(_) => "strong",
        };
        match text.runs() {
            [Run::Plain(words)] => json!(self.bound(words)),
            runs => runs.iter().map(|run| json!([kind(run), self.bound(run.words())])).collect(),
        }
    }
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Text => "left",
        Align::Number => "right",
        Align::Center => "center",
    }
}

/// How wide a column is: numbers take what their longest cell or the longest word over it needs (in parts of the font
/// size); words share what is left by the length of what they say.
fn width(table: &Table, at: usize, column: &Column) -> (f64, f64) {
    let cells =
        table.rows.iter().filter(|row| row.kind != RowKind::Group).filter_map(|row| row.cells.get(at));
    let longest = cells.map(said).max().unwrap_or(0);
    let headers =
        table.header.iter().filter_map(|cells| alone_over(cells, at)).chain([column.header.as_str()]);
    let words = headers.flat_map(str::split_whitespace);
    let word = words.map(|word| word.chars().count()).max().unwrap_or(0);
    #[expect(clippy::cast_precision_loss, reason = "lengths of words")]
    let (longest, word) = (longest as f64, word as f64);
    match column.align {
        Align::Text => (0.0, longest.max(word).clamp(6.0, 60.0)),
        _ => (longest.max(word * 1.06).clamp(3.0, 24.0) * GLYPH + GAP, 0.0),
    }
}

/// The header that stands over this column alone.
fn alone_over(cells: &[HeaderCell], column: usize) -> Option<&str> {
    let mut first = 0;
    for cell in cells {
        if first == column && cell.span == 1 {
            return Some(&cell.text);
        }
        first += usize::from(cell.span);
    }
    None
}

fn said(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) => text.words().chars().count(),
        Cell::Number(number) => number.chars().count(),
        Cell::Mark { sign, .. } => sign.chars().count(),
        Cell::Empty => 0,
    }
}
