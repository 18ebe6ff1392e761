//! Imports and the lists of categories that came with them.

use chrono::{DateTime, Utc};
use store::{Id, Query, Row, Statement, Store, StoreError, Transaction};

use crate::category::Catalogue;
use crate::incident::Source;
use crate::ingest::{Import, Report, State};

fn read(r: &Row<'_>) -> Result<Import, StoreError> {
    Ok(Import {
        id: r.id(0)?,
        source: Source::from_key(&r.text(1)?).ok_or_else(|| r.refuse(1, "a source"))?,
        format: r.text(2)?,
        state: State::from_key(&r.text(3)?).ok_or_else(|| r.refuse(3, "a state of an import"))?,
        name: r.text(4)?,
        sha256: r.text(5)?,
        bytes: u64::try_from(r.int(6)?).unwrap_or(0),
        schema_hash: r.text(7)?,
        catalogue: r.opt_id(8)?,
        report: serde_json::from_value::<Report>(r.json(9)?).map_err(|_| r.refuse(9, "a report"))?,
        at: r.time(10)?,
        decided_at: r.opt_time(11)?,
    })
}

pub(crate) const LIST: Query<Import> = Query::new(
    "offence_imports",
    "select id, source, format, state, name, sha256, bytes, schema_hash, catalogue, report, at, decided_at
       from offence_import order by id desc limit 200",
    read,
);
pub(crate) const ONE: Query<Import> = Query::new(
    "offence_import",
    "select id, source, format, state, name, sha256, bytes, schema_hash, catalogue, report, at, decided_at
       from offence_import where id = ?1",
    read,
);
pub(crate) const NEWEST: Query<Import> = Query::new(
    "newest_offence_import",
    "select id, source, format, state, name, sha256, bytes, schema_hash, catalogue, report, at, decided_at
       from offence_import where source = ?1 and format = ?2 and state = 'published' order by id desc limit 1",
    read,
);
pub(crate) const ADD: Statement = Statement::new(
    "add_offence_import",
    "insert into offence_import (id, source, format, state, name, sha256, bytes, schema_hash, catalogue, report, at, by_person)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
);
pub(crate) const DECIDE: Statement = Statement::new(
    "decide_offence_import",
    "update offence_import set state = ?3, report = ?4, decided_at = ?5, decided_by = ?6 where id = ?1 and state = ?2",
);

fn catalogue(r: &Row<'_>) -> Result<(Id, Catalogue), StoreError> {
    let body = serde_json::from_value(r.json(1)?).map_err(|_| r.refuse(1, "categories"))?;
    Ok((r.id(0)?, body))
}

pub(crate) const CATALOGUE: Query<(Id, Catalogue)> = Query::new(
    "offence_catalogue",
    "select c.id, c.body from offence_catalogue c join offence_import i on i.catalogue = c.id
      where c.source = ?1 and i.state = 'published' order by i.id desc limit 1",
    catalogue,
);
pub(crate) const CATALOGUE_OF: Query<Id> = Query::new(
    "offence_catalogue_of",
    "select id from offence_catalogue where source = ?1 and sha256 = ?2",
    |r| r.id(0),
);
pub(crate) const ADD_CATALOGUE: Statement = Statement::new(
    "add_offence_catalogue",
    "insert into offence_catalogue (id, source, sha256, body, at) values (?1, ?2, ?3, ?4, ?5)",
);

/// Imports, newest first.
pub(crate) async fn list(store: &Store) -> Result<Vec<Import>, StoreError> {
    store.rows(&LIST, &[]).await
}

/// One import.
pub(crate) async fn one(store: &Store, id: Id) -> Result<Option<Import>, StoreError> {
    store.row(&ONE, &[id.into()]).await
}

/// The last import of a source and format that was published.
pub(crate) async fn newest(
    store: &Store,
    source: Source,
    format: &str,
) -> Result<Option<Import>, StoreError> {
    store.row(&NEWEST, &[source.key().into(), format.into()]).await
}

/// Adds an import as it stands.
pub(crate) async fn add(tx: &mut Transaction, import: &Import, by: Id) -> Result<(), StoreError> {
    let row = [
        import.id.into(),
        import.source.key().into(),
        import.format.as_str().into(),
        import.state.key().into(),
        import.name.as_str().into(),
        import.sha256.as_str().into(),
        i64::try_from(import.bytes).unwrap_or(i64::MAX).into(),
        import.schema_hash.as_str().into(),
        import.catalogue.into(),
        import.report.as_json().into(),
        import.at.into(),
        by.into(),
    ];
    tx.execute(&ADD, &row).await?;
    Ok(())
}

/// Moves an import that still stands where it stood; false when somebody was faster.
pub(crate) async fn decide(
    tx: &mut Transaction,
    import: &Import,
    state: State,
    report: &Report,
    at: DateTime<Utc>,
    by: Id,
) -> Result<bool, StoreError> {
    let row = [
        import.id.into(),
        import.state.key().into(),
        state.key().into(),
        report.as_json().into(),
        at.into(),
        by.into(),
    ];
    Ok(tx.execute(&DECIDE, &row).await? > 0)
}

/// The categories a source speaks now.
pub(crate) async fn categories(store: &Store, source: Source) -> Result<Option<(Id, Catalogue)>, StoreError> {
    store.row(&CATALOGUE, &[source.key().into()]).await
}

/// Keeps a list of categories; the same list is kept once.
pub(crate) async fn keep_categories(
    tx: &mut Transaction,
    new: Id,
    source: Source,
    catalogue: &Catalogue,
    at: DateTime<Utc>,
) -> Result<Id, StoreError> {
    let body = serde_json::to_value(catalogue).unwrap_or_default();
    let sha256 = crate::sha256(body.to_string().as_bytes());
    if let Some(id) = tx.row(&CATALOGUE_OF, &[source.key().into(), sha256.as_str().into()]).await? {
        return Ok(id);
    }
    let row = [new.into(), source.key().into(), sha256.into(), body.into(), at.into()];
    tx.execute(&ADD_CATALOGUE, &row).await?;
    Ok(new)
}
