//! Offences and crime by place and time.
pub mod category;
pub mod counts;
pub mod events;
pub mod filter;
pub mod incident;
pub mod locate;
pub mod month;
pub mod release;
