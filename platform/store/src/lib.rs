//! Connection (SQLite or PostgreSQL), migrations, transactions, ids, clock, background jobs with progress.
