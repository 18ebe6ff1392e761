//! What the performance goals are measured with.
//!
//! Each file in `src/bin/` is one bench: it prepares its input, prints the machine, the sizes and the
//! medians it measured, and ends with exit code 0. No bench asserts a time; people read the numbers.

pub mod country;
pub mod questions;
pub mod tessellation;

use std::time::{Duration, Instant};

/// One line that says on what machine a number was measured: cores and processor model.
pub fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let model = std::fs::read_to_string("/proc/cpuinfo")
        .ok()
        .and_then(|text| {
            text.lines().find_map(|line| {
                line.strip_prefix("model name")?.split_once(':').map(|(_, m)| m.trim().to_owned())
            })
        })
        .unwrap_or_else(|| "processor unknown".to_owned());
    format!("{cores} cores, {model}")
}

/// Runs `work` and returns its result with the wall time it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

/// Time the processor spent on this thread so far. On a busy machine the wall clock also counts the slices
/// in which other programs ran, about 4 ms each; the difference of two of these does not.
pub fn thread_time() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let seconds = u64::try_from(now.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(now.tv_nsec).unwrap_or_default())
}

/// Runs `work` and returns its result with the wall time and the processor time it took.
pub fn timed_twice<T>(work: impl FnOnce() -> T) -> (T, Duration, Duration) {
    let (start, busy) = (Instant::now(), thread_time());
    let result = work();
    let busy = thread_time().saturating_sub(busy);
    (result, start.elapsed(), busy)
}

/// Programs waiting for a processor, averaged over the last minute (Linux; `None` elsewhere).
pub fn load_average() -> Option<f64> {
    std::fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}

/// The value below which the given share (0 to 1) of the sorted samples lies; zero for no samples.
pub fn quantile(sorted: &[Duration], share: f64) -> Duration {
    let last = sorted.len().saturating_sub(1);
    sorted.get((last as f64 * share).round() as usize).copied().unwrap_or_default()
}

/// Resident memory of this process now, in bytes (Linux; `None` elsewhere).
pub fn resident_bytes() -> Option<u64> {
    memory("VmRSS:")
}

/// The most memory that was ever resident in this process, in bytes (Linux; `None` elsewhere).
pub fn most_resident_bytes() -> Option<u64> {
    memory("VmHWM:")
}

fn memory(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb * 1024)
}

/// Processor time of all threads of this process so far, of the program and of the system for it, in seconds to a hundredth
/// (Linux; `None` elsewhere).
pub fn processor_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // After the name in brackets, which may hold blanks: utime and stime are the 12th and 13th, in hundredths (proc(5)).
    let mut fields = stat.rsplit(')').next()?.split_whitespace().skip(11);
    let hundredths = fields.next()?.parse::<f64>().ok()? + fields.next()?.parse::<f64>().ok()?;
    Some(hundredths / 100.0)
}

/// How busy the machine is: the load averages of 1, 5 and 15 minutes (Linux; empty elsewhere).
pub fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().take(3).collect::<Vec<_>>().join(" ")
}
