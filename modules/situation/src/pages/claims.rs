//! What do we say in public, and does it still hold? The claims of the body.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ground::{Ground, Signed};
use indicators::words;
use store::Id;
use web::tables::{Cell, Column, Table, TableQuery};
use web::{Error, Page, PageContext};

use crate::acts::must;

/// Where the claims of the workplace are.
pub(crate) const HOME: &str = "/staff/tvrzeni";

/// Address of a claim in the workplace.
pub(crate) fn href(id: Id) -> String {
    format!("{HOME}/{id}")
}

/// The view of `/staff/tvrzeni`.
#[derive(Template)]
#[template(path = "claims.html")]
struct Claims {
    page: PageContext,
    table: Table,
    turned: usize,
    may_add: bool,
}

const ROWS: usize = 50;

/// `GET /staff/tvrzeni`
pub(crate) async fn list(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let claims = ground.indicators.claims((&who).into()).await?;
    let t = page.t();
    let columns = vec![
        Column::text("claim", t.say("situation-claim")),
        Column::text("state", t.say("situation-claim-state")),
        Column::text("verdict", t.say("situation-verdict")),
        Column::text("changed", t.say("situation-claim-changed")),
    ];
    let row = |claim: &indicators::Claim| {
        let concept = ground.indicators.catalogue().concept(&claim.draft.question.concept);
        let about = concept.map_or("", |concept| concept.name.in_language(t.lang().tag()));
        let territory = words::place(t, ground.indicators.catalogue(), &claim.draft.question.territory);
        let verdict = claim.verdict.map_or_else(String::new, |verdict| words::verdict(t, verdict));
        let turned = if claim.has_turned() { t.say("situation-has-turned").into_owned() } else { verdict };
        vec![
            Cell::link(href(claim.id), format!("{about}, {territory}")),
            Cell::text(t.say(&format!("situation-claim-{}", claim.state.key())).into_owned()),
            Cell::text(turned),
            Cell::text(t.moment(&claim.changed_at)),
        ]
    };
    let rows: Vec<Vec<Cell>> = claims.iter().map(row).collect();
    let shown = query.cut(&rows, ROWS).to_vec();
    let caption = t.with1("situation-claims-caption", "count", claims.len());
    let table = Table::new(&page, &query, caption, columns)
        .when_empty(t.say("situation-claims-empty"))
        .files(&[])
        .rows(shown, claims.len(), ROWS);
    let turned = claims.iter().filter(|claim| claim.has_turned()).count();
    let may_add = must(&ground, &who, access::Action::Create).is_ok();
    Ok(Page(Claims { table, turned, may_add, page }).into_response())
}
