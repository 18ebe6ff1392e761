//! SQLite's errors, by what the caller can do.

use rusqlite::{Error, ErrorCode};

use crate::{ConstraintKind, StoreError, Unreachable};

// Extended result codes, https://sqlite.org/rescode.html
const CONSTRAINT_CHECK: i32 = 275;
const CONSTRAINT_FOREIGN_KEY: i32 = 787;
const CONSTRAINT_TRIGGER: i32 = 1811; // "restrict" of a foreign key
const CONSTRAINT_NOT_NULL: i32 = 1299;

/// What `error` means to whoever ran `query`.
pub(crate) fn fault(query: &'static str, error: Error) -> StoreError {
    let (code, extended, message) = match &error {
        Error::SqliteFailure(e, message) => (e.code, e.extended_code, message.clone().unwrap_or_default()),
        Error::SqlInputError { .. } => {
            return StoreError::Query { query: query.to_owned(), cause: error.into() };
        }
        _ => return StoreError::Other { query, cause: error.into() },
    };
    match code {
        ErrorCode::ConstraintViolation => constraint(query, extended, &message),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy { query },
        ErrorCode::ReadOnly => StoreError::ReadOnly { query },
        ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => StoreError::Corrupt { what: message },
        ErrorCode::CannotOpen | ErrorCode::PermissionDenied => StoreError::Unreachable {
            target: "SQLite".to_owned(),
            why: Unreachable::CannotOpen,
            cause: Some(error.into()),
        },
        ErrorCode::DiskFull | ErrorCode::SystemIoFailure => StoreError::Disk { query, cause: error.into() },
        ErrorCode::Unknown => StoreError::Query { query: query.to_owned(), cause: error.into() },
        _ => StoreError::Other { query, cause: error.into() },
    }
}

/// `UNIQUE constraint failed: person.name, person.born` → unique, `person.name, person.born`.
fn constraint(query: &'static str, extended: i32, message: &str) -> StoreError {
    let kind = match extended {
        CONSTRAINT_CHECK => ConstraintKind::Check,
        CONSTRAINT_FOREIGN_KEY | CONSTRAINT_TRIGGER => ConstraintKind::Foreign,
        CONSTRAINT_NOT_NULL => ConstraintKind::NotNull,
        _ => ConstraintKind::Unique,
    };
    let name = message.split_once("failed: ").map(|(_, name)| name.to_owned());
    StoreError::Constraint { query, kind, name }
}
