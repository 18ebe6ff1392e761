//! A concept by district as a map can show it: rates with their exact intervals, never counts, and only of a period that
//! was over on the day.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use crime_analysis::rates;
use distributions::Confidence;
use documents::{Cell, Column, Figure, Report, Table};
use indicators::words;
use indicators::{
    Audience, Course, Granularity, Holding, IndicatorError, Indicators, Period, Question, Range, Territory,
};

use places::Layer;
use web::maps::{SvgMap, Tone};

use crate::model::{ByDistrict, District, latest};
use crate::report::Frame;

/// The code system of districts of a city.
pub const SYSTEM: &str = "city-district";

/// Rates are of so many inhabitants.
const PER: u32 = 1_000;

/// Population figures up to this old stand for the people of a period.
const POPULATION_DAYS: u64 = 731;

/// The first concept of a family that has a year of figures by district, and the people who live in them.
///
/// # Errors
/// The database.
pub async fn map(
    indicators: &Indicators,
    family: &str,
    city: &Territory,
    day: NaiveDate,
) -> Result<Option<ByDistrict>, IndicatorError> {
    let flows = indicators.catalogue().concepts();
    let flows = flows.filter(|one| one.family == family && one.additive && one.course == Course::Flow);
    let flows: Vec<String> = flows.map(|one| one.key.clone()).collect();
    for concept in flows {
        let found = of_concept(indicators, &concept, city, day).await?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

async fn of_concept(
    indicators: &Indicators,
    concept: &str,
    city: &Territory,
    day: NaiveDate,
) -> Result<Option<ByDistrict>, IndicatorError> {
    let districts = districts(indicators, concept).await?;
    let Some(year) = last_year(indicators, concept, city, day).await?.filter(|_| districts.len() > 1) else {
        return Ok(None);
    };
    let mut rows = Vec::new();
    for territory in districts {
        let question = Question::new(concept, territory.clone(), Range::of(year), Granularity::Year);
        let counted = indicators.run(&question, Audience::Public).await?;
        let count = latest(counted.series.points(), year.last()).and_then(|point| whole(point.value()?));
        let Some(inhabitants) = inhabitants(indicators, &territory, year).await? else { return Ok(None) };
        rows.push(District {
            rate: count.and_then(|count| rate(count, inhabitants)),
            territory,
            count,
            inhabitants,
        });
    }
    Ok(Some(ByDistrict { concept: concept.to_owned(), period: year, per: PER, rows }))
}

async fn districts(indicators: &Indicators, concept: &str) -> Result<Vec<Territory>, IndicatorError> {
    let held = indicators.holdings(concept, None, Audience::Public).await?;
    let wanted = |holding: &Holding| holding.territory.system == SYSTEM;
    let mut districts: Vec<Territory> = held.into_iter().filter(wanted).map(|one| one.territory).collect();
    districts.sort();
    districts.dedup();
    Ok(districts)
}

/// The last whole year of the city before the day.
async fn last_year(
    indicators: &Indicators,
    concept: &str,
    city: &Territory,
    day: NaiveDate,
) -> Result<Option<Period>, IndicatorError> {
    let from = day.checked_sub_months(chrono::Months::new(36)).unwrap_or(day);
    let range = Range { from, to: day };
    let question = Question::new(concept, city.clone(), range, Granularity::Year);
    let answer = indicators.run(&question, Audience::Public).await?;
    Ok(latest(answer.series.points(), day).map(|point| point.period))
}

async fn inhabitants(
    indicators: &Indicators,
    district: &Territory,
    year: Period,
) -> Result<Option<i64>, IndicatorError> {
    let from = year.last().checked_sub_days(chrono::Days::new(POPULATION_DAYS)).unwrap_or(year.first());
    let range = Range { from, to: year.last() };
    let question = Question::new("population", district.clone(), range, Granularity::State);
    let answer = indicators.run(&question, Audience::Public).await?;
    let point = latest(answer.series.points(), year.last());
    Ok(point.and_then(|point| whole(point.value()?)).filter(|people| *people > 0))
}

fn whole(number: indicators::Number) -> Option<i64> {
    number.is_whole().then(|| number.parts().0)
}

#[expect(clippy::cast_precision_loss, reason = "people of a city")]
fn rate(count: i64, inhabitants: i64) -> Option<(f64, f64, f64)> {
    let count = u64::try_from(count).ok()?;
    let rate = rates::crude(count, inhabitants as f64, f64::from(PER), Confidence::P95).ok()?;
    Some((rate.value, rate.interval.low, rate.interval.high))
}

/// Which districts can be told from the city: the interval lies wholly above or below its rate.
#[must_use]
pub fn apart(map: &ByDistrict) -> BTreeMap<Territory, Ordering> {
    let known = || map.rows.iter().filter_map(|row| Some((row.count?, row.inhabitants)));
    let (count, people) = known().fold((0_i64, 0_i64), |(c, p), (count, people)| (c + count, p + people));
    if people == 0 {
        return BTreeMap::new();
    }
    #[expect(clippy::cast_precision_loss, reason = "people of a city")]
    let city = count as f64 / people as f64 * f64::from(map.per);
    let apart = |row: &District| {
        let (_, low, high) = row.rate?;
        let order = if low > city {
            Ordering::Greater
        } else if high < city {
            Ordering::Less
        } else {
            Ordering::Equal
        };
        Some((row.territory.clone(), order))
    };
    map.rows.iter().filter_map(apart).collect()
}

/// The map and the table behind it, as blocks of a report.
pub(crate) fn report(frame: &Frame<'_>, map: &ByDistrict, report: &mut Report) {
    let t = frame.t;
    let concept =
        frame.catalogue.concept(&map.concept).map_or("", |one| one.name.in_language(t.lang().tag()));
    let title = t.with(
        "situation-map-title",
        &[("concept", &concept), ("per", &t.number(map.per)), ("period", &words::period(t, map.period))],
    );
    let apart = apart(map);
    let tone = |code: &str| {
        let row = map.rows.iter().find(|row| row.territory.code == code)?;
        Some(match apart.get(&row.territory) {
            None => Tone::Unknown,
            Some(Ordering::Less) => Tone::Lower,
            Some(Ordering::Equal) => Tone::Same,
            Some(Ordering::Greater) => Tone::Higher,
        })
    };
    let description = t.say("situation-map-description").into_owned();
    let drawing = SvgMap::new(title.clone(), description.clone(), format!("map-{}", map.concept));
    let drawn = frame.atlas.and_then(|atlas| {
        ground::maps::toned(atlas, Layer::District, drawing, |territory| tone(&territory.code))
    });
    if let Some(svg) = drawn {
        report.push(Figure {
            title: title.clone(),
            svg,
            alternative: description,
            caption: None,
            source: None,
        });
    }
    let mut table = Table::new(
        title,
        vec![
            Column::text(t.say("situation-district")),
            Column::number(t.say("situation-count")),
            Column::number(t.say("situation-inhabitants")),
            Column::number(t.with1("situation-rate", "per", t.number(map.per))),
            Column::number(t.say("situation-interval")),
        ],
    );
    for row in &map.rows {
        let rate = |value: f64| t.decimal(value, 1);
        let interval = |(_, low, high): (f64, f64, f64)| format!("{} – {}", rate(low), rate(high));
        let held = || t.say("situation-suppressed").into_owned();
        table = table.row([
            Cell::from(name(frame, &row.territory)),
            Cell::number(row.count.map_or_else(held, |count| t.number(count))),
            Cell::number(t.number(row.inhabitants)),
            Cell::number(row.rate.map_or_else(String::new, |(value, _, _)| rate(value))),
            Cell::number(row.rate.map_or_else(String::new, interval)),
        ]);
    }
    report.push(table);
}

/// A district by the name of the city's own layer, or as the catalogue calls it.
fn name(frame: &Frame<'_>, territory: &Territory) -> String {
    let own = frame.atlas.and_then(|atlas| atlas.territory(Layer::District, &territory.code));
    own.map_or_else(|| words::place(frame.t, frame.catalogue, territory), |(_, own)| own.name.clone())
}
