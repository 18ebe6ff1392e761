//! The fast way counts what the careful way finds, for any order of rows, any blocks and any number of threads.

use std::collections::BTreeMap;
use std::io::Read;

use crime_files::fast::{self, Counting, Layout, NOWHERE};
use crime_files::police::{self, Codebook, Expected, Incident};
use crime_files::{Bounds, Point, What, abroad};
use proptest::prelude::*;

use super::shared::shared;

const HEADER: &str = "id,x,y,mp,date,state,relevance,types\n";

fn types() -> Codebook {
    let text = "id,parent_id1,parent_id2,parent_id3,name\n1,,,,a\n5,1,,,b\n8,1,,,c\n35,,,,d\n42,35,,,e\n97,,,,f\n101,97,,,g\n102,97,101,,h\n";
    Codebook::read(text.as_bytes()).unwrap()
}

/// A grid of tenths of a degree; nothing east of 14°.
fn grid(points: &[Point], areas: &mut [u32]) {
    for (point, area) in points.iter().zip(areas) {
        let cell = ((point.lat * 10.0).floor() * 1000.0 + (point.lon * 10.0).floor()) as u32;
        *area = if point.lon > 14.0 { NOWHERE } else { cell };
    }
}

fn cells(counted: &fast::Counted) -> BTreeMap<(String, u32, u32), u64> {
    counted.cells.iter().map(|it| ((it.month.to_string(), it.area, it.category), it.incidents)).collect()
}

fn carefully(incidents: &[Incident], types: &Codebook) -> BTreeMap<(String, u32, u32), u64> {
    let mut cells = BTreeMap::new();
    for it in incidents {
        let mut area = [0];
        grid(&[it.point], &mut area);
        let nodes: std::collections::BTreeSet<u32> =
            it.types.iter().flat_map(|code| types.lineage(*code)).collect();
        for node in nodes {
            *cells.entry((it.reported.in_prague().month().to_string(), area[0], node)).or_default() += 1;
        }
    }
    cells
}

/// A file that gives a few bytes at a time.
struct Drops<'a>(&'a [u8], usize);

impl Read for Drops<'_> {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        let most = self.1.min(room.len());
        self.0.read(&mut room[..most])
    }
}

/// A file on a disk that fails after these bytes.
struct Failing<'a>(&'a [u8]);

impl Read for Failing<'_> {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        match self.0.read(room)? {
            0 => Err(std::io::Error::other("the disk is gone")),
            read => Ok(read),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn rows_in_any_order_are_the_same_incidents(
        rows in prop::collection::vec((0_u64..40, prop::sample::select(vec![1_u32, 5, 8, 42, 97, 101, 102])), 1..120),
        block in 1_usize..400,
        quoted in any::<bool>(),
    ) {
        let types = types();
        let mut text = HEADER.to_owned();
        for (id, code) in &rows {
            let (lon, lat) = (12.5 + (id % 7) as f64 * 0.3, 49.0 + (id % 5) as f64 * 0.25);
            let date = if id % 3 == 0 { "2018-12-31T23:30:00Z" } else { "2018-09-12T21:40:00+02:00" };
            match quoted && code % 2 == 0 {
                true => text += &format!("{id},{lon},\"{lat}\",false,{date},1,3,\"{code}\"\r\n"),
                false => text += &format!("{id},{lon},{lat},false,{date},1,3,{code}\n"),
            }
        }
        let codes = Codebook::read(b"id,label\n1,a\n3,b\n").unwrap();
        let expected = Expected { types: &types, states: &codes, relevance: &codes, bounds: Bounds::CZECHIA, fetched: None, stacked: 1000 };
        let download = police::read(text.as_bytes(), &expected).unwrap();
        let whole = fast::count(text.as_bytes(), Layout::Map(&types), &grid).unwrap();
        prop_assert_eq!(cells(&whole), carefully(&download.incidents, &types));
        prop_assert_eq!(whole.incidents, download.report.kept);
        let mut counting = Counting::new(Layout::Map(&types), &grid);
        for block in text.as_bytes().chunks(block) {
            counting.block(block).unwrap();
        }
        prop_assert_eq!(counting.finish().unwrap(), whole.clone());
        let read = fast::count_from(Drops(text.as_bytes(), block), Layout::Map(&types), &grid).unwrap();
        prop_assert_eq!(read, whole);
    }
}

#[test]
fn threads_do_not_change_what_is_counted() {
    let types = types();
    let mut text = HEADER.to_owned();
    for at in 0..200_000_u64 {
        // Every third id comes again much later, with another type.
        let id = if at % 3 == 0 { at / 2 } else { at };
        let code = [1, 5, 8, 42, 97, 101][(at % 6) as usize];
        let month = 1 + id % 12;
        text += &format!(
            "{id},13.{:04},49.{:04},false,2019-{month:02}-10T10:00:00+01:00,1,3,{code}\n",
            id % 997,
            id % 991
        );
    }
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| fast::count(text.as_bytes(), Layout::Map(&types), &grid).unwrap())
    };
    let one = on(1);
    assert_eq!(on(2), one);
    assert_eq!(on(7), one);
    assert_eq!(one.report.rows, 200_000);
}

#[test]
fn what_cannot_be_read_is_refused_with_its_line() {
    let types = types();
    let row = "13.3,49.7,false,2018-09-12T21:40:00+02:00,1,3,5\n";
    let text = format!(
        "{HEADER}1,{row}x,{row}2,{row}\n3,13.3,49.7,false,yesterday,1,3,5\n4,13.3\n5,13.3,49.7,f,2018-09-12T21:40:00+02:00,1,3,77\n"
    );
    let counted = fast::count(text.as_bytes(), Layout::Map(&types), &grid).unwrap();
    let said: Vec<String> = counted
        .report
        .findings
        .iter()
        .map(|it| format!("{:?} {} {}", it.what, it.count, it.first[0]))
        .collect();
    assert_eq!(
        said,
        [
            "Unreadable(\"date\") 1 line 6",
            "Unreadable(\"id\") 1 line 3",
            "Unreadable(\"y\") 1 line 7",
            "UnknownCode { codebook: \"types\", code: \"77\" } 1 the file",
        ]
    );
    assert_eq!((counted.report.rows, counted.incidents, counted.report.refused), (6, 3, 3));
    let refused = fast::count(b"id,y,x\n", Layout::Map(&types), &grid).unwrap_err().to_string();
    assert!(refused.contains("missing mp"), "{refused}");
    assert!(fast::count(b"", Layout::Map(&types), &grid).is_err());
}

#[test]
fn rows_of_an_incident_that_say_nothing_new_or_something_else_are_reported() {
    let types = types();
    let row =
        |id: u64, day: &str, code: u32| format!("{id},13.3,49.7,false,{day}T12:00:00+02:00,1,3,{code}\n");
    let text = [HEADER, &row(1, "2018-09-12", 5), &row(1, "2018-09-12", 8), &row(2, "2018-09-12", 42)]
        .concat()
        + &[row(1, "2018-09-12", 8), row(1, "2018-08-12", 42), row(2, "2018-09-12", 42)].concat();
    let counted = fast::count(text.as_bytes(), Layout::Map(&types), &grid).unwrap();
    assert_eq!((counted.incidents, counted.report.rows), (2, 6));
    assert_eq!(counted.report.count(&What::Duplicate), 2);
    assert_eq!(counted.report.count(&What::Contradiction), 1);
    assert!(counted.cells.iter().all(|it| it.month.to_string() == "2018-09"));
}

#[test]
fn a_file_that_breaks_off_or_never_ends_a_line_is_refused_with_its_place() {
    let types = types();
    let text = format!("{HEADER}1,13.3,49.7,false,2018-09-12T21:40:00+02:00,1,3,5\n2,13");
    let count = |text: &mut (dyn Read + Send)| {
        fast::count_from(text, Layout::Map(&types), &grid).unwrap_err().to_string()
    };
    assert_eq!(count(&mut Failing(text.as_bytes())), "line 3: it cannot be read further: the disk is gone");
    let endless = std::io::repeat(b'7').take(1 << 26);
    assert_eq!(
        count(&mut text.as_bytes().chain(endless)),
        "line 3: more than 16 MiB without the end of a line in it"
    );
    assert_eq!(count(&mut std::io::empty()), "the file: there is nothing in it");
    let mut counting = Counting::new(Layout::Map(&types), &grid);
    let refused = counting.block(&vec![b'7'; 1 << 25]).unwrap_err().to_string();
    assert_eq!(refused, "line 1: more than 16 MiB without the end of a line in it");
}

#[test]
fn streets_of_england_by_month_and_kind() {
    let Some(bytes) = shared("intl_crime/uk_city_of_london_2018-01_2019-06.csv.gz") else { return };
    let counted = fast::count(&bytes, Layout::Streets, &grid).unwrap();
    let careful = abroad::read_streets(&bytes, &super::abroad::ENGLAND).unwrap();
    // Crimes of one id count once here; there the later ones are set aside.
    assert_eq!(counted.report.rows, 13_214);
    let again = careful.report.count(&What::Duplicate) + careful.report.count(&What::Contradiction);
    assert_eq!(counted.incidents + again, 13_214);
    let theft = counted.categories.iter().position(|it| it == "Other theft").unwrap();
    let fast: u64 =
        counted.cells.iter().filter(|it| it.category as usize == theft).map(|it| it.incidents).sum();
    let slow = careful.crimes.iter().filter(|it| it.kind == "Other theft").count();
    assert_eq!(fast, slow as u64);
    assert!(counted.cells.iter().any(|it| it.area == NOWHERE));
}
