//! Cases whose time is over.

use chrono::{DateTime, Utc};
use store::{Id, Query, Statement};

/// Closed cases of a type (?1) closed before ?2 (confirmed ones) or ?3 (others), oldest first: id and blobs are next.
pub(crate) const OVER: Query<(Id, DateTime<Utc>)> = Query::new(
    "cases_to_forget",
    "select id, closed_at from case_file
      where forgotten_at is null and closed_at is not null and type = ?1 and not open
        and ((confirmed and closed_at < ?2) or (not confirmed and closed_at < ?3))
      order by closed_at limit ?4",
    |r| Ok((r.id(0)?, r.time(1)?)),
);

/// Blobs of a case: hash and size, pictures included.
pub(crate) const BLOBS: Query<(String, i64)> = Query::new(
    "blobs_of_case",
    "select sha256, bytes from case_attachment where case_file = ?1
      union all
     select preview, preview_bytes from case_attachment where case_file = ?1 and preview is not null",
    |r| Ok((r.text(0)?, r.int(1)?)),
);

pub(crate) const EMPTY_TASKS: Statement = Statement::new(
    "forget_tasks",
    "update case_task set ask = '', answer = '', reference = '', person = null where case_file = ?1",
);
pub(crate) const EMPTY_MEASURES: Statement = Statement::new(
    "forget_measures",
    "update case_measure set title = '', text = '', funding = '' where case_file = ?1",
);
pub(crate) const DROP_ATTACHMENTS: Statement =
    Statement::new("forget_attachments", "delete from case_attachment where case_file = ?1");
pub(crate) const DROP_FINDINGS: Statement =
    Statement::new("forget_findings", "delete from case_finding where case_file = ?1");
pub(crate) const DROP_COMMENTS: Statement =
    Statement::new("forget_comments", "delete from case_comment where case_file = ?1");
/// The steps stay, without what was written and who took them.
pub(crate) const EMPTY_EVENTS: Statement = Statement::new(
    "forget_events",
    "update case_event set detail = '{}', person = null where case_file = ?1",
);
/// Who was given what, and under which law, stays.
pub(crate) const EMPTY_SHARES: Statement =
    Statement::new("forget_shares", "update case_share set purpose = '' where case_file = ?1");
pub(crate) const DROP_WATCHERS: Statement =
    Statement::new("forget_watchers", "delete from case_watcher where case_file = ?1");
pub(crate) const DROP_NOTICES: Statement =
    Statement::new("forget_notices", "delete from case_notice where case_file = ?1");
pub(crate) const EMPTY_REPORTER: Statement =
    Statement::new("forget_reporter", "update case_file set reporter = null where id = ?1");

/// Signs of presence older than ?1.
pub(crate) const OLD_PRESENCE: Statement =
    Statement::new("forget_presence", "delete from case_presence where seen_at < ?1");
/// Drafts nobody came back to since ?1.
pub(crate) const OLD_DRAFTS: Statement =
    Statement::new("forget_drafts", "delete from case_draft where at < ?1");
/// Notices that were seen before ?1.
pub(crate) const OLD_NOTICES: Statement =
    Statement::new("forget_seen_notices", "delete from case_notice where seen_at < ?1");

/// What is emptied after the attachments, in an order that the references allow.
pub(crate) const STEPS: [&Statement; 9] = [
    &DROP_FINDINGS,
    &DROP_COMMENTS,
    &EMPTY_TASKS,
    &EMPTY_MEASURES,
    &EMPTY_EVENTS,
    &EMPTY_SHARES,
    &DROP_WATCHERS,
    &DROP_NOTICES,
    &EMPTY_REPORTER,
];

pub(crate) const ALL: [(&str, &str); 15] = [
    OVER.named(),
    BLOBS.named(),
    EMPTY_TASKS.named(),
    EMPTY_MEASURES.named(),
    DROP_ATTACHMENTS.named(),
    DROP_FINDINGS.named(),
    DROP_COMMENTS.named(),
    EMPTY_EVENTS.named(),
    EMPTY_SHARES.named(),
    DROP_WATCHERS.named(),
    DROP_NOTICES.named(),
    EMPTY_REPORTER.named(),
    OLD_PRESENCE.named(),
    OLD_DRAFTS.named(),
    OLD_NOTICES.named(),
];
