//! Publishing: what would be shown, what is held back, and the button of whoever decides.

use access::trail::Entry;
use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use web::tables::{Table, TableQuery};
use web::{Error, Page, PageContext};

use super::public::release_href;
use super::results::overview;
use super::shown;
use super::{id, tabs, wave_href};
use crate::acts::data::prepare;
use crate::acts::{kept, must, releases as acts, seen};
use crate::results::{Results, Shown};
use crate::store::plans;
use crate::wave::State as Stand;

/// The view of `/staff/pruzkumy/{wave}/zverejneni`.
#[derive(Template)]
#[template(path = "release.html")]
struct ReleasePage {
    page: PageContext,
    label: String,
    tabs: Vec<(String, String, bool)>,
    action: String,
    withdraw: String,
    unfit: String,
    held: String,
    certainty: String,
    table: Option<Table>,
    releases: Vec<(String, String, String)>,
    may_publish: bool,
    may_withdraw: bool,
    not_closed: bool,
}

/// `GET /staff/pruzkumy/{wave}/zverejneni`
pub(crate) async fn show(
    page: PageContext,
    query: TableQuery,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let wave = id(&wave)?;
    let prepared = prepare(&ground, &who, Action::Read, wave).await?;
    let wave = prepared.wave.clone();
    seen(&ground, &who, Entry::of(Action::Read, Kind::Survey).on(wave.id).purpose("publish")).await?;
    let t = page.t();
    let earlier = plans::releases(&ground.store, wave.id).await.map_err(kept("list releases"))?;
    let release = |release: &plans::Release| {
        let state =
            if release.withdrawn_at.is_some() { "survey-release-withdrawn" } else { "survey-release-public" };
        let href = if release.withdrawn_at.is_some() { String::new() } else { release_href(release.id) };
        (
            t.with2("survey-release", "number", release.number, "at", t.moment(&release.at)),
            t.say(state).into_owned(),
            href,
        )
    };
    let decides = must(&ground, &who, Action::Decide, wave.owner).is_ok();
    let ready = matches!(wave.state, Stand::Closed | Stand::Published);
    let mut view = ReleasePage {
        label: wave.label.clone(),
        tabs: tabs(t, wave.id, "/zverejneni"),
        action: format!("{}/zverejneni", wave_href(wave.id)),
        withdraw: format!("{}/zverejneni/stahnout", wave_href(wave.id)),
        unfit: String::new(),
        held: String::new(),
        certainty: String::new(),
        table: None,
        releases: earlier.iter().rev().map(release).collect(),
        may_publish: decides && ready,
        may_withdraw: decides && wave.state == Stand::Published,
        not_closed: !ready,
        page,
    };
    if let Err(reason) = &prepared.weighted {
        view.unfit = super::unfit(view.page.t(), reason);
        view.may_publish = false;
        return Ok(Page(view).into_response());
    }
    let (results, _) = acts::publishable(&ground, &who, wave.id).await?;
    let t = view.page.t();
    let (columns, rows) = overview(&view.page, &results, |_| String::new());
    let rows = shown::arranged(&view.page, &query, &columns, rows);
    let caption = t.with1("survey-results-caption", "count", rows.len());
    view.held = t.with1("survey-held", "count", held(&results));
    view.certainty = shown::certainty(t, &results);
    let count = rows.len();
    view.table =
        Some(Table::new(&view.page, &query, caption, columns).files(&[]).rows(rows, count, count.max(1)));
    Ok(Page(view).into_response())
}

/// How many figures are held back.
fn held(results: &Results) -> usize {
    let of_headline = |item: &crate::results::Item| {
        let headline = item.headline.iter();
        headline
            .flat_map(|it| std::iter::once(&it.city).chain(it.districts.iter().map(|d| &d.figure)))
            .cloned()
            .collect()
    };
    let all = results.items.iter().flat_map(|item| {
        let mut all: Vec<Shown> = of_headline(item);
        all.extend(item.answers.iter().map(|answer| answer.share.clone()));
        all
    });
    all.filter(|shown| *shown == Shown::Protected).count()
}

/// `POST /staff/pruzkumy/{wave}/zverejneni`
pub(crate) async fn publish(
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let release = acts::publish(&ground, &who, id(&wave)?).await?;
    Ok(Redirect::to(&release_href(release)).into_response())
}

/// `POST /staff/pruzkumy/{wave}/zverejneni/stahnout`
pub(crate) async fn withdraw(
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let wave = id(&wave)?;
    acts::withdraw(&ground, &who, wave).await?;
    Ok(Redirect::to(&format!("{}/zverejneni", wave_href(wave))).into_response())
}
