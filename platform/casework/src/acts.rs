//! The verbs. One file for each group; every one: authorize → rule → one transaction of change, timeline and trail.

mod attachments;
mod edit;
mod export;
mod feed;
mod forget;
mod inbox;
mod list;
mod measures;
mod open;
mod personal;
mod records;
mod sharing;
mod tasks;
mod transition;
mod view;

pub use records::mentions;
