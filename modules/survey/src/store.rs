//! Queries of the module: constants, no rules.

pub(crate) mod deliveries;
pub(crate) mod plans;
pub(crate) mod questionnaires;
pub(crate) mod waves;

/// Every query of the module, for the test that prepares them all on both databases.
pub(crate) const QUERIES: &[(&str, &str)] = &[
    deliveries::NEWEST.named(),
    deliveries::ADD.named(),
    plans::DESIGN.named(),
    plans::DECLARE.named(),
    plans::STEPS.named(),
    plans::ADD_STEP.named(),
    plans::DROP_STEP.named(),
    plans::RELEASES.named(),
    plans::RELEASE.named(),
    plans::PUBLIC.named(),
    plans::ADD_RELEASE.named(),
    plans::WITHDRAW.named(),
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
