//! Any bytes as CSV and as a codebook: a fault with its line, or a table that is the same when it is read again as it was
//! found to be written, and after it was written and read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use survey_files::{Codebook, Format, Options, csv, read};

fuzz_target!(|data: &[u8]| {
    if let Ok(codebook) = Codebook::from_csv(data) {
        let _ = read(b"a,b\n1,2\n", &Options { codebook: Some(codebook), ..Options::default() });
    }
    let Ok(file) = read(data, &Options::default()) else { return };
    let Format::Csv(dialect) = &file.format else { return };
    let again = read(data, &Options::of_dialect(dialect, &file.encoding.name)).unwrap();
    assert_eq!(again.variables, file.variables);
    let plain = Options {
        delimiter: Some(b','),
        decimal_comma: Some(false),
        header: Some(true),
        quotes: Some(csv::Quotes::MeanText),
        encoding: Some("UTF-8".to_owned()),
        ..Options::default()
    };
    // Texts that hold nothing at all cannot be told from numbers that do; a codebook would.
    if let Ok(written) = read(csv::write(&file).as_bytes(), &plain) {
        for (one, other) in file.variables.iter().zip(&written.variables) {
            if one.kind == other.kind {
                assert_eq!(one.numbers().map(bits), other.numbers().map(bits));
            }
        }
    }
});

fn bits(numbers: Vec<f64>) -> Vec<u64> {
    numbers.into_iter().map(f64::to_bits).collect()
}
