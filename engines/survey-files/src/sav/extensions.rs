//! Records of type 7: what later versions of SPSS added. One that is not understood is passed over with its length.

use crate::bytes::{Bytes, size, trimmed};
use crate::fault::{Fault, FaultKind};

/// Extensions as they stand in the file.
#[derive(Debug, Default)]
pub(super) struct Extensions<'a> {
    /// Subtype 3: number of the code page.
    pub(super) code_page: Option<i32>,
    /// Subtype 4: system-missing, the highest and the lowest number.
    pub(super) sysmis: Option<f64>,
    /// Subtype 11: numbers of measures, widths and alignments.
    pub(super) display: Vec<i32>,
    /// Subtype 13: `SHORT=Long name`, between tabulators.
    pub(super) long_names: &'a [u8],
    /// Subtype 14: `SHORT=width`, between zeros and tabulators.
    pub(super) very_long: &'a [u8],
    /// Subtype 16: rows.
    pub(super) rows: Option<u64>,
    /// Subtypes 7 and 19: sets of answers, a line each.
    pub(super) sets: Vec<&'a [u8]>,
    /// Subtype 20: name of the encoding.
    pub(super) encoding: Option<&'a [u8]>,
    /// Subtype 21: words for values of long texts.
    pub(super) long_labels: Option<Bytes<'a>>,
    /// Subtype 22: missing values of long texts.
    pub(super) long_missing: Option<Bytes<'a>>,
}

/// Words for values of a long text: its name, then values and words.
pub(super) type LongLabels<'a> = (&'a [u8], Vec<(&'a [u8], &'a [u8])>);
/// Missing values of a long text: its name, then values.
pub(super) type LongMissing<'a> = (&'a [u8], Vec<&'a [u8]>);

impl<'a> Extensions<'a> {
    pub(super) fn read(&mut self, bytes: &mut Bytes<'a>) -> Result<(), Fault> {
        bytes.part = "extension record";
        let subtype = bytes.i32()?;
        let each = u64::from(bytes.u32()?);
        let count = u64::from(bytes.u32()?);
        let content = bytes.take(size(each.saturating_mul(count)))?;
        let mut inside = bytes.within(content);
        match subtype {
            3 => {
                let numbers = integers(&mut inside);
                if let Some(2 | 3) = numbers.get(4) {
                    let old = "numbers in the format of IBM or VAX machines are not read";
                    return Err(bytes.fault(FaultKind::Unsupported(old.to_owned())));
                }
                self.code_page = numbers.get(7).copied();
            }
            4 => self.sysmis = inside.f64().ok(),
            7 | 19 => self.sets.extend(content.split(|it| *it == b'\n').filter(|it| !trimmed(it).is_empty())),
            11 => self.display = integers(&mut inside),
            13 => self.long_names = content,
            14 => self.very_long = content,
            16 => {
                inside.u64()?;
                self.rows = u64::try_from(inside.i64()?).ok();
            }
            20 => self.encoding = Some(trimmed(content)),
            21 => self.long_labels = Some(inside),
            22 => self.long_missing = Some(inside),
            _ => {}
        }
        Ok(())
    }

    /// The encoding the file names: by its name, else by the number of the code page. Numbers up to 4 name no page.
    pub(super) fn declared(&self) -> Option<String> {
        let by_name = self.encoding.filter(|it| !it.is_empty());
        let by_name = by_name.map(|it| String::from_utf8_lossy(it).into_owned());
        by_name.or_else(|| self.code_page.filter(|it| *it > 4).map(|it| it.to_string()))
    }

    /// Names and what they are set to.
    pub(super) fn pairs(content: &'a [u8]) -> impl Iterator<Item = (&'a [u8], &'a [u8])> {
        content.split(|it| matches!(it, b'\t' | 0)).filter_map(|pair| {
            let at = pair.iter().position(|it| *it == b'=')?;
            Some((pair.get(..at)?, pair.get(at + 1..)?))
        })
    }

    /// Words for values of long texts, in the order of the file, and whether all of the record made sense.
    pub(super) fn long_labels(&self) -> (Vec<LongLabels<'a>>, bool) {
        let Some(mut bytes) = self.long_labels.clone() else { return (Vec::new(), true) };
        let mut all = Vec::new();
        while !bytes.is_empty() {
            match long_label(&mut bytes) {
                Ok(labels) => all.push(labels),
                Err(_) => return (all, false),
            }
        }
        (all, true)
    }

    /// Missing values of long texts, and whether all of the record made sense.
    pub(super) fn long_missing(&self) -> (Vec<LongMissing<'a>>, bool) {
        let Some(mut bytes) = self.long_missing.clone() else { return (Vec::new(), true) };
        let mut all = Vec::new();
        while !bytes.is_empty() {
            match long_missing(&mut bytes) {
                Ok(missing) => all.push(missing),
                Err(_) => return (all, false),
            }
        }
        (all, true)
    }
}

fn long_label<'a>(bytes: &mut Bytes<'a>) -> Result<LongLabels<'a>, Fault> {
    let name = bytes.counted()?;
    bytes.u32()?;
    let mut labels = Vec::new();
    for _ in 0..bytes.u32()? {
        let value = trimmed(bytes.counted()?);
        labels.push((value, trimmed(bytes.counted()?)));
    }
    Ok((name, labels))
}

fn long_missing<'a>(bytes: &mut Bytes<'a>) -> Result<LongMissing<'a>, Fault> {
    let name = bytes.counted()?;
    let count = bytes.u8()?;
    let width = size(u64::from(bytes.u32()?));
    let mut values = Vec::new();
    for at in 0..count {
        // Some programs say the width before each value and not only once; a text does not begin with zeros.
        let mut again = bytes.clone();
        if at > 0 && again.u32().is_ok_and(|it| size(u64::from(it)) == width) {
            *bytes = again;
        }
        values.push(trimmed(bytes.take(width)?));
    }
    Ok((name, values))
}

fn integers(bytes: &mut Bytes<'_>) -> Vec<i32> {
    std::iter::from_fn(|| bytes.i32().ok()).collect()
}
