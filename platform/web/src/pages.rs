//! The few routes that belong to the frame itself.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::telemetry::{self, Check};
use crate::{Error, Page, PageContext, Web, assets};

/// State of the frame's own routes.
#[derive(Clone)]
struct Frame {
    web: Arc<Web>,
    checks: Arc<[Check]>,
}

impl FromRef<Frame> for Arc<Web> {
    fn from_ref(frame: &Frame) -> Arc<Web> {
        Arc::clone(&frame.web)
    }
}

pub(crate) fn routes<S>(web: &Arc<Web>, checks: Vec<Check>) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    let frame = Frame { web: Arc::clone(web), checks: checks.into() };
    let accent = web.accent.href().to_owned();
    Router::new()
        .route("/about", get(about))
        .route("/about/licences.txt", get(licences))
        .route("/accessibility", get(accessibility))
        .route("/health", get(health))
        .route("/metrics", get(metrics))
        .route("/robots.txt", get(robots))
        .route("/favicon.ico", get(assets::favicon))
        .route(&accent, get(accent_css))
        .route("/assets/{file}", get(assets::serve))
        .with_state(frame)
}

#[derive(Template)]
#[template(path = "about.html")]
struct About {
    page: PageContext,
}

#[derive(Template)]
#[template(path = "accessibility.html")]
struct Accessibility {
    page: PageContext,
}

async fn about(page: PageContext) -> Page<About> {
    Page(About { page: page.behind_no_door() })
}

async fn accessibility(page: PageContext) -> Page<Accessibility> {
    Page(Accessibility { page: page.behind_no_door() })
}

/// Licences of the npm parts that are embedded.
async fn licences() -> Result<Response, Error> {
    let text = assets::bytes("third-party-npm.txt").ok_or(Error::Missing("licences"))?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

async fn health(State(frame): State<Frame>) -> Response {
    telemetry::health(&frame.checks).await
}

async fn metrics(State(frame): State<Frame>) -> Response {
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], frame.web.metrics.text()).into_response()
}

/// Search engines may read everything but what costs us work without telling them anything, and what is not for them.
async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /api/\nDisallow: /metrics\nDisallow: /staff\nDisallow: /prihlaseni\nDisallow: /feeds\n"
}

async fn accent_css(State(frame): State<Frame>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, frame.web.accent.css().to_owned()).into_response()
}
