//! Roman numerals of street names (`Jihozápadní I – VI`).

/// Greatest numeral met in street names with a wide margin; a longer range is a slip.
pub(super) const MAX: u32 = 50;

/// The value of a canonical upper-case Roman numeral up to [`MAX`].
pub(super) fn value(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    (1..=MAX).find(|n| numeral(*n) == text)
}

/// Writes a number up to [`MAX`] as a Roman numeral.
pub(super) fn numeral(mut n: u32) -> String {
    let mut out = String::new();
    for (value, text) in [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while n >= value {
            out.push_str(text);
            n -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn there_and_back() {
        for n in 1..=super::MAX {
            assert_eq!(super::value(&super::numeral(n)), Some(n));
        }
        assert_eq!(super::value("IIII"), None);
        assert_eq!(super::value("Ix"), None);
    }
}
