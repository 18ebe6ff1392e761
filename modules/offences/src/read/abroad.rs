//! Crimes from abroad, for trying methods out where others know the truth: months of data.police.uk and the export of the
//! City of Chicago.
//!
//! - England tells months only, so that an incident stands on the first of its month; anti-social behaviour has no id, and
//!   gets one made of what its row says.
//! - Chicago names no zone. Its clock is kept as if it hung in Prague: an hour stays the hour that people there saw.
//! - Neither says who found an incident out; all count as reported.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use crime_files::abroad::{
    Believed, CHICAGO, CHICAGO_COLUMNS, Crime, Crimes, STREET_COLUMNS, UNITED_KINGDOM, When, read_chicago,
    read_streets,
};
use crime_files::{Bounds, Instant};
use store::midnight;

use super::{ReadFault, first_line};
use crate::category::Catalogue;
use crate::incident::{Discovery, Source, Spot, Told};
use crate::ingest::Reading;
use crate::locate::STACK;

pub(super) const STREETS: &str = "police-uk";
pub(super) const OF_CHICAGO: &str = "chicago";

/// Columns by which a file is known; whether all the others are there says the reader.
const KNOWN_BY: usize = 3;

pub(super) fn is_streets(bytes: &[u8]) -> bool {
    begins(bytes, &STREET_COLUMNS)
}

pub(super) fn is_chicago(bytes: &[u8]) -> bool {
    begins(bytes, &CHICAGO_COLUMNS)
}

fn begins(bytes: &[u8], columns: &[&str]) -> bool {
    let line = first_line(bytes);
    let mut fields = line.split(',').map(|field| field.trim().trim_matches('"'));
    columns.iter().take(KNOWN_BY).all(|column| fields.next() == Some(column))
}

pub(super) fn read_uk(bytes: &[u8]) -> Result<Reading, ReadFault> {
    let crimes = read_streets(bytes, &believed(UNITED_KINGDOM))?;
    let list = Catalogue::police_uk().ok();
    Ok(reading(Source::PoliceUk, STREETS, &STREET_COLUMNS, crimes, list))
}

pub(super) fn read_us(bytes: &[u8]) -> Result<Reading, ReadFault> {
    let crimes = read_chicago(bytes, &believed(CHICAGO))?;
    let list = Catalogue::chicago().ok();
    Ok(reading(Source::Chicago, OF_CHICAGO, &CHICAGO_COLUMNS, crimes, list))
}

/// The frame is that of the publisher's country, never that of our city.
fn believed(bounds: Bounds) -> Believed {
    Believed { bounds, stacked: STACK as u64 }
}

fn reading(
    source: Source,
    format: &str,
    columns: &[&str],
    crimes: Crimes,
    catalogue: Option<Catalogue>,
) -> Reading {
    let mut nameless = HashMap::new();
    let told = crimes.crimes.iter().filter_map(|crime| {
        let at = moment(crime.when)?;
        Some(Told {
            external: crime.id.clone().unwrap_or_else(|| made_id(crime, &mut nameless)),
            at,
            // The clock of Chicago is that of the deed, not of a report.
            occurred: matches!(crime.when, When::Clock(_)).then_some((at, at)),
            spot: crime.point.map(|point| Spot { lon: point.lon, lat: point.lat }),
            kinds: vec![code(&crime.kind)],
            discovery: Discovery::Reported,
        })
    });
    Reading {
        source,
        format: format.to_owned(),
        columns: columns.iter().map(|column| (*column).to_owned()).collect(),
        told: told.collect(),
        rows: super::count(crimes.report.rows),
        refused: super::stopped(&crimes.report),
        findings: crimes.report.findings,
        catalogue,
    }
}

/// A month begins with its first day; a clock without a zone is read as one in Prague.
fn moment(when: When) -> Option<DateTime<Utc>> {
    let instant = match when {
        When::Month(month) => return NaiveDate::from_ymd_opt(month.year(), month.month(), 1).map(midnight),
        When::Day(day) => {
            return DateTime::from_timestamp(day * 86_400, 0).map(|at| midnight(at.date_naive()));
        }
        When::Clock(seconds) => {
            let wall = DateTime::from_timestamp(seconds, 0)?.format("%Y-%m-%dT%H:%M:%S").to_string();
            Instant::parse_in_prague(wall.as_bytes())?
        }
        When::Instant(instant) => instant,
    };
    DateTime::from_timestamp(instant.seconds, 0)
}

/// An id for a crime without one: what its row says and which of the equal rows it is. The same rows have the same ids in
/// every download, in whatever order.
fn made_id(crime: &Crime, seen: &mut HashMap<String, u32>) -> String {
    let Crime { when, point, kind, location, area, outcome, .. } = crime;
    let point = point.map(|it| (it.lon, it.lat));
    let said = crate::sha256(format!("{when:?}|{point:?}|{kind}|{location}|{area}|{outcome}").as_bytes());
    let which = seen.entry(said.clone()).or_default();
    *which += 1;
    format!("{}-{which}", said.get(..16).unwrap_or_default())
}

/// The code of a kind: its name in small letters with hyphens, because codes are kept with blanks between them.
fn code(kind: &str) -> String {
    let parts = kind.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crime_files::What;
    use store::in_prague;

    fn street(rows: &str) -> Reading {
        read_uk(format!("{}\n{rows}", STREET_COLUMNS.join(",")).as_bytes()).unwrap()
    }

    const ROW: &str = "-0.0974,51.5203,On or near Lauderdale Place,E01000001,City of London 001A";

    #[test]
    fn england_tells_months_and_rows_without_an_id_are_told_apart() {
        let row = |id: &str, kind: &str| {
            format!("{id},2019-01,City of London Police,City of London Police,{ROW},{kind},,\n")
        };
        let asb = row("", "Anti-social behaviour");
        let reading = street(&format!("{asb}{}{asb}", row("a1", "Violence and sexual offences")));
        assert_eq!((reading.rows, reading.told.len()), (3, 3));
        assert_eq!(in_prague(reading.told[0].at).to_string(), "2019-01-01 00:00:00 CET");
        assert!(reading.told.iter().all(|told| told.occurred.is_none()));
        assert_eq!(reading.told[0].kinds, ["anti-social-behaviour"]);
        assert_eq!(reading.told[1].kinds, ["violence-and-sexual-offences"]);
        assert_ne!(reading.told[0].external, reading.told[2].external);
        let again = street(&format!("{}{asb}{asb}", row("a1", "Violence and sexual offences")));
        let ids = |reading: &Reading| {
            reading.told.iter().map(|told| told.external.clone()).collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(ids(&reading), ids(&again));
        let list = reading.catalogue.unwrap();
        assert_eq!(list.name("anti-social-behaviour", "en"), "Anti-social behaviour");
    }

    #[test]
    fn a_crime_elsewhere_waits_and_says_its_line() {
        let there = "z1,2019-01,P,P,13.37,49.74,Plzeň,,,Burglary,,\n";
        let swapped = "z2,2019-01,P,P,51.5203,-0.0974,On or near,,,Burglary,,\n";
        let reading = street(&format!("{there}{swapped}z3,leden,P,P,,,,,,Burglary,,\n"));
        assert_eq!((reading.told.len(), reading.refused), (0, 3));
        let said: Vec<(What, String)> =
            reading.findings.iter().map(|it| (it.what.clone(), it.first[0].to_string())).collect();
        assert_eq!(
            said,
            [
                (What::Unreadable("Month".to_owned()), "line 4, column Month".to_owned()),
                (What::OutsideBox, "line 2".to_owned()),
                (What::SwappedAxes, "line 3".to_owned()),
            ]
        );
    }

    #[test]
    fn the_clock_of_chicago_stays_what_it_showed() {
        let row = |id: u32, date: &str, kind: &str| {
            format!(
                "{id},HZ1,{date},001XX N STATE ST,0110,{kind},X,STREET,false,false,0111,001,42,32,01A,\
                 1176352,1900927,2016,02/10/2018 03:50:01 PM,41.883500187,-87.627876698,\"(41.88, -87.62)\"\n"
            )
        };
        let text = format!(
            "{}\n{}{}",
            CHICAGO_COLUMNS.join(","),
            row(1, "01/31/2016 11:30:00 PM", "NON - CRIMINAL"),
            row(2, "07/04/2016 12:05:00 AM", "CRIM SEXUAL ASSAULT")
        );
        assert!(is_chicago(text.as_bytes()) && !is_streets(text.as_bytes()));
        let reading = read_us(text.as_bytes()).unwrap();
        let walls: Vec<String> =
            reading.told.iter().map(|told| in_prague(told.at).format("%F %H:%M").to_string()).collect();
        assert_eq!(walls, ["2016-01-31 23:30", "2016-07-04 00:05"]);
        assert!(reading.told.iter().all(|told| told.occurred == Some((told.at, told.at))));
        let list = reading.catalogue.unwrap();
        assert!(reading.told.iter().all(|told| list.place(&told.kinds[0]).is_some()));
    }

    #[test]
    fn every_published_kind_has_its_category() {
        let uk = Catalogue::police_uk().unwrap();
        for kind in ["Theft from the person", "Criminal damage and arson", "Public disorder and weapons"] {
            assert!(uk.place(&code(kind)).is_some(), "{kind}");
        }
        let chicago = Catalogue::chicago().unwrap();
        for kind in ["OTHER NARCOTIC VIOLATION", "NON-CRIMINAL (SUBJECT SPECIFIED)", "MOTOR VEHICLE THEFT"] {
            assert!(chicago.place(&code(kind)).is_some(), "{kind}");
        }
    }
}
