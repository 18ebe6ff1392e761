//! Offences known to the municipal police: single events, and the monthly counts that Prague publishes.
//!
//! Three things are counted in such files and are never added: *events* (what happened), *offences* (what was found out
//! about them, several in one event) and *persons*; and fines are money. Their types keep them apart here.

mod events;
mod prague;

pub use events::{
    COLUMNS as EVENT_COLUMNS, Discovery, Event, Events, MANDATORY as EVENT_MANDATORY, Source,
    read as read_events,
};
pub use prague::{Aggregate, Counts, Measure, read as read_prague};
