//! Invented people: who is drawn in which district, whether they answer, and what.

use questionnaires::{Answer, Answers, Choice, Kind, Progress, Question, Questionnaire};

use super::truth::{self, Year};
use crate::sampling::{Frame, SampleInfo};
use crate::wave::Mode;
use crate::weighting::Control;

/// Somebody who was invited.
pub(super) struct Person {
    pub(super) sample: SampleInfo,
    pub(super) mode: Mode,
    /// What they answered; none of those who did not.
    pub(super) answers: Option<Answers>,
}

/// Invitations in each district: small districts are drawn as densely as they bear.
const EACH: usize = 420;
/// People of 15 and over at an address of the demonstration, on average.
const PEOPLE_AT_ADDRESS: f64 = 3.1;

/// Known totals of the invented register of inhabitants.
pub(super) fn population(frame: &Frame) -> Control {
    #[expect(clippy::cast_precision_loss, reason = "addresses of a town")]
    let people = |count: usize| (count as f64 * PEOPLE_AT_ADDRESS).round();
    let totals = frame.strata.iter().map(|stratum| (stratum.code.clone(), people(stratum.addresses.len())));
    Control { column: "district".to_owned(), totals: totals.filter(|(_, total)| *total > 0.0).collect() }
}

/// Everybody who was invited.
pub(super) fn drawn(form: &Questionnaire, frame: &Frame, year: Year) -> Vec<Person> {
    let mut chance = Chance(if year == Year::Now { 0x5afe_2026 } else { 0x5afe_2025 });
    let mut people = Vec::new();
    for (number, stratum) in frame.strata.iter().enumerate() {
        let all = stratum.addresses.len();
        let count = EACH.min(all / 3);
        for _ in 0..count {
            let sample = SampleInfo {
                stratum: stratum.code.clone(),
                population: Some(all as u64),
                drawn: Some(count as u64),
            };
            let mode = if chance.even() < 0.7 { Mode::Web } else { Mode::Paper };
            let answers =
                (chance.even() < 0.42).then(|| person(form, &stratum.code, number, year, &mut chance));
            people.push(Person { sample, mode, answers });
        }
    }
    people
}

/// What one person answers: one temper for all questions, the district's, and chance.
fn person(form: &Questionnaire, district: &str, number: usize, year: Year, chance: &mut Chance) -> Answers {
    let temper = chance.normal() * 0.6;
    let mut answers = Answers::new();
    for (_, question) in form.questions() {
        if !Progress::of(form, &answers).shows(&question.name) {
            continue;
        }
        let entry = match (&question.kind, question.name.as_str()) {
            (_, "district") => Some(Answer::code(district)),
            (Kind::Integer, "age") => whole(chance.between(15, 88)),
            (Kind::Integer, "household") => whole(chance.between(1, 5)),
            (Kind::Integer, "household_adults") => whole(1),
            (Kind::Integer, _) => whole(chance.between(1, 3)),
            (Kind::SelectMultiple(_), _) => Some(Answer::codes(&[first(form, question).as_str()])),
            (Kind::SelectOne(_), name) => Some(chosen(form, question, name, number, year, temper, chance)),
            _ => None,
        };
        if let Some(entry) = entry {
            answers.insert(question.name.clone(), entry);
        }
    }
    answers
}

fn whole(number: i64) -> Option<questionnaires::Entry> {
    Some(questionnaires::Entry::Given(Answer::Whole(number)))
}

fn proper<'q>(form: &'q Questionnaire, question: &Question) -> Vec<&'q Choice> {
    let list = question.kind.choosing().and_then(|choosing| form.list(&choosing.list));
    list.iter().flat_map(|list| &list.choices).filter(|choice| choice.missing.is_none()).collect()
}

fn first(form: &Questionnaire, question: &Question) -> String {
    proper(form, question).first().map(|choice| choice.code.clone()).unwrap_or_default()
}

fn chosen(
    form: &Questionnaire,
    question: &Question,
    name: &str,
    number: usize,
    year: Year,
    temper: f64,
    chance: &mut Chance,
) -> questionnaires::Entry {
    let list = question.kind.choosing().and_then(|choosing| form.list(&choosing.list));
    let missing: Vec<&Choice> =
        list.iter().flat_map(|list| &list.choices).filter(|choice| choice.missing.is_some()).collect();
    // Three of a hundred do not know or do not want to say.
    if chance.even() < 0.03 && !missing.is_empty() {
        let at = chance.between(0, i64::try_from(missing.len()).unwrap_or(1) - 1);
        let choice = usize::try_from(at).ok().and_then(|at| missing.get(at));
        return Answer::code(choice.map_or("98", |choice| choice.code.as_str()));
    }
    let choices = proper(form, question);
    let (level, weight) = truth::question(name, year);
    let stands = if name.starts_with("victim") {
        // One in nine says yes.
        return Answer::code(if chance.even() < 0.11 {
            "1"
        } else {
            choices.last().map_or("2", |it| it.code.as_str())
        });
    } else {
        level + weight * truth::district(number) + temper + chance.normal() * 0.8
    };
    // Evenly over the answers when people stand at zero with a deviation of one.
    let place = normal_share(stands) * choices.len() as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to the number of answers"
    )]
    let place = (place.floor().max(0.0) as usize).min(choices.len().saturating_sub(1));
    Answer::code(choices.get(place).map_or("98", |choice| choice.code.as_str()))
}

/// Φ by the logistic curve near it (Bowling et al. 2009), which is all an invented city needs.
fn normal_share(x: f64) -> f64 {
    1.0 / (1.0 + (-(0.07056 * x * x * x + 1.5976 * x)).exp())
}

/// Chance from a seed: the same people every time (SplitMix64; Steele, Lea, Flood, OOPSLA 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Evenly from 0 to 1.
    fn even(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits are a double's")]
        let bits = (self.next() >> 11) as f64;
        bits / 9_007_199_254_740_992.0
    }

    /// Normally, by Box and Muller.
    fn normal(&mut self) -> f64 {
        let (a, b) = (self.even().max(1e-300), self.even());
        (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos()
    }

    /// A whole number, both ends included.
    fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = u64::try_from(most - least + 1).unwrap_or(1).max(1);
        least + i64::try_from(self.next() % span).unwrap_or(0)
    }
}
