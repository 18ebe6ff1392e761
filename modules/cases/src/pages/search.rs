//! Where is the case I mean? By number, title or place, within what one may see.

use askama::Template;
use axum::response::IntoResponse;
use casework::Filter;
use web::{Form, Page, PageContext};

use super::list::{Row, row};
use crate::desk::{Answer, Desk, see};

/// Shortest word that is searched for.
const SHORTEST: usize = 2;

/// The view of `/staff/hledat`.
#[derive(Template)]
#[template(path = "search-cases.html")]
struct Search {
    page: PageContext,
    query: String,
    lead: String,
    rows: Vec<Row>,
    more: String,
}

/// `GET /staff/hledat?q=`
pub(crate) async fn show(desk: Desk) -> Answer {
    let query: String = {
        let form = Form::from_encoded(desk.page.query().as_bytes());
        form.text("q").chars().take(200).collect()
    };
    let t = desk.t();
    if query.chars().count() < SHORTEST {
        let lead = t.say("cases-search-short").into_owned();
        let view = Search { query, lead, rows: Vec::new(), more: String::new(), page: desk.page };
        return Ok(Page(view).into_response());
    }
    // A whole number leads straight to its case.
    if query.contains('-')
        && query.chars().any(|c| c.is_ascii_digit())
        && let Some(case) = desk.numbered(&query).await?
    {
        return see(&super::href(case));
    }
    let bodies = desk.bodies().await?;
    let filter = Filter { find: query.clone(), size: 50, ..Filter::default() };
    let list = desk.ground.casework.list(&desk.who, &filter).await.map_err(|error| desk.stop(error))?;
    let lead = match (list.rows.len(), list.next.is_some()) {
        (0, _) => t.with1("cases-search-none", "query", &query),
        (count, false) => t.with1("cases-list-count", "count", count),
        (count, true) => t.with1("cases-list-more", "count", count),
    };
    let more = if list.next.is_some() {
        format!("/staff/pripady?otevrene=vse&q={}", web::percent_encoded(&query))
    } else {
        String::new()
    };
    let rows = list.rows.iter().map(|found| row(&desk, &bodies, found)).collect();
    Ok(Page(Search { query, lead, rows, more, page: desk.page }).into_response())
}
