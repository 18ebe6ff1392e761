//! The verbs. One file for each group; every one: authorize → rule → one transaction of change, timeline and trail.

mod pending;
