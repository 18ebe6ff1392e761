//! The measure optimiser: by hand, against trying everything, and with lists that are wrong.

use proptest::prelude::*;
use risk_scoring::choice::{Effort, Measure, NoPlan, Plan, choose, curve};

fn measure(id: &str, cost: u64, lowers: u64) -> Measure {
    Measure { id: id.into(), cost, lowers, ..Measure::default() }
}

fn needing(measure: Measure, needs: &[&str]) -> Measure {
    Measure { needs: needs.iter().map(|it| (*it).to_owned()).collect(), ..measure }
}

fn excluding(measure: Measure, excludes: &[&str]) -> Measure {
    Measure { excludes: excludes.iter().map(|it| (*it).to_owned()).collect(), ..measure }
}

fn mandatory(measure: Measure) -> Measure {
    Measure { mandatory: true, ..measure }
}

fn plan(measures: &[Measure], budget: u64) -> Plan {
    let plan = choose(measures, budget, Effort::default()).unwrap();
    assert!(plan.proven && plan.bound == plan.lowers, "{plan:?}");
    plan
}

#[track_caller]
fn check(measures: &[Measure], budget: u64, chosen: &[&str], cost: u64, lowers: u64) {
    let plan = plan(measures, budget);
    assert_eq!(
        (plan.chosen, plan.cost, plan.lowers),
        (chosen.iter().map(|it| (*it).to_owned()).collect(), cost, lowers)
    );
}

/// By price "a" comes first (3 a crown, the others 2.6 and 2.8); then nothing fits.
fn three() -> [Measure; 3] {
    [measure("a", 4, 12), measure("b", 5, 13), measure("c", 5, 14)]
}

#[test]
fn the_best_is_not_the_best_for_its_price() {
    check(&three(), 10, &["b", "c"], 10, 27);
    check(&three(), 9, &["a", "c"], 9, 26);
    check(&three(), 8, &["c"], 5, 14);
    check(&three(), 3, &[], 0, 0);
    check(&three(), 14, &["a", "b", "c"], 14, 39);
}

#[test]
fn of_two_that_lower_as_much_the_cheaper() {
    let all = [measure("dear", 7, 10), measure("cheap", 6, 10), measure("more", 20, 15)];
    check(&all, 12, &["cheap"], 6, 10);
}

#[test]
fn what_the_next_crown_buys() {
    let plan = |budget| plan(&three(), budget);
    let next = plan(8).next.unwrap();
    assert_eq!((next.budget, next.lowers, next.proven), (9, 26, true));
    assert_eq!((next.added, next.dropped), (vec!["a".to_owned()], vec![]));
    // With the budget of the step, the step is the plan.
    assert_eq!(plan(9).lowers, 26);
    let next = plan(9).next.unwrap();
    assert_eq!((next.budget, next.added, next.dropped), (10, vec!["b".to_owned()], vec!["a".to_owned()]));
    assert_eq!(plan(10).next.unwrap().budget, 14);
    assert!(plan(14).next.is_none() && plan(14).margin.is_none());
}

#[test]
fn a_measure_may_have_to_make_room() {
    let all = [measure("door", 6, 10), measure("lobby", 9, 14)];
    let next = plan(&all, 8).next.unwrap();
    assert_eq!(
        (next.budget, next.added, next.dropped),
        (9, vec!["lobby".to_owned()], vec!["door".to_owned()])
    );
}

#[test]
fn a_camera_nobody_watches_is_not_bought() {
    let all =
        [needing(measure("camera", 10, 50), &["watch"]), measure("watch", 20, 0), measure("lamp", 15, 20)];
    check(&all, 29, &["lamp"], 15, 20);
    check(&all, 30, &["camera", "watch"], 30, 50);
    check(&all, 45, &["camera", "watch", "lamp"], 45, 70);
}

#[test]
fn one_of_two_doors() {
    let all =
        [excluding(measure("steel", 10, 30), &["glass"]), measure("glass", 5, 20), measure("bell", 5, 3)];
    check(&all, 10, &["steel"], 10, 30);
    check(&all, 9, &["glass"], 5, 20);
    check(&all, 100, &["steel", "bell"], 15, 33);
}

#[test]
fn what_must_be_done_is_done_with_all_it_needs() {
    let all = [
        mandatory(needing(measure("exit", 5, 1), &["hinge"])),
        measure("hinge", 5, 0),
        excluding(measure("grille", 1, 90), &["hinge"]),
        measure("lamp", 5, 5),
        needing(measure("sensor", 1, 50), &["grille"]),
    ];
    check(&all, 15, &["exit", "hinge", "lamp"], 15, 6);
    assert_eq!(plan(&all, 15).impossible, ["grille", "sensor"]);
    let refused = choose(&all, 9, Effort::default()).unwrap_err();
    assert_eq!(refused, NoPlan::MandatoryTooDear { needed: 10, budget: 9 });
}

#[test]
fn what_needs_two_that_exclude_each_other_is_impossible() {
    let all = [
        needing(measure("both", 0, 99), &["a", "b"]),
        excluding(measure("a", 1, 1), &["b"]),
        measure("b", 1, 2),
    ];
    check(&all, 10, &["b"], 1, 2);
    assert_eq!(plan(&all, 10).impossible, ["both"]);
}

#[test]
fn what_costs_nothing_comes_first_and_what_helps_nothing_never() {
    let all = [measure("rule", 0, 4), measure("poster", 3, 0), measure("list", 0, 0)];
    check(&all, 0, &["rule"], 0, 4);
    check(&[], 5, &[], 0, 0);
}

#[track_caller]
fn refused(measures: &[Measure], said: &str) {
    assert_eq!(choose(measures, 100, Effort::default()).unwrap_err().to_string(), said);
    assert_eq!(curve(measures).unwrap_err().to_string(), said);
}

#[test]
fn mistakes_name_their_place() {
    let (a, b) = (|| measure("a", 1, 1), || measure("b", 1, 1));
    refused(&[a(), b(), a()], "measures[2] (a): the id is already that of measures[0]");
    refused(&[a(), needing(b(), &["a", "x"])], "measures[1] (b).needs[1]: there is no measure \"x\"");
    refused(&[excluding(a(), &["y"])], "measures[0] (a).excludes[0]: there is no measure \"y\"");
    refused(&[a(), needing(b(), &["a", "a"])], "measures[1] (b).needs[1]: \"a\" stands there twice");
    refused(&[needing(a(), &["a"])], "measures need each other in a circle: a → a");
    let circle = [needing(a(), &["b"]), needing(b(), &["c"]), needing(measure("c", 1, 1), &["a"])];
    refused(&circle, "measures need each other in a circle: a → b → c → a");
    refused(&[excluding(a(), &["a"])], "measures[0] (a).excludes[0]: a measure cannot exclude itself");
    refused(&[measure(" ", 1, 1)], "measures[0]: the id is empty");
    let both = [mandatory(a()), mandatory(excluding(b(), &["a"]))];
    refused(&both, "a and b must both be done and exclude each other");
    refused(
        &[measure("a", u64::MAX, 1)],
        "measures[0] (a): the numbers up to here add up to more than can be reckoned with",
    );
    // All mistakes at once.
    let fault = choose(&[a(), a(), needing(b(), &["x"])], 1, Effort::default()).unwrap_err();
    assert!(matches!(fault, NoPlan::Faults(all) if all.len() == 2));
}

#[test]
fn one_that_says_the_other_excludes_it_is_enough_and_both_may() {
    let all = [excluding(measure("a", 1, 5), &["b"]), excluding(measure("b", 1, 4), &["a"])];
    check(&all, 10, &["a"], 1, 5);
}

#[test]
fn too_little_effort_says_so_and_its_bound_holds() {
    // Weights that nearly tie: a hard list for so few labels.
    let all: Vec<Measure> = (0..60_u64)
        .map(|it| measure(&format!("m{it}"), 1_000 + it * it % 97, 1_100 + it * it % 97))
        .collect();
    let best = plan(&all, 20_000);
    let hasty = choose(&all, 20_000, Effort { labels: 1 }).unwrap();
    assert!(hasty.lowers <= best.lowers && hasty.bound >= best.lowers && hasty.cost <= 20_000);
    assert_eq!(hasty.proven, hasty.bound == hasty.lowers);
    assert!(hasty.proven || hasty.next.is_none());
}

/// Numbers of a fixed sequence (Knuth's MMIX), below an end.
fn drawn(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |end| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % end
    }
}

#[test]
fn a_long_list_agrees_with_a_table_of_all_budgets() {
    // Without dependencies the best for every budget is a table of one line per measure (Bellman).
    for seed in 1..=10 {
        let mut draw = drawn(seed);
        let all: Vec<Measure> =
            (0..150).map(|at| measure(&format!("m{at}"), 1 + draw(60), 1 + draw(90))).collect();
        let mut best = [0_u64; 1_501];
        for it in &all {
            for budget in (it.cost as usize..best.len()).rev() {
                best[budget] = best[budget].max(best[budget - it.cost as usize] + it.lowers);
            }
        }
        for budget in [0, 1, 37, 400, 1_000, 1_300] {
            let found = plan(&all, budget as u64);
            assert_eq!(found.lowers, best[budget], "seed {seed}, budget {budget}");
            let next = best.iter().position(|it| *it > best[budget]).unwrap();
            assert_eq!(found.next.unwrap().budget, next as u64, "seed {seed}, budget {budget}");
        }
    }
}

#[test]
fn a_hundred_needs_that_cross_each_other_are_still_proved() {
    for seed in 1..=5 {
        let mut draw = drawn(seed);
        let mut all: Vec<Measure> =
            (0..100).map(|at| measure(&format!("m{at}"), 1_000 + draw(99_000), 1 + draw(300))).collect();
        let mut pairs = std::collections::BTreeSet::new();
        while pairs.len() < 100 {
            let (a, b) = (draw(100) as usize, draw(100) as usize);
            if a != b && pairs.insert((a.max(b), a.min(b))) {
                all[a.max(b)].needs.push(format!("m{}", a.min(b)));
            }
        }
        let found = plan(&all, 1_500_000);
        assert!(found.next.unwrap().proven && found.cost <= 1_500_000);
    }
}

/// Sets that may stand, with cost and lowered risk, by trying all of them.
fn all_sets(measures: &[Measure]) -> Vec<(u64, u64)> {
    let at = |id: &String| measures.iter().position(|it| it.id == *id).unwrap();
    let bits = |ids: &[String]| ids.iter().fold(0_u32, |bits, id| bits | 1 << at(id));
    let rules: Vec<_> =
        measures.iter().map(|it| (bits(&it.needs), bits(&it.excludes), it.mandatory)).collect();
    let may = |set: u32| {
        rules.iter().enumerate().all(|(at, (needs, excludes, mandatory))| {
            if set >> at & 1 == 1 { set & needs == *needs && set & excludes == 0 } else { !mandatory }
        })
    };
    let sums = |set: u32| {
        let chosen = measures.iter().enumerate().filter(move |(at, _)| set >> at & 1 == 1);
        chosen.fold((0, 0), |(cost, lowers), (_, it)| (cost + it.cost, lowers + it.lowers))
    };
    (0..1_u32 << measures.len()).filter(|it| may(*it)).map(sums).collect()
}

/// Lists of up to eleven measures: needs point backwards in a mixed-up order, so there are no circles.
fn lists() -> impl Strategy<Value = Vec<Measure>> {
    let one = (
        0_u64..30,
        0_u64..30,
        prop::collection::vec(0_usize..12, 0..3),
        prop::collection::vec(0_usize..12, 0..2),
        0_u8..12,
    );
    (prop::collection::vec(one, 1..12), any::<u64>()).prop_map(|(rows, seed)| {
        let mut measures: Vec<Measure> = rows
            .iter()
            .enumerate()
            .map(|(at, (cost, lowers, needs, excludes, must))| {
                let names = |of: &[usize]| {
                    let mut names: Vec<String> =
                        of.iter().filter(|it| **it < at).map(|it| format!("m{it}")).collect();
                    names.sort();
                    names.dedup();
                    names
                };
                let (id, needs, excludes) = (format!("m{at}"), names(needs), names(excludes));
                Measure { id, cost: *cost, lowers: *lowers, needs, excludes, mandatory: *must == 0 }
            })
            .collect();
        let count = measures.len();
        measures.rotate_left((seed % 12) as usize % count);
        measures
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn it_is_the_best_of_all_sets(measures in lists(), budget in 0_u64..200) {
        let sets = all_sets(&measures);
        let best = |budget: u64| {
            let within = sets.iter().filter(|it| it.0 <= budget);
            within.max_by_key(|it| (it.1, std::cmp::Reverse(it.0))).copied()
        };
        match choose(&measures, budget, Effort::default()) {
            Ok(plan) => {
                prop_assert_eq!(Some((plan.cost, plan.lowers)), best(budget));
                prop_assert!(plan.proven && plan.bound == plan.lowers);
                let better = sets.iter().filter(|it| it.1 > plan.lowers).map(|it| it.0).min();
                prop_assert_eq!(plan.next.as_ref().map(|it| it.budget), better);
                if let Some(next) = plan.next {
                    prop_assert_eq!(best(next.budget).map(|it| it.1), Some(next.lowers));
                    prop_assert!(next.proven);
                }
            }
            Err(NoPlan::MandatoryTooDear { needed, .. }) => {
                prop_assert!(best(budget).is_none());
                prop_assert_eq!(sets.iter().map(|it| it.0).min(), Some(needed));
            }
            Err(NoPlan::Faults(_)) => prop_assert!(sets.is_empty()),
            Err(other) => prop_assert!(false, "{}", other),
        }
    }

    #[test]
    fn what_is_chosen_may_stand(measures in lists(), budget in 0_u64..200) {
        let Ok(plan) = choose(&measures, budget, Effort::default()) else { return Ok(()) };
        let chosen = |id: &String| plan.chosen.contains(id);
        for it in &measures {
            if chosen(&it.id) {
                prop_assert!(it.needs.iter().all(chosen) && !it.excludes.iter().any(chosen));
            } else {
                prop_assert!(!it.mandatory);
            }
        }
        let sum = |of: fn(&Measure) -> u64| measures.iter().filter(|it| chosen(&it.id)).map(of).sum::<u64>();
        prop_assert_eq!((plan.cost, plan.lowers), (sum(|it| it.cost), sum(|it| it.lowers)));
        prop_assert!(plan.cost <= budget);
    }

    #[test]
    fn more_money_never_buys_less(measures in lists(), budget in 0_u64..200, more in 0_u64..50) {
        let lowers = |budget| choose(&measures, budget, Effort::default()).map(|it| it.lowers).ok();
        prop_assert!(lowers(budget) <= lowers(budget + more));
    }

    #[test]
    fn the_curve_is_made_of_best_sets_and_bends_one_way(measures in lists()) {
        let Ok(curve) = curve(&measures) else { return Ok(()) };
        for corner in &curve {
            let plan = choose(&measures, corner.cost, Effort::default()).unwrap();
            prop_assert_eq!((plan.cost, plan.lowers), (corner.cost, corner.lowers));
        }
        for three in curve.windows(3) {
            let rise = |a: usize, b: usize| (three[b].lowers - three[a].lowers, three[b].cost - three[a].cost);
            let ((up, along), (next_up, next_along)) = (rise(0, 1), rise(1, 2));
            prop_assert!(up * next_along >= next_up * along);
        }
    }

    #[test]
    fn little_effort_is_never_wrong(measures in lists(), budget in 0_u64..200, labels in 1_usize..40) {
        let Ok(best) = choose(&measures, budget, Effort::default()) else { return Ok(()) };
        let hasty = choose(&measures, budget, Effort { labels }).unwrap();
        prop_assert!(hasty.lowers <= best.lowers && best.lowers <= hasty.bound);
        prop_assert!(!hasty.proven || hasty.lowers == best.lowers);
    }
}
