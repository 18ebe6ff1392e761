//! How specific a rule is: what decides when two lines name one door.
//!
//! | From the strongest | Written |
//! |---|---|
//! | [`Rank::Numbers`] | `Vzorová - č. 1–7`, `Vzorová - celá ulice`, `Vzorová (část obce X)`, `část obce X - č. p. 5` |
//! | [`Rank::Street`] | `Vzorová`, `část obce X (ulice A, B)` |
//! | [`Rank::Area`] | `území městské části X`, `část obce X` |
//! | [`Rank::Rest`] | `zbytek části obce X`, `všechny ostatní budovy bez názvu ulice` |

use super::ast::{Numbers, Rule};

/// How specific a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Rest,
    Area,
    Street,
    Numbers,
}

/// The rank of a rule; those that cover nothing have the lowest.
pub(super) fn rank(rule: &Rule) -> Rank {
    match rule {
        Rule::Streets { numbers: Numbers::Whole { stated: false }, filters, .. } if filters.is_empty() => {
            Rank::Street
        }
        Rule::Streets { .. } => Rank::Numbers,
        Rule::Area { numbers: Numbers::Whole { .. }, streets, .. } if streets.is_empty() => Rank::Area,
        Rule::Area { numbers: Numbers::Whole { .. }, .. } => Rank::Street,
        Rule::Area { .. } => Rank::Numbers,
        Rule::Rest { .. } | Rule::Streetless | Rule::Switch { .. } | Rule::Note(_) => Rank::Rest,
    }
}
