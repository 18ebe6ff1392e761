//! Files of other programs read exactly; bad files refused with their place.

#![allow(clippy::unwrap_used, clippy::panic)]

mod csv;
mod cut;
mod dta;
mod fixtures;
mod reference;
mod round_trip;
mod sav;
mod xlsx;
