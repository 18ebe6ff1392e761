//! Cells of a sheet one after the other.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::styles::Styles;
use crate::xml::{attribute, push, unfold};
use crate::{Cell, Fault, Limits, Shown, broken};

const MOST_COLUMNS: u32 = 16_384;
const MOST_ROWS: u32 = 1_048_576;

/// A cell while it is read.
#[derive(Default)]
struct Open {
    row: u32,
    column: u32,
    kind: String,
    shown: Option<Shown>,
    text: String,
}

pub(crate) fn read(
    xml: &str,
    shared: &[String],
    styles: &Styles,
    limits: Limits,
    mut seen: impl FnMut(u32, u32, Cell<'_>),
) -> Result<(), Fault> {
    let mut reader = Reader::from_str(xml);
    let (mut cell, mut inside, mut count, mut texts) = (Open::default(), false, 0, 0_usize);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "c" => {
                    let (row, column) = attribute(&element, "r")
                        .and_then(|it| reference(&it))
                        .ok_or_else(|| broken("a cell without a place"))?;
                    let kind = attribute(&element, "t").unwrap_or_default();
                    let shown = attribute(&element, "s").and_then(|it| styles.shown(&it));
                    cell = Open { row, column, kind, shown, text: String::new() };
                }
                "v" | "t" => inside = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "c" => {
                    count += 1;
                    texts += show(std::mem::take(&mut cell), shared, &mut seen)?;
                }
                "v" | "t" => inside = false,
                _ => {}
            },
            Event::Eof => return Ok(()),
            other if inside => push(&other, &mut cell.text)?,
            _ => {}
        }
        if count > limits.cells {
            return Err(Fault::TooLarge(format!("{} cells of a sheet at most", limits.cells)));
        }
        if texts > limits.texts {
            return Err(Fault::TooLarge(format!("{} MiB of texts at most", limits.texts >> 20)));
        }
    }
}

/// Shows a cell that says something; how many bytes it says.
fn show(cell: Open, shared: &[String], seen: &mut impl FnMut(u32, u32, Cell<'_>)) -> Result<usize, Fault> {
    let trimmed = cell.text.trim();
    let own;
    let said = match cell.kind.as_str() {
        "s" => {
            let index: usize = trimmed.parse().map_err(|_| broken("a text without a number"))?;
            Cell::Text(shared.get(index).ok_or_else(|| broken("a text that is not there"))?)
        }
        "b" => Cell::Truth(trimmed == "1"),
        "e" => Cell::Error(trimmed),
        "" | "n" => Cell::Number(trimmed, cell.shown.unwrap_or(Shown::Number)),
        _ => {
            own = unfold(&cell.text);
            Cell::Text(&own)
        }
    };
    let length = said.text().len();
    if length > 0 {
        seen(cell.row, cell.column, said);
    }
    Ok(length)
}

/// The row from 1 and the column from 0 of a reference such as `AB12`.
fn reference(text: &str) -> Option<(u32, u32)> {
    let split = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = text.split_at_checked(split)?;
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let value = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    let row: u32 = digits.parse().ok()?;
    let good = (1..=MOST_COLUMNS).contains(&column) && (1..=MOST_ROWS).contains(&row);
    good.then(|| (row, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters;

    #[test]
    fn places_of_cells() {
        assert_eq!(reference("A1"), Some((1, 0)));
        assert_eq!(reference("XFD1048576"), Some((1_048_576, 16_383)));
        for wrong in ["", "A", "1", "A0", "XFE1", "a1", "A1048577", "ZZZZZZZZZZ1", "A99999999999", "Á1"] {
            assert_eq!(reference(wrong), None, "{wrong}");
        }
        for column in [0, 25, 26, 701, 702, 16_383] {
            assert_eq!(reference(&format!("{}1", letters(column))), Some((1, column)));
        }
    }

    #[test]
    fn a_text_that_very_many_cells_share_is_bounded() {
        let cell = |at: u32| format!("<c r='A{at}' t='s'><v>0</v></c>");
        let xml = format!("<sheetData>{}</sheetData>", (1..100).map(cell).collect::<String>());
        let limits = Limits { file: 0, part: 0, cells: 1000, texts: 5000 };
        let read = |length| read(&xml, &["x".repeat(length)], &Styles::default(), limits, |_, _, _| {});
        assert_eq!(read(50), Ok(()));
        assert!(matches!(read(60), Err(Fault::TooLarge(_))));
    }
}
