//! The table of a CSV file for the estimation engine: commas, decimal points, UTF-8, a header, empty fields are missing.
//!
//! A document of questions is run by programs, so nothing is guessed here: what is written otherwise is refused. A column
//! is numbers when every value of it is one and none stands in quotes; otherwise its values are answers of a question.

use survey_estimation::data::{Categories, Column, Table, TableError};
use survey_files::csv::Quotes;
use survey_files::{Column as Values, Fault, File, Note, Options};

/// Why a file is no table.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum CsvError {
    /// Not such a file; where and why.
    #[error(transparent)]
    File(#[from] Fault),
    /// Not in UTF-8.
    #[error("variable {0} is not in UTF-8")]
    NotUtf8(String),
    /// What the engine does not take.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// Reads a table.
///
/// - in: UTF-8, with or without its mark
/// - cost: that of [`survey_files::read`]
///
/// # Errors
/// What is wrong and on which line.
pub fn read(bytes: &[u8]) -> Result<Table, CsvError> {
    let options = Options {
        encoding: Some("UTF-8".to_owned()),
        delimiter: Some(b','),
        decimal_comma: Some(false),
        header: Some(true),
        quotes: Some(Quotes::MeanText),
        ..Options::default()
    };
    let file = survey_files::read(bytes, &options)?;
    let foreign = file.notes.iter().find_map(|note| match note {
        Note::Undecodable { variable, .. } => Some(variable.clone()),
        _ => None,
    });
    foreign.map_or(Ok(()), |variable| Err(CsvError::NotUtf8(variable)))?;
    Ok(of(&file)?)
}

/// The variables of a file for the engine: numbers with NaN wherever there is no answer, texts as categories in the order
/// of the alphabet.
///
/// # Errors
/// What the engine does not take.
pub fn of(file: &File) -> Result<Table, TableError> {
    let mut table = Table::new(file.rows);
    for variable in &file.variables {
        let column = match (&variable.column, variable.numbers()) {
            (Values::Numbers(_), Some(numbers)) => Column::Numbers(numbers),
            _ => {
                // Both say "no category" by the highest code.
                let found = variable.categories();
                let levels = found.levels.into_iter().map(|level| level.label).collect();
                Column::Categories(Categories { codes: found.codes, levels })
            }
        };
        table = table.with(&variable.name, column)?;
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use survey_files::FaultKind;

    use super::*;

    #[test]
    fn numbers_answers_and_what_is_missing() {
        let table = read(
            "w,district,safe\r\n1.5,\"01\",\"ano, spíš\"\r\n2,\"02\",\r\n,\"02\",\"řekl \"\"ne\"\"\"\r\n"
                .as_bytes(),
        )
        .unwrap();
        assert_eq!(table.rows(), 3);
        let weights = table.numbers("w").unwrap();
        assert_eq!(weights[..2], [1.5, 2.0]);
        assert!(weights[2].is_nan());
        let Column::Categories(safe) = table.column("safe").unwrap() else { panic!("answers") };
        assert_eq!([0, 1, 2].map(|row| safe.level(row)), [Some("ano, spíš"), None, Some("řekl \"ne\"")]);
        assert!(table.numbers("district").is_err(), "a code in quotes is no number");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        for (text, line, expected) in [
            (b"a,b\n1,2\n3\n".as_slice(), Some(3), FaultKind::Ragged { found: 1, expected: 2 }),
            (b"a,b\n1,\"2\n3,4\n", Some(2), FaultKind::OpenQuote),
            (b"", None, FaultKind::Empty),
            (b"a,b,a\n1,2,3\n", None, FaultKind::Twice("a".to_owned())),
        ] {
            let Err(CsvError::File(fault)) = read(text) else { panic!("a fault of the file") };
            assert_eq!((fault.place.row, fault.kind), (line, expected));
        }
        assert_eq!(read(b"a\n\xff\n").unwrap_err(), CsvError::NotUtf8("a".to_owned()));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_stumble(text in "[a,\"\r\n1ž]{0,60}") {
            let _ = read(text.as_bytes());
        }
    }
}
