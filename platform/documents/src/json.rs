//! The report as a JSON document, for the program that sets it and for whoever wants the content.

use crate::{Report, SCHEMA};

/// Why a document is not a report.
#[derive(Debug, thiserror::Error)]
pub enum JsonError {
    /// It is not JSON of this form; `place` is the path to the value, such as `blocks[3].table.rows[2].cells[0]`.
    #[error("{place}: {cause}")]
    Form {
        /// Where.
        place: String,
        /// What is wrong, with line and column.
        cause: serde_json::Error,
    },
    /// It is of another version of this form.
    #[error("schema: this is version {0}, known is {SCHEMA}")]
    Schema(u32),
}

impl Report {
    /// The report as one line of JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Texts, numbers and lists only: there is nothing in a report that JSON cannot say.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads a report.
    ///
    /// # Errors
    /// [`JsonError`] with the place of the first thing that is not understood. A field nobody knows is refused.
    pub fn from_json(text: &str) -> Result<Report, JsonError> {
        let mut reader = serde_json::Deserializer::from_str(text);
        let form = |place: String, cause| JsonError::Form { place, cause };
        let report: Report = serde_path_to_error::deserialize(&mut reader)
            .map_err(|error| form(error.path().to_string(), error.into_inner()))?;
        reader.end().map_err(|cause| form("after the report".to_owned(), cause))?;
        if report.schema != SCHEMA {
            return Err(JsonError::Schema(report.schema));
        }
        Ok(report)
    }
}
