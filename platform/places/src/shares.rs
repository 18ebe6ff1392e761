//! Who has which numbers of a street, whatever kind of layer decided.

use addresses::Street;
use territories::rules::{self, NumberRange};

use crate::{Atlas, Layer};

/// One owner's part of a street.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Index into [`Atlas::territories`]; `None` for addresses of nobody.
    pub territory: Option<usize>,
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
            street.addresses().map(|address| (self.door(address), self.decide(layer, address).territory));
        let shares = rules::shares(doors);
        shares
            .into_iter()
            .map(|share| Share { territory: share.owner, ranges: share.ranges, addresses: share.doors })
            .collect()
    }
}
