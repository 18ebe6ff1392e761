//! Any bytes as a workbook, and any bytes as the sheet of one: faults or a form, and a form without faults is written
//! and read back.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use questionnaires::{Answers, Questionnaire, columns, lint, row, xlsform};
use zip::write::SimpleFileOptions;

fuzz_target!(|data: &[u8]| {
    check(data);
    // The fuzzer finds no checksums; so it also writes the parts of a workbook and has them packed.
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let names = "<workbook><sheet name='survey' r:id='1'/><sheet name='choices' r:id='2'/></workbook>";
    let files = "<r><Relationship Id='1' Target='1.xml'/><Relationship Id='2' Target='2.xml'/></r>";
    let mut parts = data.split(|byte| *byte == 0);
    for (name, content) in [
        ("xl/workbook.xml", names.as_bytes()),
        ("xl/_rels/workbook.xml.rels", files.as_bytes()),
        ("xl/1.xml", parts.next().unwrap_or_default()),
        ("xl/2.xml", parts.next().unwrap_or_default()),
        ("xl/sharedStrings.xml", parts.next().unwrap_or(b"<sst/>")),
    ] {
        zip.start_file(name, plain).unwrap();
        zip.write_all(content).unwrap();
    }
    check(&zip.finish().unwrap().into_inner());
});

fn check(bytes: &[u8]) {
    match xlsform::read(bytes) {
        Err(faults) => assert!(!faults.is_empty()),
        Ok(form) => {
            assert_eq!(row(&form, &Answers::new()).len(), columns(&form).len());
            assert_eq!(form.to_toml().ok().map(|text| Questionnaire::from_toml(&text).unwrap()).as_ref(), Some(&form));
            if lint(&form).iter().all(|finding| finding.flaw.is_doubt())
                && let Ok(workbook) = xlsform::write(&form)
            {
                assert_eq!(xlsform::read(&workbook).as_ref(), Ok(&form));
            }
        }
    }
}
