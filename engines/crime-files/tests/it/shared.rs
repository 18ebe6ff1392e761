//! Public files beside the project.

use std::io::Read;
use std::path::PathBuf;

/// The bytes of a shared file, unpacked, or `None` with a loud word on stderr.
pub(crate) fn shared(path: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("OKRSEK_SHARED")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let file = root.join("data").join(path);
    let Ok(bytes) = std::fs::read(&file) else {
        let must = std::env::var_os("OKRSEK_REQUIRE_SHARED").is_some_and(|value| value == "1");
        assert!(!must, "{} is not there, and OKRSEK_REQUIRE_SHARED=1", file.display());
        eprintln!("SKIPPED: {} is not there (set OKRSEK_SHARED)", file.display());
        return None;
    };
    if !path.ends_with(".gz") {
        return Some(bytes);
    }
    let mut unpacked = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked).unwrap();
    Some(unpacked)
}
