//! The browser: who asks, which cookies it keeps, and where it may be sent.

use std::convert::Infallible;
use std::net::SocketAddr;

use access::{Device, Entered};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use ground::Ground;
use ground::guard::{cookie_name, session_token};

/// Where people go who wanted nothing in particular.
pub(super) const WORKPLACE: &str = "/staff";

/// How long a browser is known after signing in.
const KNOWN_FOR: u32 = 180 * 24 * 3_600;
/// How long a journey to a provider may take.
const JOURNEY: u32 = 600;

/// The browser behind a request.
pub(super) struct Browser {
    pub(super) device: Device,
    /// Token of its session, if it has one.
    pub(super) token: String,
    /// What it keeps while the person is at a provider.
    pub(super) binding: String,
}

impl FromRequestParts<Ground> for Browser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, ground: &Ground) -> Result<Browser, Infallible> {
        let settings = ground.web.settings();
        let secure = settings.secure();
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        let client = peer.map_or_else(String::new, |peer| {
            web::limits::client(peer, &parts.headers, &settings.trusted_proxies).to_string()
        });
        let agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        Ok(Browser {
            token: session_token(&parts.headers, secure).unwrap_or_default().to_owned(),
            binding: cookie(&parts.headers, &named("provider", secure)),
            device: Device {
                client,
                agent: agent.unwrap_or_default().to_owned(),
                known: cookie(&parts.headers, &named("known", secure)),
            },
        })
    }
}

/// `okrsek-known`, over TLS `__Host-okrsek-known`.
fn named(what: &str, secure: bool) -> String {
    format!("{}-{what}", cookie_name(secure))
}

fn cookie(headers: &HeaderMap, name: &str) -> String {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let value = lines.flat_map(|line| line.split(';')).find_map(|pair| {
        let (found, value) = pair.trim().split_once('=')?;
        (found == name).then_some(value)
    });
    value.unwrap_or_default().to_owned()
}

/// A cookie that neither scripts nor other sites get; `seconds` is 0 to take it away.
fn set_cookie(name: &str, value: &str, seconds: Option<u32>, secure: bool) -> (HeaderName, HeaderValue) {
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let tls = if secure { "; Secure" } else { "" };
    let line = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{tls}");
    (header::SET_COOKIE, HeaderValue::from_str(&line).unwrap_or(HeaderValue::from_static("")))
}

/// The cookies of a browser that was let in, or further in.
pub(super) fn admitted(ground: &Ground, entered: &Entered) -> AppendHeaders<Vec<(HeaderName, HeaderValue)>> {
    let secure = ground.web.settings().secure();
    let mut cookies = vec![set_cookie(cookie_name(secure), &entered.token, None, secure)];
    if !entered.known.is_empty() {
        cookies.push(set_cookie(&named("known", secure), &entered.known, Some(KNOWN_FOR), secure));
    }
    AppendHeaders(cookies)
}

/// Lets a browser in and sends it on: to the second factor first, where one is still to be shown.
pub(super) fn admit(ground: &Ground, entered: &Entered, next: &str) -> Response {
    let to = if entered.half { asking("/prihlaseni/kod", next) } else { next.to_owned() };
    (admitted(ground, entered), Redirect::to(&to)).into_response()
}

/// Takes the session's cookie away.
pub(super) fn dismissed(ground: &Ground) -> AppendHeaders<[(HeaderName, HeaderValue); 1]> {
    let secure = ground.web.settings().secure();
    AppendHeaders([set_cookie(cookie_name(secure), "", Some(0), secure)])
}

/// Sends a browser to a provider, bound to the journey.
pub(super) fn send_off(ground: &Ground, begun: &access::Begun) -> Response {
    (bound(ground, begun), Redirect::to(&begun.url)).into_response()
}

/// The cookie that binds a browser to a journey.
pub(super) fn bound(ground: &Ground, begun: &access::Begun) -> AppendHeaders<[(HeaderName, HeaderValue); 1]> {
    let secure = ground.web.settings().secure();
    AppendHeaders([set_cookie(&named("provider", secure), &begun.binding, Some(JOURNEY), secure)])
}

/// The address of a page that sends on to `next`.
pub(super) fn asking(page: &str, next: &str) -> String {
    format!("{page}?next={}", web::percent_encoded(next))
}

/// Where to go next: only ever a path of this host, and never back to signing in.
pub(super) fn local(wanted: &str) -> &str {
    let mut letters = wanted.chars();
    let rooted = letters.next() == Some('/') && !matches!(letters.next(), Some('/' | '\\'));
    let plain =
        wanted.len() <= 2_000 && wanted.chars().all(|letter| letter.is_ascii_graphic() && letter != '\\');
    let ours = ["/prihlaseni", "/odhlaseni", "/pozvanka"];
    let again = ours.iter().any(|path| wanted.starts_with(path));
    let step_up = wanted == ground::guard::STEP_UP;
    if rooted && plain && (!again || step_up) { wanted } else { WORKPLACE }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nobody_is_sent_to_another_host() {
        for wanted in ["/staff", "/staff/pripady?stav=open&lang=uk", "/%2F/evil.example"] {
            assert_eq!(local(wanted), wanted);
        }
        for wanted in [
            "",
            "staff",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "\t//evil.example",
            "/\t/evil.example",
            "/\n/evil",
            "/st\\aff",
            "javascript:alert(1)",
            "/prihlaseni?next=//evil.example",
            "/odhlaseni",
            "/č",
        ] {
            assert_eq!(local(wanted), WORKPLACE, "{wanted}");
        }
    }

    proptest! {
        #[test]
        fn whatever_was_wanted_the_way_is_local(wanted in "\\PC{0,40}") {
            let way = local(&wanted);
            prop_assert!(way.starts_with('/') && !way.starts_with("//"));
            prop_assert!(HeaderValue::from_str(way).is_ok());
        }

        #[test]
        fn any_cookie_is_read(text in "\\PC{0,60}") {
            let mut headers = HeaderMap::new();
            if let Ok(value) = HeaderValue::from_str(&text) {
                headers.append(header::COOKIE, value);
            }
            let _ = cookie(&headers, "okrsek");
            let _ = session_token(&headers, true);
        }
    }
}
