//! Industrial zones: what they are, figures somebody has supplied, and the warnings made of them.

use access::trail::{Entry, record};
use access::{Action, Kind};
use axum::http::StatusCode;
use chrono::NaiveDate;
use ground::Ground;
use indicators::{Audience, By, Granularity, Question, Range, Source, Territory, sha256};
use serde_json::json;
use store::{Id, Value};
use web::{Error, Refusal};

use super::{actor, figures, kept, must, noted, of_figures, person};
use crate::home::Home;
use crate::store::zones::{self, KeptZone};
use crate::zone::{CONCEPTS, WARNINGS, Warning, Zone};

/// All zones.
pub(crate) async fn list(ground: &Ground) -> Result<Vec<KeptZone>, Error> {
    ground.store.rows(&zones::LIST, &[]).await.map_err(kept("list zones"))
}

/// One zone.
pub(crate) async fn one(ground: &Ground, id: Id) -> Result<KeptZone, Error> {
    let found = ground.store.row(&zones::ONE, &[id.into()]).await.map_err(kept("read a zone"))?;
    found.ok_or(Error::Missing("zone"))
}

/// Adds a zone. Right: create figures.
pub(crate) async fn add(ground: &Ground, by: By<'_>, zone: &Zone) -> Result<Id, Error> {
    must(ground, by, Action::Create)?;
    let doing = || kept("add a zone");
    let (id, now) = (ground.store.new_id(), ground.access.clock().now());
    let mut tx = ground.store.begin().await.map_err(doing())?;
    let row: [Value; 5] =
        [id.into(), id.to_string().into(), json!(zone).into(), now.into(), person(by).into()];
    tx.execute(&zones::ADD, &row).await.map_err(doing())?;
    let entry = Entry::of(Action::Create, Kind::Figures).on(id).purpose("zone");
    record(&mut tx, now, &actor(by), entry.detail(json!(zone))).await.map_err(noted)?;
    tx.commit().await.map_err(doing())?;
    Ok(id)
}

/// Changes a zone from the version it was read in. Right: change figures.
pub(crate) async fn change(
    ground: &Ground,
    by: By<'_>,
    id: Id,
    version: i64,
    zone: &Zone,
) -> Result<(), Error> {
    must(ground, by, Action::Change)?;
    let doing = || kept("change a zone");
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    let row: [Value; 5] = [id.into(), version.into(), json!(zone).into(), now.into(), person(by).into()];
    if tx.execute(&zones::CHANGE, &row).await.map_err(doing())? == 0 {
        tx.rollback().await.map_err(doing())?;
        return Err(Refusal::new("foreigners-zone-changed").status(StatusCode::CONFLICT).into());
    }
    let entry = Entry::of(Action::Change, Kind::Figures).on(id).purpose("zone");
    record(&mut tx, now, &actor(by), entry.detail(json!(zone))).await.map_err(noted)?;
    tx.commit().await.map_err(doing())
}

/// The zone as figures know it.
pub(crate) fn territory(zone: &KeptZone) -> String {
    format!("industrial-zone:{}", zone.code)
}

/// Supplies a figure of a zone with its source. Right: create figures.
pub(crate) async fn supply(
    ground: &Ground,
    by: By<'_>,
    zone: &KeptZone,
    (concept, day, count): (&str, NaiveDate, u64),
    source: &str,
) -> Result<(), Error> {
    must(ground, by, Action::Create)?;
    let concept = CONCEPTS.into_iter().find(|known| *known == concept).ok_or(Error::Missing("concept"))?;
    let place = territory(zone);
    // One source is one title for one zone: what somebody else said of it stays.
    let key: String = sha256(format!("{source}\n{place}").as_bytes()).chars().take(12).collect();
    let source = Source {
        key: format!("zone-{key}"),
        title: source.to_owned(),
        place: zone.zone.name.clone(),
        licence: String::new(),
        // Beds and calls around a zone lead to single houses: the workplace sees them.
        public: false,
    };
    let figures = vec![figures::figure(concept, None, &place, day, Some(count))];
    figures::edition(ground, by, &source, (concept, day), figures).await
}

/// One side of a warning.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Side {
    /// The value.
    pub(crate) value: f64,
    /// As of.
    pub(crate) day: NaiveDate,
    /// Titles of its sources.
    pub(crate) source: String,
}

/// A warning with what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Told {
    /// Which.
    pub(crate) warning: Warning,
    /// What is counted; `None` when nobody has supplied it.
    pub(crate) over: Option<Side>,
    /// What it is divided by.
    pub(crate) under: Option<Side>,
}

impl Told {
    /// The ratio, when both sides are known and the lower one is not 0.
    pub(crate) fn ratio(&self) -> Option<f64> {
        let (over, under) = (self.over.as_ref()?, self.under.as_ref()?);
        (under.value > 0.0).then(|| over.value / under.value * f64::from(self.warning.per))
    }
}

/// Warnings of a zone, each from the latest figures.
pub(crate) async fn warnings(ground: &Ground, home: &Home, zone: &KeptZone) -> Result<Vec<Told>, Error> {
    let own = territory(zone);
    let mut told = Vec::new();
    for warning in WARNINGS {
        let over = latest(ground, warning.over, home, &own).await?;
        let under = latest(ground, warning.under, home, &own).await?;
        told.push(Told { warning, over, under });
    }
    Ok(told)
}

/// The latest figure of a concept: of the zone, or of the city and then its district for what is counted there.
async fn latest(ground: &Ground, concept: &str, home: &Home, zone: &str) -> Result<Option<Side>, Error> {
    let places: Vec<String> = match concept.starts_with("zone-") {
        true => vec![zone.to_owned()],
        false => [Some(home.municipality_key()), home.district_key()].into_iter().flatten().collect(),
    };
    for place in places {
        let Ok(territory) = place.parse::<Territory>() else { continue };
        let range = Range {
            from: NaiveDate::from_ymd_opt(1990, 1, 1).unwrap_or_default(),
            to: ground.access.clock().today(),
        };
        let question = Question::new(concept, territory, range, Granularity::State);
        let answer = ground.indicators.run(&question, Audience::Staff).await.map_err(of_figures)?;
        let known = answer.series.points().iter().rev().find_map(|point| Some((point, point.value()?)));
        if let Some((point, value)) = known {
            let titles = point.sources.iter().filter_map(|at| answer.sources.get(*at));
            let titles: Vec<&str> = titles.map(|edition| edition.source.title.as_str()).collect();
            let day = point.period.last();
            return Ok(Some(Side { value: value.as_f64(), day, source: titles.join("; ") }));
        }
    }
    Ok(None)
}
