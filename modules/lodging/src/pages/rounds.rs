//! Rounds: planned, walked, looked through.

use access::trail::Entry;
use access::{Action, BodyKind, Kind};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use store::Id;
use web::{Error, Form, Page, PageContext, Say};

use super::{id, partners, round_href, segments};
use crate::acts::{kept, must, must_walk, rounds as acts, seen};
use crate::round::RoundState;
use crate::store::checklists::{self, Kept};
use crate::store::rounds::{self as stored, Stop};

/// The view of `/staff/ubytovny/obchuzky`.
#[derive(Template)]
#[template(path = "rounds.html")]
pub(crate) struct Rounds {
    page: PageContext,
    rows: Vec<Row>,
    may_plan: bool,
}

struct Row {
    href: String,
    on: String,
    partner: String,
    done: String,
    planned: bool,
}

/// `GET /staff/ubytovny/obchuzky`
pub(crate) async fn list(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Page<Rounds>, Error> {
    let lines = ground.store.rows(&stored::ROUNDS, &[who.body.into()]).await.map_err(kept("list rounds"))?;
    seen(&ground, &who, Entry::of(Action::Read, Kind::Inspection).rows(lines.len())).await?;
    let bodies = partners(&ground, page.t()).await?;
    let t = page.t();
    let row = |line: &stored::RoundLine| {
        // Each of the two reads the name of the other one.
        let other = if line.round.owner == who.body { line.round.partner } else { line.round.owner };
        Row {
            href: round_href(line.round.id),
            on: t.date(&line.round.on),
            partner: bodies
                .iter()
                .find(|body| body.id == other)
                .map(|body| body.name.clone())
                .unwrap_or_default(),
            done: t.with2("lodging-round-done", "done", line.done, "all", line.segments),
            planned: line.round.state == RoundState::Planned,
        }
    };
    let rows = lines.iter().map(row).collect();
    let may_plan = must(&ground, &who, Action::Create, Kind::Inspection, who.body).is_ok();
    Ok(Page(Rounds { page, rows, may_plan }))
}

/// The view of the form.
#[derive(Template)]
#[template(path = "round_new.html")]
struct NewRound {
    page: PageContext,
    form: Form,
    bodies: Vec<(String, String)>,
    segments: Vec<(String, String)>,
}

async fn view(page: PageContext, ground: &Ground, body: Id, form: Form) -> Result<NewRound, Error> {
    let bodies = partners(ground, page.t()).await?;
    let bodies =
        bodies.into_iter().filter(|one| one.id != body).map(|one| (one.id.to_string(), one.name)).collect();
    let t = page.t();
    let mut all = segments::of_body(ground, body).await?;
    all.sort_by_cached_key(|segment| web::collation_key(t.lang(), &segment.label));
    let label = |segment: crate::round::Segment| {
        let label = if segment.is_control() {
            t.with1("lodging-segment-is-control", "segment", segment.label.as_str())
        } else {
            segment.label.clone()
        };
        (segment.id.to_string(), label)
    };
    let segments = all.into_iter().map(label).collect();
    Ok(NewRound { page, form, bodies, segments })
}

/// `GET /staff/ubytovny/obchuzky/nova`
pub(crate) async fn new(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let partner = partners(&ground, page.t()).await?;
    let partner = partner.iter().find(|body| body.kind == BodyKind::TechnicalOffice && body.id != who.body);
    let form = Form::from_pairs([
        ("on", ground.access.clock().today().to_string()),
        ("partner", partner.map(|body| body.id.to_string()).unwrap_or_default()),
    ]);
    Ok(Page(view(page, &ground, who.body, form).await?).into_response())
}

/// `POST /staff/ubytovny/obchuzky/nova`
pub(crate) async fn plan(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    let today = ground.access.clock().today();
    let on = form.date("on", "lodging-date-expected");
    if on.is_none() && form.error("on").is_none() {
        form.refuse("on", "lodging-date-expected");
    }
    if on.is_some_and(|on| on < today || on > today + chrono::TimeDelta::days(366)) {
        form.refuse("on", "lodging-round-date");
    }
    let bodies = partners(&ground, page.t()).await?;
    let partner =
        bodies.iter().find(|body| body.id.to_string() == form.text("partner") && body.id != who.body);
    if partner.is_none() {
        form.refuse("partner", "lodging-round-partner");
    }
    let mut chosen: Vec<Id> = form.all("segment").filter_map(|text| id(text).ok()).collect();
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.is_empty() {
        form.refuse("segment", "lodging-round-segments");
    }
    match (on, partner) {
        (Some(on), Some(partner)) if form.is_valid() => {
            let round = acts::plan(&ground, &who, partner.id, on, &chosen).await?;
            Ok(Redirect::to(&round_href(round)).into_response())
        }
        _ => {
            let view = view(page, &ground, who.body, form).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response())
        }
    }
}

/// The view of `/staff/ubytovny/obchuzky/{round}`.
#[derive(Template)]
#[template(path = "round.html")]
pub(crate) struct RoundPage {
    page: PageContext,
    href: String,
    title: String,
    version: i64,
    planned: bool,
    may_walk: bool,
    may_close: bool,
    may_settle: bool,
    beside: bool,
    stops: Vec<StopRow>,
    conflicts: Vec<ConflictRow>,
}

struct StopRow {
    href: String,
    label: String,
    control: bool,
    twice: bool,
    state: String,
    tone: &'static str,
    note: String,
    photos: Vec<String>,
}

struct ConflictRow {
    id: Id,
    segment: String,
    at: String,
    who: String,
    worst: i64,
    note: String,
    counted: String,
}

/// `GET /staff/ubytovny/obchuzky/{round}`
pub(crate) async fn show(
    page: PageContext,
    Path(round): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Page<RoundPage>, Error> {
    let round = acts::one(&ground, &who, Action::Read, id(&round)?).await?;
    let doing = "read a round";
    let stops = ground.store.rows(&stored::ROUND_SEGMENTS, &[round.id.into()]).await.map_err(kept(doing))?;
    let filled = ground.store.rows(&checklists::OF_ROUND, &[round.id.into()]).await.map_err(kept(doing))?;
    let photos = ground.store.rows(&checklists::PHOTOS, &[round.id.into()]).await.map_err(kept(doing))?;
    seen(&ground, &who, Entry::of(Action::Read, Kind::Inspection).on(round.id).rows(filled.len())).await?;
    let t = page.t().clone();
    let href = round_href(round.id);
    let mut conflicts = Vec::new();
    for one in filled.iter().filter(|one| one.seat.is_none() && !one.set_aside) {
        let person = ground.access.person(one.inspector).await.ok().flatten();
        // A person is known to their own body.
        let name = person.filter(|_| one.inspector_body == who.body).map(|person| person.facts.name);
        conflicts.push(conflict(&t, one, &stops, &filled, name.unwrap_or_default()));
    }
    Ok(Page(RoundPage {
        title: t.with1("lodging-round-of", "date", t.date(&round.on)),
        version: round.version,
        planned: round.state == RoundState::Planned,
        may_walk: must_walk(&ground, &who, Action::Work, &round).is_ok(),
        may_close: must_walk(&ground, &who, Action::Change, &round).is_ok(),
        may_settle: must_walk(&ground, &who, Action::Decide, &round).is_ok(),
        beside: Form::from_encoded(page.query().as_bytes()).text("vedle") == "1",
        stops: stops.iter().map(|stop| stop_row(&t, &href, stop, &filled, &photos)).collect(),
        conflicts,
        href,
        page,
    }))
}

fn stop_row(t: &Say, href: &str, stop: &Stop, filled: &[Kept], photos: &[checklists::Photo]) -> StopRow {
    let here = || filled.iter().filter(|one| one.segment == stop.segment.id && one.seat.is_some());
    let wanted = if stop.twice { 2 } else { 1 };
    let (done, worst) = (here().count(), here().map(|one| one.worst).max());
    let state = match worst {
        None => t.say("lodging-stop-waiting").into_owned(),
        Some(_) if done < wanted => t.say("lodging-stop-second").into_owned(),
        Some(worst) => t.with1("lodging-stop-worst", "score", worst),
    };
    let due = here().filter_map(|one| one.due.zip(one.responsible)).min();
    let photo = |photo: &&checklists::Photo| here().any(|one| one.id == photo.checklist);
    StopRow {
        href: format!("{href}/{}", stop.segment.id),
        label: stop.segment.label.clone(),
        control: stop.segment.is_control(),
        twice: stop.twice,
        state,
        tone: match worst {
            None => "neutral",
            Some(0 | 1) => "good",
            Some(2) => "waiting",
            Some(_) => "bad",
        },
        note: due.map_or_else(String::new, |(due, whose)| {
            let whose = t.say(&format!("lodging-responsible-{}", whose.key())).into_owned();
            t.with2("lodging-stop-due", "date", t.date(&due), "who", whose)
        }),
        photos: photos.iter().filter(photo).map(|one| format!("/staff/ubytovny/snimek/{}", one.id)).collect(),
    }
}

fn conflict(t: &Say, one: &Kept, stops: &[Stop], filled: &[Kept], who: String) -> ConflictRow {
    let stop = stops.iter().find(|stop| stop.segment.id == one.segment);
    let counted = filled.iter().find(|other| other.segment == one.segment && other.seat == Some(1));
    ConflictRow {
        id: one.id,
        segment: stop.map(|stop| stop.segment.label.clone()).unwrap_or_default(),
        at: t.moment(&one.filled_at),
        who,
        worst: one.worst,
        note: one.note.clone(),
        counted: counted.map_or_else(String::new, |other| {
            t.with2("lodging-conflict-counted", "at", t.moment(&other.filled_at), "score", other.worst)
        }),
    }
}

/// `POST /staff/ubytovny/obchuzky/{round}/uzavrit`
pub(crate) async fn close(
    Path(round): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    form: Form,
) -> Result<Redirect, Error> {
    let round = id(&round)?;
    acts::close(&ground, &who, round, form.text("version").parse().unwrap_or(0)).await?;
    Ok(Redirect::to(&round_href(round)))
}

/// `POST /staff/ubytovny/obchuzky/{round}/rozpor`
pub(crate) async fn settle(
    Path(round): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    form: Form,
) -> Result<Redirect, Error> {
    acts::one(&ground, &who, Action::Decide, id(&round)?).await?;
    let round = acts::settle(&ground, &who, id(form.text("checklist"))?, form.text("counts") == "1").await?;
    Ok(Redirect::to(&round_href(round)))
}
