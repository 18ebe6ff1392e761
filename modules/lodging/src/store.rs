//! Queries of the module: constants, no rules.

pub(crate) mod checklists;
pub(crate) mod figures;
pub(crate) mod objects;
pub(crate) mod rounds;

/// Every query of the module, for the test that prepares them all on both databases.
pub(crate) const QUERIES: &[(&str, &str)] = &[
    objects::LIST.named(),
    objects::ONE.named(),
    objects::ROOMS.named(),
    objects::VERSIONS.named(),
    objects::ADD.named(),
    objects::CHANGE.named(),
    objects::DROP_ROOMS.named(),
    objects::ADD_ROOM.named(),
    objects::ADD_VERSION.named(),
    objects::AT_ADDRESS.named(),
    figures::IN_USE.named(),
    rounds::SEGMENTS.named(),
    rounds::ADD_SEGMENT.named(),
    rounds::ROUNDS.named(),
    rounds::ROUND.named(),
    rounds::ADD_ROUND.named(),
    rounds::HOLD.named(),
    rounds::CLOSE_ROUND.named(),
    rounds::ADD_ROUND_SEGMENT.named(),
    rounds::ROUND_SEGMENTS.named(),
    checklists::ADD.named(),
    checklists::BY_CLIENT.named(),
    checklists::SEATS.named(),
    checklists::OF_ROUND.named(),
    checklists::ONE.named(),
    checklists::PLACE.named(),
    checklists::IN_PERIOD.named(),
    checklists::RECHECKS.named(),
    checklists::OPEN_AT.named(),
    checklists::SET_ASIDE.named(),
    checklists::TAKE_SEAT.named(),
    checklists::LEAVE_SEAT.named(),
    checklists::ADD_PHOTO.named(),
    checklists::PHOTOS.named(),
    checklists::PHOTO.named(),
];
