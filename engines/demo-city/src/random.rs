//! A small seeded generator, the same on every machine and in every release of the compiler.
//!
//! SplitMix64 (Steele, Lea, Flood: *Fast splittable pseudorandom number generators*, OOPSLA 2014).
//! Not for secrets. Floats are made from the top 53 bits, so that no rounding mode can change them.

/// The stream of chance that a town is drawn from.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// A stream; equal seeds and topics give equal streams. A topic keeps one part of the town from
    /// moving when another part draws more numbers.
    pub(crate) fn new(seed: u64, topic: u64) -> Self {
        let mut r = Self(seed ^ topic.wrapping_mul(0xD1B5_4A32_D192_ED03));
        r.next();
        r
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Uniform in `[0, 1)`.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Uniform in `[low, high)`.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Uniform in `0..n`; 0 when `n` is 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }

    /// True with the given probability.
    pub(crate) fn chance(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    /// Fisher–Yates.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    /// First values of SplitMix64 for seed 0, skipping one, as published with the reference code.
    #[test]
    fn the_stream_is_the_published_one() {
        let mut r = Random::new(0, 0);
        assert_eq!((r.next(), r.next()), (0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F));
    }

    #[test]
    fn topics_differ() {
        assert_ne!(Random::new(1, 1).unit().to_bits(), Random::new(1, 2).unit().to_bits());
    }
}
