//! Cases dealt out by chance.

use distributions::random::Random;

/// Deals `cases` out over cells with chances in proportion to `sizes` (a multinomial draw).
pub(super) struct InProportion {
    sums: Vec<f64>,
}

impl InProportion {
    pub(super) fn new(sizes: &[f64]) -> Self {
        let mut sum = 0.0;
        Self {
            sums: sizes
                .iter()
                .map(|size| {
                    sum += size;
                    sum
                })
                .collect(),
        }
    }

    pub(super) fn deal(&self, cases: u64, random: &mut Random, counts: &mut [u32]) {
        counts.fill(0);
        let all = self.sums.last().copied().unwrap_or(0.0);
        for _ in 0..cases {
            let at = random.unit() * all;
            let cell = self.sums.partition_point(|sum| *sum <= at).min(counts.len().saturating_sub(1));
            if let Some(count) = counts.get_mut(cell) {
                *count += 1;
            }
        }
    }
}

/// Deals `cases` out over people of cells, nobody twice (a hypergeometric draw): a tree of partial sums of those left.
pub(super) struct AmongPeople {
    tree: Vec<u64>,
    people: u64,
}

impl AmongPeople {
    pub(super) fn new(people: &[u64]) -> Self {
        let size = people.len().next_power_of_two();
        let mut tree = vec![0; 2 * size];
        tree[size..size + people.len()].copy_from_slice(people);
        (1..size).rev().for_each(|node| tree[node] = tree[2 * node] + tree[2 * node + 1]);
        Self { tree, people: people.iter().sum() }
    }

    pub(super) fn deal(&self, cases: u64, random: &mut Random, counts: &mut [u32]) {
        counts.fill(0);
        let (mut left, size) = (self.tree.clone(), self.tree.len() / 2);
        for drawn in 0..cases.min(self.people) {
            let mut at = random.below((self.people - drawn) as usize) as u64;
            let mut node = 1;
            left[1] -= 1;
            while node < size {
                node *= 2;
                if at >= left[node] {
                    at -= left[node];
                    node += 1;
                }
                left[node] -= 1;
            }
            counts[node - size] += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_kept_and_nobody_is_drawn_twice() {
        let mut counts = [0; 3];
        InProportion::new(&[1.0, 0.0, 3.0]).deal(40_000, &mut Random::new(1, 1), &mut counts);
        assert_eq!((counts[0] + counts[2], counts[1]), (40_000, 0));
        assert!(counts[0].abs_diff(10_000) < 400);
        let people = AmongPeople::new(&[5, 0, 7]);
        people.deal(12, &mut Random::new(1, 1), &mut counts);
        assert_eq!(counts, [5, 0, 7]);
        let mut first = 0;
        for replicate in 0..4_000 {
            people.deal(6, &mut Random::new(2, replicate), &mut counts);
            assert_eq!(counts.iter().sum::<u32>(), 6);
            first += counts[0];
        }
        assert!((f64::from(first) / 4_000.0 - 2.5).abs() < 0.06);
    }
}
