//! What can go wrong with a store, by what the caller can do about it.
//!
//! One enum for both engines. The driver's own error is kept as `source` for the log; nobody has to know its type.

use std::error::Error;

/// The driver's error, for the log only.
pub type Cause = Box<dyn Error + Send + Sync>;

/// Why a call to the store failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The address of the database cannot be understood. Put right in the configuration.
    #[error("database address {url:?}: {fault}")]
    BadUrl {
        /// The address with its password left out.
        url: String,
        /// What is wrong with it.
        fault: UrlFault,
    },
    /// The database does not answer. The operator's matter; a later try may succeed.
    #[error("database {target} is out of reach: {why}")]
    Unreachable {
        /// Where we tried: a path, or host, port and database name. Never a password.
        target: String,
        /// What kind of silence.
        why: Unreachable,
        /// What the driver said.
        #[source]
        cause: Option<Cause>,
    },
    /// A rule of the tables forbids the change. Usually the person's input; nothing was written.
    #[error("{kind} constraint {} refused {query}", name.as_deref().unwrap_or("(unnamed)"))]
    Constraint {
        /// Name of the query.
        query: &'static str,
        /// Which kind of rule.
        kind: ConstraintKind,
        /// Unique and not-null: `table.column[, table.column…]` on both engines. Check: the name of the check.
        /// Foreign keys: PostgreSQL's name of the constraint; SQLite does not say.
        name: Option<String>,
    },
    /// Somebody else holds what we need, or two transactions crossed. Safe to try again from the start.
    #[error("database is busy with other work: {query}")]
    Busy {
        /// Name of the query.
        query: &'static str,
    },
    /// The database, or the connection, may only be read.
    #[error("database is read-only: {query}")]
    ReadOnly {
        /// Name of the query.
        query: &'static str,
    },
    /// No room or no working disk under the database.
    #[error("storage under the database failed: {query}")]
    Disk {
        /// Name of the query.
        query: &'static str,
        /// What the driver said.
        #[source]
        cause: Cause,
    },
    /// The file is not a database, or is damaged. Restore from a backup.
    #[error("database is damaged: {what}")]
    Corrupt {
        /// What does not fit.
        what: String,
    },
    /// A parameter that cannot be stored the same way on both engines.
    #[error("parameter ?{position} of {query}: {fault}")]
    Parameter {
        /// Name of the query.
        query: &'static str,
        /// Number of the parameter as written in the query, from 1.
        position: usize,
        /// Why it was refused.
        fault: ParameterFault,
    },
    /// The call gives more or fewer parameters than the query names. A mistake in the program.
    #[error("{query} takes {expected} parameters, {given} given")]
    ParameterCount {
        /// Name of the query.
        query: &'static str,
        /// How many the query names.
        expected: usize,
        /// How many the call gave.
        given: usize,
    },
    /// A row does not hold what the query's reader expects.
    #[error("column {column} of {query} is not {expected}")]
    Row {
        /// Name of the query.
        query: &'static str,
        /// Number of the column, from 0.
        column: usize,
        /// What the reader asked for.
        expected: &'static str,
    },
    /// The engine does not accept the query. A mistake in the program, or tables that were never migrated.
    #[error("query {query} is not accepted")]
    Query {
        /// Name of the query.
        query: String,
        /// What the engine said.
        #[source]
        cause: Cause,
    },
    /// The query's text would not mean the same on both engines.
    #[error("query {query} is not portable: {fault}")]
    Unportable {
        /// Name of the query.
        query: String,
        /// What stands in the way.
        fault: crate::sql::Unportable,
    },
    /// Something in this transaction failed before, so it can only be rolled back.
    #[error("the transaction has failed before and can only be rolled back")]
    Aborted,
    /// The migrations and the database do not fit together.
    #[error("migration {module} {number}: {fault}")]
    Migration {
        /// Whose set of migrations.
        module: String,
        /// Number of the step.
        number: u32,
        /// What does not fit.
        fault: MigrationFault,
    },
    /// This engine has no such operation.
    #[error("{operation} is not available on {engine}")]
    Unsupported {
        /// What was asked for.
        operation: &'static str,
        /// Which engine the store runs on.
        engine: crate::Engine,
    },
    /// The file to be written exists already; it was left alone.
    #[error("{path} exists already")]
    TargetExists {
        /// The path.
        path: String,
    },
    /// The job was taken over by another worker, cancelled for good or finished; this worker must stop.
    #[error("job {job} belongs to another worker now")]
    JobLost {
        /// Which job.
        job: crate::Id,
    },
    /// Anything else an engine may say.
    #[error("{query} failed")]
    Other {
        /// Name of the query.
        query: &'static str,
        /// What the driver said.
        #[source]
        cause: Cause,
    },
}

/// What is wrong with a database address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UrlFault {
    /// Neither `sqlite:` nor `postgres:`.
    #[error("must begin with sqlite: or postgres:")]
    Scheme,
    /// `sqlite:` without a file.
    #[error("names no file")]
    NoFile,
    /// An option nobody knows; refused rather than ignored.
    #[error("has an unknown option or a value that does not fit it")]
    Option,
    /// The PostgreSQL driver cannot read it.
    #[error("cannot be read as a PostgreSQL address")]
    Postgres,
    /// `sslmode=require`: this build speaks to PostgreSQL in the clear only.
    #[error("asks for TLS, which this build does not have")]
    Tls,
}

/// Why nobody answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreachable {
    /// No server, no network, or a server that is just starting or stopping.
    #[error("no answer")]
    NoAnswer,
    /// No such file or folder, or no permission to open it.
    #[error("the file cannot be opened")]
    CannotOpen,
    /// The server refuses user name or password.
    #[error("user or password refused")]
    Refused,
    /// The server runs, but has no database of that name.
    #[error("no such database")]
    NoSuchDatabase,
    /// All connections are taken.
    #[error("no free connection")]
    Exhausted,
}

/// The kinds of rules a table can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConstraintKind {
    /// Primary key or unique: such a row exists already.
    Unique,
    /// Foreign key: what the row refers to does not exist, or is still referred to.
    Foreign,
    /// A check of the table.
    Check,
    /// A value is missing.
    NotNull,
}

impl std::fmt::Display for ConstraintKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            ConstraintKind::Unique => "unique",
            ConstraintKind::Foreign => "foreign key",
            ConstraintKind::Check => "check",
            ConstraintKind::NotNull => "not-null",
        })
    }
}

/// Why a parameter was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParameterFault {
    /// PostgreSQL has no NUL character in texts, so neither engine takes it.
    #[error("text contains a NUL character")]
    NulInText,
    /// SQLite would silently store NULL for it, so neither engine takes it.
    #[error("not a number (NaN)")]
    NotANumber,
    /// The integer does not fit the column's type.
    #[error("{0} is too large for its column")]
    OutOfRange(i64),
    /// The value's kind does not go with the column's type.
    #[error("{given} given where the column is {column}")]
    Mismatch {
        /// The kind of the value.
        given: &'static str,
        /// PostgreSQL's name of the column's type.
        column: String,
    },
}

/// What does not fit between a set of migrations and a database.
#[derive(Debug, thiserror::Error)]
pub enum MigrationFault {
    /// The numbers of a set must ascend. A mistake in the program.
    #[error("steps are not in ascending order")]
    Disordered,
    /// A step that was applied has another text now. Migrations are append-only.
    #[error("{name} was changed after it had been applied")]
    Changed {
        /// Name of the step.
        name: String,
    },
    /// The database has a step the program does not know: it was last used by a newer program.
    #[error("the database is newer than the program (step {name})")]
    Newer {
        /// Name of the step as the newer program wrote it.
        name: String,
    },
    /// A step to be applied comes before one that already was.
    #[error("{name} was inserted before steps that have been applied")]
    Inserted {
        /// Name of the step.
        name: String,
    },
    /// The step's text failed; nothing of this run was applied.
    #[error("{name} failed")]
    Failed {
        /// Name of the step.
        name: String,
        /// Why.
        #[source]
        cause: Box<StoreError>,
    },
}

impl StoreError {
    /// True when the same transaction may succeed if started again.
    pub fn is_retryable(&self) -> bool {
        matches!(self, StoreError::Busy { .. })
    }

    /// True when a unique rule refused the change, the one constraint callers most often expect.
    pub fn is_duplicate(&self) -> bool {
        matches!(self, StoreError::Constraint { kind: ConstraintKind::Unique, .. })
    }
}
