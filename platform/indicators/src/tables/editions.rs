//! Editions.

use store::{Query, Row, Statement, StoreError};

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

pub(crate) const ALL: [(&str, &str); 4] = [ADD.named(), NEWEST.named(), LIST.named(), ONE.named()];
