//! Labels that go forward through the diagram: every set that can still matter, by cost and lowered risk.

use super::diagram::Diagram;
use super::relaxation::{Outlook, Set};

/// A set begun.
#[derive(Debug, Clone, Copy)]
struct Label {
    cost: u64,
    lowers: u64,
    /// The last decision to do something, as a place in the trail.
    trail: u32,
}

/// No decision to do anything yet.
const NOTHING: u32 = u32::MAX;

/// What is sought: sets of at most this cost that lower at least this much.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sought {
    pub(super) most_cost: u64,
    pub(super) least_lowers: u64,
}

/// What was found.
#[derive(Debug)]
pub(super) struct Swept {
    /// Sets that are sought and not beaten by another, from the cheapest to the one that lowers most.
    pub(super) found: Vec<Set>,
    /// The most that anything left out for want of room could have lowered; none when nothing was left out.
    pub(super) left_out: Option<u64>,
}

/// A sweep at work.
struct Sweep<'a> {
    diagram: &'a Diagram,
    outlooks: &'a [Outlook],
    sought: Sought,
    /// (the decision before, the measure done).
    trail: Vec<(u32, u32)>,
    left_out: Option<u64>,
}

/// Goes through the diagram keeping at most `room` labels in a layer.
///
/// - cost: at most `2 · room` labels in a layer, nine products each
pub(super) fn sweep(diagram: &Diagram, outlooks: &[Outlook], sought: Sought, room: usize) -> Swept {
    let mut sweep = Sweep { diagram, outlooks, sought, trail: Vec::new(), left_out: None };
    let start = Label { cost: 0, lowers: 0, trail: NOTHING };
    let mut lists: Vec<Vec<Label>> = vec![vec![start]];
    for layer in 0..diagram.layers.len() {
        lists = sweep.step(layer, &lists);
        sweep.make_room(layer + 1, &mut lists, room);
    }
    let last = lists.first().map(Vec::as_slice).unwrap_or_default();
    let sought = |it: &&Label| it.cost <= sought.most_cost && it.lowers >= sought.least_lowers;
    let found = last.iter().filter(sought).map(|it| sweep.set(it)).collect();
    Swept { found, left_out: sweep.left_out }
}

impl Sweep<'_> {
    /// Decides the measure of a layer for every label.
    fn step(&mut self, at: usize, lists: &[Vec<Label>]) -> Vec<Vec<Label>> {
        let (diagram, outlooks) = (self.diagram, self.outlooks);
        let Some(layer) = diagram.layers.get(at) else { return Vec::new() };
        let width = outlooks.first().map_or(1, |it| it.from(at + 1).len());
        let mut next: Vec<Vec<Label>> = vec![Vec::new(); width];
        let mut moved = Vec::new();
        for (arcs, labels) in layer.nodes.iter().zip(lists) {
            let hopes = hopes(outlooks, at + 1, arcs.without);
            moved.clear();
            moved.extend(labels.iter().filter(|it| self.can_matter(&hopes, it)));
            merge(&mut next, arcs.without, &moved);
            let Some(with) = arcs.with else { continue };
            let hopes = self::hopes(outlooks, at + 1, with);
            moved.clear();
            for label in labels {
                let (cost, lowers) = (label.cost + layer.cost, label.lowers + layer.lowers);
                let done = Label { cost, lowers, trail: label.trail };
                if self.can_matter(&hopes, &done) {
                    moved.push(Label { trail: self.note(label.trail, layer.measure), ..done });
                }
            }
            merge(&mut next, with, &moved);
        }
        next
    }

    fn note(&mut self, before: u32, measure: usize) -> u32 {
        self.trail.push((before, u32::try_from(measure).unwrap_or(u32::MAX)));
        u32::try_from(self.trail.len() - 1).unwrap_or(NOTHING)
    }

    /// Whether some set that begins so may be what is sought, as far as every price can tell.
    fn can_matter(&self, hopes: &[i128], label: &Label) -> bool {
        label.cost <= self.sought.most_cost
            && self.outlooks.iter().zip(hopes).all(|(outlook, ahead)| {
                let price = outlook.price;
                let reach = price.aim(label.cost, label.lowers) + ahead;
                reach + price.money * i128::from(self.sought.most_cost)
                    >= price.points * i128::from(self.sought.least_lowers)
            })
    }

    /// The most that a set which begins so can lower.
    fn bound(&self, hopes: &[i128], label: &Label) -> u64 {
        let bounds = self.outlooks.iter().zip(hopes).map(|(outlook, ahead)| {
            let price = outlook.price;
            let reach = price.aim(label.cost, label.lowers) + ahead;
            (reach + price.money * i128::from(self.sought.most_cost)) / price.points.max(1)
        });
        u64::try_from(bounds.min().unwrap_or(0)).unwrap_or(0)
    }

    /// Leaves out the least promising labels of a layer, and remembers what they could have lowered.
    fn make_room(&mut self, layer: usize, lists: &mut [Vec<Label>], room: usize) {
        let count: usize = lists.iter().map(Vec::len).sum();
        if count <= room {
            return;
        }
        let mut bounds = Vec::with_capacity(count);
        for (node, labels) in lists.iter().enumerate() {
            let hopes = hopes(self.outlooks, layer, u32::try_from(node).unwrap_or(u32::MAX));
            bounds.extend(labels.iter().map(|it| self.bound(&hopes, it)));
        }
        let mut sorted = bounds.clone();
        let (_, least, _) = sorted.select_nth_unstable_by(room, |a, b| b.cmp(a));
        let least = *least;
        let mut spare = room - bounds.iter().filter(|it| **it > least).count();
        let mut bounds = bounds.into_iter();
        for labels in lists.iter_mut() {
            labels.retain(|_| match bounds.next() {
                Some(bound) if bound > least => true,
                Some(bound) if bound == least && spare > 0 => {
                    spare -= 1;
                    true
                }
                bound => {
                    self.left_out = self.left_out.max(bound);
                    false
                }
            });
        }
    }

    fn set(&self, label: &Label) -> Set {
        let (mut measures, mut at) = (Vec::new(), label.trail);
        while let Some((before, measure)) = self.trail.get(at as usize) {
            measures.push(*measure as usize);
            at = *before;
        }
        measures.reverse();
        Set { cost: label.cost, lowers: label.lowers, measures }
    }
}

/// The best aim ahead of a node, for each price.
fn hopes(outlooks: &[Outlook], layer: usize, node: u32) -> Vec<i128> {
    let ahead = |it: &Outlook| it.from(layer).get(node as usize).copied().unwrap_or(0);
    outlooks.iter().map(ahead).collect()
}

/// Puts labels, from the cheapest, into the list of a node; of two the one that is no cheaper and lowers no more goes.
fn merge(lists: &mut [Vec<Label>], node: u32, labels: &[Label]) {
    let Some(list) = lists.get_mut(node as usize) else { return };
    if list.is_empty() {
        list.extend_from_slice(labels);
        return;
    }
    let old = std::mem::take(list);
    list.reserve(old.len() + labels.len());
    let (mut left, mut right) = (old.iter().peekable(), labels.iter().peekable());
    loop {
        let next = match (left.peek(), right.peek()) {
            (Some(a), Some(b))
                if (a.cost, std::cmp::Reverse(a.lowers)) <= (b.cost, std::cmp::Reverse(b.lowers)) =>
            {
                left.next()
            }
            (_, Some(_)) => right.next(),
            (Some(_), None) => left.next(),
            (None, None) => break,
        };
        if let Some(label) = next.filter(|it| list.last().is_none_or(|last| last.lowers < it.lowers)) {
            list.push(*label);
        }
    }
}
