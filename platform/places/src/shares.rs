//! Who has which numbers of a street, whatever kind of layer decided.

use addresses::Street;
use territories::rules::{self, NumberRange};

use crate::{Atlas, Because, Decision, Layer};

/// Whose a share of a street is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// One territory: index into [`Atlas::territories`].
    Territory(usize),
    /// No territory covers these addresses, or several claim them.
    Nobody,
    /// The layer has borders and the register has no position for these addresses.
    Unplaced,
}

impl From<&Decision> for Owner {
    fn from(decision: &Decision) -> Self {
        match (decision.territory, &decision.because) {
            (Some(index), _) => Self::Territory(index),
            (None, Because::NoPosition) => Self::Unplaced,
            (None, _) => Self::Nobody,
        }
    }
}

/// One owner's part of a street.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Whose it is.
    pub owner: Owner,
    /// The numbers, as runs of one side.
    pub ranges: Vec<Range>,
    /// Addresses in it.
    pub addresses: usize,
}

/// A run of numbers as the engine gives it.
pub type Range = NumberRange;

impl Atlas {
    /// How a layer divides a street, the greatest share first. A street with one share is not split.
    pub fn shares(&self, layer: Layer, street: Street<'_>) -> Vec<Share> {
        let doors =
            street.addresses().map(|address| (self.door(address), Owner::from(&self.decide(layer, address))));
        let shares = rules::shares(doors);
        shares
            .into_iter()
            .map(|share| Share { owner: share.owner, ranges: share.ranges, addresses: share.doors })
            .collect()
    }
}
