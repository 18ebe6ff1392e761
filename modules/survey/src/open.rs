//! What of this module everybody may have: the figures of waves that stand on the portal, as they were released. What was
//! held back there is held back here.

use futures_util::future::BoxFuture;
use ground::Ground;
use ground::open::{Column, Datatype, Edition, Frequency, Licence, OpenSet, Table, Theme, Value};
use questionnaires::Text;
use web::Error;

use crate::acts::kept;
use crate::results::{Headline, Item, Measure, Shown};
use crate::store::plans::{self, Release};

/// The tables of this module.
pub(crate) fn sets() -> Vec<OpenSet> {
    vec![RESULTS]
}

/// Stands for the whole city among districts, and for the one figure of a question among its answers.
const ALL: &str = "*";

const RESULTS: OpenSet = OpenSet {
    id: "survey-results",
    title: "open-survey",
    description: "open-survey-text",
    keywords: "open-survey-words",
    theme: Theme::Society,
    frequency: Frequency::Irregular,
    licence: Licence::Attribution,
    columns: &[
        Column::new("release", "open-survey-release", Datatype::Text).key(),
        Column::new("question", "open-survey-question", Datatype::Text).key(),
        Column::new("answer", "open-survey-answer", Datatype::Text).key(),
        Column::new("district", "open-survey-district", Datatype::Text).key(),
        Column::new("wave", "open-survey-wave", Datatype::Text).required(),
        Column::new("from", "open-survey-from", Datatype::Day).required(),
        Column::new("until", "open-survey-until", Datatype::Day).required(),
        Column::new("sample", "open-survey-sample", Datatype::Text).required(),
        Column::new("question_text", "open-survey-question-words", Datatype::Text),
        Column::new("answer_text", "open-survey-answer-words", Datatype::Text),
        Column::new("district_name", "open-survey-district-name", Datatype::Text),
        Column::new("measure", "open-survey-measure", Datatype::Text).required(),
        Column::new("state", "open-survey-state", Datatype::Text).required(),
        Column::new("value", "open-survey-value", Datatype::Number).measured("1"),
        Column::new("low", "open-survey-low", Datatype::Number).measured("1"),
        Column::new("high", "open-survey-high", Datatype::Number).measured("1"),
        Column::new("level", "open-survey-level", Datatype::Number).measured("1").required(),
        Column::new("people", "open-survey-people", Datatype::Whole).measured("1"),
        Column::new("weighted", "open-survey-weighted", Datatype::Number).measured("1"),
        Column::new("doubt", "open-survey-doubt", Datatype::Text),
    ],
    open: results,
};

fn results(ground: Ground) -> BoxFuture<'static, Result<Option<Table>, Error>> {
    Box::pin(async move {
        let releases = plans::public(&ground.store).await.map_err(kept("list releases"))?;
        let Some(newest) = releases.iter().map(|release| release.at).max() else { return Ok(None) };
        let ids: Vec<String> = releases.iter().map(|release| release.id.to_string()).collect();
        let facts = || releases.iter().map(|release| &release.results.facts);
        let first = facts().map(|facts| facts.from).min();
        let covers = first.map(|first| (first, facts().map(|facts| facts.to).max()));
        let edition = Edition { revision: ids.join("-"), modified: newest, covers };
        let rows = releases.into_iter().flat_map(|release| rows(&release)).map(Ok);
        Ok(Some(Table { edition, rows: Box::pin(futures_util::stream::iter(rows)) }))
    })
}

fn rows(release: &Release) -> Vec<Vec<Value>> {
    release.results.items.iter().flat_map(|item| of_item(release, item)).collect()
}

fn of_item(release: &Release, item: &Item) -> Vec<Vec<Value>> {
    let city = ("", None);
    let answers = item.answers.iter().map(|answer| {
        let named = (answer.code.as_str(), words(&answer.label));
        row(release, item, named, city, "share", &answer.share)
    });
    let mut rows: Vec<Vec<Value>> = answers.collect();
    if let Some(headline) = &item.headline {
        let named = || (ALL, Value::Nothing);
        let measure = measure(headline);
        rows.push(row(release, item, named(), city, measure, &headline.city));
        let districts = headline.districts.iter().map(|district| {
            let place = (district.code.as_str(), Some(&district.name));
            row(release, item, named(), place, measure, &district.figure)
        });
        rows.extend(districts);
    }
    rows
}

fn measure(headline: &Headline) -> &'static str {
    match headline.measure {
        Measure::Share { .. } => "share",
        Measure::Mean => "mean",
    }
}

fn words(text: &Text) -> Value {
    Value::text(text.or("cs", "cs"))
}

fn row(
    release: &Release,
    item: &Item,
    (answer, answer_words): (&str, Value),
    (district, district_name): (&str, Option<&Text>),
    measure: &str,
    shown: &Shown,
) -> Vec<Value> {
    let (results, figure) = (&release.results, shown.figure());
    let question = [item.label.or("cs", "cs"), item.part.or("cs", "cs")];
    let question: Vec<&str> = question.into_iter().filter(|words| !words.is_empty()).collect();
    let interval = figure.and_then(|figure| figure.interval);
    let number = |value: Option<f64>| Value::maybe(value.filter(|value| value.is_finite()), Value::Number);
    vec![
        Value::text(release.id.to_string()),
        Value::text(item.name.as_str()),
        Value::text(answer),
        Value::text(if district.is_empty() { ALL } else { district }),
        Value::text(results.wave.as_str()),
        Value::Day(results.facts.from),
        Value::Day(results.facts.to),
        Value::text(results.facts.sample.key()),
        Value::text(question.join(" – ")),
        answer_words,
        Value::maybe(district_name, words),
        Value::text(measure),
        Value::text(match shown {
            Shown::Figure(_) => "figure",
            Shown::Protected => "protected",
            Shown::Nothing => "nothing",
        }),
        number(figure.map(|figure| figure.value)),
        number(interval.map(|(low, _)| low)),
        number(interval.map(|(_, high)| high)),
        Value::Number(results.method.level),
        Value::maybe(figure, |figure| Value::count(figure.base)),
        number(figure.map(|figure| figure.weighted)),
        Value::maybe(figure.and_then(|figure| figure.doubt), |doubt| Value::text(doubt.key())),
    ]
}
