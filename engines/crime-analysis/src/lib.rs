//! Is it stable, where does it concentrate, did the measure work?
//!
//! Counts of offences in time and space, and what may honestly be said of them. Pure computation: what is random takes
//! a seed, and gives the same digits on any number of threads.
//!
//! ```text
//!   counts, people        ──► rates      how often, for so many people?
//!   a series, its level   ──► charts     is this month out of the ordinary?
//!   a series              ──► trend      does it rise or fall, and since when?
//!   two windows, a margin ──► verdict    may one say "it is stable"? with reasons
//! ```
//!
//! Where (points and areas of a map; permutations and replicates from a seed):
//!
//! ```text
//!   places ──► neighbours ──► local            who stands beside whom; hot and cold spots, Moran's I
//!      │                       └──► false_discovery
//!      ├────► density                          where incidents concentrate, never outside the city
//!      ├────► scan                             is there a cluster, where, since when, more than chance?
//!      └────► near_repeat                      is the neighbourhood at risk after an offence?
//!   accuracy                                   do hot spots tell what comes?
//!   feedback                                   what patrols find decides where they go, and what becomes of that
//! ```
//!
//! Did the measure work:
//!
//! ```text
//!   glm ──► evaluation     regression of counts; before and after, areas with and without, displacement, mixtures of others
//!   harm                   how much, not only how many
//!   aoristic               when, if all that is known is "some time between"
//! ```

pub mod accuracy;
pub mod aoristic;
pub mod charts;
pub mod density;
pub mod evaluation;
pub mod false_discovery;
pub mod feedback;
pub mod glm;
pub mod harm;
pub mod local;
pub mod near_repeat;
pub mod neighbours;
pub mod places;
pub mod rates;
mod roots;
pub mod scan;
pub mod trend;
pub mod verdict;
