//! Records before the data: the variables, words for values, extensions.
//!
//! Texts stay bytes here, since the encoding may be said by the last of the records.

use super::extensions::Extensions;
use crate::bytes::{Bytes, size, trimmed};
use crate::fault::{Fault, FaultKind};
use crate::options::{MOST_VARIABLES, MOST_WORDS};

/// The file header.
#[derive(Debug)]
pub(super) struct Header<'a> {
    pub(super) compression: i32,
    /// Place of the weight among elements, from 1; 0 for none.
    pub(super) weight: i32,
    /// Rows, when the program knew.
    pub(super) rows: Option<u64>,
    pub(super) bias: f64,
    pub(super) label: &'a [u8],
}

/// A variable record with those that belong to it.
#[derive(Debug)]
pub(super) struct RawVariable<'a> {
    /// Bytes of a text; 0 for numbers.
    pub(super) width: usize,
    /// The short name, of eight bytes at most.
    pub(super) name: &'a [u8],
    pub(super) label: &'a [u8],
    /// Declared missing values.
    pub(super) missing: Vec<[u8; 8]>,
    /// Whether the first two of `missing` are the ends of a range.
    pub(super) range: bool,
    pub(super) format: u32,
    /// Which of the label sets is its own.
    pub(super) labels: Option<usize>,
}

/// Values with words.
pub(super) type LabelSet<'a> = Vec<([u8; 8], &'a [u8])>;

/// All records before the data.
#[derive(Debug)]
pub(super) struct Dictionary<'a> {
    pub(super) header: Header<'a>,
    /// Whether the lowest byte of a number comes first.
    pub(super) little: bool,
    pub(super) variables: Vec<RawVariable<'a>>,
    /// For each element of a row the variable that begins there.
    pub(super) elements: Vec<Option<usize>>,
    pub(super) sets: Vec<LabelSet<'a>>,
    pub(super) extensions: Extensions<'a>,
    /// Elements that value labels refer to although nothing begins there.
    pub(super) strays: Vec<u32>,
    labelled: usize,
}

const LAST: i32 = 999;

impl<'a> Dictionary<'a> {
    /// Reads until the data begin.
    pub(super) fn read(bytes: &mut Bytes<'a>) -> Result<Self, Fault> {
        let header = header(bytes)?;
        let mut dictionary = Self {
            header,
            little: bytes.little,
            variables: Vec::new(),
            elements: Vec::new(),
            sets: Vec::new(),
            extensions: Extensions::default(),
            strays: Vec::new(),
            labelled: 0,
        };
        loop {
            bytes.part = "record";
            let from = bytes.clone();
            match bytes.i32()? {
                2 => dictionary.variable(bytes)?,
                3 => dictionary.value_labels(bytes)?,
                6 => documents(bytes)?,
                7 => dictionary.extensions.read(bytes)?,
                LAST => break,
                other => return Err(from.damaged(format!("there is no record of the kind {other}"))),
            }
        }
        bytes.i32()?;
        match dictionary.variables.is_empty() {
            true => Err(bytes.damaged("the file has no variables")),
            false => Ok(dictionary),
        }
    }

    fn variable(&mut self, bytes: &mut Bytes<'a>) -> Result<(), Fault> {
        bytes.part = "variable record";
        let from = bytes.clone();
        let width = bytes.i32()?;
        let labelled = bytes.i32()?;
        let count = bytes.i32()?;
        let format = bytes.u32()?;
        bytes.i32()?;
        let name = trimmed(bytes.take(8)?);
        let mut label: &[u8] = &[];
        if labelled == 1 {
            let length = size(u64::from(bytes.u32()?));
            label = trimmed(bytes.take(length)?);
            bytes.take(length.wrapping_neg() % 4)?;
        } else if labelled != 0 {
            return Err(from.damaged("it is neither said that the variable has a label nor that it has none"));
        }
        if !matches!(count, -3 | -2 | 0..=3) {
            return Err(from.damaged(format!("{count} missing values are declared")));
        }
        let missing =
            (0..count.unsigned_abs()).map(|_| bytes.array()).collect::<Result<Vec<[u8; 8]>, _>>()?;
        if self.elements.len() >= MOST_VARIABLES * 32 {
            return Err(bytes.fault(FaultKind::TooLarge { what: "variables", most: MOST_VARIABLES as u64 }));
        }
        if width == -1 {
            self.elements.push(None);
            return Ok(());
        }
        let width = usize::try_from(width).ok().filter(|it| *it <= 255);
        let width = width.ok_or_else(|| from.damaged("a text is wider than 255 bytes"))?;
        self.elements.push(Some(self.variables.len()));
        let variable = RawVariable { width, name, label, missing, range: count < 0, format, labels: None };
        self.variables.push(variable);
        Ok(())
    }

    fn value_labels(&mut self, bytes: &mut Bytes<'a>) -> Result<(), Fault> {
        bytes.part = "value labels record";
        let count = bytes.u32()?;
        let mut set = LabelSet::new();
        for _ in 0..count {
            let value = bytes.array()?;
            let length = usize::from(bytes.u8()?);
            set.push((value, trimmed(bytes.take(length)?)));
            // The length and the words fill multiples of eight.
            bytes.take((length + 1).wrapping_neg() % 8)?;
        }
        if bytes.i32()? != 4 {
            return Err(bytes.damaged("it is not said which variables the words for values belong to"));
        }
        for _ in 0..bytes.u32()? {
            let element = bytes.u32()?;
            let place = size(u64::from(element)).checked_sub(1);
            let found = place.and_then(|at| self.elements.get(at).copied().flatten());
            match found.and_then(|at| self.variables.get_mut(at)) {
                Some(variable) => variable.labels = Some(self.sets.len()),
                None => self.strays.push(element),
            }
            self.labelled += set.iter().map(|(_, words)| words.len() + 64).sum::<usize>();
            if self.labelled > MOST_WORDS {
                return Err(bytes
                    .fault(FaultKind::TooLarge { what: "bytes of value labels", most: MOST_WORDS as u64 }));
            }
        }
        self.sets.push(set);
        Ok(())
    }
}

fn header<'a>(bytes: &mut Bytes<'a>) -> Result<Header<'a>, Fault> {
    bytes.part = "file header";
    bytes.take(4)?;
    bytes.take(60)?;
    let from = bytes.clone();
    let layout = bytes.array::<4>()?;
    bytes.little = match (i32::from_le_bytes(layout), i32::from_be_bytes(layout)) {
        (2 | 3, _) => true,
        (_, 2 | 3) => false,
        _ => return Err(from.damaged("the order of bytes is neither of the two")),
    };
    bytes.i32()?;
    let compression = bytes.i32()?;
    let weight = bytes.i32()?;
    let rows = u64::try_from(bytes.i32()?).ok();
    let bias = bytes.f64()?;
    bytes.take(9 + 8)?;
    let label = trimmed(bytes.take(64)?);
    bytes.take(3)?;
    Ok(Header { compression, weight, rows, bias, label })
}

fn documents(bytes: &mut Bytes<'_>) -> Result<(), Fault> {
    bytes.part = "document record";
    let lines = bytes.u32()?;
    bytes.take(size(u64::from(lines).saturating_mul(80))).map(drop)
}
