//! What this module tells the city's figures: only what may be released, each day of a source as an edition of its own.

use chrono::NaiveDate;
use ground::Ground;
use indicators::{By, Cell, Covers, Figure, NewEdition, Period, Range, Source, Status, Territory, sha256};
use web::Error;

use super::of_figures;
use super::sets::Handed;
use crate::agencies::{AsOf, Operates};
use crate::delivery::{Delivery, SetKind};
use crate::home::Home;
use crate::stock::ALL;
use crate::store::sets::Release;

/// Where a set comes from.
pub(crate) fn source(delivery: &Delivery, handed: &Handed) -> Source {
    let (key, title, place) = match delivery.kind {
        SetKind::Districts => (
            "csu-290038",
            "ČSÚ, Cizinci podle státního občanství, věku a pohlaví (290038)",
            "https://csu.gov.cz",
        ),
        SetKind::Population | SetKind::DistrictList => {
            ("csu-130149", "ČSÚ, Obyvatelstvo podle pohlaví v obcích (130149)", "https://csu.gov.cz")
        }
        SetKind::Stays => {
            ("csu-datastat-cizinci", "ČSÚ, DataStat: cizinci podle typu pobytu", "https://data.csu.gov.cz")
        }
        SetKind::Workbook => ("ministry-workbook", handed.name.as_str(), "sešit ministerstva"),
    };
    let (key, title, place) = (key.to_owned(), title.to_owned(), place.to_owned());
    Source { key, title, place, licence: String::new(), public: true }
}

/// The register of agencies as a source.
fn register() -> Source {
    Source {
        key: "mpsv-agencies".to_owned(),
        title: "MPSV, Agentury práce (otevřená data)".to_owned(),
        place: "https://data.mpsv.cz/web/data/agentury-prace".to_owned(),
        licence: String::new(),
        public: true,
    }
}

/// Figures of a set that was taken over.
pub(crate) async fn of_delivery(
    ground: &Ground,
    by: By<'_>,
    source: &Source,
    delivery: &Delivery,
    releases: &[Release],
) -> Result<(), Error> {
    for release in releases {
        let stock = &release.stock;
        let cells = release.released.cells.iter().filter(|cell| cell.sex == ALL);
        let figures = cells.map(|cell| {
            let item = (cell.citizenship != ALL).then(|| cell.citizenship.clone());
            figure(&stock.concept, item, &stock.territory, stock.day, cell.count)
        });
        edition(ground, by, source, (&stock.concept, stock.day), figures.collect()).await?;
    }
    let home = super::sets::home(ground).await?;
    for (day, count) in &delivery.inhabitants {
        let figures = vec![figure("population", None, &home.municipality_key(), *day, Some(*count))];
        edition(ground, by, source, ("population", *day), figures).await?;
    }
    Ok(())
}

/// Figures of a snapshot of the register.
pub(crate) async fn of_register(ground: &Ground, by: By<'_>, home: &Home, as_of: &AsOf) -> Result<(), Error> {
    let told =
        |operates: Operates| as_of.here.iter().find(|(it, _)| *it == operates).and_then(|(_, count)| *count);
    let (day, place) = (as_of.day, home.municipality_key());
    let source = register();
    if let Some(count) = told(Operates::Seat) {
        let figures = vec![figure("agencies-registered", None, &place, day, Some(count.agencies))];
        edition(ground, by, &source, ("agencies-registered", day), figures).await?;
        let forms = [("a", count.searching), ("b", count.employing), ("c", count.advising)];
        let form = |(form, count): (&str, u64)| {
            figure("agency-permits-seat", Some(form.to_owned()), &place, day, Some(count))
        };
        let whole = figure("agency-permits-seat", None, &place, day, Some(count.permits));
        let figures = forms.map(form).into_iter().chain([whole]).collect();
        edition(ground, by, &source, ("agency-permits-seat", day), figures).await?;
    }
    if let Some(count) = told(Operates::Workplace) {
        let figures = vec![figure("agencies-workplace", None, &place, day, Some(count.agencies))];
        edition(ground, by, &source, ("agencies-workplace", day), figures).await?;
    }
    Ok(())
}

/// A figure of a day; held back where there is no count.
pub(crate) fn figure(
    concept: &str,
    item: Option<String>,
    territory: &str,
    day: NaiveDate,
    count: Option<u64>,
) -> Figure {
    let (system, code) = territory.split_once(':').unwrap_or(("municipality", territory));
    Figure {
        concept: concept.to_owned(),
        item,
        territory: Territory::new(system, code),
        period: Period::state(day),
        cell: count.map_or(Cell::Suppressed, |count| Cell::count(i64::try_from(count).unwrap_or(i64::MAX))),
        status: Status::Final,
    }
}

/// Hands over what a source says of one concept on one day.
pub(crate) async fn edition(
    ground: &Ground,
    by: By<'_>,
    source: &Source,
    (concept, day): (&str, NaiveDate),
    figures: Vec<Figure>,
) -> Result<(), Error> {
    let text: Vec<String> = figures.iter().map(Figure::hash).collect();
    let edition = NewEdition {
        source: source.clone(),
        fetched_at: ground.access.clock().now(),
        sha256: sha256(text.join("\n").as_bytes()),
        schema: "okrsek-foreigners-1".to_owned(),
        covers: Covers::Part { concepts: vec![concept.to_owned()], range: Range { from: day, to: day } },
        figures,
    };
    ground.indicators.import(by, &edition).await.map(drop).map_err(of_figures)
}
