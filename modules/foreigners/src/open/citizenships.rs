//! Citizenships as they were released, the newest release of each concept, territory, source and day. They are read a few
//! releases at a time, as they stood when the table was asked for.

use futures_util::future::BoxFuture;
use futures_util::stream;
use ground::Ground;
use ground::open::{Column, Datatype, Edition, Frequency, Licence, OpenSet, Table, Theme, Value};
use store::Id;
use web::{Error, Lang};

use super::{ALL, CONCEPT, CONCEPT_NAME, DAY, STATE, TERRITORY, state, whole};
use crate::acts::kept;
use crate::stock::{self, ReleasedCell};
use crate::store::sets::{self, Release};
use crate::words;

pub(super) const SET: OpenSet = OpenSet {
    id: "foreigners-citizenships",
    title: "open-foreigners-citizenships",
    description: "open-foreigners-citizenships-text",
    keywords: "open-foreigners-words",
    theme: Theme::Society,
    frequency: Frequency::Annual,
    licence: Licence::Facts,
    columns: &[
        CONCEPT,
        TERRITORY,
        DAY,
        Column::new("source", "open-foreigners-source-key", Datatype::Text).key(),
        Column::new("citizenship", "open-foreigners-citizenship", Datatype::Text).key(),
        Column::new("sex", "open-foreigners-sex", Datatype::Text).key(),
        CONCEPT_NAME,
        Column::new("citizenship_name", "open-foreigners-citizenship-name", Datatype::Text).required(),
        STATE,
        Column::new("count", "open-foreigners-count", Datatype::Whole).measured("1"),
        Column::new("release", "open-foreigners-release", Datatype::Text).required(),
        Column::new("released", "open-foreigners-released", Datatype::Moment).required(),
    ],
    open: citizenships,
};

/// Releases of a page.
const PAGE: i64 = 50;

fn citizenships(ground: Ground) -> BoxFuture<'static, Result<Option<Table>, Error>> {
    Box::pin(async move {
        let newest = ground.store.row(&sets::NEWEST_RELEASE, &[]).await.map_err(kept("list releases"))?;
        let Some(newest) = newest else { return Ok(None) };
        let words = ground.indicators.catalogue().words_hash();
        let revision = format!("{}-{}-{words}", newest.id, newest.count);
        let covers = Some((newest.first, Some(newest.last)));
        let edition = Edition { revision, modified: newest.at, covers };
        let from = (ground, Vec::new().into_iter(), Id(0));
        let rows = stream::try_unfold(from, move |(ground, mut page, mut after)| async move {
            loop {
                if let Some(row) = page.next() {
                    return Ok(Some((row, (ground, page, after))));
                }
                let asked = [after.into(), newest.id.into(), PAGE.into()];
                let found = ground.store.rows(&sets::RELEASED_UNTIL, &asked).await;
                let found = found.map_err(kept("list releases"))?;
                let Some(last) = found.last() else { return Ok(None) };
                after = last.id;
                let told: Vec<_> = found.iter().flat_map(|release| rows(&ground, release)).collect();
                page = told.into_iter();
            }
        });
        Ok(Some(Table { edition, rows: Box::pin(rows) }))
    })
}

fn rows(ground: &Ground, release: &Release) -> Vec<Vec<Value>> {
    release.released.cells.iter().map(|cell| row(ground, release, cell)).collect()
}

fn row(ground: &Ground, release: &Release, cell: &ReleasedCell) -> Vec<Value> {
    let (t, stock) = (ground.web.say(Lang::Cs), &release.stock);
    let code = |code: &str| Value::text(if code == stock::ALL { ALL } else { code });
    vec![
        Value::text(stock.concept.as_str()),
        Value::text(stock.territory.as_str()),
        Value::Day(stock.day),
        Value::text(release.source.as_str()),
        code(&cell.citizenship),
        code(&cell.sex),
        Value::text(words::concept(&t, &ground.indicators, &stock.concept)),
        Value::text(words::citizenship(&t, &ground.indicators, &cell.citizenship)),
        state(cell.count.is_some()),
        Value::maybe(cell.count, whole),
        Value::text(release.id.to_string()),
        Value::Moment(release.at),
    ]
}
