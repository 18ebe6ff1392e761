//! What the caller knows better than the file.

use crate::codebook::Codebook;
use crate::csv::{Dialect, Quotes};

/// Cells of a table, empty ones too, that are read from a file: 800 MB of numbers.
pub(crate) const MOST_CELLS: u64 = 100_000_000;
/// Variables; Stata's own limit is 120,000.
pub(crate) const MOST_VARIABLES: usize = 120_000;
/// Bytes of words for values, all variables together; of words that many variables share as often as they do.
pub(crate) const MOST_WORDS: usize = 256 << 20;

/// How to read a file. What is `None` is found out and told in the [`File`](crate::File), to be shown to a person, who
/// may say otherwise and have the file read again.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Name of the encoding of texts, as `windows-1250`; overrides what the file says. An unknown name is a fault.
    pub encoding: Option<String>,
    /// What separates fields of a CSV file.
    pub delimiter: Option<u8>,
    /// Whether decimals of a CSV file stand after a comma.
    pub decimal_comma: Option<bool>,
    /// Whether the first row of a CSV file or sheet holds names.
    pub header: Option<bool>,
    /// What quotation marks say of a CSV file's fields.
    pub quotes: Option<Quotes>,
    /// Name of the sheet with the data; else the first that is no codebook.
    pub sheet: Option<String>,
    /// What the variables mean, for files that do not say it themselves; it is laid over what a file says.
    pub codebook: Option<Codebook>,
}

impl Options {
    /// Those under which a CSV file is read exactly as it was found to be written.
    #[must_use]
    pub fn of_dialect(dialect: &Dialect, encoding: &str) -> Self {
        Self {
            encoding: Some(encoding.to_owned()),
            delimiter: Some(dialect.delimiter),
            decimal_comma: Some(dialect.decimal_comma),
            header: Some(dialect.header),
            quotes: Some(dialect.quotes),
            ..Self::default()
        }
    }

    pub(crate) fn page(&self) -> Result<Option<&'static encoding_rs::Encoding>, crate::Fault> {
        let Some(name) = &self.encoding else { return Ok(None) };
        let unknown = || crate::FaultKind::Unsupported(format!("the encoding `{name}` is not known"));
        separated_text::page(name).map(Some).ok_or_else(|| crate::Fault::whole(unknown()))
    }
}
