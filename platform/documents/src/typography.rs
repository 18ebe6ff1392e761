//! Where a line may not end. Czech: no one-letter word (k, s, v, z, o, u, a, i) stays behind at the end of a line
//! (ČSN 01 6910, 4.3), nor is a number parted from its unit. Ukrainian has the same custom. Done here, once, so that
//! both faces break lines alike.

use crate::Language;

const NO_BREAK: char = '\u{a0}';
/// Units and words that belong to the number before them.
const UNITS: &[&str] = &[
    "%", "‰", "°C", "Kč", "EUR", "€", "km", "m", "cm", "mm", "m²", "km²", "ha", "h", "min", "s", "tis.",
    "mil.", "mld.", "тис.", "млн", "млрд", "год", "хв", "грн", "км", "м",
];
/// Words that belong to the number after them.
const BEFORE_NUMBER: &[&str] = &["§", "č.", "čl.", "odst.", "str.", "n", "№", "ст."];

/// The text with spaces that may not end a line made non-breaking. Nothing else is changed.
#[must_use]
pub fn bound(text: &str, language: Language) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    // The word just written.
    let mut word = "";
    while let Some(at) = rest.find(' ') {
        let (before, after) = rest.split_at(at);
        let last = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or(before);
        // Between two spaces there is no word; what was before them counts no longer.
        word = if before.is_empty() && word.is_empty() { word } else { last };
        let after = &after[1..];
        let next = after.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
        out.push_str(before);
        out.push(if belongs(word, next, language) { NO_BREAK } else { ' ' });
        rest = after;
    }
    out.push_str(rest);
    out
}

fn belongs(word: &str, next: &str, language: Language) -> bool {
    if word.is_empty() || next.is_empty() {
        return false;
    }
    let bare = word.trim_start_matches(['(', '„', '«', '"', '‚', '[']);
    short(bare, language)
        || number(bare, next)
        || (BEFORE_NUMBER.contains(&bare) && begins(next))
        || equals(bare, next)
}

/// A one-letter word that leans on the next one.
fn short(word: &str, language: Language) -> bool {
    let mut letters = word.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else { return false };
    let leaning = match language {
        Language::Cs => "ksvzouaiKSVZOUAI",
        Language::En => "",
        Language::Uk => "взіуйоаяВЗІУЙОАЯ",
    };
    leaning.contains(letter)
}

/// A number before its unit, its next three digits, or, in a date, its month: "68,2 %", "1 800", "26. 11. 2025".
fn number(word: &str, next: &str) -> bool {
    let digits = word.strip_suffix('.').unwrap_or(word);
    if !digits.ends_with(|c: char| c.is_ascii_digit()) || !begins(word) {
        return false;
    }
    let unit = next.trim_end_matches([',', ';', ':', ')', '.', '!', '?', '“']);
    if UNITS.contains(&unit) || UNITS.contains(&next) {
        return true;
    }
    let ordinal = word.ends_with('.') && digits.len() <= 2;
    let three = unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_digit());
    let group = !word.ends_with('.')
        && (three || unit.split_once(',').is_some_and(|(whole, _)| whole.len() == 3 && begins(whole)));
    group || (ordinal && next.starts_with(|c: char| c.is_ascii_digit() || c.is_lowercase()))
}

/// The sides of "n = 183".
fn equals(word: &str, next: &str) -> bool {
    const SIGNS: [&str; 6] = ["=", "≤", "≥", "<", ">", "±"];
    (SIGNS.contains(&word) && begins(next)) || (SIGNS.contains(&next) && word.chars().count() <= 2)
}

fn begins(word: &str) -> bool {
    word.trim_start_matches(['−', '-', '+', '±']).starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(language: Language, expected: &str) {
        let text = expected.replace('~', " ");
        assert_eq!(bound(&text, language).replace(NO_BREAK, "~"), expected);
    }

    #[test]
    fn czech_lines_do_not_end_so() {
        check(
            Language::Cs,
            "V~Plzni a~v~okolí se bojí o~děti i~u~školy (k~1. lednu).".replace("1. l", "1.~l").as_str(),
        );
        check(
            Language::Cs,
            "Celkem 1~800 lidí, 68,2~% z~nich, od 26.~11. do 3.~12.~2025."
                .replace("11. do", "11.~do")
                .as_str(),
        );
        check(Language::Cs, "Podle §~5 odst.~2 je n~=~183 a~p~<~0,05; 12~345,6~km.");
        check(Language::Cs, "Roku 2025 bylo 12 lidí. Více než 5 obvodů");
    }

    #[test]
    fn other_languages_have_their_own() {
        check(Language::En, "a quarter of 1~800 people, 68.2~%");
        check(Language::Uk, "У~місті і~в~районах 68,2~% людей");
        check(Language::Cs, "  dvě  mezery ");
    }

    proptest! {
        #[test]
        fn only_spaces_change(text in "\\PC{0,60}") {
            for language in Language::ALL {
                let got = bound(&text, language);
                prop_assert_eq!(got.replace(NO_BREAK, " "), text.replace(NO_BREAK, " "));
            }
        }
    }
}
