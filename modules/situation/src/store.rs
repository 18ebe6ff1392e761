//! Queries of the module: papers that were published. No rules.

use chrono::{DateTime, NaiveDate, Utc};
use documents::Report;
use store::{Id, Query, Row, Statement, Store, StoreError, Transaction};

/// Every query of the module, for the test that prepares them all on both databases.
pub(crate) const QUERIES: &[(&str, &str)] =
    &[LIST.named(), ONE.named(), LAST_DAY.named(), ADD.named(), WITHDRAW.named()];

/// A paper that was published.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Published {
    pub(crate) id: Id,
    pub(crate) day: NaiveDate,
    pub(crate) since: NaiveDate,
    /// The report in Czech, English and Ukrainian, as it was published.
    pub(crate) reports: Vec<Report>,
    pub(crate) at: DateTime<Utc>,
}

impl Published {
    /// The report in a language.
    pub(crate) fn report(&self, tag: &str) -> Option<&Report> {
        self.reports.iter().find(|report| report.language.tag() == tag).or(self.reports.first())
    }
}

const LIST: Query<(Id, NaiveDate, DateTime<Utc>)> = Query::new(
    "situation_papers",
    "select id, day, published_at from situation_paper where withdrawn_at is null order by day desc, id desc limit ?1",
    |r| Ok((r.id(0)?, r.date(1)?, r.time(2)?)),
);
const ONE: Query<Published> = Query::new(
    "situation_paper",
    "select id, day, since, body, published_at from situation_paper where id = ?1 and withdrawn_at is null",
    paper,
);
const LAST_DAY: Query<NaiveDate> = Query::new(
    "last_situation_day",
    "select day from situation_paper where day < ?1 and withdrawn_at is null order by day desc limit 1",
    |r| r.date(0),
);
const ADD: Statement = Statement::new(
    "add_situation_paper",
    "insert into situation_paper (id, owner_body, day, since, body, published_at, published_by)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
);
const WITHDRAW: Statement = Statement::new(
    "withdraw_situation_paper",
    "update situation_paper set withdrawn_at = ?2 where id = ?1 and owner_body = ?3 and withdrawn_at is null",
);

fn paper(r: &Row<'_>) -> Result<Published, StoreError> {
    let reports = serde_json::from_value(r.json(3)?).map_err(|_| r.refuse(3, "reports"))?;
    Ok(Published { id: r.id(0)?, day: r.date(1)?, since: r.date(2)?, reports, at: r.time(4)? })
}

/// Papers on the portal with their days, newest first.
pub(crate) async fn list(
    store: &Store,
    most: i64,
) -> Result<Vec<(Id, NaiveDate, DateTime<Utc>)>, StoreError> {
    store.rows(&LIST, &[most.into()]).await
}

/// A paper on the portal.
pub(crate) async fn one(store: &Store, id: Id) -> Result<Option<Published>, StoreError> {
    store.row(&ONE, &[id.into()]).await
}

/// The day of the last paper before a day.
pub(crate) async fn last_day(store: &Store, before: NaiveDate) -> Result<Option<NaiveDate>, StoreError> {
    store.row(&LAST_DAY, &[before.into()]).await
}

/// Keeps a paper.
pub(crate) async fn add(
    tx: &mut Transaction,
    paper: &Published,
    owner: Id,
    by: Id,
) -> Result<(), StoreError> {
    let body = serde_json::to_value(&paper.reports).unwrap_or_default();
    let row = [
        paper.id.into(),
        owner.into(),
        paper.day.into(),
        paper.since.into(),
        body.into(),
        paper.at.into(),
        by.into(),
    ];
    tx.execute(&ADD, &row).await?;
    Ok(())
}

/// Takes a paper of a body from the portal; false when there is none.
pub(crate) async fn withdraw(
    tx: &mut Transaction,
    id: Id,
    owner: Id,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&WITHDRAW, &[id.into(), at.into(), owner.into()]).await? > 0)
}
