//! How many agencies may mediate work today, by what it means that they operate here: the table of `/cizinci/agentury`.

use futures_util::future::BoxFuture;
use ground::Ground;
use ground::open::{Column, Datatype, Edition, Frequency, Licence, OpenSet, Table, Theme, Value};
use official_statistics::Count;
use store::midnight;
use web::Error;

use super::{revision, whole};
use crate::acts::agencies::{snapshots, told};
use crate::agencies::AsOf;

pub(super) const SET: OpenSet = OpenSet {
    id: "employment-agencies",
    title: "open-foreigners-agencies",
    description: "open-foreigners-agencies-text",
    keywords: "open-foreigners-agencies-words",
    theme: Theme::Society,
    frequency: Frequency::Daily,
    licence: Licence::Facts,
    columns: &[
        Column::new("operates", "open-foreigners-operates", Datatype::Text).key(),
        Column::new("day", "open-foreigners-as-of", Datatype::Day).required(),
        Column::new("state", "open-foreigners-told", Datatype::Text).required(),
        Column::new("agencies", "open-foreigners-agencies-count", Datatype::Whole).measured("1"),
        Column::new("permits", "open-foreigners-permits", Datatype::Whole).measured("1"),
        Column::new("form_a", "open-foreigners-form-a", Datatype::Whole).measured("1"),
        Column::new("form_b", "open-foreigners-form-b", Datatype::Whole).measured("1"),
        Column::new("form_c", "open-foreigners-form-c", Datatype::Whole).measured("1"),
        Column::new("snapshot", "open-foreigners-snapshot", Datatype::Day).required(),
        Column::new("lower_bound", "open-foreigners-lower-bound", Datatype::Truth).required(),
    ],
    open: agencies,
};

/// Stands for the whole country among definitions of "operates here".
const COUNTRY: &str = "*";

fn agencies(ground: Ground) -> BoxFuture<'static, Result<Option<Table>, Error>> {
    Box::pin(async move {
        let today = ground.access.clock().today();
        let Some(told) = told(&ground, today).await? else { return Ok(None) };
        let taken = snapshots(&ground).await?.iter().map(|snapshot| snapshot.added_at).max();
        let here = told.here.iter().map(|(operates, count)| row(&told, operates.key(), count.as_ref()));
        let rows: Vec<_> = here.chain([row(&told, COUNTRY, Some(&told.everywhere))]).collect();
        // Permits begin and end with the day.
        let modified = taken.map_or(midnight(today), |taken| taken.max(midnight(today)));
        let edition = Edition { revision: revision(&rows), modified, covers: Some((today, Some(today))) };
        Ok(Some(Table::of(edition, rows)))
    })
}

fn row(told: &AsOf, operates: &str, count: Option<&Count>) -> Vec<Value> {
    let number = |of: fn(&Count) -> u64| Value::maybe(count, |count| whole(of(count)));
    vec![
        Value::text(operates),
        Value::Day(told.day),
        Value::text(if count.is_some() { "figure" } else { "not-told" }),
        number(|it| it.agencies),
        number(|it| it.permits),
        number(|it| it.searching),
        number(|it| it.employing),
        number(|it| it.advising),
        Value::Day(told.snapshot),
        Value::Truth(told.lower_bound),
    ]
}
