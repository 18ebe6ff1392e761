//! Differences in differences.

use crime_analysis::evaluation::Doubt;
use crime_analysis::evaluation::differences::{
    Cell, Mean, Missing, Panel, PanelError, difference, draw_lots, event_study, of_means, placebo,
};
use crime_analysis::glm::{Family, GlmError};

use crate::near;

/// Eight areas over ten periods, drawn in R with `set.seed(4)`; areas 2, 5 and 7 fell by a third from period 7 on.
const COUNTS: [[f64; 10]; 8] = [
    [20.0, 13.0, 15.0, 14.0, 15.0, 20.0, 31.0, 14.0, 33.0, 24.0],
    [21.0, 18.0, 30.0, 17.0, 20.0, 16.0, 17.0, 14.0, 16.0, 10.0],
    [30.0, 25.0, 36.0, 28.0, 23.0, 26.0, 30.0, 33.0, 23.0, 36.0],
    [20.0, 26.0, 19.0, 15.0, 36.0, 34.0, 25.0, 37.0, 50.0, 41.0],
    [24.0, 38.0, 42.0, 34.0, 31.0, 38.0, 31.0, 26.0, 27.0, 30.0],
    [25.0, 18.0, 36.0, 35.0, 40.0, 33.0, 52.0, 63.0, 53.0, 60.0],
    [38.0, 47.0, 33.0, 54.0, 48.0, 39.0, 24.0, 28.0, 38.0, 33.0],
    [41.0, 49.0, 27.0, 70.0, 60.0, 46.0, 55.0, 56.0, 61.0, 53.0],
];

fn cells() -> Vec<Cell> {
    let mut cells = Vec::new();
    for (area, counts) in COUNTS.iter().enumerate() {
        let exposure = 1.0 + ((area + 1) % 3) as f64;
        for (period, value) in counts.iter().enumerate() {
            cells.push(Cell { area: area + 1, period: period + 1, value: *value, exposure });
        }
    }
    cells
}

fn panel(cells: &[Cell], family: Family) -> Panel<'_> {
    Panel { cells, treated: &[2, 5, 7], start: 7, family }
}

#[test]
fn t32_four_means() {
    let of = |before, after| (Mean::of(before), Mean::of(after));
    near(of_means(of(20.44, 21.03), of(23.33, 21.17)).value, 2.75, 1e-12);
    let one = (Mean { value: 1.0, se: 3.0 }, Mean { value: 2.0, se: 4.0 });
    near(of_means(one, of(0.0, 0.0)).se, 5.0, 1e-12);
}

#[test]
fn areas_over_periods() {
    let cells = cells();
    let found = difference(&panel(&cells, Family::Poisson)).expect("a fit");
    near(found.effect.value, -0.617_749_163_075_7, 1e-9);
    near(found.plain.se, 0.086_163_672_909_12, 1e-9);
    near(found.effect.se, 0.129_921_880_892_5, 1e-9);
    assert_eq!(found.effect.df, 7.0);
    assert_eq!(found.doubts, [Doubt::FewGroups { groups: 8, treated: 3 }]);
    let plain = difference(&panel(&cells, Family::Gaussian)).expect("a fit");
    near(plain.effect.value, -19.833_333_333_33, 1e-11);
    near(plain.plain.se, 3.767_961_762_318, 1e-10);
    near(plain.effect.se, 4.741_773_387_703, 1e-10);
    // Of a balanced panel it is the difference of the differences of means.
    let mean = |areas: &[usize], periods: std::ops::Range<usize>| {
        let values = areas.iter().flat_map(|area| COUNTS[area - 1][periods.clone()].to_vec());
        Mean::of(values.sum::<f64>() / (areas.len() * periods.len()) as f64)
    };
    let pair = |areas: &[usize]| (mean(areas, 0..6), mean(areas, 6..10));
    near(of_means(pair(&[2, 5, 7]), pair(&[1, 3, 4, 6, 8])).value, plain.effect.value, 1e-12);
}

#[test]
fn an_effect_for_every_period_and_none_before() {
    let cells = cells();
    let found = event_study(&panel(&cells, Family::Poisson)).expect("a fit");
    let expected = [
        (-6, 0.042_490_431_127_52, 0.228_333_533_094_7),
        (-5, 0.295_836_374_095_46, 0.167_270_006_705_6),
        (-4, 0.299_915_931_002_75, 0.295_304_067_906_1),
        (-3, 0.102_668_723_992_12, 0.297_968_325_641_7),
        (-2, -0.027_630_740_012_96, 0.185_049_061_037_1),
        (0, -0.449_719_360_821_85, 0.201_235_068_160_2),
        (1, -0.557_393_564_798_70, 0.167_926_741_545_2),
        (2, -0.462_873_682_612_95, 0.154_604_340_409_6),
        (3, -0.539_211_864_806_48, 0.129_593_782_978_7),
    ];
    assert_eq!(found.effects.len(), expected.len());
    for ((period, effect), (at, value, se)) in found.effects.iter().zip(expected) {
        assert_eq!(*period, at);
        near(effect.value, value, 1e-8);
        near(effect.se, se, 1e-8);
    }
    near(found.leads.expect("five leads, eight areas"), 0.110_868_293_684_3, 1e-6);
    let before = placebo(&panel(&cells, Family::Poisson), 4).expect("a fit");
    near(before.effect.value, -0.192_684_343_829_5, 1e-9);
    // Three areas cannot test five leads.
    let few: Vec<Cell> = cells.into_iter().filter(|cell| cell.area < 4).collect();
    let few =
        event_study(&Panel { cells: &few, treated: &[2], start: 7, family: Family::Poisson }).expect("a fit");
    assert_eq!(few.leads, None);
}

#[test]
fn lots_are_drawn_the_same_everywhere() {
    let cells = cells();
    let gaussian = panel(&cells, Family::Gaussian);
    // Every one of the 56 ways to choose three areas: only the true one shows as much.
    let exact = draw_lots(&gaussian, 56, 1).expect("lots");
    assert_eq!((exact.as_far, exact.draws, exact.exact), (1, 56, true));
    near(exact.p, 1.0 / 56.0, 1e-12);
    let drawn = draw_lots(&gaussian, 55, 7).expect("lots");
    assert_eq!((drawn.draws, drawn.exact), (55, false));
    near(drawn.p, (drawn.as_far as f64 + 1.0) / 56.0, 1e-12);
    assert_eq!(draw_lots(&gaussian, 55, 7), Ok(drawn));
    assert_eq!(draw_lots(&gaussian, 0, 7), Err(PanelError::NoLots));
    assert_eq!(draw_lots(&panel(&cells, Family::Poisson), 56, 1).expect("lots").as_far, 1);
}

#[test]
fn what_is_no_panel() {
    let cells = cells();
    let whole = panel(&cells, Family::Poisson);
    let check = |panel: Panel<'_>, expected: PanelError| {
        assert_eq!(difference(&panel).expect_err("refused"), expected);
        assert_eq!(event_study(&panel).map(|_| ()).expect_err("refused"), expected);
    };
    let twice = [cells.clone(), vec![cells[0]]].concat();
    check(Panel { cells: &twice, ..whole }, PanelError::Twice { area: 1, period: 1 });
    check(Panel { treated: &[9], ..whole }, PanelError::Unknown(9));
    check(Panel { treated: &[], ..whole }, PanelError::Missing(Missing::Treated));
    check(Panel { treated: &[1, 2, 3, 4, 5, 6, 7, 8], ..whole }, PanelError::Missing(Missing::Control));
    check(Panel { start: 1, ..whole }, PanelError::Missing(Missing::Before));
    check(Panel { start: 11, ..whole }, PanelError::Missing(Missing::After));
    check(Panel { cells: &[], treated: &[], ..whole }, PanelError::Missing(Missing::Treated));
    let mut quiet = cells.clone();
    quiet.iter_mut().filter(|cell| cell.area == 3).for_each(|cell| cell.value = 0.0);
    let quiet = Panel { cells: &quiet, ..whole };
    let separated = GlmError::Separated { columns: vec!["area 3".into()] };
    assert_eq!(difference(&quiet).expect_err("refused"), separated.into());
}
