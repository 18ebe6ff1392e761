//! What was released, as figures that claims can stand on: the city and its districts by months, precincts by years. What is
//! held back is held back there too, so that no claim tells what the page does not.

use access::Subject;
use chrono::{DateTime, Utc};
use ground::Ground;
use indicators::{By, Cell, Covers, Figure, NewEdition, Period, Range, Source as Origin, Status, Territory};
use web::Lang;

use crate::incident::Source;
use crate::month::Month;
use crate::release::{NO_DISTRICT, Place, Release};

/// The concept of a source; sources of other countries have none here.
fn concept(source: Source) -> Option<&'static str> {
    match source {
        Source::Municipal => Some("municipal-events-reported"),
        Source::PoliceMap => Some("police-map-events"),
        Source::PoliceUk | Source::Chicago => None,
    }
}

/// Writes a release as an edition. A failure is told to the log: the release itself stands, and the next one writes all of
/// it again.
pub(crate) async fn write(
    ground: &Ground,
    who: &Subject,
    source: Source,
    release: &Release,
    at: DateTime<Utc>,
) {
    let city = ground.places.atlas().home_code().map(|code| code.0.to_string());
    let Some(edition) = concept(source).zip(city).and_then(|(concept, city)| {
        let licence =
            ground.web.say(Lang::Cs).say(&format!("offences-licence-{}", source.key())).into_owned();
        edition((concept, licence), &city, release, at)
    }) else {
        return;
    };
    if let Err(error) = ground.indicators.import(By::from(who), &edition).await {
        tracing::error!(%error, "a release of offences was not written as figures");
    }
}

fn edition(
    (concept, licence): (&str, String),
    city: &str,
    release: &Release,
    at: DateTime<Utc>,
) -> Option<NewEdition> {
    let (first, last) = (Month(release.first), Month(release.last));
    let range = Range::between(period(first)?, period(last)?);
    Some(NewEdition {
        source: Origin {
            key: format!("offences-{}", release.source),
            title: format!("Přestupky a kriminalita ({})", release.source),
            place: "/prestupky-a-kriminalita".to_owned(),
            licence,
            public: true,
        },
        fetched_at: at,
        sha256: crate::sha256(serde_json::to_string(release).unwrap_or_default().as_bytes()),
        schema: "okrsek-offences-release-1".to_owned(),
        covers: Covers::Part { concepts: vec![concept.to_owned()], range },
        figures: figures(concept, city, release),
    })
}

fn period(month: Month) -> Option<Period> {
    Period::month(month.year(), month.number())
}

fn territory(city: &str, place: &Place) -> Option<Territory> {
    let (system, code) = match (place.district.as_str(), place.part.as_str()) {
        ("", _) => ("municipality", city),
        (NO_DISTRICT, _) => return None,
        (district, "") => ("city-district", district),
        (_, part) => ("precinct", part),
    };
    let plain = !code.chars().any(|c| c.is_control() || c.is_whitespace());
    plain.then(|| Territory::new(system, code))
}

fn figures(concept: &str, city: &str, release: &Release) -> Vec<Figure> {
    let mut figures = Vec::new();
    let years = release.whole_years();
    let mut items: Vec<Option<&str>> =
        release.categories.iter().map(|node| Some(node.code.as_str())).collect();
    items.push(None);
    // A precinct cut by a border has several pieces; none of them is the precinct.
    let pieces = |part: &str| release.territories.iter().filter(|it| it.place.part == part).count();
    let whole =
        release.territories.iter().filter(|it| it.place.part.is_empty() || pieces(&it.place.part) == 1);
    for (place, at) in whole.filter_map(|it| Some((&it.place, territory(city, &it.place)?))) {
        for item in &items {
            let mut add = |period: Option<Period>, cases: Option<u64>| {
                let cell =
                    cases.and_then(|cases| i64::try_from(cases).ok()).map_or(Cell::Suppressed, Cell::count);
                figures.extend(period.map(|period| Figure {
                    concept: concept.to_owned(),
                    item: item.map(str::to_owned),
                    territory: at.clone(),
                    period,
                    cell,
                    status: Status::Final,
                }));
            };
            if place.part.is_empty() {
                for month in release.months() {
                    add(period(month), release.month(place, *item, month));
                }
            } else {
                for year in &years {
                    add(Period::year(*year), release.year(place, *item, *year));
                }
            }
        }
    }
    figures
}
