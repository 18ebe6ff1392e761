//! Any bytes as an SPSS file: a fault with its place, or a file whose columns are as long as it says, in every encoding.
#![no_main]

use libfuzzer_sys::fuzz_target;
use survey_files::{Options, read};

fuzz_target!(|data: &[u8]| {
    // The first bytes are the same in all of them; the fuzzer need not find them.
    let bytes = [b"$FL2", data].concat();
    for encoding in [None, Some("windows-1250".to_owned())] {
        if let Ok(file) = read(&bytes, &Options { encoding, ..Options::default() }) {
            for variable in &file.variables {
                assert_eq!(variable.column.rows(), file.rows);
                assert_eq!(variable.categories().codes.len(), file.rows);
            }
        }
    }
});
