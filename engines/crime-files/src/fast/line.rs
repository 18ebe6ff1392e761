//! One line: its id, point, month and type.

use super::words::{Cursor, POWERS};
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

/// A line of the crime map as nearly all are written, with where its type and the next line begin. What it reads, [`of_map`]
/// reads the same.
pub(super) fn quick_of_map(text: &[u8], at: usize) -> Option<(Line<'static>, usize, usize)> {
    let mut cursor = Cursor::new(text, at);
    let id = cursor.whole()?;
    cursor.byte(b',')?;
    let lon = cursor.decimal()?;
    cursor.byte(b',')?;
    let lat = cursor.decimal()?;
    cursor.text(b",false,").or_else(|| cursor.text(b",true,"))?;
    let month = quick_month(&mut cursor)?;
    for _ in 0..2 {
        u32::try_from(cursor.whole()?).ok()?;
        cursor.byte(b',')?;
    }
    let types_at = cursor.at;
    let types = u32::try_from(cursor.whole()?).ok()?;
    cursor.end_of_line()?;
    let line = Line { id: Some(id), point: Point { lon, lat }, month, kind: Kind::Code(types) };
    Some((line, types_at, cursor.at))
}

/// The month in Prague of an instant, which is left behind with its comma.
fn quick_month(cursor: &mut Cursor<'_>) -> Option<Month> {
    let mut plain = *cursor;
    let month = plain.month(b'-');
    if let (Some((year, month)), Some(_)) = (month, plain.day_and_clock()) {
        *cursor = plain;
        return Month::new(year, month);
    }
    Instant::parse(cursor.field()?).map(in_prague)
}

/// The type of a line that goes on as it is said, and where the next begins.
pub(super) fn quick_type(text: &[u8], at: usize) -> Option<(u32, usize)> {
    let mut cursor = Cursor::new(text, at);
    let code = u32::try_from(cursor.whole()?).ok()?;
    cursor.end_of_line()?;
    Some((code, cursor.at))
}

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

/// A line of data.police.uk without quotes as nearly all are written. What it reads, [`of_streets`] reads the same.
pub(super) fn quick_of_streets(line: &[u8]) -> Option<Line<'_>> {
    let mut cursor = Cursor::new(line, 0);
    let id = match cursor.byte(b',') {
        Some(()) => None,
        None => {
            let id = cursor.hexadecimal()?;
            cursor.field()?;
            Some(id >> 1)
        }
    };
    let (year, month) = cursor.month(b',')?;
    let month = Month::new(year, month)?;
    let (_, _) = (cursor.field()?, cursor.field()?);
    let lon = cursor.decimal()?;
    cursor.byte(b',')?;
    let lat = cursor.decimal()?;
    cursor.byte(b',')?;
    let (_, _, _) = (cursor.field()?, cursor.field()?, cursor.field()?);
    let kind = cursor.field().filter(|it| !it.is_empty())?;
    let _ = cursor.field()?;
    let last = memchr::memchr(b',', cursor.rest()).is_none();
    last.then_some(Line { id, point: Point { lon, lat }, month, kind: Kind::Name(kind) })
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MAP: &[&str] = &[
        "1000002,13.420001,49.6,false,2018-09-12T21:40:00+02:00,1,3,5",
        "7,-0.12345678,-12.5,true,2024-02-29T00:00:60-05:30,8,4,145",
        "123456789012345,13,0.1,false,2018-12-31T23:30:00Z,1,3,42",
        "12345678,13.42,49.6,false,2018-10-01T00:10:00+02:00,1,3,5",
    ];
    const STREETS: &[&str] = &[
        "0123456789abcdefABCDEF0123456789,2018-09,City of London Police,City of London Police,-0.111497,51.518226,On or near A,E01000916,Camden 027B,Drugs,Under investigation,",
        ",2019-01,South Yorkshire Police,South Yorkshire Police,1.5,53,On or near Street 7,E01000916,Sheffield 001B,Anti-social behaviour,,",
    ];

    fn first_line(text: &[u8]) -> &[u8] {
        let line = text.split(|it| *it == b'\n').next().unwrap_or_default();
        line.strip_suffix(b"\r").unwrap_or(line)
    }

    #[test]
    fn lines_as_they_are_written_are_read_quickly() {
        for line in MAP {
            for end in ["\n", "\r\n"] {
                let text = format!("{line}{end}{}", MAP[0]);
                let (found, types_at, next) = quick_of_map(text.as_bytes(), 0).unwrap();
                assert_eq!(Ok(found), of_map(line.as_bytes()), "{line}");
                assert_eq!(next, line.len() + end.len());
                let code = quick_type(text.as_bytes(), types_at).unwrap();
                assert_eq!((Kind::Code(code.0), code.1), (found.kind, next));
            }
        }
        for line in STREETS {
            assert_eq!(Ok(quick_of_streets(line.as_bytes()).unwrap()), of_streets(line.as_bytes()), "{line}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        /// Whatever happens to a line: what is read quickly is what is read carefully.
        #[test]
        fn nothing_is_read_quickly_that_is_not_there(
            which in 0_usize..4,
            changes in prop::collection::vec((any::<prop::sample::Index>(), prop_oneof![
                prop::sample::select(b"0123456789,.-+:TZ\r\n\"agAG ".to_vec()), any::<u8>(),
            ]), 0..4),
            cut in prop::option::of(any::<prop::sample::Index>()),
        ) {
            let change = |line: &str| {
                let mut text = format!("{line}\n{line}").into_bytes();
                for (at, byte) in &changes {
                    let at = at.index(line.len() + 1);
                    text[at] = *byte;
                }
                if let Some(cut) = &cut {
                    text.remove(cut.index(line.len()));
                }
                text
            };
            let text = change(MAP[which]);
            if let Some((found, types_at, next)) = quick_of_map(&text, 0) {
                prop_assert_eq!(Ok(found), of_map(first_line(&text)));
                prop_assert_eq!(text[next - 1], b'\n');
                prop_assert_eq!(text[types_at - 1], b',');
            }
            let text = change(STREETS[which % 2]);
            if let Some(found) = quick_of_streets(first_line(&text)) {
                prop_assert_eq!(Ok(found), of_streets(first_line(&text)));
            }
        }

        #[test]
        fn decimals_to_the_last_bit(whole in 0_u32..200, part in 0_u32..100_000_000, digits in 0_usize..9, minus in any::<bool>()) {
            let part = format!("{part:08}");
            let text = format!("{}{whole}.{}", if minus { "-" } else { "" }, &part[..digits]);
            let padded = format!("{text},        ");
            let value = Cursor::new(padded.as_bytes(), 0).decimal().unwrap();
            prop_assert_eq!(value.to_bits(), text.parse::<f64>().unwrap().to_bits());
        }
    }
}
