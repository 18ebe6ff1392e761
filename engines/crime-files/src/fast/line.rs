//! One line: its id, point, month and type.

use crate::point::Point;
use crate::time::{Instant, Month, civil};

/// Columns of a month of data.police.uk.
pub(super) use crate::abroad::STREET_COLUMNS as STREETS;

/// What stands in a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line<'a> {
    /// `None` for a crime without an id.
    pub(super) id: Option<u64>,
    /// NaN where there are no coordinates.
    pub(super) point: Point,
    pub(super) month: Month,
    pub(super) kind: Kind<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind<'a> {
    Code(u32),
    Name(&'a [u8]),
}

/// Powers of ten that a double holds exactly.
const POWERS: [f64; 16] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// A line of the crime map, or the column that cannot be read.
pub(super) fn of_map(line: &[u8]) -> Result<Line<'static>, &'static str> {
    let mut fields = Fields(Some(line));
    let id = whole(fields.next()).ok_or("id")?;
    let lon = number(fields.next()).ok_or("x")?;
    let lat = number(fields.next()).ok_or("y")?;
    if !matches!(fields.next(), b"true" | b"false" | b"t" | b"f" | b"1" | b"0" | b"") {
        return Err("mp");
    }
    let instant = Instant::parse(fields.next()).ok_or("date")?;
    code(fields.next()).ok_or("state")?;
    code(fields.next()).ok_or("relevance")?;
    let types = code(fields.next()).ok_or("types")?;
    if fields.0.is_some() {
        return Err("types");
    }
    Ok(Line { id: Some(id), point: Point { lon, lat }, month: in_prague(instant), kind: Kind::Code(types) })
}

/// The month in Prague. Away from the ends of a month every clock on earth shows the same.
fn in_prague(instant: Instant) -> Month {
    let (.., day) = civil(instant.day());
    if (2..=27).contains(&day) { instant.month() } else { instant.in_prague().month() }
}

/// A line of data.police.uk without quotes, or the column that cannot be read.
pub(super) fn of_streets(line: &[u8]) -> Result<Line<'_>, &'static str> {
    let mut fields = Fields(Some(line));
    let id = fields.next();
    let month = Some(fields.next()).filter(|it| it.len() == 7).and_then(Month::starting).ok_or("Month")?;
    let (_, _, lon, lat) = (fields.next(), fields.next(), fields.next(), fields.next());
    let (_, _, _, kind) = (fields.next(), fields.next(), fields.next(), fields.next());
    let (_, context) = (fields.next(), fields.0.take());
    if kind.is_empty() || context.is_none_or(|it| memchr::memchr(b',', it).is_some()) {
        return Err("Crime type");
    }
    street(id, month, lon, lat, kind)
}

/// A line of data.police.uk by its fields.
pub(super) fn street<'a>(
    id: &[u8],
    month: Month,
    lon: &[u8],
    lat: &[u8],
    kind: &'a [u8],
) -> Result<Line<'a>, &'static str> {
    let point = match (lon, lat) {
        (b"", _) | (_, b"") => Point { lon: f64::NAN, lat: f64::NAN },
        _ => Point { lon: number(lon).ok_or("Longitude")?, lat: number(lat).ok_or("Latitude")? },
    };
    let id = if id.is_empty() { None } else { Some(hexadecimal(id).ok_or("Crime ID")?) };
    Ok(Line { id, point, month, kind: Kind::Name(kind) })
}

/// Fields of a line without quotes.
struct Fields<'a>(Option<&'a [u8]>);

impl<'a> Fields<'a> {
    /// The next field; nothing when there is none.
    fn next(&mut self) -> &'a [u8] {
        let Some(rest) = self.0 else { return b"" };
        match memchr::memchr(b',', rest) {
            Some(at) => {
                let (field, after) = rest.split_at(at);
                self.0 = after.get(1..);
                field
            }
            None => self.0.take().unwrap_or_default(),
        }
    }
}

fn whole(text: &[u8]) -> Option<u64> {
    if text.is_empty() || text.len() > 18 {
        return None;
    }
    text.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u64::from(byte - b'0')))
}

fn code(text: &[u8]) -> Option<u32> {
    u32::try_from(whole(text)?).ok()
}

/// A decimal number to the last bit: short ones exactly by one division (Clinger 1990), others by the slower reader.
pub(super) fn number(text: &[u8]) -> Option<f64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let (mut mantissa, mut count, mut after) = (0_u64, 0_usize, None);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                count += 1;
            }
            b'.' if after.is_none() => after = Some(count),
            _ => return slowly(text),
        }
    }
    let decimals = after.map_or(0, |it| count - it);
    match POWERS.get(decimals) {
        Some(power) if (1..=18).contains(&count) && mantissa <= 1 << 53 => {
            let value = mantissa as f64 / power;
            Some(if negative { -value } else { value })
        }
        _ => slowly(text),
    }
}

fn slowly(text: &[u8]) -> Option<f64> {
    std::str::from_utf8(text).ok()?.trim().parse().ok().filter(|it: &f64| it.is_finite())
}

/// The first 63 bits of a hexadecimal id.
fn hexadecimal(text: &[u8]) -> Option<u64> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).map(u64::from);
    let value = text.get(..16)?.iter().try_fold(0_u64, |sum, it| Some(sum << 4 | digit(it)?))?;
    Some(value >> 1)
}
