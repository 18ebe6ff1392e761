//! Near repeats and clusters, as jobs.

use access::trail::{Entry, record};
use access::{Action, Actor, Kind, Subject};
use crime_analysis::local::Permutations;
use crime_analysis::near_repeat::{Metric, Question, near_repeats};
use crime_analysis::places::{Point, SpatialError};
use crime_analysis::scan::{Incidents, Windows, scan_events};
use ground::Ground;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use store::jobs::{Job, JobFault};
use store::{Id, Progress};
use web::{Error, Form, Refusal};

use super::memory::read;
use super::{kept, must, noted, runs};
use crate::events::Events;
use crate::filter::Filter;
use crate::incident::{Discovery, Source, Spot};
use crate::locate::STACK;
use crate::plane::Plane;
use crate::store::REVISION;

/// Kind of the job.
pub(crate) const KIND: &str = "offences-clusters";
/// More incidents are not looked at in one run; a shorter period or one category is.
const MOST: usize = 20_000;
/// How often chance is asked, and from which seed: the same question has the same answer.
const CHANCE: Permutations = Permutations { count: 999, seed: 2018 };
/// Ends of the bands of distance, in metres: half-open, the first from 0.
pub(crate) const SPACE: [f64; 4] = [100.0, 200.0, 400.0, 800.0];
/// Ends of the bands of time, in days.
pub(crate) const TIME: [i64; 4] = [4, 8, 15, 29];
/// Weeks that a cluster may have lasted until the last one.
const WEEKS: usize = 8;
/// The widest circle in metres.
const WIDEST: f64 = 800.0;

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Found {
    /// Incidents looked at.
    pub(crate) incidents: usize,
    /// Left out for their place.
    pub(crate) left_out: usize,
    /// Knox's table: by distance, then by time: pairs, ratio to chance, p.
    pub(crate) near: Vec<Vec<(u64, Option<f64>, f64)>>,
    /// Clusters that end with the last week: middle, radius in metres, weeks, incidents, expected, p.
    pub(crate) clusters: Vec<Cluster>,
}

/// A cluster.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Cluster {
    pub(crate) lon: f64,
    pub(crate) lat: f64,
    pub(crate) radius: f64,
    pub(crate) weeks: usize,
    pub(crate) observed: u64,
    pub(crate) expected: f64,
    pub(crate) p: f64,
}

/// Starts a run. Right: work on offences.
pub(crate) async fn start(ground: &Ground, who: &Subject, filter: &Filter) -> Result<Id, Error> {
    must(ground, who, Action::Work)?;
    if !filter.source.tells_hours() {
        return Err(Refusal::new("offences-months-only").into());
    }
    let doing = || kept("start a run");
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    let payload = serde_json::json!({ "query": filter.query() });
    let id = runs::enqueue(ground, &mut tx, KIND, &payload).await.map_err(doing())?;
    let entry = Entry::of(Action::Work, Kind::Offences).on(id).purpose("clusters").detail(payload);
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())?;
    runs::wake(ground);
    Ok(id)
}

/// The latest runs, newest first.
pub(crate) async fn latest(ground: &Ground) -> Result<Vec<Job>, Error> {
    runs::latest(ground, KIND).await
}

/// Works on a run.
pub(crate) async fn work(ground: Ground, payload: Json, progress: Progress) -> Result<Json, JobFault> {
    let query = payload.get("query").and_then(Json::as_str).unwrap_or_default().to_owned();
    let form = Form::from_encoded(query.as_bytes());
    let source = Source::from_key(form.text("source")).ok_or_else(|| JobFault::new("offences-run-unfit"))?;
    let revision = ground.store.revision(REVISION).await?;
    let events = read(&ground, source, revision).await.map_err(|_| JobFault::new("offences-run-unfit"))?;
    let filter = Filter::read(&form, &events, source, ground.access.clock().today());
    progress.set(0, 2, "");
    let said = progress.clone();
    let run = tokio::task::spawn_blocking(move || found(&events, &filter, &|| said.set(1, 2, "")));
    let found = run.await.map_err(|_| JobFault::new("offences-run-unfit"))?;
    let found =
        found.map_err(|error| JobFault::new("offences-run-refused").with("reason", error.to_string()))?;
    serde_json::to_value(found).map_err(|_| JobFault::new("offences-run-unfit"))
}

/// Reported incidents with a place of their own: patrols and snap points make repeats of themselves.
fn found(events: &Events, filter: &Filter, half: &dyn Fn()) -> Result<Found, SpatialError> {
    let filter = Filter { discovery: Some(Discovery::Reported), ..filter.clone() };
    let all: Vec<_> = events.filtered(&filter).collect();
    let placed: Vec<_> =
        all.iter().filter(|event| !event.snapped && event.spot.is_some()).take(MOST).collect();
    let spots: Vec<Spot> = placed.iter().filter_map(|event| event.spot).collect();
    let plane = Plane::of(filter.source, &spots);
    let points: Vec<Point> = spots.iter().map(|spot| plane.place(*spot)).collect();
    let days: Vec<i64> = placed.iter().map(|event| (event.day - filter.from).num_days()).collect();
    let question = Question {
        space: SPACE.to_vec(),
        time: TIME.to_vec(),
        metric: Metric::Euclidean,
        permutations: CHANCE,
        leave_stacks_above: Some(STACK),
    };
    let near = near_repeats(&points, &days, &question)?;
    half();
    let last = (filter.to - filter.from).num_days();
    // Weeks end with the last day of the period; a part of a week at its beginning belongs to the first whole one.
    let periods = usize::try_from((last + 1) / 7).unwrap_or(0).max(1);
    let week = |day: &i64| (periods - 1).saturating_sub(usize::try_from((last - day) / 7).unwrap_or(0));
    let when: Vec<usize> = days.iter().map(week).collect();
    let clusters = scan_events(&Incidents {
        points: &points,
        when: &when,
        periods,
        windows: Windows::EndingToday { longest: WEEKS.min(periods.saturating_sub(1)).max(1) },
        share: 0.25,
        radius: WIDEST,
        permutations: CHANCE,
    })?;
    let cluster = |one: &crime_analysis::scan::Cluster| {
        let spot = spots.get(one.centre)?;
        Some(Cluster {
            lon: spot.lon,
            lat: spot.lat,
            radius: one.radius.unwrap_or(0.0),
            weeks: one.periods.len(),
            observed: one.observed,
            expected: one.expected,
            p: one.p(),
        })
    };
    let cell = |cell: &crime_analysis::near_repeat::Cell| (cell.observed, cell.ratio(), cell.p());
    Ok(Found {
        incidents: points.len(),
        left_out: all.len() - points.len(),
        near: near.cells.iter().map(|row| row.iter().map(cell).collect()).collect(),
        clusters: clusters.found.iter().take(5).filter_map(cluster).collect(),
    })
}
