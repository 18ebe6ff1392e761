//! Everything that is said of one question.

use survey_estimation::Domain;
use survey_estimation::change::{Change, Family, adjusted};
use survey_estimation::small_areas::{Benchmark, Between, Scale, benchmarked, shares_of_areas};

use super::estimate::{Looked, figure, from_the_rest};
use super::{Districts, Frame, LEVEL, measure};
use crate::data::{Code, Values, Variable};
use crate::results::{
    Answer, Difference, District, Doubt, Headline, Item, Measure, Modelled, Shown, Silence,
};

/// What is said of a question.
#[must_use]
pub fn item(frame: &Frame<'_>, variable: &Variable) -> Item {
    let [dont_know, refused, not_applicable, nothing] = variable.silence();
    Item {
        name: variable.name.clone(),
        label: variable.label.clone(),
        part: variable.part.clone(),
        sensitive: variable.sensitive,
        silence: Silence { dont_know, refused, not_applicable, nothing },
        answers: answers(frame, variable),
        headline: measure(variable).map(|measure| headline(frame, variable, measure)),
    }
}

fn answers(frame: &Frame<'_>, variable: &Variable) -> Vec<Answer> {
    let Values::Codes { list, .. } = &variable.values else { return Vec::new() };
    let answer = |code: &Code| {
        let column = shares(variable, std::slice::from_ref(&code.code));
        let looked = Looked { column: &column, is_share: true };
        let share = figure(frame, &looked, &Domain::everyone());
        Answer { code: code.code.clone(), label: code.label.clone(), beside: code.missing.is_some(), share }
    };
    list.iter().filter(|code| code.counts()).map(answer).collect()
}

/// 1 for rows with one of the codes, 0 for other answers, NaN without an answer.
fn shares(variable: &Variable, codes: &[String]) -> Vec<f64> {
    let Some(answers) = variable.answers() else { return Vec::new() };
    let is: Vec<f64> =
        answers.levels.iter().map(|level| f64::from(u8::from(codes.contains(level)))).collect();
    answers.codes.iter().map(|code| is.get(*code as usize).copied().unwrap_or(f64::NAN)).collect()
}

fn headline(frame: &Frame<'_>, variable: &Variable, measure: Measure) -> Headline {
    let column = match &measure {
        Measure::Share { codes } => shares(variable, codes),
        Measure::Mean => variable.numbers(),
    };
    let looked = Looked { column: &column, is_share: measure != Measure::Mean };
    let city = figure(frame, &looked, &Domain::everyone());
    let mut districts =
        frame.districts.as_ref().map(|all| districts(frame, &looked, all)).unwrap_or_default();
    let all_synthetic = looked.is_share && frame.sample.has_intervals() && borrow(&city, &mut districts);
    Headline { measure, city, districts, all_synthetic }
}

/// Shares of districts by the model of Fay and Herriot on the arcsine scale, with the design effect of the city and so
/// that together they give its share. Districts without answers get the model's figure too.
///
/// Tells whether the model sees hardly any difference between districts. With fewer than five of them there is none.
fn borrow(city: &Shown, districts: &mut [District]) -> bool {
    const FEWEST: usize = 5;
    let Some(city) = city.figure() else { return false };
    let figure = |district: &District| district.figure.figure().copied();
    let shares: Vec<f64> =
        districts.iter().map(|it| figure(it).map_or(f64::NAN, |figure| figure.value)).collect();
    #[expect(clippy::cast_precision_loss, reason = "people of a survey")]
    let sizes: Vec<f64> =
        districts.iter().map(|it| figure(it).map_or(0.0, |figure| figure.base as f64)).collect();
    if shares.iter().filter(|share| !share.is_nan()).count() < FEWEST {
        return false;
    }
    let (effect, columns) = (city.effect.unwrap_or(1.0), [vec![1.0; districts.len()]]);
    let between = Between::AdjustedRestricted;
    let Ok(found) = shares_of_areas(&shares, &sizes, effect, &columns, between, Scale::Arcsine, LEVEL) else {
        return false;
    };
    let people: Vec<f64> =
        districts.iter().map(|it| figure(it).map_or(0.0, |figure| figure.weighted)).collect();
    let all: f64 = people.iter().sum();
    let weights: Vec<f64> = people.iter().map(|people| people / all).collect();
    let models: Vec<f64> = found.areas.iter().map(|area| area.share).collect();
    let errors: Vec<f64> = found.areas.iter().map(|area| area.error * area.error).collect();
    let models = benchmarked(&models, &errors, &weights, city.value, Benchmark::Ratio);
    for ((district, area), value) in districts.iter_mut().zip(&found.areas).zip(models) {
        // The interval moves with the figure.
        let by = if area.share > 0.0 { value / area.share } else { 1.0 };
        let ends = ((area.interval.0 * by).min(1.0), (area.interval.1 * by).min(1.0));
        if value.is_finite() {
            district.model = Some(Modelled { value: value.min(1.0), interval: ends, own: area.own });
        }
    }
    found.areas.iter().all(|area| area.own < 0.1)
}

fn districts(frame: &Frame<'_>, looked: &Looked<'_>, all: &Districts) -> Vec<District> {
    let groups = &all.groups;
    let mut changes: Vec<Option<Change>> = Vec::new();
    let mut districts = Vec::new();
    for ((number, code), name) in (0_u32..).zip(&groups.levels).zip(&all.names) {
        let inside = Domain::everyone().and(frame.data.rows, |row| groups.codes.get(row) == Some(&number));
        let figure = figure(frame, looked, &inside);
        // Of so few people the standard error of a share near 0 or 1 is too small, and chance would pass for a finding.
        let enough = figure.figure().is_some_and(|figure| figure.doubt != Some(Doubt::Few));
        let compared = frame.sample.has_intervals() && enough;
        changes.push(compared.then(|| from_the_rest(frame, looked, groups, number)).flatten());
        districts.push(District {
            code: code.clone(),
            name: name.clone(),
            figure,
            difference: None,
            model: None,
        });
    }
    // One family: all districts of the question.
    let raw: Vec<f64> = changes.iter().map(|change| change.map_or(f64::NAN, |change| change.p)).collect();
    for ((district, change), p) in districts.iter_mut().zip(changes).zip(adjusted(&raw, Family::Holm)) {
        district.difference = change.map(|change| Difference {
            value: change.difference,
            interval: change.interval,
            p,
            detectable: change.detectable,
        });
    }
    districts
}
