//! Public files beside the project.

use std::io::Read;
use std::path::PathBuf;

/// A shared file as it lies there, or `None` with a loud word on stderr.
pub(crate) fn packed(path: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("OKRSEK_SHARED").map(PathBuf::from);
    let root = root.unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").into());
    let file = root.join("data").join(path);
    let Ok(bytes) = std::fs::read(&file) else {
        let must = std::env::var_os("OKRSEK_REQUIRE_SHARED").is_some_and(|value| value == "1");
        assert!(!must, "{} is not there, and OKRSEK_REQUIRE_SHARED=1", file.display());
        eprintln!("SKIPPED: {} is not there (set OKRSEK_SHARED)", file.display());
        return None;
    };
    Some(bytes)
}

/// The bytes of a `.gz` among them.
pub(crate) fn shared(path: &str) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    flate2::read::MultiGzDecoder::new(packed(path)?.as_slice()).read_to_end(&mut unpacked).unwrap();
    Some(unpacked)
}
