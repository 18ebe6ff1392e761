//! Errors, and the one place where they become an answer.
//!
//! Which error to use where:
//!
//! | what happened | value | status | who sees what |
//! |---|---|---|---|
//! | the person can put it right | `Refused(Refusal)` | 422 (or the refusal's own) | the sentence `refusal-<code>` |
//! | there is no such thing | `Missing("address")` | 404 | "not found" |
//! | not permitted | `Forbidden` | 403 | "not permitted" |
//! | we failed | `Fault { doing, cause }` | 500 | an apology and the request id; the cause goes to the log |
//!
//! `into_response` only notes the error on the response; [`crate::Web::layer`] turns it (and every bare error of
//! axum: 404, 405, 413 …) into an HTML page for people or an RFC 9457 document for programs. A path under `/api/`
//! or an `Accept` that prefers JSON to HTML asks for the document.

use std::borrow::Cow;

use askama::Template;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::texts::{Argument, Value};
use crate::{Page, PageContext, Say, StaffFrame};

/// Why something a person asked for was refused. Its sentence is `refusal-<code>` in the Fluent files.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    code: Cow<'static, str>,
    status: StatusCode,
    values: Vec<(&'static str, Value)>,
}

impl Refusal {
    /// A refusal whose sentence is `refusal-<code>`.
    #[must_use]
    pub fn new(code: impl Into<Cow<'static, str>>) -> Refusal {
        Refusal { code: code.into(), status: StatusCode::UNPROCESSABLE_ENTITY, values: Vec::new() }
    }

    /// Adds a variable of the sentence; programs get it as a member of the problem document.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Argument) -> Refusal {
        self.values.push((name, value.value()));
        self
    }

    /// Sets another status than 422: 400 for a request that cannot be read, 409 for a conflict.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Refusal {
        self.status = status;
        self
    }

    /// Name of the reason.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The sentence for a person.
    #[must_use]
    pub fn sentence(&self, t: &Say) -> String {
        t.with_values(&format!("refusal-{}", self.code), &self.values)
    }
}

/// What an act can end in besides success.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The person at the screen can put it right.
    #[error("refused: {}", .0.code)]
    Refused(Refusal),
    /// There is no such thing; the name is for the log.
    #[error("no such {0}")]
    Missing(&'static str),
    /// Not permitted.
    #[error("not permitted")]
    Forbidden,
    /// We failed.
    #[error("cannot {doing}")]
    Fault {
        /// What we were doing: "read the register".
        doing: &'static str,
        /// Why it failed; logged with its chain, never shown.
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        Error::Refused(refusal)
    }
}

impl Error {
    /// A failure of ours.
    pub fn fault(doing: &'static str, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::Fault { doing, cause: cause.into() }
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Error::Refused(refusal) => refusal.status,
            Error::Missing(_) => StatusCode::NOT_FOUND,
            Error::Forbidden => StatusCode::FORBIDDEN,
            Error::Fault { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// The note that an error leaves on its response until it gets its final form.
#[derive(Clone, Debug)]
struct Noted {
    refusal: Option<Refusal>,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.status();
        if let Error::Fault { doing, cause } = &self {
            let mut chain = cause.to_string();
            let mut next = cause.source();
            while let Some(cause) = next {
                chain = format!("{chain}: {cause}");
                next = cause.source();
            }
            tracing::error!(doing, cause = chain, "fault");
        }
        let refusal = if let Error::Refused(refusal) = self { Some(refusal) } else { None };
        let mut response = status.into_response();
        response.extensions_mut().insert(Noted { refusal });
        response
    }
}

/// RFC 9457 problem document.
#[derive(Serialize)]
struct Problem<'a> {
    #[serde(rename = "type")]
    kind: String,
    title: String,
    status: u16,
    detail: String,
    instance: &'a str,
    request: &'a str,
    /// For the programmer: what exactly could not be read, in English.
    #[serde(skip_serializing_if = "String::is_empty")]
    reason: String,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    values: serde_json::Map<String, serde_json::Value>,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: PageContext,
    status: u16,
    title: String,
    what: String,
    advice: String,
    request: String,
    ours: bool,
}

/// Whether the asker is a program.
pub(crate) fn for_program(path: &str, headers: &HeaderMap) -> bool {
    if ["/api/", "/ogc", "/tiles/", "/health"].iter().any(|prefix| path.starts_with(prefix)) {
        return true;
    }
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match (accept.find("json"), accept.find("text/html")) {
        (Some(json), Some(html)) => json < html,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

/// Longest reason of axum's that is passed on to a program.
const REASON: usize = 1_000;

/// Gives an error its final form; any other response passes unchanged.
pub(crate) async fn finish(response: Response, page: &PageContext, request: &str, program: bool) -> Response {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let noted = response.extensions().get::<Noted>().cloned();
    let kind = response.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    let bare = kind.is_none_or(|kind| kind.starts_with(b"text/plain"));
    if noted.is_none() && !bare {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // Somebody of the workplace stays in it, whatever went wrong.
    let page = match parts.extensions.remove::<StaffFrame>() {
        Some(frame) => page.clone().with_staff(frame),
        None => page.clone(),
    };
    let page = page.behind_no_door();
    let reason = if program && noted.is_none() && status.is_client_error() {
        let text = axum::body::to_bytes(body, REASON).await.unwrap_or_default();
        String::from_utf8_lossy(&text).into_owned()
    } else {
        String::new()
    };
    let refusal = noted.and_then(|noted| noted.refusal);
    let said = sentences(page.t(), status, refusal.as_ref());
    let mut answer = if program {
        document(&page, status, refusal.as_ref(), said, reason, request)
    } else {
        Page(ErrorPage {
            page,
            status: status.as_u16(),
            title: said.title,
            what: said.what,
            advice: said.advice,
            request: request.to_owned(),
            ours: status.is_server_error(),
        })
        .into_response()
    };
    *answer.status_mut() = status;
    for name in [header::ALLOW, header::RETRY_AFTER, header::WWW_AUTHENTICATE, header::CONNECTION] {
        if let Some(value) = parts.headers.get(&name) {
            answer.headers_mut().insert(name, value.clone());
        }
    }
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

struct Said {
    title: String,
    what: String,
    advice: String,
}

/// What happened, and what to do. A refusal brings its own first sentence.
fn sentences(t: &Say, status: StatusCode, refusal: Option<&Refusal>) -> Said {
    let [title, what, advice] = match status.as_u16() {
        403 => ["error-403-title", "error-403-what", "error-403-advice"],
        404 => ["error-404-title", "error-404-what", "error-404-advice"],
        405 => ["error-405-title", "error-405-what", "error-405-advice"],
        413 => ["error-413-title", "error-413-what", "error-413-advice"],
        414 => ["error-414-title", "error-414-what", "error-414-advice"],
        422 => ["error-422-title", "error-422-what", "error-422-advice"],
        429 => ["error-429-title", "error-429-what", "error-429-advice"],
        503 => ["error-503-title", "error-503-what", "error-503-advice"],
        _ if status.is_client_error() => ["error-400-title", "error-400-what", "error-400-advice"],
        _ => ["error-500-title", "error-500-what", "error-500-advice"],
    };
    let what = refusal.map_or_else(|| t.say(what).into_owned(), |refusal| refusal.sentence(t));
    Said { title: t.say(title).into_owned(), what, advice: t.say(advice).into_owned() }
}

fn document(
    page: &PageContext,
    status: StatusCode,
    refusal: Option<&Refusal>,
    said: Said,
    reason: String,
    request: &str,
) -> Response {
    let values = refusal.map(|refusal| refusal.values.as_slice()).unwrap_or_default();
    let problem = Problem {
        kind: refusal.map_or_else(
            || "about:blank".to_owned(),
            |refusal| format!("urn:okrsek:problem:{}", refusal.code),
        ),
        title: said.title,
        status: status.as_u16(),
        detail: format!("{} {}", said.what, said.advice),
        instance: page.path(),
        request,
        reason,
        values: values.iter().map(|(name, value)| ((*name).to_owned(), json(value))).collect(),
    };
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Text(text) => serde_json::Value::from(text.as_str()),
        // A count is written `3`, not `3.0`; `as` is exact for whole numbers below 2⁵³.
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 =>
        {
            #[allow(clippy::cast_possible_truncation)]
            serde_json::Value::from(*number as i64)
        }
        Value::Number(number) => serde_json::Value::from(*number),
    }
}
