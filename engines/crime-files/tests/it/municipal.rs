//! Events of municipal police, and the counts of Prague with their broken February.

use crime_files::municipal::{self, Discovery, EVENT_COLUMNS, Measure};
use crime_files::{Bounds, Instant, What};

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
    let (events, report) = municipal::read_events(text.as_bytes(), Bounds::CZECHIA, fetched).unwrap();
    assert_eq!(events.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["1", "7"]);
    assert_eq!(events[0].reported, events[1].reported);
    assert_eq!((events[0].discovery, events[1].discovery), (Discovery::Reported, Discovery::Discovered));
    assert_eq!((report.rows, report.kept, report.quarantined, report.refused), (8, 2, 5, 1));
    for what in [
        What::Empty("discovery".into()),
        What::EndBeforeStart,
        What::Duplicate,
        What::SwappedAxes,
        What::Future,
        What::Unreadable("source".into()),
    ] {
        assert_eq!(report.count(&what), 1, "{what:?}");
    }
    let fault = municipal::read_events(b"event_id;reported_at\n", Bounds::CZECHIA, None).unwrap_err();
    assert!(fault.to_string().contains("discovery"), "{fault}");
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
