//! What both databases index and are asked: words without accents, lower case, between single spaces.

use addresses::Address;
use benches::questions::{name_of, without_accents};

/// The line of an address that is indexed: ` koterovska 1234 83a vychodni predmesti plzen 32600 `.
/// The spaces at both ends let a pattern say "whole word" (`% plzen %`).
pub(crate) fn line(address: Address<'_>) -> String {
    let postcode = address.postcode().map(|p| p.digits().to_string()).unwrap_or_default();
    let part = address.street().map_or("", |_| address.part().name());
    let numbers = address.numbers();
    let town = address.municipality().name();
    let mut line = String::from(" ");
    for word in tidy(&format!("{} {numbers} {part} {town} {postcode}", name_of(address))).split(' ') {
        line.push_str(word);
        line.push(' ');
    }
    line
}

/// Letters and digits as they are, everything else as one space between words.
fn tidy(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The words of a question, folded, each once, at most eight.
pub(crate) fn words(question: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in without_accents(&tidy(question)).split(' ').filter(|word| !word.is_empty()) {
        if words.len() < 8 && !words.iter().any(|w| w == word) {
            words.push(word.to_owned());
        }
    }
    words
}

/// May this word hold a typing error? Numbers and short words are taken at their word.
pub(crate) fn may_be_mistyped(word: &str) -> bool {
    word.len() >= 4 && word.chars().all(char::is_alphabetic)
}

/// The two halves of a word with the space at its side: one typing error leaves one of them whole.
pub(crate) fn halves(word: &str) -> (String, String) {
    let letters: Vec<char> = word.chars().collect();
    let (first, second) = letters.split_at(letters.len() / 2);
    (format!(" {}", first.iter().collect::<String>()), format!("{} ", second.iter().collect::<String>()))
}

/// How alike two lines are: shared trigrams among all their trigrams, as `similarity` of pg_trgm.
pub(crate) fn similarity(a: &str, b: &str) -> f64 {
    let trigrams = |text: &str| {
        let mut all = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let padded: Vec<u8> = [b"  ", word.as_bytes(), b" "].concat();
            all.extend(padded.windows(3).map(|t| t.iter().fold(0u32, |n, b| n << 8 | u32::from(*b))));
        }
        all.sort_unstable();
        all.dedup();
        all
    };
    let (a, b) = (trigrams(a), trigrams(b));
    let shared = a.iter().filter(|t| b.binary_search(t).is_ok()).count();
    shared as f64 / (a.len() + b.len() - shared).max(1) as f64
}
