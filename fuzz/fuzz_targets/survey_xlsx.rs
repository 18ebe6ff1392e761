//! Any bytes as a workbook of data, and any bytes as the sheets of one: a fault, or a file whose columns are as long as it
//! says.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use survey_files::{Options, read};
use zip::write::SimpleFileOptions;

fuzz_target!(|data: &[u8]| {
    check(&[b"PK\x03\x04", data].concat());
    // The fuzzer finds no checksums; so it also writes the parts of a workbook and has them packed.
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let names = "<workbook><sheet name='data' r:id='1'/><sheet name='codes' r:id='2'/></workbook>";
    let files = "<r><Relationship Id='1' Target='1.xml'/><Relationship Id='2' Target='2.xml'/></r>";
    let mut parts = data.split(|byte| *byte == 0);
    for (name, content) in [
        ("xl/workbook.xml", names.as_bytes()),
        ("xl/_rels/workbook.xml.rels", files.as_bytes()),
        ("xl/1.xml", parts.next().unwrap_or_default()),
        ("xl/2.xml", parts.next().unwrap_or_default()),
        ("xl/sharedStrings.xml", parts.next().unwrap_or(b"<sst/>")),
        ("xl/styles.xml", parts.next().unwrap_or(b"<styleSheet/>")),
    ] {
        zip.start_file(name, plain).unwrap();
        zip.write_all(content).unwrap();
    }
    check(&zip.finish().unwrap().into_inner());
});

fn check(bytes: &[u8]) {
    if let Ok(file) = read(bytes, &Options::default()) {
        assert!(file.variables.iter().all(|it| it.column.rows() == file.rows));
    }
}
