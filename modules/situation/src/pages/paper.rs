//! What would the paper of a day say? Looked at in the workplace, and published by whoever decides.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use serde::Deserialize;
use web::{Error, Form, Page, PageContext};

use super::{id, papers};
use crate::acts::{self, kept, must};
use crate::store;

/// Where the paper of the workplace is.
pub(crate) const HOME: &str = "/staff/situacni-zprava";

/// Published papers in the list.
const PAPERS: i64 = 50;

/// The view of `/staff/situacni-zprava`.
#[derive(Template)]
#[template(path = "paper.html")]
struct PaperPage {
    page: PageContext,
    form: Form,
    day: String,
    print: String,
    summary: Vec<(String, String)>,
    counts: Vec<(String, String)>,
    papers: Vec<(String, String, String)>,
    may_publish: bool,
}

/// What the address asks for.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    day: String,
    #[serde(default)]
    print: String,
}

/// `GET /staff/situacni-zprava`
pub(crate) async fn show(
    page: PageContext,
    Query(wanted): Query<Wanted>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    must(&ground, &who, access::Action::Read)?;
    let mut form = Form::from_pairs([("day", wanted.day.clone())]);
    let today = ground.access.clock().today();
    let day = if wanted.day.is_empty() { Some(today) } else { form.date("day", "situation-day-wrong") };
    let day = day.unwrap_or(today);
    let paper = acts::paper(&ground, day).await?;
    if !wanted.print.is_empty() {
        return ground::paper::print(&page, &acts::reported(&ground, &paper, page.lang()));
    }
    let t = page.t();
    let catalogue = ground.indicators.catalogue();
    let summary = paper.claims().map(|proven| {
        let verdict = indicators::words::verdict(t, proven.outcome.verdict);
        (verdict, indicators::words::sentence(t, catalogue, &proven.draft.sentence, &proven.outcome))
    });
    let summary = summary.collect();
    let counts = paper.sections.iter().map(|section| {
        let name = t.say(&format!("situation-family-{}", section.family)).into_owned();
        (name, t.with1("situation-concepts", "count", section.concepts.len()))
    });
    let counts = counts.collect();
    let kept_papers = store::list(&ground.store, PAPERS).await.map_err(kept("list papers"))?;
    let papers = kept_papers.into_iter().map(|(id, day, _)| {
        let label = t.with1("situation-paper-day", "day", t.date(&day));
        (papers::href(id), label, format!("{HOME}/{id}/stahnout"))
    });
    let papers = papers.collect();
    let may_publish = must(&ground, &who, access::Action::Decide).is_ok();
    Ok(Page(PaperPage {
        form,
        print: format!("{HOME}?day={day}&print=1"),
        day: day.to_string(),
        summary,
        counts,
        papers,
        may_publish,
        page,
    })
    .into_response())
}

/// `POST /staff/situacni-zprava`
pub(crate) async fn publish(
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    let Some(day) = form.date("day", "situation-day-wrong") else {
        return Ok(Redirect::to(HOME).into_response());
    };
    let paper = acts::publish(&ground, &who, day).await?;
    Ok(Redirect::to(&papers::href(paper)).into_response())
}

/// `POST /staff/situacni-zprava/{paper}/stahnout`
pub(crate) async fn withdraw(
    Path(paper): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    acts::withdraw(&ground, &who, id(&paper)?).await?;
    Ok(Redirect::to(HOME).into_response())
}
