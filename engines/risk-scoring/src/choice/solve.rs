//! The plan: the best set within a budget, the proof, and the next step.

use serde::Serialize;

use super::diagram::{self, Diagram};
use super::measure::{Measure, NoPlan};
use super::network::Network;
use super::relaxation::{Crossing, Outlook, Price, Relaxed, Set, relax};
use super::sweep::{Sought, sweep};

/// How long to look for a proof. It counts work and not time, so that the same question has the same answer everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// The most labels kept at one measure. The default (262,144) proves lists of a city many times over.
    pub room: usize,
}

impl Default for Effort {
    fn default() -> Effort {
        Effort { room: 1 << 18 }
    }
}

/// What to do with a budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The budget it was asked for.
    pub budget: u64,
    /// Ids of the measures to be done, in the order of the list.
    pub chosen: Vec<String>,
    /// What they cost together.
    pub cost: u64,
    /// How much risk they take away, added up.
    pub lowers: u64,
    /// No set within the budget lowers more than this: that is proved.
    pub bound: u64,
    /// Whether the plan reaches the bound, and so is the best there is. Otherwise the best is at most `bound − lowers` better.
    pub proven: bool,
    /// The least budget at which the answer gets better, and how. None when no budget buys more, or when the plan is not
    /// proven.
    pub next: Option<Step>,
    /// What risk costs at this budget. None when the budget does not bind.
    pub margin: Option<Margin>,
    /// Measures that no budget makes possible: they need two that exclude each other, or exclude what must be done.
    pub impossible: Vec<String>,
}

/// What the next crown buys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The least budget above the present one that buys more.
    pub budget: u64,
    /// The risk that is then taken away.
    pub lowers: u64,
    /// Measures that come in.
    pub added: Vec<String>,
    /// Measures that make room for them.
    pub dropped: Vec<String>,
    /// Whether it is proved that no smaller budget buys more.
    pub proven: bool,
}

/// The price of risk at a budget: on average, around it, `lowers` points cost `cost`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Margin {
    /// So many points
    pub lowers: u64,
    /// for so much money.
    pub cost: u64,
}

/// Chooses the measures that lower the most risk within a budget.
///
/// - in: measures in any order; budget and costs in one unit, lowered risks in another
/// - out: the set that lowers the most; of several such the cheapest. Of several that lower and cost the same, one of them,
///   always the same one
/// - cost: 500 measures with 100 dependencies take some milliseconds to some tenths of a second (see `benches`); the work
///   is bounded by [`Effort`], and what could not be proved is said
///
/// # Errors
/// [`NoPlan`], with the place of every mistake.
///
/// # Source
/// Bounds by Lagrange: Handler and Zang, *A dual algorithm for the constrained shortest path problem*, Networks 10 (1980).
/// Diagrams: Bergman, Ciré, van Hoeve, Hooker, *Decision Diagrams for Optimization* (2016). Dominance: Nemhauser and Ullmann,
/// *Discrete dynamic programming and capital allocation*, Management Science 15 (1969). Checked against trying all sets.
pub fn choose(measures: &[Measure], budget: u64, effort: Effort) -> Result<Plan, NoPlan> {
    let network = Network::read(measures)?;
    let (done, _) = network.sums(network.done());
    let Some(left) = budget.checked_sub(done) else {
        return Err(NoPlan::MandatoryTooDear { needed: done, budget });
    };
    let parts = parts(&network, measures)?;
    let sizes: Vec<usize> = parts.iter().map(|it| it.layers.len()).collect();
    let whole = Diagram::chain(parts);
    let found = match relax(&whole, left) {
        Relaxed::Everything(set) => Found { bound: set.lowers, set, next: None, margin: None },
        Relaxed::Bound(crossing) => Search::new(whole, &sizes, *crossing, left, effort).run(),
    };
    Ok(Report { measures, network: &network, budget }.plan(found))
}

pub(super) fn parts(network: &Network, measures: &[Measure]) -> Result<Vec<Diagram>, NoPlan> {
    diagram::components(network).map_err(|it| NoPlan::TooEntangled {
        count: it.count,
        first: measures.get(it.first).map(|it| it.id.clone()).unwrap_or_default(),
    })
}

/// What the search found among the open measures.
struct Found {
    set: Set,
    bound: u64,
    next: Option<(Set, bool)>,
    margin: Option<Price>,
}

struct Search {
    diagram: Diagram,
    outlooks: Vec<Outlook>,
    crossing: Crossing,
    left: u64,
    effort: Effort,
}

/// Eighths of the price at the crossing whose bounds are used. With one price alone, money that is left over counts as if it
/// could always be spent well; the lower ones know better.
const EIGHTHS: [i128; 9] = [0, 4, 6, 7, 8, 9, 10, 12, 16];

impl Search {
    fn new(whole: Diagram, sizes: &[usize], crossing: Crossing, left: u64, effort: Effort) -> Search {
        let diagram = surest_first(whole, sizes, &crossing.outlook);
        let Price { points, money } = crossing.outlook.price;
        let price = |eighths: i128| Price { points: 8 * points, money: eighths * money };
        let outlooks = EIGHTHS.iter().map(|it| Outlook::of(&diagram, price(*it))).collect();
        Search { diagram, outlooks, crossing, left, effort }
    }

    fn run(self) -> Found {
        let mut set = self.crossing.within.clone();
        let mut bound = self.crossing.outlook.bound(self.left);
        for room in self.rooms() {
            let sought = Sought { most_cost: self.left, least_lowers: set.lowers };
            let swept = sweep(&self.diagram, &self.outlooks, sought, room);
            if let Some(best) = swept.found.into_iter().next_back() {
                set = best;
            }
            bound = bound.min(swept.left_out.unwrap_or(0).max(set.lowers));
            // Strictly: what was left out might have been as good, and cheaper.
            if swept.left_out.is_none_or(|it| it < set.lowers) {
                break;
            }
        }
        let next = (bound == set.lowers).then(|| self.next(&set));
        Found { set, bound, next, margin: Some(self.crossing.outlook.price) }
    }

    /// Room for ever more labels.
    fn rooms(&self) -> impl Iterator<Item = usize> {
        let most = self.effort.room.max(1);
        (0..).map(|it| 64 << (4 * it)).take_while(move |it| *it < most).chain([most])
    }

    /// The cheapest set that lowers more, sought in ever wider windows above the budget. The far neighbour of the crossing
    /// lowers more than anything within the budget, so there is one.
    fn next(&self, best: &Set) -> (Set, bool) {
        let Crossing { beyond, outlook, .. } = &self.crossing;
        let worth_of_a_point = outlook.price.points / (4 * outlook.price.money.max(1));
        let mut window = u64::try_from(worth_of_a_point).unwrap_or(u64::MAX).max(1);
        let mut proven = true;
        loop {
            let most_cost = self.left.saturating_add(window).min(beyond.cost);
            let sought = Sought { most_cost, least_lowers: best.lowers + 1 };
            let swept = sweep(&self.diagram, &self.outlooks, sought, self.effort.room.max(1));
            proven &= swept.left_out.is_none();
            if let Some(set) = swept.found.into_iter().next() {
                return (set, proven);
            }
            if most_cost == beyond.cost {
                return (beyond.clone(), proven);
            }
            window = window.saturating_mul(2);
        }
    }
}

/// The diagram with its components in another order: first those whose decision is clear at the price of the crossing, so
/// that the many combinations of the unclear ones are gone through last and by few layers.
fn surest_first(whole: Diagram, sizes: &[usize], outlook: &Outlook) -> Diagram {
    let regrets = outlook.regrets(&whole);
    let (mut layers, mut regrets) = (whole.layers.into_iter(), regrets.into_iter());
    let mut parts: Vec<(Option<i128>, Diagram)> = Vec::new();
    for size in sizes {
        // A layer without another way is the clearest of all.
        let least = regrets.by_ref().take(*size).flatten().min();
        parts.push((least, Diagram { layers: layers.by_ref().take(*size).collect() }));
    }
    parts.sort_by_key(|(least, _)| std::cmp::Reverse(least.unwrap_or(i128::MAX)));
    Diagram::chain(parts.into_iter().map(|(_, part)| part))
}

/// Turns places into ids.
struct Report<'a> {
    measures: &'a [Measure],
    network: &'a Network,
    budget: u64,
}

impl Report<'_> {
    fn plan(&self, found: Found) -> Plan {
        let (cost, lowers) = self.network.sums(self.network.done());
        let mut chosen: Vec<usize> = self.network.done().chain(found.set.measures.iter().copied()).collect();
        chosen.sort_unstable();
        let margin = found.margin.map(|it| Margin { lowers: whole(it.money), cost: whole(it.points) });
        Plan {
            budget: self.budget,
            chosen: self.ids(chosen.iter().copied()),
            cost: cost + found.set.cost,
            lowers: lowers + found.set.lowers,
            bound: lowers + found.bound,
            proven: found.bound == found.set.lowers,
            next: found.next.map(|(set, proven)| Step {
                budget: cost + set.cost,
                lowers: lowers + set.lowers,
                added: self.ids(only(&set, &found.set)),
                dropped: self.ids(only(&found.set, &set)),
                proven,
            }),
            margin,
            impossible: self.ids(self.network.barred()),
        }
    }

    fn ids(&self, places: impl IntoIterator<Item = usize>) -> Vec<String> {
        let measures = places.into_iter().filter_map(|it| self.measures.get(it));
        measures.map(|it| it.id.clone()).collect()
    }
}

/// Measures of the first set that are not in the second, in the order of the list.
fn only(first: &Set, second: &Set) -> Vec<usize> {
    let mut only: Vec<usize> =
        first.measures.iter().filter(|it| !second.measures.contains(it)).copied().collect();
    only.sort_unstable();
    only
}

fn whole(value: i128) -> u64 {
    u64::try_from(value).unwrap_or(u64::MAX)
}
