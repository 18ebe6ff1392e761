//! Events of uncertain time.

use crime_analysis::aoristic::{Span, hours, hours_of_week};
use proptest::prelude::*;

use crate::near;

fn span(from: i64, to: i64) -> Span {
    Span { from: Some(from), to: Some(to) }
}

#[test]
fn t38_half_past_eleven_to_a_quarter_past_one() {
    let night = hours(&[span(23 * 60 + 30, 25 * 60 + 15)]);
    near(night.bins[23], 0.285_714, 2e-6);
    near(night.bins[0], 0.571_429, 2e-6);
    near(night.bins[1], 0.142_857, 2e-6);
    assert_eq!(night.bins[2..23].iter().sum::<f64>(), 0.0);
}

#[test]
fn points_gaps_and_what_ends_before_it_begins() {
    let found = hours(&[
        span(60, 60),
        Span { from: Some(150), to: None },
        Span { from: None, to: Some(7) },
        span(100, 99),
        span(60, 120),
        span(-1, -1),
    ]);
    // One o'clock sharp belongs to the hour it begins, and so does the hour that ends at two.
    assert_eq!((found.bins[1], found.bins[2], found.bins[23]), (2.0, 1.0, 1.0));
    assert_eq!((found.spread, found.without_start, found.refused), (4, 1, vec![3]));
    assert_eq!(hours(&[]).bins, vec![0.0; 24]);
}

#[test]
fn days_come_around_and_weeks_too() {
    let two_days = hours(&[span(0, 2 * 24 * 60)]);
    assert!(two_days.bins.iter().all(|hour| (hour - 1.0 / 24.0).abs() < 1e-15));
    let sunday_night = hours_of_week(&[span(7 * 24 * 60 - 30, 7 * 24 * 60 + 30)]);
    assert_eq!((sunday_night.bins[167], sunday_night.bins[0]), (0.5, 0.5));
    let ever = hours_of_week(&[span(i64::MIN, i64::MAX)]);
    near(ever.bins.iter().sum(), 1.0, 1e-12);
}

proptest! {
    #[test]
    fn each_event_is_one(spans in proptest::collection::vec((-100_000_i64..100_000, 0_i64..30_000), 0..20)) {
        let spans: Vec<Span> = spans.into_iter().map(|(from, length)| span(from, from + length)).collect();
        for found in [hours(&spans), hours_of_week(&spans)] {
            prop_assert_eq!(found.spread, spans.len());
            prop_assert!((found.bins.iter().sum::<f64>() - spans.len() as f64).abs() < 1e-9);
            prop_assert!(found.bins.iter().all(|bin| *bin >= 0.0));
        }
    }
}
