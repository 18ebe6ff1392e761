//! The register of agencies: a snapshot comes in, a day is asked for.

use std::collections::BTreeSet;
use std::sync::Arc;

use access::trail::{Entry, record};
use access::{Action, Kind};
use chrono::NaiveDate;
use ground::Ground;
use indicators::{By, sha256};
use official_statistics::Fault;
use official_statistics::agencies::{Quarantined, Register, read};
use serde_json::json;
use store::{Transaction, Value};
use web::{Error, Refusal};

use super::sets::{counting, home};
use super::{actor, figures, kept, must, noted, person};
use crate::agencies::{AsOf, Difference, Known, KnownPermit, as_of, difference};
use crate::store::agencies::{self as rows, Snapshot};

/// What a file of the register would change, or has changed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Compared {
    /// Entries in the file.
    pub(crate) entries: usize,
    /// Entries held back.
    pub(crate) quarantined: Vec<Quarantined>,
    /// Whether the file names municipalities of seats, and of workplaces.
    pub(crate) tells: (bool, bool),
    /// Whether it is the first snapshot, with which history begins.
    pub(crate) first: bool,
    /// What changes.
    pub(crate) difference: Difference,
    /// More than half of the agencies would vanish: rather a broken file than a broken trade.
    pub(crate) suspicious: bool,
}

/// Snapshots, newest first.
pub(crate) async fn snapshots(ground: &Ground) -> Result<Vec<Snapshot>, Error> {
    ground.store.rows(&rows::SNAPSHOTS, &[]).await.map_err(kept("list snapshots"))
}

/// Reads a file and compares it with the newest snapshot. Nothing is written.
pub(crate) async fn check(
    ground: &Ground,
    bytes: Arc<[u8]>,
) -> Result<Result<(Register, Compared), Fault>, Error> {
    let work = tokio::task::spawn_blocking(move || read(&bytes)).await;
    let register = match work.map_err(|cause| Error::fault("read a register", cause))? {
        Ok(register) => register,
        Err(fault) => return Ok(Err(fault)),
    };
    let newest = snapshots(ground).await?.into_iter().next();
    let (known, permits) = match &newest {
        Some(newest) => said(ground, newest.day).await?,
        None => (Vec::new(), Vec::new()),
    };
    let unclear: BTreeSet<String> = register.quarantined.iter().map(|it| it.ico.clone()).collect();
    let difference = difference(&known, &permits, &register.agencies, &unclear);
    let compared = Compared {
        entries: register.entries,
        quarantined: register.quarantined.clone(),
        tells: (register.tells_seats, register.tells_workplaces),
        first: newest.is_none(),
        suspicious: difference.vanished.len() * 2 > known.len(),
        difference,
    };
    Ok(Ok((register, compared)))
}

/// Takes a file over as the register of a day. History only grows: the day lies behind the newest snapshot. Right: create
/// figures.
pub(crate) async fn take(
    ground: &Ground,
    by: By<'_>,
    bytes: Arc<[u8]>,
    day: NaiveDate,
    even_if_suspicious: bool,
) -> Result<Result<Compared, Fault>, Error> {
    must(ground, by, Action::Create)?;
    if day > ground.access.clock().today() {
        return Err(Refusal::new("foreigners-snapshot-future").into());
    }
    let newest = snapshots(ground).await?.into_iter().next();
    if let Some(newest) = newest.as_ref().filter(|newest| newest.day >= day) {
        return Err(Refusal::new("foreigners-snapshot-order").with("day", newest.day.to_string()).into());
    }
    let hash = sha256(&bytes);
    let (register, compared) = match check(ground, bytes).await? {
        Ok(found) => found,
        Err(fault) => return Ok(Err(fault)),
    };
    if compared.suspicious && !even_if_suspicious {
        let gone = compared.difference.vanished.len();
        return Err(Refusal::new("foreigners-snapshot-suspicious").with("count", gone).into());
    }
    let doing = || kept("keep a snapshot");
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    let snapshot: [Value; 8] = [
        day.into(),
        hash.as_str().into(),
        i64::try_from(register.entries).unwrap_or(i64::MAX).into(),
        json!(compared.quarantined).into(),
        register.tells_seats.into(),
        register.tells_workplaces.into(),
        now.into(),
        person(by).into(),
    ];
    tx.execute(&rows::ADD_SNAPSHOT, &snapshot).await.map_err(doing())?;
    write(&mut tx, &compared.difference, newest.map(|newest| newest.day), day).await?;
    let difference = &compared.difference;
    let detail = json!({
        "day": day, "sha256": hash, "new": difference.new, "changed": difference.changed,
        "vanished": difference.vanished.len(), "quarantined": compared.quarantined.len(),
    });
    let entry = Entry::of(Action::Create, Kind::Figures).purpose("agencies").rows(register.entries);
    record(&mut tx, now, &actor(by), entry.detail(detail)).await.map_err(noted)?;
    tx.commit().await.map_err(doing())?;
    if let Some(counted) = told(ground, day).await? {
        figures::of_register(ground, by, &home(ground).await?, &counted).await?;
    }
    Ok(Ok(compared))
}

/// Ends versions with the last snapshot that said them, and begins others.
async fn write(
    tx: &mut Transaction,
    difference: &Difference,
    last: Option<NaiveDate>,
    day: NaiveDate,
) -> Result<(), Error> {
    let doing = || kept("keep versions of agencies");
    let last = last.unwrap_or(day);
    let end = |ico: &String| vec![ico.into(), last.into()];
    tx.execute_many(&rows::END_AGENCY, difference.ended.iter().map(end).collect()).await.map_err(doing())?;
    let end = |(ico, permit): &(String, official_statistics::Permit)| {
        vec![ico.into(), permit.forms.letters().into(), permit.from.to_string().into(), last.into()]
    };
    let ended = difference.ended_permits.iter().map(end).collect();
    tx.execute_many(&rows::END_PERMIT, ended).await.map_err(doing())?;
    let begin = |agency: &official_statistics::agencies::Agency| {
        vec![
            agency.ico.as_str().into(),
            day.into(),
            agency.name.as_str().into(),
            json!(agency.seat).into(),
            json!(agency.workplaces).into(),
        ]
    };
    tx.execute_many(&rows::ADD_AGENCY, difference.begun.iter().map(begin).collect()).await.map_err(doing())?;
    let begun = difference.begun_permits.iter().map(|(ico, permit)| rows::permit_row(ico, permit, day));
    tx.execute_many(&rows::ADD_PERMIT, begun.collect()).await.map(drop).map_err(doing())
}

/// What a snapshot said of agencies and permits.
pub(crate) async fn said(
    ground: &Ground,
    snapshot: NaiveDate,
) -> Result<(Vec<Known>, Vec<KnownPermit>), Error> {
    let doing = || kept("read the register of agencies");
    let known = ground.store.rows(&rows::AGENCIES, &[snapshot.into()]).await.map_err(doing())?;
    let permits = ground.store.rows(&rows::PERMITS, &[snapshot.into()]).await.map_err(doing())?;
    Ok((known, permits))
}

/// The snapshot a day is told from: the latest until then, or the first one.
pub(crate) fn snapshot_of(snapshots: &[Snapshot], day: NaiveDate) -> Option<NaiveDate> {
    let until = snapshots.iter().map(|it| it.day).filter(|it| *it <= day).max();
    until.or_else(|| snapshots.iter().map(|it| it.day).min())
}

/// Agencies and permits on a day; `None` while there is no snapshot.
pub(crate) async fn told(ground: &Ground, day: NaiveDate) -> Result<Option<AsOf>, Error> {
    let snapshots = snapshots(ground).await?;
    let Some(snapshot) = snapshot_of(&snapshots, day) else { return Ok(None) };
    let first = snapshots.iter().map(|it| it.day).min().unwrap_or(snapshot);
    let (known, permits) = said(ground, snapshot).await?;
    let (home, counting) = (home(ground).await?, counting(ground).await?);
    Ok(as_of((day, snapshot, first), &known, &permits, (&home, counting.end_day)))
}

/// Every version of one agency and of its permits.
pub(crate) async fn history(ground: &Ground, ico: &str) -> Result<(Vec<Known>, Vec<KnownPermit>), Error> {
    let doing = || kept("read the history of an agency");
    let known = ground.store.rows(&rows::OF_AGENCY, &[ico.into()]).await.map_err(doing())?;
    if known.is_empty() {
        return Err(Error::Missing("agency"));
    }
    let permits = ground.store.rows(&rows::PERMITS_OF, &[ico.into()]).await.map_err(doing())?;
    Ok((known, permits))
}
