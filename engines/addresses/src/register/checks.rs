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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ruian::Named;
    use crate::{
        AddressCode, DistrictCode, Edition, HouseNumber, MunicipalityCode, Orientation, PartCode, Record,
        RegisterBuilder, StreetCode,
    };

    fn small() -> Register {
        let mut builder = RegisterBuilder::new();
        for code in 1..=9u32 {
            let town = Named { code: MunicipalityCode(code % 2 + 1), name: "Lipov" };
            let record = Record {
                code: AddressCode(code),
                municipality: town,
                district: (code % 3 == 0)
                    .then_some(Named { code: DistrictCode(town.code.0), name: "Lipov 1" }),
                prague_district: None,
                part: Named { code: PartCode(10 + code % 2), name: "Lipov" },
                street: (code % 4 > 0).then_some(Named { code: StreetCode(code % 4), name: "Nová" }),
                house: HouseNumber::descriptive(code as u16),
                orientation: Some(Orientation::plain(code as u16)),
                postcode: None,
                position: None,
                valid_from: None,
            };
            builder.push(&record).unwrap();
        }
        builder.finish(Edition { as_of: None }).unwrap().register
    }

    /// Everything a reader of the views may touch.
    fn walk(register: &Register) {
        for address in register.addresses() {
            drop((address.lines(), address.district(), address.street().map(|s| s.parts().count())));
            assert!(register.address(address.code()).is_some());
        }
        let of_parts: usize = register.parts().map(|p| p.name().len() + p.addresses().count()).sum();
        let of_towns: usize =
            register.municipalities().map(|m| m.addresses().len() + m.streets().count()).sum();
        assert!(of_parts + of_towns < usize::MAX);
    }

    #[test]
    fn a_wrong_index_is_found_or_harmless() {
        let check = |spoil: &dyn Fn(&mut Register, u32)| {
            for value in [0, 1, 2, 3, 5, 8, 9, 100, NONE - 1, NONE] {
                let mut register = small();
                spoil(&mut register, value);
                if inconsistent(&register).is_none() {
                    register.derive();
                    walk(&register);
                }
            }
        };
        assert_eq!(inconsistent(&small()), None);
        for at in 0..2 {
            check(&|r, v| r.municipalities[at].first_run = v);
            check(&|r, v| r.municipalities[at].name = v);
            check(&|r, v| r.parts[at].municipality = v);
            check(&|r, v| r.districts[at].municipality = v);
            check(&|r, v| r.runs[at].first_row = v);
            check(&|r, v| r.runs[at].first_setting = v);
            check(&|r, v| r.runs[at].street = v);
            check(&|r, v| r.runs[at].part = v);
            check(&|r, v| r.runs[at].municipality = v);
            check(&|r, v| r.settings[at].part = v);
            check(&|r, v| r.settings[at].district = v);
            check(&|r, v| r.settings[at].prague = v);
            check(&|r, v| r.rows.setting[at] = v as u16);
            check(&|r, v| r.rows.code[at] = v);
            check(&|r, v| r.by_code[at] = v);
            check(&|r, v| r.names.ends[at] = v);
            check(&|r, v| r.rows.house.truncate(v as usize));
            check(&|r, v| r.runs.truncate(v as usize));
            check(&|r, v| r.settings.truncate(v as usize));
        }
    }
}
