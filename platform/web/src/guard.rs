//! What holds for every request, in one function that reads from top to bottom.
//!
//! One middleware instead of a tower of twelve: the order is visible, and a request pays for one boxed future.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, MatchedPath, OriginalUri, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tracing::Instrument as _;

use crate::limits::{Class, Verdict, client};
use crate::unread::{self, Unread};
use crate::upload::too_large;
use crate::{Error, Lang, PageContext, Web, lang, origin, problem, telemetry};

/// No code, no style and no connection but from our own files (`data:` images are the icons in stylesheets).
/// MapLibre starts its worker from our own address, so `blob:` is not needed.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     font-src 'self'; worker-src 'self'; connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; \
     base-uri 'none'; form-action 'self'";

/// Headers that are the same on every answer, parsed once.
#[derive(Debug)]
pub(crate) struct StandingHeaders(Vec<(HeaderName, HeaderValue)>);

impl StandingHeaders {
    pub(crate) fn new(secure: bool) -> Self {
        let mut headers: Vec<(HeaderName, HeaderValue)> = [
            ("content-security-policy", POLICY),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "strict-origin-when-cross-origin"),
            ("permissions-policy", "geolocation=(self), camera=(), microphone=(), payment=(), usb=()"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-frame-options", "DENY"),
        ]
        .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
        .into();
        if secure {
            // Only this host: what else runs under the city's domain is not ours to decide.
            let year = HeaderValue::from_static("max-age=31536000");
            headers.push((header::STRICT_TRANSPORT_SECURITY, year));
        }
        StandingHeaders(headers)
    }
}

pub(crate) fn layer<S>(web: &Arc<Web>, router: Router<S>) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    router
        .layer(CatchPanicLayer::custom(panicked))
        .layer(DefaultBodyLimit::max(web.settings.body_limit))
        .layer(middleware::from_fn_with_state(Arc::clone(web), guard))
        .layer(CompressionLayer::new().gzip(true).quality(CompressionLevel::Fastest))
}

/// A panic is a defect; the person still gets the page for it and the log its message.
fn panicked(cause: Box<dyn std::any::Any + Send>) -> Response {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("no message");
    tracing::error!(cause = text, "panic in a handler");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

async fn guard(State(web): State<Arc<Web>>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = telemetry::request_id();
    let method = request.method().clone();
    let uri =
        request.extensions().get::<OriginalUri>().map_or_else(|| request.uri().clone(), |o| o.0.clone());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let program = problem::for_program(uri.path(), request.headers());
    let lang = lang::negotiate(uri.query(), request.headers());
    request.extensions_mut().insert(lang);

    let unread = Unread::watch(&mut request);
    let verdict = limit(&web, &request, uri.path(), started);
    // The pattern, not the path: some paths hold a secret (an invitation, a calendar's address).
    let pattern = route.as_ref().map_or(uri.path(), MatchedPath::as_str);
    let span = tracing::info_span!("request", id, %method, path = pattern);
    let upload = web.settings.largest_upload(route.as_ref().map(MatchedPath::as_str));
    let response = match refusal(&web, &request, uri.query(), verdict, upload) {
        Some(StatusCode::PAYLOAD_TOO_LARGE) => refuse_body(&web, request, upload).await,
        Some(status) => status.into_response(),
        None => {
            let patience = upload.map_or(web.settings.timeout, |_| web.settings.upload_timeout);
            let answered = tokio::time::timeout(patience, next.run(request).instrument(span.clone()));
            answered.await.unwrap_or_else(|_| {
                span.in_scope(|| tracing::warn!("no answer in time"));
                StatusCode::SERVICE_UNAVAILABLE.into_response()
            })
        }
    };

    let mut response = if response.status().as_u16() >= 400 {
        // An error page must not repeat a query that may be ten kilobytes long.
        let query = uri.query().filter(|query| query.len() <= web.settings.query_limit).unwrap_or_default();
        let page = PageContext::new(Arc::clone(&web), lang, uri.path(), query);
        problem::finish(response, &page, &id, program).await
    } else {
        response
    };
    unread.announce(&mut response);
    dress(&web, &mut response, lang, lang::from_query(uri.query()), verdict, &id);
    let status = response.status().as_u16();
    let took = started.elapsed();
    let route = route.as_ref().map_or("unmatched", MatchedPath::as_str);
    web.metrics.count(route, method_name(&method), status, took);
    tracing::debug!(parent: &span, status, took_us = took.as_micros(), "answered");
    response
}

fn limit(web: &Web, request: &Request, path: &str, now: Instant) -> Option<Verdict> {
    let limiter = web.limiter.as_ref()?;
    let class = Class::of(path)?;
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    // Without a peer (a test, a Unix socket) all askers share one bucket.
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    let who = client(peer, request.headers(), &web.settings.trusted_proxies);
    Some(limiter.take(class, who, now))
}

/// Why a request does not even reach its handler.
fn refusal(
    web: &Web,
    request: &Request,
    query: Option<&str>,
    verdict: Option<Verdict>,
    upload: Option<usize>,
) -> Option<StatusCode> {
    if verdict.is_some_and(|verdict| !verdict.allowed) {
        return Some(StatusCode::TOO_MANY_REQUESTS);
    }
    if query.is_some_and(|query| query.len() > web.settings.query_limit) {
        return Some(StatusCode::URI_TOO_LONG);
    }
    // Where it comes from is asked first: a foreign page does not even make us read.
    if !origin::may_change(request.method(), request.headers(), &web.settings.base_url) {
        return Some(StatusCode::FORBIDDEN);
    }
    if announced_length(request.headers()) > upload.unwrap_or(web.settings.body_limit) {
        return Some(StatusCode::PAYLOAD_TOO_LARGE);
    }
    None
}

/// Says that a body is too large, after it was read and thrown away.
async fn refuse_body(web: &Web, request: Request, upload: Option<usize>) -> Response {
    let announced = announced_length(request.headers());
    unread::swallow(request, announced, upload.unwrap_or(web.settings.body_limit)).await;
    upload.map_or_else(
        || StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        |most| Error::from(too_large(most)).into_response(),
    )
}

fn announced_length(headers: &HeaderMap) -> usize {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    length.and_then(|length| length.parse().ok()).unwrap_or(0)
}

/// Puts the standing headers, the language and the limits on an answer.
fn dress(
    web: &Web,
    response: &mut Response,
    lang: Lang,
    chosen: Option<Lang>,
    verdict: Option<Verdict>,
    id: &str,
) {
    let kind = response.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    let spoken = kind.starts_with(b"text/html") || kind.starts_with(b"application/problem+json");
    let failed = response.status().as_u16() >= 400;
    let headers = response.headers_mut();
    for (name, value) in &web.headers.0 {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
    if spoken {
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
        headers.append(header::VARY, HeaderValue::from_static("accept-language, cookie"));
        if let Some(lang) = chosen {
            let secure = if web.settings.secure() { "; Secure" } else { "" };
            let cookie =
                format!("lang={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}", lang.tag());
            if let Ok(cookie) = HeaderValue::from_str(&cookie) {
                headers.append(header::SET_COOKIE, cookie);
            }
        }
    }
    if let Some(verdict) = verdict {
        headers.insert("ratelimit-limit", verdict.limit.into());
        headers.insert("ratelimit-remaining", verdict.remaining.into());
        headers.insert("ratelimit-reset", verdict.reset.into());
        if failed && !verdict.allowed {
            headers.insert(header::RETRY_AFTER, verdict.reset.into());
        }
    }
}

/// The method as a label; anything unusual is one label, so that nobody can fill the registry.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
