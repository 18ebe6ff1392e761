//! The number of a company (IČO): eight digits, the last one a check digit.

/// Whether a text is an IČO with a right check digit (weights 8–2, modulo 11; Czech Statistical Office, registration of
/// economic subjects).
#[must_use]
pub fn is_ico(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    let Some([first @ .., last]) = digits.as_deref() else { return false };
    if first.len() != 7 {
        return false;
    }
    let sum: u32 = first.iter().zip((2..=8).rev()).map(|(digit, weight)| digit * weight).sum();
    (11 - sum % 11) % 10 == *last
}

#[cfg(test)]
mod tests {
    use super::is_ico;

    #[test]
    fn the_last_digit_checks_the_others() {
        // Those of the Czech Statistical Office, two offices, one whose rest is 1, one whose rest is 0.
        for good in ["00025593", "00075370", "00551023", "27074358", "00000019", "00000001"] {
            assert!(is_ico(good), "{good}");
        }
        for bad in ["00000002", "00025594", "25593", "000255930", "0002559x", "", "٠٠٠٢٥٥٩٣"] {
            assert!(!is_ico(bad), "{bad}");
        }
    }
}
