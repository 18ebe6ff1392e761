//! What belongs to one person: saved filters, drafts, presence, watching, the feed.

use chrono::{DateTime, Utc};
use store::{Id, Query, Statement};

use crate::{Author, SavedFilter};

pub(crate) const FILTERS: Query<SavedFilter> = Query::new(
    "saved_filters",
    "select id, name, query from case_filter where person = ?1 and body = ?2 order by name, id",
    |r| Ok(SavedFilter { id: r.id(0)?, name: r.text(1)?, query: r.text(2)? }),
);

pub(crate) const SAVE_FILTER: Query<Id> = Query::new(
    "save_filter",
    "insert into case_filter (id, person, body, name, query, at) values (?1, ?2, ?3, ?4, ?5, ?6)
     on conflict (person, body, name) do update set query = excluded.query, at = excluded.at
     returning id",
    |r| r.id(0),
);

pub(crate) const DROP_FILTER: Statement =
    Statement::new("drop_filter", "delete from case_filter where id = ?1 and person = ?2 and body = ?3");

pub(crate) const KEEP_DRAFT: Statement = Statement::new(
    "keep_draft",
    "insert into case_draft (person, form, text, at) values (?1, ?2, ?3, ?4)
     on conflict (person, form) do update set text = excluded.text, at = excluded.at",
);

pub(crate) const DRAFT: Query<(String, DateTime<Utc>)> =
    Query::new("draft", "select text, at from case_draft where person = ?1 and form = ?2", |r| {
        Ok((r.text(0)?, r.time(1)?))
    });

pub(crate) const DROP_DRAFT: Statement =
    Statement::new("drop_draft", "delete from case_draft where person = ?1 and form = ?2");

pub(crate) const BE_PRESENT: Statement = Statement::new(
    "be_present",
    "insert into case_presence (case_file, person, body, seen_at) values (?1, ?2, ?3, ?4)
     on conflict (case_file, person) do update set body = excluded.body, seen_at = excluded.seen_at",
);

/// Who has a case open for writing since ?2, but for person ?3.
pub(crate) const PRESENT: Query<Author> = Query::new(
    "present",
    "select v.person, v.body, p.name
       from case_presence v left join access_person p on p.id = v.person
      where v.case_file = ?1 and v.seen_at >= ?2 and v.person <> ?3 order by v.seen_at desc limit 10",
    |r| Ok(Author { person: r.opt_id(0)?, body: r.opt_id(1)?, name: r.opt_text(2)? }),
);

pub(crate) const GO: Statement =
    Statement::new("go_away", "delete from case_presence where case_file = ?1 and person = ?2");

pub(crate) const WATCH: Statement = Statement::new(
    "watch",
    "insert into case_watcher (case_file, person, body) values (?1, ?2, ?3)
     on conflict (case_file, person) do update set body = excluded.body",
);

pub(crate) const UNWATCH: Statement =
    Statement::new("unwatch", "delete from case_watcher where case_file = ?1 and person = ?2");

pub(crate) const WATCHES: Query<i64> =
    Query::new("watches", "select 1 from case_watcher where case_file = ?1 and person = ?2", |r| r.int(0));

/// The label of a feed is the id of the body it is read for.
pub(crate) const ADD_FEED: Statement = Statement::new(
    "add_feed",
    "insert into access_credential (id, person, kind, secret, label, created_at)
     values (?1, ?2, 'feed', ?3, ?4, ?5)",
);

pub(crate) const END_FEED: Statement = Statement::new(
    "end_feed",
    "delete from access_credential where person = ?1 and kind = 'feed' and label = ?2",
);

/// Person and body of a feed.
pub(crate) const FEED: Query<(Id, String)> = Query::new(
    "feed",
    "select person, label from access_credential where kind = 'feed' and secret = ?1",
    |r| Ok((r.id(0)?, r.text(1)?)),
);

pub(crate) const ALL: [(&str, &str); 15] = [
    FILTERS.named(),
    SAVE_FILTER.named(),
    DROP_FILTER.named(),
    KEEP_DRAFT.named(),
    DRAFT.named(),
    DROP_DRAFT.named(),
    BE_PRESENT.named(),
    PRESENT.named(),
    GO.named(),
    WATCH.named(),
    UNWATCH.named(),
    WATCHES.named(),
    ADD_FEED.named(),
    END_FEED.named(),
    FEED.named(),
];
