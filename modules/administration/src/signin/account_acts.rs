//! What a person changes about their own account.

use access::{Actor, Visitor};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, SignedIn};
use store::Id;
use web::{Error, Form, Page, PageContext};

use super::account::page_of;
use super::apps::RecoveryPage;
use super::browser::{Browser, admit, asking};
use super::entering::typed;
use super::words::{again, failed, refusal, refuse};

const ACCOUNT: &str = "/staff/ucet";

/// The person as the trail names them.
fn actor(visitor: &Visitor, browser: &Browser) -> Actor {
    let mut actor = Actor::from(visitor);
    actor.client.clone_from(&browser.device.client);
    actor
}

fn id(form: &Form, name: &str) -> Result<Id, Error> {
    form.text(name).parse().map_err(|_| Error::Missing("id in a form"))
}

/// `POST /staff/ucet/jazyk`
pub(super) async fn language(
    State(ground): State<Ground>,
    SignedIn(visitor): SignedIn,
    browser: Browser,
    form: Form,
) -> Result<Response, Error> {
    let language = form.text("language");
    let who = actor(&visitor, &browser);
    ground.access.choose_language(&who, visitor.person, language).await.map_err(failed)?;
    // The page itself speaks it from now on, too.
    Ok(Redirect::to(&format!("{ACCOUNT}?lang={}", web::percent_encoded(language))).into_response())
}

/// `POST /staff/ucet/heslo`
pub(super) async fn password(
    page: PageContext,
    State(ground): State<Ground>,
    SignedIn(visitor): SignedIn,
    browser: Browser,
    form: Form,
) -> Result<Response, Error> {
    let (current, new) = (typed(&form, "current"), typed(&form, "new"));
    match ground.access.change_password(&browser.token, current, new, &browser.device).await {
        Ok(entered) => Ok(admit(&ground, &entered, ACCOUNT)),
        Err(error) => {
            let why = refusal(error)?;
            let mut form = Form::from_pairs([("language", page.lang().tag())]);
            let field = if matches!(why, access::SignInRefusal::Password(_)) { "new" } else { "current" };
            refuse(&mut form, field, why);
            Ok(again(page_of(page, &ground, &visitor, form).await?))
        }
    }
}

/// `POST /staff/ucet/zalozni-kody`
pub(super) async fn recovery(
    page: PageContext,
    State(ground): State<Ground>,
    browser: Browser,
) -> Result<Response, Error> {
    match ground.access.renew_recovery(&browser.token, &browser.device).await {
        Ok(codes) => Ok(Page(RecoveryPage { page, next: ACCOUNT.to_owned(), codes }).into_response()),
        Err(error) => {
            refusal(error)?;
            Ok(Redirect::to(&asking(ground::guard::STEP_UP, ACCOUNT)).into_response())
        }
    }
}

/// `POST /staff/ucet/prihlaseni/ukoncit`
pub(super) async fn end_one(
    State(ground): State<Ground>,
    SignedIn(visitor): SignedIn,
    browser: Browser,
    form: Form,
) -> Result<Response, Error> {
    let who = actor(&visitor, &browser);
    let ended = ground.access.end_session(&who, visitor.person, id(&form, "session")?).await;
    if !ended.map_err(failed)? {
        return Err(Error::Missing("own session"));
    }
    Ok(Redirect::to(ACCOUNT).into_response())
}

/// `POST /staff/ucet/prihlaseni/ukoncit-ostatni`
pub(super) async fn end_others(
    State(ground): State<Ground>,
    SignedIn(visitor): SignedIn,
    browser: Browser,
) -> Result<Response, Error> {
    let who = actor(&visitor, &browser);
    let ended = ground.access.end_sessions(&who, visitor.person, Some(visitor.session)).await;
    ended.map_err(failed)?;
    Ok(Redirect::to(ACCOUNT).into_response())
}

/// `POST /staff/ucet/poskytovatele/odebrat`
pub(super) async fn unlink(
    State(ground): State<Ground>,
    browser: Browser,
    form: Form,
) -> Result<Response, Error> {
    let link = id(&form, "link")?;
    ground.access.unlink_provider(&browser.token, link, &browser.device).await.map_err(failed)?;
    Ok(Redirect::to(ACCOUNT).into_response())
}
