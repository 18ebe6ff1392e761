//! A document of questions answered one by one.
//!
//! ```text
//!   Document ─ entries ─► read design ─► Prepared (table, design or replicates) ─┐
//!                                                                                ├─► family ─► result
//!              arguments ─► expressions, factors, domains ───────────────────────┘      └────► error
//! ```
//!
//! Nothing is read or written here: `load` hands over a table by its name. An entry that cannot be answered carries
//! the reason and stops no other. What an entry expected is kept and never looked at.

mod answer;
mod calibration;
mod chances;
mod design;
mod document;
mod expression;
mod families;
mod formula;
mod margins;
mod replicates;
mod variables;

pub use document::{DesignText, Document, Entry, Factors, ReplicatesText, Steps};
pub use expression::ExpressionError;

use std::collections::BTreeMap;

use crate::calibrated::ReweightingError;
use crate::data::{Table, TableError};
use crate::design::DesignError;
use crate::hypotheses::TestError;
use crate::regression::RegressionError;
use crate::replicates::ReplicatesError;
use crate::small_areas::AreaError;

/// Why an entry has no answer.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RunError {
    /// The document is no document.
    #[error("the document cannot be read: {0}")]
    Document(String),
    /// A table cannot be loaded.
    #[error("table {name}: {reason}")]
    Load {
        /// The name that was asked for.
        name: String,
        /// What the loader said.
        reason: String,
    },
    /// An argument is missing.
    #[error("the argument {0} is missing")]
    Argument(&'static str),
    /// An argument says something that is not known here.
    #[error("{argument}: `{value}` is not known here")]
    Unknown {
        /// The argument.
        argument: &'static str,
        /// What it says.
        value: String,
    },
    /// More of something than can be meant.
    #[error("{what}: {count} are too many; at most {most} are taken")]
    TooMany {
        /// Of what.
        what: String,
        /// How many.
        count: usize,
        /// How many may be.
        most: usize,
    },
    /// A step of the design cannot be understood.
    #[error("step of the design `{step}`: {reason}")]
    Step {
        /// The step.
        step: String,
        /// What is missing in it.
        reason: String,
    },
    /// A table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A design.
    #[error(transparent)]
    Design(#[from] DesignError),
    /// Replicates.
    #[error(transparent)]
    Replicates(#[from] ReplicatesError),
    /// An expression.
    #[error(transparent)]
    Expression(#[from] ExpressionError),
    /// A test.
    #[error(transparent)]
    Test(#[from] TestError),
    /// Weights cannot be adjusted as wanted.
    #[error("weights: {0}")]
    Reweighting(#[from] ReweightingError),
    /// Areas cannot be modelled.
    #[error("areas: {0}")]
    Areas(#[from] AreaError),
    /// Columns that tell the answers of a model apart completely.
    #[error("model: the answers are separated by {0}; a coefficient would be infinite")]
    Separated(String),
    /// A model cannot be fitted.
    #[error("model: {0}")]
    Model(#[from] RegressionError),
}

/// Tables by name, each asked for once, and the questions for what they say of each other's designs.
pub(crate) struct Library<'a> {
    load: &'a mut dyn FnMut(&str) -> Result<Table, String>,
    tables: BTreeMap<String, Table>,
    designs: BTreeMap<String, DesignText>,
    prepared: BTreeMap<String, std::rc::Rc<design::Prepared>>,
}

impl Library<'_> {
    pub(crate) fn table(&mut self, name: &str) -> Result<&Table, RunError> {
        if !self.tables.contains_key(name) {
            let table =
                (self.load)(name).map_err(|reason| RunError::Load { name: name.to_owned(), reason })?;
            self.tables.insert(name.to_owned(), table);
        }
        self.tables.get(name).ok_or(RunError::Argument("dataset"))
    }
}

/// Answers every entry of a document.
///
/// - in: `load` gives the table of a name, or says why it cannot
/// - out: the same document; each entry has a `result`, or an `error` that says what is wrong
pub fn run(document: Document, mut load: impl FnMut(&str) -> Result<Table, String>) -> Document {
    let designs =
        document.entries.iter().map(|entry| (entry.design_name.clone(), entry.design.clone())).collect();
    let mut library =
        Library { load: &mut load, tables: BTreeMap::new(), designs, prepared: BTreeMap::new() };
    let answer = |entry: Entry| match families::answer(&entry, &mut library) {
        Ok(result) => Entry { result: Some(result), error: None, ..entry },
        Err(reason) => Entry { result: None, error: Some(reason.to_string()), ..entry },
    };
    Document { entries: document.entries.into_iter().map(answer).collect(), ..document }
}

/// The same from text to text (JSON).
///
/// # Errors
/// [`RunError::Document`] when the text is no such document.
pub fn run_text(text: &str, load: impl FnMut(&str) -> Result<Table, String>) -> Result<String, RunError> {
    let document = serde_json::from_str(text).map_err(|fault| RunError::Document(fault.to_string()))?;
    serde_json::to_string_pretty(&run(document, load)).map_err(|fault| RunError::Document(fault.to_string()))
}
