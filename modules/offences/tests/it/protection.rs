//! Nothing on the public page can be subtracted to reveal a small number: an attacker who keeps every release, and who
//! knows how districts, precincts, months and years add up, is let loose on what was published. The attack is made on
//! the finest units with all statements of all releases together; it knows nothing of how they were protected.

use std::collections::{BTreeMap, BTreeSet};

use disclosure_control::{Rules, Said, Statement, overlaps};
use offences::category::Node;
use offences::month::Month;
use offences::release::{Counts, Grouping, Matter, Place, Release, Territory, release};
use proptest::prelude::*;

const FIRST: Month = Month(2024 * 12 + 10);

fn unit(month: Month, place: &Place, category: &str) -> String {
    format!("{month} {}/{} {category}", place.district, place.part)
}

/// Everything a release says, as sums of units. Sums over categories are said wherever the page would say them.
fn said(release: &Release, counts: &Counts, categories: &[&str]) -> Vec<Statement> {
    let mut statements = Vec::new();
    let places: Vec<Place> = release.territories.iter().map(|territory| territory.place.clone()).collect();
    let mut wanted: Vec<Option<&str>> = categories.iter().map(|code| Some(*code)).collect();
    wanted.push(None);
    for place in &places {
        for category in &wanted {
            let covers = |(month, at, code): &(Month, Place, String), months: &[Month]| {
                (place.district.is_empty() || place.district == at.district)
                    && (place.part.is_empty() || place.part == at.part)
                    && category.is_none_or(|one| one == code)
                    && months.contains(month)
            };
            let mut say = |months: &[Month], value: Option<u64>| {
                let units = counts.keys().filter(|key| covers(key, months)).map(|(m, p, c)| unit(*m, p, c));
                let units: BTreeSet<String> = units.collect();
                if let Some(value) = value.filter(|_| !units.is_empty()) {
                    statements.push(Statement { units, said: Said::Value(value) });
                }
            };
            for month in release.months() {
                say(&[month], release.month(place, *category, month));
            }
            for year in release.years() {
                let months: Vec<Month> = release.months().filter(|month| month.year() == year).collect();
                say(&months, release.year(place, *category, year));
            }
        }
    }
    statements
}

fn territories(parts: &[(&str, &str)]) -> Vec<Territory> {
    let mut places = vec![Place::city()];
    for (district, part) in parts {
        places.push(Place::district(district));
        places.push(Place::part(district, part));
    }
    places.sort();
    places.dedup();
    places.into_iter().map(|place| Territory { place, name: String::new(), residents: None }).collect()
}

/// Two or three releases of a growing series and the attack on all of them.
fn attack(counts: &Counts, parts: &[(&str, &str)], categories: &[&str], ends: &[i32]) {
    let grouping = Grouping {
        categories: categories
            .iter()
            .map(|code| Node { code: (*code).to_owned(), ..Node::default() })
            .collect(),
    };
    let mut earlier: Option<Release> = None;
    let mut all = Vec::new();
    for end in ends {
        let last = Month(FIRST.0 + end);
        let known: Counts =
            counts.iter().filter(|((m, _, _), _)| *m <= last).map(|(k, v)| (k.clone(), *v)).collect();
        let next = release(Matter {
            source: "municipal",
            counts: &known,
            span: (FIRST, last),
            grouping: &grouping,
            territories: territories(parts),
            earlier: earlier.as_ref(),
            invented: true,
        })
        .unwrap();
        let statements = said(&next, &known, categories);
        all.push(disclosure_control::Release { name: end.to_string(), statements });
        earlier = Some(next);
    }
    let units: BTreeMap<String, u64> = counts.iter().map(|((m, p, c), n)| (unit(*m, p, c), *n)).collect();
    let leaks = overlaps(&units, &all, &Rules::counts(5)).unwrap();
    // Groups that stand in the tables, shown or held back: they must stay as open as the rules say.
    let mut tabled: BTreeSet<BTreeSet<String>> = BTreeSet::new();
    let last = Month(FIRST.0 + ends.last().copied().unwrap_or_default());
    let mut spans: Vec<(Month, Month)> = FIRST.through(last).map(|month| (month, month)).collect();
    let years = (FIRST.year()..=last.year()).map(|year| (Month(year * 12), Month(year * 12 + 11)));
    spans.extend(years.filter(|(from, to)| FIRST <= *from && *to <= last));
    for place in territories(parts).iter().map(|territory| &territory.place) {
        for category in categories {
            for (from, to) in spans.iter().filter(|(from, to)| place.part.is_empty() || from != to) {
                let inside = counts.keys().filter(|(month, at, code)| {
                    (from..=to).contains(&month)
                        && code == category
                        && (place.district.is_empty() || at.district == place.district)
                        && (place.part.is_empty() || at.part == place.part)
                });
                tabled.insert(inside.map(|(m, p, c)| unit(*m, p, c)).collect());
            }
        }
    }
    for leak in leaks {
        assert_ne!(leak.interval.low, leak.interval.high, "{:?} is told exactly: {}", leak.place, leak.count);
        assert!(!tabled.contains(&leak.place), "{:?} is told too well: {}", leak.place, leak.interval);
    }
}

const PARTS: [(&str, &str); 4] = [("1", "a"), ("1", "b"), ("2", "c"), ("3", "d")];

fn filled(numbers: &[u64], categories: &[&str], months: i32) -> Counts {
    let mut numbers = numbers.iter().copied();
    let mut counts = Counts::new();
    for month in 0..months {
        for (district, part) in PARTS {
            for category in categories {
                let key = (Month(FIRST.0 + month), Place::part(district, part), (*category).to_owned());
                counts.insert(key, numbers.next().unwrap_or(0));
            }
        }
    }
    counts
}

/// Numbers of which many are just below the threshold.
fn numbers(most: usize) -> impl Strategy<Value = Vec<u64>> {
    let one = prop_oneof![3 => 0u64..5, 3 => 5u64..12, 2 => 12u64..40];
    prop::collection::vec(one, most)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn no_release_tells_a_small_number_nor_do_all_of_them_together(numbers in numbers(4 * 15)) {
        // November 2024 to January 2026: two months, a whole year, one month of the next.
        let counts = filled(&numbers, &["a"], 15);
        attack(&counts, &PARTS, &["a"], &[4, 12, 13, 14]);
    }

    #[test]
    fn sums_over_categories_tell_nothing_more(numbers in numbers(4 * 4 * 2)) {
        let counts = filled(&numbers, &["a", "b"], 4);
        attack(&counts, &PARTS, &["a", "b"], &[0, 1, 3]);
    }
}

#[test]
fn a_lonely_hole_takes_another_with_it() {
    let mut numbers = vec![20; 4 * 14];
    numbers[8] = 1;
    numbers[9] = 2;
    attack(&filled(&numbers, &["a"], 14), &PARTS, &["a"], &[13]);
}

#[test]
fn nothing_and_everything_small_are_released_without_a_fault() {
    attack(&filled(&[], &["a"], 14), &PARTS, &["a"], &[1, 13]);
    attack(&filled(&[1; 56], &["a"], 14), &PARTS, &["a"], &[1, 13]);
}
