//! The budget turned into a price: best paths and bounds.

use super::diagram::{Arcs, Diagram};

/// What a point of risk and a unit of money weigh: the aim is `points × lowered risk − money × cost`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Price {
    pub(super) points: i128,
    pub(super) money: i128,
}

impl Price {
    pub(super) fn aim(self, cost: u64, lowers: u64) -> i128 {
        self.points * i128::from(lowers) - self.money * i128::from(cost)
    }
}

/// Best aims from every node to the end, layer by layer; the last layer is the end itself, with 0.
#[derive(Debug)]
pub(super) struct Outlook {
    pub(super) price: Price,
    ahead: Vec<Vec<i128>>,
}

/// A set of measures with its sums.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Set {
    pub(super) cost: u64,
    pub(super) lowers: u64,
    /// Places in the list, in the order of the diagram.
    pub(super) measures: Vec<usize>,
}

impl Outlook {
    /// One pass backwards; the cost is that of the nodes.
    pub(super) fn of(diagram: &Diagram, price: Price) -> Outlook {
        let mut ahead = vec![vec![0_i128]];
        for layer in diagram.layers.iter().rev() {
            let next = ahead.last().map(Vec::as_slice).unwrap_or_default();
            let gain = price.aim(layer.cost, layer.lowers);
            // Every node has an arc, so there is always a best.
            let best = |arcs: &Arcs| {
                let without = arcs.without.map(|it| value(next, it));
                let with = arcs.with.map(|it| value(next, it) + gain);
                without.max(with).unwrap_or(0)
            };
            let here = layer.nodes.iter().map(best).collect();
            ahead.push(here);
        }
        ahead.reverse();
        Outlook { price, ahead }
    }

    /// The best aim from a node of a layer (a layer past the last one is the end).
    pub(super) fn from(&self, layer: usize) -> &[i128] {
        self.ahead.get(layer).map(Vec::as_slice).unwrap_or_default()
    }

    /// The best aim from one node.
    pub(super) fn ahead(&self, layer: usize, node: u32) -> i128 {
        value(self.from(layer), node)
    }

    /// The best aim of all.
    pub(super) fn best(&self) -> i128 {
        value(self.from(0), 0)
    }

    /// A set that has the best aim; where doing and not doing are worth the same, it does not do.
    pub(super) fn path(&self, diagram: &Diagram) -> Set {
        let (mut node, mut set) = (0_u32, Set::default());
        for (at, layer) in diagram.layers.iter().enumerate() {
            let Some(arcs) = layer.nodes.get(node as usize) else { break };
            let next = self.from(at + 1);
            let gain = self.price.aim(layer.cost, layer.lowers);
            let done = arcs.with.filter(|with| {
                arcs.without.is_none_or(|without| value(next, *with) + gain > value(next, without))
            });
            if done.is_some() {
                set.cost += layer.cost;
                set.lowers += layer.lowers;
                set.measures.push(layer.measure);
            }
            let Some(to) = done.or(arcs.without) else { break };
            node = to;
        }
        set
    }

    /// No set that costs at most `budget` lowers more than this.
    pub(super) fn bound(&self, budget: u64) -> u64 {
        let Price { points, money } = self.price;
        let most = (self.best() + money * i128::from(budget)) / points.max(1);
        u64::try_from(most).unwrap_or(0)
    }

    /// No set that lowers at least so much costs less than this.
    pub(super) fn least_cost(&self, lowers: u64) -> u64 {
        let Price { points, money } = self.price;
        let above = points * i128::from(lowers) - self.best();
        let least = if money > 0 { (above + money - 1).div_euclid(money) } else { 0 };
        u64::try_from(least).unwrap_or(0)
    }

    /// How much is lost, for each layer, by deciding its measure the other way; none where there is no other way.
    pub(super) fn regrets(&self, diagram: &Diagram) -> Vec<Option<i128>> {
        let mut behind: Vec<Option<i128>> = vec![Some(0)];
        let mut regrets = Vec::new();
        for (at, layer) in diagram.layers.iter().enumerate() {
            let next = self.from(at + 1);
            let gain = self.price.aim(layer.cost, layer.lowers);
            let mut ahead: Vec<Option<i128>> = vec![None; next.len()];
            let (mut without, mut with) = (None, None);
            for (arcs, so_far) in layer.nodes.iter().zip(&behind) {
                let Some(so_far) = *so_far else { continue };
                if let Some(to) = arcs.without {
                    without = without.max(Some(so_far + value(next, to)));
                    raise(&mut ahead, to, so_far);
                }
                if let Some(to) = arcs.with {
                    with = with.max(Some(so_far + gain + value(next, to)));
                    raise(&mut ahead, to, so_far + gain);
                }
            }
            regrets.push(without.zip(with).map(|(without, with)| (without - with).abs()));
            behind = ahead;
        }
        regrets
    }
}

fn value(aims: &[i128], node: u32) -> i128 {
    aims.get(node as usize).copied().unwrap_or(0)
}

fn raise(aims: &mut [Option<i128>], node: u32, to: i128) {
    if let Some(it) = aims.get_mut(node as usize) {
        *it = (*it).max(Some(to));
    }
}

/// The two neighbouring best sets on either side of the budget, and the price at which they are worth the same.
#[derive(Debug)]
pub(super) struct Crossing {
    /// Costs at most the budget.
    pub(super) within: Set,
    /// Costs more.
    pub(super) beyond: Set,
    pub(super) outlook: Outlook,
}

/// What the budget does to the best set.
#[derive(Debug)]
pub(super) enum Relaxed {
    /// All that helps is affordable: the most risk lowered, at the least cost.
    Everything(Set),
    /// The budget binds.
    Bound(Box<Crossing>),
}

/// Finds the price of risk at a budget. Every step moves one of two neighbours on the convex hull of all sets, so it ends
/// (Eisner and Severance 1976).
pub(super) fn relax(diagram: &Diagram, budget: u64) -> Relaxed {
    let total = |of: fn(&super::diagram::Layer) -> u64| {
        diagram.layers.iter().map(|it| i128::from(of(it))).sum::<i128>()
    };
    let (cost, lowers) = (total(|it| it.cost), total(|it| it.lowers));
    // The most first, then the cheapest of those; the cheapest first, then the most of those.
    let most = Outlook::of(diagram, Price { points: cost + 1, money: 1 }).path(diagram);
    if most.cost <= budget {
        return Relaxed::Everything(most);
    }
    let free = Outlook::of(diagram, Price { points: 1, money: lowers + 1 }).path(diagram);
    let (mut within, mut beyond) = (free, most);
    loop {
        let outlook = Outlook::of(diagram, slope(&within, &beyond));
        let on_the_line = outlook.price.aim(within.cost, within.lowers);
        let found = outlook.path(diagram);
        if outlook.best() <= on_the_line || found == within || found == beyond {
            return Relaxed::Bound(Box::new(Crossing { within, beyond, outlook }));
        }
        if found.cost <= budget {
            within = found;
        } else {
            beyond = found;
        }
    }
}

/// The price at which two sets are worth the same, in lowest terms.
pub(super) fn slope(cheaper: &Set, dearer: &Set) -> Price {
    let points = i128::from(dearer.cost) - i128::from(cheaper.cost);
    let money = i128::from(dearer.lowers) - i128::from(cheaper.lowers);
    let (mut divisor, mut rest) = (points.abs(), money.abs());
    while rest > 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    Price { points: points / divisor.max(1), money: money / divisor.max(1) }
}
