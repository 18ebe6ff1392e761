//! Raising alarms and going on with them.

use std::collections::BTreeMap;

use access::trail::{Entry, record};
use access::{Action, Actor, Kind, Subject};
use ground::Ground;
use store::Id;
use web::{Error, Refusal};

use super::{kept, must, noted};
use crate::alarm::{Alarm, BASELINE, Series, Stage, raised};
use crate::counts::top;
use crate::events::{Events, NOWHERE};
use crate::incident::Source;
use crate::month::Month;
use crate::store::alarms::{self, Step};

/// Series of reported incidents by precinct and top category, to the last month that is told to its end. Precincts
/// without any incident have no series.
pub(crate) fn series(events: &Events) -> Option<(Month, Vec<Series>)> {
    let last = events.complete_to()?;
    let (first, _) = events.days()?;
    let first = Month::of(first).max(Month(last.0 - i32::try_from(BASELINE).unwrap_or(24)));
    let months = first.through(last).count();
    let mut counts: BTreeMap<(u16, String), Vec<u64>> = BTreeMap::new();
    for event in events.list.iter().filter(|event| event.reported && event.precinct != NOWHERE) {
        let at = usize::try_from(event.month().0 - first.0).ok();
        let key = (event.precinct, top(events, event).to_owned());
        if let Some(count) =
            at.and_then(|at| counts.entry(key).or_insert_with(|| vec![0; months]).get_mut(at))
        {
            *count += 1;
        }
    }
    let one = |((precinct, category), counts): ((u16, String), Vec<u64>)| {
        Some(Series { precinct: events.precincts.get(usize::from(precinct))?.clone(), category, counts })
    };
    Some((last, counts.into_iter().filter_map(one).collect()))
}

/// Looks at the last whole month of a source; how many alarms were raised that were not there.
pub(crate) async fn raise(
    ground: &Ground,
    by: &Actor,
    source: Source,
    events: &Events,
) -> Result<usize, Error> {
    let doing = || kept("raise alarms");
    let Some((month, all)) = series(events) else { return Ok(0) };
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    let mut count = 0;
    for (series, facts) in raised(&all) {
        let alarm = Alarm {
            id: ground.store.new_id(),
            source: source.key().to_owned(),
            precinct: series.precinct.clone(),
            category: series.category.clone(),
            month,
            facts,
            stage: Stage::Raised,
            version: 1,
            at: now,
        };
        count += usize::from(alarms::add(&mut tx, &alarm).await.map_err(doing())?);
    }
    let detail = serde_json::json!({ "month": month.to_string(), "series": all.len(), "raised": count });
    let entry = Entry::of(Action::Work, Kind::Offences).purpose("alarms").detail(detail);
    record(&mut tx, now, by, entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())?;
    Ok(count)
}

/// One alarm.
pub(crate) async fn one(ground: &Ground, id: Id) -> Result<Alarm, Error> {
    let alarm = alarms::one(&ground.store, id).await.map_err(kept("read an alarm"))?;
    alarm.ok_or(Error::Missing("alarm"))
}

/// Goes on with an alarm that is still at `version`. Right: work on offences.
pub(crate) async fn step(
    ground: &Ground,
    who: &Subject,
    id: Id,
    version: i64,
    stage: Stage,
    note: &str,
) -> Result<(), Error> {
    must(ground, who, Action::Work)?;
    let doing = || kept("go on with an alarm");
    let alarm = one(ground, id).await?;
    if !alarm.stage.next().contains(&stage) {
        return Err(Refusal::new("offences-alarm-step").into());
    }
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    let step = Step { stage, note: note.to_owned(), at: now, by: who.person };
    let current = Alarm { version, ..alarm };
    if !alarms::step(&mut tx, &current, ground.store.new_id(), &step).await.map_err(doing())? {
        tx.rollback().await.map_err(doing())?;
        return Err(Refusal::new("offences-changed").status(axum::http::StatusCode::CONFLICT).into());
    }
    let detail = serde_json::json!({ "stage": stage.key() });
    let entry = Entry::of(Action::Work, Kind::Offences).on(id).purpose("alarm").detail(detail);
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())
}
