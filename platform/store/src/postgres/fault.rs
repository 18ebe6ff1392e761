//! PostgreSQL's errors, by what the caller can do.

use deadpool_postgres::{PoolError, TimeoutType};
use tokio_postgres::{
    Error,
    error::{DbError, SqlState},
};

use crate::{ConstraintKind, StoreError, Unreachable};

/// What `error` means to whoever ran `query`.
pub(crate) fn fault(query: &'static str, target: &str, error: Error) -> StoreError {
    let Some(said) = error.as_db_error() else {
        return unreachable(target, Unreachable::NoAnswer, error);
    };
    let code = said.code();
    if let Some(why) = silence(code) {
        return unreachable(target, why, error);
    }
    if let Some(kind) = constraint_kind(code) {
        return StoreError::Constraint { query, kind, name: constraint_name(kind, said) };
    }
    match code {
        &SqlState::T_R_SERIALIZATION_FAILURE
        | &SqlState::T_R_DEADLOCK_DETECTED
        | &SqlState::LOCK_NOT_AVAILABLE
        | &SqlState::QUERY_CANCELED => StoreError::Busy { query },
        &SqlState::READ_ONLY_SQL_TRANSACTION => StoreError::ReadOnly { query },
        &SqlState::IN_FAILED_SQL_TRANSACTION => StoreError::Aborted,
        &SqlState::DISK_FULL | &SqlState::IO_ERROR => StoreError::Disk { query, cause: error.into() },
        &SqlState::DATA_CORRUPTED | &SqlState::INDEX_CORRUPTED => {
            StoreError::Corrupt { what: said.message().to_owned() }
        }
        // Class 42: syntax error or access rule violation.
        code if code.code().starts_with("42") => {
            StoreError::Query { query: query.to_owned(), cause: error.into() }
        }
        _ => StoreError::Other { query, cause: error.into() },
    }
}

/// Why the pool gave no connection.
pub(crate) fn no_connection(target: &str, error: PoolError) -> StoreError {
    match error {
        PoolError::Backend(error) => match fault("connect", target, error) {
            StoreError::Unreachable { target, why, cause } => StoreError::Unreachable { target, why, cause },
            other => unreachable(target, Unreachable::NoAnswer, other),
        },
        PoolError::Timeout(TimeoutType::Wait) => unreachable(target, Unreachable::Exhausted, error),
        error => unreachable(target, Unreachable::NoAnswer, error),
    }
}

fn unreachable(
    target: &str,
    why: Unreachable,
    cause: impl std::error::Error + Send + Sync + 'static,
) -> StoreError {
    StoreError::Unreachable { target: target.to_owned(), why, cause: Some(Box::new(cause)) }
}

/// Codes that mean there is nobody to talk to (https://www.postgresql.org/docs/15/errcodes-appendix.html).
fn silence(code: &SqlState) -> Option<Unreachable> {
    match code.code() {
        "3D000" => Some(Unreachable::NoSuchDatabase),
        "53300" => Some(Unreachable::Exhausted),
        "57P01" | "57P02" | "57P03" => Some(Unreachable::NoAnswer), // shutting down, crashed, starting
        code if code.starts_with("28") => Some(Unreachable::Refused),
        code if code.starts_with("08") => Some(Unreachable::NoAnswer),
        _ => None,
    }
}

fn constraint_kind(code: &SqlState) -> Option<ConstraintKind> {
    match code {
        &SqlState::UNIQUE_VIOLATION => Some(ConstraintKind::Unique),
        &SqlState::FOREIGN_KEY_VIOLATION | &SqlState::RESTRICT_VIOLATION => Some(ConstraintKind::Foreign),
        &SqlState::CHECK_VIOLATION => Some(ConstraintKind::Check),
        &SqlState::NOT_NULL_VIOLATION => Some(ConstraintKind::NotNull),
        _ => None,
    }
}

/// The name as SQLite would give it, where the server says enough.
fn constraint_name(kind: ConstraintKind, said: &DbError) -> Option<String> {
    let portable = match kind {
        ConstraintKind::Unique => said.table().zip(said.detail()).and_then(|(t, d)| unique_columns(t, d)),
        ConstraintKind::NotNull => said.table().zip(said.column()).map(|(t, c)| format!("{t}.{c}")),
        ConstraintKind::Check | ConstraintKind::Foreign => None,
    };
    portable.or_else(|| said.constraint().map(str::to_owned))
}

/// `Key (name, born)=(…) already exists.` → `person.name, person.born`. The values stay out: they may be personal.
fn unique_columns(table: &str, detail: &str) -> Option<String> {
    let (_, rest) = detail.split_once('(')?;
    let (columns, _) = rest.split_once(")=")?;
    if columns.contains('(') {
        return None; // an index on an expression
    }
    let named: Vec<String> =
        columns.split(", ").map(|c| format!("{table}.{}", c.trim_matches('"'))).collect();
    Some(named.join(", "))
}

#[cfg(test)]
mod tests {
    use super::unique_columns;

    #[test]
    fn columns_are_named_as_sqlite_names_them() {
        for (detail, name) in [
            ("Key (name)=(Anna) already exists.", Some("person.name")),
            ("Key (name, \"order\")=(Anna, 1) already exists.", Some("person.name, person.order")),
            ("Klíč (name)=(a)=(b) již existuje.", Some("person.name")),
            ("Key (lower(name))=(anna) already exists.", None),
            ("", None),
        ] {
            assert_eq!(unique_columns("person", detail).as_deref(), name);
        }
    }
}
