//! In which order measures that hang together are decided, so that few stand half decided at a time.

use std::collections::BTreeSet;

/// With more measures than this only some beginnings are tried.
const MOST_STARTS: usize = 24;

/// An order of a component in which the edge (undecided measures with a decided neighbour) stays small: the best of several
/// greedy walks, each from another beginning. Any order is right; a narrow one makes a small diagram.
pub(super) fn narrow(ties: &[Vec<usize>], component: &BTreeSet<usize>) -> Vec<usize> {
    let stride = component.len().div_ceil(MOST_STARTS).max(1);
    let walks = component.iter().step_by(stride).map(|start| walk(ties, component, *start));
    walks.min_by(|a, b| a.1.total_cmp(&b.1)).map(|it| it.0).unwrap_or_default()
}

/// A greedy walk with its weight: Σ 2^(width of the edge).
fn walk(ties: &[Vec<usize>], component: &BTreeSet<usize>, start: usize) -> (Vec<usize>, f64) {
    let mut left = component.clone();
    let (mut order, mut edge): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let (mut next, mut weight) = (Some(start), 0.0);
    while let Some(at) = next {
        left.remove(&at);
        edge.retain(|it| *it != at);
        for tied in ties.get(at).into_iter().flatten() {
            if left.contains(tied) && !edge.contains(tied) {
                edge.push(*tied);
            }
        }
        order.push(at);
        weight += f64::from(u32::try_from(edge.len()).unwrap_or(u32::MAX)).exp2();
        // Of the edge the one that opens least, the one that has waited longest first. The component hangs together, so the
        // edge is empty only at the end.
        let opens = |at: usize| {
            let new = ties.get(at).into_iter().flatten().collect::<BTreeSet<_>>();
            new.into_iter().filter(|it| left.contains(it) && !edge.contains(it)).count()
        };
        next = edge.iter().copied().min_by_key(|it| opens(*it));
    }
    (order, weight)
}
