//! In and out: the code, what is said before the first question, and coming back later.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ground::Ground;
use web::{Error, Form, Page, PageContext};

use super::{Guest, HOME, closed, go_on, private, to};
use crate::acts::answering::{self as acts, Shut};
use crate::code::{Code, NotACode};
use crate::pages::field::language;
use crate::pages::id;
use crate::typed::Typed;
use crate::wave::{State as Stand, Wave};
use crate::words;

/// The view of `/pruzkum/ucast`.
#[derive(Template)]
#[template(path = "answer_code.html")]
struct Door {
    page: PageContext,
    form: Form,
    /// What became of the last attempt; empty for none.
    notice: String,
    tone: &'static str,
}

/// What the address says: a code from a letter, or why somebody was sent back.
#[derive(serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    kod: String,
    #[serde(default)]
    stav: String,
}

/// `GET /pruzkum/ucast?kod=`: a link of a letter fills the field in; it is the button that goes on, so that nothing happens
/// to an invitation by a link being looked at.
pub(crate) async fn show(page: PageContext, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let page = page.behind_no_door();
    let (notice, tone) = match asked.stav.as_str() {
        "neznamy" => ("survey-shut-unknown", "warning"),
        "pouzity" => ("survey-shut-used", "success"),
        "konec" => ("survey-shut-closed", "info"),
        "pockejte" => ("survey-shut-wait-page", "warning"),
        "smazano" => ("survey-forgotten", "success"),
        _ => ("", "info"),
    };
    let notice = if notice.is_empty() { String::new() } else { page.t().say(notice).into_owned() };
    // Only what may be a code comes into the field; anything else in the address is nobody's.
    let code = Code::parse(&asked.kod).map(|code| code.to_string()).unwrap_or_default();
    let form = Form::from_pairs([("code", code)]);
    Ok(private(Page(Door { form, notice, tone, page }).into_response()))
}

/// `POST /pruzkum/ucast`
pub(crate) async fn enter(
    page: PageContext,
    guest: Guest,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    let page = page.behind_no_door();
    let status = match Code::parse(form.text("code")) {
        Ok(code) => match acts::enter(&ground, &code, guest.client).await? {
            Ok(_) => return Ok((guest.with_code(&code), to(&format!("{HOME}/uvod"))).into_response()),
            Err(Shut::Wait { seconds }) => {
                form.refuse_with("code", "survey-shut-wait", &[("seconds", &seconds)]);
                StatusCode::TOO_MANY_REQUESTS
            }
            Err(Shut::Unknown) => {
                form.refuse("code", "survey-shut-unknown");
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Err(shut) => return Ok(to(&closed(shut))),
        },
        Err(why) => {
            let key = match why {
                NotACode::Empty => "survey-code-empty",
                NotACode::Shape => "survey-code-shape",
                NotACode::Typo => "survey-code-typo",
            };
            form.refuse("code", key);
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    Ok(private((status, Page(Door { form, notice: String::new(), tone: "info", page })).into_response()))
}

/// The view of `/pruzkum/ucast/uvod` and of the door of an open poll.
#[derive(Template)]
#[template(path = "answer_intro.html")]
struct Intro {
    page: PageContext,
    title: String,
    wave: String,
    days: String,
    invented: bool,
    languages: Vec<(String, String, bool)>,
    pages: usize,
    begun: bool,
    /// Where the button leads: a page to go on at, or where somebody joins.
    next: String,
    joins: bool,
    open_poll: bool,
    over: bool,
}

/// The languages a questionnaire is asked in, as links to the same page.
fn languages(page: &PageContext, form: &questionnaires::Questionnaire) -> Vec<(String, String, bool)> {
    let here = language(form, page.lang().tag());
    let link = |it: &questionnaires::Language| {
        (format!("{}?lang={}", page.path(), it.code), it.name.clone(), it.code == here)
    };
    // A language whose frame we do not have would be asked in a page of another one.
    let known = form.languages.iter().filter(|it| web::Lang::from_tag(&it.code).is_some());
    known.map(link).collect()
}

/// `GET /pruzkum/ucast/uvod`
pub(crate) async fn intro(
    page: PageContext,
    guest: Guest,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let page = page.behind_no_door();
    let sitting = match guest.sit(&ground).await? {
        Ok(sitting) => sitting,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let begun = sitting.typed != Typed::default();
    let open_poll = sitting.wave.facts.sample == crate::wave::Sample::OptIn;
    let mut view = view(page, &sitting.wave, Some(&sitting.form));
    (view.begun, view.next, view.open_poll) = (begun, go_on(&sitting), open_poll);
    Ok(private(Page(view).into_response()))
}

fn view(page: PageContext, wave: &Wave, form: Option<&questionnaires::Questionnaire>) -> Intro {
    let title =
        form.map(|form| form.title.or(language(form, page.lang().tag()), &form.default_language).to_owned());
    Intro {
        title: title.unwrap_or_else(|| wave.label.clone()),
        wave: wave.label.clone(),
        days: words::days(page.t(), &wave.facts),
        invented: wave.facts.invented,
        languages: form.map(|form| languages(&page, form)).unwrap_or_default(),
        pages: form.map_or(0, |form| form.groups.len()),
        begun: false,
        next: page.path().to_owned(),
        joins: false,
        open_poll: false,
        over: false,
        page,
    }
}

/// `GET /pruzkum/anketa/{wave}`
pub(crate) async fn poll(
    page: PageContext,
    Path(wave): Path<String>,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let page = page.behind_no_door();
    let (wave, form) = acts::poll(&ground, id(&wave)?).await?;
    let mut view = view(page, &wave, form.as_ref());
    (view.joins, view.open_poll) = (form.is_some(), true);
    view.over = form.is_none() || wave.state != Stand::Collecting;
    Ok(private(Page(view).into_response()))
}

/// `POST /pruzkum/anketa/{wave}`
pub(crate) async fn join(
    guest: Guest,
    Path(wave): Path<String>,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let (wave, form) = acts::poll(&ground, id(&wave)?).await?;
    if form.is_none() {
        return Ok(to(&closed(Shut::Closed)));
    }
    let code = acts::join(&ground, wave.id).await?;
    // Nobody has typed anything yet, so the first page that people see is the first one.
    let Ok(sitting) = acts::enter(&ground, &code, guest.client).await? else {
        return Ok(to(&closed(Shut::Closed)));
    };
    Ok((guest.with_code(&code), to(&go_on(&sitting))).into_response())
}

/// The view of `/pruzkum/ucast/pozdeji`.
#[derive(Template)]
#[template(path = "answer_paused.html")]
struct Paused {
    page: PageContext,
    /// The code, for whoever got it here and not in a letter.
    code: String,
}

/// `GET /pruzkum/ucast/pozdeji`: how to come back.
pub(crate) async fn paused(page: PageContext, guest: Guest) -> Result<Response, Error> {
    let page = page.behind_no_door();
    let code = guest.code.as_ref().map(ToString::to_string).unwrap_or_default();
    Ok(private(Page(Paused { code, page }).into_response()))
}

/// `POST /pruzkum/ucast/pozdeji`: this browser forgets the code.
pub(crate) async fn pause(guest: Guest) -> Result<Response, Error> {
    Ok((guest.without_code(), to(HOME)).into_response())
}

/// `POST /pruzkum/ucast/smazat`: what was typed is thrown away.
pub(crate) async fn forget(guest: Guest, State(ground): State<Ground>) -> Result<Response, Error> {
    match guest.sit(&ground).await? {
        Ok(sitting) => acts::forget(&ground, &sitting).await?,
        Err(elsewhere) => return Ok(elsewhere),
    }
    Ok((guest.without_code(), to(&format!("{HOME}?stav=smazano"))).into_response())
}
