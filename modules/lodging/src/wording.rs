//! Reads an observation before it is sent: origins are refused, names are asked about.
//!
//! The platform keeps no nationality of a person and no resident's name. The words are data (`content/lodging/words.toml`);
//! this file only compares. It is a help to the writer, not a filter one could not get around.

use serde::Deserialize;

/// Words that do not belong in an observation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    #[serde(rename = "schema")]
    _schema: u32,
    nationality: Vec<String>,
    forenames: Vec<String>,
    titles: Vec<String>,
}

/// What was found in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Words about origin, as written.
    pub nationality: Vec<String>,
    /// What looks like the name or number of a person, as written.
    pub people: Vec<String>,
}

impl Words {
    /// Reads a text.
    #[must_use]
    pub fn read(&self, text: &str) -> Findings {
        let split = |c: char| !c.is_alphanumeric() && !matches!(c, '’' | '\'' | '/' | '-');
        let words: Vec<&str> = text.split(split).filter(|word| !word.is_empty()).collect();
        let mut found = Findings::default();
        for (at, word) in words.iter().enumerate() {
            let folded = folded(word);
            if folded.split('-').any(|part| self.nationality.iter().any(|pattern| fits(pattern, part))) {
                note(&mut found.nationality, word);
            }
            let next = words.get(at + 1).copied().filter(|next| is_capitalised(next));
            let title = self.titles.contains(&folded);
            let forename = is_capitalised(word) && self.forenames.contains(&folded);
            match next {
                Some(next) if title || forename => note(&mut found.people, &format!("{word} {next}")),
                _ if is_birth_number(word) => note(&mut found.people, word),
                _ => {}
            }
        }
        found
    }
}

fn note(list: &mut Vec<String>, word: &str) {
    if !list.iter().any(|known| known == word) {
        list.push(word.to_owned());
    }
}

fn fits(pattern: &str, word: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => word == pattern,
    }
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// `yymmdd/nnnn`: a birth number, or something that looks too much like one.
fn is_birth_number(word: &str) -> bool {
    let digits = |part: &str, lengths: &[usize]| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    word.split_once('/').is_some_and(|(day, rest)| digits(day, &[6]) && digits(rest, &[3, 4]))
}

/// Lower case, Czech and Slovak letters without their marks.
pub(crate) fn folded(word: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'ä' => 'a',
        'č' => 'c',
        'ď' => 'd',
        'é' | 'ě' => 'e',
        'í' => 'i',
        'ĺ' | 'ľ' => 'l',
        'ň' => 'n',
        'ó' | 'ô' => 'o',
        'ř' | 'ŕ' => 'r',
        'š' => 's',
        'ť' => 't',
        'ú' | 'ů' => 'u',
        'ý' => 'y',
        'ž' => 'z',
        other => other,
    };
    word.chars().flat_map(char::to_lowercase).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, nationality: &[&str], people: &[&str]) {
        let found = crate::content::words().unwrap().read(text);
        assert_eq!(found.nationality, nationality);
        assert_eq!(found.people, people);
    }

    #[test]
    fn an_observation_of_the_place_passes() {
        check(
            "Ve dvoře přetékají kontejnery, v noci rušili hudbou. Ve druhém patře svítí do rána.",
            &[],
            &[],
        );
        check("Na fasádě chybí označení provozovny; domovník odkázal na Slovanskou alej 12.", &[], &[]);
        check("", &[], &[]);
    }

    #[test]
    fn origins_are_found_in_any_form() {
        check("Bydlí tam Ukrajinci a asi dva Vietnamci.", &["Ukrajinci", "Vietnamci"], &[]);
        check("vietnamsko-rumunská parta, RUMUNI", &["vietnamsko-rumunská", "RUMUNI"], &[]);
        check("Там живуть українці.", &["українці"], &[]);
        check("several Bulgarians", &["Bulgarians"], &[]);
    }

    #[test]
    fn names_and_birth_numbers_are_asked_about() {
        check("Otevřel pan Smyšlený, klíče má Jana Vymyšlená.", &[], &["pan Smyšlený", "Jana Vymyšlená"]);
        check("r. č. 900101/1234", &[], &["900101/1234"]);
        // An address is not a birth number, and a name alone at the end is too common a word.
        check("Zahradní 173/2, svatého Jana", &[], &[]);
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in ".{0,400}") {
            let found = crate::content::words().unwrap().read(&text);
            prop_assert!(found.nationality.iter().all(|word| text.contains(word.as_str())));
        }
    }
}
