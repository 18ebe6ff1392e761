//! Data of England, Chicago and Memphis as published.

use crime_files::abroad::{self, Believed, When};
use crime_files::{Bounds, Point, What};

use super::shared::shared;

fn believed(west: f64, south: f64, east: f64, north: f64) -> Believed {
    let bounds = Bounds { least: Point { lon: west, lat: south }, most: Point { lon: east, lat: north } };
    Believed { bounds, stacked: 100 }
}

pub(crate) const ENGLAND: Believed = Believed { bounds: abroad::UNITED_KINGDOM, stacked: 100 };

#[test]
fn streets_of_england() {
    let Some(london) = shared("intl_crime/uk_city_of_london_2018-01_2019-06.csv.gz") else { return };
    let read = abroad::read_streets(&london, &ENGLAND).unwrap();
    let report = &read.report;
    assert_eq!(report.rows, 13_214);
    let again = report.count(&What::Duplicate) + report.count(&What::Contradiction);
    assert_eq!(again, 81, "{report:?}");
    assert_eq!(report.count(&What::NoPlace), 879, "{report:?}");
    assert!(read.stacks[0].incidents > 100 && report.count(&What::Stacked) > 100);
    let nameless = read.crimes.iter().filter(|it| it.id.is_none());
    assert!(nameless.clone().count() > 0 && nameless.clone().all(|it| it.kind == "Anti-social behaviour"));
    let yorkshire = shared("intl_crime/uk_south_yorkshire_2019-01.csv.gz").unwrap();
    let read = abroad::read_streets(&yorkshire, &ENGLAND).unwrap();
    assert_eq!((read.report.rows, read.report.count(&What::NoPlace)), (14_679, 462));
    let api = shared("intl_crime/uk_cheltenham_aa3_api.json.gz").unwrap();
    let read = abroad::read_api(&api, &ENGLAND).unwrap();
    assert_eq!((read.report.rows, read.report.refused), (469, 0));
    assert_eq!(read.crimes[0].location, "On or near Elm Street");
    assert_eq!(read.crimes[0].point, Some(Point { lon: -2.090912, lat: 51.910260 }));
}

#[test]
fn chicago_in_both_layouts() {
    let chicago = Believed { bounds: abroad::CHICAGO, stacked: 100 };
    if let Some(arson) = shared("intl_crime/chicago_arson_2016.csv") {
        let read = abroad::read_chicago_arson(&arson, &chicago).unwrap();
        assert_eq!((read.report.rows, read.report.kept), (522, 522));
        assert_eq!(read.crimes[0].when, When::Day(16_801));
        assert_eq!(read.crimes[0].projected, Some((359_192.302_798_928, 570_510.890_752_286)));
    }
    let full = "ID,Case Number,Date,Block,IUCR,Primary Type,Description,Location Description,Arrest,Domestic,Beat,District,\
        Ward,Community Area,FBI Code,X Coordinate,Y Coordinate,Year,Updated On,Latitude,Longitude,Location\n\
        1,HZ1,01/31/2016 11:30:00 PM,001XX N STATE ST,0110,HOMICIDE,\"FIRST, DEGREE\",STREET,true,false,0111,001,42,32,01A,\
        1176352,1900927,2016,02/10/2018 03:50:01 PM,41.883500187,-87.627876698,\"(41.883500187, -87.627876698)\"\n\
        2,HZ1,01/31/2016 11:30:00 PM,001XX N STATE ST,0110,HOMICIDE,\"FIRST, DEGREE\",STREET,true,false,0111,001,42,32,01A,\
        ,,2016,02/10/2018 03:50:01 PM,,,\n";
    let read = abroad::read_chicago(full.as_bytes(), &chicago).unwrap();
    assert_eq!((read.report.kept, read.report.count(&What::NoPlace)), (2, 1));
    assert_eq!(read.crimes[0].when, When::Clock(1_454_283_000));
    assert_eq!(read.crimes[0].point, Some(Point { lon: -87.627876698, lat: 41.883500187 }));
}

#[test]
fn robberies_of_memphis() {
    let Some(bytes) = shared("intl_crime/memphis_robberies_2019-01.csv") else { return };
    let read = abroad::read_memphis(&bytes, &believed(-90.4, 34.9, -89.6, 35.3)).unwrap();
    assert_eq!((read.report.rows, read.report.kept), (206, 206));
    assert!(read.crimes.iter().all(|it| matches!(it.when, When::Instant(_))));
    let swapped = abroad::read_memphis(&bytes, &believed(34.9, -90.4, 35.3, -89.6)).unwrap();
    assert_eq!(swapped.report.count(&What::SwappedAxes), 206);
}
