//! Verifies the invariant of the tables when they come from bytes.

use super::{NONE, Register};

/// The table that breaks the invariant, for the error.
pub(crate) fn inconsistent(r: &Register) -> Option<&'static str> {
    let names = r.names.ends.len();
    let rows = r.rows.code.len();
    let rising = |mut list: &mut dyn Iterator<Item = u32>, end: usize| {
        let mut last = 0;
        Iterator::all(&mut list, |v| {
            let fits = v >= last && v as usize <= end;
            last = v;
            fits
        })
    };
    let below = |index: u32, len: usize| (index as usize) < len;
    let optional = |index: u32, len: usize| index == NONE || below(index, len);

    let mut last = 0;
    let ends = r.names.ends.iter().all(|&end| {
        let fits = end >= last && r.names.text.is_char_boundary(end as usize);
        last = end;
        fits
    });
    let columns = r.rows.house.len() == rows
        && r.rows.orientation.len() == rows
        && r.rows.setting.len() == rows
        && r.rows.y.len() == rows
        && r.rows.x.len() == rows
        && r.rows.since.len() == rows
        && r.by_code.len() == rows
        && rows < NONE as usize;
    let towns = r.municipalities.iter().all(|m| below(m.name, names))
        && r.municipalities.windows(2).all(|w| w[0].code < w[1].code)
        && r.municipalities.first().is_none_or(|m| m.first_run == 0)
        && rising(&mut r.municipalities.iter().map(|m| m.first_run), r.runs.len());
    let areas = r
        .districts
        .iter()
        .chain(&r.prague)
        .chain(&r.parts)
        .all(|a| below(a.name, names) && below(a.municipality, r.municipalities.len()))
        && r.parts.windows(2).all(|w| (w[0].municipality, w[0].code) < (w[1].municipality, w[1].code));
    let runs = r.runs.iter().all(|run| {
        below(run.name, names)
            && below(run.municipality, r.municipalities.len())
            && if run.street == 0 { below(run.part, r.parts.len()) } else { run.part == NONE }
    }) && rising(&mut r.runs.iter().map(|run| run.municipality), r.municipalities.len())
        && rising(&mut r.runs.iter().map(|run| run.first_row), rows)
        && rising(&mut r.runs.iter().map(|run| run.first_setting), r.settings.len())
        && r.runs.first().map_or(rows == 0, |run| run.first_row == 0 && run.first_setting == 0);
    let settings = r.settings.iter().all(|s| {
        below(s.part, r.parts.len())
            && optional(s.district, r.districts.len())
            && optional(s.prague, r.prague.len())
    });
    let tables = [
        (ends, "names"),
        (columns, "columns"),
        (towns, "municipalities"),
        (areas, "areas"),
        (runs, "runs"),
        (settings, "settings"),
    ];
    // The row checks walk the tables checked above, so they come only if those hold.
    tables.iter().find(|(holds, _)| !holds).map(|(_, name)| *name).or_else(|| rows_inconsistent(r))
}

fn rows_inconsistent(r: &Register) -> Option<&'static str> {
    for run in 0..r.runs.len() as u32 {
        let settings = r.run_settings(run);
        let count = settings.end - settings.start;
        let rows = r.run_rows(run);
        let places = &r.rows.setting[rows.start as usize..rows.end as usize];
        if places.iter().any(|&place| u32::from(place) >= count) {
            return Some("settings of rows");
        }
    }
    let mut last = None;
    for &row in &r.by_code {
        let code = r.rows.code.get(row as usize);
        if code.is_none() || code <= last {
            return Some("codes");
        }
        last = code;
    }
    None
}
