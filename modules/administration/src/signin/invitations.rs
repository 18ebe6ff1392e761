//! `/pozvanka/{token}`: the first password, or a new one.

use access::{Invitation, Purpose, SignInRefusal};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use ground::Ground;
use web::{Error, Form, Page, PageContext};

use super::browser::{Browser, WORKPLACE, admit, asking};
use super::entering::typed;
use super::providers::begin;
use super::words::{again, failed, page_of, refusal, refuse};

#[derive(Template)]
#[template(path = "signin/invitation.html")]
struct InvitationPage {
    page: PageContext,
    form: Form,
    name: String,
    login: String,
    action: String,
    fewest: usize,
    /// Label and address of each provider.
    providers: Vec<(String, String)>,
}

fn view(
    page: PageContext,
    ground: &Ground,
    form: Form,
    token: &str,
    invitation: Invitation,
) -> InvitationPage {
    let action = format!("/pozvanka/{token}");
    let providers = ground.access.providers().into_iter();
    let providers = providers.map(|(name, label)| (label, format!("{action}/poskytovatel/{name}"))).collect();
    InvitationPage {
        page: page.behind_no_door(),
        form,
        name: invitation.name,
        login: invitation.login,
        action,
        fewest: access::PASSWORD_FEWEST,
        providers,
    }
}

async fn held(ground: &Ground, token: &str) -> Result<Invitation, Error> {
    let invitation = ground.access.invitation(token).await.map_err(failed)?;
    invitation.ok_or_else(|| page_of(SignInRefusal::DeadLink))
}

/// Nobody keeps a page whose address opens an account.
fn unkept(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// `GET /pozvanka/{token}`
pub(super) async fn show(
    page: PageContext,
    State(ground): State<Ground>,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    let invitation = held(&ground, &token).await?;
    Ok(unkept(Page(view(page, &ground, Form::empty(), &token, invitation)).into_response()))
}

/// `POST /pozvanka/{token}`
pub(super) async fn accept(
    page: PageContext,
    State(ground): State<Ground>,
    browser: Browser,
    Path(token): Path<String>,
    form: Form,
) -> Result<Response, Error> {
    let invitation = held(&ground, &token).await?;
    let password = typed(&form, "password");
    match ground.access.accept_invitation(&token, password, &browser.device).await {
        Ok(entered) if entered.half => Ok(admit(&ground, &entered, WORKPLACE)),
        // The second factor is offered at once; it is needed before the first personal data anyway.
        Ok(entered) => Ok(admit(&ground, &entered, &asking(ground::guard::STEP_UP, WORKPLACE))),
        Err(error) => {
            let mut form = Form::empty();
            refuse(&mut form, "password", refusal(error)?);
            Ok(unkept(again(view(page, &ground, form, &token, invitation))))
        }
    }
}

/// `GET /pozvanka/{token}/poskytovatel/{name}`
pub(super) async fn accept_with(
    State(ground): State<Ground>,
    Path((token, name)): Path<(String, String)>,
) -> Result<Response, Error> {
    held(&ground, &token).await?;
    begin(&ground, &name, Purpose::Accept(token), WORKPLACE).await
}
