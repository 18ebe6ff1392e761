//! Verbs of the module: authorize, rule, one transaction with change and trail.

use access::trail::{Entry, record};
use access::{Action, Actor, Context, Decision, Kind, Resource, Subject};
use documents::Report;
use ground::Ground;
use indicators::Territory;
use store::{Id, StoreError};
use web::{Error, Lang, PageContext};

use crate::gather::{self, Asked};
use crate::model::{Paper, Since};
use crate::report::{self, Frame};
use crate::store::{self as papers, Published};

/// A failure of the database.
pub(crate) fn kept(doing: &'static str) -> impl Fn(StoreError) -> Error {
    move |cause| Error::fault(doing, cause)
}

/// A failure of access, above all of the trail.
pub(crate) fn noted(cause: access::AccessError) -> Error {
    Error::fault("write the trail", cause)
}

/// Asks for the right to figures of a body. What one may not do looks like what does not exist.
pub(crate) fn must(ground: &Ground, who: &Subject, action: Action) -> Result<(), Error> {
    let context = Context { now: ground.access.clock().now() };
    match access::authorize(who, action, &Resource::owned(Kind::Figures, who.body), &context) {
        Decision::Allowed { .. } => Ok(()),
        Decision::StepUp | Decision::Denied => Err(Error::Missing("figures for this subject")),
    }
}

/// The city of this installation as a territory of figures.
pub(crate) fn city(ground: &Ground) -> Result<Territory, Error> {
    let atlas = places::Places::atlas(&ground.places);
    let city = atlas.city().ok_or(Error::Missing("city of this installation"))?;
    Ok(Territory::new("municipality", city.municipality_code.to_string()))
}

/// The paper of a day, held against the last one that was published before it, or against a year before.
pub(crate) async fn paper(ground: &Ground, day: chrono::NaiveDate) -> Result<Paper, Error> {
    let last = papers::last_day(&ground.store, day).await.map_err(kept("find the last paper"))?;
    let since = last.map_or_else(|| Since::year_before(day), Since::LastPaper);
    let asked_for = Asked { city: city(ground)?, day, since, said: None };
    Ok(gather::paper(&ground.indicators, asked_for).await?)
}

/// The report of a paper in a language.
pub(crate) fn reported(ground: &Ground, paper: &Paper, lang: Lang) -> Report {
    let atlas = places::Places::atlas(&ground.places);
    let page = PageContext::new(ground.web.clone(), lang, "/", "");
    let frame = Frame {
        t: page.t(),
        catalogue: ground.indicators.catalogue(),
        atlas: Some(&atlas),
        issuer: &page.city().name,
        invented: page.city().invented,
    };
    report::report(&frame, paper)
}

/// Publishes the paper of a day in all three languages. Right: decide figures of the body.
pub(crate) async fn publish(ground: &Ground, who: &Subject, day: chrono::NaiveDate) -> Result<Id, Error> {
    must(ground, who, Action::Decide)?;
    let paper = paper(ground, day).await?;
    let reports = [Lang::Cs, Lang::En, Lang::Uk].map(|lang| reported(ground, &paper, lang)).to_vec();
    let (id, now) = (ground.store.new_id(), ground.access.clock().now());
    let published = Published { id, day, since: paper.since.day(), reports, at: now };
    let doing = || kept("publish a situation paper");
    let mut tx = ground.store.begin().await.map_err(doing())?;
    papers::add(&mut tx, &published, who.body, who.person).await.map_err(doing())?;
    let entry = Entry::of(Action::Decide, Kind::Figures).on(id).purpose("publish");
    let detail = serde_json::json!({ "day": day, "claims": paper.claims().count() });
    record(&mut tx, now, &Actor::from(who), entry.detail(detail)).await.map_err(noted)?;
    tx.commit().await.map_err(doing())?;
    Ok(id)
}

/// Takes a paper from the portal. Right: decide figures of the body.
pub(crate) async fn withdraw(ground: &Ground, who: &Subject, id: Id) -> Result<(), Error> {
    must(ground, who, Action::Decide)?;
    let now = ground.access.clock().now();
    let doing = || kept("withdraw a situation paper");
    let mut tx = ground.store.begin().await.map_err(doing())?;
    if !papers::withdraw(&mut tx, id, who.body, now).await.map_err(doing())? {
        tx.rollback().await.map_err(doing())?;
        return Err(Error::Missing("situation paper"));
    }
    let entry = Entry::of(Action::Decide, Kind::Figures).on(id).purpose("withdraw");
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())
}
