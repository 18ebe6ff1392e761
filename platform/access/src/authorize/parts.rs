//! The parts of a case, each of which is shared by itself.

/// The parts of a case that can be shared, each by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Number, title, type, state, place, fields.
    Summary,
    /// Tasks of other bodies and their outcomes.
    Tasks,
    /// Findings.
    Findings,
    /// Measures.
    Measures,
    /// Comments meant for all bodies.
    Comments,
    /// Attachments.
    Attachments,
    /// The timeline.
    History,
}

impl Part {
    /// Every part, in the order pages show them.
    pub const ALL: [Part; 7] = [
        Part::Summary,
        Part::Tasks,
        Part::Findings,
        Part::Measures,
        Part::Comments,
        Part::Attachments,
        Part::History,
    ];

    /// Name in the database and in the keys of texts (`part-summary`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Part::Summary => "summary",
            Part::Tasks => "tasks",
            Part::Findings => "findings",
            Part::Measures => "measures",
            Part::Comments => "comments",
            Part::Attachments => "attachments",
            Part::History => "history",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.key() == key)
    }
}

/// A set of parts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts(u8);

impl Parts {
    /// No part.
    pub const NONE: Parts = Parts(0);
    /// All parts.
    pub const ALL: Parts = Parts(0b111_1111);

    /// The set with one more part.
    #[must_use]
    pub const fn with(self, part: Part) -> Parts {
        Parts(self.0 | 1 << part as u8)
    }

    /// What is in one of the two.
    #[must_use]
    pub const fn union(self, other: Parts) -> Parts {
        Parts(self.0 | other.0)
    }

    /// Whether the part is in the set.
    #[must_use]
    pub const fn holds(self, part: Part) -> bool {
        self.0 & (1 << part as u8) != 0
    }

    /// Whether nothing is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// As the database keeps it.
    #[must_use]
    pub fn bits(self) -> i64 {
        self.0.into()
    }

    /// As the database kept it; unknown bits are dropped.
    #[must_use]
    pub fn from_bits(bits: i64) -> Parts {
        Parts(u8::try_from(bits & 0b111_1111).unwrap_or(0))
    }
}
