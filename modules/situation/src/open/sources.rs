//! Editions of sources that everybody may see: what each is, where it can be found, under which terms, and the hash of its
//! bytes.

use futures_util::future::BoxFuture;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use ground::Ground;
use ground::open::{Column, Datatype, Edition, Frequency, Licence, OpenSet, Table, Theme, Value};
use indicators::Audience;
use store::Id;
use web::Error;

use crate::pages::source::href;

pub(super) const SET: OpenSet = OpenSet {
    id: "figure-sources",
    title: "open-situation-sources",
    description: "open-situation-sources-text",
    keywords: "open-situation-figures-words",
    theme: Theme::Safety,
    frequency: Frequency::Irregular,
    licence: Licence::Facts,
    columns: &[
        Column::new("edition", "open-situation-edition", Datatype::Text).key(),
        Column::new("source", "open-situation-source", Datatype::Text).required(),
        Column::new("title", "open-situation-source-title", Datatype::Text).required(),
        Column::new("place", "open-situation-source-where", Datatype::Text),
        Column::new("terms", "open-situation-source-terms", Datatype::Text),
        Column::new("fetched", "open-situation-source-fetched-at", Datatype::Moment).required(),
        Column::new("imported", "open-situation-source-imported", Datatype::Moment).required(),
        Column::new("form", "open-situation-source-form", Datatype::Text).required(),
        Column::new("sha256", "open-situation-sha256", Datatype::Text).required(),
        Column::new("figures", "open-situation-source-figures", Datatype::Whole).measured("1").required(),
        Column::new("path", "open-situation-path", Datatype::Text).required(),
    ],
    open: sources,
};

fn sources(ground: Ground) -> BoxFuture<'static, Result<Option<Table>, Error>> {
    Box::pin(async move {
        let Some((last, at)) = ground.indicators.last_edition(Audience::Public).await? else {
            return Ok(None);
        };
        // An edition is never changed: the last one says which state it is.
        let edition = Edition { revision: last.to_string(), modified: at, covers: None };
        let pages = stream::try_unfold((ground, Id(0)), move |(ground, after)| async move {
            let page = ground.indicators.editions_until(Audience::Public, last, after).await?;
            let Some(after) = page.last().map(|one| one.id) else { return Ok::<_, Error>(None) };
            let rows: Vec<_> = page.iter().map(|one| Ok(row(one))).collect();
            Ok(Some((stream::iter(rows), (ground, after))))
        });
        Ok(Some(Table { edition, rows: pages.try_flatten().boxed() }))
    })
}

fn row(edition: &indicators::Edition) -> Vec<Value> {
    let source = &edition.source;
    vec![
        Value::text(edition.id.to_string()),
        Value::text(source.key.as_str()),
        Value::text(source.title.as_str()),
        Value::text(source.place.as_str()),
        Value::text(source.licence.as_str()),
        Value::Moment(edition.fetched_at),
        Value::Moment(edition.imported_at),
        Value::text(edition.schema.as_str()),
        Value::text(edition.sha256.as_str()),
        Value::Whole(edition.figures),
        Value::text(href(edition.id)),
    ]
}
