//! Events of the municipal police (`crime_files::municipal`). What is not used (unit, outcome, who told) is not kept.

use chrono::{DateTime, Utc};
use crime_files::municipal::{self, Event, read_events};
use crime_files::{Bounds, Instant};

use super::{ReadFault, first_line};
use crate::category::Catalogue;
use crate::incident::{Discovery, Source, Spot, Told};
use crate::ingest::Reading;

pub(super) const FORMAT: &str = "municipal-csv";

/// Whether the first line names the column of ids.
pub(super) fn is(bytes: &[u8]) -> bool {
    let line = first_line(bytes);
    let mut names = line.split([';', ',']).map(|name| name.trim().trim_matches('"'));
    names.any(|name| name == municipal::EVENT_MANDATORY[0])
}

/// Times ahead are a matter of the whole file: the file stops, not its lines.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, ReadFault> {
    let read = read_events(bytes, Bounds::CZECHIA, None)?;
    Ok(Reading {
        source: Source::Municipal,
        format: FORMAT.to_owned(),
        columns: read.columns,
        rows: super::count(read.report.rows),
        told: read.events.into_iter().filter_map(told).collect(),
        refused: super::stopped(&read.report),
        findings: read.report.findings,
        catalogue: Catalogue::municipal().ok(),
    })
}

fn told(event: Event) -> Option<Told> {
    let moment = |at: Instant| -> Option<DateTime<Utc>> { DateTime::from_timestamp(at.seconds, 0) };
    let from = event.from.and_then(moment);
    Some(Told {
        external: event.id,
        at: moment(event.reported)?,
        // Without a beginning nothing can be said of the hour.
        occurred: from.map(|from| (from, event.to.and_then(moment).unwrap_or(from))),
        spot: event.point.map(|point| Spot { lon: point.lon, lat: point.lat }),
        kinds: event.categories,
        discovery: match event.discovery {
            municipal::Discovery::Reported => Discovery::Reported,
            municipal::Discovery::Discovered => Discovery::Discovered,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_told_as_they_stand() {
        let text = "event_id;reported_at;occurred_from;occurred_to;lat;lon;discovery;category\n\
             1;2026-03-01T08:00;2026-02-28T18:00;2026-03-01T07:30;49.74;13,37;reported;burglary-flat order\n\
             2;2026-03-01T09:00;;2026-03-01T08:00;;;discovered;traffic\n\
             2;2026-03-01T09:00;;;;;discovered;traffic\n";
        assert!(is(text.as_bytes()));
        let reading = read(text.as_bytes()).unwrap();
        assert_eq!((reading.rows, reading.told.len(), reading.refused), (3, 2, 1));
        let first = &reading.told[0];
        assert_eq!(first.spot, Some(Spot { lon: 13.37, lat: 49.74 }));
        assert_eq!(first.at.to_rfc3339(), "2026-03-01T07:00:00+00:00");
        assert_eq!(first.occurred.unwrap().0.to_rfc3339(), "2026-02-28T17:00:00+00:00");
        assert_eq!(first.kinds, ["burglary-flat", "order"]);
        let second = &reading.told[1];
        assert_eq!((second.spot, second.occurred, second.discovery), (None, None, Discovery::Discovered));
    }

    #[test]
    fn a_file_is_known_by_its_column_of_ids() {
        assert!(is(b"\xef\xbb\xbfreported_at,\"event_id\",category\n"));
        assert!(!is(b"a;b\nevent_id\n") && !is(b""));
    }
}
