//! How do I do it faster? The keys of the workplace.

use askama::Template;
use axum::response::IntoResponse;
use web::{Page, PageContext};

use crate::desk::{Answer, Desk};

/// The view of `/staff/napoveda`.
#[derive(Template)]
#[template(path = "help.html")]
struct Help {
    page: PageContext,
    keys: [(&'static str, &'static str); 6],
}

/// The keys and what they do.
const KEYS: [(&str, &str); 6] = [
    ("/", "cases-key-search"),
    ("j", "cases-key-down"),
    ("k", "cases-key-up"),
    ("Enter", "cases-key-open"),
    ("?", "cases-key-help"),
    ("Esc", "cases-key-leave"),
];

/// `GET /staff/napoveda`
pub(crate) async fn show(desk: Desk) -> Answer {
    Ok(Page(Help { keys: KEYS, page: desk.page }).into_response())
}
