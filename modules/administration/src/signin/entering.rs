//! `/prihlaseni`, the second factor of a sign-in, and `/odhlaseni`.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use ground::Ground;
use serde::Deserialize;
use web::{Error, Form, Page, PageContext};

use super::browser::{Browser, WORKPLACE, admit, asking, dismissed, local};
use super::demonstration::{self, Offered};
use super::words::{again, failed, refusal, refuse};

/// Where the person wanted to go.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    pub(super) next: String,
}

#[derive(Template)]
#[template(path = "signin/enter.html")]
struct EnterPage {
    page: PageContext,
    form: Form,
    next: String,
    /// Label and address of each provider.
    providers: Vec<(String, String)>,
    people: Vec<Offered>,
}

async fn enter_page(page: PageContext, ground: &Ground, form: Form, next: &str) -> Result<EnterPage, Error> {
    let providers = ground.access.providers().into_iter();
    let way = |name: &str| asking(&format!("/prihlaseni/poskytovatel/{name}"), next);
    let providers = providers.map(|(name, label)| (label, way(&name))).collect();
    let people = demonstration::offered(ground, page.t()).await?;
    Ok(EnterPage { page: page.behind_no_door(), form, next: next.to_owned(), providers, people })
}

/// `GET /prihlaseni`
pub(super) async fn show(
    page: PageContext,
    State(ground): State<Ground>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    Ok(Page(enter_page(page, &ground, Form::empty(), local(&wanted.next)).await?).into_response())
}

/// `POST /prihlaseni`
pub(super) async fn sign_in(
    page: PageContext,
    State(ground): State<Ground>,
    browser: Browser,
    form: Form,
) -> Result<Response, Error> {
    let next = local(form.text("next")).to_owned();
    let login = form.text("login").to_owned();
    let password = typed(&form, "password");
    match ground.access.sign_in(&login, password, &browser.device).await {
        Ok(entered) => {
            // Whoever was signed in here before is not any more.
            ground.access.sign_out(&browser.token, &browser.device.client).await.map_err(failed)?;
            Ok(admit(&ground, &entered, &next))
        }
        Err(error) => {
            let mut form = Form::from_pairs([("login", login)]);
            refuse(&mut form, "password", refusal(error)?);
            Ok(again(enter_page(page, &ground, form, &next).await?))
        }
    }
}

/// A password as it was typed: spaces count.
pub(super) fn typed<'a>(form: &'a Form, name: &'a str) -> &'a str {
    form.all(name).next().unwrap_or_default()
}

#[derive(Template)]
#[template(path = "signin/code.html")]
struct CodePage {
    page: PageContext,
    form: Form,
    next: String,
}

/// `GET /prihlaseni/kod`
pub(super) async fn show_code(
    page: PageContext,
    State(ground): State<Ground>,
    browser: Browser,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let next = local(&wanted.next).to_owned();
    if !ground.access.is_half(&browser.token).await.map_err(failed)? {
        return Ok(from_the_beginning(&next));
    }
    Ok(Page(CodePage { page: page.behind_no_door(), form: Form::empty(), next }).into_response())
}

/// `POST /prihlaseni/kod`
pub(super) async fn code(
    page: PageContext,
    State(ground): State<Ground>,
    browser: Browser,
    form: Form,
) -> Result<Response, Error> {
    let next = local(form.text("next")).to_owned();
    match ground.access.show_code(&browser.token, form.text("code"), &browser.device).await {
        Ok(entered) => Ok(admit(&ground, &entered, &next)),
        Err(error) => match refusal(error)? {
            // Too late: from the beginning.
            access::SignInRefusal::NoSession => Ok(from_the_beginning(&next)),
            why => {
                let mut form = Form::empty();
                refuse(&mut form, "code", why);
                Ok(again(CodePage { page: page.behind_no_door(), form, next }))
            }
        },
    }
}

fn from_the_beginning(next: &str) -> Response {
    let sign_in = ground::guard::SIGN_IN;
    if next == WORKPLACE { Redirect::to(sign_in) } else { Redirect::to(&asking(sign_in, next)) }
        .into_response()
}

/// `POST /odhlaseni`
pub(super) async fn sign_out(State(ground): State<Ground>, browser: Browser) -> Result<Response, Error> {
    ground.access.sign_out(&browser.token, &browser.device.client).await.map_err(failed)?;
    Ok((dismissed(&ground), Redirect::to(ground::guard::SIGN_IN)).into_response())
}
