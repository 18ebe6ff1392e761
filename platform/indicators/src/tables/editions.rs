//! Editions.

use chrono::{DateTime, Utc};
use store::{Id, Query, Row, Statement, StoreError};

use crate::{Edition, Source};

pub(crate) const ADD: Statement = Statement::new(
    "add_indicator_edition",
    "insert into indicator_edition
       (id, source, title, place, licence, public, fetched_at, sha256, form, covers, figures, imported_at, imported_by)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
);

/// Hash of the bytes of a source's newest edition.
pub(crate) const NEWEST: Query<(String, String)> = Query::new(
    "newest_indicator_edition",
    "select sha256, covers from indicator_edition where source = ?1 order by id desc limit 1",
    |r| Ok((r.text(0)?, r.text(1)?)),
);

/// The edition that was taken over last, of whatever source.
pub(crate) const LAST: Query<Id> =
    Query::new("last_indicator_edition", "select id from indicator_edition order by id desc limit 1", |r| {
        r.id(0)
    });

/// The last edition that said anything otherwise than before, to whoever may see it.
pub(crate) const LAST_CHANGE: Query<(Id, DateTime<Utc>)> = Query::new(
    "last_indicator_change",
    "select e.id, e.imported_at from indicator_edition e
      where ((e.public = ?1 or ?1 is null) and exists (select 1 from indicator_figure f where f.edition = e.id))
         or exists (select 1 from indicator_figure f join indicator_edition o on o.id = f.edition
                     where f.superseded_by = e.id and (o.public = ?1 or ?1 is null))
      order by e.id desc limit 1",
    |r| Ok((r.id(0)?, r.time(1)?)),
);

/// Editions after one and up to another, in the order in which they were taken over.
pub(crate) const BETWEEN: Query<Edition> = Query::new(
    "indicator_editions_between",
    "select id, source, title, place, licence, public, fetched_at, sha256, form, imported_at, figures
       from indicator_edition where id > ?1 and id <= ?2 and (public = ?3 or ?3 is null) order by id limit ?4",
    read,
);

/// The last edition that may be seen, whether or not it changed a figure.
pub(crate) const LAST_SEEN: Query<(Id, DateTime<Utc>)> = Query::new(
    "last_seen_indicator_edition",
    "select id, imported_at from indicator_edition where public = ?1 or ?1 is null order by id desc limit 1",
    |r| Ok((r.id(0)?, r.time(1)?)),
);

pub(crate) const LIST: Query<Edition> = Query::new(
    "indicator_editions",
    "select id, source, title, place, licence, public, fetched_at, sha256, form, imported_at, figures
       from indicator_edition where source = ?1 or ?1 is null order by id desc limit ?2",
    read,
);

pub(crate) const ONE: Query<Edition> = Query::new(
    "indicator_edition",
    "select id, source, title, place, licence, public, fetched_at, sha256, form, imported_at, figures
       from indicator_edition where id = ?1",
    read,
);

fn read(r: &Row<'_>) -> Result<Edition, StoreError> {
    Ok(Edition {
        id: r.id(0)?,
        source: Source {
            key: r.text(1)?,
            title: r.text(2)?,
            place: r.text(3)?,
            licence: r.text(4)?,
            public: r.bool(5)?,
        },
        fetched_at: r.time(6)?,
        sha256: r.text(7)?,
        schema: r.text(8)?,
        imported_at: r.time(9)?,
        figures: r.int(10)?,
    })
}

pub(crate) const ALL: [(&str, &str); 8] = [
    ADD.named(),
    NEWEST.named(),
    LAST.named(),
    LAST_CHANGE.named(),
    LAST_SEEN.named(),
    BETWEEN.named(),
    LIST.named(),
    ONE.named(),
];
