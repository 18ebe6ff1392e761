//! Steps of adjustment in words.

use super::document::Entry;
use super::{Library, RunError};
use crate::data::Table;
use crate::design::Design;
use crate::replicates::Replicates;

pub(crate) struct Step;

impl Step {
    pub(crate) fn apply(&self, design: &Design) -> Result<Design, RunError> {
        Ok(design.clone())
    }
}

pub(crate) fn steps(
    _entry: &Entry,
    _table: &Table,
    _library: &mut Library<'_>,
) -> Result<Vec<Step>, RunError> {
    Ok(Vec::new())
}

pub(crate) fn recalibrated(replicates: Replicates, _steps: Vec<Step>) -> Result<Replicates, RunError> {
    Ok(replicates)
}
