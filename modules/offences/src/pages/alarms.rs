//! What stood out in a precinct, and what becomes of it.

use std::sync::Arc;

use access::{Action, Actor, Subject};
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use places::{Layer, Places};
use web::parts::Event as Happening;
use web::tables::{Cell, Column, Table, TableQuery};
use web::{Error, Form, Page, PageContext, Say};

use super::look::{Tab, source_name, tabs};
use super::public::month_name;
use super::{HOME, id, plain, seen_as};
use crate::acts::alarms as acts;
use crate::acts::memory::Memory;
use crate::acts::{kept, must};
use crate::alarm::{Alarm, Stage};
use crate::draw::{self, Caption, Point};
use crate::events::Events;
use crate::incident::Source;
use crate::month::Month;
use crate::store::{alarms, incidents};

/// The view of `/staff/prestupky/vystrahy`.
#[derive(Template)]
#[template(path = "alarms.html")]
struct AlarmsPage {
    page: PageContext,
    tabs: Vec<Tab>,
    action: String,
    lead: String,
    table: Table,
    may_work: bool,
}

/// The view of `/staff/prestupky/vystrahy/{alarm}`.
#[derive(Template)]
#[template(path = "alarm.html")]
struct AlarmPage {
    page: PageContext,
    tabs: Vec<Tab>,
    title: String,
    stage: String,
    chart: String,
    facts: Vec<(String, String)>,
    steps: Vec<Happening>,
    next: Vec<(&'static str, String)>,
    action: String,
    version: i64,
    form: Form,
}

/// `GET /staff/prestupky/vystrahy`
pub(crate) async fn list(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
    Extension(memory): Extension<Arc<Memory>>,
) -> Result<Response, Error> {
    seen_as(&ground, &who, "alarms").await?;
    let t = page.t();
    let mut rows = Vec::new();
    let mut open = 0;
    for source in incidents::sources(&ground.store).await.map_err(kept("list sources"))? {
        let events = memory.events(&ground, source).await?;
        for alarm in alarms::list(&ground.store, source.key()).await.map_err(kept("list alarms"))? {
            open += usize::from(!alarm.stage.next().is_empty());
            rows.push(row(&page, &ground, source, &events, &alarm));
        }
    }
    let count = rows.len();
    let columns = vec![
        Column::text("where", t.say("offences-precinct")).fixed(),
        Column::text("category", t.say("offences-category")).fixed(),
        Column::text("month", t.say("offences-month")).fixed(),
        Column::number("cases", t.say("offences-tile-now")).fixed(),
        Column::text("expected", t.say("offences-expected")).fixed(),
        Column::text("q", "q").fixed(),
        Column::text("stage", t.say("offences-stage")).fixed(),
    ];
    let caption = t.with2("offences-alarms-caption", "count", count, "open", open);
    let table = Table::new(&page, &query, caption, columns)
        .files(&[])
        .when_empty(t.say("offences-alarms-empty"))
        .rows(rows, count, count.max(1));
    let view = AlarmsPage {
        tabs: tabs(t, None, "/vystrahy"),
        action: format!("{HOME}/vystrahy"),
        lead: t.say("offences-alarms-lead").into_owned(),
        may_work: must(&ground, &who, Action::Work).is_ok(),
        table,
        page,
    };
    Ok(Page(view).into_response())
}

fn precinct(ground: &Ground, code: &str) -> String {
    let atlas = Places::atlas(&ground.places);
    let known = atlas.territory(Layer::MunicipalPrecinct, code);
    known.map_or_else(|| code.to_owned(), |(_, territory)| territory.name.clone())
}

fn row(page: &PageContext, ground: &Ground, source: Source, events: &Events, alarm: &Alarm) -> Vec<Cell> {
    let t = page.t();
    let category = events.catalogue.name(&alarm.category, t.lang().tag());
    vec![
        Cell::link(format!("{HOME}/vystrahy/{}", alarm.id), precinct(ground, &alarm.precinct)),
        Cell::text(format!("{category} ({})", source_name(t, source))),
        Cell::text(month_name(t, alarm.month)),
        Cell::number(page, alarm.facts.cases),
        Cell::text(t.decimal(alarm.facts.expected, 1)),
        Cell::text(t.probability(alarm.facts.q)),
        Cell::text(stage(t, alarm.stage)),
    ]
}

fn stage(t: &Say, stage: Stage) -> String {
    t.say(&format!("offences-stage-{}", stage.key())).into_owned()
}

/// `POST /staff/prestupky/vystrahy`: looks at the last whole month now.
pub(crate) async fn raise(
    Signed(who): Signed,
    State(ground): State<Ground>,
    Extension(memory): Extension<Arc<Memory>>,
) -> Result<Response, Error> {
    must(&ground, &who, Action::Work)?;
    for source in incidents::sources(&ground.store).await.map_err(kept("list sources"))? {
        let events = memory.events(&ground, source).await?;
        acts::raise(&ground, &Actor::from(&who), source, &events).await?;
    }
    Ok(Redirect::to(&format!("{HOME}/vystrahy")).into_response())
}

/// `GET /staff/prestupky/vystrahy/{alarm}`
pub(crate) async fn show(
    page: PageContext,
    Path(alarm): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    Extension(memory): Extension<Arc<Memory>>,
) -> Result<Response, Error> {
    seen_as(&ground, &who, "alarm").await?;
    let alarm = acts::one(&ground, id(&alarm)?).await?;
    let source = Source::from_key(&alarm.source).ok_or(Error::Missing("source of offences"))?;
    let events = memory.events(&ground, source).await?;
    let steps = alarms::steps(&ground.store, alarm.id).await.map_err(kept("read steps"))?;
    let t = page.t();
    let category = events.catalogue.name(&alarm.category, t.lang().tag()).to_owned();
    let title = t.with(
        "offences-alarm-title",
        &[
            ("precinct", &precinct(&ground, &alarm.precinct)),
            ("category", &category),
            ("month", &month_name(t, alarm.month)),
        ],
    );
    let happening = |step: &alarms::Step| Happening {
        at: step.at,
        who: String::new(),
        what: stage(t, step.stage),
        note: step.note.clone(),
        href: String::new(),
    };
    let next = alarm.stage.next().iter().filter(|_| may(&ground, &who));
    let view = AlarmPage {
        tabs: tabs(t, None, "/vystrahy"),
        chart: chart(t, &alarm, &title),
        facts: facts(t, &alarm, source),
        stage: stage(t, alarm.stage),
        steps: steps.iter().map(happening).collect(),
        next: next.map(|next| (next.key(), stage(t, *next))).collect(),
        action: format!("{HOME}/vystrahy/{}", alarm.id),
        version: alarm.version,
        form: Form::empty(),
        title,
        page,
    };
    Ok(Page(view).into_response())
}

fn may(ground: &Ground, who: &Subject) -> bool {
    must(ground, who, Action::Work).is_ok()
}

fn facts(t: &Say, alarm: &Alarm, source: Source) -> Vec<(String, String)> {
    let facts = &alarm.facts;
    let say = |key: &str| t.say(key).into_owned();
    vec![
        (say("offences-source"), source_name(t, source)),
        (say("offences-tile-now"), t.number(facts.cases)),
        (say("offences-expected"), t.decimal(facts.expected, 1)),
        (say("offences-alarm-limit"), t.number(facts.limit)),
        (say("offences-alarm-dispersion"), t.decimal(facts.dispersion, 2)),
        ("p".to_owned(), t.probability(facts.p)),
        (say("offences-alarm-q"), t.probability(facts.q)),
        (say("offences-alarm-series"), t.number(facts.series)),
        (say("offences-alarm-model"), facts.model.clone()),
    ]
}

fn chart(t: &Say, alarm: &Alarm, title: &str) -> String {
    let counts = alarm.facts.before.iter().copied().chain([alarm.facts.cases]);
    let all: Vec<u64> = counts.collect();
    let first = alarm.month.0 - i32::try_from(all.len()).unwrap_or(1) + 1;
    let point = |(at, cases): (usize, &u64)| {
        #[expect(clippy::cast_precision_loss, reason = "counts of a precinct")]
        let value = *cases as f64;
        Point {
            month: Month(first + i32::try_from(at).unwrap_or(0)),
            value: Some(value),
            ends: None,
            provisional: false,
        }
    };
    let points: Vec<Point> = all.iter().enumerate().map(point).collect();
    let (description, unit) = (t.say("offences-alarm-description"), t.say("offences-unit-month"));
    let caption = Caption { id: "alarm", title, description: &description, unit: &unit };
    draw::months(&caption, &points, &[])
}

/// `POST /staff/prestupky/vystrahy/{alarm}`
pub(crate) async fn step(
    Path(alarm): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    form: Form,
) -> Result<Response, Error> {
    let alarm = id(&alarm)?;
    let stage = Stage::from_key(form.text("stage")).ok_or(web::Refusal::new("offences-alarm-step"))?;
    let version = form.text("version").parse().unwrap_or(0);
    acts::step(&ground, &who, alarm, version, stage, &plain(form.text("note"))).await?;
    Ok(Redirect::to(&format!("{HOME}/vystrahy/{alarm}")).into_response())
}
