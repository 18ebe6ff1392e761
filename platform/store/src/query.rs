//! Queries and statements: constants with a name, a text and a reader, so that one test can prepare them all.

use crate::{Row, StoreError};

/// A query that answers rows of `T`.
///
/// ```
/// use store::Query;
/// /// Open reports per district, busiest first.
/// const OPEN_BY_DISTRICT: Query<(String, i64)> = Query::new(
///     "open_by_district",
///     "select district, count(*) from report
///       where closed_on is null and seen_on >= ?1
///       group by district order by count(*) desc, district",
///     |r| Ok((r.text(0)?, r.int(1)?)),
/// );
/// ```
pub struct Query<T: 'static> {
    /// Name in logs, errors and metrics; by convention the constant's name in lower case.
    pub name: &'static str,
    /// Portable SQL; parameters are `?1`, `?2`, …
    pub sql: &'static str,
    /// Makes a `T` of one row.
    pub read: fn(&Row<'_>) -> Result<T, StoreError>,
}

impl<T> Query<T> {
    /// Names a query.
    pub const fn new(
        name: &'static str,
        sql: &'static str,
        read: fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Query<T> {
        Query { name, sql, read }
    }

    /// Name and text, as `Store::prepare_all` takes them.
    pub const fn named(&self) -> (&'static str, &'static str) {
        (self.name, self.sql)
    }
}

/// A change that answers nothing but how many rows it touched.
pub struct Statement {
    /// Name in logs, errors and metrics.
    pub name: &'static str,
    /// Portable SQL; parameters are `?1`, `?2`, …
    pub sql: &'static str,
}

impl Statement {
    /// Names a statement.
    pub const fn new(name: &'static str, sql: &'static str) -> Statement {
        Statement { name, sql }
    }

    /// Name and text, as `Store::prepare_all` takes them.
    pub const fn named(&self) -> (&'static str, &'static str) {
        (self.name, self.sql)
    }
}
