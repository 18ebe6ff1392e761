//! A question of an audit with what was answered.

use std::fmt;

use serde::de::{Error, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What somebody answered. Every question is put so that yes is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// *Ano*: 1.
    Yes,
    /// *Částečně*: a half.
    Partly,
    /// *Ne*: 0.
    No,
    /// *Netýká se*.
    NotApplicable,
    /// *Nezjištěno*.
    NotFoundOut,
}

impl Answer {
    /// Its value in halves; none when it is not scored.
    #[must_use]
    pub fn halves(self) -> Option<u8> {
        match self {
            Answer::Yes => Some(2),
            Answer::Partly => Some(1),
            Answer::No => Some(0),
            Answer::NotApplicable | Answer::NotFoundOut => None,
        }
    }
}

/// What a question rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// § — binding law.
    Law,
    /// D — the minimum standard of the Ministry of Education (2024).
    Standard,
    /// N — ČSN 73 4400.
    Norm,
    /// M — methods of the Ministry of the Interior for soft targets.
    Ministry,
    /// P — recommendations of the police.
    Police,
    /// A — practice of auditors.
    Practice,
    /// S — the city's first audit.
    Seed,
    /// X — whoever wrote the question.
    Own,
}

/// How much a question weighs: 1 to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64")]
pub struct Weight(u8);

/// A weight that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a weight from 1 to 3")]
pub struct BadWeight(pub i64);

impl TryFrom<i64> for Weight {
    type Error = BadWeight;

    fn try_from(value: i64) -> Result<Weight, BadWeight> {
        u8::try_from(value).ok().filter(|it| (1..=3).contains(it)).map(Weight).ok_or(BadWeight(value))
    }
}

impl Weight {
    /// The weight of a question by what it rests on: law 3; the standard, the norm and the ministry's methods 2; everything
    /// else 1, nothing at all included. Of several bases the weightiest counts.
    #[must_use]
    pub fn of(bases: &[Basis]) -> Weight {
        let weight = |it: &Basis| match it {
            Basis::Law => 3,
            Basis::Standard | Basis::Norm | Basis::Ministry => 2,
            Basis::Police | Basis::Practice | Basis::Seed | Basis::Own => 1,
        };
        Weight(bases.iter().map(weight).max().unwrap_or(1))
    }

    /// The number.
    #[must_use]
    pub fn value(self) -> u8 {
        self.0
    }
}

/// Against which scenarios a yes helps: in a file a list of their ids, or the word `"all"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scenarios {
    /// Against all of them.
    All,
    /// Against these.
    These(Vec<String>),
}

impl Default for Scenarios {
    fn default() -> Scenarios {
        Scenarios::These(Vec::new())
    }
}

impl Scenarios {
    /// Whether a scenario is among them.
    #[must_use]
    pub fn hold(&self, scenario: &str) -> bool {
        match self {
            Scenarios::All => true,
            Scenarios::These(these) => these.iter().any(|it| it == scenario),
        }
    }
}

impl Serialize for Scenarios {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Scenarios::All => serializer.serialize_str("all"),
            Scenarios::These(these) => these.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Scenarios {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Scenarios, D::Error> {
        deserializer.deserialize_any(Reading)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Scenarios;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of scenarios, or \"all\"")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Scenarios, E> {
        if value == "all" { Ok(Scenarios::All) } else { Err(E::invalid_value(Unexpected::Str(value), &self)) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Scenarios, A::Error> {
        let mut these = Vec::new();
        while let Some(scenario) = seq.next_element()? {
            these.push(scenario);
        }
        Ok(Scenarios::These(these))
    }
}

/// A question as it stands in an audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Stable id, never used again for another question.
    pub id: String,
    /// The area it belongs to.
    pub area: String,
    /// What it rests on.
    #[serde(default)]
    pub basis: Vec<Basis>,
    /// Its weight when it is not that of its basis.
    #[serde(default)]
    pub weight: Option<Weight>,
    /// Against which scenarios it helps.
    #[serde(default)]
    pub scenarios: Scenarios,
    /// Version of its meaning: answers of different meanings are not compared.
    #[serde(default = "first")]
    pub meaning: u32,
    /// Whether a rule of the form hides it. An answer given before is kept and counts nowhere.
    #[serde(default)]
    pub hidden: bool,
    /// What was answered; nothing when nobody has been asked.
    #[serde(default)]
    pub answer: Option<Answer>,
}

fn first() -> u32 {
    1
}

impl Item {
    /// Its weight.
    #[must_use]
    pub fn weight(&self) -> Weight {
        self.weight.unwrap_or_else(|| Weight::of(&self.basis))
    }

    /// Its answer, unless it is hidden.
    #[must_use]
    pub fn shown(&self) -> Option<Answer> {
        self.answer.filter(|_| !self.hidden)
    }

    /// Whether the law asks for it and the answer is no: such a question stands on page one whatever the share is.
    #[must_use]
    pub fn is_breach(&self) -> bool {
        self.basis.contains(&Basis::Law) && self.shown() == Some(Answer::No)
    }
}
