//! Any bytes as a file of figures, as TOML and as CSV: a fault that names a line of the file, or editions that are the same
//! whenever they are read and whose figures have a first and a last day.
#![no_main]

use chrono::{DateTime, Utc};
use indicators::reading::{ReadFault, Reading, read};
use libfuzzer_sys::fuzz_target;

const CSV: &[u8] = b"# source: A\n# title: T\n# place: P\nconcept;item;territory;period;value;precision;step;status\n";
const TOML: &[u8] = b"[[source]]\nkey = \"A\"\ntitle = \"T\"\nplace = \"P\"\n[[figure]]\nsource = \"A\"\nconcept = \"population\"\n";
const SOURCES: &str = "[[source]]\nkey = \"B\"\ntitle = \"T\"\nplace = \"P\"\n";

fuzz_target!(|data: &[u8]| {
    let (kind, data) = data.split_first().unwrap_or((&0, b""));
    let after = |head: &[u8]| [head, data].concat();
    match kind % 5 {
        0 => figures("figures.csv", data, ""),
        1 => figures("figures.csv", &after(CSV), ""),
        2 => figures("figures.toml", data, SOURCES),
        3 => figures("figures.toml", &after(TOML), ""),
        _ => figures("figures.toml", &after(TOML), std::str::from_utf8(data).unwrap_or_default()),
    }
});

fn figures(name: &str, bytes: &[u8], sources: &str) {
    let now = DateTime::<Utc>::UNIX_EPOCH;
    match read(name, bytes, sources, now) {
        Ok(found) => {
            check(&found);
            assert_eq!(read(name, bytes, sources, now).as_ref(), Ok(&found));
        }
        Err(ReadFault { line, .. }) => {
            // A fault of the sources beside it names a line of theirs.
            let lines = |text: &[u8]| text.iter().filter(|byte| **byte == b'\n').count() + 1;
            assert!(line >= 1 && line <= lines(bytes).max(lines(sources.as_bytes())));
        }
    }
}

fn check(found: &Reading) {
    for edition in &found.editions {
        assert_eq!(edition.sha256.len(), 64);
        for figure in &edition.figures {
            assert!(figure.period.first() <= figure.period.last());
        }
    }
}
