//! The open tables and the layer hold exactly what was released: the same numbers and the same holes as the API.

use std::collections::BTreeMap;

use axum::Router;
use futures_util::TryStreamExt;
use ground::Ground;
use ground::open::{Ask, Found, OpenSet, Value};

use crate::city::get;

const MONTHS: &str = "municipal-events-months";
const YEARS: &str = "municipal-events-years";

fn set(id: &str) -> OpenSet {
    offences::module().open_sets.into_iter().find(|set| set.id == id).unwrap()
}

/// The rows of a set by the names of its columns, after each was held against them; and its edition.
async fn rows(ground: &Ground, id: &str) -> (Vec<BTreeMap<&'static str, String>>, ground::open::Edition) {
    let set = set(id);
    let table = (set.open)(ground.clone()).await.unwrap().unwrap();
    let rows: Vec<Vec<Value>> = table.rows.try_collect().await.unwrap();
    set.check(&rows).unwrap();
    let named = |row: &Vec<Value>| {
        let written = row.iter().map(|value| value.written().into_owned());
        set.columns.iter().map(|column| column.name).zip(written).collect()
    };
    (rows.iter().map(named).collect(), table.edition)
}

async fn layer(ground: &Ground) -> Option<Found> {
    let layer = offences::module().layers.remove(0);
    let found = (layer.find)(ground.clone(), Ask::everything()).await.unwrap()?;
    layer.check(&found.features).unwrap();
    Some(found)
}

/// Place, category, month or year: what the API says, a hole as nothing.
type Said = BTreeMap<(String, String, String, String), Option<u64>>;

/// What the API says: months of places that are no piece, and whole years of all places.
async fn said(pages: &Router) -> (Said, Said) {
    let body = get(pages, "/api/v1/offences/municipal").await.text;
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    let counts = &body["counts"];
    let texts = |key: &str| -> Vec<String> {
        let list = counts[key].as_array().unwrap().iter();
        list.map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned)).collect()
    };
    let (names, years) = (texts("months"), texts("years"));
    let whole = |year: &str| names.iter().filter(|month| month.starts_with(year)).count() == 12;
    let (mut by_month, mut by_year) = (Said::new(), Said::new());
    for row in counts["rows"].as_array().unwrap() {
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let key = |when: &str| (text("district"), text("part"), text("category"), when.to_owned());
        for (month, number) in names.iter().zip(row["months"].as_array().into_iter().flatten()) {
            by_month.insert(key(month), number.as_u64());
        }
        for (year, number) in years.iter().zip(row["years"].as_array().unwrap()) {
            if whole(year) {
                by_year.insert(key(year), number.as_u64());
            }
        }
    }
    (by_month, by_year)
}

/// What an open table says, the sums over categories apart.
fn told(rows: &[BTreeMap<&'static str, String>], when: &str) -> (Said, Said) {
    let (mut parts, mut sums) = (Said::new(), Said::new());
    for row in rows {
        let code = |name: &str| row.get(name).filter(|code| *code != "*").cloned().unwrap_or_default();
        let number = row["events"].parse().ok();
        assert_eq!(row["state"], if number.is_some() { "figure" } else { "protected" }, "{row:?}");
        assert!(number.is_none_or(|number: u64| number == 0 || number >= 5), "{row:?}");
        let held_rate = row.get("rate").is_none_or(String::is_empty) || number.is_some();
        assert!(held_rate, "a rate tells what is held back: {row:?}");
        let side = if row["category"] == "*" { &mut sums } else { &mut parts };
        side.insert((code("district"), code("precinct"), code("category"), row[when].clone()), number);
    }
    (parts, sums)
}

/// Sums are shown exactly where all they are made of is.
fn adds_up(parts: &Said, sums: &Said) {
    let mut added: BTreeMap<(String, String, String), Option<u64>> = BTreeMap::new();
    for ((district, part, _, when), number) in parts {
        let sum = added.entry((district.clone(), part.clone(), when.clone())).or_insert(Some(0));
        *sum = sum.zip(*number).map(|(sum, number)| sum + number);
    }
    let sums: BTreeMap<_, _> =
        sums.iter().map(|((d, p, _, when), n)| ((d.clone(), p.clone(), when.clone()), *n)).collect();
    assert_eq!(added, sums);
}

pub(crate) async fn the_open_tables_are_the_release(ground: &Ground, pages: &Router) {
    let (by_month, by_year) = said(pages).await;
    let (months, first) = rows(ground, MONTHS).await;
    let (parts, sums) = told(&months, "month");
    assert_eq!(parts, by_month);
    assert!(parts.values().any(Option::is_none) && parts.values().any(Option::is_some));
    adds_up(&parts, &sums);
    let (years, edition) = rows(ground, YEARS).await;
    let (parts, sums) = told(&years, "year");
    assert_eq!(parts, by_year);
    assert!(parts.values().any(Option::is_none) && parts.values().any(Option::is_some));
    adds_up(&parts, &sums);
    assert_eq!(edition.revision, first.revision, "one release, one state");

    let found = layer(ground).await.unwrap();
    let last = years.iter().map(|row| row["year"].clone()).max().unwrap();
    assert!(found.extent.is_some(), "the districts of the demonstration are drawn");
    for feature in &found.features {
        let key = (feature.id.clone(), String::new(), String::new(), last.clone());
        assert_eq!(feature.properties[4].written().parse().ok(), sums[&key], "{}", feature.id);
        assert!(feature.geometry.is_some());
    }

    let page = get(pages, "/prestupky-a-kriminalita").await.text;
    for id in [MONTHS, YEARS] {
        assert!(page.contains(&format!("/otevrena-data/{id}.csv")), "{id} is linked");
    }
}

/// The state of the data is that of the release, and goes with it from the portal.
pub(crate) async fn a_release_is_an_edition(ground: &Ground, before: &str) {
    let (_, edition) = rows(ground, MONTHS).await;
    assert_ne!(edition.revision, before);
}

pub(crate) async fn revision(ground: &Ground) -> String {
    let (_, first) = rows(ground, MONTHS).await;
    let (_, again) = rows(ground, MONTHS).await;
    assert_eq!(first, again);
    first.revision
}

pub(crate) async fn nothing_is_open_without_a_release(ground: &Ground) {
    for set in offences::module().open_sets {
        assert!((set.open)(ground.clone()).await.unwrap().is_none(), "{}", set.id);
    }
    assert!(layer(ground).await.is_none());
}
