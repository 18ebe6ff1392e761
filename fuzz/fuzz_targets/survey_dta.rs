//! Any bytes as a Stata file of each format: a fault with its place, or a file whose columns are as long as it says.
#![no_main]

use libfuzzer_sys::fuzz_target;
use survey_files::{Options, read};

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let old = [102, 103, 105, 108, 110, 111, 113, 114, 115];
    let head: Vec<u8> = match first % 12 {
        at @ 0..9 => vec![old[usize::from(at)], first >> 4 & 1, 1],
        at => format!("<stata_dta><header><release>{}</release>", 108 + u16::from(at)).into_bytes(),
    };
    if let Ok(file) = read(&[&head, rest].concat(), &Options::default()) {
        for variable in &file.variables {
            assert_eq!(variable.column.rows(), file.rows);
            assert_eq!(variable.categories().codes.len(), file.rows);
        }
    }
});
