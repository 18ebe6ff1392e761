//! All sets of measures that may stand together, as paths of a layered diagram.
//!
//! Each layer decides one measure. A node stands for what the decisions so far say about the measures ahead: these are
//! barred, those are demanded. Decisions that say the same meet in one node.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::network::{Network, reach};
use super::order;

/// Where a decision leads, as places in the next layer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arcs {
    /// Not done; absent where the measure is demanded.
    pub(super) without: Option<u32>,
    /// Done; absent where it is barred.
    pub(super) with: Option<u32>,
}

/// One measure to be decided.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    /// Its place in the list of measures.
    pub(super) measure: usize,
    pub(super) cost: u64,
    pub(super) lowers: u64,
    pub(super) nodes: Vec<Arcs>,
}

/// Layers of one component after another; between components, at the beginning and at the end stands one node.
#[derive(Debug, Default)]
pub(super) struct Diagram {
    pub(super) layers: Vec<Layer>,
}

/// More nodes than this in one component are not kept apart (a node takes 16 bytes for itself and 16 for each price).
const MOST_NODES: usize = 400_000;

/// A component that is too dense: how many measures it has, and the first of them.
pub(super) struct TooDense {
    pub(super) count: usize,
    pub(super) first: usize,
}

/// Diagrams of the components of what is still open, in the order of their first measures.
pub(super) fn components(network: &Network) -> Result<Vec<Diagram>, TooDense> {
    let mut seen = BTreeSet::new();
    let mut diagrams = Vec::new();
    let ties: Vec<Vec<usize>> = (0..network.cost.len()).map(|at| ties(network, at)).collect();
    for start in (0..network.cost.len()).filter(|at| network.is_open(*at)) {
        if seen.contains(&start) {
            continue;
        }
        let component = reach(&ties, vec![start]);
        seen.extend(component.iter().copied());
        diagrams.push(diagram(network, &ties, &component)?);
    }
    Ok(diagrams)
}

/// Open measures that one depends on, is needed by, or excludes.
fn ties(network: &Network, at: usize) -> Vec<usize> {
    let lists = [&network.needs, &network.needed_by, &network.excludes];
    let tied = lists.into_iter().flat_map(|list| list.get(at).into_iter().flatten().copied());
    tied.filter(|it| network.is_open(*it)).collect()
}

fn diagram(network: &Network, ties: &[Vec<usize>], component: &BTreeSet<usize>) -> Result<Diagram, TooDense> {
    let order = order::narrow(ties, component);
    let place: BTreeMap<usize, usize> = order.iter().enumerate().map(|(place, at)| (*at, place)).collect();
    let mut states = vec![Ahead::nothing(order.len())];
    let (mut layers, mut count) = (Vec::new(), 0);
    for (step, measure) in order.iter().copied().enumerate() {
        let [without, with] = [false, true].map(|done| Ahead::after(network, &place, measure, done));
        let mut next: Vec<Ahead> = Vec::new();
        let mut known: HashMap<Ahead, u32> = HashMap::new();
        let mut lead = |state: &Ahead, more: &Ahead| {
            let to = state.and(more, step)?;
            let at = known.entry(to).or_insert_with_key(|to| {
                next.push(to.clone());
                u32::try_from(next.len() - 1).unwrap_or(u32::MAX)
            });
            Some(*at)
        };
        let nodes: Vec<Arcs> = states
            .iter()
            .map(|state| Arcs {
                without: (!state.demands(step)).then(|| lead(state, &without)).flatten(),
                with: (!state.bars(step)).then(|| lead(state, &with)).flatten(),
            })
            .collect();
        count += nodes.len();
        if count > MOST_NODES {
            return Err(TooDense { count: order.len(), first: component.first().copied().unwrap_or(0) });
        }
        let (cost, lowers) = network.sums([measure]);
        layers.push(Layer { measure, cost, lowers, nodes });
        states = next;
    }
    Ok(Diagram { layers })
}

/// What the decisions so far say about the measures ahead, as bits by their place in the order. Both are closed: with a
/// measure everything that needs it is barred, and with what is demanded everything it needs is. So whatever is neither can
/// be left undone, and every state has an end.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Ahead {
    barred: Vec<u64>,
    demanded: Vec<u64>,
}

impl Ahead {
    fn nothing(count: usize) -> Ahead {
        let none = vec![0; count.div_ceil(64)];
        Ahead { barred: none.clone(), demanded: none }
    }

    /// What a decision alone says about all others.
    fn after(network: &Network, place: &BTreeMap<usize, usize>, measure: usize, done: bool) -> Ahead {
        let mut ahead = Ahead::nothing(place.len());
        let demanded = if done { reach(&network.needs, vec![measure]) } else { BTreeSet::new() };
        let excluded = demanded.iter().flat_map(|it| network.excludes.get(*it).into_iter().flatten());
        let barred: Vec<usize> = if done { excluded.copied().collect() } else { vec![measure] };
        raise(&mut ahead.barred, place, &reach(&network.needed_by, barred));
        raise(&mut ahead.demanded, place, &demanded);
        ahead
    }

    /// Both together, for what lies behind this step; none when something is demanded and barred.
    fn and(&self, more: &Ahead, step: usize) -> Option<Ahead> {
        let unite = |a: &[u64], b: &[u64]| -> Vec<u64> {
            let words = a.iter().zip(b).enumerate();
            words.map(|(at, (a, b))| (a | b) & later(at, step)).collect()
        };
        let both = Ahead {
            barred: unite(&self.barred, &more.barred),
            demanded: unite(&self.demanded, &more.demanded),
        };
        let torn = both.barred.iter().zip(&both.demanded).any(|(a, b)| a & b != 0);
        (!torn).then_some(both)
    }

    fn bars(&self, step: usize) -> bool {
        has(&self.barred, step)
    }

    fn demands(&self, step: usize) -> bool {
        has(&self.demanded, step)
    }
}

/// The bits of a word that stand for places behind a step.
fn later(word: usize, step: usize) -> u64 {
    match word.cmp(&(step / 64)) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Equal => {
            u64::MAX.checked_shl(u32::try_from(step % 64 + 1).unwrap_or(64)).unwrap_or(0)
        }
        std::cmp::Ordering::Greater => u64::MAX,
    }
}

fn has(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

fn raise(bits: &mut [u64], place: &BTreeMap<usize, usize>, measures: &BTreeSet<usize>) {
    for at in measures.iter().filter_map(|it| place.get(it)) {
        if let Some(word) = bits.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }
}

impl Diagram {
    /// Several diagrams one after another.
    pub(super) fn chain(diagrams: impl IntoIterator<Item = Diagram>) -> Diagram {
        Diagram { layers: diagrams.into_iter().flat_map(|it| it.layers).collect() }
    }
}
