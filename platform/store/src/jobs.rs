//! jobs (being written)
use crate::Migration;
pub(crate) const CREATE: Migration = Migration { number: 1, name: "jobs", sql: "select 1" };
/// x
pub struct Jobs;
/// x
pub struct Progress;
