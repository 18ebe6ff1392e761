//! Journeys to a provider of identity and back.

use access::{Purpose, SignInRefusal};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, SignedIn};
use serde::Deserialize;
use web::{Error, Form, Page, PageContext};

use super::browser::{Browser, admitted, asking, bound, local, send_off};
use super::entering::{Wanted, typed};
use super::words::{again, failed, page_of, refusal, refuse};

/// `GET /prihlaseni/poskytovatel/{name}`
pub(super) async fn sign_in(
    State(ground): State<Ground>,
    Path(name): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    begin(&ground, &name, Purpose::SignIn, local(&wanted.next)).await
}

/// `GET /prihlaseni/overeni/poskytovatel/{name}`
pub(super) async fn step_up(
    State(ground): State<Ground>,
    browser: Browser,
    Path(name): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    begin(&ground, &name, Purpose::StepUp(browser.token), local(&wanted.next)).await
}

/// A page with the way on: a form may not lead to another host, a link may.
#[derive(Template)]
#[template(path = "signin/onward.html")]
struct OnwardPage {
    page: PageContext,
    label: String,
    href: String,
}

/// `POST /staff/ucet/poskytovatele/{name}`: the password once more, then the way to the provider.
pub(super) async fn link(
    page: PageContext,
    State(ground): State<Ground>,
    SignedIn(visitor): SignedIn,
    browser: Browser,
    Path(name): Path<String>,
    form: Form,
) -> Result<Response, Error> {
    known(&ground, &name)?;
    let (account, password) = ("/staff/ucet", typed(&form, "link_password"));
    match ground.access.begin_link(&name, &browser.token, password, account, &browser.device).await {
        Ok(begun) => {
            let found = ground.access.providers().into_iter().find(|(known, _)| *known == name);
            let label = found.map(|(_, label)| label).unwrap_or_default();
            let cookie = bound(&ground, &begun);
            Ok((cookie, Page(OnwardPage { page, label, href: begun.url })).into_response())
        }
        Err(error) => match refusal(error)? {
            SignInRefusal::NoFactor => {
                Ok(Redirect::to(&asking(ground::guard::STEP_UP, account)).into_response())
            }
            why @ (SignInRefusal::Wrong | SignInRefusal::Wait { .. } | SignInRefusal::Busy) => {
                let mut form = Form::from_pairs([("language", page.lang().tag())]);
                refuse(&mut form, "link_password", why);
                Ok(again(super::account::page_of(page, &ground, &visitor, form).await?))
            }
            why => Err(page_of(why)),
        },
    }
}

pub(super) async fn begin(
    ground: &Ground,
    name: &str,
    purpose: Purpose,
    next: &str,
) -> Result<Response, Error> {
    known(ground, name)?;
    let begun = ground.access.begin_provider(name, purpose, next).await.map_err(failed)?;
    Ok(send_off(ground, &begun))
}

/// What a provider sends back in the address.
#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
}

/// `GET /prihlaseni/poskytovatel/navrat`
pub(super) async fn back(
    State(ground): State<Ground>,
    browser: Browser,
    Query(answer): Query<Answer>,
) -> Result<Response, Error> {
    if answer.code.is_empty() {
        // The person turned back at the provider, or the provider refused.
        return Err(page_of(SignInRefusal::ProviderAnswer));
    }
    let (state, code) = (&answer.state, &answer.code);
    let finished = ground.access.finish_provider(state, code, &browser.binding, &browser.device).await;
    let finished = finished.map_err(failed)?;
    let entered = &finished.entered;
    if finished.is_new {
        ground.access.sign_out(&browser.token, &browser.device.client).await.map_err(failed)?;
    }
    let next = local(&finished.next);
    let way = match (entered.half, finished.assured) {
        (true, _) => asking("/prihlaseni/kod", next),
        // Not sure enough for what was asked: our own second factor instead.
        (false, false) if !finished.is_new => asking(ground::guard::STEP_UP, next),
        _ => next.to_owned(),
    };
    Ok((admitted(&ground, entered), Redirect::to(&way)).into_response())
}

/// There is such a provider.
fn known(ground: &Ground, name: &str) -> Result<(), Error> {
    let known = ground.access.providers().iter().any(|(known, _)| known == name);
    if known { Ok(()) } else { Err(Error::Missing("provider of identity")) }
}
