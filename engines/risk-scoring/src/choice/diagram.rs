//! All sets of measures that may stand together, as paths of a layered diagram.
//!
//! Each layer decides one measure. A node stands for "these measures ahead are barred"; decisions that bar the same ahead
//! meet in one node. Needs come before what needs them, so that nothing is ever demanded of what lies behind.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::network::{Network, reach};

/// Where a decision leads, as places in the next layer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arcs {
    /// Not done.
    pub(super) without: u32,
    /// Done; absent where the measure is barred.
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

/// Barred measures ahead, as bits by place in the order of the component.
type Barred = Vec<u64>;

fn diagram(network: &Network, ties: &[Vec<usize>], component: &BTreeSet<usize>) -> Result<Diagram, TooDense> {
    let order = order(network, ties, component);
    let place: BTreeMap<usize, usize> = order.iter().enumerate().map(|(place, at)| (*at, place)).collect();
    let bits = |of: &BTreeSet<usize>, after: usize| {
        let mut bits: Barred = vec![0; order.len().div_ceil(64)];
        for bit in of.iter().filter_map(|it| place.get(it)).filter(|it| **it > after) {
            if let Some(word) = bits.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
        }
        bits
    };
    let mut states: Vec<Barred> = vec![vec![0; order.len().div_ceil(64)]];
    let (mut layers, mut count) = (Vec::new(), 0);
    for (step, measure) in order.iter().copied().enumerate() {
        let without = bits(&reach(&network.needed_by, vec![measure]), step);
        let excluded = network.excludes.get(measure).cloned().unwrap_or_default();
        let with = bits(&reach(&network.needed_by, excluded), step);
        let mut next: Vec<Barred> = Vec::new();
        let mut known: HashMap<Barred, u32> = HashMap::new();
        let mut lead = |state: &Barred, more: &Barred| {
            let mut to: Barred = state.iter().zip(more).map(|(a, b)| a | b).collect();
            if let Some(word) = to.get_mut(step / 64) {
                *word &= !(1 << (step % 64));
            }
            *known.entry(to).or_insert_with_key(|to| {
                next.push(to.clone());
                u32::try_from(next.len() - 1).unwrap_or(u32::MAX)
            })
        };
        let nodes: Vec<Arcs> = states
            .iter()
            .map(|state| {
                let barred = state.get(step / 64).is_some_and(|word| word >> (step % 64) & 1 == 1);
                Arcs { without: lead(state, &without), with: (!barred).then(|| lead(state, &with)) }
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

/// An order in which needs come first and as few measures as possible stand half decided: each time the one that leaves the
/// fewest undecided measures with a decided neighbour.
fn order(network: &Network, ties: &[Vec<usize>], component: &BTreeSet<usize>) -> Vec<usize> {
    let (mut order, mut edge): (Vec<usize>, BTreeSet<usize>) = (Vec::new(), BTreeSet::new());
    let mut left = component.clone();
    while !left.is_empty() {
        let ready = |at: &usize| !network.needs.get(*at).into_iter().flatten().any(|it| left.contains(it));
        let opens = |at: usize| {
            let new = ties.get(at).into_iter().flatten();
            new.filter(|it| left.contains(it) && !edge.contains(*it)).count()
                + usize::from(!edge.contains(&at))
        };
        // Beside an open edge first: the component is walked through, not sprinkled.
        let key = |at: &usize| (opens(*at), !edge.contains(at), *at);
        let Some(next) = left.iter().copied().filter(ready).min_by_key(key) else { break };
        left.remove(&next);
        edge.remove(&next);
        edge.extend(ties.get(next).into_iter().flatten().filter(|it| left.contains(it)));
        order.push(next);
    }
    order
}

impl Diagram {
    /// Several diagrams one after another.
    pub(super) fn chain(diagrams: impl IntoIterator<Item = Diagram>) -> Diagram {
        Diagram { layers: diagrams.into_iter().flat_map(|it| it.layers).collect() }
    }
}
