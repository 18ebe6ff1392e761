//! The crime map: made-up months in its formats.

use crime_files::police::{self, Codebook, Expected, difference, totals};
use crime_files::{Bounds, Fate, Instant, Place, What};

const TYPES: &str = "id,parent_id1,parent_id2,parent_id3,name,label\n\
    1,,,,Násilná trestná činnost,\n\
    5,1,,,Výtržnictví,\n\
    8,1,,,Úmyslné ublížení na zdraví,\n\
    3,1,,,Loupež,\n\
    35,,,,Krádeže,\n\
    42,35,,,Krádeže jízdních kol,\n\
    97,,,,Přestupky,\n\
    101,97,,,Přestupky proti majetku,\n\
    102,97,101,,Krádež,přestupek krádeže\n";

const T40: &str = "id,x,y,mp,date,state,relevance,types\n\
    1,13.3776,49.7475,false,2018-09-12T21:40:00+02:00,1,3,5\n\
    2,13.3610,49.7300,false,2018-09-12T23:05:00+02:00,4,4,42\n\
    1,13.3776,49.7475,false,2018-09-12T21:40:00+02:00,1,3,8\n\
    3,13.3610,49.7400,false,2018-09-13T23:05:00+02:00,4,4,5\n\
    4,13.3600,49.7401,true,2018-09-14T08:05:00+02:00,4,4,97\n\
    4,13.3600,49.7401,true,2018-09-14T08:05:00+02:00,4,4,101\n";

struct Books {
    types: Codebook,
    states: Codebook,
    relevance: Codebook,
}

impl Books {
    fn new() -> Self {
        let list = |codes: &str| Codebook::read(format!("id,label\n{codes}").as_bytes()).unwrap();
        let types = Codebook::read(TYPES.as_bytes()).unwrap();
        Self {
            types,
            states: list("1,prověřováno\n4,neobjasněno\n"),
            relevance: list("3,místo spáchání\n4,okolí\n"),
        }
    }

    fn expected(&self) -> Expected<'_> {
        Expected {
            types: &self.types,
            states: &self.states,
            relevance: &self.relevance,
            bounds: Bounds::CZECHIA,
            fetched: Instant::parse(b"2018-10-05T12:00:00+02:00"),
            stacked: 20,
        }
    }

    fn read(&self, text: &str) -> police::Download {
        police::read(text.as_bytes(), &self.expected()).unwrap()
    }
}

#[test]
fn t40_an_incident_counts_once_in_a_node() {
    let books = Books::new();
    let download = books.read(T40);
    assert_eq!((download.report.rows, download.incidents.len()), (6, 4));
    assert!(download.report.is_clean(), "{:?}", download.report);
    assert_eq!(download.incidents[0].types, [5, 8]);
    assert_eq!(download.incidents[0].reported.month().to_string(), "2018-09");
    let totals = totals(&download.incidents, &books.types);
    let of = |code| totals[&code];
    assert_eq!((of(1), of(97), of(101), of(35), of(5), of(3)), (2, 1, 1, 1, 2, 0));
}

#[test]
fn all_formats_say_the_same() {
    let books = Books::new();
    let csv = books.read(T40);
    let feature = |id: u32, at: &str, mp: bool, date: &str, codes: &str, types: &str| {
        format!(
            "{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{at}]}},\"properties\":\
             {{\"id\":{id},\"mp\":{mp},\"date\":\"{date}+02:00\",{codes},\"types\":[{types}]}}}}"
        )
    };
    let (first, other) = ("\"state\":1,\"relevance\":3", "\"state\":4,\"relevance\":4");
    let json = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{},{},{},{}]}}",
        feature(1, "13.3776,49.7475", false, "2018-09-12T21:40:00", first, "8,5"),
        feature(2, "13.3610,49.73", false, "2018-09-12T23:05:00", other, "42"),
        feature(3, "13.3610,49.74", false, "2018-09-13T23:05:00", other, "5"),
        feature(4, "13.36,49.7401", true, "2018-09-14T08:05:00", other, "97,101"),
    );
    assert_eq!(books.read(&json).incidents, csv.incidents);
    let old = "id,x,y,mp,date,state,types\n\
        1,13.3776,49.7475,false,2018-09-12T21:40:00+02:00,1,\"5,8\"\n\
        2,13.3610,49.7300,false,2018-09-12T23:05:00+02:00,4,42\n\
        3,13.3610,49.7400,false,2018-09-13T23:05:00+02:00,4,5\n\
        4,13.3600,49.7401,true,2018-09-14T08:05:00+02:00,4,\"97,101\"\n";
    let mut without = csv.incidents;
    without.iter_mut().for_each(|it| it.relevance = None);
    assert_eq!(books.read(old).incidents, without);
}

#[test]
fn findings_have_their_names_and_places() {
    let books = Books::new();
    let download = books.read(
        "id,x,y,mp,date,state,relevance,types\n\
         1,13.3776,49.7475,false,2018-09-12T21:40:00+02:00,1,3,5\n\
         1,13.3776,49.7475,false,2018-09-12T21:40:00+02:00,1,3,5\n\
         2,49.7475,13.3776,false,2018-09-12T21:40:00+02:00,1,3,5\n\
         3,24.829,59.756,false,2018-09-12T21:40:00+02:00,1,3,5\n\
         4,13.3776,49.7475,false,2018-12-12T21:40:00+01:00,1,3,5\n\
         5,13.3776,49.7475,false,2018-09-12T21:40:00+02:00,1,3,999\n\
         6,13.3776,49.7475,false,2018-09-12T21:40:00+02:00,2,9,5\n\
         7,13.3776,49.7475,false,2018-09-12T21:40:00,1,3,5\n\
         7,13.3776,49.7475,false,2018-09-12T21:40:00+02:00,1,3,8\n\
         8,,,false,2018-09-12T21:40:00+02:00,1,3,8\n\
         9,13.3776,49.7475,false,2018-09-12T21:40:00+02:00,1,3,8\n\
         9,13.3777,49.7475,false,2018-09-12T21:40:00+02:00,1,3,5\n\
         10,13.3776,49.7475\n",
    );
    let report = &download.report;
    assert_eq!((report.rows, report.kept, report.quarantined, report.refused), (13, 1, 7, 3));
    let said: Vec<String> = report
        .findings
        .iter()
        .map(|it| format!("{:?} {:?} {} {}", it.what, it.fate, it.count, it.first[0]))
        .collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    Ragged Refused 1 line 14
    Unreadable("date") Refused 1 line 9, column date
    UnknownCode { codebook: "relevance", code: "9" } Quarantined 1 line 8
    UnknownCode { codebook: "states", code: "2" } Quarantined 1 line 8
    UnknownCode { codebook: "types", code: "999" } Quarantined 1 line 7
    Duplicate Kept 1 line 3
    Contradiction Quarantined 1 line 13
    Incomplete Quarantined 1 line 10
    Future Quarantined 1 line 6
    NoPlace Refused 1 line 11, column x
    OutsideBox Quarantined 1 line 5
    SwappedAxes Quarantined 1 line 4
    "#);
}

#[test]
fn stacked_points_are_kept_and_said() {
    let books = Books::new();
    let rows: String =
        (1..=25).map(|id| format!("{id},13.38,49.74,f,2018-09-12T21:40:00+02:00,1,3,5\n")).collect();
    let download = books.read(&format!("id,x,y,mp,date,state,relevance,types\n{rows}"));
    assert_eq!(download.incidents.len(), 25);
    assert_eq!((download.stacks.len(), download.stacks[0].incidents), (1, 25));
    let finding = &download.report.findings[0];
    assert_eq!(
        (&finding.what, finding.fate, finding.count, finding.first.len()),
        (&What::Stacked, Fate::Kept, 25, 5)
    );
    assert_eq!(finding.first[0], Place::Line(2));
}

#[test]
fn other_columns_are_refused_with_the_difference() {
    let books = Books::new();
    let refused = |header: &str| police::read(header.as_bytes(), &books.expected()).unwrap_err().to_string();
    assert_eq!(
        refused("id,y,x,mp,date,state,types,severity\n"),
        "line 1: its columns are not those of the crime map: missing relevance; added severity; \
         x is column 3 instead of 2; y is column 2 instead of 3"
    );
    assert_eq!(refused(""), "the file: there is nothing in it");
    let json = refused("{\"type\":\"FeatureCollection\",\n\"features\":3}");
    assert!(json.starts_with("line 2, column 12: this is not the JSON expected here"), "{json}");
}

#[test]
fn downloads_of_a_month_differ_by_id() {
    let books = Books::new();
    let before = books.read(T40);
    let later = T40.replace("4,4,42", "1,4,42").replace("\n3,", "\n7,");
    let found = difference(&before.incidents, &books.read(&later).incidents);
    assert_eq!((found.same, found.new.len(), found.gone.len(), found.changed.len()), (2, 1, 1, 1));
    assert_eq!((found.new[0].id, found.gone[0].id, found.changed[0].after.state), (7, 3, 1));
}

#[test]
fn codebooks_as_csv_and_in_several_languages() {
    let json = "{\"data\":[{\"id\":1,\"parent_id1\":null,\"nazev\":{\"cs\":\"Násilná\",\"en\":\"Violent\"},\"popis\":{\"cs\":\"…\"}},\
        {\"id\":\"5\",\"parent_id1\":1,\"nazev.cs\":\"Výtržnictví\",\"nazev.en\":\"Disorder\"}]}";
    let types = Codebook::read(json.as_bytes()).unwrap();
    assert_eq!(types.node(1).unwrap().names["en"], "Violent");
    assert_eq!(types.node(5).unwrap().names["cs"], "Výtržnictví");
    assert_eq!(types.lineage(5).collect::<Vec<_>>(), [1, 5]);
    let books = Books::new();
    assert_eq!(books.types.lineage(102).collect::<Vec<_>>(), [97, 101, 102]);
    assert_eq!(books.types.node(102).unwrap().descriptions["cs"], "přestupek krádeže");
    assert_eq!(books.types.changed(&types).len(), 9);
    let fault = |text: &str| Codebook::read(text.as_bytes()).unwrap_err().to_string();
    assert_eq!(
        fault("id,parent_id1,name\n1,,a\n2,7,b\n"),
        "line 3: the parent 7 of 2 is not in the codebook"
    );
    assert_eq!(fault("id,name\n1,a\n1,b\n"), "line 3: the code 1 stands here for the second time");
    assert_eq!(fault("[{\"id\":1},{\"name\":\"b\"}]"), "[1]: there is no id");
}
