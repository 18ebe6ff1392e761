//! Rows as a workbook (ECMA-376).
//!
//! On each sheet the header in the first row, frozen, filtered and repeated on every printed page; numbers are numbers and
//! dates are dates, so that they can be summed and sorted; a text is always a text, whatever it begins with.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{Cell, Column};
use crate::{Error, Refusal};

/// Rows below the header of a sheet.
const MOST_ROWS: usize = 1_048_575;
/// Characters of a cell, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
/// Characters of a sheet's name, in UTF-16 units.
const LONGEST_NAME: usize = 31;

/// A sheet of a workbook.
#[derive(Clone, Debug)]
pub struct Sheet<I> {
    /// Its name on the tab.
    pub name: String,
    /// Its title on paper.
    pub caption: String,
    /// Headings.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: I,
}

/// A workbook of all rows. `name` names the sheet, `caption` is its title in the file's properties and on paper.
///
/// # Errors
/// `refusal-export-rows` when a sheet cannot hold so many rows; a fault when the workbook cannot be written.
pub fn xlsx(
    name: &str,
    caption: &str,
    columns: &[Column],
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Result<Vec<u8>, Error> {
    let sheet = Sheet { name: name.to_owned(), caption: caption.to_owned(), columns: columns.to_vec(), rows };
    workbook(caption, [sheet])
}

/// A workbook of several sheets, in their order; `title` stands in the file's properties.
///
/// # Errors
/// As [`xlsx`].
pub fn workbook<I: IntoIterator<Item = Vec<Cell>>>(
    title: &str,
    sheets: impl IntoIterator<Item = Sheet<I>>,
) -> Result<Vec<u8>, Error> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title));
    let looks = Looks::new();
    for sheet in sheets {
        match fill(workbook.add_worksheet(), sheet, &looks) {
            Ok(()) => {}
            Err(XlsxError::RowColumnLimitError) => {
                return Err(Refusal::new("export-rows").with("most", MOST_ROWS).into());
            }
            Err(cause) => return Err(Error::fault("fill a workbook", cause)),
        }
    }
    workbook.save_to_buffer().map_err(|cause| Error::fault("write a workbook", cause))
}

fn fill<I: IntoIterator<Item = Vec<Cell>>>(
    page: &mut Worksheet,
    sheet: Sheet<I>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let columns = &sheet.columns;
    let mut widths: Vec<usize> = columns.iter().map(|column| column.heading.chars().count() + 3).collect();
    let mut count = 0_u32;
    set_up(page, &sheet.name, &sheet.caption, columns, looks)?;
    for row in sheet.rows {
        count += 1;
        if usize::try_from(count).unwrap_or(usize::MAX) > MOST_ROWS {
            return Err(XlsxError::RowColumnLimitError);
        }
        for (at, cell) in (0_u16..).zip(&row) {
            write(page, count, at, cell, looks)?;
            if let Some(width) = widths.get_mut(usize::from(at)) {
                *width = (*width).max(cell.shown().chars().count() + 2);
            }
        }
    }
    for (at, width) in (0_u16..).zip(&widths) {
        page.set_column_width(at, f64::from(u16::try_from((*width).clamp(8, 60)).unwrap_or(60)))?;
    }
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    page.autofilter(0, 0, count, last)?;
    Ok(())
}

struct Looks {
    heading: Format,
    date: Format,
    moment: Format,
}

impl Looks {
    fn new() -> Looks {
        Looks {
            heading: Format::new().set_bold().set_text_wrap(),
            date: Format::new().set_num_format("d. m. yyyy"),
            moment: Format::new().set_num_format("d. m. yyyy h:mm"),
        }
    }
}

fn set_up(
    sheet: &mut Worksheet,
    name: &str,
    caption: &str,
    columns: &[Column],
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(name))?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    // `&` begins a command in a header; 255 characters are all it may have.
    let title: String = caption.chars().take(100).collect();
    sheet.set_header(format!("&L{}&R&P/&N", title.replace('&', "&&")));
    for (at, column) in (0_u16..).zip(columns) {
        sheet.write_string_with_format(0, at, shortened(&column.heading), &looks.heading)?;
    }
    Ok(())
}

fn write(sheet: &mut Worksheet, row: u32, at: u16, cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    match cell {
        Cell::Number(value, _) if value.is_finite() => sheet.write_number(row, at, *value)?,
        Cell::Date(day, shown) => match excel_day(day) {
            Some(day) => sheet.write_datetime_with_format(row, at, &day, &looks.date)?,
            None => sheet.write_string(row, at, shown)?,
        },
        Cell::Moment(moment, shown) => match excel_moment(moment) {
            Some(moment) => sheet.write_datetime_with_format(row, at, &moment, &looks.moment)?,
            None => sheet.write_string(row, at, shown)?,
        },
        Cell::Text(text) | Cell::Link(_, text) | Cell::Number(_, text) if !text.is_empty() => {
            sheet.write_string(row, at, shortened(text))?
        }
        _ => return Ok(()),
    };
    Ok(())
}

/// A day as Excel counts it; none before 1900, which it does not know.
fn excel_day(day: &NaiveDate) -> Option<ExcelDateTime> {
    let (month, date) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, month, date).ok()
}

fn excel_moment(moment: &NaiveDateTime) -> Option<ExcelDateTime> {
    let (hour, minute) = (u16::try_from(moment.hour()).ok()?, u8::try_from(moment.minute()).ok()?);
    excel_day(&moment.date())?.and_hms(hour, minute, moment.second()).ok()
}

/// A text as long as a cell may hold; what is cut off is marked.
fn shortened(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    format!("{}…", beginning(text.chars(), LONGEST_TEXT - 1))
}

/// A sheet's name holds 31 characters and none of `[]:*?/\`, and no apostrophe at its ends.
fn sheet_name(name: &str) -> String {
    let allowed = |c: &char| !c.is_control() && !"[]:*?/\\".contains(*c);
    let name = beginning(name.chars().filter(allowed), LONGEST_NAME);
    let name = name.trim_matches(['\'', ' ']);
    if name.is_empty() { "Okrsek".to_owned() } else { name.to_owned() }
}

/// As many characters as fit into `most` UTF-16 units, in which the format counts.
fn beginning(text: impl Iterator<Item = char>, most: usize) -> String {
    let mut used = 0;
    text.take_while(|c| {
        used += c.len_utf16();
        used <= most
    })
    .collect()
}
