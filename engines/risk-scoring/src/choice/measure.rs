//! A measure as somebody wrote it down, and what can be wrong with a list of them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its id, unique in the list.
    pub id: String,
    /// What it costs, in whole units of money: the same unit as the budget (the city keeps haléře).
    pub cost: u64,
    /// How much risk it takes away, in whole points of R (or of any other scale; the same for all).
    pub lowers: u64,
    /// Ids of measures it makes no sense without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// Ids of measures it cannot stand beside. It is enough that one of the two says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excludes: Vec<String>,
    /// Whether it must be done whatever else is (the law asks for it).
    #[serde(default)]
    pub mandatory: bool,
}

/// Where in a list of measures something stands: `measures[3] (gate).needs[0]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Where {
    /// Place of the measure in the list, from 0.
    pub at: usize,
    /// Its id.
    pub id: String,
    /// Which of its lists, and where in it.
    pub part: Option<(&'static str, usize)>,
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "measures[{}] ({})", self.at, self.id)?;
        self.part.map_or(Ok(()), |(list, at)| write!(f, ".{list}[{at}]"))
    }
}

/// A mistake in a list of measures.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A measure without an id.
    #[error("measures[{0}]: the id is empty")]
    Nameless(usize),
    /// Two measures of one id.
    #[error("{second}: the id is already that of measures[{first}]")]
    TwiceTheSame {
        /// The later one.
        second: Where,
        /// The place of the earlier one.
        first: usize,
    },
    /// A dependency or exclusion of something that is not in the list.
    #[error("{at}: there is no measure {named:?}")]
    Dangling {
        /// Where it is named.
        at: Where,
        /// The name.
        named: String,
    },
    /// The same name twice in one list.
    #[error("{at}: {named:?} stands there twice")]
    NamedTwice {
        /// The later place.
        at: Where,
        /// The name.
        named: String,
    },
    /// Measures that need each other in a circle; the circle is named from its first measure round to it again.
    #[error("measures need each other in a circle: {}", .0.join(" → "))]
    Cycle(Vec<String>),
    /// A measure that excludes itself.
    #[error("{0}: a measure cannot exclude itself")]
    ExcludesItself(Where),
    /// Two measures that must both be done, themselves or for others, and exclude each other.
    #[error("{first} and {second} must both be done and exclude each other")]
    MandatoryConflict {
        /// One.
        first: String,
        /// The other.
        second: String,
    },
    /// Costs or risks that add up to more than can be reckoned with (2⁶⁰).
    #[error("{0}: the numbers up to here add up to more than can be reckoned with")]
    TooLarge(Where),
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPlan {
    /// Mistakes in the list, all that were found.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Faults(Vec<Fault>),
    /// What must be done costs more than there is.
    #[error("what must be done costs {needed}, and the budget is {budget}")]
    MandatoryTooDear {
        /// Cost of everything mandatory with all it needs.
        needed: u64,
        /// The budget.
        budget: u64,
    },
    /// So many measures depend on and exclude each other crosswise that their combinations cannot be kept apart.
    #[error(
        "{count} measures, {first} among them, depend on and exclude each other too densely; decide some of them by hand"
    )]
    TooEntangled {
        /// How many hang together.
        count: usize,
        /// The id of one.
        first: String,
    },
}
