//! Files of offices: looked at without a trace, or taken over whole.

use std::sync::Arc;

use access::trail::{Entry, record};
use access::{Action, Kind};
use chrono::NaiveDate;
use ground::Ground;
use indicators::{By, sha256};
use official_statistics::FaultKind;
use official_statistics::mapping::Mapping;
use serde_json::json;
use store::{Id, Value};
use web::{Error, Refusal};

use super::{actor, figures, kept, must, noted, person};
use crate::delivery::{self, Delivery, Refused, SetKind};
use crate::home::{Counting, District, Home};
use crate::stock::{Released, Stock, Unprotected, release};
use crate::store::sets::{self, Release};

/// Name of the setting that says in which district the city lies.
const DISTRICT: &str = "district";
/// Name of the setting that keeps the code list of districts.
const DISTRICTS: &str = "districts";
/// Name of the setting of counting.
const COUNTING: &str = "counting";

/// The city in code lists.
pub(crate) async fn home(ground: &Ground) -> Result<Home, Error> {
    let atlas = ground.places.atlas();
    let city = atlas.city();
    let district = sets::setting(&ground.store, DISTRICT).await.map_err(kept("read a setting"))?;
    Ok(Home {
        municipality: city.map_or_else(String::new, |city| city.municipality_code.to_string()),
        name: city.map_or_else(String::new, |city| city.name.cs.clone()),
        district,
    })
}

/// Districts of the code list, once it was taken over.
pub(crate) async fn districts(ground: &Ground) -> Result<Vec<District>, Error> {
    sets::setting(&ground.store, DISTRICTS).await.map_err(kept("read a setting"))
}

/// How permits are counted.
pub(crate) async fn counting(ground: &Ground) -> Result<Counting, Error> {
    sets::setting(&ground.store, COUNTING).await.map_err(kept("read a setting"))
}

/// Says in which district the city lies, and how permits are counted. Right: change figures.
pub(crate) async fn settle(
    ground: &Ground,
    by: By<'_>,
    district: Option<&District>,
    counting: Counting,
) -> Result<(), Error> {
    must(ground, by, Action::Change)?;
    let doing = || kept("save a setting");
    let (now, person) = (ground.access.clock().now(), person(by));
    let mut tx = ground.store.begin().await.map_err(doing())?;
    for (name, body) in [(DISTRICT, json!(district)), (COUNTING, json!(counting))] {
        let row: [Value; 4] = [name.into(), body.into(), now.into(), person.into()];
        tx.execute(&sets::SAVE_SETTING, &row).await.map_err(doing())?;
    }
    let entry = Entry::of(Action::Change, Kind::Figures).purpose("foreigners-settings");
    let detail = json!({ "district": district, "counting": counting });
    record(&mut tx, now, &actor(by), entry.detail(detail)).await.map_err(noted)?;
    tx.commit().await.map_err(doing())
}

/// A file as it was handed over.
#[derive(Debug, Clone)]
pub(crate) struct Handed {
    /// Its name.
    pub(crate) name: String,
    /// Its bytes; never kept.
    pub(crate) bytes: Arc<[u8]>,
    /// How to read it, when it is a workbook, and of which day it is.
    pub(crate) mapped: Option<(Mapping, NaiveDate)>,
}

/// What would be taken over of a file. Nothing is written.
pub(crate) async fn check(ground: &Ground, handed: &Handed) -> Result<Result<Delivery, Refused>, Error> {
    let (home, handed) = (home(ground).await?, handed.clone());
    let read = move || {
        let mapped = handed.mapped.as_ref().map(|(mapping, day)| (mapping, *day));
        delivery::read(&handed.bytes, &home, mapped)
    };
    tokio::task::spawn_blocking(read).await.map_err(|cause| Error::fault("read a file", cause))
}

/// What was taken over.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Taken {
    /// What was read.
    pub(crate) delivery: Delivery,
    /// What of each stock everybody may see now.
    pub(crate) released: Vec<Released>,
    /// Stocks of which nothing can be released.
    pub(crate) unreleased: usize,
}

/// Takes a file over: the set, what may be seen of it, and its figures. A changed layout is set aside with its differences.
/// Right: create figures.
pub(crate) async fn take(
    ground: &Ground,
    by: By<'_>,
    handed: &Handed,
) -> Result<Result<Taken, Refused>, Error> {
    must(ground, by, Action::Create)?;
    let delivery = match check(ground, handed).await? {
        Ok(delivery) => delivery,
        Err(refused) => {
            set_aside(ground, by, handed, &refused).await?;
            return Ok(Err(refused));
        }
    };
    let source = figures::source(&delivery, handed);
    let mut releases: Vec<Release> = Vec::new();
    let mut unreleased = 0;
    for stock in &delivery.stocks {
        match releasable(ground, stock, &source.key, &releases).await? {
            Ok(released) => releases.push(Release {
                id: ground.store.new_id(),
                source: source.key.clone(),
                stock: stock.clone(),
                released,
                at: ground.access.clock().now(),
            }),
            Err(cause) => {
                tracing::warn!(%cause, concept = stock.concept, "nothing of a stock can be released");
                unreleased += 1;
            }
        }
    }
    keep(ground, by, handed, &delivery, &releases).await?;
    figures::of_delivery(ground, by, &source, &delivery, &releases).await?;
    let released = releases.into_iter().map(|release| release.released).collect();
    Ok(Ok(Taken { delivery, released, unreleased }))
}

/// The release of a stock beside those of the same day and of the days before and after it.
async fn releasable(
    ground: &Ground,
    stock: &Stock,
    source: &str,
    pending: &[Release],
) -> Result<Result<Released, Unprotected>, Error> {
    let row: [Value; 3] = [stock.concept.as_str().into(), stock.territory.as_str().into(), source.into()];
    let mut all = ground.store.rows(&sets::RELEASES, &row).await.map_err(kept("read releases"))?;
    let alike = |it: &&Release| it.stock.concept == stock.concept && it.stock.territory == stock.territory;
    all.extend(pending.iter().filter(alike).cloned());
    // Of one day the newest comes last.
    all.sort_by_key(|it| it.stock.day);
    let before = all.iter().rfind(|it| it.stock.day < stock.day);
    let after = all.iter().rev().filter(|it| it.stock.day > stock.day).min_by_key(|it| it.stock.day);
    let same = all.iter().filter(|it| it.stock.day == stock.day);
    let beside: Vec<(Stock, Released)> = before
        .into_iter()
        .chain(after)
        .chain(same)
        .map(|it| (it.stock.clone(), it.released.clone()))
        .collect();
    let stock = stock.clone();
    let work = tokio::task::spawn_blocking(move || release(&stock, &beside)).await;
    work.map_err(|cause| Error::fault("protect figures", cause))
}

async fn keep(
    ground: &Ground,
    by: By<'_>,
    handed: &Handed,
    delivery: &Delivery,
    releases: &[Release],
) -> Result<(), Error> {
    let doing = || kept("keep a set");
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    let id = ground.store.new_id();
    let stocks: Vec<_> = delivery
        .stocks
        .iter()
        .map(|stock| json!({ "concept": stock.concept, "territory": stock.territory, "day": stock.day, "total": stock.total() }))
        .collect();
    let report = json!({
        "rows": delivery.rows, "sums": delivery.sums_checked, "unknown": delivery.unknown,
        "stocks": stocks, "days": delivery.inhabitants.len(),
    });
    let row = row(id, delivery.kind.key(), handed, "taken", &report, (now, person(by)));
    tx.execute(&sets::ADD, &row).await.map_err(doing())?;
    for release in releases {
        sets::add_release(&mut tx, id, release).await.map_err(doing())?;
    }
    if delivery.kind == SetKind::DistrictList {
        let row: [Value; 4] =
            [DISTRICTS.into(), json!(delivery.districts).into(), now.into(), person(by).into()];
        tx.execute(&sets::SAVE_SETTING, &row).await.map_err(doing())?;
    }
    let entry = Entry::of(Action::Create, Kind::Figures).on(id).purpose(handed.name.as_str());
    record(&mut tx, now, &actor(by), entry.rows(releases.len()).detail(report)).await.map_err(noted)?;
    tx.commit().await.map_err(doing())
}

/// Notes a workbook whose layout has changed; other refusals leave no trace.
async fn set_aside(ground: &Ground, by: By<'_>, handed: &Handed, refused: &Refused) -> Result<(), Error> {
    let Refused::Fault(fault) = refused else { return Ok(()) };
    let FaultKind::Layout(differences) = &fault.kind else { return Ok(()) };
    let doing = || kept("set a file aside");
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    let id = ground.store.new_id();
    let report = json!({ "differences": differences.iter().map(|it| format!("{it:?}")).collect::<Vec<_>>() });
    let row = row(id, SetKind::Workbook.key(), handed, "quarantined", &report, (now, person(by)));
    tx.execute(&sets::ADD, &row).await.map_err(doing())?;
    let entry = Entry::of(Action::Create, Kind::Figures).on(id).purpose("quarantined").rows(0);
    record(&mut tx, now, &actor(by), entry.detail(report)).await.map_err(noted)?;
    tx.commit().await.map_err(doing())
}

fn row(
    id: Id,
    kind: &str,
    handed: &Handed,
    state: &str,
    report: &serde_json::Value,
    (now, by): (chrono::DateTime<chrono::Utc>, Id),
) -> [Value; 8] {
    [
        id.into(),
        kind.into(),
        handed.name.as_str().into(),
        sha256(&handed.bytes).into(),
        state.into(),
        report.clone().into(),
        now.into(),
        by.into(),
    ]
}

/// Keeps how a workbook is read; the same name replaces it. Right: change figures.
pub(crate) async fn save_mapping(
    ground: &Ground,
    by: By<'_>,
    name: &str,
    mapping: &Mapping,
) -> Result<(), Error> {
    must(ground, by, Action::Change)?;
    let doing = || kept("save a mapping");
    let now = ground.access.clock().now();
    let id = ground.store.new_id();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    let row: [Value; 5] = [id.into(), name.into(), json!(mapping).into(), now.into(), person(by).into()];
    tx.execute(&sets::SAVE_MAPPING, &row).await.map_err(doing())?;
    let entry = Entry::of(Action::Change, Kind::Figures).on(id).purpose("foreigners-mapping");
    record(&mut tx, now, &actor(by), entry.detail(json!({ "name": name }))).await.map_err(noted)?;
    tx.commit().await.map_err(doing())
}

/// A mapping by its id.
pub(crate) async fn mapping(ground: &Ground, id: Id) -> Result<sets::KeptMapping, Error> {
    let found = ground.store.row(&sets::MAPPING, &[id.into()]).await.map_err(kept("read a mapping"))?;
    found.ok_or_else(|| Refusal::new("foreigners-no-mapping").into())
}
