//! People by concept in the city and its district: the table of `/cizinci`, with what was held back marked as such.

use futures_util::future::BoxFuture;
use ground::Ground;
use ground::open::{Column, Datatype, Edition, Frequency, Licence, OpenSet, Table, Theme, Value};
use indicators::{Answer, Point, Precision, State};
use web::{Error, Lang};

use super::{CONCEPT, CONCEPT_NAME, DAY, STATE, TERRITORY, revision, state};
use crate::acts::sets::home;
use crate::pages::public::{PEOPLE, answers};
use crate::words;

pub(super) const SET: OpenSet = OpenSet {
    id: "foreigners",
    title: "open-foreigners-concepts",
    description: "open-foreigners-concepts-text",
    keywords: "open-foreigners-words",
    theme: Theme::Society,
    frequency: Frequency::Irregular,
    licence: Licence::Facts,
    columns: &[
        CONCEPT,
        TERRITORY,
        // A state of some day in a month or year stands beside one of its last day.
        Column::new("length", "open-foreigners-length", Datatype::Text).key(),
        DAY,
        CONCEPT_NAME,
        Column::new("territory_name", "open-foreigners-territory-name", Datatype::Text),
        STATE,
        Column::new("count", "open-foreigners-count", Datatype::Number).measured("1"),
        Column::new("precision", "open-foreigners-precision", Datatype::Text),
        Column::new("step", "open-foreigners-step", Datatype::Number).measured("1"),
        Column::new("status", "open-foreigners-status", Datatype::Text).required(),
        Column::new("source", "open-foreigners-source", Datatype::Text).required(),
        Column::new("sha256", "open-foreigners-sha256", Datatype::Text).required(),
    ],
    open: concepts,
};

fn concepts(ground: Ground) -> BoxFuture<'static, Result<Option<Table>, Error>> {
    Box::pin(async move {
        let home = home(&ground).await?;
        let (mut rows, mut modified, mut covers) = (Vec::new(), None, None);
        for concept in PEOPLE {
            for (place, answer) in answers(&ground, &home, concept).await? {
                modified = modified.max(answer.sources.iter().map(|edition| edition.imported_at).max());
                let days = answer.series.points().iter().map(|point| point.period.last());
                covers = days.fold(covers, |covers, day| {
                    let (first, last) = covers.unwrap_or((day, day));
                    Some((day.min(first), day.max(last)))
                });
                let told =
                    answer.series.points().iter().filter_map(|point| row(&ground, &place, &answer, point));
                rows.extend(told);
            }
        }
        let Some(modified) = modified.filter(|_| !rows.is_empty()) else { return Ok(None) };
        let covers = covers.map(|(first, last)| (first, Some(last)));
        Ok(Some(Table::of(Edition { revision: revision(&rows), modified, covers }, rows)))
    })
}

/// A point as the page shows it; nothing where nobody said anything.
fn row(ground: &Ground, place: &str, answer: &Answer, point: &Point) -> Option<Vec<Value>> {
    let (value, precision) = match point.state {
        State::Known { value, precision } => (Some(value), Some(precision)),
        State::Suppressed => (None, None),
        State::Missing => return None,
    };
    let step = precision.and_then(|precision| match precision {
        Precision::Rounded(step) => Some(step),
        Precision::Exact | Precision::About | Precision::MoreThan => None,
    });
    let sources: Vec<_> = point.sources.iter().filter_map(|at| answer.sources.get(*at)).collect();
    let joined = |of: &dyn Fn(&indicators::Edition) -> String, mark: &str| {
        Value::text(sources.iter().map(|edition| of(edition)).collect::<Vec<_>>().join(mark))
    };
    let question = &answer.question;
    Some(vec![
        Value::text(question.concept.as_str()),
        Value::text(question.territory.to_string()),
        Value::text(point.period.granularity().key()),
        Value::Day(point.period.last()),
        Value::text(words::concept(&ground.web.say(Lang::Cs), &ground.indicators, &question.concept)),
        Value::text(place),
        state(value.is_some()),
        Value::maybe(value, |value| Value::Number(value.as_f64())),
        Value::maybe(precision, |precision| Value::text(precision.key())),
        Value::maybe(step, |step| Value::Number(step.as_f64())),
        Value::text(point.status.key()),
        joined(&|edition| edition.source.title.clone(), "; "),
        joined(&|edition| edition.sha256.clone(), " "),
    ])
}
