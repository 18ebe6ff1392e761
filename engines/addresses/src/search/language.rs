//! What the search knows of Czech, as data: abbreviations, kinds of words, endings. No names of any city.

/// How much a word tells which street is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A name proper.
    Strong,
    /// Digits inside a name: `28. října`.
    Number,
    /// Kind of street: náměstí, třída.
    Kind,
    /// Title, rank, saint: generála, sv.
    Title,
    /// A single letter: an initial.
    Initial,
    /// Preposition or conjunction.
    Small,
    /// Never part of a name: byt, patro, okres.
    Noise,
}

/// Words of one meaning; the first is the form they are indexed under. Abbreviations are written without dots.
const SAME: &[&[&str]] = &[
    &["namesti", "nam", "namesty", "namnesti"],
    &["trida", "tr", "trid", "tridy", "tride"],
    &["ulice", "ul", "ulici"],
    &["nabrezi", "nabr", "nab"],
    &["sidliste", "sidl", "sidlisti"],
    &["generala", "gen", "general"],
    &["plukovnika", "plk", "plukovnik"],
    &["podplukovnika", "pplk"],
    &["kapitana", "kpt", "kap", "kapitan"],
    &["porucika", "por", "porucik"],
    &["podporucika", "ppor"],
    &["nadporucika", "npor"],
    &["majora", "mjr", "major"],
    &["marsala", "mar", "marsal"],
    &["rotmistra", "rtm"],
    &["praporcika", "prap"],
    &["doktora", "dr", "doktor", "judr", "mudr", "phdr", "rndr"],
    &["profesora", "prof", "profesor"],
    &["inzenyra", "ing", "inz", "inzenyr"],
    &["svateho", "sv", "svaty", "svate", "svata", "svatych"],
    &["bratri", "bri", "br", "bratrske"],
    &["ceskoslovenske", "cs", "ceskoslovenskych", "ceskoslovenska", "csl"],
    &["armady", "arm"],
    &["narodniho", "nar", "narodni"],
];

const KINDS: &[&str] = &["namesti", "trida", "ulice", "nabrezi", "sidliste", "alej", "cesta", "naves"];
const TITLES: &[&str] = &[
    "generala",
    "plukovnika",
    "podplukovnika",
    "kapitana",
    "porucika",
    "podporucika",
    "nadporucika",
    "majora",
    "marsala",
    "rotmistra",
    "praporcika",
    "doktora",
    "profesora",
    "inzenyra",
    "svateho",
    "bratri",
    "prezidenta",
];
const SMALL: &[&str] = &[
    "na", "u", "v", "ve", "k", "ke", "pod", "nad", "za", "do", "od", "pri", "po", "s", "se", "z", "ze", "a",
    "i", "o", "mezi", "pred", "kolem",
];
const NOISE: &[&str] = &[
    "byt", "patro", "vchod", "cr", "cesko", "okres", "okr", "kraj", "adresa", "psc", "dum", "czechia",
    "republic", "cislo", "obec", "mesto",
];

/// The form a word is indexed and looked up under; most words stand for themselves.
pub(crate) fn canonical(word: &str) -> &str {
    SAME.iter().find(|same| same.contains(&word)).and_then(|same| same.first()).copied().unwrap_or(word)
}

/// The class of a canonical word.
pub(crate) fn class(word: &str) -> Class {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        Class::Number
    } else if SMALL.contains(&word) {
        Class::Small
    } else if word.chars().nth(1).is_none() {
        Class::Initial
    } else if KINDS.contains(&word) {
        Class::Kind
    } else if TITLES.contains(&word) {
        Class::Title
    } else if NOISE.contains(&word) {
        Class::Noise
    } else {
        Class::Strong
    }
}

/// Initials of one word that everybody writes together.
pub(crate) fn spelled_out(word: &str) -> Option<&'static [&'static str]> {
    Some(match word {
        "tgm" => &["t", "g", "masaryka"],
        "jzd" => &["j", "z", "d"],
        _ => return None,
    })
}

/// Endings that declension exchanges, without accents, longest first.
const ENDINGS: &[&str] = &[
    "ovymi", "ovych", "ovem", "ovou", "ovym", "ymi", "ych", "ova", "ove", "ovo", "ovu", "ovy", "eho", "emu",
    "ami", "ich", "imi", "iho", "imu", "ou", "em", "um", "ym", "im", "ach", "a", "e", "i", "o", "u", "y",
];

/// Shortest stem that two forms of a word must share.
const SHORTEST_STEM: usize = 3;

/// The part of a word that declension leaves alone.
pub(crate) fn stem(word: &str) -> &str {
    ENDINGS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|stem| stem.len() >= SHORTEST_STEM)
        .unwrap_or(word)
}

/// Whether two folded words are forms of one word.
pub(crate) fn same_stem(a: &str, b: &str) -> bool {
    let (stem_a, stem_b) = (stem(a), stem(b));
    stem_a == stem_b && stem_a.len() >= SHORTEST_STEM
}

/// The value of a Roman numeral up to XXXIX (folded, lower case).
pub(crate) fn roman(word: &str) -> Option<u32> {
    let value = |c| match c {
        b'i' => Some(1),
        b'v' => Some(5),
        b'x' => Some(10),
        _ => None,
    };
    let values: Vec<u32> = word.bytes().map(value).collect::<Option<_>>()?;
    if values.is_empty() || values.len() > 6 {
        return None;
    }
    let signed = values.iter().enumerate().map(|(i, &v)| {
        let before_larger = values.get(i + 1).is_some_and(|&next| next > v);
        if before_larger { -i64::from(v) } else { i64::from(v) }
    });
    u32::try_from(signed.sum::<i64>()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem_and_twins_do_not() {
        let check = |a, b, expected| assert_eq!(same_stem(a, b), expected, "{a} {b}");
        check("koterovske", "koterovska", true);
        check("masaryka", "masarykova", true);
        check("husove", "husova", true);
        check("zeleznicni", "zeleznicarska", false);
        check("zahradni", "zahradnicka", false);
    }

    #[test]
    fn abbreviations_lead_to_one_form() {
        assert_eq!(canonical("nam"), "namesti");
        assert_eq!(canonical("gen"), "generala");
        assert_eq!(canonical("koterovska"), "koterovska");
        assert_eq!((roman("iv"), roman("xii"), roman("vila")), (Some(4), Some(12), None));
    }
}
