//! Attackers of another make: one who counts tables, and a solver of floating point. Neither knows more than the engine
//! says, and neither knows less.

use std::collections::BTreeSet;

use disclosure_control::{Interval, Rules, Table, interval, protect};
use microlp::{ComparisonOp, OptimizationDirection, Problem};
use proptest::prelude::*;

use super::made::{nested_table, small_table};

/// The interval by microlp.
fn by_solver(table: &Table, hidden: &BTreeSet<usize>, cell: usize) -> Interval {
    let bound = |direction, sign: f64| -> Option<i64> {
        let mut problem = Problem::new(direction);
        let variables: Vec<_> = hidden
            .iter()
            .map(|it| problem.add_var(if *it == cell { 1.0 } else { 0.0 }, (0.0, f64::INFINITY)))
            .collect();
        let variable = |at: &usize| hidden.iter().position(|it| it == at).map(|it| variables[it]);
        for sum in table.sums() {
            let mut left = Vec::new();
            let mut right = 0.0;
            for (at, sign) in sum.parts.iter().map(|it| (it, 1.0)).chain([(&sum.whole, -1.0)]) {
                match variable(at) {
                    Some(variable) => left.push((variable, sign)),
                    None => right -= sign * table.cells()[*at].value as f64,
                }
            }
            if !left.is_empty() {
                problem.add_constraint(left, ComparisonOp::Eq, right);
            }
        }
        match problem.solve() {
            // Whole numbers inside the real ones.
            Ok(microlp::SolveOutcome::Solution(solution)) => {
                Some((sign * (sign * solution.objective() + 1e-6).floor()) as i64)
            }
            Err(microlp::Error::Unbounded) => None,
            other => panic!("{other:?}"),
        }
    };
    Interval {
        low: bound(OptimizationDirection::Minimize, -1.0),
        high: bound(OptimizationDirection::Maximize, 1.0),
    }
}

/// The interval by counting all tables of whole numbers that fit; only where the hidden cells are bounded.
fn by_counting(table: &Table, hidden: &[usize], cell: usize) -> (i64, i64) {
    // Every hidden inner cell is at most its row's known total.
    let mut values: Vec<i64> = table.cells().iter().map(|it| it.value as i64).collect();
    let most: Vec<i64> = hidden
        .iter()
        .map(|at| {
            table
                .sums()
                .iter()
                .filter(|sum| sum.parts.contains(at))
                .map(|sum| values[sum.whole])
                .min()
                .unwrap()
        })
        .collect();
    fn count(
        table: &Table,
        hidden: &[usize],
        most: &[i64],
        at: usize,
        values: &mut Vec<i64>,
        cell: usize,
        seen: &mut (i64, i64),
    ) {
        let rest: BTreeSet<usize> = hidden[at..].iter().copied().collect();
        for sum in table.sums() {
            let free = sum.parts.iter().any(|it| rest.contains(it));
            let added: i64 = sum.parts.iter().filter(|it| !rest.contains(it)).map(|it| values[*it]).sum();
            if added > values[sum.whole] || (!free && added != values[sum.whole]) {
                return;
            }
        }
        let Some(next) = hidden.get(at) else {
            *seen = (seen.0.min(values[cell]), seen.1.max(values[cell]));
            return;
        };
        for value in 0..=most[at] {
            values[*next] = value;
            count(table, hidden, most, at + 1, values, cell, seen);
        }
    }
    let mut seen = (i64::MAX, i64::MIN);
    count(table, hidden, &most, 0, &mut values, cell, &mut seen);
    seen
}

fn inner(table: &Table) -> Vec<usize> {
    (0..table.cells().len()).filter(|it| !table.cells()[*it].is_margin).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn who_counts_all_tables_knows_the_same(table in small_table(), picks in prop::collection::vec(any::<prop::sample::Index>(), 5)) {
        let inner = inner(&table);
        let hidden: BTreeSet<usize> = picks.iter().map(|it| inner[it.index(inner.len())]).collect();
        let list: Vec<usize> = hidden.iter().copied().collect();
        for cell in &list {
            let (low, high) = by_counting(&table, &list, *cell);
            prop_assert_eq!(interval(&table, &hidden, *cell).unwrap(), Interval { low: Some(low), high: Some(high) });
        }
    }

    #[test]
    fn another_solver_knows_the_same(
        table in prop_oneof![small_table(), nested_table()],
        picks in prop::collection::vec(any::<prop::sample::Index>(), 1..9),
    ) {
        let hidden: BTreeSet<usize> = picks.iter().map(|it| it.index(table.cells().len())).collect();
        for cell in &hidden {
            prop_assert_eq!(interval(&table, &hidden, *cell).unwrap(), by_solver(&table, &hidden, *cell));
        }
    }

    #[test]
    fn no_protected_cell_is_known_better_than_demanded(
        table in prop_oneof![small_table(), nested_table()],
        threshold in 2..6_u64,
    ) {
        let protected = protect(&table, &Rules::counts(threshold), &BTreeSet::new()).unwrap();
        let hidden = protected.suppressed();
        for proof in &protected.proofs {
            let known = by_solver(&table, &hidden, proof.cell);
            prop_assert!(proof.demand.met_by(known), "{} is known as {known}", proof.cell);
            prop_assert!(known.width().is_none_or(|width| width >= 2 * i64::try_from(threshold).unwrap() - 1));
        }
    }
}
