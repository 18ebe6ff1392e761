//! Any bytes as every text file about offences: a fault or records, never more records than rows; and the fast way counts
//! the incidents that the careful way finds.
#![no_main]

use crime_files::abroad::{self, Believed};
use crime_files::fast::{self, Counting, Layout};
use crime_files::police::{self, Codebook, Expected};
use crime_files::{Bounds, Ingest, Point, municipal, precinct_months};
use libfuzzer_sys::fuzz_target;

const EVERYWHERE: Bounds =
    Bounds { least: Point { lon: f64::MIN, lat: f64::MIN }, most: Point { lon: f64::MAX, lat: f64::MAX } };

fuzz_target!(|data: &[u8]| {
    let (kind, data) = data.split_first().unwrap_or((&0, b""));
    let believed = Believed { bounds: EVERYWHERE, stacked: 3 };
    let header = |columns: &[&str], delimiter: &str| [columns.join(delimiter).as_bytes(), b"\n", data].concat();
    match kind % 8 {
        0 => drop(Codebook::read(data)),
        1 => map(&header(&police::COLUMNS, ",")),
        2 => map(data),
        3 => drop(precinct_months::read(&header(&precinct_months::COLUMNS, ",")).map(|it| check(&it.1))),
        4 => {
            let text = header(&municipal::EVENT_COLUMNS, ";");
            drop(municipal::read_events(&text, EVERYWHERE, None).map(|it| check(&it.report)));
            drop(municipal::read_events(data, EVERYWHERE, None).map(|it| check(&it.report)));
        }
        5 => drop(municipal::read_prague(data).map(|it| check(&it.1))),
        6 => {
            let text = header(&abroad::STREET_COLUMNS, ",");
            drop(abroad::read_streets(&text, &believed).map(|it| check(&it.report)));
            let _ = fast::count(&text, Layout::Streets, &|_, areas| areas.fill(1));
        }
        _ => {
            let _ = abroad::read_api(data, &believed).map(|it| check(&it.report));
            let _ = abroad::read_chicago(data, &believed).map(|it| check(&it.report));
            let _ = abroad::read_chicago_arson(data, &believed).map(|it| check(&it.report));
            let _ = abroad::read_memphis(data, &believed).map(|it| check(&it.report));
        }
    }
});

fn check(report: &Ingest) {
    assert!(report.kept + report.quarantined + report.refused <= report.rows);
}

fn map(text: &[u8]) {
    let types = Codebook::read(b"id,parent_id1,name\n1,,a\n2,1,b\n").unwrap();
    let expected =
        Expected { types: &types, states: &types, relevance: &types, bounds: EVERYWHERE, fetched: None, stacked: 3 };
    if let Ok(download) = police::read(text, &expected) {
        check(&download.report);
    }
    let area = |_: &[Point], areas: &mut [u32]| areas.fill(1);
    let whole = fast::count(text, Layout::Map(&types), &area);
    let mut counting = Counting::new(Layout::Map(&types), &area);
    let blocks: Result<(), _> = text.chunks(7).try_for_each(|it| counting.block(it));
    if let (Ok(whole), Ok(())) = (whole, blocks) {
        assert_eq!(counting.finish().unwrap().cells, whole.cells);
    }
}
