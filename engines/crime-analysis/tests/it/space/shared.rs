//! Files beside the project. Where they are absent a test says so on stderr and passes, unless it must not.

use std::io::{Cursor, Read};
use std::path::PathBuf;

/// A shared file, or `None` with a loud word on stderr.
pub(super) fn file(name: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("OKRSEK_SHARED")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let path = root.join("data").join(name);
    let found = std::fs::read(&path).ok();
    let must = std::env::var_os("OKRSEK_REQUIRE_SHARED").is_some_and(|value| value == "1");
    assert!(found.is_some() || !must, "{} is not there, and OKRSEK_REQUIRE_SHARED=1", path.display());
    if found.is_none() {
        eprintln!("SKIPPED: {} is not there (set OKRSEK_SHARED)", path.display());
    }
    found
}

/// Lines of a shared text, split at commas.
pub(crate) fn rows(name: &str) -> Option<Vec<Vec<String>>> {
    let text = String::from_utf8(file(name)?).unwrap();
    Some(text.lines().map(|line| line.split(',').map(|field| field.trim().to_owned()).collect()).collect())
}

/// A text inside a shared zip file.
pub(super) fn zipped(archive: &str, name: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file(archive)?)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    Some(text)
}
