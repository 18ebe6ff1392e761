//! From nineteen fields to a record: each column read strictly, the first fault named.

use super::reader::Places;
use super::windows1250::{decode_into, looks_like_utf8};
use super::{Column, Named, Reason, Record};
use crate::{
    AddressCode, Date, DistrictCode, HouseNumber, Krovak, Letter, MunicipalityCode, Orientation, PartCode,
    Postcode, PragueDistrictCode, StreetCode,
};

/// Longest name that is read, in bytes; the longest Czech street name has 46 letters.
const LONGEST_NAME: usize = 255;

type Fault = (Column, Reason);

/// A line cut at its semicolons; columns are found by their place in the header.
pub(crate) struct Fields<'l> {
    line: &'l [u8],
    ends: [u16; 19],
}

/// The decoded names of the last row. Files come street by street, so most rows repeat them.
#[derive(Debug, Default)]
pub(crate) struct Names {
    municipality: Name,
    district: Name,
    prague: Name,
    part: Name,
    street: Name,
}

#[derive(Debug, Default)]
struct Name {
    raw: Vec<u8>,
    text: String,
}

impl Name {
    fn read(&mut self, raw: &[u8], column: Column) -> Result<&str, Fault> {
        if self.raw != raw || raw.is_empty() {
            self.raw.clear();
            self.text.clear();
            if raw.is_empty() {
                return Err((column, Reason::Missing));
            }
            if raw.len() > LONGEST_NAME {
                return Err((column, Reason::TooLong { bytes: raw.len() as u64 }));
            }
            if looks_like_utf8(raw) {
                return Err((column, Reason::Utf8));
            }
            decode_into(raw, &mut self.text).map_err(|byte| (column, Reason::NotText(byte)))?;
            self.raw.extend_from_slice(raw);
        }
        Ok(&self.text)
    }
}

impl<'l> Fields<'l> {
    /// The fields, or how many there are instead of `width`.
    pub(crate) fn split(line: &'l [u8], width: usize) -> Result<Fields<'l>, usize> {
        let mut ends = [0u16; 19];
        let mut found = 0;
        for (at, &byte) in line.iter().enumerate() {
            if byte == b';' {
                if let Some(end) = ends.get_mut(found) {
                    *end = at as u16;
                }
                found += 1;
            }
        }
        if let Some(end) = ends.get_mut(found) {
            *end = line.len() as u16;
        }
        found += 1;
        if found == width { Ok(Fields { line, ends }) } else { Err(found) }
    }

    fn get(&self, places: &Places, column: Column) -> &'l [u8] {
        let place = usize::from(places[column as usize]);
        let start = match place.checked_sub(1).and_then(|before| self.ends.get(before)) {
            Some(&end) => usize::from(end) + 1,
            None => 0,
        };
        let end = self.ends.get(place).map_or(0, |&end| usize::from(end));
        self.line.get(start..end).unwrap_or(&[]).trim_ascii()
    }

    /// The record of this row. `ended` is false for a last line without a line end, which may be cut.
    pub(crate) fn record<'n>(
        &self,
        places: &Places,
        names: &'n mut Names,
        ended: bool,
    ) -> Result<Record<'n>, Fault> {
        let field = |column| (column, self.get(places, column));
        let Names { municipality, district, prague, part, street } = names;
        let town = MunicipalityCode(required_code(field(Column::MunicipalityCode))?);
        let code = AddressCode(required_code(field(Column::AddressCode))?);
        let name = |name: &'n mut Name, column| name.read(self.get(places, column), column);
        let district = match optional_code(field(Column::DistrictCode))? {
            Some(code) => {
                Some(Named { code: DistrictCode(code), name: name(district, Column::DistrictName)? })
            }
            None => None,
        };
        let prague_district = match optional_code(field(Column::PragueDistrictCode))? {
            Some(code) => Some(Named {
                code: PragueDistrictCode(code),
                name: name(prague, Column::PragueDistrictName)?,
            }),
            None => None,
        };
        let street = match optional_code(field(Column::StreetCode))? {
            Some(code) => Some(Named { code: StreetCode(code), name: name(street, Column::StreetName)? }),
            None if self.get(places, Column::StreetName).is_empty() => None,
            None => return Err((Column::StreetCode, Reason::Missing)),
        };
        let (since, raw_date) = date(field(Column::ValidFrom))?;
        if !ended && !raw_date {
            return Err((Column::ValidFrom, Reason::BrokenOff));
        }
        Ok(Record {
            code,
            municipality: Named { code: town, name: name(municipality, Column::MunicipalityName)? },
            district,
            prague_district,
            part: Named {
                code: PartCode(required_code(field(Column::PartCode))?),
                name: name(part, Column::PartName)?,
            },
            street,
            house: house(field(Column::HouseKind), field(Column::HouseNumber))?,
            orientation: orientation(field(Column::OrientationNumber), field(Column::OrientationLetter))?,
            postcode: postcode(field(Column::Postcode))?,
            position: position(field(Column::Y), field(Column::X))?,
            valid_from: since,
        })
    }
}

type Field<'l> = (Column, &'l [u8]);

/// A field as text for a refusal: short, and with what is not ASCII shown as `?`.
fn shown(raw: &[u8]) -> String {
    raw.iter().take(40).map(|&b| if (0x20..0x7f).contains(&b) { char::from(b) } else { '?' }).collect()
}

fn digits((column, raw): Field<'_>) -> Result<Option<u64>, Fault> {
    if raw.is_empty() {
        return Ok(None);
    }
    if raw.len() > 18 || !raw.iter().all(u8::is_ascii_digit) {
        return Err((column, Reason::NotANumber(shown(raw))));
    }
    Ok(Some(raw.iter().fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'))))
}

fn optional_code(field: Field<'_>) -> Result<Option<u32>, Fault> {
    match digits(field)? {
        None => Ok(None),
        Some(value) => match u32::try_from(value) {
            Ok(code) if code > 0 => Ok(Some(code)),
            _ => Err((field.0, Reason::OutOfRange(value))),
        },
    }
}

fn required_code(field: Field<'_>) -> Result<u32, Fault> {
    optional_code(field)?.ok_or((field.0, Reason::Missing))
}

fn house((kind_column, kind): Field<'_>, number: Field<'_>) -> Result<HouseNumber, Fault> {
    let make = match kind {
        b"\xe8.p." => HouseNumber::descriptive,
        b"\xe8.ev." => HouseNumber::evidence,
        b"" => return Err((kind_column, Reason::Missing)),
        other => return Err((kind_column, Reason::UnknownKind(shown(other)))),
    };
    let value = digits(number)?.ok_or((number.0, Reason::Missing))?;
    match u16::try_from(value) {
        Ok(value) if value <= HouseNumber::MAX => Ok(make(value)),
        _ => Err((number.0, Reason::OutOfRange(value))),
    }
}

fn orientation(number: Field<'_>, (letter_column, letter): Field<'_>) -> Result<Option<Orientation>, Fault> {
    let not_a_letter = || (letter_column, Reason::NotALetter(shown(letter)));
    let Some(value) = digits(number)? else {
        return if letter.is_empty() { Ok(None) } else { Err(not_a_letter()) };
    };
    let number = match u16::try_from(value) {
        Ok(value) if value <= Orientation::MAX => value,
        _ => return Err((number.0, Reason::OutOfRange(value))),
    };
    let letter = match letter {
        [] => None,
        [one] => Some(Letter::new(char::from(*one)).ok_or_else(not_a_letter)?),
        _ => return Err(not_a_letter()),
    };
    Ok(Some(Orientation { number, letter }))
}

fn postcode(field: Field<'_>) -> Result<Option<Postcode>, Fault> {
    let Some(value) = digits(field)? else { return Ok(None) };
    let code = u32::try_from(value).ok().and_then(Postcode::new);
    code.map(Some).ok_or((field.0, Reason::OutOfRange(value)))
}

fn position(y: Field<'_>, x: Field<'_>) -> Result<Option<Krovak>, Fault> {
    match (metres(y)?, metres(x)?) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err((y.0, Reason::Missing)),
        (Some(_), None) => Err((x.0, Reason::Missing)),
        (Some(y_value), Some(x_value)) => match Krovak::checked(y_value, x_value) {
            Ok(position) => Ok(Some(position)),
            Err(error) => Err((y.0, Reason::Position(error))),
        },
    }
}

/// `822380.40`, with a decimal point as the register writes it; a comma belongs to another report (§3.3).
fn metres((column, raw): Field<'_>) -> Result<Option<f64>, Fault> {
    if raw.is_empty() {
        return Ok(None);
    }
    let wrong = || (column, Reason::NotANumber(shown(raw)));
    let plain = raw.len() <= 20 && raw.iter().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
    let text = if plain { std::str::from_utf8(raw).ok() } else { None };
    text.and_then(|text| text.parse().ok()).map(Some).ok_or_else(wrong)
}

/// `2013-12-16T00:00:00`; also tells whether the field was there at all.
fn date((column, raw): Field<'_>) -> Result<(Option<Date>, bool), Fault> {
    if raw.is_empty() {
        return Ok((None, false));
    }
    let wrong = || (column, Reason::NotADate(shown(raw)));
    let number = |range: std::ops::Range<usize>| {
        let part = raw.get(range)?;
        let all = part.iter().all(u8::is_ascii_digit);
        all.then(|| part.iter().fold(0u16, |sum, d| sum * 10 + u16::from(d - b'0')))
    };
    let shape = raw.len() == 19
        && [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')]
            .iter()
            .all(|&(at, b)| raw.get(at) == Some(&b));
    let (Some(year), Some(month), Some(day), true) = (number(0..4), number(5..7), number(8..10), shape)
    else {
        return Err(wrong());
    };
    let time = number(11..13).is_some_and(|h| h < 24)
        && number(14..16).is_some_and(|m| m < 60)
        && number(17..19).is_some_and(|s| s < 60);
    let date = if time { Date::new(year, month as u8, day as u8) } else { None };
    date.map(|date| (Some(date), true)).ok_or_else(wrong)
}
