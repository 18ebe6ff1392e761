//! Words for finding cases: folded, and packed into numbers so that "begins with" is a range of one index, whatever
//! the collation of the database is.

/// Letters of a word that count.
const LENGTH: u32 = 12;
/// Letters a–z, digits, and the end of a word.
const BASE: i64 = 37;
/// Words of a query that count.
pub(crate) const QUERY_WORDS: usize = 3;

/// The words of some texts, packed, each once.
pub(crate) fn packed(texts: &[&str]) -> Vec<i64> {
    let mut words: Vec<i64> = texts.iter().flat_map(|text| words(text)).map(|word| pack(&word).0).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// For each word of a query, the range of packed words that begin with it: from, and up to but not including.
pub(crate) fn ranges(query: &str) -> Vec<(i64, i64)> {
    // Of many words the longest count: they say most.
    let mut words: Vec<String> = words(query).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.iter().take(QUERY_WORDS).map(|word| pack(word)).collect()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let folded: String = text.chars().flat_map(fold).collect();
    let words: Vec<String> = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

/// The least number of a word that begins so, and the least that is greater than all of them.
fn pack(word: &str) -> (i64, i64) {
    let digit = |b: u8| i64::from(if b.is_ascii_digit() { b - b'0' + 1 } else { b - b'a' + 11 });
    let letters = word.bytes().take(LENGTH as usize);
    let (number, rest) = letters.fold((0, LENGTH), |(number, rest), b| (number * BASE + digit(b), rest - 1));
    let span = BASE.pow(rest);
    (number * span, (number + 1) * span)
}

/// Lower case without diacritics; letters of other alphabets as people write them in Latin.
fn fold(c: char) -> impl Iterator<Item = char> {
    let lower = c.to_lowercase().next().unwrap_or(c);
    let text = match lower {
        'á' | 'ä' | 'à' | 'â' | 'а' => "a",
        'č' | 'ç' | 'ć' => "c",
        'ď' | 'д' => "d",
        'é' | 'ě' | 'ë' | 'è' | 'е' | 'є' => "e",
        'í' | 'î' | 'і' | 'и' | 'ї' => "i",
        'ľ' | 'ĺ' | 'л' | 'ł' => "l",
        'ň' | 'ń' | 'н' => "n",
        'ó' | 'ö' | 'ô' | 'ő' | 'о' => "o",
        'ř' | 'ŕ' | 'р' => "r",
        'š' | 'ś' | 'с' => "s",
        'ť' | 'т' => "t",
        'ú' | 'ů' | 'ü' | 'ű' | 'у' => "u",
        'ý' | 'й' => "y",
        'ž' | 'ź' | 'ż' | 'з' => "z",
        'б' => "b",
        'в' => "v",
        'г' => "h",
        'ґ' => "g",
        'к' => "k",
        'м' => "m",
        'п' => "p",
        'ф' => "f",
        'х' => "ch",
        'ц' => "c",
        'ч' => "c",
        'ш' => "s",
        'щ' => "s",
        'ж' => "z",
        'ю' => "u",
        'я' => "a",
        'ь' => "",
        'ß' => "ss",
        _ => return Folded::One(Some(lower)),
    };
    Folded::Text(text.chars())
}

enum Folded {
    One(Option<char>),
    Text(std::str::Chars<'static>),
}

impl Iterator for Folded {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        match self {
            Folded::One(c) => c.take(),
            Folded::Text(chars) => chars.next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn finds(query: &str, title: &str) -> bool {
        let words = packed(&[title]);
        ranges(query).iter().all(|(from, to)| words.iter().any(|word| (from..to).contains(&word)))
    }

    #[test]
    fn beginnings_find_with_and_without_diacritics() {
        for (query, title, found) in [
            ("ubyt", "Přeplněná ubytovna v Nádražní 12", true),
            ("PREPLNENA nadrazni", "Přeplněná ubytovna v Nádražní 12", true),
            ("ytovna", "Přeplněná ubytovna", false),
            ("ub-2026-00012", "UB-2026-00012", true),
            ("00012", "UB-2026-00012", true),
            ("ch", "Chebská", true),
            ("c", "Chebská", true),
            ("гуртожиток", "Гуртожиток на розі", true),
            ("", "cokoli", true),
            ("' or 1=1 --", "cokoli", false),
            ("nejneobhospodarovavatelnejsi", "nejneobhospodařovávatelnější", true),
        ] {
            assert_eq!(finds(query, title), found, "{query} in {title}");
        }
    }

    proptest! {
        #[test]
        fn a_word_begins_with_its_beginnings_only(word in "[a-z0-9]{1,16}", other in "[a-z0-9]{1,16}") {
            let cut = |w: &str| w.chars().take(LENGTH as usize).collect::<String>();
            prop_assert_eq!(finds(&other, &word), cut(&word).starts_with(&cut(&other)));
        }

        #[test]
        fn nothing_panics(text in ".*") {
            prop_assert!(finds(&text, &text));
        }
    }
}
