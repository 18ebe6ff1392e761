//! The list of waves.

use access::trail::Entry;
use access::{Action, Kind};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ground::{Ground, Signed};
use web::tables::{Cell, Column, Table, TableQuery};
use web::{Error, Page, PageContext};

use super::wave_href;
use crate::acts::{kept, must, seen};
use crate::store::waves;
use crate::wave::Wave;
use crate::words;

/// The view of `/staff/pruzkumy`.
#[derive(Template)]
#[template(path = "waves.html")]
struct Waves {
    page: PageContext,
    table: Table,
    may_add: bool,
}

const ROWS: usize = 50;

/// `GET /staff/pruzkumy`
pub(crate) async fn list(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    axum::extract::State(ground): State<Ground>,
) -> Result<Response, Error> {
    must(&ground, &who, Action::Read, who.body)?;
    let mut waves = waves::list(&ground.store, who.body).await.map_err(kept("list waves"))?;
    waves.sort_by_key(|wave| std::cmp::Reverse(wave.facts.from));
    seen(&ground, &who, Entry::of(Action::Read, Kind::Survey).rows(waves.len())).await?;
    let t = page.t();
    let columns = vec![
        Column::text("label", t.say("survey-wave")),
        Column::text("state", t.say("survey-state")),
        Column::text("days", t.say("survey-days")),
        Column::text("sample", t.say("survey-sample")),
        Column::text("modes", t.say("survey-modes")),
        Column::number("complete", t.say("survey-complete")),
    ];
    let rows = waves.iter().map(|wave| row(&page, wave)).collect();
    let rows = super::shown::arranged(&page, &query, &columns, rows);
    let shown = query.cut(&rows, ROWS).to_vec();
    let caption = t.with1("survey-waves-caption", "count", waves.len());
    let table = Table::new(&page, &query, caption, columns)
        .when_empty(t.say("survey-waves-empty"))
        .files(&[])
        .rows(shown, waves.len(), ROWS);
    let may_add = must(&ground, &who, Action::Create, who.body).is_ok();
    Ok(Page(Waves { table, may_add, page }).into_response())
}

fn row(page: &PageContext, wave: &Wave) -> Vec<Cell> {
    let t = page.t();
    vec![
        Cell::link(wave_href(wave.id), wave.label.as_str()),
        Cell::text(words::state(t, wave.state)),
        Cell::text(words::days(t, &wave.facts)),
        Cell::text(words::sample(t, wave.facts.sample)),
        Cell::text(words::all_modes(t, &wave.facts)),
        Cell::number(page, wave.facts.outcomes.complete),
    ]
}
