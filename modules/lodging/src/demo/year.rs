//! A year of referrals: planned case by case, then lived day by day in the order of time, so that numbers, timelines and
//! the trail are in order too.

use access::BodyKind;
use anyhow::Context;
use casework::{
    CaseError, Casework, Fields, MeasureKind, MeasureState, NewCase, NewMeasure, NewTask, Place, TaskStep,
};
use chrono::{DateTime, TimeDelta, Utc};
use ground::Ground;
use store::{Clock, Id};

use super::cast::{COORDINATORS, Cast, OFFICERS, casework_at};
use super::places::Spot;
use super::random::Chance;
use super::texts::{ANSWERS, OBSERVATIONS, REASONS, TOPICS};
use crate::acts::referral::{OUTREACH, REFERRAL, task_kind};
use crate::content;

/// Referrals of the year.
const REFERRALS: usize = 180;
/// Requests for outreach.
const OUTREACHES: usize = 45;

/// What happens on a day.
#[derive(Debug, Clone)]
enum Step {
    Open,
    Move(&'static str, &'static str),
    Route(Vec<BodyKind>),
    /// Nth task of the case, transition, answer.
    Task(usize, &'static str, &'static str),
    Order,
    Done,
    Outreach,
}

/// A case as it goes on.
struct Running {
    spot: usize,
    topics: &'static [&'static str],
    officer: &'static str,
    coordinator: &'static str,
    case: Option<Id>,
    version: i64,
    tasks: Vec<(Id, i64, &'static str)>,
    measure: Option<(Id, i64)>,
}

/// Lives the year.
pub(super) async fn fill(
    ground: &Ground,
    cast: &Cast,
    spots: &[Spot],
    chance: &mut Chance,
) -> anyhow::Result<()> {
    let now = ground.access.clock().now();
    let (mut cases, mut days) = (Vec::new(), Vec::new());
    for nth in 0..REFERRALS {
        let opened = now - TimeDelta::days(365)
            + TimeDelta::minutes(i64::try_from(nth).unwrap_or(0) * 365 * 24 * 60 / 180);
        let opened = at_work(opened, chance);
        plan(chance, spots, opened, nth, &mut cases, &mut days)?;
    }
    for nth in 0..OUTREACHES {
        let opened = now - TimeDelta::days(360) + TimeDelta::days(i64::try_from(nth).unwrap_or(0) * 8);
        days.push((at_work(opened, chance), 0, Step::Outreach));
    }
    days.retain(|(at, _, _)| *at < now);
    days.sort_by_key(|(at, _, _)| *at);
    let Some((first, _, _)) = days.first() else { return Ok(()) };
    let clock = Clock::fixed(*first);
    let casework = casework_at(ground, &clock);
    for (at, nth, step) in days {
        clock.advance(at - clock.now());
        let Some(running) = cases.get_mut(nth) else { continue };
        live(ground, &casework, cast, spots, running, chance, &step, at)
            .await
            .with_context(|| format!("{step:?}"))?;
    }
    Ok(())
}

/// The same day at an hour of work.
fn at_work(day: DateTime<Utc>, chance: &mut Chance) -> DateTime<Utc> {
    let midnight = day.date_naive().and_time(chrono::NaiveTime::MIN).and_utc();
    midnight + TimeDelta::minutes(chance.between(7 * 60, 14 * 60))
}

/// Some days later: most soon, some late.
fn later(at: DateTime<Utc>, least: i64, usual: i64, chance: &mut Chance) -> DateTime<Utc> {
    let long = if chance.percent(15) { usual * 3 } else { usual };
    let day = at_work(at + TimeDelta::days(chance.between(least, long.max(least))), chance);
    // The same day may be drawn at an earlier hour.
    day.max(at) + TimeDelta::minutes(1)
}

type Days = Vec<(DateTime<Utc>, usize, Step)>;

fn plan(
    chance: &mut Chance,
    spots: &[Spot],
    opened: DateTime<Utc>,
    nth: usize,
    cases: &mut Vec<Running>,
    days: &mut Days,
) -> anyhow::Result<()> {
    let spot = chance.below(spots.len());
    let place = spots.get(spot).context("a place")?;
    let topics = *chance.one(&TOPICS).context("topics")?;
    let officer = OFFICERS.get(chance.below(OFFICERS.len())).copied().unwrap_or_default();
    let coordinator = COORDINATORS.get(chance.below(2)).copied().unwrap_or_default();
    cases.push(Running {
        spot,
        topics,
        officer,
        coordinator,
        case: None,
        version: 1,
        tasks: Vec::new(),
        measure: None,
    });
    days.push((opened, nth, Step::Open));
    let screened = later(opened, 0, 3, chance);
    if chance.percent(14) {
        let (step, reason) = if chance.percent(50) {
            ("reject-duplicate", REASONS[0])
        } else {
            ("reject-no-substance", REASONS[1])
        };
        days.push((screened, nth, Step::Move(step, reason)));
        return Ok(());
    }
    days.push((screened, nth, Step::Move("screen", "")));
    let located = later(screened, 0, 2, chance);
    days.push((located, nth, Step::Move("locate", "")));
    let bodies = bodies(topics, place)?;
    if bodies.is_empty() {
        return Ok(());
    }
    let routed = later(located, 0, 2, chance);
    days.push((routed, nth, Step::Route(bodies.clone())));
    let (mut last, mut confirmed) = (routed, false);
    for (task, _) in bodies.iter().enumerate() {
        let (ended, found) = plan_task(chance, place, routed, nth, task, days);
        (last, confirmed) = (last.max(ended), confirmed || found);
    }
    plan_end(chance, last, confirmed, nth, days);
    Ok(())
}

/// Bodies the matrix proposes, three at most.
fn bodies(topics: &[&str], place: &Spot) -> anyhow::Result<Vec<BodyKind>> {
    let matrix = content::matrix().map_err(|error| anyhow::anyhow!("{error}"))?;
    let proposed = matrix.propose(topics, place.kind).into_iter().filter(|one| one.is_proposed());
    Ok(proposed.map(|one| one.body).take(3).collect())
}

fn plan_task(
    chance: &mut Chance,
    place: &Spot,
    routed: DateTime<Utc>,
    nth: usize,
    task: usize,
    days: &mut Days,
) -> (DateTime<Utc>, bool) {
    let taken = later(routed, 0, 4, chance);
    days.push((taken, nth, Step::Task(task, "acknowledge", "")));
    let inspected = later(taken, 2, 21, chance);
    let end = match chance.below(100) {
        0..10 => 2,
        10..15 => 3,
        _ if chance.percent(place.trouble) => 0,
        _ => 1,
    };
    let (transition, answer) = ANSWERS.get(end).copied().unwrap_or(ANSWERS[1]);
    if end < 2 {
        days.push((inspected, nth, Step::Task(task, "inspect", "")));
    }
    let ended = later(inspected, 1, 9, chance);
    days.push((ended, nth, Step::Task(task, transition, answer)));
    (ended, end == 0)
}

fn plan_end(chance: &mut Chance, last: DateTime<Utc>, confirmed: bool, nth: usize, days: &mut Days) {
    let read = later(last, 1, 5, chance);
    if !confirmed {
        days.push((read, nth, Step::Move("close", "")));
        return;
    }
    days.push((read, nth, Step::Move("order-remedy", "")));
    days.push((read + TimeDelta::minutes(5), nth, Step::Order));
    let mut at = later(read, 10, 40, chance);
    if chance.percent(25) {
        days.push((at, nth, Step::Move("start-proceeding", "")));
        at = later(at, 20, 60, chance);
        let (step, reason) = if chance.percent(70) { ("sanction", "") } else { ("discontinue", REASONS[2]) };
        days.push((at, nth, Step::Move(step, reason)));
        at = later(at, 1, 10, chance);
    }
    days.push((at, nth, Step::Done));
    let check = later(at, 1, 10, chance);
    days.push((check, nth, Step::Move("follow-up", "")));
    days.push((later(check, 20, 60, chance), nth, Step::Move("close", "")));
}

/// One step of one case.
#[expect(clippy::too_many_arguments, reason = "a step needs the whole stage")]
async fn live(
    ground: &Ground,
    casework: &Casework,
    cast: &Cast,
    spots: &[Spot],
    running: &mut Running,
    chance: &mut Chance,
    step: &Step,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    match step {
        Step::Open => {
            let spot = spots.get(running.spot).context("a place")?;
            let who = cast.at(running.officer, now)?;
            let case = casework.open(&who, tip(running, spot, now, chance)).await?;
            (running.case, running.version) = (Some(case.id), case.version);
        }
        Step::Outreach => {
            let officer = chance.one(&OFFICERS).copied().unwrap_or_default();
            let who = cast.at(officer, now)?;
            casework.open(&who, outreach(casework, chance)).await?;
        }
        Step::Move(transition, reason) => {
            let (who, case) = (cast.at(running.coordinator, now)?, running.case.context("an open case")?);
            let mut moved = casework.transition(&who, case, running.version, transition, reason).await;
            if let Err(CaseError::Conflict { theirs, .. }) = &moved {
                moved = casework.transition(&who, case, *theirs, transition, reason).await;
            }
            running.version = moved?;
        }
        Step::Route(bodies) => route(ground, casework, cast, running, bodies, now).await?,
        Step::Task(nth, transition, answer) => {
            let task = running.tasks.get_mut(*nth).context("a task")?;
            let who = cast.at(task.2, now)?;
            let reason = if *transition == "decline" { *answer } else { "" };
            let step = TaskStep {
                transition: (*transition).to_owned(),
                reason: reason.to_owned(),
                answer: (!answer.is_empty()).then(|| (*answer).to_owned()),
                reference: None,
                planned: None,
            };
            task.1 = casework.move_task(&who, task.0, task.1, step).await?;
        }
        Step::Order => order(casework, cast, running, now).await?,
        Step::Done => {
            let (who, Some((measure, version))) = (cast.at(running.coordinator, now)?, running.measure)
            else {
                return Ok(());
            };
            casework.move_measure(&who, measure, version, MeasureState::Done, "").await?;
        }
    }
    Ok(())
}

fn tip(running: &Running, spot: &Spot, now: DateTime<Utc>, chance: &mut Chance) -> NewCase {
    let said = running.topics.iter().filter_map(|topic| {
        let (_, sentences) = OBSERVATIONS.iter().find(|(key, _)| key == topic)?;
        chance.one(sentences).copied()
    });
    let observation: Vec<&str> = said.collect();
    let mut fields = Fields::new();
    fields.insert("object-kind".to_owned(), spot.kind.key().to_owned());
    fields.insert("observation".to_owned(), observation.join(" "));
    fields.insert("seen-on".to_owned(), now.date_naive().to_string());
    for topic in running.topics {
        fields.insert(format!("topic-{topic}"), "true".to_owned());
    }
    let kind = match spot.kind {
        crate::object::ObjectKind::LodgingHouse => "Ubytovna",
        crate::object::ObjectKind::FamilyHouse => "Rodinný dům",
        crate::object::ObjectKind::Flat => "Byt pronajímaný více osobám",
        crate::object::ObjectKind::Other => "Jiný objekt",
    };
    NewCase {
        kind: REFERRAL.to_owned(),
        title: format!("{kind} – {}", spot.site.label),
        place: Place {
            text: spot.site.label.clone(),
            address: spot.site.address_code,
            point: spot.site.position.map(|(lon, lat)| (lat, lon)),
        },
        fields,
        owner: None,
        subject: Some(spot.id),
    }
}

fn outreach(casework: &Casework, chance: &mut Chance) -> NewCase {
    let mut fields = Fields::new();
    for field in casework.types().get(OUTREACH).map(|kind| kind.fields.as_slice()).unwrap_or_default() {
        if let casework::FieldKind::Choice(choices) = &field.kind {
            // The first ones more often, as it is in life.
            let at = chance.below(choices.len()).min(chance.below(choices.len()));
            if let Some(choice) = choices.get(at) {
                fields.insert(field.key.clone(), choice.key.clone());
            }
        }
    }
    let title = "Lidé potřebují terénní pomoc".to_owned();
    NewCase { kind: OUTREACH.to_owned(), title, fields, ..NewCase::default() }
}

async fn route(
    ground: &Ground,
    casework: &Casework,
    cast: &Cast,
    running: &mut Running,
    bodies: &[BodyKind],
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let (who, case) = (cast.at(running.coordinator, now)?, running.case.context("an open case")?);
    let (mut tasks, mut workers) = (Vec::new(), Vec::new());
    for body in bodies {
        let (Some(login), Some(kind)) = (cast.workers.get(body), task_kind(ground, *body)) else { continue };
        let worker = cast.at(login, now)?;
        let ask = "Prosíme o prověření na místě a o výsledek.".to_owned();
        tasks.push(NewTask { kind: kind.key.clone(), body: worker.body, unit: None, ask, due: None });
        workers.push(*login);
    }
    let given = casework.route(&who, case, running.version, tasks).await?;
    running.tasks = given.into_iter().zip(workers).map(|(task, login)| (task, 1, login)).collect();
    running.version = casework.transition(&who, case, running.version + 1, "route", "").await?;
    Ok(())
}

async fn order(
    casework: &Casework,
    cast: &Cast,
    running: &mut Running,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let (who, case) = (cast.at(running.coordinator, now)?, running.case.context("an open case")?);
    let (kind, title, cost) = match running.topics.first().copied().unwrap_or_default() {
        "cleanliness" => (MeasureKind::Organisational, "Přidat nádoby a častější svoz", Some(1_850_000)),
        "overcrowding" => (MeasureKind::Organisational, "Snížit počet lůžek podle plochy pokojů", None),
        "fire-safety" => (MeasureKind::Technical, "Uvolnit a označit únikové cesty", Some(420_000)),
        "children" => (MeasureKind::Social, "Terénní práce s rodinami", None),
        "building-use" => (MeasureKind::Regime, "Ukončit užívání k jinému účelu", None),
        _ => (MeasureKind::Regime, "Vyhlásit a dodržovat domovní řád", None),
    };
    let measure = casework.measure(
        &who,
        case,
        NewMeasure {
            kind,
            title: title.to_owned(),
            text: String::new(),
            body: who.body,
            unit: None,
            cost,
            funding: if cost.is_some() { "provozovatel".to_owned() } else { String::new() },
            due: Some((now + TimeDelta::days(30)).date_naive()),
            order: true,
        },
    );
    running.measure = Some((measure.await?, 1));
    Ok(())
}
