//! Recorded crime of the Czech districts, 2012 to 2023: what the file is, and what naive methods make of it.
//!
//! The map of the police filled up slowly (59 incidents in 2012, 24,295 in 2015) and is whole from 2016 to 2022. Over all
//! years crime "rises" nearly everywhere; over the whole ones it falls.

use std::collections::BTreeMap;

use crime_analysis::charts::two_counts;
use crime_analysis::trend::{Cost, Memory, mann_kendall, segments};
use crime_analysis::verdict::{Band, Caveat, Comparator, Question, Reason, Verdict, Window, decide};
use distributions::Confidence;

use crate::space::shared;

/// Counts of the years 2012 to 2023 for each district that has them all.
fn districts() -> Option<BTreeMap<String, Vec<u64>>> {
    let rows = shared::rows("crime_cz/okresy_kriminalita_2012_2023.csv")?;
    let number = |field: &String| field.trim_matches('"').parse::<u64>().unwrap();
    let mut all: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for row in rows.iter().skip(1) {
        all.entry(row[0].clone()).or_default().push(number(&row[2]));
    }
    all.retain(|_, years| years.len() == 12);
    Some(all)
}

fn sums<'a>(districts: impl Iterator<Item = &'a Vec<u64>>) -> Vec<u64> {
    districts.fold(vec![0; 12], |sum, years| sum.iter().zip(years).map(|(a, b)| a + b).collect())
}

#[test]
fn a_map_that_fills_up_is_no_wave_of_crime() {
    let Some(districts) = districts() else { return };
    let direction = |years: std::ops::Range<usize>| {
        let of = |counts: &Vec<u64>| {
            let values: Vec<f64> = counts[years.clone()].iter().map(|&count| count as f64).collect();
            mann_kendall(&values, Memory::None).unwrap()
        };
        let tests: Vec<_> = districts.values().map(of).collect();
        let significant =
            |sign: f64| tests.iter().filter(|test| test.p < 0.05 && test.z * sign > 0.0).count();
        (significant(1.0), significant(-1.0))
    };
    // All years to 2022: many rise significantly, none falls. The whole years: the other way round.
    let (rising, falling) = direction(0..11);
    assert!(rising > 20 && falling == 0, "{rising} rising, {falling} falling of {}", districts.len());
    let (rising, falling) = direction(4..11);
    assert!(rising <= 1 && falling > 20, "{rising} rising, {falling} falling");

    // Looked for instead of assumed, a break stands where the map became whole; the rate after it is tenfold.
    let country = sums(districts.values());
    let found = segments(&country, None, Cost::QuasiPoisson { phi: 2000.0 }, 7.0, 2).unwrap();
    let whole = found.segments.iter().position(|segment| segment.start == 4).expect("a break before 2016");
    assert!(found.segments[whole].rate > 10.0 * found.segments[whole - 1].rate, "{found:?}");
}

#[test]
fn the_city_and_the_rest_of_the_country() {
    let Some(districts) = districts() else { return };
    let city = &districts["3405"];
    let rest = sums(districts.iter().filter(|(code, _)| *code != "3405").map(|(_, years)| years));
    let year = |counts: &[u64], year: usize| Window::total(counts[year - 2012] as i64, 1.0, 12);
    let ask = |from: usize, to: usize, margin: f64| {
        let question = Question { margin, band: Band::Plain, confidence: Confidence::new(0.9).unwrap() };
        let comparator = Comparator { reference: year(&rest, from), comparison: year(&rest, to) };
        let breaks = [Caveat::Break("theft-limit-2020".into())];
        decide(
            question,
            &year(city, from),
            &year(city, to),
            Some(&comparator),
            &breaks[..usize::from(to > 2020)],
        )
        .unwrap()
    };
    // 4,301 → 4,356: stable within a tenth, not shown to be stable within three per cent.
    let before = ask(2018, 2019, 0.10);
    assert_eq!(before.verdict, Verdict::Stable);
    assert!(matches!(ask(2018, 2019, 0.03).verdict, Verdict::Undecided { .. }));
    // 2016 → 2019: the city rose while the country fell, so "as elsewhere" would be false.
    let grown = ask(2016, 2019, 0.05);
    assert_eq!(grown.verdict, Verdict::Rising);
    let contrast = grown.contrast.unwrap();
    assert!(contrast.rest < 1.0 && contrast.shown.low > 1.0, "{contrast:?}");
    assert!(grown.reasons.iter().any(|reason| matches!(reason, Reason::ComparatorDiffers { .. })));
    // 2019 → 2021 fell by 29 %, and nobody may say so without the break between them.
    let fallen = ask(2019, 2021, 0.05);
    assert_eq!(fallen.verdict, Verdict::Falling);
    assert_eq!(fallen.reasons.last(), Some(&Reason::Caveat(Caveat::Break("theft-limit-2020".into()))));
    assert!(two_counts(city[9], city[7]) < -20.0);
}
