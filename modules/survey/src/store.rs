//! Queries of the module: constants, no rules.

pub(crate) mod codes;
pub(crate) mod deliveries;
pub(crate) mod plans;
pub(crate) mod questionnaires;
pub(crate) mod responses;
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
    waves::ALL.named(),
    waves::ONE.named(),
    waves::ADD.named(),
    waves::CHANGE.named(),
    waves::MOVE.named(),
    waves::TOUCH.named(),
    codes::ONE.named(),
    codes::COUNTS.named(),
    codes::DRAWN.named(),
    codes::ADD.named(),
    codes::SAVE.named(),
    codes::HAND_IN.named(),
    codes::FORGET.named(),
    codes::FORGET_ALL.named(),
    codes::VOID.named(),
    codes::VOID_FREE.named(),
    responses::ALL.named(),
    responses::COUNTS.named(),
    responses::BY_CLIENT.named(),
    responses::ADD.named(),
    responses::HOLD.named(),
];
