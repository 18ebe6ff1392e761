//! `/prihlaseni/za-koho`: for whom does the person act? Rights of several bodies are never united.

use access::Words;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use ground::{Ground, SignedIn};
use store::Id;
use web::{Error, Form, Page, PageContext};

use super::browser::{Browser, admit, local};
use super::entering::Wanted;
use super::words::failed;

#[derive(Template)]
#[template(path = "signin/bodies.html")]
struct BodiesPage {
    page: PageContext,
    next: String,
    bodies: Vec<Choice>,
}

struct Choice {
    id: String,
    name: String,
    current: bool,
}

/// `GET /prihlaseni/za-koho`
pub(super) async fn show(
    page: PageContext,
    SignedIn(visitor): SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let current = visitor.subject.as_ref().map(|subject| subject.body);
    let bodies = visitor.bodies.iter().map(|acting| Choice {
        id: acting.body.to_string(),
        name: Words::from_json(&acting.name).in_language(page.t().lang().tag()).to_owned(),
        current: Some(acting.body) == current,
    });
    let bodies = bodies.collect();
    Ok(Page(BodiesPage { next: local(&wanted.next).to_owned(), bodies, page }).into_response())
}

/// `POST /prihlaseni/za-koho`
pub(super) async fn choose(
    State(ground): State<Ground>,
    browser: Browser,
    form: Form,
) -> Result<Response, Error> {
    let body: Id = form.text("body").parse().map_err(|_| Error::Missing("body"))?;
    let entered = ground.access.choose_body(&browser.token, body, &browser.device).await.map_err(failed)?;
    Ok(admit(&ground, &entered, local(form.text("next"))))
}
