//! The page of a set: what a row is, what each column means, and its first rows.

use askama::Template;
use futures_util::StreamExt as _;
use ground::Ground;
use ground::open::Column;
use web::{Error, Page, PageContext};

use super::facts;
use crate::files::path;

/// Rows shown; the whole set is in its file.
const SHOWN: usize = 10;

/// The view of `/otevrena-data/SET`.
#[derive(Template)]
#[template(path = "set.html")]
pub(super) struct SetPage {
    page: PageContext,
    title: String,
    text: String,
    facts: Vec<(String, String)>,
    files: Vec<(String, String)>,
    columns: Vec<ColumnLine>,
    rows: Vec<Vec<String>>,
}

struct ColumnLine {
    title: String,
    meaning: String,
    name: &'static str,
    kind: String,
}

pub(super) async fn show(page: PageContext, ground: &Ground, id: &str) -> Result<Page<SetPage>, Error> {
    let missing = || Error::Missing("set of open data");
    let set = ground.open.set(id).ok_or_else(missing)?;
    let mut table = (set.open)(ground.clone()).await?.ok_or_else(missing)?;
    let mut rows = Vec::new();
    while rows.len() < SHOWN
        && let Some(row) = table.rows.next().await
    {
        rows.push(row?.iter().map(|value| value.written().into_owned()).collect());
    }
    let t = page.t();
    let line = |column: &Column| ColumnLine {
        title: t.say(column.title).into_owned(),
        meaning: t.say(&column.meaning()).into_owned(),
        name: column.name,
        kind: kind(&page, column),
    };
    let file = |ending: &str, key: &str| (path(set.id, ending), t.say(key).into_owned());
    Ok(Page(SetPage {
        title: t.say(set.title).into_owned(),
        text: t.say(set.description).into_owned(),
        facts: facts(t, set, &table.edition),
        files: vec![
            file("csv", "data-file-csv"),
            file("csv-metadata.json", "data-file-csvw"),
            file("jsonld", "data-file-dcat"),
        ],
        columns: set.columns.iter().map(line).collect(),
        rows,
        page,
    }))
}

/// "celé číslo (m), vždy vyplněné"
fn kind(page: &PageContext, column: &Column) -> String {
    let t = page.t();
    let kind = t.say(&format!("data-type-{}", column.datatype.csvw().to_lowercase())).into_owned();
    let unit = column.unit.filter(|unit| *unit != "1").map(|unit| format!(" ({unit})")).unwrap_or_default();
    let always = if column.required { format!(", {}", t.say("data-always")) } else { String::new() };
    format!("{kind}{unit}{always}")
}
