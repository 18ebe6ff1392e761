//! The first page: one question, one box.

use askama::Template;
use axum::extract::State;
use ground::Ground;
use web::{Page, PageContext};

/// The view of `/`.
#[derive(Template)]
#[template(path = "home.html")]
pub(crate) struct Home {
    page: PageContext,
    example: String,
    loaded: bool,
}

/// `GET /`
pub(crate) async fn show(page: PageContext, State(ground): State<Ground>) -> Page<Home> {
    let atlas = super::atlas(&ground);
    let example = atlas.city().map(|city| city.example.clone()).unwrap_or_default();
    Page(Home { page, example, loaded: atlas.register().is_some() })
}
