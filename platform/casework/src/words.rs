//! A name that is data: one text in each language of the system.

use serde::{Deserialize, Serialize};

/// A text in the three languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Czech.
    pub cs: String,
    /// English.
    pub en: String,
    /// Ukrainian.
    pub uk: String,
}

impl Words {
    /// The text in the language of a tag; Czech for any other tag.
    #[must_use]
    pub fn in_language(&self, tag: &str) -> &str {
        match tag {
            "en" => &self.en,
            "uk" => &self.uk,
            _ => &self.cs,
        }
    }

    /// Whether a language is missing.
    #[must_use]
    pub fn has_gap(&self) -> bool {
        [&self.cs, &self.en, &self.uk].iter().any(|text| text.trim().is_empty())
    }
}
