//! Opening SQLite: the address and the settings of a connection.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use super::PATIENCE;
use crate::{StoreError, Unreachable, UrlFault};

/// Where a SQLite database is and how it is to be opened.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// `None`: in memory.
    pub(crate) path: Option<PathBuf>,
    pub(crate) read_only: bool,
    pub(crate) patience: Duration,
}

impl Place {
    /// Reads `sqlite:///abs/path.db`, `sqlite://relative.db` or `sqlite::memory:`, each with `?mode=ro` and
    /// `?busy_timeout=MILLISECONDS` where wanted.
    pub(crate) fn parse(url: &str) -> Result<Place, StoreError> {
        let bad = |fault| StoreError::BadUrl { url: url.to_owned(), fault };
        let rest = url.strip_prefix("sqlite:").ok_or(bad(UrlFault::Scheme))?;
        let (file, options) = rest.split_once('?').unwrap_or((rest, ""));
        let file = file.strip_prefix("//").unwrap_or(file);
        if file.is_empty() || file.contains('\0') {
            return Err(bad(UrlFault::NoFile));
        }
        let path = (file != ":memory:").then(|| PathBuf::from(file));
        let mut place = Place { path, read_only: false, patience: PATIENCE };
        for option in options.split('&').filter(|o| !o.is_empty()) {
            match option.split_once('=') {
                Some(("mode", "ro")) => place.read_only = true,
                Some(("mode", "rwc")) => place.read_only = false,
                Some(("busy_timeout", ms)) => {
                    place.patience = Duration::from_millis(ms.parse().map_err(|_| bad(UrlFault::Option))?);
                }
                _ => return Err(bad(UrlFault::Option)),
            }
        }
        Ok(place)
    }

    /// What to call it in messages.
    pub(crate) fn name(&self) -> String {
        self.path.as_deref().map_or(":memory:".to_owned(), |p| p.display().to_string())
    }

    /// Connections that only read: none in memory, else one more than there are cores, up to 8.
    pub(crate) fn readers(&self) -> usize {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        if self.path.is_some() { (cores + 1).min(8) } else { 0 }
    }

    /// Opens one connection and sets it up.
    pub(crate) fn connect(&self, writer: bool) -> Result<Connection, StoreError> {
        let connection = match &self.path {
            None => Connection::open_in_memory(),
            Some(path) => Connection::open_with_flags(path, self.flags()),
        };
        let connection = connection.map_err(|e| self.cannot_open(e))?;
        self.set_up(&connection, writer).map_err(|e| self.cannot_open(e))?;
        Ok(connection)
    }

    /// A connection that may write elsewhere (`vacuum into`), with no other settings.
    pub(crate) fn connect_for_backup(&self) -> Result<Connection, StoreError> {
        let path = self.path.as_deref().unwrap_or(Path::new(":memory:"));
        let connection = Connection::open_with_flags(path, self.flags()).map_err(|e| self.cannot_open(e))?;
        connection.busy_timeout(self.patience).map_err(|e| self.cannot_open(e))?;
        Ok(connection)
    }

    fn flags(&self) -> OpenFlags {
        // Each connection is used by one thread at a time, so SQLite's own mutex is not needed.
        let common = OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if self.read_only {
            common | OpenFlags::SQLITE_OPEN_READ_ONLY
        } else {
            common | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
        }
    }

    fn set_up(&self, connection: &Connection, writer: bool) -> rusqlite::Result<()> {
        connection.busy_timeout(self.patience)?;
        connection.set_prepared_statement_cache_capacity(256);
        // "x" is a name, never a text, as in PostgreSQL.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "case_sensitive_like", true)?; // as in PostgreSQL
        if writer && !self.read_only {
            // Larger pages for the blobs; only an empty database takes notice.
            connection.pragma_update(None, "page_size", 8192)?;
            if self.path.is_some() {
                let mode: String =
                    connection.pragma_update_and_check(None, "journal_mode", "wal", |r| r.get(0))?;
                if mode != "wal" {
                    tracing::warn!(mode, "SQLite cannot use WAL here; readers will wait for writers");
                }
            }
            connection.pragma_update(None, "synchronous", "full")?;
            connection.pragma_update(None, "journal_size_limit", 64_i64 << 20)?; // after a large import
        } else {
            connection.pragma_update(None, "query_only", true)?;
        }
        // Touch the file now: "not a database" should be said when opening, not at the first visitor.
        connection.query_row("select count(*) from sqlite_schema", [], |_| Ok(()))
    }

    fn cannot_open(&self, error: rusqlite::Error) -> StoreError {
        match super::fault("open", error) {
            StoreError::Corrupt { what } => StoreError::Corrupt { what: format!("{}: {what}", self.name()) },
            StoreError::Unreachable { cause, .. } => {
                StoreError::Unreachable { target: self.name(), why: Unreachable::CannotOpen, cause }
            }
            other => other,
        }
    }
}

/// Copies a consistent snapshot to `target`: into a file beside it first, so that `target` is whole or absent.
pub(crate) fn backup(connection: &Connection, target: &Path) -> Result<(), StoreError> {
    let io = |e: std::io::Error| StoreError::Disk { query: "backup", cause: e.into() };
    if target.exists() {
        return Err(StoreError::TargetExists { path: target.display().to_string() });
    }
    let mut part = target.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    if part.exists() {
        std::fs::remove_file(&part).map_err(io)?; // left by a backup that was cut off
    }
    let done = connection
        .execute("vacuum into ?1", [part.to_string_lossy()])
        .map_err(|e| super::fault("backup", e))
        .and_then(|_| std::fs::File::open(&part).and_then(|f| f.sync_all()).map_err(io))
        .and_then(|()| std::fs::rename(&part, target).map_err(io));
    if done.is_err() {
        let _ = std::fs::remove_file(&part); // best effort: the error to tell is the one we have
    }
    done
}
