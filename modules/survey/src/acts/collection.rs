//! What was collected, as data: the answers, and beside them how each person came into the sample.

use ::questionnaires::{Direction, Text};
use ground::Ground;
use survey_estimation::data::{Categories, MISSING};
use web::Error;

use super::kept;
use crate::data::{Dataset, Values, Variable};
use crate::store::questionnaires;
use crate::store::responses::{self, Kept};
use crate::wave::Wave;

/// The stratum of each person's invitation; missing where nothing was drawn.
pub(crate) const STRATUM: &str = "_stratum";
/// Addresses in the stratum, N_h.
pub(crate) const POPULATION: &str = "_population";
/// Addresses drawn from it, n_h.
pub(crate) const DRAWN: &str = "_drawn";
/// How each person was asked.
pub(crate) const MODE: &str = "_mode";

/// The answers collected in a wave, with four columns on the sample, so that the design can be declared from them; whoever
/// calls has asked for the right to the wave.
pub(crate) async fn dataset(ground: &Ground, wave: &Wave) -> Result<Dataset, Error> {
    let doing = || kept("read answers");
    let Some(form) = wave.questionnaire else { return Ok(Dataset::default()) };
    let form = questionnaires::one(&ground.store, form).await.map_err(doing())?;
    let form = form.ok_or(Error::Missing("questionnaire of the wave"))?.questionnaire;
    let people = responses::all(&ground.store, wave.id).await.map_err(doing())?;
    if people.is_empty() {
        return Ok(Dataset::default());
    }
    let answers: Vec<_> = people.iter().map(|person| person.answers.clone()).collect();
    let mut data = Dataset::of_answers(&form, &answers);
    data.variables.extend(of_sample(&people));
    Ok(data)
}

fn of_sample(people: &[Kept]) -> Vec<Variable> {
    let stratum = |person: &Kept| person.sample.stratum.clone();
    let count = |number: Option<u64>| number.map_or(f64::NAN, as_float);
    vec![
        variable(STRATUM, Values::Words(words(people.iter().map(stratum)))),
        variable(
            POPULATION,
            Values::Numbers(people.iter().map(|person| count(person.sample.population)).collect()),
        ),
        variable(DRAWN, Values::Numbers(people.iter().map(|person| count(person.sample.drawn)).collect())),
        variable(MODE, Values::Words(words(people.iter().map(|person| person.mode.key().to_owned())))),
    ]
}

fn variable(name: &str, values: Values) -> Variable {
    Variable {
        name: name.to_owned(),
        question: name.to_owned(),
        label: Text::default(),
        part: Text::default(),
        direction: Direction::None,
        sensitive: false,
        values,
    }
}

#[expect(clippy::cast_precision_loss, reason = "addresses of a city are far below 2^53")]
fn as_float(count: u64) -> f64 {
    count as f64
}

/// Words as categories in their order; empty ones are missing.
fn words(texts: impl Iterator<Item = String>) -> Categories {
    let texts: Vec<String> = texts.collect();
    let mut levels: Vec<String> = texts.iter().filter(|text| !text.is_empty()).cloned().collect();
    levels.sort_unstable();
    levels.dedup();
    let code = |text: &String| {
        let at = levels.binary_search(text).ok().and_then(|at| u32::try_from(at).ok());
        at.unwrap_or(MISSING)
    };
    Categories { codes: texts.iter().map(code).collect(), levels: levels.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sampling::SampleInfo;
    use crate::wave::Mode;
    use ::questionnaires::Answers;

    #[test]
    fn the_sample_stands_beside_the_answers() {
        let person = |stratum: &str, numbers: Option<(u64, u64)>, mode| Kept {
            answers: Answers::new(),
            sample: SampleInfo {
                stratum: stratum.into(),
                population: numbers.map(|it| it.0),
                drawn: numbers.map(|it| it.1),
            },
            mode,
        };
        let people = [
            person("2", Some((900, 30)), Mode::Web),
            person("", None, Mode::Face),
            person("1", Some((100, 10)), Mode::Web),
        ];
        let columns = of_sample(&people);
        let names: Vec<&str> = columns.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, [STRATUM, POPULATION, DRAWN, MODE]);
        let strata = columns[0].names();
        assert_eq!(
            (strata.codes, strata.levels),
            (vec![1, MISSING, 0], vec!["1".to_owned(), "2".to_owned()])
        );
        let population = columns[1].numbers();
        assert_eq!((population[0], population[2]), (900.0, 100.0));
        assert!(population[1].is_nan());
        assert_eq!(columns[3].names().levels, ["face", "web"]);
    }
}
