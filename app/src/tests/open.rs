//! What everybody may have: nothing is in a set or layer that its columns do not declare, on both databases.

use std::collections::BTreeSet;

use futures_util::TryStreamExt as _;
use ground::open::{Ask, Bbox, Column, Found};
use ground::{Ground, Module};
use store::testing::each_database;
use web::Lang;

use super::filled;

#[tokio::test]
async fn sets_and_layers_hold_what_they_declare_and_nothing_else() {
    each_database(async |database| {
        let (modules, ground) = filled(database.url()).await;
        for set in &*ground.open.sets {
            let table = (set.open)(ground.clone()).await.unwrap();
            let table = table.unwrap_or_else(|| panic!("{}: the demonstration has none", set.id));
            assert!(table.edition.modified.timestamp() > 0, "{}: when it changed is known", set.id);
            let rows: Vec<_> = table.rows.try_collect().await.unwrap();
            assert!(!rows.is_empty(), "{}", set.id);
            set.check(&rows).unwrap_or_else(|misfit| panic!("{}: {misfit}", set.id));
            assert!(set.columns.iter().any(|column| column.key), "{} has a key", set.id);
        }
        for layer in &*ground.open.layers {
            let all = found(&ground, layer.id, Ask::everything()).await;
            layer.check(&all.features).unwrap_or_else(|misfit| panic!("{}: {misfit}", layer.id));
            assert_eq!(all.matched, all.features.len(), "{}", layer.id);
            let keys: Vec<usize> =
                (0..layer.properties.len()).filter(|at| layer.properties[*at].key).collect();
            assert_eq!(keys.len(), 1, "{} has one key", layer.id);
            assert!(layer.label_at().is_some() && ground.open.set(layer.set).is_some(), "{}", layer.id);
            for feature in &all.features {
                assert_eq!(feature.properties[keys[0]].written(), feature.id, "{}", layer.id);
            }
            narrows(&ground, layer.id, &all).await;
        }
        names_are_stable_and_said(&modules, &ground);
    })
    .await;
}

async fn found(ground: &Ground, layer: &str, ask: Ask) -> Found {
    let layer = ground.open.layer(layer).unwrap();
    (layer.find)(ground.clone(), ask).await.unwrap().unwrap_or_else(|| panic!("{}: nothing", layer.id))
}

/// However a layer finds its features, it finds the same ones as looking through all of them.
async fn narrows(ground: &Ground, layer: &str, all: &Found) {
    let properties = ground.open.layer(layer).unwrap().properties;
    let Bbox { west, south, east, north } =
        all.extent.unwrap_or(Bbox { west: 0.0, south: 0.0, east: 1.0, north: 1.0 });
    let quarter = Bbox { west, south, east: f64::midpoint(west, east), north: f64::midpoint(south, north) };
    let first = &all.features[0];
    let named = properties.iter().zip(&first.properties).find(|(column, _)| !column.key).unwrap();
    let asks = [
        Ask { bbox: Some(quarter), ..Ask::everything() },
        Ask { bbox: Some(quarter), offset: 1, limit: 2, ..Ask::default() },
        Ask { equal: vec![(named.0.name, named.1.written().into_owned())], ..Ask::everything() },
        Ask { offset: all.matched, limit: 5, ..Ask::default() },
        Ask::one(first.id.as_str()),
        Ask::one("nothing"),
        Ask::default(),
    ];
    for ask in asks {
        let by_hand = ask.among(all.edition.clone(), properties, all.features.iter().cloned());
        assert_eq!(found(ground, layer, ask.clone()).await, by_hand, "{layer} {ask:?}");
    }
}

fn names_are_stable_and_said(modules: &[Module], ground: &Ground) {
    let small = |name: &str, mark: char| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == mark)
    };
    let mut ids = BTreeSet::new();
    let mut keys = BTreeSet::new();
    let mut say = |columns: &[Column], sentences: &[&str]| {
        keys.extend(sentences.iter().map(|key| (*key).to_owned()));
        for column in columns {
            assert!(small(column.name, '_'), "{}", column.name);
            keys.extend([column.title.to_owned(), column.meaning()]);
        }
        let names: BTreeSet<&str> = columns.iter().map(|column| column.name).collect();
        assert_eq!(names.len(), columns.len(), "{names:?}");
    };
    for set in modules.iter().flat_map(|module| &module.open_sets) {
        assert!(small(set.id, '-') && ids.insert(("set", set.id)), "{}", set.id);
        say(set.columns, &[set.title, set.description, set.keywords]);
        let titles: BTreeSet<String> = set
            .columns
            .iter()
            .map(|column| ground.web.say(Lang::Cs).say(column.title).into_owned())
            .collect();
        assert_eq!(titles.len(), set.columns.len(), "{}: two columns with one title", set.id);
    }
    for layer in modules.iter().flat_map(|module| &module.layers) {
        assert!(small(layer.id, '-') && ids.insert(("layer", layer.id)), "{}", layer.id);
        // What a request can say by these names is not a property.
        let taken = ["f", "lang", "bbox", "datetime", "limit", "offset"];
        assert!(layer.properties.iter().all(|column| !taken.contains(&column.name)), "{}", layer.id);
        say(layer.properties, &[layer.title, layer.description]);
    }
    for lang in Lang::ALL {
        let t = ground.web.say(lang);
        let unsaid: Vec<&String> = keys.iter().filter(|key| !t.has(key)).collect();
        assert!(unsaid.is_empty(), "{lang:?}: {unsaid:?}");
    }
}
