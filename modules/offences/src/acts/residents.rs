//! How many people live where, for rates: figures of the platform, so that a city loads them once for everything.
//!
//! | figure | is taken for |
//! |---|---|
//! | `population`, else `usual-residents-census`, of `city-district:CODE` | the district |
//! | the same of `precinct:CODE` | the municipal precinct |
//! | the same of `municipality:CODE` | the city, where a district lacks its own |
//!
//! The newest state that is not ahead counts, exact or rounded; "about" and "more than" are no ground for a rate.

use std::collections::BTreeMap;

use ground::Ground;
use indicators::{Answer, Audience, Granularity, Holding, Point, Precision, Question, Range, State};
use places::Layer;
use web::{Error, Say};

use crate::release::Basis;

/// Concepts in the order in which they are asked; of the first one that a kind of territory has figures of.
const CONCEPTS: [&str; 2] = ["population", "usual-residents-census"];

/// People by territory, with who said so.
#[derive(Debug, Clone, Default)]
pub(crate) struct Residents {
    people: BTreeMap<(Layer, String), u64>,
    city: Option<u64>,
    /// Sources of the numbers, each once.
    pub(crate) basis: Vec<Basis>,
}

impl Residents {
    /// People of a territory.
    pub(crate) fn of(&self, layer: Layer, code: &str) -> Option<u64> {
        self.people.get(&(layer, code.to_owned())).copied()
    }

    /// People of the whole city: those of all its districts, or what is said of the city itself.
    pub(crate) fn of_city<'a>(&self, mut districts: impl Iterator<Item = &'a str>) -> Option<u64> {
        let sum = districts.try_fold(0, |sum, code| Some(sum + self.of(Layer::District, code)?));
        sum.filter(|people| *people > 0).or(self.city)
    }

    fn note(&mut self, answer: &Answer, point: &Point) {
        for edition in point.sources.iter().filter_map(|at| answer.sources.get(*at)) {
            let basis = Basis { source: edition.source.title.clone(), period: point.period };
            if !self.basis.contains(&basis) {
                self.basis.push(basis);
            }
        }
    }
}

/// People of the territories of some layers, and of the city, as `audience` may see them.
///
/// - cost: a query for each territory that has figures
pub(crate) async fn residents(
    ground: &Ground,
    layers: &[Layer],
    audience: Audience,
) -> Result<Residents, Error> {
    let mut found = Residents::default();
    for layer in layers {
        let system = match layer {
            Layer::District => "city-district",
            Layer::MunicipalPrecinct => "precinct",
            Layer::StatePolice => continue,
        };
        for (holding, people) in newest(ground, &mut found, system, None, audience).await? {
            found.people.insert((*layer, holding.territory.code), people);
        }
    }
    if let Some(code) = ground.places.atlas().home_code() {
        let code = code.0.to_string();
        let city = newest(ground, &mut found, "municipality", Some(&code), audience).await?;
        found.city = city.first().map(|(_, people)| *people);
    }
    Ok(found)
}

/// The newest number of each territory of a code system, or of one of them.
async fn newest(
    ground: &Ground,
    found: &mut Residents,
    system: &str,
    code: Option<&str>,
    audience: Audience,
) -> Result<Vec<(Holding, u64)>, Error> {
    let today = ground.access.clock().today();
    for concept in CONCEPTS {
        let mut numbers = Vec::new();
        for holding in ground.indicators.holdings(concept, None, audience).await? {
            let territory = &holding.territory;
            let wanted = territory.system == system && code.is_none_or(|code| territory.code == code);
            if !wanted || holding.first > today {
                continue;
            }
            let range = Range { from: holding.first, to: holding.last.min(today) };
            let question = Question::new(concept, territory.clone(), range, Granularity::State);
            let answer = ground.indicators.run(&question, audience).await?;
            let last = answer.series.points().iter().rev().find_map(|point| Some((point, people(point)?)));
            if let Some((point, people)) = last {
                found.note(&answer, point);
                numbers.push((holding, people));
            }
        }
        if !numbers.is_empty() {
            return Ok(numbers);
        }
    }
    Ok(Vec::new())
}

fn people(point: &Point) -> Option<u64> {
    let State::Known { value, precision: Precision::Exact | Precision::Rounded(_) } = point.state else {
        return None;
    };
    let whole = value.is_whole().then(|| value.parts().0);
    whole.and_then(|people| u64::try_from(people).ok()).filter(|people| *people > 0)
}

/// Who said how many people live there, as one sentence; empty when nobody did.
pub(crate) fn said(t: &Say, basis: &[Basis]) -> String {
    let one = |basis: &Basis| format!("{} ({})", basis.source, indicators::words::period(t, basis.period));
    let all: Vec<String> = basis.iter().map(one).collect();
    if all.is_empty() { String::new() } else { t.with1("offences-residents-of", "sources", all.join("; ")) }
}
