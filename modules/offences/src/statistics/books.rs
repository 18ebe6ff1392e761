//! Which files are statistics, and what a package of them holds.

use std::io::{Cursor, Read};

use crate::read::ReadFault;

/// Files of a package, and bytes of all of them unpacked, that are still read.
const MOST_FILES: usize = 200;
const MOST_BYTES: u64 = 512 << 20;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A workbook of years or months.
    Workbook,
    /// Months of precincts as one CSV.
    Months,
}

/// A file, unpacked.
pub(super) struct Book {
    pub name: String,
    pub form: Form,
    pub bytes: Vec<u8>,
}

const XLS: &[u8] = b"\xd0\xcf\x11\xe0";
const ZIP: &[u8] = b"PK\x03\x04";
const GZIP: &[u8] = b"\x1f\x8b";

/// Whether a file, or one in a package, is a workbook or months of precincts.
pub(crate) fn is(bytes: &[u8]) -> bool {
    if bytes.starts_with(ZIP) {
        return names(bytes)
            .is_some_and(|names| is_workbook(&names) || names.iter().any(|name| of_workbook(name)));
    }
    if bytes.starts_with(GZIP) {
        let mut start = Vec::new();
        let head = flate2::read::GzDecoder::new(bytes).take(4096).read_to_end(&mut start);
        // The packed rest of an .xlsx is long: that it is one archive of a workbook is seen when it is read.
        return head.is_ok() && (start.starts_with(ZIP) || form(&start).is_some());
    }
    form(bytes).is_some()
}

/// The files of a package, or the file itself.
pub(super) fn unpacked(name: &str, bytes: &[u8]) -> Result<Vec<Book>, ReadFault> {
    let mut left = MOST_BYTES;
    let mut books = Vec::new();
    open(name, bytes, &mut left, &mut books)?;
    Ok(books)
}

fn open(name: &str, bytes: &[u8], left: &mut u64, into: &mut Vec<Book>) -> Result<(), ReadFault> {
    let unknown = || ReadFault::NoStatistics(name.to_owned());
    if bytes.starts_with(GZIP) {
        let inner = bounded(flate2::read::GzDecoder::new(bytes), left).ok_or_else(unknown)?;
        // What is packed once more is nothing that anybody hands out.
        if inner.starts_with(GZIP) {
            return Err(unknown());
        }
        return open(name.strip_suffix(".gz").unwrap_or(name), &inner, left, into);
    }
    if bytes.starts_with(ZIP) {
        let names = names(bytes).ok_or_else(unknown)?;
        if !is_workbook(&names) {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| unknown())?;
            let parts: Vec<&String> = names.iter().filter(|name| of_workbook(name)).collect();
            if parts.len() > MOST_FILES {
                return Err(ReadFault::TooMany(name.to_owned(), MOST_FILES));
            }
            for part in parts {
                let entry = archive.by_name(part).map_err(|_| unknown())?;
                let inner = bounded(entry, left).ok_or_else(|| ReadFault::NoStatistics(part.clone()))?;
                if inner.starts_with(ZIP) && !self::names(&inner).is_some_and(|names| is_workbook(&names)) {
                    return Err(ReadFault::NoStatistics(part.clone()));
                }
                open(part, &inner, left, into)?;
            }
            return Ok(());
        }
        into.push(Book { name: name.to_owned(), form: Form::Workbook, bytes: bytes.to_vec() });
        return Ok(());
    }
    let form = form(bytes).ok_or_else(unknown)?;
    into.push(Book { name: name.to_owned(), form, bytes: bytes.to_vec() });
    Ok(())
}

/// All of it, unless it is more than is left.
fn bounded(reader: impl Read, left: &mut u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(left.saturating_add(1)).read_to_end(&mut bytes).ok()?;
    *left = left.checked_sub(bytes.len() as u64)?;
    Some(bytes)
}

fn form(bytes: &[u8]) -> Option<Form> {
    let head = crime_files::precinct_months::COLUMNS.get(..4)?.join(",");
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match () {
        () if bytes.starts_with(XLS) => Some(Form::Workbook),
        () if text.starts_with(head.as_bytes()) => Some(Form::Months),
        () => None,
    }
}

fn names(zip: &[u8]) -> Option<Vec<String>> {
    let archive = zip::ZipArchive::new(Cursor::new(zip)).ok()?;
    archive.file_names().map(|name| name.ok().map(std::borrow::Cow::into_owned)).collect()
}

/// Whether these are the parts of an `.xlsx`.
fn is_workbook(names: &[String]) -> bool {
    names.iter().any(|name| name == "xl/workbook.xml")
}

fn of_workbook(name: &str) -> bool {
    let name = name.to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    [".xls", ".xlsx"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn a_package_is_opened_to_its_workbooks() {
        let xls = [XLS, b"rest"].concat();
        let zip = packed(&[("a.xls", &xls), ("read me.txt", b"no"), ("2014/b.xls.gz", &gzip(&xls))]);
        assert!(is(&zip) && is(&xls) && is(&gzip(&xls)));
        let names: Vec<_> = unpacked("all.zip", &zip).unwrap().into_iter().map(|book| book.name).collect();
        assert_eq!(names, ["a.xls", "2014/b.xls"]);
    }

    #[test]
    fn what_is_no_statistics_is_left_to_others_or_refused_by_name() {
        assert!(!is(&packed(&[("201809.csv", b"id,x,y"), ("types.csv", b"id")])));
        assert!(!is(b"event_id;reported_at") && !is(b"") && !is(b"PK\x03\x04nonsense"));
        let zip = packed(&[("a.xls", b"no workbook")]);
        assert!(matches!(unpacked("a.zip", &zip), Err(ReadFault::NoStatistics(name)) if name == "a.xls"));
        // Neither archives in archives nor gzip in gzip lead anywhere.
        let nested = packed(&[("a.xlsx", &packed(&[("b.xls", XLS)]))]);
        assert!(unpacked("n.zip", &nested).is_err());
        assert!(unpacked("n.gz", &gzip(&gzip(XLS))).is_err());
    }
}
