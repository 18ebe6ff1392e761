//! The embedded scripts, styles, fonts and icons.
//!
//! npm gives each file a name with a hash of its content, so a browser may keep it for ever; it also packs each
//! text file once with Brotli and gzip, and the server only picks.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// One embedded file.
pub(crate) struct Asset {
    name: &'static str,
    file: &'static str,
    plain: &'static [u8],
    br: Option<&'static [u8]>,
    gz: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Where the file with this logical name is served; an unknown name is served nowhere and logged.
#[must_use]
pub fn href(name: &str) -> String {
    match EMBEDDED.iter().find(|asset| asset.name == name) {
        Some(asset) => format!("/assets/{}", asset.file),
        None => {
            tracing::warn!(name, "no such embedded file");
            format!("/assets/{name}")
        }
    }
}

/// The bytes of an embedded file: licences, icons in reports.
#[must_use]
pub fn bytes(name: &str) -> Option<&'static [u8]> {
    EMBEDDED.iter().find(|asset| asset.name == name).map(|asset| asset.plain)
}

/// `GET /assets/{file}`
pub(crate) async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = EMBEDDED.iter().find(|asset| asset.file == file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    answer(asset, &headers)
}

/// `GET /favicon.ico`: browsers ask for it whatever the page says.
pub(crate) async fn favicon(headers: HeaderMap) -> Response {
    match EMBEDDED.iter().find(|asset| asset.name == "mark.svg") {
        Some(asset) => {
            let mut response = answer(asset, &headers);
            // This name has no hash, so it may only be kept for a day.
            let day = HeaderValue::from_static("public, max-age=86400");
            response.headers_mut().insert(header::CACHE_CONTROL, day);
            response
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn answer(asset: &'static Asset, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", asset.file);
    let fits =
        |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default();
    let known =
        fits(header::IF_NONE_MATCH).split(',').any(|known| known.trim().trim_start_matches("W/") == tag);
    let accepted = fits(header::ACCEPT_ENCODING);
    let (body, encoding) = match (asset.br, asset.gz) {
        (Some(br), _) if accepts(accepted, "br") => (br, Some("br")),
        (_, Some(gz)) if accepts(accepted, "gzip") => (gz, Some("gzip")),
        _ => (asset.plain, None),
    };
    let mut response = Response::new(if known { Body::empty() } else { Body::from(body) });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(asset.file)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    if asset.gz.is_some() {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if let Some(encoding) = encoding.filter(|_| !known) {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// Whether an `Accept-Encoding` names the coding without refusing it (`br;q=0`).
fn accepts(accepted: &str, coding: &str) -> bool {
    accepted.split(',').any(|part| {
        let (name, weight) = part.split_once(';').unwrap_or((part, ""));
        name.trim() == coding && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

fn kind(file: &str) -> &'static str {
    match file.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(accepted: &str, coding: &str, expected: bool) {
        assert_eq!(accepts(accepted, coding), expected);
    }

    #[test]
    fn codings_are_taken_only_when_wanted() {
        check("gzip, deflate, br", "br", true);
        check("gzip;q=1.0, br;q=0", "br", false);
        check("", "gzip", false);
    }

    #[test]
    fn what_the_frame_needs_is_embedded() {
        for name in [
            "app.css",
            "app.js",
            "staff.css",
            "staff.js",
            "map.js",
            "map.css",
            "report.css",
            "map-worker.js",
            "mark.svg",
            "third-party-npm.txt",
        ] {
            assert!(bytes(name).is_some(), "{name}");
        }
    }
}
