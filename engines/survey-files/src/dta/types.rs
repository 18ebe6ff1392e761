//! Storage types: how wide a value is, and which of its numbers mean that there is none.

use crate::bytes::Bytes;
use crate::fault::Fault;
use crate::model::{Kind, Value};

/// The storage type of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Type {
    /// One byte.
    #[default]
    Byte,
    /// Two bytes.
    Int,
    /// Four bytes.
    Whole,
    /// Single precision.
    Float,
    /// Double precision.
    Double,
    /// A text of so many bytes.
    Text(usize),
    /// `strL`: a reference to a text elsewhere.
    Long,
}

/// A value of a row.
pub(super) enum Read<'a> {
    Number(f64),
    /// The letter, or 0 for `.`.
    Missing(u8),
    Text(&'a [u8]),
    Long(u64, u64),
}

/// First format with `.a`–`.z`.
const LETTERS: u16 = 113;
/// `.` of single and double precision; letters follow in steps.
const FLOAT: (u32, u32) = (0x7f00_0000, 0x800);
const DOUBLE: (u64, u64) = (0x7fe0_0000_0000_0000, 0x100_0000_0000);
/// `.` of double precision until format 105: 2³³³.
const OLD_DOUBLE: u64 = 0x54c0_0000_0000_0000;

impl Type {
    /// The type of a code of formats 102–110: letters, and texts from 128.
    pub(super) fn of_letter(code: u8) -> Option<Self> {
        match code {
            b'b' => Some(Type::Byte),
            b'i' => Some(Type::Int),
            b'l' => Some(Type::Whole),
            b'f' => Some(Type::Float),
            b'd' => Some(Type::Double),
            128.. => Some(Type::Text(usize::from(code - 127))),
            _ => None,
        }
    }

    /// The type of a code of formats 111–115.
    pub(super) fn of_byte(code: u8) -> Option<Self> {
        match code {
            1..=244 => Some(Type::Text(usize::from(code))),
            251 => Some(Type::Byte),
            252 => Some(Type::Int),
            253 => Some(Type::Whole),
            254 => Some(Type::Float),
            255 => Some(Type::Double),
            _ => None,
        }
    }

    /// The type of a code of formats 117–119.
    pub(super) fn of_number(code: u16) -> Option<Self> {
        match code {
            1..=2045 => Some(Type::Text(usize::from(code))),
            32_768 => Some(Type::Long),
            65_526 => Some(Type::Double),
            65_527 => Some(Type::Float),
            65_528 => Some(Type::Whole),
            65_529 => Some(Type::Int),
            65_530 => Some(Type::Byte),
            _ => None,
        }
    }

    /// Bytes in a row.
    pub(super) fn width(self) -> usize {
        match self {
            Type::Byte => 1,
            Type::Int => 2,
            Type::Whole | Type::Float => 4,
            Type::Double | Type::Long => 8,
            Type::Text(width) => width,
        }
    }

    /// The next value.
    pub(super) fn read<'a>(self, bytes: &mut Bytes<'a>, version: u16) -> Result<Read<'a>, Fault> {
        let letters = version >= LETTERS;
        let whole = |value: i32, last: i32, old: i32| match letters {
            true if value > last => Read::Missing(letter(i64::from(value) - i64::from(last) - 1)),
            false if value == old => Read::Missing(0),
            _ => Read::Number(f64::from(value)),
        };
        Ok(match self {
            Type::Byte => whole(i32::from(i8::from_le_bytes([bytes.u8()?])), 100, 127),
            Type::Int => whole(i32::from(bytes.i16()?), 32_740, 32_767),
            Type::Whole => whole(bytes.i32()?, 2_147_483_620, i32::MAX),
            Type::Float => {
                let bits = bytes.u32()?;
                match bits.checked_sub(FLOAT.0).filter(|_| bits < 0x7f80_0000) {
                    Some(over) => Read::Missing(if letters { letter(i64::from(over / FLOAT.1)) } else { 0 }),
                    None => Read::Number(f64::from(f32::from_bits(bits))),
                }
            }
            Type::Double => double(bytes.u64()?, version),
            Type::Text(width) => Read::Text(bytes.take(width)?),
            Type::Long => {
                let (v, o) = reference(bytes.array()?, bytes.little, version);
                Read::Long(v, o)
            }
        })
    }
}

fn double<'a>(bits: u64, version: u16) -> Read<'a> {
    if version <= 105 && bits == OLD_DOUBLE {
        return Read::Missing(0);
    }
    match bits.checked_sub(DOUBLE.0).filter(|_| bits < 0x7ff0_0000_0000_0000) {
        Some(over) if version >= LETTERS => Read::Missing(letter((over / DOUBLE.1).cast_signed())),
        Some(_) => Read::Missing(0),
        None => Read::Number(f64::from_bits(bits)),
    }
}

/// 0 for `.`, then the letters.
fn letter(steps: i64) -> u8 {
    match u8::try_from(steps) {
        Ok(steps @ 1..=26) => b'a' + steps - 1,
        _ => 0,
    }
}

/// A reference to a long text: variable and row, in as many bytes as the format has for each.
pub(super) fn reference(bytes: [u8; 8], little: bool, version: u16) -> (u64, u64) {
    let bits: u32 = match version {
        ..=117 => 32,
        118 => 16,
        _ => 24,
    };
    match little {
        true => {
            let all = u64::from_le_bytes(bytes);
            (all & ((1 << bits) - 1), all >> bits)
        }
        false => {
            let all = u64::from_be_bytes(bytes);
            (all >> (64 - bits), all & (u64::MAX >> bits))
        }
    }
}

/// A value that words are given to.
pub(super) fn labelled(value: i32, version: u16) -> Value {
    let over = i64::from(value) - 2_147_483_621;
    match (version >= LETTERS && over >= 0, letter(over)) {
        (true, 0) => Value::Letter('.'),
        (true, letter) => Value::Letter(char::from(letter)),
        (false, _) => Value::Number(f64::from(value)),
    }
}

/// The kind of numbers by their display format. Months, quarters and the like (`%tm`, `%tq`) stay numbers, so do
/// milliseconds with leap seconds (`%tC`).
pub(super) fn kind(format: &str) -> Kind {
    let rest = format.trim_start_matches('%').trim_start_matches('-');
    match rest {
        _ if rest.starts_with("td") || rest.starts_with('d') => Kind::Date,
        _ if rest.starts_with("tc") => Kind::DateTime,
        _ => Kind::Number,
    }
}

/// Days from 1 January 1960, with which Stata begins, to 1 January 1970.
const DAYS: f64 = 3653.0;

/// A number of Stata in the unit of its kind.
pub(super) fn in_unit(kind: Kind, number: f64) -> f64 {
    match kind {
        Kind::Date => number - DAYS,
        Kind::DateTime => number / 1000.0 - DAYS * 86_400.0,
        Kind::Number | Kind::Text | Kind::Time => number,
    }
}
