//! The catalogue as the national catalogue (NKOD) harvests it.
//!
//! Norm: *DCAT-AP-CZ – rozhraní katalogů otevřených dat*, version 2024-05-28 (ofn.gov.cz), as documents: the catalogue names
//! its datasets, each of them is a document of its own. Its context knows no date of change; `dct:modified` is written by
//! its full name, which JSON-LD allows and the schemas let pass.

use ground::Ground;
use ground::open::{Edition, Layer, Licence, OpenSet};
use serde_json::{Value, json};
use web::Lang;

use crate::csvw::in_languages;
use crate::files::path;
use crate::site::Site;

/// Where the catalogue is.
pub(crate) const CATALOGUE: &str = "/otevrena-data/katalog.jsonld";

const CONTEXT: &str = "https://ofn.gov.cz/dcat-ap-cz-rozhraní-katalogů-otevřených-dat/2024-05-28/kontexty/rozhraní-katalogů-otevřených-dat.jsonld";
const EU: &str = "http://publications.europa.eu/resource/authority";

/// What others may do, in the words of the national catalogue.
pub(crate) struct Terms {
    /// Works of authors in the data.
    work: &'static str,
    /// The database as a work.
    database: &'static str,
    /// The right of whoever put the database together.
    pub(crate) database_rights: &'static str,
    /// Whether the city has to be named.
    named: bool,
}

/// The terms of a licence. Every set is free of personal data.
pub(crate) fn terms(licence: Licence) -> Terms {
    let (work, database) = (
        "https://data.gov.cz/podmínky-užití/neobsahuje-autorská-díla/",
        "https://data.gov.cz/podmínky-užití/není-autorskoprávně-chráněnou-databází/",
    );
    match licence {
        Licence::Facts => Terms {
            work,
            database,
            database_rights: "https://data.gov.cz/podmínky-užití/není-chráněna-zvláštním-právem-pořizovatele-databáze/",
            named: false,
        },
        Licence::Attribution => {
            let by = "https://creativecommons.org/licenses/by/4.0/";
            Terms { work, database: by, database_rights: by, named: true }
        }
    }
}

/// Who publishes: the city as the register of rights and duties (RPP) knows it.
fn publisher(ground: &Ground) -> Value {
    let atlas = ground.places.atlas();
    let authority = atlas.city().map(|city| city.authority.clone()).filter(|ico| !ico.is_empty());
    authority.map_or(Value::Null, |ico| {
        format!("https://rpp-opendata.egon.gov.cz/odrpp/zdroj/orgán-veřejné-moci/{ico}").into()
    })
}

/// The body that answers for the data.
fn contact(ground: &Ground) -> Value {
    let atlas = ground.places.atlas();
    let name = atlas.city().map(|city| json!({ "cs": city.guarantor.cs, "en": city.guarantor.en }));
    json!({ "typ": "Organizace", "jméno": name })
}

/// The catalogue: what it is, and where each dataset's own document is.
pub(crate) fn catalogue(ground: &Ground, site: &Site, sets: &[&OpenSet]) -> Value {
    let city = ground.web.settings().city.name.clone();
    let named = |key: &str| {
        let pair = |lang: Lang| {
            (lang.tag().to_owned(), ground.web.say(lang).with1(key, "city", city.as_str()).into())
        };
        Value::Object(Lang::ALL.into_iter().map(pair).collect())
    };
    json!({
        "@context": CONTEXT,
        "typ": "Katalog",
        "iri": site.href(CATALOGUE),
        "název": named("data-catalogue"),
        "popis": named("data-catalogue-text"),
        "poskytovatel": publisher(ground),
        "kontaktní_bod": contact(ground),
        "domovská_stránka": site.href("/otevrena-data"),
        "datová_sada": sets.iter().map(|set| site.href(&path(set.id, "jsonld"))).collect::<Vec<_>>(),
    })
}

/// One dataset with its distributions: the file, and a service for each layer of the map that shows it.
pub(crate) fn dataset(ground: &Ground, site: &Site, set: &OpenSet, edition: &Edition) -> Value {
    let atlas = ground.places.atlas();
    let municipality = atlas.city().map_or(0, |city| city.municipality_code);
    let layers = ground.open.layers.iter().filter(|layer| layer.set == set.id);
    let services = layers.map(|layer| service(ground, site, set, layer));
    let mut dataset = json!({
        "@context": CONTEXT,
        "typ": "Datová sada",
        "iri": site.href(&path(set.id, "jsonld")),
        "název": in_languages(ground, set.title),
        "popis": in_languages(ground, set.description),
        "poskytovatel": publisher(ground),
        "kontaktní_bod": contact(ground),
        "téma": [format!("{EU}/data-theme/{}", set.theme.code())],
        "periodicita_aktualizace": format!("{EU}/frequency/{}", set.frequency.code()),
        "klíčové_slovo": keywords(ground, set),
        "prvek_rúian": [format!("https://linked.cuzk.cz/resource/ruian/obec/{municipality}")],
        "dokumentace": site.href(&format!("/otevrena-data/{}", set.id)),
        "specifikace": ["https://www.w3.org/TR/tabular-metadata/"],
        "http://purl.org/dc/terms/modified": {
            "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
            "@value": edition.modified.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        },
        "distribuce": std::iter::once(file(ground, site, set)).chain(services).collect::<Vec<_>>(),
    });
    if let (Some((from, until)), Some(dataset)) = (edition.covers, dataset.as_object_mut()) {
        let mut covers = json!({ "typ": "Časový interval", "začátek": from.to_string() });
        if let Some(until) = until {
            covers["konec"] = until.to_string().into();
        }
        dataset.insert("časové_pokrytí".to_owned(), covers);
    }
    dataset
}

fn keywords(ground: &Ground, set: &OpenSet) -> Value {
    let words = |lang: Lang| {
        let words = ground.web.say(lang).say(set.keywords).into_owned();
        let words: Vec<&str> = words.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
        (lang.tag().to_owned(), json!(words))
    };
    Value::Object(Lang::ALL.into_iter().map(words).collect())
}

fn conditions(ground: &Ground, set: &OpenSet) -> Value {
    let terms = terms(set.licence);
    let mut conditions = json!({
        "typ": "Specifikace podmínek užití",
        "autorské_dílo": terms.work,
        "databáze_jako_autorské_dílo": terms.database,
        "databáze_chráněná_zvláštními_právy": terms.database_rights,
        "osobní_údaje": "https://data.gov.cz/podmínky-užití/neobsahuje-osobní-údaje/",
    });
    if terms.named {
        conditions["autor_databáze"] = json!({ "cs": ground.web.settings().city.name });
    }
    conditions
}

fn file(ground: &Ground, site: &Site, set: &OpenSet) -> Value {
    let csv = site.href(&path(set.id, "csv"));
    json!({
        "typ": "Distribuce",
        "iri": csv,
        "název": in_languages(ground, "data-file-csv"),
        "podmínky_užití": conditions(ground, set),
        "přístupové_url": csv,
        "soubor_ke_stažení": csv,
        "formát": format!("{EU}/file-type/CSV"),
        "typ_média": "http://www.iana.org/assignments/media-types/text/csv",
        "schéma": site.href(&path(set.id, "csv-metadata.json")),
    })
}

fn service(ground: &Ground, site: &Site, set: &OpenSet, layer: &Layer) -> Value {
    let collection = site.href(&format!("/ogc/collections/{}", layer.id));
    json!({
        "typ": "Distribuce",
        "iri": collection,
        "název": in_languages(ground, layer.title),
        "podmínky_užití": conditions(ground, set),
        "přístupové_url": collection,
        "přístupová_služba": {
            "typ": "Datová služba",
            "iri": site.href("/ogc"),
            "název": in_languages(ground, "data-service"),
            "přístupový_bod": site.href("/ogc"),
            "popis_přístupového_bodu": site.href("/ogc/api"),
            "specifikace": ["https://docs.ogc.org/is/17-069r4/17-069r4.html"],
        },
    })
}
