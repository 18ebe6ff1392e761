//! The State Police's crime map: one zip with a month or a municipality (CSV or GeoJSON) and its list of types, as the
//! police hand them out; states and kinds of places come along where they are in it.

use std::io::{Cursor, Read};

use chrono::DateTime;
use crime_files::Bounds;
use crime_files::police::{Codebook, Expected, Node, read as read_map};

use super::ReadFault;
use crate::category::{self, Catalogue};
use crate::incident::{Discovery, Source, Spot, Told};
use crate::ingest::Reading;
use crate::locate::STACK;

pub(super) const FORMAT: &str = "police-map";

/// Files of a zip, and bytes of all of them, that are still read.
const MOST_FILES: usize = 16;
const MOST_BYTES: u64 = 512 << 20;

pub(super) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The files of a download.
#[derive(Default)]
struct Files {
    data: Vec<u8>,
    types: Vec<u8>,
    states: Vec<u8>,
    relevance: Vec<u8>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Reading, ReadFault> {
    let files = unpacked(bytes).ok_or(ReadFault::Unknown)?;
    if files.data.is_empty() || files.types.is_empty() {
        return Err(ReadFault::Unknown);
    }
    let types = Codebook::read(&files.types)?;
    let other = |bytes: &[u8], needed: &str| match bytes {
        [] => Ok(codes(&files.data, needed)),
        bytes => Codebook::read(bytes),
    };
    let (states, relevance) = (other(&files.states, "state")?, other(&files.relevance, "relevance")?);
    let expected = Expected {
        types: &types,
        states: &states,
        relevance: &relevance,
        bounds: Bounds::CZECHIA,
        fetched: None,
        stacked: STACK as u64,
    };
    let download = read_map(&files.data, &expected)?;
    let told = download.incidents.iter().filter_map(|incident| {
        Some(Told {
            external: incident.id.to_string(),
            at: DateTime::from_timestamp(incident.reported.seconds, 0)?,
            occurred: None,
            spot: Some(Spot { lon: incident.point.lon, lat: incident.point.lat }),
            kinds: incident.types.iter().map(u32::to_string).collect(),
            discovery: Discovery::Reported,
        })
    });
    Ok(Reading {
        source: Source::PoliceMap,
        format: FORMAT.to_owned(),
        columns: columns(&files.data),
        rows: super::count(download.report.rows),
        told: told.collect(),
        refused: super::stopped(&download.report),
        findings: download.report.findings,
        catalogue: Some(catalogue(&types)),
    })
}

fn unpacked(bytes: &[u8]) -> Option<Files> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let (mut files, mut left) = (Files::default(), MOST_BYTES);
    for at in 0..archive.len().min(MOST_FILES) {
        let entry = archive.by_index(at).ok()?;
        let name = entry.name().ok()?.rsplit('/').next().unwrap_or_default().to_lowercase();
        let mut content = Vec::new();
        entry.take(left).read_to_end(&mut content).ok()?;
        left = left.checked_sub(content.len() as u64).filter(|left| *left > 0)?;
        let slot = match name.split('.').next().unwrap_or_default() {
            "types" => &mut files.types,
            "states" => &mut files.states,
            "relevance" => &mut files.relevance,
            _ if name.ends_with("csv") || name.ends_with("json") => &mut files.data,
            _ => continue,
        };
        *slot = content;
    }
    Some(files)
}

/// The columns of the CSV; a GeoJSON has none of its own.
fn columns(data: &[u8]) -> Vec<String> {
    let first = data.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if first.first() == Some(&b'{') {
        return vec!["geojson".to_owned()];
    }
    String::from_utf8_lossy(first).trim().split(',').map(str::to_owned).collect()
}

/// Where a list of codes did not come along, the codes of the file stand for it: they mean nothing to us.
fn codes(data: &[u8], column: &str) -> Codebook {
    let text = String::from_utf8_lossy(data);
    let at = columns(data).iter().position(|name| name == column);
    let of_row = |line: &str| line.split(',').nth(at?).and_then(|field| field.trim().parse::<u32>().ok());
    let found: std::collections::BTreeSet<u32> = match at {
        Some(_) => text.lines().skip(1).filter_map(of_row).collect(),
        None => (0..100).collect(),
    };
    Codebook::new(found.into_iter().map(|code| Node { code, ..Node::default() }))
}

fn catalogue(types: &Codebook) -> Catalogue {
    let name = |node: &Node, language: &str| node.names.get(language).cloned().unwrap_or_default();
    let node = |node: &Node| {
        let any = node.names.values().next().cloned().unwrap_or_else(|| node.code.to_string());
        category::Node {
            code: node.code.to_string(),
            parent: node.parents.last().map(u32::to_string),
            cs: Some(name(node, "cs")).filter(|name| !name.is_empty()).unwrap_or(any),
            en: name(node, "en"),
            uk: name(node, "uk"),
        }
    };
    Catalogue { nodes: types.nodes().map(node).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crime_files::What;
    use std::io::Write;

    fn packed(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    const TYPES: &str = "id,parent_id1,parent_id2,parent_id3,name,label\n1,,,,Násilí,\n5,1,,,Výtržnictví,\n\
                         8,1,,,Ublížení,\n35,,,,Krádeže,\n42,35,,,Kola,\n97,,,,Přestupky,\n101,97,,,Klid,\n";
    const ROWS: &str = "id,x,y,mp,date,state,relevance,types\n\
                        1,13.3776,49.7475,false,2018-09-12T21:40:00+02:00,1,3,5\n\
                        1,13.3776,49.7475,false,2018-09-12T21:40:00+02:00,1,3,8\n\
                        2,13.3610,49.7300,false,2018-09-12T23:05:00+02:00,4,4,42\n\
                        3,13.3610,49.7300,false,2018-09-12T23:05:00+02:00,4,4,5\n\
                        4,13.3610,49.7300,false,2018-09-12T23:05:00+02:00,4,4,97\n\
                        4,13.3610,49.7300,false,2018-09-12T23:05:00+02:00,4,4,101\n";

    #[test]
    fn an_incident_counts_once_whatever_it_is() {
        // T40 of the domain notes.
        let reading = read(&packed(&[("201809.csv", ROWS), ("types.csv", TYPES)])).unwrap();
        assert_eq!((reading.rows, reading.told.len()), (6, 4));
        assert_eq!(reading.told[0].kinds, ["5", "8"]);
        let list = reading.catalogue.unwrap();
        assert_eq!(list.nodes[list.top(list.place("42").unwrap())].cs, "Krádeže");
    }

    #[test]
    fn what_is_set_aside_is_said_once_with_its_places() {
        let faulty = format!(
            "{ROWS}5,,49.73,false,2018-09-12T23:05:00+02:00,4,4,5\n\
             6,13.36,49.73,false,včera,4,4,5\n7,49.73,13.36,false,2018-09-12T23:05:00+02:00,4,4,5\n\
             8,13.36,49.73,false,včera,4,4,5\n"
        );
        let reading = read(&packed(&[("201809.csv", &faulty), ("types.csv", TYPES)])).unwrap();
        assert_eq!((reading.rows, reading.told.len(), reading.refused), (10, 4, 4));
        let said: Vec<(What, u64, Vec<String>)> = reading
            .findings
            .iter()
            .map(|it| (it.what.clone(), it.count, it.first.iter().map(ToString::to_string).collect()))
            .collect();
        let at = |places: &[&str]| places.iter().map(|place| (*place).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            said,
            [
                (
                    What::Unreadable("date".to_owned()),
                    2,
                    at(&["line 9, column date", "line 11, column date"])
                ),
                (What::NoPlace, 1, at(&["line 8, column x"])),
                (What::SwappedAxes, 1, at(&["line 10"])),
            ]
        );
    }

    #[test]
    fn an_archive_without_its_types_or_of_something_else_is_refused() {
        assert_eq!(read(&packed(&[("201809.csv", ROWS)])), Err(ReadFault::Unknown));
        assert_eq!(read(b"PK\x03\x04nonsense"), Err(ReadFault::Unknown));
    }
}
