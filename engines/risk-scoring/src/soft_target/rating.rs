//! P, D and R of a variant whose sub-scores are all there, in one of two modes that never meet.

use std::fmt::Debug;
use std::hash::Hash;
use std::marker::PhantomData;

use super::{Aspect, Score, Scores};

mod sealed {
    pub trait Sealed {}
}

/// Which sub-scores make the damage. A type, so that the compiler keeps numbers of the two modes apart.
pub trait Mode: sealed::Sealed + Debug + Copy + Ord + Hash + 'static {
    /// The sub-scores of P.
    const PROBABILITY: &'static [Aspect] = &[Aspect::Availability, Aspect::Occurrence, Aspect::Complexity];
    /// The sub-scores of D.
    const DAMAGE: &'static [Aspect];
}

/// An object (a building, a space): with the score of the object. P 3–21, D 4–28, R 12–588.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Full;

/// An event, or an object outdoors: without the score of the object. P 3–21, D 3–21, R 9–441.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Event;

impl sealed::Sealed for Full {}
impl sealed::Sealed for Event {}

impl Mode for Full {
    const DAMAGE: &'static [Aspect] = &[Aspect::Life, Aspect::Object, Aspect::Finance, Aspect::Community];
}

impl Mode for Event {
    const DAMAGE: &'static [Aspect] = &[Aspect::Life, Aspect::Finance, Aspect::Community];
}

/// `R = P × D`. It orders variants of one assessment; it predicts nothing.
///
/// Risks of the two modes cannot be compared:
///
/// ```compile_fail
/// use risk_scoring::soft_target::{Event, Full, Scores};
/// let scores = Scores::of([4, 2, 6, 7, 2, 4, 7])?;
/// let _ = scores.rate::<Full>().unwrap().risk() > scores.rate::<Event>().unwrap().risk();
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Risk<M: Mode>(u16, PhantomData<M>);

impl<M: Mode> Risk<M> {
    /// The number.
    #[must_use]
    pub fn value(self) -> u16 {
        self.0
    }

    /// The least and the greatest there can be in this mode.
    #[must_use]
    pub fn range() -> (u16, u16) {
        let (least, most) = (Rating::<M>::sums(1), Rating::<M>::sums(7));
        (least.0 * least.1, most.0 * most.1)
    }
}

/// A variant that lacks sub-scores: "not yet rated". It has no P, no D, no R and no rank.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not yet rated: {} missing", .missing.iter().map(|it| it.key()).collect::<Vec<_>>().join(", "))]
pub struct NotRated {
    /// What is missing, in the order of the method.
    pub missing: Vec<Aspect>,
}

/// P, D and R of a variant. Made only by [`Scores::rate`], so that all sub-scores its mode needs are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rating<M: Mode> {
    probability: u16,
    damage: u16,
    life: Score,
    mode: PhantomData<M>,
}

impl Scores {
    /// Rates the variant in a mode. An object score does not matter to an event and may stay there: an assessment that
    /// changes its mode loses nothing.
    ///
    /// # Errors
    /// [`NotRated`] with what is missing.
    pub fn rate<M: Mode>(&self) -> Result<Rating<M>, NotRated> {
        let needed = M::PROBABILITY.iter().chain(M::DAMAGE);
        let missing: Vec<Aspect> = needed.copied().filter(|it| self.get(*it).is_none()).collect();
        let Some(life) = self.life.filter(|_| missing.is_empty()) else { return Err(NotRated { missing }) };
        let sum = |aspects: &[Aspect]| {
            aspects.iter().filter_map(|it| self.get(*it)).map(|it| u16::from(it.value())).sum()
        };
        Ok(Rating { probability: sum(M::PROBABILITY), damage: sum(M::DAMAGE), life, mode: PhantomData })
    }
}

impl<M: Mode> Rating<M> {
    /// P: the sum of availability, occurrence and complexity.
    #[must_use]
    pub fn probability(self) -> u16 {
        self.probability
    }

    /// D: the sum of life, object (unless it is an event), finance and community.
    #[must_use]
    pub fn damage(self) -> u16 {
        self.damage
    }

    /// The life sub-score, which breaks ties and opens a discussion whatever R is.
    #[must_use]
    pub fn life(self) -> Score {
        self.life
    }

    /// R: P × D.
    #[must_use]
    pub fn risk(self) -> Risk<M> {
        Risk(self.probability * self.damage, PhantomData)
    }

    /// Least and greatest P: the axis of a graph begins at the least, not at 0.
    #[must_use]
    pub fn probabilities() -> (u16, u16) {
        (Rating::<M>::sums(1).0, Rating::<M>::sums(7).0)
    }

    /// Least and greatest D.
    #[must_use]
    pub fn damages() -> (u16, u16) {
        (Rating::<M>::sums(1).1, Rating::<M>::sums(7).1)
    }

    /// P and D when every sub-score is the same.
    fn sums(each: u16) -> (u16, u16) {
        let count = |aspects: &[Aspect]| u16::try_from(aspects.len()).unwrap_or(0);
        (each * count(M::PROBABILITY), each * count(M::DAMAGE))
    }
}
