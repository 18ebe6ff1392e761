//! The registry behind `/metrics`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Upper bounds of the latency classes in seconds.
const BOUNDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

#[derive(Debug, Default)]
struct Route {
    by_status: BTreeMap<(&'static str, u16), u64>,
    classes: [u64; BOUNDS.len()],
    count: u64,
    seconds: f64,
}

struct Gauge {
    name: &'static str,
    help: &'static str,
    read: Box<dyn Fn() -> f64 + Send + Sync>,
}

/// Counts of requests by route template and status, latency histograms, process memory, and gauges of the
/// application. Routes are templates (`/adresa/{code}`), so their number is bounded by the code.
#[derive(Default)]
pub struct Metrics {
    routes: Mutex<BTreeMap<String, Route>>,
    gauges: Mutex<Vec<Gauge>>,
}

impl std::fmt::Debug for Metrics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Metrics")
    }
}

fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Metrics {
    /// Adds a gauge that is read whenever somebody looks: `okrsek_addresses`, "Addresses in the register.".
    pub fn gauge(
        &self,
        name: &'static str,
        help: &'static str,
        read: impl Fn() -> f64 + Send + Sync + 'static,
    ) {
        open(&self.gauges).push(Gauge { name, help, read: Box::new(read) });
    }

    /// Counts one answered request.
    pub(crate) fn count(&self, route: &str, method: &'static str, status: u16, took: Duration) {
        let mut routes = open(&self.routes);
        if !routes.contains_key(route) {
            routes.insert(route.to_owned(), Route::default());
        }
        let Some(route) = routes.get_mut(route) else { return };
        *route.by_status.entry((method, status)).or_default() += 1;
        route.count += 1;
        let seconds = took.as_secs_f64();
        route.seconds += seconds;
        if let Some(class) = BOUNDS.iter().position(|bound| seconds <= *bound)
            && let Some(class) = route.classes.get_mut(class)
        {
            *class += 1;
        }
    }

    /// The Prometheus text exposition format 0.0.4.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        let routes = open(&self.routes);
        out.push_str("# HELP http_requests_total Answered requests.\n# TYPE http_requests_total counter\n");
        for (name, route) in routes.iter() {
            for ((method, status), count) in &route.by_status {
                let _ = writeln!(
                    out,
                    "http_requests_total{{route=\"{name}\",method=\"{method}\",status=\"{status}\"}} {count}"
                );
            }
        }
        out.push_str("# HELP http_request_duration_seconds Time to answer.\n");
        out.push_str("# TYPE http_request_duration_seconds histogram\n");
        for (name, route) in routes.iter() {
            let mut below = 0;
            for (bound, class) in BOUNDS.iter().zip(route.classes) {
                below += class;
                let _ = writeln!(
                    out,
                    "http_request_duration_seconds_bucket{{route=\"{name}\",le=\"{bound}\"}} {below}"
                );
            }
            let Route { count, seconds, .. } = route;
            let _ = write!(
                out,
                "http_request_duration_seconds_bucket{{route=\"{name}\",le=\"+Inf\"}} {count}\n\
                 http_request_duration_seconds_sum{{route=\"{name}\"}} {seconds}\n\
                 http_request_duration_seconds_count{{route=\"{name}\"}} {count}\n"
            );
        }
        drop(routes);
        if let Some(bytes) = resident_bytes() {
            let _ = write!(
                out,
                "# HELP process_resident_memory_bytes Resident memory.\n\
                 # TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes {bytes}\n"
            );
        }
        for Gauge { name, help, read } in open(&self.gauges).iter() {
            let _ = write!(out, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {}\n", read());
        }
        out
    }
}

/// Resident memory of this process in bytes, where the system tells it (Linux).
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_add_up() {
        let metrics = Metrics::default();
        metrics.gauge("okrsek_addresses", "Addresses in the register.", || 3.0);
        metrics.count("/a/{b}", "GET", 200, Duration::from_millis(2));
        metrics.count("/a/{b}", "GET", 404, Duration::from_secs(60));
        let text = metrics.text();
        for line in [
            "http_requests_total{route=\"/a/{b}\",method=\"GET\",status=\"404\"} 1",
            "http_request_duration_seconds_bucket{route=\"/a/{b}\",le=\"0.001\"} 0",
            "http_request_duration_seconds_bucket{route=\"/a/{b}\",le=\"5\"} 1",
            "http_request_duration_seconds_bucket{route=\"/a/{b}\",le=\"+Inf\"} 2",
            "okrsek_addresses 3",
        ] {
            assert!(text.contains(line), "{line} is not in\n{text}");
        }
    }
}
