//! Journeys to a provider of identity and back.

use access::{Purpose, SignInRefusal};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use ground::Ground;
use serde::Deserialize;
use web::Error;

use super::browser::{Browser, admitted, asking, local, send_off};
use super::entering::Wanted;
use super::words::{failed, page_of, refusal};

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

/// `GET /staff/ucet/poskytovatele/{name}`
pub(super) async fn link(
    State(ground): State<Ground>,
    browser: Browser,
    Path(name): Path<String>,
) -> Result<Response, Error> {
    known(&ground, &name)?;
    let account = "/staff/ucet";
    match ground.access.begin_provider(&name, Purpose::Link(browser.token), account).await {
        Ok(begun) => Ok(send_off(&ground, &begun)),
        Err(error) => match refusal(error)? {
            SignInRefusal::NoFactor => {
                Ok(Redirect::to(&asking(ground::guard::STEP_UP, account)).into_response())
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
