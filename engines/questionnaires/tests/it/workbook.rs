//! Writes a workbook cell by cell, as a person would.

use rust_xlsxwriter::Workbook;

/// A workbook of sheets; rows are lines, cells are separated by `|`, blanks around them are dropped.
pub(crate) fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).unwrap();
        let rows = rows.lines().map(str::trim).filter(|it| !it.is_empty());
        for (row, line) in (0_u32..).zip(rows) {
            for (column, text) in (0_u16..).zip(line.split('|')).filter(|(_, text)| !text.trim().is_empty()) {
                match text.trim().parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, text.trim()).unwrap(),
                };
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}
