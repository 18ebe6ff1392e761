//! Is the neighbourhood at risk after an offence, and is there a cluster now? Long runs as jobs.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use store::jobs::{Job, JobState};
use web::tables::{Cell, Column, TableQuery};
use web::{Error, Form, PageContext, Say};

use super::look::{Section, chance_said, look, period};
use super::{HOME, Work, empty, seen_as};
use crate::acts::clusters::{self as acts, Found, SPACE, TIME};
use crate::acts::memory::Memory;
use crate::filter::Filter;
use crate::incident::Source;

/// `GET /staff/prestupky/shluky`
pub(crate) async fn show(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
    Extension(memory): Extension<Arc<Memory>>,
) -> Result<Response, Error> {
    let Some(look) = look(&ground, &memory, &page).await? else { return Ok(empty(&page, "/shluky")) };
    seen_as(&ground, &who, "clusters").await?;
    if !look.filter.source.tells_hours() {
        let t = page.t();
        let none = Section::new(t.say("offences-months-only")).note(t.say("offences-months-only-note"));
        let tab = "offences-tab-clusters";
        return Ok(Work::new(&page, &ground, look, "/shluky", tab, vec![none]).page(page));
    }
    let runs = acts::latest(&ground).await?;
    if runs.iter().any(|job| job.state == JobState::Queued) {
        crate::acts::runs::wake(&ground);
    }
    let t = page.t();
    let asked = look.filter.query();
    let of_filter = |job: &&Job| job.payload.get("query").and_then(|query| query.as_str()) == Some(&asked);
    let mut sections = Vec::new();
    match runs.iter().find(of_filter) {
        None => sections.push(
            Section::new(t.say("offences-run-none")).note(period(t, &look)).note(t.say("offences-run-lead")),
        ),
        Some(job) => match job.result.clone().and_then(|result| serde_json::from_value::<Found>(result).ok())
        {
            Some(found) => {
                sections.push(near(&page, &query, &found).note(period(t, &look)));
                sections.push(clusters(&page, &query, &found));
            }
            None => sections.push(waiting(t, job)),
        },
    }
    let action = (format!("{HOME}/shluky"), asked, t.say("offences-run-start").into_owned());
    Ok(Work::new(&page, &ground, look, "/shluky", "offences-tab-clusters", sections).act(action).page(page))
}

/// `POST /staff/prestupky/shluky`
pub(crate) async fn start(
    Signed(who): Signed,
    State(ground): State<Ground>,
    Extension(memory): Extension<Arc<Memory>>,
    form: Form,
) -> Result<Response, Error> {
    let query = Form::from_encoded(form.text("query").as_bytes());
    let source = Source::from_key(query.text("source")).ok_or(Error::Missing("source of offences"))?;
    let events = memory.events(&ground, source).await?;
    let filter = Filter::read(&query, &events, source, ground.access.clock().today());
    acts::start(&ground, &who, &filter).await?;
    Ok(Redirect::to(&format!("{HOME}/shluky?{}", filter.query())).into_response())
}

fn waiting(t: &Say, job: &Job) -> Section {
    let key = match job.state {
        JobState::Queued | JobState::Running => "offences-run-running",
        _ => "offences-run-failed",
    };
    let mut section = Section::new(t.say(key));
    if let Some(error) = &job.error {
        let reason = error.pointer("/args/reason").and_then(|reason| reason.as_str()).unwrap_or_default();
        section.notes.push(t.with1("offences-run-reason", "reason", reason));
    } else {
        section.notes.push(t.with2(
            "offences-run-progress",
            "done",
            job.done,
            "total",
            job.total.unwrap_or(2),
        ));
    }
    section
}

fn near(page: &PageContext, query: &TableQuery, found: &Found) -> Section {
    let t = page.t();
    let bands = |ends: &[f64]| -> Vec<(f64, f64)> {
        std::iter::once(0.0).chain(ends.iter().copied()).zip(ends.iter().copied()).collect()
    };
    #[expect(clippy::cast_precision_loss, reason = "days")]
    let days: Vec<f64> = TIME.iter().map(|day| *day as f64).collect();
    let first = found.near.first().and_then(|row| row.first());
    let title = match first {
        Some((_, Some(ratio), p)) if *p <= 0.05 && *ratio > 1.0 => {
            t.with2("offences-near-finding", "ratio", t.decimal(*ratio, 1), "p", chance_said(t, *p))
        }
        _ => t.say("offences-near-none").into_owned(),
    };
    let mut columns = vec![Column::text("distance", t.say("offences-near-distance")).fixed()];
    let heading = |(from, to): (f64, f64)| {
        let ends = t.with2("offences-near-days", "from", from, "to", to - 1.0);
        Column::text("pairs", ends).fixed()
    };
    columns.extend(bands(&days).into_iter().map(heading));
    let cell = |(pairs, ratio, p): &(u64, Option<f64>, f64)| {
        let ratio = ratio.map_or_else(|| "–".to_owned(), |ratio| t.decimal(ratio, 2));
        Cell::text(
            t.with("offences-near-cell", &[("ratio", &ratio), ("pairs", pairs), ("p", &chance_said(t, *p))]),
        )
    };
    let rows = bands(&SPACE).into_iter().zip(&found.near).map(|((from, to), cells)| {
        let mut row = vec![Cell::text(t.with2("offences-near-metres", "from", from, "to", to))];
        row.extend(cells.iter().map(cell));
        row
    });
    let rows: Vec<_> = rows.collect();
    Section::new(title)
        .note(t.with2("offences-run-counted", "incidents", found.incidents, "left", found.left_out))
        .note(t.say("offences-near-note"))
        .table(page, query, columns, rows, &[])
}

fn clusters(page: &PageContext, query: &TableQuery, found: &Found) -> Section {
    let t = page.t();
    let sure = found.clusters.iter().filter(|cluster| cluster.p <= 0.05).count();
    let title = if sure == 0 {
        t.say("offences-scan-none").into_owned()
    } else {
        t.with1("offences-scan-finding", "count", sure)
    };
    let columns = vec![
        Column::text("middle", t.say("offences-hex")).fixed(),
        Column::text("radius", t.say("offences-scan-radius")).fixed(),
        Column::number("weeks", t.say("offences-scan-weeks")).fixed(),
        Column::number("observed", t.say("offences-tile-now")).fixed(),
        Column::text("expected", t.say("offences-expected")).fixed(),
        Column::text("p", "p").fixed(),
    ];
    let row = |cluster: &acts::Cluster| {
        vec![
            Cell::text(format!("{:.4}, {:.4}", cluster.lat, cluster.lon)),
            Cell::text(format!("{} m", t.decimal(cluster.radius, 0))),
            Cell::number(page, cluster.weeks),
            Cell::number(page, cluster.observed),
            Cell::text(t.decimal(cluster.expected, 1)),
            Cell::text(t.probability(cluster.p)),
        ]
    };
    let rows: Vec<_> = found.clusters.iter().map(row).collect();
    Section::new(title).note(t.say("offences-scan-note")).table(page, query, columns, rows, &[])
}
