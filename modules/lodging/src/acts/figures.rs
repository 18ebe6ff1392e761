//! Gathering what key figures are reckoned from. Right: read figures.

use access::trail::Entry;
use access::{Action, Actor, Kind, Subject};
use casework::Tally;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use ground::Ground;
use store::Id;
use web::Error;

use super::{kept, must, noted, of_case, referral};
use crate::content;
use crate::figures::{Agreement, Cleanliness, Period, Rechecks, Referrals, Spell, TaskEnd, days};
use crate::store::{checklists, figures};

/// Everything that the page of key figures says.
pub(crate) struct Figures {
    pub(crate) period: Period,
    pub(crate) referrals: Referrals,
    pub(crate) cleanliness: Cleanliness,
    pub(crate) rechecks: Rechecks,
    pub(crate) agreement: Agreement,
    /// Field of outreach, and how often each choice was made.
    pub(crate) outreach: Vec<(String, Tally)>,
}

/// Fields of outreach that are counted.
const OUTREACH_FIELDS: [&str; 3] = ["cause", "need", "part"];

/// Gathers and reckons the figures of the city for a period.
pub(crate) async fn gather(ground: &Ground, who: &Subject, period: Period) -> Result<Figures, Error> {
    must(ground, who, Action::Read, Kind::Figures, who.body)?;
    let now = ground.access.clock().now();
    let (since, until) = (midnight(period.from), midnight(period.to.succ_opt().unwrap_or(period.to)));
    // Confirmations of the year before are needed to see what was repeated within a year.
    let tasks =
        ground.casework.task_figures(who, referral::REFERRAL, since - chrono::TimeDelta::days(366)).await;
    let tasks: Vec<TaskEnd> = tasks.map_err(of_case)?.into_iter().map(task).collect();
    let spells = ground.casework.state_spells(who, referral::REFERRAL, since).await.map_err(of_case)?;
    let spells: Vec<Spell> = spells.into_iter().map(|one| spell(one, now)).collect();
    let list = content::checklist()?;
    let span = [period.from.into(), period.to.into(), store::Value::Null];
    let doing = "gather figures";
    let scored = ground.store.rows(&checklists::IN_PERIOD, &span).await.map_err(kept(doing))?;
    let rechecks = ground.store.rows(&checklists::RECHECKS, &span).await.map_err(kept(doing))?;
    let objects: Vec<Id> = ground.store.rows(&figures::IN_USE, &[]).await.map_err(kept(doing))?;
    let mut outreach = Vec::new();
    for field in OUTREACH_FIELDS {
        let tally = ground.casework.tally(who, referral::OUTREACH, field, since, until).await;
        let tally = tally.map_err(of_case)?;
        outreach.push((field.to_owned(), tally));
    }
    Ok(Figures {
        period,
        referrals: Referrals::reckon(period, now, &tasks, &spells, &objects),
        cleanliness: Cleanliness::reckon(list, &scored),
        rechecks: Rechecks::reckon(ground.access.clock().today(), &rechecks),
        agreement: Agreement::reckon(list, &scored),
        outreach,
    })
}

/// The first instant of a day, near enough: figures are in days.
fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

fn task(task: casework::TaskFigure) -> TaskEnd {
    TaskEnd {
        object: task.subject,
        case: task.case,
        outcome: task.outcome,
        opened_at: task.opened_at,
        ended_at: task.ended_at,
    }
}

fn spell(spell: casework::StateSpell, now: DateTime<Utc>) -> Spell {
    Spell { observation: days(spell.from, spell.to, now), state: spell.state }
}

/// Notes that a file of figures went out. Right: export figures.
pub(crate) async fn exported(ground: &Ground, who: &Subject, bytes: &[u8], rows: usize) -> Result<(), Error> {
    must(ground, who, Action::Export, Kind::Figures, who.body)?;
    let entry = Entry::of(Action::Export, Kind::Figures).rows(rows);
    let entry = entry.detail(serde_json::json!({ "sha256": crate::sha256(bytes) }));
    ground.access.note(&Actor::from(who), entry).await.map_err(noted)
}
