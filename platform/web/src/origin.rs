//! Forged requests from other sites are refused (CSRF).
//!
//! A change (anything but GET, HEAD, OPTIONS) must come from our own pages. Browsers say where a request comes
//! from, so no token is needed: `Sec-Fetch-Site` when they send it, `Origin` otherwise. A request with neither is
//! not from a browser, so no cookie was attached against anybody's will, and it passes. This is the check that
//! Go's `net/http.CrossOriginProtection` (1.25) makes; it holds for every route, so none can be forgotten.

use axum::http::{HeaderMap, Method, header};

/// Whether a request may change something, judged by where it comes from.
#[must_use]
pub fn may_change(method: &Method, headers: &HeaderMap, base_url: &str) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else { return !headers.contains_key(header::ORIGIN) };
    if origin == base_url.trim_end_matches('/') {
        return true;
    }
    let host = origin.split_once("://").map(|(_, host)| host);
    host.is_some() && host == text(header::HOST.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(method: Method, headers: &[(&'static str, &'static str)], expected: bool) {
        let headers =
            headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        assert_eq!(may_change(&method, &headers, "https://okrsek.example"), expected);
    }

    #[test]
    fn changes_come_from_our_own_pages() {
        check(Method::GET, &[("sec-fetch-site", "cross-site")], true);
        check(Method::POST, &[("sec-fetch-site", "cross-site"), ("origin", "https://okrsek.example")], false);
        check(Method::POST, &[("sec-fetch-site", "same-site")], false);
        check(Method::POST, &[("sec-fetch-site", "same-origin")], true);
        check(Method::DELETE, &[("origin", "https://evil.example")], false);
        check(Method::POST, &[("origin", "null")], false);
        check(Method::POST, &[("origin", "https://okrsek.example")], true);
        check(Method::POST, &[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")], true);
        check(Method::POST, &[], true);
    }
}
