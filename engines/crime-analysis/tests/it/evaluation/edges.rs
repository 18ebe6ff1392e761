//! Whatever comes in, there is an answer or an error with its reason; never a panic, never a loop.

use crime_analysis::aoristic::{Span, hours, hours_of_week};
use crime_analysis::evaluation::differences::{Cell, Panel, difference, draw_lots, event_study, placebo};
use crime_analysis::evaluation::displacement::{Comparison, Counts, wdd, wdq};
use crime_analysis::evaluation::interrupted::{Change, Season, Series, interrupted};
use crime_analysis::evaluation::synthetic::{Area, Matching, placed};
use crime_analysis::evaluation::two_counts::{Count, conditional, e_test, probably_less};
use crime_analysis::glm::{Columns, Family, Model, fit};
use distributions::Confidence;
use proptest::collection::vec;
use proptest::prelude::*;

/// Mostly small counts, sometimes anything.
fn number() -> impl Strategy<Value = f64> + Clone {
    prop_oneof![6 => (0_u8..9).prop_map(f64::from), 2 => -1e3..1e3_f64, 1 => any::<f64>(), 1 => Just(1e300)]
}

fn family() -> impl Strategy<Value = Family> {
    prop_oneof![
        Just(Family::Gaussian),
        Just(Family::Poisson),
        Just(Family::QuasiPoisson),
        Just(Family::NegativeBinomial),
        number().prop_map(Family::NegativeBinomialAt),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_regression(
        counts in vec(number(), 0..9),
        columns in vec(vec(number(), 0..9), 0..4),
        exposure in proptest::option::of(vec(number(), 0..9)),
        weights in proptest::option::of(vec(number(), 0..9)),
        family in family(),
    ) {
        let named = columns.into_iter().enumerate();
        let columns = named.fold(Columns::constant(counts.len()), |all, (at, column)| all.and(format!("x{at}"), column));
        let model = Model { columns: &columns, counts: &counts, exposure: exposure.as_deref(), weights: weights.as_deref() };
        match fit(&model, family) {
            Ok(found) => {
                prop_assert!(found.coefficients.values.iter().all(|value| value.is_finite()), "{found:?}");
                let groups: Vec<usize> = (0..counts.len()).map(|row| row / 2).collect();
                let _ = (found.hac(3), found.clustered(&groups), found.expected(&columns, model.exposure));
            }
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    #[test]
    fn any_series(
        counts in vec(number(), 0..16),
        other in proptest::option::of(vec(number(), 0..16)),
        (start, lag, transition, anticipation) in prop_oneof![
            (0_usize..16, 0_usize..3, 0_usize..3, 0_usize..3),
            (any::<usize>(), any::<usize>(), any::<usize>(), any::<usize>()),
        ],
        (level, slope) in any::<(bool, bool)>(),
        season in proptest::option::of((number(), 0_usize..3)),
        family in family(),
    ) {
        let season = season.map(|(period, pairs)| Season { period, pairs });
        let change = Change { start, lag, transition, anticipation, level, slope, season, family, memory: start };
        let series = |counts| Series { counts, exposure: None };
        match interrupted(series(&counts), other.as_deref().map(series), &change) {
            Ok(found) => prop_assert_eq!(found.without.len(), counts.len()),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    #[test]
    fn any_panel(
        cells in vec((0_usize..4, 0_usize..5, number(), number()), 0..20),
        treated in vec(0_usize..5, 0..3),
        start in prop_oneof![0_usize..6, any::<usize>()],
        family in family(),
    ) {
        let cell = |(area, period, value, exposure)| Cell { area, period, value, exposure };
        let cells: Vec<Cell> = cells.into_iter().map(cell).collect();
        let panel = Panel { cells: &cells, treated: &treated, start, family };
        let (found, lots) = (difference(&panel), draw_lots(&panel, 5, 1));
        let _ = (event_study(&panel), placebo(&panel, 1));
        prop_assert_eq!(found.is_ok(), lots.is_ok() || matches!(&found, Err(error) if lots.as_ref() != Err(error)));
        prop_assert!(lots.map_or(true, |lots| lots.p > 0.0 && lots.p <= 1.0));
    }

    #[test]
    fn any_mixture(outcomes in vec(vec(number(), 0..5), 1..5), start in 0_usize..6, even in any::<bool>()) {
        let areas: Vec<Area> = outcomes.into_iter().map(Area::of).collect();
        let (treated, others) = (&areas[0], &areas[1..]);
        let matching = if even { Matching::even(treated, others, start) } else { Matching::outcomes(start) };
        if let Ok(found) = placed(treated, others, &matching) {
            prop_assert!(found.treated.weights.iter().all(|weight| *weight >= 0.0), "{:?}", found.treated.weights);
            prop_assert!((found.treated.weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(found.p > 0.0 && found.p <= 1.0);
        }
    }

    #[test]
    fn any_counts(numbers in proptest::array::uniform10(number()), one in any::<u64>(), two in any::<u32>()) {
        let [a, b, c, d, e, f, g, h, i, j] = numbers;
        let area = |before, after, size| Counts { before, after, size };
        let comparison = Comparison {
            treated: area(a, b, c),
            control: area(d, e, f),
            buffer: Some((area(g, h, 1.0), area(i, j, 1.0))),
            lengths: (1.0, b),
            dispersion: 1.0,
        };
        prop_assert!(wdd(&comparison).map_or(true, |found| found.total.se > 0.0));
        let _ = (wdq(comparison.treated, comparison.control, area(g, h, i)), comparison.detectable(Confidence::P95, 0.8));
        let (one, two) = (Count { events: one >> 52, exposure: a }, Count { events: u64::from(two >> 20), exposure: b });
        prop_assert!(e_test(one, two).map_or(true, |p| (0.0..=1.0).contains(&p)));
        prop_assert!(conditional(one, two, Confidence::P95).map_or(true, |found| !(found.p < 0.0 || found.p > 1.0)));
        prop_assert!(probably_less(one, two).map_or(true, |p| (0.0..=1.0).contains(&p)));
    }

    #[test]
    fn any_spans(spans in vec((proptest::option::of(any::<i64>()), proptest::option::of(any::<i64>())), 0..9)) {
        let spans: Vec<Span> = spans.into_iter().map(|(from, to)| Span { from, to }).collect();
        for found in [hours(&spans), hours_of_week(&spans)] {
            prop_assert_eq!(found.spread + found.without_start + found.refused.len(), spans.len());
            prop_assert!((found.bins.iter().sum::<f64>() - found.spread as f64).abs() < 1e-9);
        }
    }
}
