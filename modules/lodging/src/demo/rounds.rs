//! Rounds of the year with the technical office: segments around the worst places, their control streets, checklists.

use std::collections::BTreeMap;

use anyhow::Context;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use ground::Ground;
use store::{Id, Transaction, Value};

use super::cast::Cast;
use super::places::Spot;
use super::random::Chance;
use crate::acts::inspections::values;
use crate::checklist::{Checked, Responsible, SERIOUS, Weather};
use crate::content;
use crate::round::{RoundState, seen_twice};
use crate::store::{checklists, rounds};

/// Rounds of the year.
const ROUNDS: i64 = 24;
/// Places whose surroundings are walked.
const AROUND: usize = 42;
/// Control streets.
const CONTROLS: usize = 21;

/// Segments of the round that is still ahead.
const AHEAD: usize = 12;

/// A segment and how dirty it tends to be, of a hundred.
struct Street {
    id: Id,
    dirt: usize,
}

/// An earlier finding that has to be looked at again.
struct Open {
    segment: Id,
    checklist: Id,
    due: NaiveDate,
}

/// Walks the year.
pub(super) async fn fill(
    ground: &Ground,
    cast: &Cast,
    spots: &[Spot],
    chance: &mut Chance,
) -> anyhow::Result<()> {
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await?;
    let streets = streets(ground, cast, spots, chance, &mut tx, now).await?;
    let mut open = Vec::new();
    for nth in 0..ROUNDS {
        let days = (ROUNDS - nth) * 15 - 8;
        walk(ground, cast, &streets, chance, &mut tx, now - TimeDelta::days(days), &mut open).await?;
    }
    ahead(ground, cast, &streets, &mut tx, now).await?;
    let who = cast.at("ivana.prikladna", now)?;
    let entry = access::trail::Entry::of(access::Action::Work, access::Kind::Inspection);
    let entry = entry.rows(streets.len() * usize::try_from(ROUNDS).unwrap_or(0)).purpose("demo");
    access::trail::record(&mut tx, now, &access::Actor::from(&who), entry).await?;
    Ok(tx.commit().await?)
}

async fn streets(
    ground: &Ground,
    cast: &Cast,
    spots: &[Spot],
    chance: &mut Chance,
    tx: &mut Transaction,
    now: DateTime<Utc>,
) -> anyhow::Result<Vec<Street>> {
    let owner = cast.at("ivana.prikladna", now)?.body;
    let (mut rows, mut streets): (Vec<Vec<Value>>, Vec<Street>) = (Vec::new(), Vec::new());
    for (nth, spot) in spots.iter().enumerate().take(AROUND) {
        let id = ground.store.new_id();
        let (lon, lat) = spot.site.position.unzip();
        let label = format!("Okolí: {}", spot.site.label);
        rows.push(vec![
            id.into(),
            owner.into(),
            label.into(),
            spot.id.into(),
            Value::Null,
            lon.into(),
            lat.into(),
        ]);
        streets.push(Street { id, dirt: 10 + spot.trouble / 3 });
        // Every other place has a street beside it that is like it, without lodging.
        let Some(control) =
            spots.get(nth + AROUND).filter(|_| nth < CONTROLS).or(spots.get(nth % spots.len()))
        else {
            continue;
        };
        if nth < CONTROLS {
            let street = control.site.label.split(',').next().unwrap_or_default();
            let label = format!("Srovnání: {street}");
            let control = ground.store.new_id();
            rows.push(vec![
                control.into(),
                owner.into(),
                label.into(),
                Value::Null,
                id.into(),
                lon.map(|lon| lon + 0.004).into(),
                lat.into(),
            ]);
            streets.push(Street { id: control, dirt: usize::try_from(chance.between(6, 18)).unwrap_or(10) });
        }
    }
    tx.execute_many(&rounds::ADD_SEGMENT, rows).await?;
    Ok(streets)
}

/// A round that is still to be walked, so that whoever tries the demonstration has one to fill in.
async fn ahead(
    ground: &Ground,
    cast: &Cast,
    streets: &[Street],
    tx: &mut Transaction,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let (walks, plans) = (cast.at("bohumil.nazorny", now)?, cast.at("vera.nazorna", now)?);
    let (round, on) = (ground.store.new_id(), ::store::in_prague(now).date_naive() + TimeDelta::days(1));
    let planned = rounds::new_round(round, plans.body, walks.body, on, RoundState::Planned);
    tx.execute(&rounds::ADD_ROUND, &planned).await?;
    tx.execute_many(&rounds::ADD_ROUND_SEGMENT, stops(round, streets.get(..AHEAD).unwrap_or(streets)))
        .await?;
    Ok(())
}

/// The segments of a round in the order they are walked, one in ten of them by two inspectors.
fn stops(round: Id, streets: &[Street]) -> Vec<Vec<Value>> {
    let twice = seen_twice(streets.len());
    let stop = |(at, street): (usize, &Street)| {
        let position = i64::try_from(at).unwrap_or(0);
        vec![round.into(), street.id.into(), position.into(), twice.contains(&at).into()]
    };
    streets.iter().enumerate().map(stop).collect()
}

async fn walk(
    ground: &Ground,
    cast: &Cast,
    streets: &[Street],
    chance: &mut Chance,
    tx: &mut Transaction,
    day: DateTime<Utc>,
    open: &mut Vec<Open>,
) -> anyhow::Result<()> {
    let on = ::store::in_prague(day).date_naive();
    let (first, second) = (cast.at("bohumil.nazorny", day)?, cast.at("vera.nazorna", day)?);
    let round = ground.store.new_id();
    let state = if on > ::store::in_prague(ground.access.clock().now()).date_naive() - TimeDelta::days(7) {
        RoundState::Planned
    } else {
        RoundState::Closed
    };
    tx.execute(&rounds::ADD_ROUND, &rounds::new_round(round, second.body, first.body, on, state)).await?;
    tx.execute_many(&rounds::ADD_ROUND_SEGMENT, stops(round, streets)).await?;
    let twice = seen_twice(streets.len());
    let weather = *chance.one(Weather::ALL).context("weather")?;
    let start = day.date_naive().and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::hours(8);
    let mut rows = Vec::new();
    for (at, street) in streets.iter().enumerate() {
        let recheck = open.iter().position(|one| one.segment == street.id && one.due < on);
        let recheck = recheck.map(|nth| open.swap_remove(nth).checklist);
        // What was to be put right mostly is.
        let dirt = if recheck.is_some() { street.dirt / 3 } else { street.dirt };
        let filled_at = start + TimeDelta::minutes(4 * i64::try_from(at).unwrap_or(0));
        let filled = filled(ground, chance, round, street, dirt, filled_at, weather, recheck)?;
        let id = ground.store.new_id();
        if let Some(due) = filled.due {
            open.push(Open { segment: street.id, checklist: id, due });
        }
        rows.push(values(&filled, id, Some(1), &first, filled_at));
        if twice.contains(&at) {
            let other = seen_by_another(ground, chance, &filled);
            rows.push(values(&other, ground.store.new_id(), Some(2), &second, filled_at));
        }
    }
    tx.execute_many(&checklists::ADD, rows).await?;
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "a checklist has many parts")]
fn filled(
    ground: &Ground,
    chance: &mut Chance,
    round: Id,
    street: &Street,
    dirt: usize,
    filled_at: DateTime<Utc>,
    weather: Weather,
    recheck_of: Option<Id>,
) -> anyhow::Result<Checked> {
    let list = content::checklist().map_err(|error| anyhow::anyhow!("{error}"))?;
    // Litter and containers are often something, needles and abandoned cars seldom.
    let often = [30, 26, 14, 6, 8, 4, 10, 16, 5, 6, 4, 9];
    let score = |(at, item): (usize, &crate::checklist::Item), chance: &mut Chance| {
        let likely = often.get(at).copied().unwrap_or(5) * dirt / 25;
        let score = if !chance.percent(likely.min(95)) {
            0
        } else if chance.percent(62) {
            1
        } else if chance.percent(78) {
            2
        } else {
            3
        };
        (item.key.clone(), score)
    };
    let scores: BTreeMap<String, u8> = list.items.iter().enumerate().map(|one| score(one, chance)).collect();
    let serious = scores.values().any(|score| *score >= SERIOUS);
    let worst_for_city = chance.percent(45);
    let day = ::store::in_prague(filled_at).date_naive();
    let responsible = if worst_for_city { Responsible::City } else { Responsible::Operator };
    let responsible = if chance.percent(25) { Responsible::WasteFirm } else { responsible };
    Ok(Checked {
        client_id: format!("demo-{}", ground.store.new_id()),
        content_sha256: String::new(),
        round,
        segment: street.id,
        filled_at,
        scores,
        weather: Some(weather),
        last_collection: Some(day - TimeDelta::days(chance.between(0, 6))),
        responsible: serious.then_some(responsible),
        due: serious.then(|| day + TimeDelta::days(chance.between(3, 14))),
        recheck_of,
        note: String::new(),
    })
}

/// The same street a few minutes later through other eyes: mostly the same, here and there a step off.
fn seen_by_another(ground: &Ground, chance: &mut Chance, first: &Checked) -> Checked {
    let again = |score: u8, chance: &mut Chance| match chance.below(100) {
        0..7 => score.saturating_add(1).min(3),
        7..16 => score.saturating_sub(1),
        _ => score,
    };
    let scores = first.scores.iter().map(|(key, score)| (key.clone(), again(*score, chance))).collect();
    Checked {
        client_id: format!("demo-{}", ground.store.new_id()),
        scores,
        due: None,
        responsible: None,
        recheck_of: None,
        ..first.clone()
    }
}
