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
    /// About how many labels are looked at for the plan, and as many again for the next step. The default (12 million) takes
    /// about a second on two shared cores; lists of a city need a small part of it.
    pub labels: usize,
}

impl Default for Effort {
    fn default() -> Effort {
        Effort { labels: 12_000_000 }
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
        let mut rooms = Rooms::new(self.effort, self.diagram.layers.len());
        while let Some(room) = rooms.next() {
            let sought = Sought { most_cost: self.left, least_lowers: set.lowers };
            let swept = sweep(&self.diagram, &self.outlooks, sought, room);
            rooms.spend(swept.labels);
            if let Some(best) = swept.found.into_iter().next_back() {
                set = best;
            }
            bound = bound.min(swept.left_out.unwrap_or(0).max(set.lowers));
            // What was left out might be as good and cheaper, unless nothing can be cheaper.
            let cheapest = set.cost <= self.crossing.outlook.least_cost(set.lowers);
            if swept.left_out.is_none_or(|it| it < set.lowers) || (bound == set.lowers && cheapest) {
                break;
            }
        }
        let next = (bound == set.lowers).then(|| self.next(&set));
        Found { set, bound, next, margin: Some(self.crossing.outlook.price) }
    }

    /// The cheapest set that lowers more, sought in ever wider windows above the budget. The far neighbour of the crossing
    /// lowers more than anything within the budget, so there is one.
    fn next(&self, best: &Set) -> (Set, bool) {
        let Crossing { beyond, outlook, .. } = &self.crossing;
        let target = best.lowers + 1;
        let least_cost = outlook.least_cost(target).max(self.left + 1);
        let worth_of_a_point = outlook.price.points / (4 * outlook.price.money.max(1));
        let mut window = u64::try_from(worth_of_a_point).unwrap_or(u64::MAX).max(1);
        let mut rooms = Rooms::new(self.effort, self.diagram.layers.len());
        let (mut cheapest, mut room) = (beyond.clone(), rooms.next().unwrap_or(1));
        // Below this nothing lowers more.
        let mut above = self.left;
        while cheapest.cost > least_cost && above + 1 < cheapest.cost {
            let most_cost = above.max(least_cost - 1).saturating_add(window).min(cheapest.cost - 1);
            let swept =
                sweep(&self.diagram, &self.outlooks, Sought { most_cost, least_lowers: target }, room);
            rooms.spend(swept.labels);
            let complete = swept.left_out.is_none();
            match swept.found.into_iter().next() {
                Some(set) => {
                    cheapest = set;
                    if complete {
                        break;
                    }
                }
                None if complete => {
                    above = most_cost;
                    window = window.saturating_mul(2);
                    continue;
                }
                None => {}
            }
            match rooms.next() {
                Some(more) => room = more,
                None => return (cheapest, false),
            }
        }
        (cheapest, true)
    }
}

/// Room for ever more labels, as long as the effort lasts.
struct Rooms {
    room: usize,
    last: usize,
    left: usize,
}

impl Rooms {
    /// The first sweep is always made, if with little room.
    fn new(effort: Effort, layers: usize) -> Rooms {
        Rooms { room: (effort.labels / layers.max(1)).clamp(1, 64), last: 0, left: effort.labels.max(1) }
    }

    /// The room of the next sweep; four times as much room is taken to be four times as much work.
    fn next(&mut self) -> Option<usize> {
        let room = self.room;
        self.room = room.saturating_mul(4);
        (self.left > 4 * self.last).then_some(room)
    }

    fn spend(&mut self, labels: usize) {
        self.last = labels;
        self.left = self.left.saturating_sub(labels);
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
