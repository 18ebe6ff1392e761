//! What of this module everybody may have: the sentences on the portal with their verdicts, all figures that everybody may
//! see, and the editions of sources they come from.

mod claims;
mod figures;
mod sources;

use ground::open::OpenSet;

/// The tables of this module.
pub(crate) fn sets() -> Vec<OpenSet> {
    vec![claims::SET, figures::SET, sources::SET]
}

/// The set of sentences.
pub(crate) const CLAIMS: &str = claims::SET.id;
/// Tables that the door links, with the keys of their titles.
pub(crate) const SETS: [(&str, &str); 3] = [
    (claims::SET.id, claims::SET.title),
    (figures::SET.id, figures::SET.title),
    (sources::SET.id, sources::SET.title),
];
