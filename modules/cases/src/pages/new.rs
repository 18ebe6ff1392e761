//! A new case: the questions of its type on one page, kept as a draft when they are left or refused.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use casework::{CaseError, CaseType, Fields, NewCase};
use store::Id;
use web::{Error, Form, Page, PageContext};

use crate::desk::{Answer, Desk, Stop, id, refuse, see};
use crate::fields::{self, Ask};
use crate::{place, words};

/// The view of `/staff/pripady/novy/{kind}`.
#[derive(Template)]
#[template(path = "new.html")]
struct New {
    page: PageContext,
    form: Form,
    href: String,
    kind: String,
    asks: Vec<Ask>,
    subject: String,
    subject_href: String,
    needs_subject: bool,
    draft: String,
    kept: bool,
}

fn kind_of<'a>(desk: &'a Desk, key: &str) -> Result<&'a CaseType, Stop> {
    let kind = desk.ground.casework.types().get(key).filter(|kind| !kind.aggregate_only);
    kind.ok_or(Stop::Web(Error::Missing("case type")))
}

fn draft_name(kind: &CaseType) -> String {
    format!("new-{}", kind.key)
}

/// `GET /staff/pripady/novy/{kind}?sablona=&predmet=`
pub(crate) async fn show(desk: Desk, Path(key): Path<String>) -> Answer {
    let kind = kind_of(&desk, &key)?;
    let asked = Form::from_encoded(desk.page.query().as_bytes());
    let draft = desk.ground.casework.draft(&desk.who, &draft_name(kind)).await.map_err(|e| desk.stop(e))?;
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut since = String::new();
    if let Some((kept, at)) = draft {
        since = words::moment(desk.t(), at);
        pairs.extend(kept);
    } else if let Some(template) =
        kind.templates.iter().find(|template| template.key == asked.text("sablona"))
    {
        let tag = desk.t().lang().tag();
        pairs.push(("title".to_owned(), template.title.in_language(tag).to_owned()));
        pairs.extend(fields::typed(kind, &template.fields));
    }
    for (from, to) in [("predmet", "subject"), ("misto", "place")] {
        if !asked.text(from).is_empty() {
            pairs.retain(|(name, _)| name != to);
            pairs.push((to.to_owned(), asked.text(from).to_owned()));
        }
    }
    let kept = asked.text("rozepsane") == "ano";
    page(&desk, kind, Form::from_pairs(pairs), since, kept, StatusCode::OK)
}

fn page(desk: &Desk, kind: &CaseType, form: Form, draft: String, kept: bool, status: StatusCode) -> Answer {
    let t = desk.t();
    let subject = form.text("subject").to_owned();
    let rule = kind.subject.as_ref();
    let subject_href = match (rule, subject.parse::<Id>()) {
        (Some(rule), Ok(id)) => rule.href.replace("{id}", &id.to_string()),
        (Some(rule), Err(_)) => rule.href.replace("/{id}", ""),
        (None, _) => String::new(),
    };
    let view = New {
        asks: fields::asks(t, kind),
        href: super::kinds::href(&kind.key),
        kind: kind.name.in_language(t.lang().tag()).to_owned(),
        needs_subject: rule.is_some_and(|rule| rule.required) && subject.is_empty(),
        subject,
        subject_href,
        form,
        draft,
        kept,
        page: desk.page.clone(),
    };
    Ok((status, Page(view)).into_response())
}

/// `POST /staff/pripady/novy/{kind}`
pub(crate) async fn open(desk: Desk, Path(key): Path<String>, mut form: Form) -> Answer {
    let kind = kind_of(&desk, &key)?;
    let (casework, name) = (&desk.ground.casework, draft_name(kind));
    if form.text("act") == "draft" {
        casework.keep_draft(&desk.who, &name, &typed(kind, &form)).await.map_err(|e| desk.stop(e))?;
        return see(&format!("{}?rozepsane=ano", super::kinds::href(&kind.key)));
    }
    let subject = match form.text("subject") {
        "" => None,
        text => Some(id(text)?),
    };
    let new = NewCase {
        kind: kind.key.clone(),
        title: form.text("title").to_owned(),
        place: place::resolve(&desk.ground.places.atlas(), form.text("place")),
        fields: fields::read(kind, &form),
        owner: None,
        subject,
    };
    match casework.open(&desk.who, new).await {
        Ok(case) => {
            casework.drop_draft(&desk.who, &name).await.map_err(|e| desk.stop(e))?;
            see(&super::href(case.id))
        }
        Err(CaseError::Refused(refusals)) => refused(&desk, kind, &mut form, &refusals).await,
        Err(other) => Err(desk.stop(other)),
    }
}

async fn refused(
    desk: &Desk,
    kind: &CaseType,
    form: &mut Form,
    refusals: &[casework::Refusal],
) -> Result<Response, Stop> {
    // What was typed outlives a closed window too.
    let name = draft_name(kind);
    desk.ground.casework.keep_draft(&desk.who, &name, &typed(kind, form)).await.map_err(|e| desk.stop(e))?;
    refuse(form, refusals, "title", |field| fields::place_of(kind, field));
    page(desk, kind, form.clone(), String::new(), false, StatusCode::UNPROCESSABLE_ENTITY)
}

/// Everything that was typed, by its name in the form.
fn typed(kind: &CaseType, form: &Form) -> Fields {
    let own = kind.fields.iter().map(|field| fields::name(&field.key));
    let names = ["title", "place", "subject"].into_iter().map(str::to_owned).chain(own);
    names
        .map(|name| (name.clone(), form.text(&name).to_owned()))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// `POST /staff/pripady/novy/{kind}/rozepsane`: the script keeps what is being typed.
pub(crate) async fn keep(desk: Desk, Path(key): Path<String>, form: Form) -> Answer {
    let kind = kind_of(&desk, &key)?;
    let kept = desk.ground.casework.keep_draft(&desk.who, &draft_name(kind), &typed(kind, &form)).await;
    kept.map_err(|e| desk.stop(e))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /staff/pripady/novy/{kind}/zahodit`
pub(crate) async fn discard(desk: Desk, Path(key): Path<String>) -> Answer {
    let kind = kind_of(&desk, &key)?;
    desk.ground.casework.drop_draft(&desk.who, &draft_name(kind)).await.map_err(|e| desk.stop(e))?;
    see(&super::kinds::href(&kind.key))
}
