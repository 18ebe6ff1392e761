//! Which of the three languages a person reads in.
//!
//! ```text
//! ?lang=uk  →  cookie `lang`  →  Accept-Language  →  Czech
//! ```
//!
//! The first source that names a language we have wins. A choice made by `?lang=` is kept in the cookie.

use axum::http::{HeaderMap, header};

/// Name of the query parameter and of the cookie.
pub(crate) const LANG: &str = "lang";

/// A language of the pages. Czech is the city's own and the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Čeština.
    #[default]
    Cs,
    /// English.
    En,
    /// Українська.
    Uk,
}

impl Lang {
    /// All languages in the order the footer offers them.
    pub const ALL: [Lang; 3] = [Lang::Cs, Lang::En, Lang::Uk];

    /// BCP 47 tag, as in `<html lang>`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Cs => "cs",
            Lang::En => "en",
            Lang::Uk => "uk",
        }
    }

    /// The language's name in itself: nobody looks for a foreign word for their own language.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::Cs => "Čeština",
            Lang::En => "English",
            Lang::Uk => "Українська",
        }
    }

    /// Reads a tag or a regional variant of it (`en-GB`); `None` for a language we do not have.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Lang::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.tag()))
    }
}

/// The language asked for by `?lang=` in a query string.
pub(crate) fn from_query(query: Option<&str>) -> Option<Lang> {
    query?.split('&').find_map(|pair| pair.strip_prefix("lang=").and_then(Lang::from_tag))
}

/// The language for a request (see the module's picture).
pub(crate) fn negotiate(query: Option<&str>, headers: &HeaderMap) -> Lang {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    from_query(query)
        .or_else(|| from_cookie(text(header::COOKIE)))
        .or_else(|| from_accept(text(header::ACCEPT_LANGUAGE)))
        .unwrap_or_default()
}

fn from_cookie(cookies: &str) -> Option<Lang> {
    cookies.split(';').find_map(|cookie| {
        let (name, value) = cookie.trim().split_once('=')?;
        if name == LANG { Lang::from_tag(value) } else { None }
    })
}

/// The best-weighted language we have; among equal weights the first named (RFC 9110 §12.5.4).
fn from_accept(accepted: &str) -> Option<Lang> {
    let mut best: Option<(Lang, f32)> = None;
    for range in accepted.split(',') {
        let mut parts = range.split(';');
        let Some(lang) = parts.next().and_then(|tag| Lang::from_tag(tag.trim())) else { continue };
        let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
        if weight > 0.0 && best.is_none_or(|(_, other)| weight > other) {
            best = Some((lang, weight));
        }
    }
    best.map(|(lang, _)| lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: Option<&str>, cookie: &str, accept: &str, expected: Lang) {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, cookie.parse().unwrap());
        headers.insert(header::ACCEPT_LANGUAGE, accept.parse().unwrap());
        assert_eq!(negotiate(query, &headers), expected);
    }

    #[test]
    fn the_nearest_wish_wins() {
        check(Some("q=a&lang=uk"), "lang=en", "cs", Lang::Uk);
        check(Some("q=a&lang=de"), "a=b; lang=en", "uk", Lang::En);
        check(None, "", "de-AT, uk-UA;q=0.7, en;q=0.8", Lang::En);
        check(None, "", "en;q=0, uk;q=0.1", Lang::Uk);
        check(None, "lang=xx", "de, *;q=0.5", Lang::Cs);
    }
}
