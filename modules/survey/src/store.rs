//! Queries of the module: constants, no rules.

pub(crate) mod questionnaires;
pub(crate) mod waves;

/// Every query of the module, for the test that prepares them all on both databases.
pub(crate) const QUERIES: &[(&str, &str)] = &[
    questionnaires::LIST.named(),
    questionnaires::ONE.named(),
    questionnaires::OF_WORDING.named(),
    questionnaires::ADD.named(),
    waves::LIST.named(),
    waves::ONE.named(),
    waves::ADD.named(),
    waves::CHANGE.named(),
    waves::MOVE.named(),
];
