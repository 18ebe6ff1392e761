use distributions::Confidence;
use proptest::prelude::*;

use super::*;

fn question(margin: f64) -> Question {
    Question { margin, band: Band::Plain, confidence: Confidence::new(0.9).unwrap() }
}

fn years(before: i64, after: i64, margin: f64) -> Finding {
    decide(question(margin), &Window::total(before, 1.0, 12), &Window::total(after, 1.0, 12), None, &[])
        .unwrap()
}

#[track_caller]
fn near(found: f64, printed: f64, digits: i32) {
    assert!((found - printed).abs() <= 0.5001 * 10_f64.powi(-digits), "{found} is not {printed}");
}

/// T15: the city, 2017 and 2018.
#[test]
fn the_seed_period_of_the_city() {
    let five = years(4898, 4942, 0.05);
    near(five.ratio.value, 1.00898, 5);
    near(five.ratio.shown.low, 0.96989, 5);
    near(five.ratio.shown.high, 1.04965, 5);
    near(five.ratio.deciding.low, 0.97607, 5);
    near(five.ratio.deciding.high, 1.04301, 5);
    near(five.equivalence_p, 0.0241, 4);
    assert_eq!(five.verdict, Verdict::Stable);
    assert_eq!(five.dispersion, Dispersion::Assumed);
    assert!(five.reasons.contains(&Reason::DispersionAssumed), "stable only if φ = 1, and it says so");
    assert!(matches!(five.reasons.first(), Some(Reason::EquivalenceShown { .. })));

    let three = years(4898, 4942, 0.03);
    near(three.equivalence_p, 0.153, 3);
    assert!(matches!(three.verdict, Verdict::Undecided { .. }), "{:?}", three.verdict);
    near(years(4898, 4942, 0.10).equivalence_p, 9e-6, 6);
}

/// T16: the region against the rest of the country, 2016 and 2018.
#[test]
fn the_region_stayed_while_the_country_fell() {
    let rest = Comparator {
        reference: Window::total(208_483, 1.0, 12),
        comparison: Window::total(182_482, 1.0, 12),
    };
    let finding = decide(
        question(0.05),
        &Window::total(9679, 1.0, 12),
        &Window::total(9923, 1.0, 12),
        Some(&rest),
        &[Caveat::Break("theft-limit-2020".into())],
    )
    .unwrap();
    let contrast = finding.contrast.unwrap();
    near(contrast.ratio_of_ratios, 1.17129, 5);
    near(contrast.shown.low, 1.13815, 5);
    near(contrast.shown.high, 1.20539, 5);
    near(contrast.z, 10.80, 2);
    near(100.0 * contrast.shares[0], 4.4366, 4);
    near(100.0 * contrast.shares[1], 5.1574, 4);
    near(contrast.rest, 0.8753, 4);
    assert!(finding.reasons.iter().any(|r| matches!(r, Reason::ComparatorDiffers { .. })));
    assert_eq!(finding.reasons.last(), Some(&Reason::Caveat(Caveat::Break("theft-limit-2020".into()))));
}

#[test]
fn the_four_rows_of_the_table() {
    assert_eq!(years(10_000, 10_000, 0.05).verdict, Verdict::Stable);
    assert_eq!(years(1_000_000, 1_010_000, 0.05).verdict, Verdict::StableWithSlightTrend);
    assert_eq!(years(1000, 1200, 0.05).verdict, Verdict::Rising);
    assert_eq!(years(1200, 1000, 0.05).verdict, Verdict::Falling);
    assert!(matches!(years(100, 104, 0.05).verdict, Verdict::Undecided { .. }));
    // Wholly above 1 and reaching over the band: it has risen, though the estimate lies in the band.
    assert_eq!(years(10_000, 10_400, 0.05).verdict, Verdict::Rising);
}

/// The same totals, scattered: the interval widens by √φ and the verdict is taken back.
#[test]
fn scatter_takes_a_stable_verdict_back() {
    let steady = [408, 408, 408, 408, 408, 408, 408, 408, 408, 408, 408, 410];
    let wild = [300, 520, 390, 410, 330, 480, 420, 380, 510, 300, 450, 408];
    let year = |cases: &[i64]| Window {
        periods: cases.iter().map(|&n| Period::counted(n, 1.0)).collect(),
        months: 12,
    };
    let calm = decide(question(0.05), &year(&steady), &year(&steady), None, &[]).unwrap();
    assert_eq!(calm.verdict, Verdict::Stable);
    assert!(!calm.reasons.contains(&Reason::DispersionAssumed));
    let rough = decide(question(0.05), &year(&wild), &year(&wild), None, &[]).unwrap();
    let Dispersion::Estimated { phi, df, .. } = rough.dispersion else { panic!() };
    // R: sum(residuals(glm(c(w, w) ~ gl(2, 12), poisson), "pearson")^2) / 22
    near(phi, 13.489_068, 6);
    assert_eq!(df, 22);
    assert!(matches!(rough.verdict, Verdict::Undecided { .. }));
    let ratio = rough.ratio.shown.high.ln() / calm.ratio.shown.high.ln();
    near(ratio, phi.sqrt(), 2);
}

/// A year has seasons; they are not scatter once the months are told apart.
#[test]
fn seasons_are_no_scatter() {
    let months = [300, 310, 380, 420, 460, 500, 520, 510, 450, 400, 340, 310];
    let next: Vec<i64> = months.iter().map(|n| n + n % 7 - 3).collect();
    let (before, after) = (Window::monthly(&months, 1.0, 1), Window::monthly(&next, 1.0, 1));
    let told = decide(question(0.05), &before, &after, None, &[]).unwrap();
    let Dispersion::Estimated { phi, df, .. } = told.dispersion else { panic!() };
    assert_eq!(df, 11);
    // R: the same with + factor(rep(1:12, 2))
    near(phi, 0.004_710_579, 8);
    assert_eq!(told.verdict, Verdict::Stable);
    let blurred =
        |w: &Window| Window { periods: w.periods.iter().map(|p| p.in_season(0)).collect(), months: w.months };
    let untold = decide(question(0.05), &blurred(&before), &blurred(&after), None, &[]).unwrap();
    assert!(untold.dispersion.factor() > 10.0);
    // Half a year against a whole one is no fair comparison.
    let half = Window::monthly(&next[..6], 1.0, 1);
    let unfair = decide(question(0.05), &before, &half, None, &[]).unwrap();
    assert!(unfair.reasons.contains(&Reason::DifferentSeasons));
    assert!(!told.reasons.contains(&Reason::DifferentSeasons));
}

#[test]
fn few_cases_are_counted_exactly() {
    // R: binom.test(8, 11, conf.level = 0.9)$conf.int as odds: 0.4356258, 0.9211804; and 0.95: 0.3902574, 0.9397823
    let finding = years(3, 8, 0.25);
    assert_eq!(finding.ratio.method, Method::Conditional);
    near(finding.ratio.deciding.low / (1.0 + finding.ratio.deciding.low), 0.435_626, 6);
    near(finding.ratio.deciding.high / (1.0 + finding.ratio.deciding.high), 0.921_180, 6);
    near(finding.ratio.shown.low / (1.0 + finding.ratio.shown.low), 0.390_257, 6);
    assert!(finding.reasons.contains(&Reason::SmallCounts { counts: [3.0, 8.0] }));

    let none = years(0, 0, 0.25);
    assert!(
        none.ratio.value.is_nan()
            && none.ratio.deciding.low == 0.0
            && none.ratio.deciding.high == f64::INFINITY
    );
    assert_eq!(none.verdict, Verdict::Undecided { months: None });
    assert_eq!(none.equivalence_p, 1.0);
    assert!(none.reasons.contains(&Reason::NoCases(Side::Reference)));
    // Nothing at all after twenty cases is a fall, though no logarithm can be taken of it.
    assert_eq!(years(20, 0, 0.25).verdict, Verdict::Falling);
    assert_eq!(years(0, 20, 0.25).verdict, Verdict::Rising);
}

#[test]
fn the_months_still_needed_are_the_first_that_decide() {
    let finding = years(40_000, 500, 0.05);
    assert_eq!(finding.verdict, Verdict::Falling);
    let undecided =
        decide(question(0.05), &Window::total(48_000, 12.0, 12), &Window::total(1_000, 0.25, 3), None, &[])
            .unwrap();
    let Verdict::Undecided { months: Some(more) } = undecided.verdict else {
        panic!("{:?}", undecided.verdict)
    };
    let later = |months: u32| {
        let cases = 1000 * i64::from(3 + months) / 3;
        decide(
            question(0.05),
            &Window::total(48_000, 12.0, 12),
            &Window::total(cases, 0.25 * f64::from(3 + months) / 3.0, 3 + months),
            None,
            &[],
        )
        .unwrap()
        .verdict
    };
    assert!(!matches!(later(more), Verdict::Undecided { .. }));
    assert!(matches!(later(more - 1), Verdict::Undecided { .. }));
    // A reference of a hundred cases never shows 5 %.
    let hopeless = years(100, 100, 0.05);
    assert_eq!(hopeless.verdict, Verdict::Undecided { months: None });
    assert!(hopeless.reasons.contains(&Reason::ReferenceTooSmall));
}

#[test]
fn harm_is_as_sure_as_the_cases_behind_it() {
    let harm = |murders: i64, thefts: i64| Window {
        periods: vec![Period::weighted([(murders, 5475.0), (thefts, 2.0)], 1.0)],
        months: 12,
    };
    let finding = decide(question(0.1), &harm(2, 4000), &harm(3, 4000), None, &[]).unwrap();
    near(finding.ratio.value, (3.0 * 5475.0 + 8000.0) / (2.0 * 5475.0 + 8000.0), 9);
    assert_eq!(finding.ratio.method, Method::Conditional, "thousands of thefts do not make two murders many");
    assert!(matches!(finding.verdict, Verdict::Undecided { .. }));
    // Equal weights change nothing.
    let plain = years(300, 310, 0.1);
    let weighted = |n| Window { periods: vec![Period::weighted([(n, 7.0)], 1.0)], months: 12 };
    let same = decide(question(0.1), &weighted(300), &weighted(310), None, &[]).unwrap();
    near(same.ratio.deciding.low, plain.ratio.deciding.low, 12);
    near(same.equivalence_p, plain.equivalence_p, 12);
}

#[test]
fn errors_name_the_place() {
    let good = Window::total(10, 1.0, 12);
    let ask = |q, a: &Window, b: &Window| decide(q, a, b, None, &[]).unwrap_err();
    assert_eq!(ask(question(1.0), &good, &good), Error::Margin(1.0));
    assert!(matches!(ask(question(f64::NAN), &good, &good), Error::Margin(_)));
    let nobody = Window { periods: vec![Period::counted(1, 1.0), Period::counted(1, 0.0)], months: 2 };
    assert_eq!(
        ask(question(0.1), &good, &nobody),
        Error::Exposure { side: Side::Comparison, period: 1, exposure: 0.0 }
    );
    assert_eq!(
        ask(question(0.1), &Window { periods: vec![], months: 0 }, &good),
        Error::Empty(Side::Reference)
    );
    assert_eq!(ask(question(0.1), &Window::total(-3, 1.0, 1), &good), Error::NegativeTotal(Side::Reference));
    let rest = Comparator { reference: good.clone(), comparison: Window::total(1, f64::NAN, 1) };
    let error = decide(question(0.1), &good, &good, Some(&rest), &[]).unwrap_err();
    assert!(error.to_string().starts_with("in the comparator: period 0 of the Comparison window"), "{error}");
    // Corrections inside a window are kept, not clipped.
    let corrected = Window { periods: [10, 15, -3, 18].map(|n| Period::counted(n, 1.0)).to_vec(), months: 4 };
    let finding = decide(question(0.1), &corrected, &good, None, &[]).unwrap();
    near(finding.ratio.value, 10.0 / (40.0 / 4.0), 12);
}

proptest! {
    #[test]
    fn tests_pass_exactly_when_the_interval_lies_inside(
        before in 0_i64..3000, after in 0_i64..3000, exposure in 0.1..10.0_f64, margin in 0.02..0.9_f64,
        level in 0.5..0.98_f64, plain: bool,
    ) {
        let band = if plain { Band::Plain } else { Band::Reciprocal };
        let question = Question { margin, band, confidence: Confidence::new(level).unwrap() };
        let finding = decide(
            question, &Window::total(before, 1.0, 12), &Window::total(after, exposure, 12), None, &[]).unwrap();
        let alpha = question.confidence.tail();
        prop_assume!((finding.equivalence_p - alpha).abs() > 1e-9);
        let stable = matches!(finding.verdict, Verdict::Stable | Verdict::StableWithSlightTrend);
        prop_assert_eq!(stable, finding.equivalence_p < alpha);
    }

    #[test]
    fn the_reciprocal_band_does_not_mind_which_came_first(
        a in 0_i64..2000, b in 0_i64..2000, exposure in 0.2..5.0_f64, margin in 0.02..0.9_f64,
    ) {
        let question =
            Question { margin, band: Band::Reciprocal, confidence: Confidence::new(0.9).unwrap() };
        let (one, two) = (Window::total(a, 1.0, 12), Window::total(b, exposure, 12));
        let there = decide(question, &one, &two, None, &[]).unwrap();
        let back = decide(question, &two, &one, None, &[]).unwrap();
        prop_assert!((there.equivalence_p - back.equivalence_p).abs() < 1e-9);
        let mirrored = match back.verdict {
            Verdict::Rising => Verdict::Falling,
            Verdict::Falling => Verdict::Rising,
            other => other,
        };
        prop_assert_eq!(std::mem::discriminant(&there.verdict), std::mem::discriminant(&mirrored));
        if a > 0 && b > 0 {
            prop_assert!((there.ratio.shown.low * back.ratio.shown.high - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn nothing_panics_and_intervals_hold_the_estimate(
        before in prop::collection::vec(-20_i64..200, 1..30), after in prop::collection::vec(-20_i64..200, 1..30),
        exposure in 0.01..100.0_f64, first in 1_u8..=12,
    ) {
        let windows = (Window::monthly(&before, exposure, first), Window::monthly(&after, exposure, 1));
        if let Ok(finding) = decide(question(0.1), &windows.0, &windows.1, None, &[]) {
            let Ratio { value, deciding, shown, .. } = finding.ratio;
            prop_assert!(value.is_nan() || deciding.low <= value && value <= deciding.high);
            prop_assert!(shown.low <= deciding.low && deciding.high <= shown.high);
            prop_assert!((0.0..=1.0).contains(&finding.equivalence_p));
        }
    }
}
