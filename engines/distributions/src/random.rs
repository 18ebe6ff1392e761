//! Chance from a seed: equal seeds give equal draws on every machine and for any number of threads.
//!
//! SplitMix64 (Steele, Lea, Flood: *Fast splittable pseudorandom number generators*, OOPSLA 2014). Small and fast, with
//! a stream of its own for every (seed, replicate), so that replicates may be drawn in any order. Not for secrets.

/// A stream of chance.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The stream of one replicate; equal arguments give equal streams.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut random = Self(seed ^ stream.wrapping_mul(0xd134_2543_de82_ef95));
        random.bits();
        random
    }

    /// Sixty-four even bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Even in `[0, 1)`, made of 53 bits.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number below `n`, 0 when `n` is 0; the bias is below n/2⁶⁴.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.bits()) * n as u128) >> 64) as usize
    }

    /// Puts the items into an even order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// A Poisson variable: by multiplication (Knuth), large means as sums of small ones, so that time grows with the
    /// mean. 0 for a mean that is not above 0.
    pub fn poisson(&mut self, mean: f64) -> u64 {
        const PART: f64 = 32.0;
        let (mut left, mut count) = (if mean.is_finite() { mean } else { 0.0 }, 0);
        while left > 0.0 {
            let end = (-left.min(PART)).exp();
            let mut product = self.unit();
            while product > end {
                count += 1;
                product *= self.unit();
            }
            left -= PART;
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    /// First values of SplitMix64 for seed 0, skipping one, as published with the reference code.
    #[test]
    fn the_stream_is_the_published_one() {
        let mut random = Random::new(0, 0);
        assert_eq!((random.bits(), random.bits()), (0x6e78_9e6a_a1b9_65f4, 0x06c4_5d18_8009_454f));
    }

    #[test]
    fn streams_differ_and_stay_in_their_range() {
        assert_ne!(Random::new(1, 1).bits(), Random::new(1, 2).bits());
        let mut random = Random::new(7, 0);
        assert!((0..1_000).all(|_| random.below(3) < 3 && (0.0..1.0).contains(&random.unit())));
        assert_eq!(random.below(0), 0);
    }

    #[test]
    fn a_shuffle_loses_nothing() {
        let mut items: Vec<usize> = (0..100).collect();
        Random::new(3, 9).shuffle(&mut items);
        assert!(!items.is_sorted());
        items.sort_unstable();
        assert!(items.into_iter().eq(0..100));
    }

    #[test]
    fn poisson_variables_have_their_mean_and_variance() {
        for mean in [0.3, 5.0, 32.0, 100.0] {
            let mut random = Random::new(11, 4);
            let drawn: Vec<f64> = (0..20_000).map(|_| random.poisson(mean) as f64).collect();
            let found = drawn.iter().sum::<f64>() / 2e4;
            let spread = drawn.iter().map(|x| (x - found).powi(2)).sum::<f64>() / 2e4;
            assert!((found - mean).abs() < 5.0 * (mean / 2e4).sqrt(), "mean {found} of {mean}");
            assert!((spread / mean - 1.0).abs() < 0.07, "variance {spread} of {mean}");
        }
        let mut random = Random::new(11, 4);
        assert_eq!([-1.0, 0.0, f64::NAN, f64::INFINITY].map(|mean| random.poisson(mean)), [0; 4]);
    }
}
