//! `/prihlaseni/overeni`: a second factor before personal data, and the app that gives its codes.

use access::{Enrolment, SignInRefusal};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, SignedIn};
use web::{Error, Form, Page, PageContext};

use super::browser::{Browser, admit, admitted, asking, local};
use super::entering::{Wanted, typed};
use super::picture;
use super::words::{again, failed, refusal, refuse};

#[derive(Template)]
#[template(path = "signin/step_up.html")]
struct StepUpPage {
    page: PageContext,
    form: Form,
    next: String,
    /// There is an app to show.
    has_app: bool,
    /// There is a password to ask before an app is set up.
    has_password: bool,
    /// Label and address of each provider.
    providers: Vec<(String, String)>,
}

async fn step_up_page(
    page: PageContext,
    ground: &Ground,
    visitor: &access::Visitor,
    form: Form,
    next: &str,
) -> Result<StepUpPage, Error> {
    let factors = ground.access.factors(visitor.person).await.map_err(failed)?;
    let linked = ground.access.linked_providers(visitor.person).await.map_err(failed)?;
    let providers = ground.access.providers().into_iter();
    let providers = providers.filter(|(_, label)| linked.iter().any(|it| it.label == *label));
    let way = |name: &str| asking(&format!("/prihlaseni/overeni/poskytovatel/{name}"), next);
    let providers = providers.map(|(name, label)| (label, way(&name))).collect();
    let next = next.to_owned();
    Ok(StepUpPage { page, form, next, has_app: factors.totp, has_password: factors.password, providers })
}

/// `GET /prihlaseni/overeni`
pub(super) async fn show(
    page: PageContext,
    State(ground): State<Ground>,
    SignedIn(visitor): SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let next = local(&wanted.next);
    Ok(Page(step_up_page(page, &ground, &visitor, Form::empty(), next).await?).into_response())
}

/// `POST /prihlaseni/overeni`
pub(super) async fn code(
    page: PageContext,
    State(ground): State<Ground>,
    SignedIn(visitor): SignedIn,
    browser: Browser,
    form: Form,
) -> Result<Response, Error> {
    let next = local(form.text("next")).to_owned();
    match ground.access.show_code(&browser.token, form.text("code"), &browser.device).await {
        Ok(entered) => Ok(admit(&ground, &entered, &next)),
        Err(error) => {
            let mut form = Form::empty();
            refuse(&mut form, "code", refusal(error)?);
            Ok(again(step_up_page(page, &ground, &visitor, form, &next).await?))
        }
    }
}

#[derive(Template)]
#[template(path = "signin/app.html")]
struct AppPage {
    page: PageContext,
    form: Form,
    next: String,
    picture: String,
    key: String,
    sealed: String,
}

impl AppPage {
    fn new(page: PageContext, form: Form, next: String, app: &Enrolment) -> AppPage {
        let label = page.t().say("signin-app-picture").into_owned();
        // Groups of four are easier to copy.
        let letters: Vec<char> = app.key.chars().collect();
        let groups: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
        AppPage {
            picture: picture::of(&app.url, &label),
            key: groups.join(" "),
            sealed: app.sealed.clone(),
            form,
            next,
            page,
        }
    }
}

/// The name that an app shows beside the login.
fn issuer(page: &PageContext) -> String {
    format!("{} {}", page.t().say("frame-name"), page.city().name)
}

/// `POST /prihlaseni/overeni/aplikace`: the password once more, then the picture.
pub(super) async fn begin(
    page: PageContext,
    State(ground): State<Ground>,
    SignedIn(visitor): SignedIn,
    browser: Browser,
    form: Form,
) -> Result<Response, Error> {
    let next = local(form.text("next")).to_owned();
    let (password, issuer) = (typed(&form, "password"), issuer(&page));
    match ground.access.begin_totp(&browser.token, password, &issuer, &browser.device).await {
        Ok(app) => Ok(Page(AppPage::new(page, Form::empty(), next, &app)).into_response()),
        Err(error) => match refusal(error)? {
            // The app of before first.
            SignInRefusal::WrongCode => {
                Ok(Redirect::to(&asking(ground::guard::STEP_UP, "/staff/ucet")).into_response())
            }
            why => {
                let mut form = Form::empty();
                refuse(&mut form, "password", why);
                Ok(again(step_up_page(page, &ground, &visitor, form, &next).await?))
            }
        },
    }
}

#[derive(Template)]
#[template(path = "signin/recovery.html")]
pub(super) struct RecoveryPage {
    pub(super) page: PageContext,
    pub(super) next: String,
    pub(super) codes: Vec<String>,
}

/// `POST /prihlaseni/overeni/aplikace/kod`: the first code proves that the app has the key.
pub(super) async fn confirm(
    page: PageContext,
    State(ground): State<Ground>,
    browser: Browser,
    form: Form,
) -> Result<Response, Error> {
    let next = local(form.text("next")).to_owned();
    let sealed = form.text("sealed").to_owned();
    let answer =
        ground.access.confirm_totp(&browser.token, &sealed, form.text("code"), &browser.device).await;
    match answer {
        Ok((entered, codes)) => {
            let view = Page(RecoveryPage { page, next, codes });
            Ok((StatusCode::OK, admitted(&ground, &entered), view).into_response())
        }
        Err(error) => match refusal(error)? {
            SignInRefusal::NoSession => {
                Ok(Redirect::to(&asking(ground::guard::STEP_UP, &next)).into_response())
            }
            why => {
                let issuer = issuer(&page);
                let app = ground.access.again_totp(&browser.token, &sealed, &issuer).await.map_err(failed)?;
                let mut form = Form::empty();
                refuse(&mut form, "code", why);
                Ok(again(AppPage::new(page, form, next, &app)))
            }
        },
    }
}
