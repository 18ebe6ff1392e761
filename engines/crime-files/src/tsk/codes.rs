//! Codes of offences and what sums are made of.

use serde::{Deserialize, Serialize};

use crate::time::Month;

/// A code, or the codes of a sum.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Codes {
    /// One: a leaf.
    One(u16),
    /// All from and to, as `101-190`.
    Range(u16, u16),
    /// Some, as `433,434`.
    Listed(Vec<u16>),
}

/// When a code may be used, as its name says (*platná od 2021*, *platná do 2020*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Validity {
    /// First month.
    pub from: Option<Month>,
    /// Last month.
    pub until: Option<Month>,
}

impl Codes {
    /// Reads `101`, `101.0`, `101-190` or `433,434`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let one = |it: &str| it.trim().parse::<u16>().ok().filter(|it| *it < 1000);
        if let Some(code) = one(text.strip_suffix(".0").unwrap_or(text)) {
            return Some(Self::One(code));
        }
        if let Some((from, to)) = text.split_once(['-', '–']) {
            let (from, to) = (one(from)?, one(to)?);
            return (from < to).then_some(Self::Range(from, to));
        }
        let codes: Option<Vec<u16>> = text.split(',').map(one).collect();
        codes.filter(|it| it.len() > 1).map(Self::Listed)
    }

    /// The codes that a sum names in words: `Drogy - TSK 635,641,642`, `Loupeže - TSK 131 až 132`.
    pub(super) fn of_words(name: &str) -> Option<Self> {
        let (_, codes) = name.split_once("TSK")?;
        Self::parse(&codes.replace("až", "-"))
    }

    /// Whether a code is one of them.
    #[must_use]
    pub fn hold(&self, code: u16) -> bool {
        match self {
            Self::One(one) => *one == code,
            Self::Range(from, to) => (*from..=*to).contains(&code),
            Self::Listed(codes) => codes.contains(&code),
        }
    }
}

impl std::fmt::Display for Codes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::One(code) => write!(f, "{code}"),
            Self::Range(from, to) => write!(f, "{from}-{to}"),
            Self::Listed(codes) => {
                let codes: Vec<String> = codes.iter().map(u16::to_string).collect();
                f.write_str(&codes.join(","))
            }
        }
    }
}

/// When a code may be used, by its printed name: whole years, as the police write them since 2019.
#[must_use]
pub fn validity(name: &str) -> Validity {
    let year = |word: &str| {
        let (_, after) = name.split_once(word)?;
        after.trim_start().get(..4)?.parse::<i32>().ok()
    };
    Validity {
        from: year("platná od").and_then(|it| Month::new(it, 1)),
        until: year("platná do").and_then(|it| Month::new(it, 12)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_as_they_are_printed() {
        assert_eq!(Codes::parse("101"), Some(Codes::One(101)));
        assert_eq!(Codes::parse(" 903.0 "), Some(Codes::One(903)));
        assert_eq!(Codes::parse("0-999"), Some(Codes::Range(0, 999)));
        assert_eq!(Codes::parse("433,434"), Some(Codes::Listed(vec![433, 434])));
        assert_eq!(Codes::of_words("Loupeže - TSK 131 až 132"), Some(Codes::Range(131, 132)));
        assert_eq!(Codes::of_words("Kr.vl. do bytů - TSK 371, 373"), Some(Codes::Listed(vec![371, 373])));
        assert_eq!(Codes::of_words("Zneuž.prav.veř.čin.TSK 637,640"), Some(Codes::Listed(vec![637, 640])));
        for none in ["TSK", "", "190-101", "1000", "-5", "12,x", "101.5", "SOUČTOVÉ ŘÁDKY:"] {
            assert_eq!(Codes::parse(none), None, "{none}");
        }
        assert!(Codes::Range(101, 190).hold(190) && !Codes::Listed(vec![1, 2]).hold(3));
    }

    #[test]
    fn names_say_until_when() {
        let said = validity("krádeže prosté - věcí z aut (§ 205), platná do 2020");
        assert_eq!((said.from, said.until), (None, Month::new(2020, 12)));
        assert_eq!(validity("sexuální útok (§ 185a), platná od 2025").from, Month::new(2025, 1));
        assert_eq!(validity("loupeže"), Validity::default());
    }
}
