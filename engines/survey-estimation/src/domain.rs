//! A group within a survey. Its rows stay in the design; outside it every contribution is zero.

use std::sync::Arc;

/// Which rows of the survey are asked about.
///
/// A domain never removes rows: how many sampling units the other part of the sample had is part of the
/// uncertainty (Särndal, Swensson, Wretman 1992, §10.3).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Domain {
    inside: Option<Arc<[bool]>>,
}

impl Domain {
    /// Every row.
    pub fn everyone() -> Self {
        Self::default()
    }

    /// The rows for which `inside` is true, one value for each row of the design.
    pub fn of(inside: Vec<bool>) -> Self {
        Self { inside: Some(inside.into()) }
    }

    /// Whether the row belongs to the domain.
    #[inline]
    pub fn holds(&self, row: usize) -> bool {
        self.inside.as_ref().is_none_or(|inside| inside.get(row).copied().unwrap_or(false))
    }

    /// Whether this is every row.
    pub fn is_everyone(&self) -> bool {
        self.inside.is_none()
    }

    /// The rows of both, out of so many.
    pub fn and(&self, rows: usize, also: impl Fn(usize) -> bool) -> Self {
        Self::of((0..rows).map(|row| self.holds(row) && also(row)).collect())
    }
}
