//! One report of one measure.

use crime_analysis::evaluation::displacement::{Comparison, Counts, wdd};
use crime_analysis::evaluation::selection::regression_to_the_mean;
use crime_analysis::evaluation::{Doubt, Measure, Report, Scale};
use distributions::Confidence;

use crate::near;

#[test]
fn a_report_collects_effects_and_tells_each_doubt_once() {
    let found = wdd(&Comparison::plain(Counts::of(20, 10), Counts::of(20, 20))).expect("counts");
    let measure = Measure { what: "lamps".into(), place: "park".into(), ..Measure::default() };
    let chosen = regression_to_the_mean(&(0..12), &(0..12));
    let report = Report::of(measure)
        .with("wdd", found.total, Scale::Difference, &found.doubts)
        .with("wdd local", found.local, Scale::Difference, &found.doubts)
        .doubted(chosen.as_slice());
    assert_eq!(
        report.doubts,
        [
            Doubt::NoControl,
            Doubt::DisplacementNotLookedAt,
            Doubt::ChanceAloneAssumed,
            Doubt::ChosenByTheBaseline { share: 1.0 },
        ]
    );
    near(report.effects[0].interval(Confidence::P95).low, -10.0 - 1.959_964 * 70_f64.sqrt(), 1e-6);
}
