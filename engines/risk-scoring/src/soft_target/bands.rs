//! Colours. The method knows none: a band is a local agreement, with a name that stands beside every use of it.

use serde::Serialize;

use super::{Mode, Rating, Risk};

/// Where one band ends and the next begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bands {
    name: String,
    cuts: Vec<u16>,
}

/// Why these are no bands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadBands {
    /// Without a name nobody can say by which bands something is "high".
    #[error("bands need a name")]
    Nameless,
    /// Cuts that do not rise.
    #[error("the cuts of bands must rise; {0} does not")]
    NotRising(u16),
}

impl Bands {
    /// Bands of a local agreement.
    ///
    /// - in: `cuts` rising; a risk equal to a cut is in the band above it (no source says; so "from 150" reads true)
    ///
    /// # Errors
    /// [`BadBands`].
    pub fn new(name: &str, cuts: Vec<u16>) -> Result<Bands, BadBands> {
        if name.trim().is_empty() {
            return Err(BadBands::Nameless);
        }
        match cuts.windows(2).find(|pair| pair.first() >= pair.last()) {
            Some(pair) => Err(BadBands::NotRising(pair.last().copied().unwrap_or(0))),
            None => Ok(Bands { name: name.to_owned(), cuts }),
        }
    }

    /// Quarters of the target's own list: cuts at the values a quarter, a half and three quarters of the way through the
    /// rated variants (nearest rank). They say where a variant stands among its own, nothing about other targets. With fewer
    /// than four different risks there are fewer bands.
    #[must_use]
    pub fn quarters<M: Mode>(name: &str, ratings: &[Option<Rating<M>>]) -> Bands {
        let mut risks: Vec<u16> = ratings.iter().flatten().map(|it| it.risk().value()).collect();
        risks.sort_unstable();
        let at = |quarter: usize| risks.get(risks.len() * quarter / 4).copied();
        let mut cuts: Vec<u16> = (1..4).filter_map(at).collect();
        cuts.dedup();
        Bands { name: name.to_owned(), cuts }
    }

    /// The name of the agreement.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The cuts, rising.
    #[must_use]
    pub fn cuts(&self) -> &[u16] {
        &self.cuts
    }

    /// The band of a risk: 0 is the lowest, `cuts().len()` the highest.
    #[must_use]
    pub fn band<M: Mode>(&self, risk: Risk<M>) -> usize {
        self.cuts.iter().filter(|cut| **cut <= risk.value()).count()
    }
}
