//! OGC API – Features, Part 1: Core (OGC 17-069r4): the layers for maps of others.
//!
//! ```text
//!   /ogc ─► /ogc/conformance      what is promised: core, GeoJSON, HTML, OpenAPI 3.0
//!        ─► /ogc/api              the description of these addresses
//!        ─► /ogc/collections ─► …/{collection} ─► …/items ─► …/items/{feature}
//! ```
//!
//! Positions are WGS 84, longitude first (CRS84), and nothing else: Part 2 (other reference systems) is not claimed. Every
//! address answers as JSON and as a page; `f=json` or `f=html` says which, otherwise the asker's `Accept`.

mod body;
mod describe;
mod page;
mod query;

use axum::body::Body;
use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::future::join_all;
use ground::open::{Ask, Found, Layer};
use ground::{Ground, Route};
use serde_json::Value;
use web::{Error, PageContext, Refusal};

use crate::answer::{Stamp, described, open, stamped};
use crate::site::Site;

pub(crate) use describe::description;
pub(crate) use page::{cells, href, label};
use query::{Format, Pairs};

/// The one reference system.
const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const GEOJSON: &str = "application/geo+json";
const JSON: &str = "application/json";
const OPENAPI: &str = "application/vnd.oai.openapi+json;version=3.0";

/// The routes of the service.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::public("/ogc", get(landing)),
        // Some programs put a slash behind the address that they were given, OWSLib among them.
        Route::public("/ogc/", get(landing)),
        Route::public("/ogc/conformance", get(conformance)),
        Route::public("/ogc/api", get(api)),
        Route::public("/ogc/collections", get(collections)),
        Route::public("/ogc/collections/{collection}", get(collection)),
        Route::public("/ogc/collections/{collection}/items", get(items)),
        Route::public("/ogc/collections/{collection}/items/{feature}", get(item)),
    ]
}

/// Everything a request says.
struct Asked {
    ground: Ground,
    page: PageContext,
    site: Site,
    headers: HeaderMap,
    pairs: Pairs,
}

impl FromRequestParts<Ground> for Asked {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, ground: &Ground) -> Result<Asked, Error> {
        let Query(pairs) = Query::try_from_uri(&parts.uri)
            .map_err(|_| Refusal::new("bad-query").status(StatusCode::BAD_REQUEST))?;
        let page = match PageContext::from_request_parts(parts, ground).await {
            Ok(page) => page.behind_no_door(),
            Err(never) => match never {},
        };
        let headers = parts.headers.clone();
        Ok(Asked { ground: ground.clone(), page, site: Site::of(ground, &headers), headers, pairs })
    }
}

impl Asked {
    fn format(&self) -> Result<Format, Error> {
        query::format(&self.pairs, &self.headers)
    }

    /// A described thing in the wanted format: the page is made from the same JSON, so that both say the same.
    fn shown(self, body: Value, html: fn(PageContext, &Value) -> page::View) -> Result<Response, Error> {
        Ok(match self.format()? {
            Format::Json => described(JSON, &body),
            Format::Html => open(web::Page(html(self.page, &body)).into_response()),
        })
    }
}

async fn landing(asked: Asked) -> Result<Response, Error> {
    let body = body::landing(&asked.page, &asked.site);
    asked.shown(body, page::landing)
}

async fn conformance(asked: Asked) -> Result<Response, Error> {
    let body = body::conformance(&asked.site);
    asked.shown(body, page::conformance)
}

async fn api(asked: Asked) -> Result<Response, Error> {
    asked.format()?;
    Ok(described(OPENAPI, &describe::document(&asked.ground, &asked.site)))
}

async fn collections(asked: Asked) -> Result<Response, Error> {
    asked.format()?;
    let published = published(&asked.ground).await?;
    let body = body::collections(&asked.page, &asked.site, &published);
    asked.shown(body, page::collections)
}

async fn collection(Path(id): Path<String>, asked: Asked) -> Result<Response, Error> {
    asked.format()?;
    let layer = *layer(&asked.ground, &id)?;
    let found = find(&asked.ground, &layer, Ask::default()).await?;
    let body = body::collection(&asked.page, &asked.site, &layer, &found);
    asked.shown(body, page::collection)
}

async fn items(Path(id): Path<String>, asked: Asked) -> Result<Response, Error> {
    let Asked { ground, page, site, headers, pairs } = asked;
    let layer = layer(&ground, &id)?;
    let (ask, format) = query::items(layer, &pairs, &headers)?;
    let found = find(&ground, layer, ask.clone()).await?;
    Ok(match format {
        Format::Html => open(page::items(page, layer, &ask, &found).into_response()),
        Format::Json => data(&headers, "items", &found, || body::items(&site, layer, &pairs, &ask, &found)),
    })
}

async fn item(Path((id, feature)): Path<(String, String)>, asked: Asked) -> Result<Response, Error> {
    let format = asked.format()?;
    let Asked { ground, page, site, headers, .. } = asked;
    let layer = layer(&ground, &id)?;
    let found = find(&ground, layer, Ask::one(feature.as_str())).await?;
    let one = found.features.first().ok_or_else(|| not_found("no-feature", "feature", &feature))?;
    Ok(match format {
        Format::Html => open(page::item(page, layer, one).into_response()),
        Format::Json => data(&headers, "item", &found, || body::item(&site, layer, one)),
    })
}

/// Features as GeoJSON.
fn data(headers: &HeaderMap, form: &str, found: &Found, write: impl FnOnce() -> Value) -> Response {
    let stamp = Stamp::of(form, &found.edition);
    let mut response = stamped(headers, &stamp, GEOJSON, || Body::from(write().to_string()));
    let crs = HeaderValue::from_static("<http://www.opengis.net/def/crs/OGC/1.3/CRS84>");
    response.headers_mut().insert("content-crs", crs);
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    response
}

/// The layer of an id.
pub(crate) fn layer<'a>(ground: &'a Ground, id: &str) -> Result<&'a Layer, Error> {
    ground.open.layer(id).ok_or_else(|| not_found("no-collection", "collection", id))
}

/// What a layer finds; a layer with nothing to publish does not exist.
pub(crate) async fn find(ground: &Ground, layer: &Layer, ask: Ask) -> Result<Found, Error> {
    let found = (layer.find)(ground.clone(), ask).await?;
    found.ok_or_else(|| not_found("no-collection", "collection", layer.id))
}

/// The layers that can be had now.
pub(crate) async fn published(ground: &Ground) -> Result<Vec<(&Layer, Found)>, Error> {
    let found = ground.open.layers.iter().map(|layer| async move {
        let found = (layer.find)(ground.clone(), Ask::default()).await?;
        Ok(found.map(|found| (layer, found)))
    });
    let found: Result<Vec<_>, Error> = join_all(found).await.into_iter().collect();
    Ok(found?.into_iter().flatten().collect())
}

fn not_found(code: &'static str, name: &'static str, value: &str) -> Error {
    // A name that nobody gave is repeated only as far as a person would read it.
    let value: String = value.chars().take(100).collect();
    Refusal::new(code).with(name, value).status(StatusCode::NOT_FOUND).into()
}
