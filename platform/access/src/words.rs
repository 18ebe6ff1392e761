//! A name in the three languages of the house: data, not a text of the program.

use serde::{Deserialize, Serialize};

/// One name in each language. Czech is always there; where another is empty, Czech stands in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Czech.
    pub cs: String,
    /// English.
    #[serde(default)]
    pub en: String,
    /// Ukrainian.
    #[serde(default)]
    pub uk: String,
}

impl Words {
    /// A name in all three languages.
    #[must_use]
    pub fn new(cs: impl Into<String>, en: impl Into<String>, uk: impl Into<String>) -> Words {
        Words { cs: cs.into(), en: en.into(), uk: uk.into() }
    }

    /// The name in the language of a BCP 47 tag (`cs`, `en`, `uk`), in Czech where there is none.
    #[must_use]
    pub fn in_language(&self, tag: &str) -> &str {
        let wanted = match tag {
            "en" => &self.en,
            "uk" => &self.uk,
            _ => &self.cs,
        };
        if wanted.is_empty() { &self.cs } else { wanted }
    }

    /// As the database keeps it.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::json!({ "cs": self.cs, "en": self.en, "uk": self.uk }).to_string()
    }

    /// As the database kept it; a plain text counts as Czech.
    #[must_use]
    pub fn from_json(text: &str) -> Words {
        serde_json::from_str(text).unwrap_or_else(|_| Words { cs: text.to_owned(), ..Words::default() })
    }

    /// Without spaces around.
    #[must_use]
    pub(crate) fn trimmed(&self) -> Words {
        let trim = |text: &str| text.trim().to_owned();
        Words { cs: trim(&self.cs), en: trim(&self.en), uk: trim(&self.uk) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn czech_stands_in() {
        let words = Words::new("Městská policie", "", "Муніципальна поліція");
        assert_eq!(words.in_language("en"), "Městská policie");
        assert_eq!(words.in_language("uk"), "Муніципальна поліція");
        assert_eq!(words.in_language("de"), "Městská policie");
        assert_eq!(Words::from_json(&words.to_json()), words);
        assert_eq!(Words::from_json("Obvod 1").cs, "Obvod 1");
    }
}
