//! What can be wrong with a sheet, and where.

use crate::choice::NoPlan;
use crate::compliance::BadCuts;
use crate::priority::{BadOverride, BadScheme};
use crate::soft_target::{BadBands, BadShift};

/// A mistake in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{fault}", if path.is_empty() || path == "." { String::new() } else { format!("{path}: ") })]
pub struct SheetError {
    /// Where: `target.variants[2].places[0]`; empty for the sheet as a whole.
    pub path: String,
    /// What.
    pub fault: SheetFault,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetFault {
    /// Not JSON, or not of the form: an unknown key, a number that is no score, a missing field.
    #[error("{0}")]
    Form(String),
    /// A form this program does not know.
    #[error("version {0} of the form is not known; this is version 1")]
    Version(u32),
    /// A sheet without any part.
    #[error("the sheet has none of target, schools, audit, measures")]
    Empty,
    /// A name that must not be empty.
    #[error("is empty")]
    Blank,
    /// A name twice where it may stand once.
    #[error("{0:?} stands there twice")]
    Twice(String),
    /// A name that the sheet does not have.
    #[error("there is no {kind} {named:?} in this sheet")]
    Unknown {
        /// Of what kind.
        kind: &'static str,
        /// The name.
        named: String,
    },
    /// A scale of finance that has not seven amounts.
    #[error("the target's own scale of finance has {0} amounts; it needs seven, from 7 to 1")]
    FinanceScale(usize),
    /// A variant with scores of its own and a base.
    #[error("has both scores and based_on; only one of them can be meant")]
    TwoScores,
    /// A base that has no scores of its own.
    #[error("the variant {0:?} has no scores of its own to be a base")]
    NoBase(String),
    /// Too many steps.
    #[error(transparent)]
    Shift(#[from] BadShift),
    /// Bands that are none.
    #[error(transparent)]
    Bands(#[from] BadBands),
    /// Criteria that are none.
    #[error(transparent)]
    Scheme(#[from] BadScheme),
    /// A change by hand that is refused.
    #[error(transparent)]
    Override(#[from] BadOverride),
    /// Cuts that are none.
    #[error(transparent)]
    Cuts(#[from] BadCuts),
    /// A share of change that is none.
    #[error("{0} is not a percentage from 1 to 100")]
    Percent(u32),
    /// A measure with a number and effects, or with neither.
    #[error("needs either lowers or effects, and not both")]
    LowersOrEffects,
    /// An effect on a variant that has no R.
    #[error("the variant {0:?} is not rated, so nothing can be taken from it")]
    NotRated(String),
    /// A measure that raises the risk.
    #[error("these effects raise the risk by {0} instead of lowering it")]
    Raises(i64),
    /// No plan.
    #[error(transparent)]
    NoPlan(#[from] NoPlan),
}

impl SheetError {
    pub(super) fn at(path: impl Into<String>, fault: impl Into<SheetFault>) -> SheetError {
        SheetError { path: path.into(), fault: fault.into() }
    }
}

/// Refuses empty names and names that stand twice. `path` says where the list is, `part` what of an entry is named.
pub(super) fn distinct<'a>(
    path: &str,
    part: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<(), SheetError> {
    let mut seen = std::collections::BTreeSet::new();
    for (at, name) in names.into_iter().enumerate() {
        if name.trim().is_empty() {
            return Err(SheetError::at(format!("{path}[{at}]{part}"), SheetFault::Blank));
        }
        if !seen.insert(name) {
            return Err(SheetError::at(format!("{path}[{at}]{part}"), SheetFault::Twice(name.to_owned())));
        }
    }
    Ok(())
}
