//! All figures that everybody may see, each as its source said it. There may be hundreds of thousands: they are read a page
//! at a time, as they stood with the edition that changed one of them last.

use futures_util::future::BoxFuture;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use ground::Ground;
use ground::open::{Column, Datatype, Edition, Frequency, Licence, OpenSet, Table, Theme, Value};
use indicators::{Audience, Catalogue, Cell, Concept, Precision, SourcedFigure};
use store::Id;
use web::Error;

pub(super) const SET: OpenSet = OpenSet {
    id: "figures",
    title: "open-situation-figures",
    description: "open-situation-figures-text",
    keywords: "open-situation-figures-words",
    theme: Theme::Safety,
    frequency: Frequency::Irregular,
    licence: Licence::Facts,
    columns: &[
        Column::new("source", "open-situation-source", Datatype::Text).key(),
        Column::new("concept", "open-situation-concept", Datatype::Text).key(),
        Column::new("item", "open-situation-item", Datatype::Text).key(),
        Column::new("territory", "open-situation-territory", Datatype::Text).key(),
        Column::new("length", "open-situation-length", Datatype::Text).key(),
        Column::new("from", "open-situation-from", Datatype::Day).key(),
        Column::new("until", "open-situation-until", Datatype::Day).required(),
        Column::new("concept_name", "open-situation-concept-name", Datatype::Text),
        Column::new("item_name", "open-situation-item-name", Datatype::Text),
        Column::new("territory_name", "open-situation-territory-name", Datatype::Text),
        Column::new("unit", "open-situation-unit", Datatype::Text),
        Column::new("state", "open-situation-state", Datatype::Text).required(),
        Column::new("value", "open-situation-value", Datatype::Number),
        Column::new("precision", "open-situation-precision", Datatype::Text),
        Column::new("step", "open-situation-step", Datatype::Number),
        Column::new("status", "open-situation-status", Datatype::Text).required(),
        Column::new("edition", "open-situation-edition", Datatype::Text).required(),
        Column::new("sha256", "open-situation-sha256", Datatype::Text).required(),
        Column::new("hash", "open-situation-hash", Datatype::Text).required(),
    ],
    open: figures,
};

/// Stands for the whole among items of a concept.
const ALL: &str = "*";

fn figures(ground: Ground) -> BoxFuture<'static, Result<Option<Table>, Error>> {
    Box::pin(async move {
        let Some((last, at)) = ground.indicators.last_change(Audience::Public).await? else {
            return Ok(None);
        };
        let revision = format!("{last}-{}", ground.indicators.catalogue().words_hash());
        let edition = Edition { revision, modified: at, covers: None };
        let pages = stream::try_unfold((ground, Id(0)), move |(ground, after)| async move {
            let page = ground.indicators.figures_as_of(Audience::Public, last, after).await?;
            let Some(after) = page.last().map(|one| one.id) else { return Ok::<_, Error>(None) };
            let catalogue = ground.indicators.catalogue();
            let rows: Vec<_> = page.iter().map(|one| Ok(row(catalogue, one))).collect();
            Ok(Some((stream::iter(rows), (ground, after))))
        });
        Ok(Some(Table { edition, rows: pages.try_flatten().boxed() }))
    })
}

fn row(catalogue: &Catalogue, one: &SourcedFigure) -> Vec<Value> {
    let figure = &one.figure;
    let concept = catalogue.concept(&figure.concept);
    let item = concept.and_then(|concept| name_of_item(catalogue, concept, figure.item.as_deref()));
    let place = catalogue.place(&figure.territory);
    let (value, precision) = match figure.cell {
        Cell::Known { value, precision } => (Some(value), Some(precision)),
        Cell::Suppressed => (None, None),
    };
    let step = precision.and_then(|precision| match precision {
        Precision::Rounded(step) => Some(step),
        Precision::Exact | Precision::About | Precision::MoreThan => None,
    });
    vec![
        Value::text(one.source.as_str()),
        Value::text(figure.concept.as_str()),
        Value::text(figure.item.as_deref().unwrap_or(ALL)),
        Value::text(figure.territory.to_string()),
        Value::text(figure.period.granularity().key()),
        Value::Day(figure.period.first()),
        Value::Day(figure.period.last()),
        Value::maybe(concept, |concept| Value::text(concept.name.cs.as_str())),
        Value::maybe(item, Value::text),
        Value::maybe(place, |place| Value::text(place.name.cs.as_str())),
        Value::maybe(concept, |concept| Value::text(concept.unit.cs.as_str())),
        Value::text(if value.is_some() { "figure" } else { "protected" }),
        Value::maybe(value, |value| Value::Number(value.as_f64())),
        Value::maybe(precision, |precision| Value::text(precision.key())),
        Value::maybe(step, |step| Value::Number(step.as_f64())),
        Value::text(figure.status.key()),
        Value::text(one.edition.to_string()),
        Value::text(one.sha256.as_str()),
        Value::text(figure.hash()),
    ]
}

fn name_of_item<'a>(catalogue: &'a Catalogue, concept: &Concept, item: Option<&str>) -> Option<&'a str> {
    Some(catalogue.item(concept.list.as_deref()?, item?)?.name.cs.as_str())
}
