//! Queries of the module: constants, no rules.

pub(crate) mod agencies;
pub(crate) mod sets;
pub(crate) mod zones;

/// Every query of the module, for the test that prepares them all on both databases.
pub(crate) const QUERIES: &[(&str, &str)] = &[
    sets::LIST.named(),
    sets::ADD.named(),
    sets::RELEASES.named(),
    sets::RELEASED.named(),
    sets::NEWEST_RELEASE.named(),
    sets::RELEASED_UNTIL.named(),
    sets::ADD_RELEASE.named(),
    sets::MAPPINGS.named(),
    sets::MAPPING.named(),
    sets::SAVE_MAPPING.named(),
    sets::SETTING.named(),
    sets::SAVE_SETTING.named(),
    agencies::SNAPSHOTS.named(),
    agencies::ADD_SNAPSHOT.named(),
    agencies::AGENCIES.named(),
    agencies::PERMITS.named(),
    agencies::OF_AGENCY.named(),
    agencies::PERMITS_OF.named(),
    agencies::END_AGENCY.named(),
    agencies::END_PERMIT.named(),
    agencies::ADD_AGENCY.named(),
    agencies::ADD_PERMIT.named(),
    zones::LIST.named(),
    zones::ONE.named(),
    zones::ADD.named(),
    zones::CHANGE.named(),
];
