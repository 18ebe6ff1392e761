//! Asking the figures.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use store::{Id, Value};

use crate::assembly::{self, Material};
use crate::tables::editions;
use crate::tables::figures;
use crate::{
    Answer, Audience, Break, Comparator, Concept, Course, Denominator, Edition, Granularity, Holding,
    IndicatorError, Indicators, MOST_POINTS, Number, Period, Place, Point, Question, QuestionFault, Range,
    Rate, Refusal, Series, Status, Territory, sha256,
};

/// Rows one series may be made from.
const MOST_ROWS: i64 = 10 * MOST_POINTS;

/// The latest state that still counts as the number of people of a period.
const DENOMINATOR_DAYS: u64 = 366;

impl Indicators {
    /// Asks a question. What `audience` may not see is not there.
    ///
    /// # Errors
    /// `Refused` when it cannot be asked; the database.
    pub async fn run(&self, question: &Question, audience: Audience) -> Result<Answer, IndicatorError> {
        let concept = self.can_be_asked(question)?.clone();
        let mut sources = Sources::default();
        let ask = Ask { question, audience };
        let (points, leap_days) = self.points(&concept, &ask, &question.territory, &mut sources).await?;
        let compared = self.compared(&concept, &ask, &points, &mut sources).await?;
        let rates = self.rates(&ask, &points, &mut sources).await?;
        let concept = Arc::new(concept);
        let series = |territory: &Territory, points| {
            let (concept, item) = (concept.clone(), question.item.clone());
            Series::new(concept, item, territory.clone(), question.granularity, points)
        };
        let comparator = compared.map(|(territory, points)| series(&territory, points));
        let series = series(&question.territory, points);
        let breaks = self.breaks(&concept, question, &series);
        let borders = self.borders(question);
        Ok(Answer {
            provisional: of(&series, |point| point.status == Status::Provisional),
            n: series.points().iter().filter(|point| point.value().is_some()).count(),
            data: hash(question, &series, comparator.as_ref(), &rates),
            sources: self.editions_of(sources).await?,
            question: question.clone(),
            series,
            comparator,
            rates,
            breaks,
            leap_days,
            borders,
            as_of: None,
        }
        .dated())
    }

    /// Which figures of a concept, or of an item of it, there are for `audience`, by territory; the first 2 000 of them.
    ///
    /// # Errors
    /// The database.
    pub async fn holdings(
        &self,
        concept: &str,
        item: Option<&str>,
        audience: Audience,
    ) -> Result<Vec<Holding>, IndicatorError> {
        let item = item.unwrap_or_default();
        let row: [Value; 4] = [concept.into(), item.into(), audience.public().into(), 2_000_i64.into()];
        Ok(self.store.rows(&figures::HOLDINGS, &row).await?)
    }

    /// Whether a question can be asked; its concept.
    pub(crate) fn can_be_asked(&self, question: &Question) -> Result<&Concept, Refusal> {
        let refused = |fault| Err(Refusal::Question(fault));
        let Some(concept) = self.catalogue().concept(&question.concept) else {
            return Err(Refusal::UnknownConcept { concept: question.concept.clone() });
        };
        if let Some(item) = question.item.as_ref().filter(|_| concept.list.is_none()) {
            return Err(Refusal::UnknownItem { concept: concept.key.clone(), item: item.clone() });
        }
        let range = question.range;
        if range.to < range.from {
            return refused(QuestionFault::Range);
        }
        let shortest = match question.granularity {
            Granularity::Day | Granularity::State => 1,
            Granularity::Month => 28,
            Granularity::Quarter => 90,
            Granularity::Year => 365,
        };
        // States are as many as were published, whatever the range.
        let most = if concept.course == Course::Stock { i64::MAX } else { MOST_POINTS * shortest };
        if range.days() > most {
            return refused(QuestionFault::TooLong);
        }
        if (concept.course == Course::Stock) != (question.granularity == Granularity::State) {
            return refused(QuestionFault::Granularity);
        }
        let yearly = concept.additive && question.granularity == Granularity::Year;
        let real = |day: crate::DayOfYear| day.in_year(2024).is_some();
        if question.to_date.is_some_and(|day| !yearly || !real(day)) {
            return refused(QuestionFault::ToDate);
        }
        if let Some(Comparator::RestOf(outer)) = &question.comparator
            && !(concept.additive && self.catalogue().lies_in(&question.territory, outer))
        {
            return refused(QuestionFault::RestOf);
        }
        if let Some(Denominator { concept, per }) = &question.denominator {
            let stock = self.catalogue().concept(concept).is_some_and(|one| one.course == Course::Stock);
            if !stock || *per == 0 {
                return refused(QuestionFault::Denominator);
            }
        }
        Ok(concept)
    }

    async fn points(
        &self,
        concept: &Concept,
        ask: &Ask<'_>,
        territory: &Territory,
        sources: &mut Sources,
    ) -> Result<(Vec<Point>, Vec<i32>), IndicatorError> {
        let question = ask.question;
        let lengths = assembly::lengths(concept, question.granularity);
        let range = question.range;
        let row: [Value; 10] = [
            concept.key.as_str().into(),
            territory.system.as_str().into(),
            territory.code.as_str().into(),
            question.item.as_deref().unwrap_or_default().into(),
            lengths.as_str().into(),
            range.from.into(),
            range.to.into(),
            question.source.clone().into(),
            ask.audience.public().into(),
            MOST_ROWS.into(),
        ];
        let standing = self.store.rows(&figures::ASKED, &row).await?;
        if i64::try_from(standing.len()).is_ok_and(|rows| rows >= MOST_ROWS) {
            return Err(Refusal::Question(QuestionFault::TooLong).into());
        }
        let mut spoken = BTreeMap::new();
        if concept.zero_filled && question.item.is_some() {
            let [key, system, code, _, lengths, from, to, source, public, most] = row;
            let row = [key, system, code, lengths, from, to, source, public, most];
            for (period, _, edition) in self.store.rows(&figures::SPOKEN, &row).await? {
                spoken.entry(period).or_insert_with(|| sources.index(edition));
            }
        }
        let mut material = Material::of(concept, standing, spoken, |edition| sources.index(edition));
        let points = material.points(range, question.granularity, question.to_date);
        Ok((points, material.leap_days()))
    }

    async fn compared(
        &self,
        concept: &Concept,
        ask: &Ask<'_>,
        own: &[Point],
        sources: &mut Sources,
    ) -> Result<Option<(Territory, Vec<Point>)>, IndicatorError> {
        Ok(match &ask.question.comparator {
            None => None,
            Some(Comparator::Territory(other)) => {
                Some((other.clone(), self.points(concept, ask, other, sources).await?.0))
            }
            Some(Comparator::RestOf(outer)) => {
                let all = self.points(concept, ask, outer, sources).await?.0;
                Some((outer.clone(), assembly::rest(all, own)))
            }
        })
    }

    async fn rates(
        &self,
        ask: &Ask<'_>,
        points: &[Point],
        sources: &mut Sources,
    ) -> Result<Vec<Rate>, IndicatorError> {
        let Some(Denominator { concept, per }) = &ask.question.denominator else { return Ok(Vec::new()) };
        let Some(concept) = self.catalogue().concept(concept).cloned() else { return Ok(Vec::new()) };
        let range = ask.question.range;
        let from = range.from.checked_sub_days(Days::new(DENOMINATOR_DAYS)).unwrap_or(range.from);
        let territory = &ask.question.territory;
        let range = Range { from, ..range };
        let states = Question::new(&concept.key, territory.clone(), range, Granularity::State);
        let states_ask = Ask { question: &states, ..*ask };
        let (states, _) = self.points(&concept, &states_ask, territory, sources).await?;
        Ok(points.iter().map(|point| rate(point, &states, *per)).collect())
    }

    fn breaks(&self, concept: &Concept, question: &Question, series: &Series) -> Vec<Break> {
        let known = || series.points().iter().filter(|point| point.value().is_some());
        let (Some(first), Some(last)) = (known().next(), known().next_back()) else { return Vec::new() };
        let range = Range::between(first.period, last.period);
        self.catalogue().breaks(concept, question.item.as_deref(), range).into_iter().cloned().collect()
    }

    fn borders(&self, question: &Question) -> Option<Place> {
        let place = self.catalogue().place(&question.territory)?;
        let inside = |day: Option<NaiveDate>| day.is_some_and(|day| question.range.holds(day));
        (inside(place.valid_from) || inside(place.valid_to)).then(|| place.clone())
    }

    async fn editions_of(&self, sources: Sources) -> Result<Vec<Edition>, IndicatorError> {
        let mut editions = Vec::with_capacity(sources.0.len());
        for id in sources.0 {
            let edition = self.store.row(&editions::ONE, &[id.into()]).await?;
            editions.push(edition.ok_or_else(|| IndicatorError::Broken(format!("edition {id}")))?);
        }
        Ok(editions)
    }
}

/// A question and who asks it.
#[derive(Clone, Copy)]
struct Ask<'a> {
    question: &'a Question,
    audience: Audience,
}

impl Audience {
    /// The filter of a query: only public sources, or all.
    pub(super) fn public(self) -> Option<bool> {
        (self == Audience::Public).then_some(true)
    }
}

/// Editions in the order in which figures of theirs were met.
#[derive(Default)]
struct Sources(Vec<Id>);

impl Sources {
    fn index(&mut self, edition: Id) -> usize {
        self.0.iter().position(|one| *one == edition).unwrap_or_else(|| {
            self.0.push(edition);
            self.0.len() - 1
        })
    }
}

impl Answer {
    fn dated(mut self) -> Answer {
        let latest = self.sources.iter().map(|edition| edition.fetched_at).max();
        self.as_of = latest.map(|at| store::in_prague(at).date_naive());
        self
    }
}

fn of(series: &Series, wanted: impl Fn(&Point) -> bool) -> Vec<Period> {
    series.points().iter().filter(|point| wanted(point)).map(|point| point.period).collect()
}

/// A rate by the latest state on or before the last day of the period.
fn rate(point: &Point, states: &[Point], per: u32) -> Rate {
    let last = point.period.last();
    let recent = |state: &&Point| {
        let day = state.period.first();
        let oldest = last.checked_sub_days(Days::new(DENOMINATOR_DAYS)).unwrap_or(last);
        oldest <= day && day <= last && state.value().is_some_and(|value| value > Number::ZERO)
    };
    let by = states.iter().rev().find(recent);
    let rate = by
        .and_then(Point::value)
        .zip(point.value())
        .map(|(by, value)| value.as_f64() / by.as_f64() * f64::from(per));
    Rate {
        period: point.period,
        rate,
        denominator: by.map(|state| state.period),
        by: by.and_then(Point::value).map(Number::as_f64),
    }
}

/// SHA-256 of everything an answer says.
fn hash(question: &Question, series: &Series, comparator: Option<&Series>, rates: &[Rate]) -> String {
    use std::fmt::Write as _;
    let mut text = question.to_json();
    for series in std::iter::once(series).chain(comparator) {
        let _ = write!(text, "\n{}", series.territory());
        for point in series.points() {
            let Point { period, state, status, disputed, .. } = point;
            let state = serde_json::to_string(state).unwrap_or_default();
            let _ = write!(text, "\n{period} {state} {} {disputed}", status.key());
        }
    }
    for Rate { period, rate, .. } in rates {
        let _ = write!(text, "\n{period} {rate:?}");
    }
    sha256(text.as_bytes())
}
