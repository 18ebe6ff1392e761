//! What stands in a set's CSV, for programs: CSV on the Web (W3C 2015), *Metadata Vocabulary for Tabular Data*.

use ground::Ground;
use ground::open::{Column, Edition, OpenSet};
use serde_json::{Map, Value, json};
use web::Lang;

use crate::catalogue::terms;
use crate::files::path;
use crate::site::Site;

/// The description of `SET.csv`, to lie beside it as `SET.csv-metadata.json`.
pub(crate) fn metadata(ground: &Ground, site: &Site, set: &OpenSet, edition: &Edition) -> Value {
    let keys: Vec<&str> = set.columns.iter().filter(|column| column.key).map(|column| column.name).collect();
    let columns: Vec<Value> = set.columns.iter().map(|one| column(ground, one)).collect();
    json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "cs" }],
        "@type": "Table",
        "url": site.href(&path(set.id, "csv")),
        "lang": "cs",
        "dc:title": said(ground, set.title),
        "dc:description": said(ground, set.description),
        "dc:language": "cs",
        "dc:license": { "@id": terms(set.licence).database_rights },
        "dc:modified": { "@value": edition.modified.to_rfc3339_opts(chrono::SecondsFormat::Secs, true), "@type": "xsd:dateTime" },
        "tableSchema": { "columns": columns, "primaryKey": keys },
    })
}

fn column(ground: &Ground, column: &Column) -> Value {
    let mut said_of_it = json!({
        "name": column.name,
        "titles": in_languages(ground, column.title),
        "datatype": column.datatype.csvw(),
        "required": column.required,
        "dc:description": said(ground, &column.meaning()),
    });
    if let (Some(unit), Some(said_of_it)) = (column.unit, said_of_it.as_object_mut()) {
        // CSVW knows no units; UCUM in schema.org's own word is what readers look for.
        said_of_it.insert("schema:unitCode".to_owned(), unit.into());
    }
    said_of_it
}

/// A sentence in every language, as a map of languages.
pub(crate) fn in_languages(ground: &Ground, key: &str) -> Value {
    let pair = |lang: Lang| (lang.tag().to_owned(), ground.web.say(lang).say(key).into_owned().into());
    Value::Object(Lang::ALL.into_iter().map(pair).collect::<Map<_, _>>())
}

/// A sentence in every language, as values of JSON-LD.
fn said(ground: &Ground, key: &str) -> Value {
    let value = |lang: Lang| json!({ "@value": ground.web.say(lang).say(key), "@language": lang.tag() });
    Lang::ALL.map(value).into_iter().collect()
}
