//! Outreach: people without a roof after agency work. There is nothing to type, so nobody can be described.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::{FieldKind, Fields};
use ground::{Ground, Signed};
use web::{Error, Form, Lang, Page, PageContext};

use crate::acts::referral::{self, OUTREACH};

/// The view of `/staff/ubytovny/pomoc`.
#[derive(Template)]
#[template(path = "outreach.html")]
struct Outreach {
    page: PageContext,
    form: Form,
    questions: Vec<Question>,
    sent: bool,
}

struct Question {
    key: String,
    name: String,
    options: Vec<(String, String)>,
}

fn questions(ground: &Ground, lang: Lang) -> Vec<Question> {
    let Some(kind) = ground.casework.types().get(OUTREACH) else { return Vec::new() };
    let question = |field: &casework::Field| {
        let FieldKind::Choice(choices) = &field.kind else { return None };
        let options =
            choices.iter().map(|one| (one.key.clone(), one.name.in_language(lang.tag()).to_owned()));
        Some(Question {
            key: field.key.clone(),
            name: field.name.in_language(lang.tag()).to_owned(),
            options: options.collect(),
        })
    };
    kind.fields.iter().filter_map(question).collect()
}

/// `GET /staff/ubytovny/pomoc`
pub(crate) async fn form(page: PageContext, State(ground): State<Ground>) -> Response {
    let questions = questions(&ground, page.t().lang());
    let sent = Form::from_encoded(page.query().as_bytes()).text("odeslano") == "1";
    Page(Outreach { page, form: Form::empty(), questions, sent }).into_response()
}

/// `POST /staff/ubytovny/pomoc`
pub(crate) async fn send(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    let questions = questions(&ground, page.t().lang());
    let mut fields = Fields::new();
    let mut missing = false;
    for question in &questions {
        let chosen = question.options.iter().find(|(key, _)| form.chose(&question.key, key));
        match chosen {
            Some((key, _)) => drop(fields.insert(question.key.clone(), key.clone())),
            None => missing = true,
        }
    }
    if missing {
        form.refuse("persons", "lodging-outreach-missing");
        let view = Outreach { page, form, questions, sent: false };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
    }
    let title = ground.web.say(Lang::Cs).say("lodging-outreach-case-title").into_owned();
    referral::open_outreach(&ground, &who, title, fields).await?;
    // The case belongs to the outreach workers; whoever sent it learns that it arrived, and no more.
    Ok(Redirect::to("/staff/ubytovny/pomoc?odeslano=1").into_response())
}
