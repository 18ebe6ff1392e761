//! How much more is held back than the fewest cells that would do, found by trying all.

use std::collections::BTreeSet;

use disclosure_control::{Category, Rules, Table, primary, protect, verify};

use super::made::persons;

/// The fewest cells, trying every set of one, two, three … further cells.
fn fewest(table: &Table, rules: &Rules) -> usize {
    let must: BTreeSet<usize> = primary(table, rules).into_iter().map(|(cell, _, _)| cell).collect();
    let others: Vec<usize> = (0..table.cells().len()).filter(|it| !must.contains(it)).collect();
    fn some(table: &Table, rules: &Rules, others: &[usize], hidden: &BTreeSet<usize>, left: usize) -> bool {
        if left == 0 {
            return verify(table, rules, hidden).unwrap().iter().all(|it| it.holds());
        }
        others.iter().enumerate().any(|(at, cell)| {
            let mut more = hidden.clone();
            more.insert(*cell);
            some(table, rules, &others[at + 1..], &more, left - 1)
        })
    }
    (0..=others.len()).find(|many| some(table, rules, &others, &must, *many)).unwrap() + must.len()
}

/// Numbers without a pattern, the same each time.
fn draw(state: &mut u64, below: u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) % below
}

#[test]
fn not_absurdly_more_than_the_fewest() {
    let axis = |letter: &str| {
        let names: Vec<String> = (0..3).map(|it| format!("{letter}{it}")).collect();
        Category::total("total", &names.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let rules = Rules::counts(3);
    let (mut state, mut found, mut best, mut worst, mut tables) = (7, 0, 0, 1.0_f64, 0);
    while tables < 40 {
        let counts: Vec<Vec<u64>> = (0..3)
            .map(|_| {
                (0..3)
                    .map(|_| {
                        let most = if draw(&mut state, 4) == 0 { 3 } else { 60 };
                        draw(&mut state, most)
                    })
                    .collect()
            })
            .collect();
        let lines: Vec<&[u64]> = counts.iter().map(Vec::as_slice).collect();
        let table = persons(&axis("r"), &axis("c"), &lines);
        if !(1..=2).contains(&primary(&table, &rules).len()) {
            continue;
        }
        tables += 1;
        let (ours, fewest) =
            (protect(&table, &rules, &BTreeSet::new()).unwrap().suppressed().len(), fewest(&table, &rules));
        assert!(ours >= fewest);
        (found, best, worst) = (found + ours, best + fewest, worst.max(ours as f64 / fewest as f64));
    }
    let ratio = f64::from(u32::try_from(found).unwrap()) / f64::from(u32::try_from(best).unwrap());
    println!(
        "{tables} tables of 3 × 3: {found} cells held back, {best} at best: {ratio:.3}, at worst {worst:.2}"
    );
    assert!(ratio < 1.15 && worst <= 1.75);
}
