//! When did it happen, if all that is known is "some time between"? Each event is one, spread evenly over its span.
//!
//! ```text
//!   23:30 ├────┼────────┼──┤ 01:15        hours are half-open: [23, 24) [0, 1) [1, 2)
//!          2/7     4/7   1/7
//! ```
//!
//! Only for sources that have both times; the time of a report is not the time of the deed. Times are minutes of the local
//! clock from any midnight that the caller chose, without jumps of summer time; a day, or a week from a Monday, comes around
//! again. An event without a beginning is counted apart; one that ends before it begins is refused with its place; one
//! without an end is a point, as is one that ends where it begins.
//!
//! Source: Ratcliffe and McCullagh, *Aoristic crime analysis*, Int. J. Geographical Information Science 12 (1998).

/// When an event may have happened, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Not before.
    pub from: Option<i64>,
    /// Not after.
    pub to: Option<i64>,
}

/// Events spread over the bins of a day or a week.
#[derive(Clone, Debug, PartialEq)]
pub struct Allocation {
    /// Events of each bin; their sum is `spread`.
    pub bins: Vec<f64>,
    /// Events that were spread.
    pub spread: usize,
    /// Events without a beginning.
    pub without_start: usize,
    /// Places of events that end before they begin.
    pub refused: Vec<usize>,
}

const HOUR: i64 = 60;

/// Events over the 24 hours of a day.
pub fn hours(spans: &[Span]) -> Allocation {
    allocate(spans, 24)
}

/// Events over the 168 hours of a week; minute 0 is a Monday's midnight.
pub fn hours_of_week(spans: &[Span]) -> Allocation {
    allocate(spans, 7 * 24)
}

fn allocate(spans: &[Span], bins: usize) -> Allocation {
    let mut found = Allocation { bins: vec![0.0; bins], spread: 0, without_start: 0, refused: Vec::new() };
    for (place, span) in spans.iter().enumerate() {
        let Some(from) = span.from else {
            found.without_start += 1;
            continue;
        };
        let to = span.to.unwrap_or(from);
        if to < from {
            found.refused.push(place);
            continue;
        }
        found.spread += 1;
        spread(from, to, &mut found.bins);
    }
    found
}

fn spread(from: i64, to: i64, bins: &mut [f64]) {
    // 128 bits hold any length of 64-bit minutes.
    let (from, to, hour, cycle) = (i128::from(from), i128::from(to), i128::from(HOUR), bins.len() as i128);
    let bin = |at: i128| at.div_euclid(hour).rem_euclid(cycle) as usize;
    let length = to - from;
    if length == 0 {
        bins[bin(from)] += 1.0;
        return;
    }
    // Whole cycles give every bin the same.
    let whole = length / (cycle * hour);
    let even = (whole * hour) as f64 / length as f64;
    bins.iter_mut().for_each(|value| *value += even);
    let mut at = from + whole * cycle * hour;
    while at < to {
        let next = to.min((at.div_euclid(hour) + 1) * hour);
        bins[bin(at)] += (next - at) as f64 / length as f64;
        at = next;
    }
}
