//! SPSS system files, `.sav` and `.zsav`.
//!
//! ```text
//!   header ─ variables, words for values, extensions ─ 999 ─ rows
//!      dictionary, extensions: bytes with places             rows: elements of eight bytes
//!                      └────────── assembly: names, encoding, long texts, kinds ──┘
//! ```
//!
//! Own, though there are crates: `ambers` 0.4 stands on Arrow (some seventy crates), and what matters here (declared
//! missing codes, code pages, doubts, bounds) is what it hides. The layout is described in the developer's guide of GNU
//! PSPP, "System File Format", and was held against files of PSPP and of ReadStat.

mod dictionary;
mod extensions;
mod format;
mod layout;
mod rows;
mod sets;

use crate::bytes::{Bytes, trimmed};
use crate::codepage::{Decoder, Doubts};
use crate::column::{Column, Gap, Numbers, RawTexts};
use crate::fault::{Fault, FaultKind};
use crate::model::{Declared, File, Format, Kind, Measure, Packing, Value, ValueLabel, Values, Variable};
use crate::note::Note;
use crate::options::{MOST_CELLS, Options};
use dictionary::Dictionary;
use layout::{Laid, Layout};
use rows::{Element, Elements};

/// Whether these are the first bytes of such a file.
pub(crate) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(b"$FL2") || bytes.starts_with(b"$FL3")
}

/// Reads a file.
pub(crate) fn read(bytes: &[u8], options: &Options) -> Result<File, Fault> {
    let chosen = options.page()?;
    let mut cursor = Bytes::new(bytes, "file header");
    let dictionary = Dictionary::read(&mut cursor)?;
    let mut notes = Vec::new();
    let layout = Layout::of(&dictionary, &mut notes)?;
    let mut elements = Elements::new(&mut cursor, dictionary.header.compression, dictionary.header.bias)?;
    let (columns, rows) = columns(&dictionary, &layout, &mut elements, &mut notes)?;
    let declared = dictionary.extensions.declared();
    let decoder = Decoder::settle(chosen, declared.as_deref(), texts(&dictionary, &columns), &mut notes);
    let mut assembly = Assembly { dictionary: &dictionary, decoder: &decoder, notes };
    let label = assembly.label();
    let mut variables = Vec::new();
    for (laid, raw) in layout.variables.iter().zip(columns) {
        variables.push(assembly.variable(laid, raw));
    }
    assembly.long_texts(&mut variables);
    let sets = sets::read(&dictionary, &layout, &variables, &decoder, &mut assembly.notes);
    let weight = assembly.weight(&layout, &variables);
    let packing = match dictionary.header.compression {
        0 => Packing::None,
        1 => Packing::Bytecode,
        _ => Packing::Zlib,
    };
    let format = Format::Sav { packing };
    let notes = assembly.notes;
    Ok(File { format, encoding: decoder.encoding(), label, rows, variables, weight, sets, notes })
}

/// Values while they are read.
enum Raw {
    Numbers { values: Vec<f64>, strange: usize },
    Texts(RawTexts),
}

/// Reads all rows.
fn columns(
    dictionary: &Dictionary<'_>,
    layout: &Layout<'_>,
    elements: &mut Elements<'_>,
    notes: &mut Vec<Note>,
) -> Result<(Vec<Raw>, usize), Fault> {
    let expected = dictionary.extensions.rows.or(dictionary.header.rows);
    let sysmis = dictionary.extensions.sysmis.unwrap_or(-f64::MAX);
    if sysmis.to_bits() != (-f64::MAX).to_bits() {
        notes.push(Note::UnusualSysmis(sysmis));
    }
    let new = |laid: &Laid<'_>| match laid.parts.is_empty() {
        true => Raw::Numbers { values: Vec::new(), strange: 0 },
        false => Raw::Texts(RawTexts::default()),
    };
    let mut columns: Vec<Raw> = layout.variables.iter().map(new).collect();
    let most = usize::try_from(MOST_CELLS).unwrap_or(usize::MAX) / columns.len().max(1);
    let (mut rows, mut text) = (0_usize, Vec::new());
    loop {
        if expected == Some(rows as u64) {
            if matches!(elements.next(), Ok(Some(_))) {
                notes.push(Note::MoreRows(rows as u64));
            }
            break;
        }
        let mut begun = false;
        for (laid, column) in layout.variables.iter().zip(&mut columns) {
            let name = String::from_utf8_lossy(laid.name);
            let read = match column {
                Raw::Numbers { values, strange } => number(elements, sysmis, values, strange),
                Raw::Texts(texts) => {
                    text.clear();
                    laid.read(elements, &mut text).inspect(|there| {
                        if *there {
                            texts.push(trimmed(&text));
                        }
                    })
                }
            };
            match read.map_err(|fault| fault.in_row(rows, &name))? {
                true => begun = true,
                false if begun => return Err(elements.fault(FaultKind::Cut).in_row(rows, &name)),
                false => {
                    let found = rows as u64;
                    let cut = |expected| elements.fault(FaultKind::RowsCut { found, expected });
                    return expected.map_or(Ok((columns, rows)), |expected| Err(cut(expected)));
                }
            }
        }
        rows += 1;
        if rows > most {
            return Err(elements.fault(FaultKind::TooLarge { what: "cells", most: MOST_CELLS }));
        }
    }
    Ok((columns, rows))
}

/// Reads a number; whether there was one.
fn number(
    elements: &mut Elements<'_>,
    sysmis: f64,
    values: &mut Vec<f64>,
    strange: &mut usize,
) -> Result<bool, Fault> {
    let value = match elements.next()? {
        None => return Ok(false),
        Some(Element::Missing) => f64::NAN,
        Some(Element::Number(number)) => number,
        Some(Element::Bytes(bytes)) => elements.number(bytes),
    };
    let missing = value.to_bits() == sysmis.to_bits() || value == -f64::MAX;
    *strange += usize::from(!missing && !value.is_finite() && value.to_bits() != f64::NAN.to_bits());
    values.push(if missing || !value.is_finite() { f64::NAN } else { value });
    Ok(true)
}

/// All texts of a file, to guess an encoding by.
fn texts<'a>(dictionary: &'a Dictionary<'a>, columns: &'a [Raw]) -> impl Iterator<Item = &'a [u8]> {
    let variables = dictionary.variables.iter().flat_map(|it| [it.name, it.label]);
    let labels = dictionary.sets.iter().flatten().map(|(_, label)| *label);
    let words = columns.iter().filter_map(|it| match it {
        Raw::Texts(texts) => Some(&texts.words),
        Raw::Numbers { .. } => None,
    });
    let other = [dictionary.header.label, dictionary.extensions.long_names];
    other.into_iter().chain(variables).chain(labels).chain(words.flatten().map(Vec::as_slice))
}

/// Puts together what the parts of a file say of its variables.
struct Assembly<'a> {
    dictionary: &'a Dictionary<'a>,
    decoder: &'a Decoder,
    notes: Vec<Note>,
}

impl Assembly<'_> {
    fn label(&mut self) -> String {
        let mut doubts = Doubts::default();
        let label = self.decoder.words(self.dictionary.header.label, &mut doubts);
        doubts.note("", self.decoder, &mut self.notes);
        label
    }

    fn variable(&mut self, laid: &Laid<'_>, raw: Raw) -> Variable {
        let mut doubts = Doubts::default();
        let record = laid.record;
        let number = laid.parts.is_empty();
        let kind = if number { format::kind(record.format) } else { Kind::Text };
        let name = self.decoder.words(laid.name, &mut doubts);
        let label = self.decoder.words(record.label, &mut doubts);
        let value = |bytes: &[u8; 8]| match number {
            true => Value::Number(format::in_unit(kind, self.number(*bytes))),
            false => Value::Text(self.decoder.text(trimmed(bytes))),
        };
        let set = record.labels.and_then(|at| self.dictionary.sets.get(at));
        let mut labels = Vec::new();
        for (bytes, words) in set.into_iter().flatten() {
            labels.push(ValueLabel { value: value(bytes), label: self.decoder.words(words, &mut doubts) });
        }
        let mut missing = Vec::new();
        let mut one = record.missing.as_slice();
        if let (true, [low, high, rest @ ..]) = (record.range && number, one) {
            missing.push(Declared { values: self.range(kind, *low, *high), reason: None });
            one = rest;
        }
        missing.extend(one.iter().map(|it| Declared { values: Values::One(value(it)), reason: None }));
        let column = match raw {
            Raw::Texts(texts) => self.decoder.column(texts, &mut doubts),
            Raw::Numbers { mut values, strange } => {
                if strange > 0 {
                    self.notes.push(Note::NotNumbers { variable: name.clone(), count: strange });
                }
                values.iter_mut().for_each(|it| *it = format::in_unit(kind, *it));
                Column::Numbers(Numbers::plain(values, Gap::System))
            }
        };
        doubts.note(&name, self.decoder, &mut self.notes);
        let measure = match laid.measure {
            1 => Some(Measure::Nominal),
            2 => Some(Measure::Ordinal),
            3 => Some(Measure::Scale),
            _ => None,
        };
        let format = format::name(record.format);
        Variable { name, label, kind, measure, format, labels, missing, column }
    }

    fn number(&self, bytes: [u8; 8]) -> f64 {
        if self.dictionary.little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) }
    }

    /// A range whose ends are the lowest or the highest number there is is open.
    fn range(&self, kind: Kind, low: [u8; 8], high: [u8; 8]) -> Values {
        let (low, high) = (self.number(low), self.number(high));
        // SPSS's lowest number is the one above system-missing.
        let lowest = f64::from_bits((-f64::MAX).to_bits() - 1);
        let low = if low <= lowest { f64::NEG_INFINITY } else { format::in_unit(kind, low) };
        let high = if high >= f64::MAX { f64::INFINITY } else { format::in_unit(kind, high) };
        Values::Range(low, high)
    }

    /// Words and missing values of texts longer than eight bytes.
    fn long_texts(&mut self, variables: &mut [Variable]) {
        let (labels, whole) = self.dictionary.extensions.long_labels();
        let (missing, also) = self.dictionary.extensions.long_missing();
        for (whole, what) in [(whole, "value labels of long texts"), (also, "missing values of long texts")] {
            if !whole {
                self.notes.push(Note::PassedOver(what.to_owned()));
            }
        }
        for (name, pairs) in labels {
            let Some(variable) = self.find(variables, name, "a record of value labels") else { continue };
            let mut doubts = Doubts::default();
            for (value, words) in pairs {
                let value = Value::Text(self.decoder.text(value));
                variable.labels.push(ValueLabel { value, label: self.decoder.words(words, &mut doubts) });
            }
            doubts.note(&variable.name, self.decoder, &mut self.notes);
        }
        for (name, values) in missing {
            let Some(variable) = self.find(variables, name, "a record of missing values") else { continue };
            for value in values {
                let values = Values::One(Value::Text(self.decoder.text(value)));
                variable.missing.push(Declared { values, reason: None });
            }
        }
    }

    fn find<'v>(
        &mut self,
        variables: &'v mut [Variable],
        name: &[u8],
        what: &'static str,
    ) -> Option<&'v mut Variable> {
        let name = self.decoder.text(name);
        let found = variables.iter_mut().find(|it| it.name == name && it.kind == Kind::Text);
        if found.is_none() {
            self.notes.push(Note::NoVariable { what, variable: name });
        }
        found
    }

    fn weight(&mut self, layout: &Layout<'_>, variables: &[Variable]) -> Option<String> {
        for element in &self.dictionary.strays {
            let (what, variable) = ("a record of value labels", format!("at element {element}"));
            self.notes.push(Note::NoVariable { what, variable });
        }
        let element = self.dictionary.header.weight;
        let place = usize::try_from(element).ok()?.checked_sub(1)?;
        let begins = self.dictionary.elements.get(place).copied().flatten();
        let at = begins.and_then(|it| layout.variables.iter().position(|laid| laid.at == it));
        let found = at.and_then(|at| variables.get(at)).filter(|it| it.kind != Kind::Text);
        if found.is_none() {
            let (what, variable) = ("the weight", format!("at element {element}"));
            self.notes.push(Note::NoVariable { what, variable });
        }
        found.map(|it| it.name.clone())
    }
}
