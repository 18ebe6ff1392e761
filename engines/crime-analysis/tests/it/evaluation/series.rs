//! Interrupted time series.

use crime_analysis::evaluation::Doubt;
use crime_analysis::evaluation::interrupted::{Change, Season, Series, SeriesError, interrupted};
use crime_analysis::glm::{Family, GlmError};

use crate::near;
use crate::sicily::{BEFORE, EVENTS, INHABITANTS};

const SICILY: Series<'static> = Series { counts: &EVENTS, exposure: Some(&INHABITANTS) };

/// Months of a place without a ban, made up.
const OTHER: [f64; 59] = [
    523.0, 541.0, 549.0, 547.0, 535.0, 518.0, 501.0, 489.0, 487.0, 495.0, 513.0, 536.0, 559.0, 577.0, 585.0,
    583.0, 571.0, 554.0, 537.0, 525.0, 523.0, 531.0, 549.0, 572.0, 595.0, 613.0, 621.0, 619.0, 607.0, 590.0,
    573.0, 561.0, 559.0, 567.0, 585.0, 608.0, 631.0, 649.0, 657.0, 655.0, 643.0, 626.0, 609.0, 597.0, 595.0,
    603.0, 621.0, 644.0, 667.0, 685.0, 693.0, 691.0, 679.0, 662.0, 645.0, 633.0, 631.0, 639.0, 657.0,
];

#[test]
fn t31_the_level_after_the_ban_of_sicily() {
    let found = interrupted(SICILY, None, &Change::of_level(BEFORE)).expect("a fit");
    let level = found.level.expect("a level");
    near(level.value.exp(), 0.894_377, 1e-6);
    near((level.value - 1.96 * level.se).exp(), 0.839_188, 1e-6);
    near((level.value + 1.96 * level.se).exp(), 0.953_194, 1e-6);
    near(found.fit.dispersion, 3.559_195, 3e-6);
    assert_eq!(found.slope, None);
    // Newey and West's error with three lags, and what the ban spared, by the gradient: both in R.
    near(found.level_with_memory.expect("a level").se, 0.031_995_941_035_45, 1e-8);
    near(found.events.value, -2_329.233_956_577, 1e-9);
    near(found.events.se, 681.440_429_688, 1e-8);
    near(found.without[58] * level.value.exp(), found.fit.fitted[58], 1e-12);
    assert!(found.doubts.contains(&Doubt::NoControl));
    assert!(found.doubts.iter().any(|doubt| matches!(doubt, Doubt::Memory(test) if test.p < 1e-6)));
    assert!(found.autocorrelation[1] > 0.3);
}

#[test]
fn season_and_slope_of_sicily() {
    let season = Some(Season { period: 12.0, pairs: 2 });
    let change = Change { slope: true, season, ..Change::of_level(BEFORE) };
    let found = interrupted(SICILY, None, &change).expect("a fit");
    near(found.slope.expect("a slope").value, 0.001_482_227_997_96, 1e-8);
    near(found.slope.expect("a slope").se, 0.001_854_630_862_059, 1e-9);
    near(found.level.expect("a level").value, -0.131_859_171_248_96, 1e-9);
    near(found.fit.dispersion, 2.274_558_329_03, 1e-9);
}

#[test]
fn a_control_takes_what_is_common() {
    let series = Series { counts: &EVENTS, exposure: None };
    let control = Series { counts: &OTHER, exposure: None };
    let season = Some(Season { period: 12.0, pairs: 1 });
    let change = Change { slope: true, season, ..Change::of_level(BEFORE) };
    let found = interrupted(series, Some(control), &change).expect("a fit");
    let (level, slope) = (found.level.expect("a level"), found.slope.expect("a slope"));
    near(level.value, -0.164_540_287_876_339, 1e-9);
    near(level.se, 0.033_701_739_077_873, 1e-9);
    near(slope.value, 0.002_754_132_182_435, 1e-8);
    near(slope.se, 0.002_184_322_317_469, 1e-9);
    assert!(!found.doubts.contains(&Doubt::NoControl));
    assert_eq!(found.without.len(), 59);
    // A series held against itself did nothing else.
    let itself = interrupted(series, Some(series), &change).expect("a fit");
    assert!(itself.level.expect("a level").value.abs() < 1e-12 && itself.events.value.abs() < 1e-7);
}

#[test]
fn rows_that_belong_to_no_side_move_nothing() {
    let change = Change { anticipation: 2, lag: 1, transition: 3, ..Change::of_level(BEFORE) };
    let found = interrupted(SICILY, None, &change).expect("a fit");
    let mut other = EVENTS;
    // Two months before, and three after the month of the lag.
    for row in [34, 35, 37, 38, 39] {
        other[row] = 9_999.0;
    }
    let series = Series { counts: &other, ..SICILY };
    let moved = interrupted(series, None, &change).expect("a fit");
    near(moved.level.expect("a level").value, found.level.expect("a level").value, 1e-9);
    near(moved.events.value, found.events.value, 1e-9);
    assert_eq!(found.fit.df, 59.0 - 5.0 - 3.0);
    // The month of the lag counts as before.
    other[36] = 9_999.0;
    let series = Series { counts: &other, ..SICILY };
    let moved = interrupted(series, None, &change).expect("a fit");
    assert!(moved.level.expect("a level").value < found.level.expect("a level").value - 0.05);
}

#[test]
fn what_is_no_interrupted_series() {
    let check = |series, control, change: Change, expected: SeriesError| {
        assert_eq!(interrupted(series, control, &change).expect_err("refused"), expected);
    };
    let level = Change::of_level(BEFORE);
    check(SICILY, None, Change { level: false, ..level }, SeriesError::NoChange);
    check(SICILY, None, Change { start: 58, ..level }, SeriesError::NoSide { before: 58, after: 1 });
    check(
        SICILY,
        None,
        Change { start: usize::MAX, lag: 9, ..level },
        SeriesError::NoSide { before: 59, after: 0 },
    );
    check(
        SICILY,
        None,
        Change { anticipation: usize::MAX, ..level },
        SeriesError::NoSide { before: 0, after: 23 },
    );
    let empty = Series { counts: &[], exposure: None };
    check(empty, None, level, SeriesError::NoSide { before: 0, after: 0 });
    check(SICILY, Some(empty), level, SeriesError::ControlLength { expected: 59, found: 0 });
    let bare = Series { exposure: None, ..SICILY };
    check(SICILY, Some(bare), level, SeriesError::OneExposure);
    let zero = Series { counts: &[0.0; 59], exposure: None };
    check(zero, None, level, GlmError::AllZero { column: "constant".into() }.into());
    let mut quiet = EVENTS;
    quiet[BEFORE..].fill(0.0);
    let quiet = Series { counts: &quiet, exposure: None };
    check(quiet, None, level, GlmError::Separated { columns: vec!["level".into()] }.into());
    let scattered = interrupted(SICILY, None, &Change { family: Family::Poisson, ..level }).expect("a fit");
    assert!(
        scattered
            .doubts
            .iter()
            .any(|doubt| matches!(doubt, Doubt::Overdispersed { dispersion } if *dispersion > 3.0))
    );
}
