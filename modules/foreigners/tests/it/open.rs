//! The open tables say what the pages and the API say: the same numbers, the same holes, and no company.

use std::collections::BTreeMap;

use axum::Router;
use futures_util::TryStreamExt;
use ground::Ground;
use ground::open::{Edition, OpenSet, Value};
use serde_json::Value as Json;

use crate::agencies::send;
use crate::city::{demo, get, pages_as, people, post, somebody};

type Rows = Vec<BTreeMap<&'static str, String>>;

fn set(id: &str) -> OpenSet {
    foreigners::module().open_sets.into_iter().find(|set| set.id == id).unwrap()
}

/// The rows of a set by the names of its columns, after each was held against them; and its edition.
async fn open(ground: &Ground, id: &str) -> Option<(Rows, Edition)> {
    let set = set(id);
    let table = (set.open)(ground.clone()).await.unwrap()?;
    let rows: Vec<Vec<Value>> = table.rows.try_collect().await.unwrap();
    set.check(&rows).unwrap();
    let named = |row: &Vec<Value>| {
        let written = row.iter().map(|value| value.written().into_owned());
        set.columns.iter().map(|column| column.name).zip(written).collect()
    };
    Some((rows.iter().map(named).collect(), table.edition))
}

async fn json(pages: &Router, path: &str) -> Json {
    serde_json::from_str(&get(pages, path).await.text).unwrap()
}

fn number(value: &Json) -> String {
    value.as_u64().map(|count| count.to_string()).unwrap_or_default()
}

/// Whatever stands in the table of citizenships stands in the API, and the other way round.
async fn citizenships_are_the_releases(ground: &Ground, pages: &Router) -> (Rows, Edition) {
    let (rows, edition) = open(ground, "foreigners-citizenships").await.unwrap();
    let mut said = Vec::new();
    for stock in json(pages, "/api/v1/foreigners").await["stocks"].as_array().unwrap() {
        let text = |value: &Json| match value.as_str().unwrap() {
            "all" => "*".to_owned(),
            other => other.to_owned(),
        };
        let of = ["concept", "territory", "day", "source"].map(|key| text(&stock[key]));
        for cell in stock["cells"].as_array().unwrap() {
            let state = if cell["count"].is_null() { "protected" } else { "figure" };
            let cell =
                [text(&cell["citizenship"]), text(&cell["sex"]), state.to_owned(), number(&cell["count"])];
            said.push(of.iter().cloned().chain(cell).collect::<Vec<_>>().join("|"));
        }
    }
    let names = ["concept", "territory", "day", "source", "citizenship", "sex", "state", "count"];
    let told = |row: &BTreeMap<_, String>| names.map(|name| row[name].clone()).join("|");
    let mut told: Vec<String> = rows.iter().map(told).collect();
    told.sort();
    said.sort();
    assert_eq!(told, said);
    for row in rows.iter().filter(|row| row["state"] == "figure") {
        assert!(!["1", "2", "3", "4"].contains(&row["count"].as_str()), "{row:?}");
    }
    (rows, edition)
}

#[tokio::test]
async fn the_demonstration_is_open_as_it_is_public() {
    store::testing::each_engine(async |store| {
        let ground = demo(store).await;
        let head = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
        let pages = pages_as(&ground, &head);
        let (rows, edition) = citizenships_are_the_releases(&ground, &pages).await;
        assert!(rows.iter().any(|row| row["state"] == "protected") && rows.len() > 200, "{}", rows.len());
        assert_eq!(open(&ground, "foreigners-citizenships").await.unwrap().1, edition);

        let (rows, edition) = open(&ground, "foreigners").await.unwrap();
        let file = get(&pages, "/cizinci?format=csv").await.text;
        let shown = rows.iter().filter(|row| row["state"] == "figure").count();
        assert_eq!(file.trim_end().lines().count() - 1, shown, "{file}");
        for row in &rows {
            assert!(file.contains(&row["concept_name"]) && file.contains(&row["territory_name"]));
            assert_eq!(row["sha256"].len(), 64);
        }
        assert_eq!(open(&ground, "foreigners").await.unwrap(), (rows, edition));

        let (rows, _) = open(&ground, "employment-agencies").await.unwrap();
        let said = json(&pages, "/api/v1/agencies").await;
        let mut counts: Vec<(&str, &Json)> = vec![("*", &said["country"])];
        for here in said["city"].as_array().unwrap() {
            counts.push((here["operates"].as_str().unwrap(), &here["count"]));
        }
        assert_eq!(rows.len(), counts.len());
        for (operates, count) in counts {
            let row = rows.iter().find(|row| row["operates"] == operates).unwrap();
            for name in ["agencies", "permits", "form_a", "form_b", "form_c"] {
                assert_eq!(row[name], number(&count[name]), "{operates} {name}");
            }
            assert_eq!(row["state"], if count.is_null() { "not-told" } else { "figure" });
            assert_eq!(
                (&row["day"], &row["snapshot"]),
                (&"2026-11-24".to_owned(), &said["snapshot"].as_str().unwrap().to_owned())
            );
        }
        for (path, id) in [
            ("/cizinci", "foreigners"),
            ("/cizinci/obcanstvi", "foreigners-citizenships"),
            ("/cizinci/agentury", "employment-agencies"),
        ] {
            let link = format!("/otevrena-data/{id}.csv");
            assert!(get(&pages, path).await.text.contains(&link), "{path}");
        }
        // Companies are counted; zones and what was supplied of them stay in the workplace.
        for set in foreigners::module().open_sets {
            let (rows, _) = open(&ground, set.id).await.unwrap();
            let text = format!("{rows:?}");
            assert!(
                !text.contains("Smyšlená agentura")
                    && !text.contains("Na Rozhraní")
                    && !text.contains("zone-")
            );
        }
    })
    .await;
}

const PAGE: &str = "/staff/cizinci/prevzit";

#[tokio::test]
async fn what_a_later_release_holds_back_is_gone_from_the_tables() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        for set in foreigners::module().open_sets {
            assert!((set.open)(ground.clone()).await.unwrap().is_none(), "{}: nothing yet", set.id);
        }
        let head = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
        let pages = pages_as(&ground, &head);
        let district =
            [("code", "49999"), ("lau", "CZ0999"), ("name", "okres Zkušební"), ("end", "included")];
        assert_eq!(post(&pages, "/staff/cizinci/nastaveni", &district).await.status, 303);
        let take = async |name: &str, small: u64| {
            let file = crate::sets::district(2024, 300, small, 0);
            assert_eq!(send(&pages, PAGE, &[("take", "yes")], (name, file.as_bytes())).await.status, 200);
        };
        take("x.csv", 3).await;
        let (_, first) = citizenships_are_the_releases(&ground, &pages).await;
        let (rows, whole) = open(&ground, "foreigners").await.unwrap();
        assert_eq!((rows[0]["state"].as_str(), rows[0]["count"].as_str()), ("figure", "693"));

        // One more: the whole would tell that one person came, and is held back from then on.
        take("y.csv", 4).await;
        let (rows, second) = citizenships_are_the_releases(&ground, &pages).await;
        assert_ne!(first.revision, second.revision);
        let all = rows.iter().find(|row| row["citizenship"] == "*" && row["sex"] == "*").unwrap();
        assert_eq!((all["state"].as_str(), all["count"].as_str()), ("protected", ""));
        let (rows, later) = open(&ground, "foreigners").await.unwrap();
        assert_ne!(whole.revision, later.revision);
        assert_eq!((rows.len(), rows[0]["state"].as_str(), rows[0]["count"].as_str()), (1, "protected", ""));
    })
    .await;
}
