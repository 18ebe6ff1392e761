//! The code of an invitation: what stands in a letter and opens the questionnaire once.
//!
//! ```text
//!   K7QM-2XWD-9RTF
//!   └─ eleven letters drawn at random (54 bits) ─┘└ the twelfth makes a weighted sum divisible by 31
//! ```
//!
//! The 31 letters are those that nobody mistakes on paper: no 0 and O, no 1, I and L. As 31 is a prime and the weights
//! differ, one wrong letter and two swapped ones are always noticed (ISO/IEC 7064 explains pure systems of this kind), so
//! a typo is called a typo and is not counted as guessing.

use sha2::{Digest, Sha256};

const LETTERS: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH: usize = 12;
const GROUP: usize = 4;

/// A code that is written as one: it need not have been given to anybody.
#[derive(Clone, PartialEq, Eq)]
pub struct Code([u8; LENGTH]);

/// Why a text is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotACode {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// Too short, too long, or with a letter that codes do not have.
    #[error("a code has twelve letters and digits")]
    Shape,
    /// A letter is wrong, or two are swapped.
    #[error("the letters do not fit together")]
    Typo,
}

/// The system gives no random numbers, so nothing may be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no random numbers")]
pub struct NoRandomness;

/// A random number below `bound`, every one with the same chance.
///
/// # Errors
/// [`NoRandomness`].
pub fn below(bound: u64) -> Result<u64, NoRandomness> {
    if bound <= 1 {
        return Ok(0);
    }
    // Numbers above the last whole multiple would favour the small ones, so they are drawn again.
    let last = u64::MAX - u64::MAX % bound;
    loop {
        let drawn = getrandom::u64().map_err(|_| NoRandomness)?;
        if drawn < last {
            return Ok(drawn % bound);
        }
    }
}

impl Code {
    /// Draws a code.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn draw() -> Result<Code, NoRandomness> {
        let mut digits = [0_u8; LENGTH];
        for digit in digits.iter_mut().take(LENGTH - 1) {
            *digit = u8::try_from(below(LETTERS.len() as u64)?).unwrap_or_default();
        }
        // Twelve times the last digit must make up for the rest; 12 · 13 = 156 = 5 · 31 + 1, so 13 undoes 12.
        let missing = (31 - sum(&digits) % 31) % 31;
        if let Some(last) = digits.last_mut() {
            *last = u8::try_from(missing * 13 % 31).unwrap_or_default();
        }
        Ok(Code(digits))
    }

    /// Reads what somebody typed: capitals or not, with blanks and dashes or without.
    ///
    /// # Errors
    /// [`NotACode`].
    pub fn parse(text: &str) -> Result<Code, NotACode> {
        let skipped =
            |c: &char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '\u{2010}' | '\u{2011}' | '.');
        let mut digits = [0_u8; LENGTH];
        let mut length = 0;
        for letter in text.chars().filter(|c| !skipped(c)) {
            let capital = u8::try_from(letter.to_ascii_uppercase()).map_err(|_| NotACode::Shape)?;
            let digit = LETTERS.iter().position(|known| *known == capital).ok_or(NotACode::Shape)?;
            *digits.get_mut(length).ok_or(NotACode::Shape)? = u8::try_from(digit).unwrap_or_default();
            length += 1;
        }
        match length {
            0 => Err(NotACode::Empty),
            LENGTH if sum(&digits).is_multiple_of(31) => Ok(Code(digits)),
            LENGTH => Err(NotACode::Typo),
            _ => Err(NotACode::Shape),
        }
    }

    /// What is kept of it: SHA-256 in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        Sha256::digest(self.letters()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn letters(&self) -> Vec<u8> {
        self.0.iter().filter_map(|digit| LETTERS.get(usize::from(*digit)).copied()).collect()
    }
}

/// The sum of digits, each weighted by its place from 1.
fn sum(digits: &[u8; LENGTH]) -> u32 {
    (1..).zip(digits).map(|(weight, digit)| weight * u32::from(*digit)).sum()
}

/// As it is printed: three groups of four.
impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, letter) in self.letters().into_iter().enumerate() {
            if at > 0 && at % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(letter))?;
        }
        Ok(())
    }
}

/// A code is a key to somebody's answers, so logs do not get it.
impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = Code::draw().unwrap();
        let printed = code.to_string();
        assert_eq!((printed.len(), printed.matches('-').count()), (14, 2));
        for typed in [
            printed.clone(),
            printed.to_lowercase(),
            printed.replace('-', ""),
            printed.replace('-', " – "),
            format!("  {printed}\n"),
        ] {
            assert_eq!(Code::parse(&typed), Ok(code.clone()), "{typed}");
        }
        assert_eq!(code.hash().len(), 64);
        assert!(!format!("{code:?}").contains(&printed[..4]), "not in logs");
    }

    #[test]
    fn one_wrong_letter_and_two_swapped_ones_are_noticed() {
        let code = Code::draw().unwrap();
        for at in 0..LENGTH {
            for other in 0..31 {
                let mut digits = code.0;
                if digits[at] != other {
                    digits[at] = other;
                    assert_eq!(Code::parse(&Code(digits).to_string()), Err(NotACode::Typo));
                }
            }
            for with in at + 1..LENGTH {
                let mut digits = code.0;
                digits.swap(at, with);
                let swapped = Code::parse(&Code(digits).to_string());
                assert_eq!(swapped.is_ok(), digits == code.0);
            }
        }
    }

    #[test]
    fn what_is_no_code_says_why() {
        assert_eq!(Code::parse(" - "), Err(NotACode::Empty));
        for text in ["ABCD-EFGH-JKM", "ABCD-EFGH-JKMN-P", "ABCD-EFGH-JKM0", "ABCD-EFGH-JKMÉ", "😀"] {
            assert_eq!(Code::parse(text), Err(NotACode::Shape), "{text}");
        }
    }

    #[test]
    fn draws_below_a_bound_reach_every_number() {
        let mut seen = [0_u32; 5];
        for _ in 0..2_000 {
            seen[usize::try_from(below(5).unwrap()).unwrap()] += 1;
        }
        // Expected 400 each with a deviation of 18; seven deviations do not happen.
        assert!(seen.iter().all(|count| (270..530).contains(count)), "{seen:?}");
        assert_eq!((below(0).unwrap(), below(1).unwrap()), (0, 0));
    }

    proptest! {
        #[test]
        fn any_text_is_a_code_or_is_not(text in "\\PC{0,20}") {
            let _ = Code::parse(&text);
        }
    }
}
