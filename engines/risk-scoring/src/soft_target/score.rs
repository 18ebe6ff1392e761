//! A sub-score and the seven things that are scored.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

/// A sub-score: a whole number from 1 (least) to 7 (worst), on all seven scales alike. Nothing else can be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u8);

/// A number that is no sub-score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a whole number from 1 to 7")]
pub struct OutOfScale(pub i64);

impl Score {
    /// The least: 1.
    pub const LEAST: Score = Score(1);
    /// The worst: 7.
    pub const WORST: Score = Score(7);

    /// A sub-score from a number.
    ///
    /// # Errors
    /// [`OutOfScale`] outside 1–7; nothing is cut to fit.
    pub fn new(value: i64) -> Result<Score, OutOfScale> {
        match u8::try_from(value) {
            Ok(small @ 1..=7) => Ok(Score(small)),
            _ => Err(OutOfScale(value)),
        }
    }

    /// The number.
    #[must_use]
    pub fn value(self) -> u8 {
        self.0
    }

    /// The score so many steps higher (or lower), cut at 1 and 7.
    #[must_use]
    pub fn moved(self, steps: i8) -> Score {
        let moved = i16::from(self.0) + i16::from(steps);
        Score(u8::try_from(moved.clamp(1, 7)).unwrap_or(self.0))
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.0)
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Score, D::Error> {
        deserializer.deserialize_any(Reading)
    }
}

/// Says of whatever stands in the place of a score what it is and what it should be.
struct Reading;

impl Visitor<'_> for Reading {
    type Value = Score;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number from 1 to 7")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Score, E> {
        Score::new(value).map_err(E::custom)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Score, E> {
        i64::try_from(value)
            .map_err(|_| E::custom(format_args!("{value} is not a whole number from 1 to 7")))
            .and_then(|value| self.visit_i64(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Score, E> {
        Err(E::custom(format_args!("{value:?} is not a whole number from 1 to 7")))
    }
}

/// What a sub-score is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    /// *Dostupnost*: how easily the means are got; 7 is easiest.
    Availability,
    /// *Výskyt*: how often such attacks have happened; 7 is most often.
    Occurrence,
    /// *Složitost*: how the attack is carried out here; **7 is the easiest**, against what the Czech word suggests.
    Complexity,
    /// *Životy a zdraví*.
    Life,
    /// *Objekt či akce*: damage to the object; not scored for an event.
    Object,
    /// *Finance*: by the amounts the target itself has set.
    Finance,
    /// *Společenství*: what it does to the life of the community.
    Community,
}

impl Aspect {
    /// All seven, in the order of the method: three of probability, four of damage.
    pub const ALL: [Aspect; 7] = [
        Aspect::Availability,
        Aspect::Occurrence,
        Aspect::Complexity,
        Aspect::Life,
        Aspect::Object,
        Aspect::Finance,
        Aspect::Community,
    ];

    /// Whether it is part of P (the first three) and not of D.
    #[must_use]
    pub fn is_probability(self) -> bool {
        matches!(self, Aspect::Availability | Aspect::Occurrence | Aspect::Complexity)
    }

    /// Its name in sheets and keys of texts.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Aspect::Availability => "availability",
            Aspect::Occurrence => "occurrence",
            Aspect::Complexity => "complexity",
            Aspect::Life => "life",
            Aspect::Object => "object",
            Aspect::Finance => "finance",
            Aspect::Community => "community",
        }
    }
}

/// The sub-scores of a variant, as far as they are known. An absent one is not yet rated: it is no number at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scores {
    /// See [`Aspect::Availability`].
    #[serde(default)]
    pub availability: Option<Score>,
    /// See [`Aspect::Occurrence`].
    #[serde(default)]
    pub occurrence: Option<Score>,
    /// See [`Aspect::Complexity`].
    #[serde(default)]
    pub complexity: Option<Score>,
    /// See [`Aspect::Life`].
    #[serde(default)]
    pub life: Option<Score>,
    /// See [`Aspect::Object`].
    #[serde(default)]
    pub object: Option<Score>,
    /// See [`Aspect::Finance`].
    #[serde(default)]
    pub finance: Option<Score>,
    /// See [`Aspect::Community`].
    #[serde(default)]
    pub community: Option<Score>,
}

impl Scores {
    /// All seven, in the order of [`Aspect::ALL`].
    ///
    /// # Errors
    /// [`OutOfScale`] with the first number outside 1–7.
    pub fn of(values: [i64; 7]) -> Result<Scores, OutOfScale> {
        let mut scores = Scores::default();
        for (aspect, value) in Aspect::ALL.into_iter().zip(values) {
            *scores.place(aspect) = Some(Score::new(value)?);
        }
        Ok(scores)
    }

    /// The score of an aspect.
    #[must_use]
    pub fn get(&self, aspect: Aspect) -> Option<Score> {
        match aspect {
            Aspect::Availability => self.availability,
            Aspect::Occurrence => self.occurrence,
            Aspect::Complexity => self.complexity,
            Aspect::Life => self.life,
            Aspect::Object => self.object,
            Aspect::Finance => self.finance,
            Aspect::Community => self.community,
        }
    }

    /// The same scores with one set, or taken away.
    #[must_use]
    pub fn with(mut self, aspect: Aspect, score: Option<Score>) -> Scores {
        *self.place(aspect) = score;
        self
    }

    fn place(&mut self, aspect: Aspect) -> &mut Option<Score> {
        match aspect {
            Aspect::Availability => &mut self.availability,
            Aspect::Occurrence => &mut self.occurrence,
            Aspect::Complexity => &mut self.complexity,
            Aspect::Life => &mut self.life,
            Aspect::Object => &mut self.object,
            Aspect::Finance => &mut self.finance,
            Aspect::Community => &mut self.community,
        }
    }
}
