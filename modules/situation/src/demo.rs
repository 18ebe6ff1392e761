//! The demonstration: six years of invented crime in an invented town, by district, and two sentences about them. Says of
//! itself that it is invented.

use std::sync::Arc;

use access::Words;
use chrono::{Datelike, NaiveDate};
use demo_city::DemoCity;
use futures_util::future::BoxFuture;
use ground::Ground;
use indicators::{
    Bound, By, Cell, Covers, Draft, Figure, Granularity, NewEdition, Period, Precision, Question, Range,
    Rule, Says, Source, Stability, Stated, Status, Territory, sha256,
};

use crate::claims::PLACE;
use crate::districts::SYSTEM;

/// The body that answers for what the demonstration says.
const BODY: &str = "odbor-bezpecnosti";

/// Crimes of the town in the last six whole years, oldest first. The last two differ by less than chance.
const CRIMES: [i64; 6] = [1_043, 1_012, 968, 955, 941, 946];

/// Shares of the districts in parts of a hundred, in the order of their codes; the rest is nowhere in particular. The
/// centre has more than its share of people.
const SHARES: [i64; 10] = [27, 20, 17, 18, 12, 2, 1, 1, 1, 1];

/// Fills the demonstration.
pub(crate) fn fill(ground: Ground, demo: Arc<DemoCity>) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let Some(body) = ground.access.body_by_code(BODY).await? else { return Ok(()) };
        let by = By::Program { body: body.id };
        let now = ground.access.clock().now();
        let last = ground.access.clock().today().year() - 1;
        let figures = figures(&ground, &demo, last);
        let hashes: Vec<String> = figures.iter().map(Figure::hash).collect();
        let edition = NewEdition {
            source: source(),
            fetched_at: now,
            sha256: sha256(hashes.join("\n").as_bytes()),
            schema: indicators::reading::SCHEMA.to_owned(),
            covers: Covers::Everything,
            figures,
        };
        ground.indicators.import(by, &edition).await?;
        for draft in [stable(&ground, last), counted(&ground, last)].into_iter().flatten() {
            let id = ground.indicators.draft_claim(by, &draft).await?;
            let view = ground.indicators.check_claim(by, id).await?;
            ground.indicators.publish_claim(by, id, view.claim.version).await?;
        }
        Ok(())
    })
}

fn source() -> Source {
    Source {
        key: "ukazka".to_owned(),
        title: "Ukázkové město: smyšlené údaje o trestné činnosti".to_owned(),
        place: "Okrsek, ukázka".to_owned(),
        licence: "CC0".to_owned(),
        public: true,
    }
}

fn town(ground: &Ground) -> Option<Territory> {
    crate::acts::city(ground).ok()
}

fn figures(ground: &Ground, demo: &DemoCity, last: i32) -> Vec<Figure> {
    let Some(town) = town(ground) else { return Vec::new() };
    let district =
        |one: &demo_city::District| (Territory::new(SYSTEM, one.code.to_string()), i64::from(one.population));
    let districts: Vec<(Territory, i64)> = demo.districts.iter().map(district).collect();
    let mut figures = Vec::new();
    let first = last - i32::try_from(CRIMES.len()).unwrap_or(0) + 1;
    for (year, crimes) in (first..).zip(CRIMES) {
        let Some(period) = Period::year(year) else { continue };
        figures.push(figure("crimes-registered", &town, period, crimes));
        for ((district, _), share) in districts.iter().zip(SHARES) {
            figures.push(figure("crimes-registered", district, period, crimes * share / 100));
        }
        let Some(day) = NaiveDate::from_ymd_opt(year, 12, 31) else { continue };
        for (district, people) in &districts {
            figures.push(figure("population", district, Period::state(day), *people));
        }
    }
    figures
}

fn figure(concept: &str, territory: &Territory, period: Period, value: i64) -> Figure {
    let (concept, territory, cell) = (concept.to_owned(), territory.clone(), Cell::count(value));
    Figure { concept, item: None, territory, period, cell, status: Status::Final }
}

fn years(ground: &Ground, from: i32, to: i32) -> Option<(Question, Period, Period)> {
    let (first, last) = (Period::year(from)?, Period::year(to)?);
    let range = Range::between(first, last);
    Some((Question::new("crimes-registered", town(ground)?, range, Granularity::Year), first, last))
}

/// "It is stable": last year and the one before.
fn stable(ground: &Ground, last: i32) -> Option<Draft> {
    let (question, before, after) = years(ground, last - 1, last)?;
    let rule = Stability {
        says: Says::Stable,
        margin: 0.1,
        confidence: 0.9,
        reference: Range::of(before),
        comparison: Range::of(after),
    };
    let sentence = Words {
        cs: "Trestná činnost je stabilizovaná: {territory}, {reference} skutků za {before} a {comparison} za {after}."
            .to_owned(),
        en: "Crime is stable: {territory}, {reference} crimes in {before} and {comparison} in {after}.".to_owned(),
        uk: "Злочинність стабільна: {territory}, {reference} злочинів за {before} і {comparison} за {after}."
            .to_owned(),
    };
    Some(Draft { place: PLACE.to_owned(), sentence, question, rule: Rule::Stable(rule) })
}

/// "There were so many."
fn counted(ground: &Ground, last: i32) -> Option<Draft> {
    let (question, _, period) = years(ground, last, last)?;
    let value = indicators::Number::count(*CRIMES.last()?);
    let rule = Rule::Value(Stated { period, bound: Bound::Equals, value, precision: Precision::Exact });
    let sentence = Words {
        cs: "Policie zaevidovala za období {period} {value} skutků ({territory}).".to_owned(),
        en: "The police recorded {value} crimes in {period} ({territory}).".to_owned(),
        uk: "Поліція зареєструвала {value} злочинів за {period} ({territory}).".to_owned(),
    };
    Some(Draft { place: PLACE.to_owned(), sentence, question, rule })
}
