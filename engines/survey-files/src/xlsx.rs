//! A sheet of an Excel workbook, and a sheet that says what its columns mean.
//!
//! The data are the sheet of the name the caller gives, else the first that is no codebook; a codebook is a sheet whose
//! first row names its columns as [`Codebook`](crate::Codebook) does. A column is numbers or days when all its cells are,
//! otherwise texts, numbers among them as they are stored.

use std::collections::BTreeMap;

use workbooks::{Cell, Limits, Shown, Workbook};

use crate::codebook::Codebook;
use crate::codepage::{Decoder, Doubts};
use crate::column::{Column, Gap, Numbers, RawTexts};
use crate::csv;
use crate::day;
use crate::fault::{Fault, FaultKind};
use crate::model::{File, Format, Kind, Variable};
use crate::note::Note;
use crate::options::Options;

const LIMITS: Limits = Limits { file: 128 << 20, part: 512 << 20, cells: 10_000_000, texts: 512 << 20 };
/// Sheets that are looked at.
const MOST_SHEETS: usize = 16;
const DAY: f64 = 86_400.0;

/// Whether these are the first bytes of a workbook, or of any other archive.
pub(crate) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Reads a workbook.
pub(crate) fn read(bytes: &[u8], options: &Options) -> Result<File, Fault> {
    let mut book = Workbook::open(bytes, LIMITS).map_err(whole)?;
    let names: Vec<String> = book.names().take(MOST_SHEETS).map(str::to_owned).collect();
    let zero = book.day_zero();
    let (mut data, mut codebook) = (None, options.codebook.clone());
    for name in names {
        let chosen = options.sheet.as_ref().is_none_or(|it| *it == name);
        let sheet = Sheet::read(&mut book, &name)?;
        if options.sheet.as_ref() != Some(&name) && sheet.is_codebook() {
            if codebook.is_none() {
                codebook = Some(sheet.codebook()?);
            }
        } else if chosen && data.is_none() && !sheet.rows.is_empty() {
            data = Some(sheet);
        }
    }
    let sheet = match (data, &options.sheet) {
        (Some(sheet), _) => sheet,
        (None, Some(name)) => return Err(Fault::whole(FaultKind::NoSheet(name.clone()))),
        (None, None) => return Err(Fault::whole(FaultKind::Empty)),
    };
    let mut file = sheet.file(options, codebook.as_ref(), zero)?;
    if let Some(codebook) = &codebook {
        codebook.apply(&mut file, false);
    }
    Ok(file)
}

fn whole(fault: workbooks::Fault) -> Fault {
    Fault::whole(match fault {
        workbooks::Fault::NotAWorkbook(why) => FaultKind::Not { format: "Excel", why },
        workbooks::Fault::TooLarge(why) => {
            FaultKind::Unsupported(format!("the workbook is too large: {why}"))
        }
    })
}

/// What a cell says.
#[derive(Debug, Clone, Copy)]
enum Said {
    Number(f64, Shown),
    /// Place in the words of the sheet.
    Text(u32),
    Error,
}

/// The cells of a sheet by columns.
#[derive(Debug, Default)]
struct Sheet {
    name: String,
    /// Numbers of rows that hold something, in order.
    rows: Vec<u32>,
    columns: BTreeMap<u32, Vec<(u32, Said)>>,
    words: RawTexts,
}

impl Sheet {
    fn read(book: &mut Workbook<'_>, name: &str) -> Result<Self, Fault> {
        let mut sheet = Self { name: name.to_owned(), ..Self::default() };
        book.cells(name, |row, column, cell| {
            let said = match cell {
                Cell::Number(text, shown) => match csv::number(text.as_bytes(), false) {
                    Some(number) => Said::Number(number, shown),
                    None => sheet.text(text),
                },
                Cell::Error(_) => Said::Error,
                _ if cell.text().trim().is_empty() => return,
                _ => sheet.text(cell.text().trim()),
            };
            if sheet.rows.last() != Some(&row) {
                sheet.rows.push(row);
            }
            sheet.columns.entry(column).or_default().push((row, said));
        })
        .map_err(whole)?;
        // Programs write cells in order; a file need not.
        sheet.rows.sort_unstable();
        sheet.rows.dedup();
        sheet.columns.values_mut().for_each(|cells| cells.sort_by_key(|(row, _)| *row));
        Ok(sheet)
    }

    fn text(&mut self, text: &str) -> Said {
        Said::Text(self.words.place(text.as_bytes()))
    }

    /// What a cell says in words: days as dates.
    fn words(&self, said: Said, zero: f64) -> String {
        match said {
            Said::Number(number, Shown::Date) => day::date(number + zero),
            Said::Number(number, Shown::DateTime) => day::date_time(seconds(number + zero)),
            Said::Number(number, Shown::Number | Shown::Time) => number.to_string(),
            Said::Error => String::new(),
            Said::Text(place) => {
                let word = usize::try_from(place).ok().and_then(|at| self.words.words.get(at));
                word.map(|it| String::from_utf8_lossy(it).into_owned()).unwrap_or_default()
            }
        }
    }

    /// The texts of a row, a cell for each column that holds something anywhere.
    fn row(&self, row: u32) -> Vec<String> {
        let cell = |cells: &Vec<(u32, Said)>| {
            let at = cells.partition_point(|(it, _)| *it <= row).checked_sub(1);
            let found = at.and_then(|at| cells.get(at)).filter(|(it, _)| *it == row);
            found.map(|(_, said)| self.words(*said, 0.0)).unwrap_or_default()
        };
        self.columns.values().map(cell).collect()
    }

    fn is_codebook(&self) -> bool {
        self.rows.first().is_some_and(|row| Codebook::is_head(&self.row(*row)))
    }

    fn codebook(&self) -> Result<Codebook, Fault> {
        let rows = self.rows.iter().map(|row| (usize::try_from(*row).unwrap_or(0), self.row(*row)));
        Codebook::from_rows(&format!("sheet {}", self.name), rows)
    }

    fn file(&self, options: &Options, codebook: Option<&Codebook>, zero: f64) -> Result<File, Fault> {
        let mut notes = Vec::new();
        let head = self.rows.first().copied().unwrap_or(0);
        let first =
            |cells: &Vec<(u32, Said)>| cells.first().filter(|(row, _)| *row == head).map(|(_, it)| *it);
        let number = |it: Option<Said>| matches!(it, Some(Said::Number(..)));
        let header = options.header.unwrap_or_else(|| !self.columns.values().any(|it| number(first(it))));
        if !header {
            notes.push(Note::NoHeader);
        }
        let rows = self.rows.get(usize::from(header)..).unwrap_or_default();
        let mut variables: Vec<Variable> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for (at, cells) in &self.columns {
            let mut name = first(cells).filter(|_| header).map(|it| self.words(it, zero)).unwrap_or_default();
            if name.is_empty() {
                name = format!("v{}", at + 1);
                if header {
                    let column = usize::try_from(*at).unwrap_or(usize::MAX).saturating_add(1);
                    notes.push(Note::Named { column, name: name.clone() });
                }
            }
            if !seen.insert(name.clone()) {
                return Err(Fault::whole(FaultKind::Twice(name)));
            }
            let cells =
                if header && first(cells).is_some() { cells.get(1..) } else { Some(cells.as_slice()) };
            let text =
                codebook.and_then(|it| it.variable(&name)).is_some_and(|it| it.kind == Some(Kind::Text));
            variables.push(self.variable(name, cells.unwrap_or_default(), rows, text, zero, &mut notes));
        }
        let format = Format::Xlsx { sheet: self.name.clone() };
        let (encoding, rows) = (Decoder::utf8().encoding(), rows.len());
        let (label, weight, sets) = (String::new(), None, Vec::new());
        Ok(File { format, encoding, label, rows, variables, weight, sets, notes })
    }

    fn variable(
        &self,
        name: String,
        cells: &[(u32, Said)],
        rows: &[u32],
        text: bool,
        zero: f64,
        notes: &mut Vec<Note>,
    ) -> Variable {
        let mut errors = cells.iter().filter(|(_, said)| matches!(said, Said::Error)).map(|(row, _)| *row);
        if let Some(row) = errors.next() {
            let (count, row) = (errors.count() + 1, usize::try_from(row).unwrap_or(0));
            notes.push(Note::ErrorCells { variable: name.clone(), count, row });
        }
        let kind = if text { Kind::Text } else { kind(cells) };
        let mut cells = cells.iter().peekable();
        let mut in_row = |row: &u32| {
            let mut found = None;
            while let Some((_, said)) = cells.next_if(|(it, _)| it <= row) {
                found = Some(*said);
            }
            found
        };
        let column = if kind == Kind::Text {
            let mut texts = RawTexts::default();
            for row in rows {
                match in_row(row) {
                    None | Some(Said::Error) => texts.push_nothing(),
                    Some(said) => texts.push(self.words(said, zero).as_bytes()),
                }
            }
            csv::words_among_numbers(&name, &texts, &Decoder::utf8(), notes);
            Decoder::utf8().column(texts, &mut Doubts::default())
        } else {
            let value = |row: &u32| match in_row(row) {
                Some(Said::Number(number, _)) => in_unit(kind, number, zero),
                _ => f64::NAN,
            };
            Column::Numbers(Numbers::plain(rows.iter().map(value).collect(), Gap::Empty))
        };
        let (label, format, labels, missing) = (String::new(), String::new(), Vec::new(), Vec::new());
        Variable { name, label, kind, measure: None, format, labels, missing, column }
    }
}

/// The kind of a column by its cells.
fn kind(cells: &[(u32, Said)]) -> Kind {
    let (mut days, mut hours, mut times, mut all) = (0, 0, 0, 0);
    for (_, said) in cells {
        match said {
            Said::Text(_) => return Kind::Text,
            Said::Error => continue,
            Said::Number(_, Shown::Date) => days += 1,
            Said::Number(_, Shown::DateTime) => hours += 1,
            Said::Number(_, Shown::Time) => times += 1,
            Said::Number(_, Shown::Number) => {}
        }
        all += 1;
    }
    match all {
        0 => Kind::Text,
        _ if days == all => Kind::Date,
        _ if days + hours == all => Kind::DateTime,
        _ if times == all => Kind::Time,
        _ => Kind::Number,
    }
}

fn in_unit(kind: Kind, number: f64, zero: f64) -> f64 {
    match kind {
        Kind::Date => number + zero,
        Kind::DateTime => seconds(number + zero),
        Kind::Time => seconds(number),
        Kind::Number | Kind::Text => number,
    }
}

/// Seconds of days; a part of a day is no exact number, so thousandths are rounded.
fn seconds(days: f64) -> f64 {
    (days * DAY * 1000.0).round() / 1000.0
}
