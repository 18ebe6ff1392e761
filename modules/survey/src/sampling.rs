//! Drawing addresses for invitations, and what of the drawing stays with an answer.
//!
//! ```text
//!   register of the city ─► strata: addresses by district, N_h each ─► n_h drawn without replacement ─► a code for each
//!                                                                        │
//!   kept with the code and the answer: stratum, N_h, n_h  ◄──────────────┘   the addresses themselves are not kept
//! ```
//!
//! What is drawn are address points of the register, not flats nor people; who of a household answers is said in the
//! letter. Every address of a stratum has the same chance n_h / N_h (simple random sampling in strata; Särndal, Swensson,
//! Wretman 1992, ch. 3).

use std::collections::BTreeMap;

use addresses::AddressIndex;
use places::{Atlas, Layer};
use serde::{Deserialize, Serialize};

use crate::code::{NoRandomness, below};

/// What an answer keeps of how its invitation was drawn; empty where nothing was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SampleInfo {
    /// Official code of the district; empty for invitations that were not drawn.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub stratum: String,
    /// Addresses in the stratum, N_h.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<u64>,
    /// Addresses drawn from it, n_h.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drawn: Option<u64>,
}

/// The addresses of one district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stratum {
    /// Official code of the district.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its addresses.
    pub addresses: Vec<AddressIndex>,
}

/// What a sample can be drawn from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frame {
    /// Districts in the order of the layer; those without an address too.
    pub strata: Vec<Stratum>,
    /// Addresses of the city that lie in no district, or in several: nobody draws them, and the reader is told.
    pub outside: usize,
}

impl Frame {
    /// The addresses of the city by district; empty without a register or a layer of districts.
    ///
    /// - cost: one decision for each address of the city, under a second for a hundred thousand
    #[must_use]
    pub fn of(atlas: &Atlas) -> Frame {
        let districts = atlas.territories(Layer::District);
        let stratum = |district: &places::TerritoryRef| Stratum {
            code: district.code.clone(),
            name: district.name.clone(),
            addresses: Vec::new(),
        };
        let mut frame = Frame { strata: districts.iter().map(stratum).collect(), outside: 0 };
        let (Some(register), Some(home)) = (atlas.register(), atlas.home_code()) else { return frame };
        for address in register.addresses().filter(|it| it.municipality().code() == home) {
            let district = atlas.decide(Layer::District, address).territory;
            match district.and_then(|at| frame.strata.get_mut(at)) {
                Some(stratum) => stratum.addresses.push(address.index()),
                None => frame.outside += 1,
            }
        }
        frame
    }

    /// Draws addresses, so many from each stratum as `wanted` says by its code; fewer where there are not so many.
    ///
    /// - out: for each address drawn, what is kept of the drawing
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn draw(
        &self,
        wanted: &BTreeMap<String, usize>,
    ) -> Result<Vec<(AddressIndex, SampleInfo)>, NoRandomness> {
        let mut drawn = Vec::new();
        for stratum in &self.strata {
            let n = wanted.get(&stratum.code).copied().unwrap_or(0).min(stratum.addresses.len());
            let info = SampleInfo {
                stratum: stratum.code.clone(),
                population: Some(stratum.addresses.len() as u64),
                drawn: Some(n as u64),
            };
            drawn.extend(some_of(&stratum.addresses, n)?.into_iter().map(|address| (address, info.clone())));
        }
        Ok(drawn)
    }
}

/// `n` of the items at random, each subset with the same chance (Fisher and Yates 1938, broken off after `n` steps), in the
/// order in which they stood.
fn some_of<T: Copy>(items: &[T], n: usize) -> Result<Vec<T>, NoRandomness> {
    let mut places: Vec<usize> = (0..items.len()).collect();
    for at in 0..n.min(places.len()) {
        let other = at + usize::try_from(below((places.len() - at) as u64)?).unwrap_or_default();
        places.swap(at, other);
    }
    places.truncate(n);
    places.sort_unstable();
    Ok(places.into_iter().filter_map(|at| items.get(at).copied()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_four_is_drawn_equally_often() {
        let mut seen: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
        for _ in 0..6_000 {
            *seen.entry(some_of(&[1, 2, 3, 4], 2).unwrap()).or_default() += 1;
        }
        // Six pairs, 1000 each, with a deviation of 29; seven deviations do not happen.
        assert_eq!(seen.len(), 6);
        assert!(seen.values().all(|count| (800..1_200).contains(count)), "{seen:?}");
        assert_eq!(some_of(&[1, 2], 5).unwrap(), [1, 2]);
        assert_eq!(some_of::<u8>(&[], 5).unwrap(), [0_u8; 0]);
    }

    #[test]
    fn what_is_kept_of_a_drawing_is_short() {
        let info = SampleInfo { stratum: "1".into(), population: Some(900), drawn: Some(30) };
        let json = serde_json::to_string(&info).unwrap();
        assert_eq!(json, r#"{"stratum":"1","population":900,"drawn":30}"#);
        assert_eq!(serde_json::to_string(&SampleInfo::default()).unwrap(), "{}");
        assert_eq!(serde_json::from_str::<SampleInfo>("{}").unwrap(), SampleInfo::default());
    }
}
