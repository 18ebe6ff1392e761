//! Labels that go forward through the diagram: every set that can still matter, by cost and lowered risk.

use std::ops::{Mul, Sub};

use super::diagram::{Diagram, Layer};
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
    /// How many labels were looked at: the work it took.
    pub(super) labels: usize,
}

/// Numbers that aims are reckoned in: 64 bits where all of them fit, for speed; 128 otherwise.
trait Number: Copy + Ord + Default + Mul<Output = Self> + Sub<Output = Self> {
    fn from_wide(value: i128) -> Self;
    fn from_sum(value: u64) -> Self;
}

impl Number for i128 {
    fn from_wide(value: i128) -> i128 {
        value
    }

    fn from_sum(value: u64) -> i128 {
        value.into()
    }
}

impl Number for i64 {
    fn from_wide(value: i128) -> i64 {
        i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
    }

    fn from_sum(value: u64) -> i64 {
        i64::try_from(value).unwrap_or(i64::MAX)
    }
}

/// A sweep at work.
struct Sweep<'a, N> {
    diagram: &'a Diagram,
    outlooks: &'a [Outlook],
    /// Points and money of each price.
    prices: Vec<(N, N)>,
    sought: Sought,
    /// (the decision before, the measure done).
    trail: Vec<(u32, u32)>,
    left_out: Option<u64>,
    labels: usize,
}

/// Goes through the diagram keeping at most `room` labels in a layer.
///
/// - cost: at most `2 · room` labels in a layer, two products for each price
pub(super) fn sweep(diagram: &Diagram, outlooks: &[Outlook], sought: Sought, room: usize) -> Swept {
    let sum = |of: fn(&Layer) -> u64| diagram.layers.iter().map(|it| i128::from(of(it))).sum::<i128>();
    let (cost, lowers) = (sum(|it| it.cost).max(sought.most_cost.into()), sum(|it| it.lowers));
    // A threshold is at most four such products.
    let small = |it: &Outlook| it.price.points * lowers.max(sought.least_lowers.into()) < 1 << 60;
    let cheap = |it: &Outlook| it.price.money * cost < 1 << 60;
    if outlooks.iter().all(|it| small(it) && cheap(it)) {
        Sweep::<i64>::new(diagram, outlooks, sought).run(room)
    } else {
        Sweep::<i128>::new(diagram, outlooks, sought).run(room)
    }
}

impl<'a, N: Number> Sweep<'a, N> {
    fn new(diagram: &'a Diagram, outlooks: &'a [Outlook], sought: Sought) -> Sweep<'a, N> {
        let prices = outlooks.iter().map(|it| (N::from_wide(it.price.points), N::from_wide(it.price.money)));
        let prices = prices.collect();
        Sweep { diagram, outlooks, prices, sought, trail: Vec::new(), left_out: None, labels: 0 }
    }

    fn run(mut self, room: usize) -> Swept {
        let start = Label { cost: 0, lowers: 0, trail: NOTHING };
        let mut lists: Vec<Vec<Label>> = vec![vec![start]];
        for layer in 0..self.diagram.layers.len() {
            lists = self.step(layer, &lists);
            self.make_room(layer + 1, &mut lists, room);
        }
        let last = lists.first().map(Vec::as_slice).unwrap_or_default();
        let Sought { most_cost, least_lowers } = self.sought;
        let sought = |it: &&Label| it.cost <= most_cost && it.lowers >= least_lowers;
        let found = last.iter().filter(sought).map(|it| self.set(it)).collect();
        Swept { found, left_out: self.left_out, labels: self.labels }
    }

    /// Decides the measure of a layer for every label.
    fn step(&mut self, at: usize, lists: &[Vec<Label>]) -> Vec<Vec<Label>> {
        let (diagram, outlooks) = (self.diagram, self.outlooks);
        let Some(layer) = diagram.layers.get(at) else { return Vec::new() };
        let width = outlooks.first().map_or(1, |it| it.from(at + 1).len());
        let mut next: Vec<Vec<Label>> = vec![Vec::new(); width];
        let mut moved = Vec::new();
        for (arcs, labels) in layer.nodes.iter().zip(lists) {
            self.labels += labels.len();
            if let Some(without) = arcs.without {
                let least = self.least(at + 1, without);
                moved.clear();
                moved.extend(labels.iter().filter(|it| self.can_matter(&least, it)));
                merge(&mut next, without, &moved);
            }
            let Some(with) = arcs.with else { continue };
            let least = self.least(at + 1, with);
            moved.clear();
            for label in labels {
                let (cost, lowers) = (label.cost + layer.cost, label.lowers + layer.lowers);
                let done = Label { cost, lowers, trail: label.trail };
                if self.can_matter(&least, &done) {
                    moved.push(Label { trail: self.note(label.trail, layer.measure), ..done });
                }
            }
            merge(&mut next, with, &moved);
        }
        next
    }

    /// The least aim, for each price, that a label of this node must have to be able to become what is sought.
    fn least(&self, layer: usize, node: u32) -> Vec<N> {
        let Sought { most_cost, least_lowers } = self.sought;
        let least =
            |it: &Outlook| N::from_wide(it.price.aim(most_cost, least_lowers) - it.ahead(layer, node));
        self.outlooks.iter().map(least).collect()
    }

    /// Whether some set that begins so may be what is sought, as far as every price can tell.
    fn can_matter(&self, least: &[N], label: &Label) -> bool {
        let (cost, lowers) = (N::from_sum(label.cost), N::from_sum(label.lowers));
        let enough = |((points, money), least): (&(N, N), &N)| *points * lowers - *money * cost >= *least;
        label.cost <= self.sought.most_cost && self.prices.iter().zip(least).all(enough)
    }

    /// The most that a set which begins so can lower.
    fn bound(&self, layer: usize, node: u32, label: &Label) -> u64 {
        let bounds = self.outlooks.iter().map(|outlook| {
            let price = outlook.price;
            let reach = price.aim(label.cost, label.lowers) + outlook.ahead(layer, node);
            (reach + price.money * i128::from(self.sought.most_cost)) / price.points.max(1)
        });
        u64::try_from(bounds.min().unwrap_or(0)).unwrap_or(0)
    }

    fn note(&mut self, before: u32, measure: usize) -> u32 {
        self.trail.push((before, u32::try_from(measure).unwrap_or(u32::MAX)));
        u32::try_from(self.trail.len() - 1).unwrap_or(NOTHING)
    }

    /// Leaves out the least promising labels of a layer, and remembers what they could have lowered.
    fn make_room(&mut self, layer: usize, lists: &mut [Vec<Label>], room: usize) {
        let count: usize = lists.iter().map(Vec::len).sum();
        if count <= room {
            return;
        }
        let mut bounds = Vec::with_capacity(count);
        for (node, labels) in lists.iter().enumerate() {
            let node = u32::try_from(node).unwrap_or(u32::MAX);
            bounds.extend(labels.iter().map(|it| self.bound(layer, node, it)));
        }
        let mut sorted = bounds.clone();
        let (_, least, _) = sorted.select_nth_unstable_by(room, |a, b| b.cmp(a));
        let least = *least;
        let level = bounds.iter().filter(|it| **it == least).count();
        let spare = room - bounds.iter().filter(|it| **it > least).count();
        // Of those that promise the same, some from everywhere: the cheapest alone would all end alike.
        let mut seen = 0;
        let mut bounds = bounds.into_iter();
        for labels in lists.iter_mut() {
            labels.retain(|_| {
                let bound = bounds.next().unwrap_or(0);
                let stays = bound > least
                    || (bound == least && {
                        seen += 1;
                        seen * spare / level > (seen - 1) * spare / level
                    });
                if !stays {
                    self.left_out = self.left_out.max(Some(bound));
                }
                stays
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
