//! Request ids, `/metrics` in the Prometheus text format, and `/health`.
//!
//! An own registry of a page and a half keeps an exporter with its second HTTP server out of the tree.

mod registry;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

pub use registry::Metrics;

type Answer = Pin<Box<dyn Future<Output = Result<String, String>> + Send>>;

/// One question of `/health`: is this part well?
#[derive(Clone)]
pub struct Check {
    name: &'static str,
    ask: Arc<dyn Fn() -> Answer + Send + Sync>,
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Check").field(&self.name).finish()
    }
}

impl Check {
    /// A check named `name`; `ask` answers with a remark ("27 207 addresses") or with the trouble.
    /// Remarks are for operators, so they are not translated and must not hold secrets.
    pub fn new<F, A>(name: &'static str, ask: F) -> Check
    where
        F: Fn() -> A + Send + Sync + 'static,
        A: Future<Output = Result<String, String>> + Send + 'static,
    {
        Check { name, ask: Arc::new(move || Box::pin(ask())) }
    }
}

#[derive(Serialize)]
struct Health {
    status: &'static str,
    checks: Vec<Checked>,
}

#[derive(Serialize)]
struct Checked {
    name: &'static str,
    ok: bool,
    remark: String,
    milliseconds: u64,
}

/// Longest time a check may take before it counts as failed.
const PATIENCE: Duration = Duration::from_secs(2);

/// `GET /health`: 200 when every check passes, 503 otherwise.
pub(crate) async fn health(checks: &[Check]) -> Response {
    let mut asked = Vec::with_capacity(checks.len());
    for check in checks {
        let started = std::time::Instant::now();
        let answer = tokio::time::timeout(PATIENCE, (check.ask)()).await;
        let answer = answer.unwrap_or_else(|_| Err("no answer in time".to_owned()));
        asked.push(Checked {
            name: check.name,
            ok: answer.is_ok(),
            remark: answer.unwrap_or_else(|trouble| trouble),
            milliseconds: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        });
    }
    let well = asked.iter().all(|check| check.ok);
    let health = Health { status: if well { "ok" } else { "failing" }, checks: asked };
    let status = if well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let body = serde_json::to_vec(&health).unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, body).into_response()
}

/// A short id for one request: time in milliseconds and a counter, both in base 36.
pub(crate) fn request_id() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let count = NEXT.fetch_add(1, Ordering::Relaxed) % (36 * 36 * 36 * 36);
    let mut id = String::with_capacity(16);
    base36(u64::try_from(now.as_millis()).unwrap_or_default(), &mut id);
    id.push('-');
    base36(count, &mut id);
    id
}

fn base36(mut number: u64, out: &mut String) {
    let mut digits = Vec::with_capacity(9);
    loop {
        let digit = u32::try_from(number % 36).unwrap_or_default();
        digits.push(char::from_digit(digit, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            break;
        }
    }
    out.extend(digits.iter().rev());
}
