//! The files under `/otevrena-data`: a set as CSV, what stands in it, and the catalogue.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use futures_util::future::join_all;
use ground::Ground;
use ground::open::{Edition, OpenSet};
use web::{Error, Lang};

use crate::answer::{Stamp, stamped};
use crate::site::Site;
use crate::{catalogue, csv, csvw};

const JSON_LD: &str = "application/ld+json";

/// A set's file: `path("stations", "csv")`.
pub(crate) fn path(set: &str, ending: &str) -> String {
    format!("/otevrena-data/{set}.{ending}")
}

/// `GET /otevrena-data/{file}` for names with an ending.
pub(crate) async fn show(ground: &Ground, headers: &HeaderMap, name: &str) -> Result<Response, Error> {
    let missing = || Error::Missing("file of open data");
    let (set, ending) = name.split_once('.').ok_or_else(missing)?;
    let site = Site::of(ground, headers);
    if (set, ending) == ("katalog", "jsonld") {
        return whole_catalogue(ground, &site, headers).await;
    }
    let set = ground.open.set(set).ok_or_else(missing)?;
    let table = (set.open)(ground.clone()).await?.ok_or_else(missing)?;
    let edition = table.edition.clone();
    let stamp = |form: &str| Stamp::of(form, &edition);
    let text = |value: serde_json::Value| move || Body::from(value.to_string());
    match ending {
        "csv" => {
            let t = ground.web.say(Lang::Cs);
            let kind = "text/csv; charset=utf-8; header=present";
            let mut response = stamped(headers, &stamp("csv"), kind, || csv::body(&t, set.columns, table));
            let link = format!(
                "<{}>; rel=\"describedby\"; type=\"application/csvm+json\"",
                path(set.id, "csv-metadata.json")
            );
            if let Ok(link) = HeaderValue::from_str(&link) {
                response.headers_mut().insert(header::LINK, link);
            }
            Ok(response)
        }
        "csv-metadata.json" => {
            let metadata = csvw::metadata(ground, &site, set, &edition);
            Ok(stamped(headers, &stamp("csvw"), "application/csvm+json", text(metadata)))
        }
        "jsonld" => {
            let dataset = catalogue::dataset(ground, &site, set, &edition);
            Ok(stamped(headers, &stamp("dcat"), JSON_LD, text(dataset)))
        }
        _ => Err(missing()),
    }
}

/// The sets that can be had now, each with its edition.
pub(crate) async fn published(ground: &Ground) -> Result<Vec<(&OpenSet, Edition)>, Error> {
    let opened = ground.open.sets.iter().map(|set| async move {
        let table = (set.open)(ground.clone()).await?;
        Ok(table.map(|table| (set, table.edition)))
    });
    let opened: Result<Vec<_>, Error> = join_all(opened).await.into_iter().collect();
    Ok(opened?.into_iter().flatten().collect())
}

async fn whole_catalogue(ground: &Ground, site: &Site, headers: &HeaderMap) -> Result<Response, Error> {
    let sets = published(ground).await?;
    let ids: Vec<&str> = sets.iter().map(|(set, _)| set.id).collect();
    let modified = sets.iter().map(|(_, edition)| edition.modified).max().unwrap_or_default();
    let edition = Edition { revision: ids.join("+"), modified, covers: None };
    let listed: Vec<&OpenSet> = sets.iter().map(|(set, _)| *set).collect();
    let body = catalogue::catalogue(ground, site, &listed);
    Ok(stamped(headers, &Stamp::of("catalogue", &edition), JSON_LD, || Body::from(body.to_string())))
}
