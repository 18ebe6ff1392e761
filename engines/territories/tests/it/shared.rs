//! Finds the shared data folder; tests that need it say so loudly when it is absent.

use std::io::Read;
use std::path::{Path, PathBuf};

/// `OKRSEK_SHARED`, or `../shared` beside the checkout.
pub(crate) fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("OKRSEK_SHARED").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    named.into_iter().chain([beside]).find(|path| path.join("data").is_dir())
}

/// A file of the shared data folder, unpacked when it ends in `.gz`; `None` prints why the test is skipped.
pub(crate) fn read(path: &str) -> Option<Vec<u8>> {
    let Some(root) = shared() else {
        eprintln!("SKIPPED: no shared data (set OKRSEK_SHARED); wanted {path}");
        return None;
    };
    let bytes = std::fs::read(root.join("data").join(path)).unwrap();
    if !path.ends_with(".gz") {
        return Some(bytes);
    }
    let mut out = Vec::new();
    flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_end(&mut out).unwrap();
    Some(out)
}

/// As [`read`], for UTF-8 text.
pub(crate) fn text(path: &str) -> Option<String> {
    read(path).map(|bytes| String::from_utf8(bytes).unwrap())
}
