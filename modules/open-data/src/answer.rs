//! Answers that programs ask for again and again: with the tag and the day of their edition, so that nothing is sent
//! twice, and open to be read by pages of other hosts.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, NaiveDateTime, Utc};
use ground::open::Edition;

/// Date of HTTP (RFC 9110 § 5.6.7).
const HTTP_DATE: &str = "%a, %d %b %Y %H:%M:%S GMT";

/// How long an answer may be used without asking again: `FRESH` for data, which change a few times a month.
pub(crate) const FRESH: &str = "public, max-age=60";

/// What an answer was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    tag: String,
    modified: DateTime<Utc>,
}

impl Stamp {
    /// The stamp of an answer in `form`; another version of the program may write another form.
    pub(crate) fn of(form: &str, edition: &Edition) -> Stamp {
        let version = env!("CARGO_PKG_VERSION");
        // Weak, because compression on the way changes the bytes and not what they say.
        Stamp { tag: format!("W/\"{version}-{form}-{}\"", edition.revision), modified: edition.modified }
    }

    /// Whether the asker has this answer already (RFC 9110 § 13.2.2: the tag goes before the date).
    fn known(&self, headers: &HeaderMap) -> bool {
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        if let Some(tags) = text(header::IF_NONE_MATCH) {
            let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
            return tags.split(',').any(|tag| tag.trim() == "*" || bare(tag) == bare(&self.tag));
        }
        let since = text(header::IF_MODIFIED_SINCE)
            .and_then(|text| NaiveDateTime::parse_from_str(text, HTTP_DATE).ok());
        since.is_some_and(|since| self.modified.timestamp() <= since.and_utc().timestamp())
    }
}

/// The answer `body` of a media type, or "not modified" when the asker has it.
pub(crate) fn stamped(
    headers: &HeaderMap,
    stamp: &Stamp,
    kind: &'static str,
    body: impl FnOnce() -> Body,
) -> Response {
    let mut response = if stamp.known(headers) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, kind)], body()).into_response()
    };
    let modified = stamp.modified.format(HTTP_DATE).to_string();
    for (name, value) in [(header::ETAG, stamp.tag.as_str()), (header::LAST_MODIFIED, modified.as_str())] {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(FRESH));
    open(response)
}

/// An answer in the reader's language, or about how things are described rather than about data.
pub(crate) fn described(kind: &'static str, body: &serde_json::Value) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, FRESH)];
    let mut response = (headers, body.to_string()).into_response();
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept, accept-language, cookie"));
    open(response)
}

/// Lets pages of other hosts read an answer: it holds nothing that depends on who asks.
pub(crate) fn open(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("etag, link"));
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: HeaderName, value: &str, expected: StatusCode) {
        let modified = DateTime::parse_from_rfc3339("2026-11-26T10:00:00.9Z").unwrap().to_utc();
        let edition = Edition { revision: "7".to_owned(), modified, covers: None };
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        let response = stamped(&headers, &Stamp::of("csv", &edition), "text/csv", || Body::from("a"));
        assert_eq!(response.status(), expected, "{value}");
        assert_eq!(response.headers()[header::LAST_MODIFIED], "Thu, 26 Nov 2026 10:00:00 GMT");
    }

    #[test]
    fn what_the_asker_has_is_not_sent_again() {
        let tag = format!("\"{}-csv-7\"", env!("CARGO_PKG_VERSION"));
        let (known, new) = (StatusCode::NOT_MODIFIED, StatusCode::OK);
        check(header::IF_NONE_MATCH, &tag, known);
        check(header::IF_NONE_MATCH, &format!("\"x\", W/{tag}"), known);
        check(header::IF_NONE_MATCH, "*", known);
        check(header::IF_NONE_MATCH, "\"csv-6\"", new);
        check(header::IF_MODIFIED_SINCE, "Thu, 26 Nov 2026 10:00:00 GMT", known);
        check(header::IF_MODIFIED_SINCE, "Thu, 26 Nov 2026 09:59:59 GMT", new);
        check(header::IF_MODIFIED_SINCE, "yesterday", new);
    }
}
