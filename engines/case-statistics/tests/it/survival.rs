use std::fmt::Write;

use case_statistics::Confidence;
use case_statistics::survival::{Median, Observation, kaplan_meier};
use proptest::prelude::*;

/// Weeks in remission under 6-mercaptopurine: Freireich et al., Blood 21 (1963); a plus is a child still in remission.
const TREATED: &str = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+";
/// The same under placebo.
const PLACEBO: &str = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23";

fn read(text: &str) -> Vec<Observation> {
    let one = |word: &str| match word.strip_suffix('+') {
        Some(open) => Observation::open(open.parse().unwrap()),
        None => Observation::ended(word.parse().unwrap()),
    };
    text.split_whitespace().map(one).collect()
}

#[test]
fn the_remission_times_of_freireich() {
    let curve = kaplan_meier(&read(TREATED), Confidence::P95);
    let mut table = String::new();
    for step in curve.steps.iter().filter(|step| step.ended > 0) {
        let band = step.interval.unwrap();
        let (low, high) = (band.low, band.high);
        let _ = writeln!(
            table,
            "{}: {} of {}, {:.4} ({low:.3}–{high:.3})",
            step.duration, step.ended, step.at_risk, step.surviving
        );
    }
    // S(t) as in Kalbfleisch and Prentice and in every textbook since; bands as SAS PROC LIFETEST (conftype=loglog).
    insta::assert_snapshot!(table, @r"
    6: 3 of 21, 0.8571 (0.620–0.952)
    7: 1 of 17, 0.8067 (0.563–0.923)
    10: 1 of 15, 0.7529 (0.503–0.889)
    13: 1 of 12, 0.6902 (0.432–0.849)
    16: 1 of 11, 0.6275 (0.368–0.805)
    22: 1 of 7, 0.5378 (0.268–0.747)
    23: 1 of 6, 0.4482 (0.188–0.680)
    ");
    assert_eq!(curve.median(), Some(Median { value: 23, low: Some(13), high: None }));
    assert_eq!((curve.watched, curve.ended), (21, 9));
}

#[test]
fn without_open_ones_it_is_the_ordinary_median() {
    let curve = kaplan_meier(&read(PLACEBO), Confidence::P95);
    assert_eq!(curve.median(), Some(Median { value: 8, low: Some(4), high: Some(11) }));
}

#[test]
fn the_mean_of_the_closed_would_flatter() {
    // Closed ones took 12 weeks on average, but half of all take 23.
    let ended: Vec<u64> = read(TREATED).iter().filter(|one| one.ended).map(|one| one.duration).collect();
    assert_eq!(ended.iter().sum::<u64>() / 9, 12);
    assert_eq!(kaplan_meier(&read(TREATED), Confidence::P95).median().unwrap().value, 23);
}

#[test]
fn as_long_as_all_are_open_there_is_no_median() {
    let curve = kaplan_meier(&read("3+ 4+ 4+ 9+"), Confidence::P95);
    assert_eq!(curve.median(), None);
    assert!((curve.surviving(100) - 1.0).abs() < 1e-15);
    assert_eq!(kaplan_meier(&[], Confidence::P95).median(), None);
}

#[test]
fn ties_one_case_and_an_even_split() {
    assert_eq!(kaplan_meier(&read("5"), Confidence::P95).median().unwrap().value, 5);
    // Half have ended by 2: the shortest such duration is the median.
    assert_eq!(kaplan_meier(&read("1 2 3 4"), Confidence::P95).median().unwrap().value, 2);
    // Seen open at 3 counts as at risk at 3.
    let curve = kaplan_meier(&read("3 3+ 3+ 4"), Confidence::P95);
    assert!((curve.surviving(3) - 0.75).abs() < 1e-15);
    assert!(curve.surviving(4).abs() < 1e-15);
}

fn observations() -> impl Strategy<Value = Vec<Observation>> {
    prop::collection::vec((0u64..60, any::<bool>()), 0..80)
        .prop_map(|all| all.into_iter().map(|(duration, ended)| Observation { duration, ended }).collect())
}

proptest! {
    #[test]
    fn the_curve_falls_and_the_numbers_add_up(all in observations()) {
        let curve = kaplan_meier(&all, Confidence::P95);
        prop_assert!(curve.steps.windows(2).all(|w| w[0].surviving >= w[1].surviving));
        prop_assert!(curve.steps.iter().all(|s| s.interval.is_none_or(|band| band.holds(s.surviving))));
        prop_assert_eq!(curve.steps.iter().map(|s| s.ended + s.censored).sum::<u64>(), all.len() as u64);
    }

    #[test]
    fn the_order_in_which_cases_are_listed_does_not_matter(mut all in observations()) {
        let curve = kaplan_meier(&all, Confidence::P95);
        all.reverse();
        prop_assert_eq!(kaplan_meier(&all, Confidence::P95), curve);
    }

    #[test]
    fn without_open_ones_the_curve_is_the_share_still_going(durations in prop::collection::vec(0u64..40, 1..60)) {
        let all: Vec<_> = durations.iter().map(|d| Observation::ended(*d)).collect();
        let curve = kaplan_meier(&all, Confidence::P95);
        for step in &curve.steps {
            let longer = durations.iter().filter(|d| **d > step.duration).count();
            prop_assert!((step.surviving - longer as f64 / durations.len() as f64).abs() < 1e-12);
        }
    }

    #[test]
    fn the_median_lies_in_its_interval_and_open_cases_never_shorten_it(all in observations()) {
        if let Some(median) = kaplan_meier(&all, Confidence::P95).median() {
            prop_assert!(median.low.is_none_or(|low| low <= median.value));
            prop_assert!(median.high.is_none_or(|high| high >= median.value));
            let mut more = all.clone();
            more.push(Observation::open(1000));
            let later = kaplan_meier(&more, Confidence::P95).median();
            prop_assert!(later.is_none_or(|later| later.value >= median.value));
        }
    }

    #[test]
    fn another_unit_only_changes_the_unit(all in observations()) {
        let hours: Vec<_> = all.iter().map(|o| Observation { duration: o.duration * 24, ..*o }).collect();
        let (days, hours) = (kaplan_meier(&all, Confidence::P95), kaplan_meier(&hours, Confidence::P95));
        prop_assert_eq!(days.median().map(|m| m.value * 24), hours.median().map(|m| m.value));
    }
}
