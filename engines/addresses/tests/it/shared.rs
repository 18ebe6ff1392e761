//! Real files beside the project. Where they are absent a test says so on stderr and passes.

use std::io::Read;
use std::path::PathBuf;

use addresses::ruian::Reader;
use addresses::{Edition, Register, RegisterBuilder};

/// The path of a shared file, or `None` with a loud word on stderr.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("OKRSEK_SHARED")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let file = root.join(path);
    if file.exists() {
        return Some(file);
    }
    eprintln!("SKIPPED: {} is not there (set OKRSEK_SHARED)", file.display());
    None
}

/// The bytes of a shared gzip file.
pub(crate) fn gunzip(path: &str) -> Option<Vec<u8>> {
    let file = std::fs::File::open(shared(path)?).expect("the file opens");
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(file).read_to_end(&mut bytes).expect("sound gzip");
    Some(bytes)
}

/// Reads a whole official file into a register; every row must be taken.
pub(crate) fn register_of(bytes: &[u8]) -> Register {
    let mut builder = RegisterBuilder::new();
    let mut reader = Reader::new();
    let take = |row: Result<addresses::Record<'_>, addresses::ruian::Refusal>| {
        builder.push(&row.expect("a sound row")).expect("a sound record");
    };
    let mut take = take;
    for chunk in bytes.chunks(10_007) {
        reader.push(chunk, &mut take).expect("an official file");
    }
    reader.finish(&mut take).expect("an official file");
    builder.finish(Edition { as_of: addresses::Date::new(2023, 12, 31) }).expect("a register").register
}
