//! How much risk each budget takes away at best: the line through the sets that are worth their price.

use serde::Serialize;

use super::diagram::Diagram;
use super::measure::{Measure, NoPlan};
use super::network::Network;
use super::relaxation::{Outlook, Price, Set, slope};
use super::solve::parts;

/// A budget at which nothing is left over, and the best that can be had for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CurvePoint {
    /// What it costs.
    pub cost: u64,
    /// How much risk it takes away, which is the most that can be had for this cost.
    pub lowers: u64,
}

/// The corners of the line, from what must be done (and what is free) to all that helps. Between two corners the best lies
/// on or below the straight line between them; [`choose`](super::choose()) tells it exactly.
///
/// - out: rising in both; the risk bought by a crown falls from corner to corner
/// - cost: one or two passes through the diagram for each corner
///
/// # Errors
/// [`NoPlan`], but never for want of budget.
pub fn curve(measures: &[Measure]) -> Result<Vec<CurvePoint>, NoPlan> {
    let network = Network::read(measures)?;
    let (cost, lowers) = network.sums(network.done());
    let diagram = Diagram::chain(parts(&network, measures)?);
    let totals = diagram.layers.iter().fold((0_i128, 0_i128), |(cost, lowers), it| {
        (cost + i128::from(it.cost), lowers + i128::from(it.lowers))
    });
    let least = Outlook::of(&diagram, Price { points: 1, money: totals.1 + 1 }).path(&diagram);
    let most = Outlook::of(&diagram, Price { points: totals.0 + 1, money: 1 }).path(&diagram);
    let mut corners = corners(&diagram, least, most);
    corners.sort_unstable();
    corners.dedup();
    let corners = corners.into_iter();
    Ok(corners.map(|it| CurvePoint { cost: cost + it.0, lowers: lowers + it.1 }).collect())
}

fn corners(diagram: &Diagram, least: Set, most: Set) -> Vec<(u64, u64)> {
    let mut corners = vec![(least.cost, least.lowers), (most.cost, most.lowers)];
    let mut waiting = vec![(least, most)];
    while let Some((cheaper, dearer)) = waiting.pop() {
        if cheaper.cost >= dearer.cost {
            continue;
        }
        let outlook = Outlook::of(diagram, slope(&cheaper, &dearer));
        if outlook.best() <= outlook.price.aim(cheaper.cost, cheaper.lowers) {
            continue;
        }
        let between = outlook.path(diagram);
        corners.push((between.cost, between.lowers));
        waiting.push((cheaper, between.clone()));
        waiting.push((between, dearer));
    }
    corners
}
