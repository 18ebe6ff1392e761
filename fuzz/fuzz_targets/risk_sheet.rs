//! A risk sheet: any text is refused with its place, or makes a report that can be written down.
#![no_main]

use libfuzzer_sys::fuzz_target;
use risk_scoring::sheet::{Sheet, score};

fuzz_target!(|text: &str| {
    if let Ok(sheet) = Sheet::read(text) {
        if let Ok(report) = score(&sheet) {
            assert!(serde_json::to_string(&report).is_ok());
        }
    }
});
