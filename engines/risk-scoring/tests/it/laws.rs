//! Laws of the soft-target method and of the index.

use proptest::prelude::*;
use risk_scoring::soft_target::{Aspect, Event, Full, Mode, Rating, Risk, Scores, View, profile, rank};

fn all_scores() -> impl Strategy<Value = [i64; 7]> {
    prop::array::uniform7(1_i64..=7)
}

fn rated<M: Mode>(values: [i64; 7]) -> Rating<M> {
    Scores::of(values).unwrap().rate().unwrap()
}

fn numbers<M: Mode>(values: [i64; 7]) -> (u16, u16, u16) {
    let it = rated::<M>(values);
    (it.probability(), it.damage(), it.risk().value())
}

fn bounds<M: Mode>(values: [i64; 7]) {
    let (p, d, r) = numbers::<M>(values);
    let inside = |value: u16, (least, most): (u16, u16)| (least..=most).contains(&value);
    assert!(
        inside(p, Rating::<M>::probabilities())
            && inside(d, Rating::<M>::damages())
            && inside(r, Risk::<M>::range())
    );
}

proptest! {
    #[test]
    fn p_and_d_are_sums_and_r_is_their_product(values in all_scores()) {
        let sum = |from: usize, to: usize| values[from..to].iter().sum::<i64>();
        let (p, d) = (sum(0, 3), sum(3, 7));
        let found = |(p, d, r): (u16, u16, u16)| (i64::from(p), i64::from(d), i64::from(r));
        prop_assert_eq!(found(numbers::<Full>(values)), (p, d, p * d));
        let without = d - values[4];
        prop_assert_eq!(found(numbers::<Event>(values)), (p, without, p * without));
        bounds::<Full>(values);
        bounds::<Event>(values);
    }

    #[test]
    fn raising_a_score_never_lowers_r(values in all_scores(), at in 0_usize..7) {
        prop_assume!(values[at] < 7);
        let mut raised = values;
        raised[at] += 1;
        prop_assert!(rated::<Full>(raised).risk() > rated::<Full>(values).risk());
        prop_assert!(rated::<Event>(raised).risk() >= rated::<Event>(values).risk());
        // Only the object does not matter to an event.
        prop_assert_eq!(rated::<Event>(raised).risk() == rated::<Event>(values).risk(), at == 4);
    }

    #[test]
    fn inside_p_and_inside_d_the_order_does_not_matter(values in all_scores(), turn in 0_usize..12) {
        let mut turned = values;
        turned[..3].rotate_left(turn % 3);
        turned[3..].rotate_left(turn % 4);
        prop_assert_eq!(numbers::<Full>(turned), numbers::<Full>(values));
    }

    #[test]
    fn a_missing_score_is_never_a_number(values in all_scores(), at in 0_usize..7) {
        let scores = Scores::of(values).unwrap().with(Aspect::ALL[at], None);
        prop_assert_eq!(scores.rate::<Full>().unwrap_err().missing, vec![Aspect::ALL[at]]);
        prop_assert_eq!(scores.rate::<Event>().is_ok(), Aspect::ALL[at] == Aspect::Object);
    }

    #[test]
    fn a_ranking_holds_the_rated_ones_once_and_falls(rows in prop::collection::vec(prop::option::of(all_scores()), 0..30)) {
        let ratings: Vec<Option<Rating<Full>>> = rows.iter().map(|it| it.map(rated)).collect();
        let order = rank(&ratings, View::Risk);
        let mut seen = order.clone();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..rows.len()).filter(|it| rows[*it].is_some()).collect::<Vec<_>>());
        let key = |at: usize| ratings[at].map(|it| (it.risk(), it.damage(), it.life())).unwrap();
        prop_assert!(order.windows(2).all(|it| key(it[0]) > key(it[1]) || (key(it[0]) == key(it[1]) && it[0] < it[1])));
    }

    #[test]
    fn whole_percents_add_to_a_hundred_and_lie_next_to_the_share(
        rows in prop::collection::vec((all_scores(), prop::collection::btree_set(0_usize..5, 0..4)), 0..20),
    ) {
        let rows: Vec<(Rating<Full>, Vec<usize>)> =
            rows.into_iter().map(|(values, cells)| (rated(values), cells.into_iter().collect())).collect();
        let found = profile(5, rows.iter().map(|(rating, cells)| (Some(*rating), cells.as_slice())));
        let total: u64 = rows.iter().map(|(rating, cells)| u64::from(rating.risk().value()) * cells.len() as u64).sum();
        prop_assert_eq!((found.total, found.sums.iter().sum::<u64>()), (total, total));
        if total == 0 {
            prop_assert!(found.percent.is_empty());
        } else {
            prop_assert_eq!(found.percent.iter().map(|it| u32::from(*it)).sum::<u32>(), 100);
            for (cell, percent) in found.percent.iter().enumerate() {
                prop_assert!((100.0 * found.share(cell).unwrap() - f64::from(*percent)).abs() < 1.0);
            }
        }
    }
}
