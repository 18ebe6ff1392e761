//! Text with the least emphasis a report needs. There is no markup in it: a star is a star, a `<` is a `<`.
//!
//! In JSON a text is a string, or a list of strings and marked pieces:
//!
//! ```json
//! ["Bezpečně se cítí ", { "strong": "68,2 %" }, " lidí."]
//! ```

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A piece of text that is marked in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// As it stands.
    Plain(String),
    /// Stressed by voice: a foreign word, a quoted question.
    Emphasis(String),
    /// What must not be missed.
    Strong(String),
}

impl Run {
    /// The words without the mark.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Run::Plain(words) | Run::Emphasis(words) | Run::Strong(words) => words,
        }
    }
}

/// One paragraph's worth of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Vec<Run>);

impl Text {
    /// Text without emphasis.
    #[must_use]
    pub fn plain(words: impl Into<String>) -> Text {
        Text::default().and(words)
    }

    /// Goes on without emphasis.
    #[must_use]
    pub fn and(mut self, words: impl Into<String>) -> Text {
        self.0.push(Run::Plain(words.into()));
        self
    }

    /// Goes on with words that must not be missed.
    #[must_use]
    pub fn strong(mut self, words: impl Into<String>) -> Text {
        self.0.push(Run::Strong(words.into()));
        self
    }

    /// Goes on with words stressed by voice.
    #[must_use]
    pub fn emphasis(mut self, words: impl Into<String>) -> Text {
        self.0.push(Run::Emphasis(words.into()));
        self
    }

    /// Its pieces, in order.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.0
    }

    /// The words alone.
    #[must_use]
    pub fn words(&self) -> String {
        self.0.iter().map(Run::words).collect()
    }

    /// Whether nothing can be read in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|run| run.words().trim().is_empty())
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Text {
        Text::plain(words)
    }
}

impl From<String> for Text {
    fn from(words: String) -> Text {
        Text::plain(words)
    }
}

/// A marked piece as it stands in JSON.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Marked {
    Emphasis(String),
    Strong(String),
}

impl Serialize for Run {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Run::Plain(words) => serializer.serialize_str(words),
            Run::Emphasis(words) => Marked::Emphasis(words.clone()).serialize(serializer),
            Run::Strong(words) => Marked::Strong(words.clone()).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Run {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Run, D::Error> {
        struct OneRun;
        impl<'de> Visitor<'de> for OneRun {
            type Value = Run;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string, {\"strong\": …} or {\"emphasis\": …}")
            }

            fn visit_str<E>(self, words: &str) -> Result<Run, E> {
                Ok(Run::Plain(words.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Run, A::Error> {
                Ok(match Marked::deserialize(MapAccessDeserializer::new(map))? {
                    Marked::Emphasis(words) => Run::Emphasis(words),
                    Marked::Strong(words) => Run::Strong(words),
                })
            }
        }
        deserializer.deserialize_any(OneRun)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [Run::Plain(words)] => serializer.serialize_str(words),
            runs => runs.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        struct OneText;
        impl<'de> Visitor<'de> for OneText {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a list of strings and marked pieces")
            }

            fn visit_str<E>(self, words: &str) -> Result<Text, E> {
                Ok(Text::plain(words))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Text, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Text)
            }
        }
        deserializer.deserialize_any(OneText)
    }
}
