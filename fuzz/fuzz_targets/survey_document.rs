//! A document of questions about a survey: any text is no document, or one of which every entry has an answer or a reason.
#![no_main]

use libfuzzer_sys::fuzz_target;
use survey_estimation::data::{Categories, Column, Table};
use survey_estimation::run::run_text;

fuzz_target!(|text: &str| {
    let load = |_: &str| {
        let sex = Categories::of("F M F M M F".split(' ').map(Some));
        Table::new(6)
            .with("sex", Column::Categories(sex))
            .and_then(|table| table.with("w", Column::Numbers(vec![1.0, 2.0, 1.0, 2.0, 3.0, 1.0])))
            .and_then(|table| table.with("fear", Column::Numbers(vec![1.0, 5.0, f64::NAN, 2.0, 3.0, 1.0])))
            .map_err(|fault| fault.to_string())
    };
    let _ = run_text(text, load);
});
