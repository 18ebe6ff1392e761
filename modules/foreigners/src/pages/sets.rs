//! Sets that were taken over or set aside.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ground::{Ground, Signed};
use web::tables::{Cell, Column, Table, TableQuery};
use web::{Error, Page, PageContext};

use super::tabs;
use crate::acts::{agencies, kept, seen, sets as acts};
use crate::store::sets::{self, Set};

/// The view of `/staff/cizinci`.
#[derive(Template)]
#[template(path = "sets.html")]
struct Sets {
    page: PageContext,
    tabs: Vec<(String, String, bool)>,
    district: Option<String>,
    table: Table,
    snapshots: Table,
}

const ROWS: usize = 50;

/// `GET /staff/cizinci`
pub(crate) async fn list(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let t = page.t();
    let all = ground.store.rows(&sets::LIST, &[]).await.map_err(kept("list sets"))?;
    let snapshots = agencies::snapshots(&ground).await?;
    seen(&ground, &who, "foreigners-sets", all.len()).await?;
    let columns = vec![
        Column::text("kind", t.say("foreigners-set")).fixed(),
        Column::text("name", t.say("foreigners-file")).fixed(),
        Column::text("state", t.say("foreigners-state")).fixed(),
        Column::text("found", t.say("foreigners-found")).fixed(),
        Column::text("at", t.say("foreigners-taken-at")).fixed(),
    ];
    let rows: Vec<Vec<Cell>> = all.iter().map(|set| row(&page, set)).collect();
    let shown = query.cut(&rows, ROWS).to_vec();
    let caption = t.with1("foreigners-sets-caption", "count", rows.len());
    let table = Table::new(&page, &query, caption, columns)
        .when_empty(t.say("foreigners-sets-empty"))
        .files(&[])
        .rows(shown, rows.len(), ROWS);
    let columns = vec![
        Column::text("day", t.say("foreigners-snapshot")).fixed(),
        Column::number("entries", t.say("foreigners-entries")).fixed(),
        Column::number("quarantined", t.say("foreigners-quarantined")).fixed(),
        Column::text("at", t.say("foreigners-taken-at")).fixed(),
    ];
    let rows: Vec<Vec<Cell>> = snapshots
        .iter()
        .take(ROWS)
        .map(|it| {
            vec![
                Cell::date(&page, it.day),
                Cell::number(&page, it.entries),
                Cell::number(&page, it.quarantined.len()),
                Cell::moment(&page, it.added_at),
            ]
        })
        .collect();
    let (count, caption) = (rows.len(), t.say("foreigners-snapshots-caption").into_owned());
    let snapshots = Table::new(&page, &TableQuery::default(), caption, columns)
        .when_empty(t.say("foreigners-snapshots-empty"))
        .files(&[])
        .rows(rows, count, ROWS);
    let district = acts::home(&ground).await?.district.map(|district| district.name);
    Ok(Page(Sets { tabs: tabs(t, ""), district, table, snapshots, page }).into_response())
}

fn row(page: &PageContext, set: &Set) -> Vec<Cell> {
    let t = page.t();
    let number = |name: &str| set.report.get(name).and_then(serde_json::Value::as_u64).unwrap_or(0);
    let listed = |name: &str| set.report.get(name).and_then(serde_json::Value::as_array).map_or(0, Vec::len);
    let found = if set.taken {
        t.with(
            "foreigners-set-found",
            &[("rows", &number("rows")), ("sums", &number("sums")), ("stocks", &listed("stocks"))],
        )
    } else {
        t.with1("foreigners-set-differences", "count", listed("differences"))
    };
    let state = if set.taken { "foreigners-state-taken" } else { "foreigners-state-quarantined" };
    vec![
        Cell::text(t.say(&format!("foreigners-kind-{}", set.kind)).into_owned()),
        Cell::text(set.name.as_str()),
        Cell::text(t.say(state)),
        Cell::text(found),
        Cell::moment(page, set.added_at),
    ]
}
