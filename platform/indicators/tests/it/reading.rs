//! Files of figures: the city's own, and broken ones.

use indicators::reading::{LineFault, Note, Reading, read};
use indicators::{Cell, Covers, Number, Precision, Status};

use crate::world::*;

const FIGURES: &str = include_str!("../../../../content/cities/plzen/figures.toml");
const SOURCES: &str = include_str!("../../../../content/cities/plzen/sources.toml");

fn good(name: &str, text: &str) -> Reading {
    read(name, text.as_bytes(), "", now()).unwrap()
}

#[track_caller]
fn check(name: &str, text: &str, line: usize, expected: LineFault) {
    let fault = read(name, text.as_bytes(), "", now()).unwrap_err();
    assert_eq!((fault.line, fault.fault), (line, expected), "{text}");
}

#[tokio::test]
async fn the_citys_published_figures_are_taken_over() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        let reading = read("figures.toml", FIGURES.as_bytes(), SOURCES, now()).unwrap();
        let mut taken = 0;
        for edition in &reading.editions {
            taken += world.import(program(), edition).await.unwrap().new;
        }
        let undated = reading.notes.iter().filter(|note| matches!(note, Note::Undated { .. })).count();
        assert_eq!(taken + undated, FIGURES.matches("[[figure]]").count());
        assert_eq!(undated, 7);
        let wrong = reading.notes.iter().find_map(|note| match note {
            Note::Difference { printed, recomputed, .. } => Some((*printed, *recomputed)),
            _ => None,
        });
        assert_eq!(wrong, Some((Number::count(18_365), Number::count(18_356))));
        // Once more: nothing to do.
        for edition in &reading.editions {
            assert_eq!(world.import(program(), edition).await.unwrap().edition, None);
        }
    })
    .await;
}

#[test]
fn the_csv_form() {
    let reading = good(
        "figures.csv",
        "# source: MP\n# title: Přestupky\n# place: předáno\n# public: no\n# covers: a,b 2026-01-01 2026-06-30\n\
         concept;territory;period;value;precision;step;status;item\r\n\
         a;municipality:554791;2026-01;412;;;provisional;\r\n\
         b;municipality:554791;2026-02;;suppressed;;;x\n\n\
         b;municipality:554791;2026-03;17000;;1000;;\n",
    );
    let edition = &reading.editions[0];
    assert!(!edition.source.public);
    assert!(matches!(&edition.covers, Covers::Part { concepts, .. } if concepts == &["a", "b"]));
    let cells: Vec<Cell> = edition.figures.iter().map(|figure| figure.cell).collect();
    let thousand =
        Cell::Known { value: Number::count(17_000), precision: Precision::Rounded(Number::count(1_000)) };
    assert_eq!(cells, [Cell::count(412), Cell::Suppressed, thousand]);
    assert_eq!(edition.figures[0].status, Status::Provisional);
    assert_eq!(edition.figures[1].item.as_deref(), Some("x"));
}

#[test]
fn broken_files_name_their_line() {
    let source = "[[source]]\nkey = \"S\"\ntitle = \"t\"\nplace = \"p\"\n";
    let entry = |more: &str| {
        format!("{source}[[figure]]\nconcept = \"c\"\nsource = \"S\"\nterritory = \"a:1\"\n{more}")
    };
    let toml = |more: &str, fault| check("f.toml", &entry(more), 6, fault);
    toml("period = \"2018\"", LineFault::Value(String::new()));
    toml("period = \"2018\"\nvalue = 1\nsuppressed = true", LineFault::Value(String::new()));
    toml("period = \"2018-13\"\nvalue = 1", LineFault::Period("2018-13".to_owned()));
    toml("period = \"2018\"\nvalue = \"1e9\"", LineFault::Value("1e9".to_owned()));
    toml("period = \"2018\"\nvalue = 1\nprecision = \"rounded\"", LineFault::Precision("rounded".to_owned()));
    toml("period = \"2018\"\nvalue = 1\nstatus = \"x\"", LineFault::Status("x".to_owned()));
    let decimal = good("f.toml", &entry("period = \"2018\"\nvalue = 54.1"));
    assert_eq!(decimal.editions[0].figures[0].cell.value().unwrap().to_string(), "54.1");
    check(
        "f.toml",
        "[[figure]]\nconcept = \"c\"\nsource = \"X\"\nterritory = \"a:1\"\nvalue = 1",
        2,
        LineFault::Source("X".to_owned()),
    );
    assert!(matches!(read("f.toml", b"a\nb", "", now()).unwrap_err().fault, LineFault::Toml(_)));
    let latin = read("f.toml", b"# a\n# \xe9", "", now()).unwrap_err();
    assert_eq!((latin.line, latin.fault), (2, LineFault::NotUtf8));

    let head = "# source: S\n# title: t\n# place: p\n";
    let csv = |rows: &str, line, fault| check("f.CSV", &format!("{head}{rows}"), line, fault);
    check("f.csv", "", 1, LineFault::UnknownColumn(String::new()));
    csv("concept;territory;period\n", 4, LineFault::Column("value"));
    csv("concept;territory;period;value;x\n", 4, LineFault::UnknownColumn("x".to_owned()));
    csv("concept;territory;period;value\na;b:1;2018\n", 5, LineFault::Fields { expected: 4, found: 3 });
    csv("concept;territory;period;value\na;b:1;2018;\n", 5, LineFault::Value(String::new()));
    csv("concept;territory;period;value\na;b:1;2018;1,5\n", 5, LineFault::Value("1,5".to_owned()));
    csv("concept;territory;period;value\na;b 1;2018;1\n", 5, LineFault::Territory("b 1".to_owned()));
    csv("concept;territory;period;value\na;b:1;2018;\"1\"\n", 5, LineFault::Quotes);
    check("f.csv", "concept;territory;period;value\n", 1, LineFault::Source(String::new()));
    let long = format!("{head}concept;territory;period;value\na;b:{};2018;1\n", "9".repeat(1_000_000));
    assert!(read("f.csv", long.as_bytes(), "", now()).is_err());
}

mod any_bytes {
    //! A reader of foreign bytes is looked at as a fuzzer would, but from here: as a target of its own it would bring the
    //! whole platform under the sanitizer. Mutations of files that are nearly right reach deeper than noise.

    use indicators::reading::{ReadFault, read};
    use proptest::prelude::*;

    use crate::world::now;

    const CSV: &str = "# source: A\n# title: T\n# place: P\nconcept;item;territory;period;value;precision;step;status\n\
        population;;municipality:1;@2018-12-31;12;;;\ncrimes;131;state:CZ;2018-Q3;-3.5;rounded;0.5;provisional\n";
    const TOML: &str = "[[source]]\nkey = \"A\"\ntitle = \"T\"\nplace = \"P\"\n[[figure]]\nsource = \"A\"\nconcept = \"c\"\n\
        territory = \"a:1\"\nperiod = \"2018\"\nvalue = 54.1\n[[difference]]\nconcept = \"c\"\nterritory = \"a:1\"\n\
        from = \"2017\"\nto = \"2018\"\nprinted = 3\nsource = \"A\"\n";

    fn holds(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
        match read(name, bytes, "", now()) {
            Ok(found) => {
                let again = read(name, bytes, "", now());
                prop_assert_eq!(again.as_ref(), Ok(&found));
                for edition in &found.editions {
                    prop_assert_eq!(edition.sha256.len(), 64);
                    prop_assert!(edition.figures.iter().all(|it| it.period.first() <= it.period.last()));
                }
            }
            Err(ReadFault { line, .. }) => {
                let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
                prop_assert!((1..=lines).contains(&line), "{line} of {lines}");
            }
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn a_fault_names_a_line_of_the_file_and_what_is_read_is_read_the_same_again(
            csv: bool,
            edits in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..6, any::<Vec<u8>>()), 0..6),
        ) {
            let mut bytes = if csv { CSV } else { TOML }.as_bytes().to_vec();
            for (at, gone, put) in edits {
                let from = at.index(bytes.len() + 1);
                let to = (from + gone).min(bytes.len());
                bytes.splice(from..to, put.into_iter().take(12));
            }
            holds(if csv { "f.csv" } else { "f.toml" }, &bytes)?;
        }
    }
}
