//! What a handler knows about the page it is making, and the page it gives back.

use std::convert::Infallible;
use std::sync::Arc;

use askama::Template;
use axum::extract::{FromRef, FromRequestParts, OriginalUri};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};

use crate::settings::{City, Door, FooterLink, Topic};
use crate::{Error, Lang, Say, StaffFrame, StaffStep, Web, assets, lang};

/// The reader's language, the sentences, the address asked for, and the city: everything `page.html` needs.
/// Every view has it as the field `page`.
#[derive(Clone, Debug)]
pub struct PageContext {
    web: Arc<Web>,
    say: Say,
    path: String,
    query: String,
    behind_a_door: bool,
    staff: Option<Arc<StaffFrame>>,
}

impl<S> FromRequestParts<S> for PageContext
where
    S: Send + Sync,
    Arc<Web>: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
        let lang = parts.extensions.get::<Lang>().copied();
        let lang = lang.unwrap_or_else(|| lang::negotiate(uri.query(), &parts.headers));
        let mut page =
            PageContext::new(Arc::from_ref(state), lang, uri.path(), uri.query().unwrap_or_default());
        page.staff = parts.extensions.get::<StaffFrame>().cloned().map(Arc::new);
        Ok(page)
    }
}

impl PageContext {
    /// A context made by hand, for tests and for pages made outside a handler.
    #[must_use]
    pub fn new(web: Arc<Web>, lang: Lang, path: &str, query: &str) -> PageContext {
        // `//host` and `/\host` would make every link to this page lead to another host.
        let path = format!("/{}", path.trim_start_matches(['/', '\\']));
        PageContext {
            say: web.say(lang),
            web,
            path,
            query: query.to_owned(),
            behind_a_door: true,
            staff: None,
        }
    }

    /// The sentences; `t` in every template.
    #[must_use]
    pub fn t(&self) -> &Say {
        &self.say
    }

    /// The reader's language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.say.lang()
    }

    /// The city.
    #[must_use]
    pub fn city(&self) -> &City {
        &self.web.settings.city
    }

    /// The frame of the workplace; `None` on pages of the portal.
    #[must_use]
    pub fn staff(&self) -> Option<&StaffFrame> {
        self.staff.as_deref()
    }

    /// The same context inside the frame of the workplace.
    #[must_use]
    pub fn with_staff(mut self, frame: StaffFrame) -> PageContext {
        self.staff = Some(Arc::new(frame));
        self
    }

    /// The doors of the workplace by step of the loop; empty on pages of the portal.
    #[must_use]
    pub fn steps(&self) -> Vec<StaffStep<'_>> {
        let path = if self.behind_a_door { self.path.as_str() } else { "" };
        self.staff().map_or_else(Vec::new, |staff| staff.steps(path))
    }

    /// Path of the request, `/najit`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Query string of the request without `?`.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The web floor.
    #[must_use]
    pub fn web(&self) -> &Arc<Web> {
        &self.web
    }

    /// The same context for a page that no door leads to: an error, a page of the footer.
    #[must_use]
    pub fn behind_no_door(mut self) -> PageContext {
        self.behind_a_door = false;
        self
    }

    /// Doors that exist, each with its `aria-current`: `page` for the page itself, `true` for the door the page
    /// lies behind (the longest fitting prefix of a door or one of its topics), empty for the others.
    #[must_use]
    pub fn doors(&self) -> Vec<(&Door, &'static str)> {
        let doors = &self.web.settings.doors;
        let prefixes = doors.iter().map(|door| (door.href, door.href));
        let prefixes = prefixes.chain(self.web.settings.topics.iter().map(|topic| (topic.href, topic.door)));
        let fits = |(prefix, _): &(&str, &str)| self.behind_a_door && self.path.starts_with(prefix);
        let here = prefixes.filter(fits).max_by_key(|(prefix, _)| prefix.len()).map(|(_, door)| door);
        let current = |door: &Door| match here {
            Some(href) if href == door.href && href == self.path => "page",
            Some(href) if href == door.href => "true",
            _ => "",
        };
        doors.iter().map(|door| (door, current(door))).collect()
    }

    /// What lies behind a door beside its own pages, in the order of modules.
    pub fn topics<'a>(&'a self, door: &'a str) -> impl Iterator<Item = &'a Topic> {
        self.web.settings.topics.iter().filter(move |topic| topic.door == door)
    }

    /// Footer links of the application and its modules.
    #[must_use]
    pub fn footer(&self) -> &[FooterLink] {
        &self.web.settings.footer
    }

    /// Where an embedded file is served: `page.asset("app.css")` → `/assets/app-3f2a1b.css`.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::href(name)
    }

    /// The stylesheet with the city's accent colour.
    #[must_use]
    pub fn accent_href(&self) -> &str {
        self.web.accent.href()
    }

    /// This address with one parameter of the query set: `page.href_with("format", "csv")`.
    #[must_use]
    pub fn href_with(&self, name: &str, value: &str) -> String {
        with_parameter(&self.path, &self.query, name, value)
    }

    /// The same page in another language.
    #[must_use]
    pub fn href_in(&self, lang: &Lang) -> String {
        self.href_with(lang::LANG, lang.tag())
    }

    /// All languages, in the footer's order.
    #[must_use]
    pub fn languages(&self) -> [Lang; 3] {
        Lang::ALL
    }
}

/// `path?query` with the parameter set, other parameters as they were.
pub(crate) fn with_parameter(path: &str, query: &str, name: &str, value: &str) -> String {
    let mut out = String::from(path);
    let kept = query.split('&').filter(|pair| {
        let other = pair.split('=').next().unwrap_or_default();
        !pair.is_empty() && other != name
    });
    let mut mark = '?';
    for pair in kept {
        out.push(mark);
        out.push_str(pair);
        mark = '&';
    }
    if !value.is_empty() {
        out.push(mark);
        out.push_str(&percent_encoded(name));
        out.push('=');
        out.push_str(&percent_encoded(value));
    }
    out
}

/// Percent-encodes everything but unreserved characters (RFC 3986 §2.3).
#[must_use]
pub fn percent_encoded(text: &str) -> String {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let digit = |nibble: u8| HEX.get(usize::from(nibble)).copied().unwrap_or('0');
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
        out
    })
}

/// A rendered page: `Ok(Page(view))`, or with a status `(StatusCode::UNPROCESSABLE_ENTITY, Page(view))`.
#[derive(Clone, Copy, Debug)]
pub struct Page<V>(pub V);

impl<V: Template> IntoResponse for Page<V> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(html) => {
                let mut response = Html(html).into_response();
                response.headers_mut().insert(
                    header::CACHE_CONTROL,
                    // A page may be kept to go back to, but is asked for again: the answer may have changed.
                    HeaderValue::from_static("private, no-cache"),
                );
                response
            }
            Err(cause) => Error::fault("render a page", cause).into_response(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, name: &str, value: &str, expected: &str) {
        assert_eq!(with_parameter("/x", query, name, value), expected);
    }

    #[test]
    fn one_parameter_changes_and_the_others_stay() {
        check("", "lang", "uk", "/x?lang=uk");
        check("q=a%20b&lang=en", "lang", "uk", "/x?q=a%20b&lang=uk");
        check("page=2", "sort", "počet & jméno", "/x?page=2&sort=po%C4%8Det%20%26%20jm%C3%A9no");
        check("page=2&sort=a", "page", "", "/x?sort=a");
    }
}
