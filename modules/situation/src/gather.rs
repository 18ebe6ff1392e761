//! Putting a paper together: which figures a city has on a day, what the sentences said of them prove to be, and where all
//! of it comes from. Reads only what everybody may see, so that every reader can follow it.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use indicators::{
    Answer, Audience, Concept, Course, Edition, Granularity, IndicatorError, Indicators, Question, Range,
    Territory,
};

use crate::claims::Said;
use crate::districts;
use crate::model::{FAMILIES, Paper, Proven, Section, Since, Told, YEARS, changed};

/// What a paper is asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The city, as a municipality.
    pub city: Territory,
    /// The day it speaks of.
    pub day: NaiveDate,
    /// The day it is held against.
    pub since: Since,
    /// Sentences that were said on the day; `None` takes those that stand on the portal.
    pub said: Option<Vec<Said>>,
}

/// Puts the paper together.
///
/// # Errors
/// A sentence whose question cannot be asked; the database.
pub async fn paper(indicators: &Indicators, asked: Asked) -> Result<Paper, IndicatorError> {
    let claims = claims(indicators, asked.said).await?;
    let mut sections = Vec::new();
    for family in FAMILIES {
        let claims: Vec<Proven> =
            claims.iter().filter(|(of, _)| of == family).map(|(_, proven)| proven.clone()).collect();
        let mut concepts = concepts(indicators, family, &asked.city, asked.day, asked.since).await?;
        let spoken_of = |told: &Told| {
            let key = told.answers.first().map(|answer| answer.series.concept().key.as_str());
            claims.iter().position(|proven| Some(proven.draft.question.concept.as_str()) == key)
        };
        concepts.sort_by_key(|told| spoken_of(told).unwrap_or(usize::MAX));
        let map = districts::map(indicators, family, &asked.city, asked.day).await?;
        if !claims.is_empty() || !concepts.is_empty() {
            sections.push(Section { family: family.to_owned(), claims, concepts, map });
        }
    }
    let sources = sources(&sections);
    Ok(Paper { city: asked.city, day: asked.day, since: asked.since, sections, sources })
}

/// Claims with the family they belong to: those of a file judged now, or those that stand on the portal.
async fn claims(
    indicators: &Indicators,
    said: Option<Vec<Said>>,
) -> Result<Vec<(String, Proven)>, IndicatorError> {
    let mut proven = Vec::new();
    if let Some(said) = said {
        for one in said {
            let outcome = indicators.judge(&one.draft).await?;
            proven.push((one.family, Proven { draft: one.draft, outcome, id: None, was: None }));
        }
        return Ok(proven);
    }
    for view in indicators.published_claims(None).await? {
        let (Some(check), claim) = (view.check, view.claim) else { continue };
        let concept = indicators.catalogue().concept(&claim.draft.question.concept);
        let family = concept.map_or_else(String::new, |concept| concept.family.clone());
        let was = claim.published_verdict.filter(|_| claim.has_turned());
        proven.push((family, Proven { id: Some(claim.id), was, draft: claim.draft, outcome: check.outcome }));
    }
    Ok(proven)
}

/// Figures of a family: of each concept the series of the city and of what it is seen beside.
async fn concepts(
    indicators: &Indicators,
    family: &str,
    city: &Territory,
    day: NaiveDate,
    since: Since,
) -> Result<Vec<Told>, IndicatorError> {
    let concepts: Vec<Concept> =
        indicators.catalogue().concepts().filter(|one| one.family == family).cloned().collect();
    let mut told = Vec::new();
    for concept in concepts {
        let mut answers: Vec<Answer> = Vec::new();
        for territory in beside(indicators, &concept, city).await? {
            let question = question(&concept, territory, day);
            let answer = indicators.run(&question, Audience::Public).await?;
            if answer.series.points().iter().any(|point| point.value().is_some()) {
                answers.push(answer);
            }
        }
        if !answers.is_empty() {
            let changes = answers.iter().map(|answer| changed(answer, since.day(), day)).collect();
            told.push(Told { answers, changes });
        }
    }
    Ok(told)
}

/// Territories a concept is told of, in the order a reader looks: the city, the police of the city, what it lies in.
async fn beside(
    indicators: &Indicators,
    concept: &Concept,
    city: &Territory,
) -> Result<Vec<Territory>, IndicatorError> {
    let catalogue = indicators.catalogue();
    let held = indicators.holdings(&concept.key, None, Audience::Public).await?;
    let held: BTreeSet<Territory> = held.into_iter().map(|holding| holding.territory).collect();
    let rank = |territory: &Territory| {
        if territory == city {
            return Some(0);
        }
        if catalogue.lies_in(city, territory) {
            let steps = catalogue.places().filter(|place| catalogue.lies_in(&place.territory, territory));
            return Some(2 + steps.count());
        }
        // The police of a city answers for an area of its own, which lies in what the city lies in.
        let place = catalogue.place(territory)?;
        let around = place.within.iter().any(|outer| catalogue.lies_in(city, outer));
        (territory.system == "police-unit" && around).then_some(1)
    };
    let mut ranked: Vec<(usize, Territory)> =
        held.into_iter().filter_map(|territory| Some((rank(&territory)?, territory))).collect();
    ranked.sort();
    Ok(ranked.into_iter().map(|(_, territory)| territory).collect())
}

/// What is asked of a concept: whole years, or every day on which something was counted; back from the end of the year of
/// the day, because what came to be known of that year is said too, and marked.
fn question(concept: &Concept, territory: Territory, day: NaiveDate) -> Question {
    let year = |year, month, of_month| NaiveDate::from_ymd_opt(year, month, of_month).unwrap_or(day);
    let range = Range { from: year(day.year() - YEARS, 1, 1), to: year(day.year(), 12, 31) };
    let granularity = match concept.course {
        Course::Flow => Granularity::Year,
        Course::Stock => Granularity::State,
    };
    Question::new(&concept.key, territory, range, granularity)
}

fn sources(sections: &[Section]) -> Vec<Edition> {
    let answers = sections.iter().flat_map(|section| &section.concepts).flat_map(|told| &told.answers);
    let mut sources: Vec<Edition> = answers.flat_map(|answer| answer.sources.clone()).collect();
    sources.sort_by(|a, b| (&a.source.key, a.fetched_at, a.id).cmp(&(&b.source.key, b.fetched_at, b.id)));
    sources.dedup_by_key(|edition| edition.id);
    sources
}
