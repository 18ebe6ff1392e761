//! Alphabetical order as each language keeps it.
//!
//! Czech (ČSN 97 6030): `a b c č d … h ch i … r ř s š … z ž`; other accents, then capitals, decide only
//! between words that are otherwise the same; a space comes before letters, letters before digits.
//! Ukrainian: its own alphabet (`г ґ`, `е є`, `и і ї й`, `ь` before `ю`). English: `a`–`z`.
//! Digits are compared as numbers, so that precinct 9 stands before precinct 10.

use crate::Lang;

const CZECH: [&str; 31] = [
    "a", "b", "c", "č", "d", "e", "f", "g", "h", "ch", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "ř",
    "s", "š", "t", "u", "v", "w", "x", "y", "z", "ž",
];
const UKRAINIAN: &str = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя";

/// Places of the primary level; letters of the alphabets start at `LETTERS`.
const SPACE: u32 = 1;
const LETTERS: u32 = 2;
const CYRILLIC: u32 = LETTERS + 64;
const OTHER: u32 = 1 << 12;
const DIGITS: u32 = 1 << 24;

/// A key whose byte order is the alphabetical order of the texts in `lang`.
///
/// ```
/// use web::{collation_key, Lang};
/// let mut streets = ["Chodská", "Cukrovarská", "Habrmannova", "Čermákova", "Ibsenova"];
/// streets.sort_by_cached_key(|street| collation_key(Lang::Cs, street));
/// assert_eq!(streets, ["Cukrovarská", "Čermákova", "Habrmannova", "Chodská", "Ibsenova"]);
/// ```
#[must_use]
pub fn collation_key(lang: Lang, text: &str) -> Vec<u8> {
    let mut primary = Vec::new();
    let mut secondary = Vec::new();
    let mut tertiary = Vec::new();
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        if let Some(digit) = c.to_digit(10) {
            // Up to nine digits fit the place; a longer number goes on in further places.
            let mut number = digit;
            while number < 100_000_000 {
                let Some(next) = chars.peek().and_then(|c| c.to_digit(10)) else { break };
                number = number * 10 + next;
                chars.next();
            }
            primary.extend([DIGITS, number]);
            continue;
        }
        let mut lower = c.to_lowercase();
        let Some(small) = lower.next() else { continue };
        if lang == Lang::Cs && small == 'c' && chars.peek().is_some_and(|next| matches!(next, 'h' | 'H')) {
            chars.next();
            primary.push(place(lang, "ch"));
            secondary.push(0);
            tertiary.push(u32::from(c != small));
            continue;
        }
        let (base, accent) = unaccented(small);
        let mut buffer = [0; 4];
        let own = place(lang, small.encode_utf8(&mut buffer));
        if own < OTHER {
            primary.push(own);
            secondary.push(0);
        } else {
            primary.push(place(lang, base.encode_utf8(&mut buffer)));
            secondary.push(accent);
        }
        tertiary.push(u32::from(c != small));
    }
    let levels = [primary, secondary, tertiary];
    levels.join(&0).iter().flat_map(|place| place.to_be_bytes()).collect()
}

fn place(lang: Lang, letter: &str) -> u32 {
    let index = |at: usize| u32::try_from(at).unwrap_or(OTHER);
    if letter == " " || letter == "-" || letter == "\u{a0}" {
        return SPACE;
    }
    if let Some(at) = CZECH.iter().position(|known| *known == letter) {
        let accented = !letter.is_ascii();
        if lang == Lang::Cs || !accented {
            return LETTERS + index(at);
        }
    }
    let first = letter.chars().next().unwrap_or_default();
    match UKRAINIAN.chars().position(|known| known == first) {
        Some(at) => CYRILLIC + index(at),
        None => OTHER + u32::from(first),
    }
}

/// The letter without its accent and a number for the accent. Czech, Slovak, German and Polish letters.
fn unaccented(c: char) -> (char, u32) {
    match c {
        'á' => ('a', 1),
        'ä' => ('a', 2),
        'ą' => ('a', 3),
        'č' => ('c', 1),
        'ć' => ('c', 2),
        'ď' => ('d', 1),
        'é' => ('e', 1),
        'ě' => ('e', 2),
        'ę' => ('e', 3),
        'í' => ('i', 1),
        'ľ' => ('l', 1),
        'ĺ' => ('l', 2),
        'ł' => ('l', 3),
        'ň' => ('n', 1),
        'ń' => ('n', 2),
        'ó' => ('o', 1),
        'ô' => ('o', 2),
        'ö' => ('o', 3),
        'ř' => ('r', 1),
        'ŕ' => ('r', 2),
        'š' => ('s', 1),
        'ś' => ('s', 2),
        'ť' => ('t', 1),
        'ú' => ('u', 1),
        'ů' => ('u', 2),
        'ü' => ('u', 3),
        'ý' => ('y', 1),
        'ž' => ('z', 1),
        'ź' => ('z', 2),
        'ż' => ('z', 3),
        other => (other, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(lang: Lang, sorted: &[&str]) {
        let mut shuffled: Vec<&str> = sorted.iter().rev().copied().collect();
        shuffled.sort_by_cached_key(|word| collation_key(lang, word));
        assert_eq!(shuffled, sorted);
    }

    #[test]
    fn czech_order() {
        check(Lang::Cs, &["cena", "čára", "ďas", "dům", "had", "chata", "ibis"]);
        check(Lang::Cs, &["Na Vinicích", "Nade Mží", "Náměstí", "Nepomucká"]);
        check(Lang::Cs, &["pata", "páta", "pátá"]);
        check(Lang::Cs, &["okrsek 2", "okrsek 9", "okrsek 10", "okrsek 10A"]);
        check(Lang::Cs, &["Rokycanská", "Řezníkova", "Sady", "Šafaříkovy sady", "Žatecká"]);
        check(Lang::Cs, &["a", "A", "á", "b"]);
    }

    #[test]
    fn ukrainian_and_english_order() {
        check(Lang::Uk, &["гора", "ґанок", "екран", "єнот", "ива", "ілюзія", "їжак", "йод", "кіт", "юний"]);
        check(Lang::En, &["card", "Čermák", "chalk", "cold", "hat"]);
    }

    proptest! {
        /// Equal keys mean the same word up to what no dictionary tells apart.
        #[test]
        fn the_key_of_a_prefix_is_not_greater(word in "[a-zA-Záčďéěíňóřšťúůýž ]{0,12}", more in "[a-z]{0,5}") {
            let longer = format!("{word}{more}");
            prop_assume!(!(word.ends_with(['c', 'C']) && more.starts_with('h')));
            prop_assert!(collation_key(Lang::Cs, &word) <= collation_key(Lang::Cs, &longer));
        }
    }
}
