//! What is written as CSV with a codebook is read again: the same answers, the same kinds of missing.

use proptest::prelude::*;
use survey_files::{Codebook, Column, File, Gap, Options, csv, read};

use super::fixtures::all;

/// The file again through CSV and codebook.
fn again(file: &File) -> File {
    let codebook = Codebook::of(file).to_csv();
    let codebook = Codebook::from_csv(codebook.as_bytes()).unwrap();
    let options = Options {
        delimiter: Some(b','),
        decimal_comma: Some(false),
        header: Some(true),
        encoding: Some("UTF-8".to_owned()),
        quotes: Some(csv::Quotes::MeanText),
        codebook: Some(codebook),
        ..Options::default()
    };
    read(csv::write(file).as_bytes(), &options).unwrap_or_else(|fault| panic!("{fault}"))
}

/// Name, what it is, cells, labels.
type Alike = (String, String, Vec<String>, Vec<(String, String)>);

/// What CSV does not tell apart is made alike: gaps are empty cells; labels of letters and ranges have an order of theirs.
fn alike(file: &File) -> Vec<Alike> {
    let mut alike = Vec::new();
    for variable in &file.variables {
        let mut variable = variable.clone();
        if let Column::Numbers(numbers) = &mut variable.column {
            numbers.gap = Gap::Empty;
        }
        let cells = (0..file.rows).map(|row| format!("{:?}", variable.cell(row))).collect();
        let mut labels: Vec<_> =
            variable.labels.iter().map(|it| (it.value.to_string(), it.label.clone())).collect();
        labels.sort();
        let head = format!("{:?} {:?} {}", variable.kind, variable.measure, variable.label);
        alike.push((variable.name.clone(), head, cells, labels));
    }
    alike
}

#[test]
fn files_of_other_programs_there_and_back() {
    for (name, bytes) in all() {
        let file = read(&bytes, &Options::default()).unwrap();
        assert_eq!(alike(&again(&file)), alike(&file), "{name}");
    }
}

proptest! {
    #[test]
    fn any_table_there_and_back(
        numbers in prop::collection::vec(prop::option::of(prop::num::f64::NORMAL | prop::num::f64::ZERO), 1..20),
        words in prop::collection::vec("[a-zž,;\"\r\n' 0-9.]{0,8}", 20),
    ) {
        let mut text = "n,t\n".to_owned();
        for (number, word) in numbers.iter().zip(&words) {
            let number = number.map(|it| it.to_string()).unwrap_or_default();
            text.push_str(&format!("{number},\"{}\"\n", word.replace('"', "\"\"")));
        }
        let options = Options { delimiter: Some(b','), header: Some(true), ..Options::default() };
        let file = read(text.as_bytes(), &options).unwrap();
        let found = file.variables[0].numbers().unwrap();
        for (found, number) in found.iter().zip(&numbers) {
            prop_assert_eq!(found.to_bits() , number.unwrap_or(f64::NAN).to_bits());
        }
        prop_assert_eq!(alike(&again(&file)), alike(&file));
    }

    #[test]
    fn no_text_makes_it_stumble(text in "[a,;\t\"\r\n1ž.]{0,80}") {
        let _ = read(text.as_bytes(), &Options::default());
        let _ = Codebook::from_csv(text.as_bytes());
    }
}
