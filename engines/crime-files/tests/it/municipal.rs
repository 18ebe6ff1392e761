//! Events of municipal police, and the counts of Prague with their broken February.

use crime_files::municipal::{self, Discovery, EVENT_COLUMNS, Measure, Source};
use crime_files::{Bounds, Fate, Instant, Point, What};

use super::shared::shared;

#[test]
fn events_without_discovery_wait() {
    let text = format!(
        "{}\n\
         1;2024-05-01T10:00;2024-04-30 23:30;2024-05-01 01:15;49,7475;13,3776;address;156;reported;noise;§ 5;warning;Střed\n\
         2;2024-05-01T10:00;;;49.7475;13.3776;;camera;;noise;;;\n\
         3;2024-05-01T10:00;2024-05-01T09:00;2024-05-01T08:00;;;;patrol;discovered;noise;;;\n\
         1;2024-05-01T10:00;;;;;;156;reported;noise;;;\n\
         4;2024-05-01T10:00;;;13.3776;49.7475;;other;reported;noise;;;\n\
         5;2024-07-01T10:00;;;;;;other;reported;noise;;;\n\
         6;2024-05-01T10:00;;;;;;drone;reported;noise;;;\n\
         7;2024-05-01T10:00:00+02:00;;;;;;patrol;discovered;noise;;;\n",
        EVENT_COLUMNS.join(";")
    );
    let fetched = Instant::parse(b"2024-06-01T00:00:00+02:00");
    let read = municipal::read_events(text.as_bytes(), Bounds::CZECHIA, fetched).unwrap();
    let (events, report) = (&read.events, &read.report);
    assert_eq!(events.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["1", "6", "7"]);
    assert_eq!(events[0].reported, events[2].reported);
    assert_eq!((events[0].discovery, events[2].discovery), (Discovery::Reported, Discovery::Discovered));
    assert_eq!((events[0].source, events[1].source), (Some(Source::Line156), None));
    assert_eq!((report.rows, report.kept, report.quarantined, report.refused), (8, 3, 5, 0));
    for what in [
        What::Empty("discovery".into()),
        What::EndBeforeStart,
        What::Duplicate,
        What::SwappedAxes,
        What::Future,
        What::UnknownCode { codebook: "source".into(), code: "drone".into() },
    ] {
        assert_eq!(report.count(&what), 1, "{what:?}");
    }
}

#[test]
fn columns_are_found_by_name_and_only_the_mandatory_ones_must_be_there() {
    let text = "category,officer,discovery,lon,lat,reported_at,event_id\n\
                \"noise, alcohol\",Novák,reported,\"13,3776\",\"49,7475\",2024-05-01 10:00,1\n\
                noise alcohol,,discovered,,,2024-05-01T10:00,2\n";
    let read = municipal::read_events(text.as_bytes(), Bounds::CZECHIA, None).unwrap();
    assert_eq!(read.columns.len(), 7);
    assert_eq!(
        (read.events[0].categories.as_slice(), read.events.len()),
        (&["noise".into(), "alcohol".into()][..], 2)
    );
    assert_eq!(read.events[0].categories, read.events[1].categories);
    assert_eq!(read.events[0].point, Some(Point { lon: 13.3776, lat: 49.7475 }));
    assert_eq!(read.events[1].point, None);
    // What the format does not name is not read, and that is said.
    assert_eq!(read.report.count(&What::UnknownColumn("officer".into())), 1);
    assert!(!format!("{:?}", read.events).contains("Novák"));
}

#[test]
fn what_cannot_be_read_names_its_place() {
    let text = "event_id;reported_at;occurred_from;occurred_to;lat;lon;discovery;category\n\
                ;2026-03-01T09:00;;;;;reported;order\n\
                2;1.3.2026;;;;;reported;order\n\
                3;;;;;;reported;order\n\
                \n\
                4;2026-03-01T09:00;;;49.7;;reported;order\n\
                5;2026-03-01T09:00;;;49.7;east;reported;order\n\
                6;2026-03-01T09:00;;;;;nobody;order\n\
                7;2026-03-01T09:00;;;;;reported; ,\n\
                8;2026-03-01T09:00;;;49.7;999;reported;order\n\
                9;2026-03-01T09:00\n";
    let report = municipal::read_events(text.as_bytes(), Bounds::CZECHIA, None).unwrap().report;
    let found: Vec<(What, Fate, String)> =
        report.findings.iter().map(|it| (it.what.clone(), it.fate, it.first[0].to_string())).collect();
    let refused = |what: What, place: &str| (what, Fate::Refused, place.to_owned());
    assert_eq!(
        found,
        [
            refused(What::Ragged, "line 11"),
            refused(What::Unreadable("category".into()), "line 9, column category"),
            refused(What::Unreadable("discovery".into()), "line 8, column discovery"),
            refused(What::Unreadable("lat".into()), "line 7, column lat"),
            refused(What::Unreadable("lon".into()), "line 6, column lon"),
            refused(What::Unreadable("reported_at".into()), "line 3, column reported_at"),
            refused(What::Empty("event_id".into()), "line 2, column event_id"),
            refused(What::Empty("reported_at".into()), "line 4, column reported_at"),
            (What::OutsideBox, Fate::Quarantined, "line 10, column lat".to_owned()),
        ]
    );
    assert_eq!((report.kept, report.quarantined, report.refused), (0, 1, 8));
}

#[test]
fn another_file_is_refused_with_its_columns() {
    let fault =
        |text: &str| municipal::read_events(text.as_bytes(), Bounds::CZECHIA, None).unwrap_err().to_string();
    let said = fault("event_id;reported_at\n");
    assert!(said.contains("missing discovery, category"), "{said}");
    let twice = fault("event_id;reported_at;discovery;category;category\n");
    assert!(twice.contains("added category"), "{twice}");
    assert!(fault("").contains("nothing in it"));
    let open = fault("event_id;reported_at;discovery;category\n7;2026-03-01T09:00;reported;\"order\n");
    assert!(open.starts_with("line 2"), "{open}");
}

#[test]
fn glued_numbers_of_prague_are_set_aside() {
    let Some(bytes) = shared("crime_cz/mp_praha_prestupky_2024_01-03.csv") else { return };
    let (counts, report) = municipal::read_prague(&bytes).unwrap();
    assert_eq!((report.rows, report.refused), (2_112, 0));
    assert_eq!(report.kept + report.quarantined, 2_112);
    let sum = |measure: Measure, month: &str| -> i64 {
        let of = counts.kept.iter().filter(|it| it.measure == measure && it.month.to_string() == month);
        of.filter_map(|it| it.value).sum()
    };
    assert_eq!((sum(Measure::Offences, "2024-01"), sum(Measure::Offences, "2024-03")), (47_701, 38_718));
    // Printed are 1,202,439 and 12,969,712.
    let february = sum(Measure::Offences, "2024-02");
    assert!((40_000..60_000).contains(&february), "{february}");
    assert!(counts.glued.iter().all(|it| it.month.to_string() == "2024-02"), "{:?}", counts.glued);
    assert!(counts.glued.iter().any(|it| it.value == Some(3_010_619)));
    assert!(counts.glued.iter().any(|it| it.value == Some(347_480_200)));
}
