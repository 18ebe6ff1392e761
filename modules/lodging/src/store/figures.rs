//! What figures need of the register.

use store::{Id, Query};

/// Objects in use, of all bodies.
pub(crate) const IN_USE: Query<Id> = Query::new(
    "lodging_objects_in_use",
    "select id from lodging_object where status <> 'closed' order by id",
    |r| r.id(0),
);
