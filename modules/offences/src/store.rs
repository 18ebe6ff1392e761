//! Queries of the module: constants, no rules.

pub(crate) mod alarms;
pub(crate) mod imports;
pub(crate) mod incidents;
pub(crate) mod releases;

/// Name of the counter that rises whenever what is shown of a source has changed.
pub(crate) const REVISION: &str = "offences";

/// Every query of the module, for the test that prepares them all on both databases.
pub(crate) const QUERIES: &[(&str, &str)] = &[
    alarms::LIST.named(),
    alarms::ONE.named(),
    alarms::STEPS.named(),
    alarms::ADD.named(),
    alarms::MOVE.named(),
    alarms::ADD_STEP.named(),
    imports::LIST.named(),
    imports::ONE.named(),
    imports::ADD.named(),
    imports::DECIDE.named(),
    imports::NEWEST.named(),
    imports::CATALOGUE.named(),
    imports::CATALOGUE_OF.named(),
    imports::ADD_CATALOGUE.named(),
    incidents::CURRENT.named(),
    incidents::KNOWN.named(),
    incidents::ADD.named(),
    incidents::END.named(),
    incidents::SOURCES.named(),
    releases::LIST.named(),
    releases::PUBLIC.named(),
    releases::ADD.named(),
    releases::WITHDRAW.named(),
    releases::FROZEN.named(),
    releases::FREEZE.named(),
];
