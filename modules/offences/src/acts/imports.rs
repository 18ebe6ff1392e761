//! Taking a file over: look at it, keep it, and count it when somebody has said yes.

use access::trail::{Entry, record};
use access::{Action, Actor, Kind, Subject};
use ground::Ground;
use places::Layer;
use serde_json::Value as Json;
use std::str::FromStr as _;
use store::jobs::JobFault;
use store::{BlobId, Id, Progress};
use web::{Error, Refusal};

use super::{kept, must, noted, runs};
use crate::incident::{Incident, Source, Told};
use crate::ingest::{self, Import, Known, Reading, Report, State, changes};
use crate::locate::{Locator, STACK, snapped};
use crate::read::{self, Given};
use crate::store::{REVISION, imports, incidents};

/// A file that somebody holds, and what they say of it.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// Name of the format; found out without it.
    pub(crate) format: Option<String>,
}

/// What would become of a file: nothing is kept.
pub(crate) async fn look(ground: &Ground, file: &File) -> Result<(Reading, Report), Error> {
    let given = Given { name: file.name.clone(), format: file.format.clone() };
    let bytes = file.bytes.clone();
    let work = tokio::task::spawn_blocking(move || read::read(&given, &bytes));
    let reading = work.await.map_err(|cause| Error::fault("read a file of offences", cause))?;
    let reading = reading.map_err(|fault| fault.refusal())?;
    let reading = of_the_city(ground, reading);
    let report = held_against(ground, &reading).await?;
    Ok((reading, report))
}

async fn held_against(ground: &Ground, reading: &Reading) -> Result<Report, Error> {
    let doing = || kept("compare a file of offences");
    let last = imports::newest(&ground.store, reading.source, &reading.format).await.map_err(doing())?;
    let catalogue = imports::categories(&ground.store, reading.source).await.map_err(doing())?;
    let known = known(ground, reading).await?;
    let known = Known {
        columns: last.as_ref().map(|import| import.report.columns.as_slice()),
        catalogue: catalogue.as_ref().map(|(_, catalogue)| catalogue),
        incidents: &known,
        bounds: bounds(ground, reading.source),
        now: ground.access.clock().now(),
    };
    Ok(ingest::validate(reading, &known))
}

async fn known(ground: &Ground, reading: &Reading) -> Result<Vec<Incident>, Error> {
    let Some((from, to)) = ingest::span(reading) else { return Ok(Vec::new()) };
    incidents::known(&ground.store, reading.source, from, to).await.map_err(kept("read known incidents"))
}

/// The city's frame; sources of other countries have none here.
fn bounds(ground: &Ground, source: Source) -> Option<[f64; 4]> {
    if !source.is_of_the_city() {
        return None;
    }
    let atlas = ground.places.atlas();
    let shapes = Layer::ALL.into_iter().flat_map(|layer| atlas.shapes(layer));
    let corners = shapes.flat_map(|shape| &shape.shape.polygons).flat_map(|polygon| &polygon.exterior.0);
    let frame = corners.fold(None, |frame: Option<[f64; 4]>, point| {
        let [w, s, e, n] = frame.unwrap_or([point.lon, point.lat, point.lon, point.lat]);
        Some([w.min(point.lon), s.min(point.lat), e.max(point.lon), n.max(point.lat)])
    });
    // A kilometre of grace: borders are simplified.
    frame.map(|[w, s, e, n]| [w - 0.015, s - 0.01, e + 0.015, n + 0.01])
}

/// Keeps a file with its report; it waits for a yes. A file that is here already is not kept twice.
pub(crate) async fn take(ground: &Ground, by: &Actor, person: Id, file: &File) -> Result<Import, Error> {
    let (reading, report) = look(ground, file).await?;
    let doing = || kept("keep a file of offences");
    let sha256 = crate::sha256(&file.bytes);
    let all = imports::list(&ground.store).await.map_err(doing())?;
    let again = |import: &&Import| import.sha256 == sha256 && import.state != State::Refused;
    if let Some(import) = all.iter().find(again) {
        return Err(Refusal::new("offences-known-file").with("name", import.name.clone()).into());
    }
    let now = ground.access.clock().now();
    let stopped = !report.doubts.is_empty();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    let catalogue = match &reading.catalogue {
        Some(list) => {
            let id = ground.store.new_id();
            Some(imports::keep_categories(&mut tx, id, reading.source, list, now).await.map_err(doing())?)
        }
        None => None,
    };
    let blob = tx.put_blob("offences", std::iter::once(file.bytes.clone())).await.map_err(doing())?;
    let import = Import {
        id: ground.store.new_id(),
        source: reading.source,
        schema_hash: crate::sha256(reading.columns.join("\n").as_bytes()),
        format: reading.format,
        state: if stopped { State::Quarantined } else { State::Diffed },
        name: file.name.clone(),
        sha256: blob.sha256,
        bytes: blob.bytes,
        catalogue,
        report,
        at: now,
        decided_at: None,
    };
    imports::add(&mut tx, &import, person).await.map_err(doing())?;
    let detail =
        serde_json::json!({ "file": import.name, "sha256": import.sha256, "state": import.state.key() });
    let entry = Entry::of(Action::Create, Kind::Offences).on(import.id).purpose("import").detail(detail);
    record(&mut tx, now, by, entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())?;
    Ok(import)
}

/// One import. What is not here is missing.
pub(crate) async fn one(ground: &Ground, id: Id) -> Result<Import, Error> {
    let import = imports::one(&ground.store, id).await.map_err(kept("read an import"))?;
    import.ok_or(Error::Missing("import"))
}

/// Says no: the file stays, nothing of it is counted.
pub(crate) async fn refuse(ground: &Ground, who: &Subject, id: Id) -> Result<(), Error> {
    must(ground, who, Action::Change)?;
    let doing = || kept("refuse an import");
    let import = one(ground, id).await?;
    if !import.state.waits() {
        return Err(Refusal::new("offences-decided").into());
    }
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    let moved = imports::decide(&mut tx, &import, State::Refused, &import.report, now, who.person)
        .await
        .map_err(doing())?;
    if !moved {
        tx.rollback().await.map_err(doing())?;
        return Err(Refusal::new("offences-decided").into());
    }
    let entry = Entry::of(Action::Change, Kind::Offences).on(id).purpose("refuse");
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())
}

/// Kind of the job that counts a large file.
pub(crate) const KIND: &str = "offences-import";
/// More incidents than this are counted in the background.
const MANY: usize = 20_000;

/// Says yes: a small file is counted at once, a large one in the background. Right: decide offences.
pub(crate) async fn approve(ground: &Ground, who: &Subject, id: Id) -> Result<(), Error> {
    must(ground, who, Action::Decide)?;
    let import = one(ground, id).await?;
    if import.report.incidents <= MANY || !import.state.waits() {
        return publish(ground, &Actor::from(who), who.person, id, &|_, _| {}).await.map(|_| ());
    }
    let doing = || kept("approve an import");
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    let report = &import.report;
    if !imports::decide(&mut tx, &import, State::Approved, report, now, who.person).await.map_err(doing())? {
        tx.rollback().await.map_err(doing())?;
        return Err(Refusal::new("offences-decided").into());
    }
    let payload = serde_json::json!({ "import": id.to_string(), "person": who.person.to_string() });
    runs::enqueue(ground, &mut tx, KIND, &payload).await.map_err(doing())?;
    let entry = Entry::of(Action::Decide, Kind::Offences).on(id).purpose("approve");
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())?;
    runs::wake(ground);
    Ok(())
}

/// Counts a large file. What was counted already by a worker that died after it is not counted twice.
pub(crate) async fn work(ground: Ground, payload: Json, progress: Progress) -> Result<Json, JobFault> {
    let id = |name: &str| payload.get(name).and_then(Json::as_str).and_then(|text| Id::from_str(text).ok());
    let (Some(import), Some(person)) = (id("import"), id("person")) else {
        return Err(JobFault::new("offences-run-unfit"));
    };
    let said = |done: u64, total: u64| progress.set(done, total, "");
    match publish(&ground, &Actor::program(), person, import, &said).await {
        Ok(report) => Ok(report.as_json()),
        Err(Error::Refused(_)) => Ok(Json::Null),
        Err(error) => {
            tracing::error!(%error, "a large file of offences was not counted");
            Err(JobFault::new("offences-run-unfit"))
        }
    }
}

/// How far the counting of a large file is.
pub(crate) async fn progress(ground: &Ground, id: Id) -> Result<Option<(u64, u64)>, Error> {
    let of_import =
        |job: &&store::jobs::Job| job.payload.get("import").and_then(Json::as_str) == Some(&id.to_string());
    let all = runs::latest(ground, KIND).await?;
    let job = all.iter().find(of_import);
    if job.is_some_and(|job| job.state == store::jobs::JobState::Queued) {
        runs::wake(ground);
    }
    Ok(job.map(|job| (job.done, job.total.unwrap_or(0))))
}

/// Counts a file: everything of it or nothing. `by` was asked for the right before.
///
/// - cost: about a minute for 200 000 incidents
pub(crate) async fn publish(
    ground: &Ground,
    by: &Actor,
    person: Id,
    id: Id,
    said: &(dyn Fn(u64, u64) + Send + Sync),
) -> Result<Report, Error> {
    let doing = || kept("publish an import");
    let import = one(ground, id).await?;
    if !matches!(import.state, State::Quarantined | State::Diffed | State::Approved) {
        return Err(Refusal::new("offences-decided").into());
    }
    let reading = again(ground, &import).await?;
    let known = known(ground, &reading).await?;
    let (changes, fresh) = changes(&reading, &known);
    let told: Vec<Told> = reading.told;
    let ids: Vec<Id> = changes.add.iter().map(|_| ground.store.new_id()).collect();
    let atlas = ground.places.atlas();
    let add = changes.add;
    let work = tokio::task::spawn_blocking(move || placed(&atlas, &told, &add, &ids));
    let placed = work.await.map_err(|cause| Error::fault("place incidents", cause))?;
    let mut report = import.report.clone();
    (report.new, report.changed, report.gone, report.same) =
        (fresh.new, fresh.changed, fresh.gone, fresh.same);
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    incidents::end(&mut tx, import.source, &changes.end, id).await.map_err(doing())?;
    let total = placed.len() as u64;
    for (at, some) in placed.chunks(10_000).enumerate() {
        said(10_000 * at as u64, total);
        incidents::add(&mut tx, import.source, some, id).await.map_err(doing())?;
    }
    let moved =
        imports::decide(&mut tx, &import, State::Published, &report, now, person).await.map_err(doing())?;
    if !moved {
        tx.rollback().await.map_err(doing())?;
        return Err(Refusal::new("offences-decided").into());
    }
    tx.bump(REVISION).await.map_err(doing())?;
    let detail = serde_json::json!({ "new": report.new, "changed": report.changed, "gone": report.gone });
    let entry = Entry::of(Action::Decide, Kind::Offences).on(id).purpose("publish").detail(detail);
    record(&mut tx, now, by, entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())?;
    Ok(report)
}

/// The kept file, read again; its checksum is looked at on the way.
async fn again(ground: &Ground, import: &Import) -> Result<Reading, Error> {
    let doing = || kept("read a kept file of offences");
    let blob = BlobId { sha256: import.sha256.clone(), bytes: import.bytes };
    let parts = ground.store.get_blob(&blob).await.map_err(doing())?;
    let bytes: Vec<u8> = parts.ok_or(Error::Missing("kept file"))?.concat();
    let given = Given { name: import.name.clone(), format: Some(import.format.clone()) };
    let work = tokio::task::spawn_blocking(move || read::read(&given, &bytes));
    let reading = work.await.map_err(|cause| Error::fault("read a file of offences", cause))?;
    let reading = reading.map_err(|cause| Error::fault("read a kept file of offences", cause))?;
    Ok(of_the_city(ground, reading))
}

/// A month of the crime map holds the whole country; the rest of it is left out.
fn of_the_city(ground: &Ground, mut reading: Reading) -> Reading {
    if let (Source::PoliceMap, Some([west, south, east, north])) =
        (reading.source, bounds(ground, reading.source))
    {
        let inside = |spot: crate::incident::Spot| {
            (west..=east).contains(&spot.lon) && (south..=north).contains(&spot.lat)
        };
        reading.told.retain(|told| told.spot.is_some_and(inside));
    }
    reading
}

fn placed(atlas: &places::Atlas, told: &[Told], add: &[usize], ids: &[Id]) -> Vec<Incident> {
    let stacked = snapped(told, STACK);
    let mut locator = Locator::new(atlas);
    let mut place = |(at, id): (&usize, &Id)| {
        let told = told.get(*at)?.clone();
        let mut territory = |layer| told.spot.map_or_else(String::new, |spot| locator.territory(layer, spot));
        let (district, precinct) = (territory(Layer::District), territory(Layer::MunicipalPrecinct));
        Some(Incident { id: *id, district, precinct, snapped: stacked.get(*at) == Some(&true), told })
    };
    add.iter().zip(ids).filter_map(&mut place).collect()
}
