//! The columns of the public table: top categories that are large enough everywhere in time, and the rest in one.

use std::collections::BTreeMap;

use crate::category::{Catalogue, Node};
use crate::month::Month;

/// Code of what is in no other column.
pub const REST: &str = "rest";

/// Fewest incidents of a column in any month of the whole city: so many that the month can always be shown, because an
/// attacker must be left with twice the threshold less one.
const FEWEST: u64 = 10;

/// Which top category stands in which column. Fixed with the first release: other columns would be another cut through
/// the same incidents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// The columns, [`REST`] last.
    pub categories: Vec<Node>,
}

impl Grouping {
    /// Chooses columns.
    ///
    /// - in: `counts` of the whole city by month and top category (its code)
    #[must_use]
    pub fn choose(catalogue: &Catalogue, counts: &BTreeMap<(Month, String), u64>) -> Grouping {
        let mut months: Vec<Month> = counts.keys().map(|(month, _)| *month).collect();
        months.dedup();
        let least = |codes: &[&str]| {
            let of = |month: &Month, code: &str| {
                counts.get(&(*month, code.to_owned())).copied().unwrap_or_default()
            };
            let sums = months.iter().map(|month| codes.iter().map(|code| of(month, code)).sum::<u64>());
            sums.min().unwrap_or(0)
        };
        let tops: Vec<&Node> =
            catalogue.tops().iter().filter_map(|place| catalogue.nodes.get(*place)).collect();
        let mut kept: Vec<&Node> =
            tops.iter().copied().filter(|node| least(&[&node.code]) >= FEWEST).collect();
        let known: Vec<&str> = tops.iter().map(|node| node.code.as_str()).collect();
        let others: Vec<&str> =
            counts.keys().map(|(_, code)| code.as_str()).filter(|code| !known.contains(code)).collect();
        loop {
            let rest: Vec<&str> = known
                .iter()
                .copied()
                .filter(|code| kept.iter().all(|node| node.code != *code))
                .chain(others.iter().copied())
                .collect();
            let empty = rest
                .iter()
                .all(|code| months.iter().all(|m| !counts.contains_key(&(*m, (*code).to_owned()))));
            if empty || least(&rest) >= FEWEST || kept.is_empty() {
                break;
            }
            let smallest =
                kept.iter().enumerate().min_by_key(|(_, node)| least(&[&node.code])).map(|(at, _)| at);
            let Some(smallest) = smallest else { break };
            kept.remove(smallest);
        }
        let mut categories: Vec<Node> =
            kept.into_iter().map(|node| Node { parent: None, ..node.clone() }).collect();
        categories.push(Node { code: REST.to_owned(), ..Node::default() });
        Grouping { categories }
    }

    /// The column of a top category.
    #[must_use]
    pub fn column(&self, top: &str) -> &str {
        self.categories.iter().map(|node| node.code.as_str()).find(|code| *code == top).unwrap_or(REST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(counts: &[(&str, [u64; 2])]) -> Vec<String> {
        let node = |code: &&str| Node { code: (*code).to_owned(), cs: (*code).to_owned(), ..Node::default() };
        let codes: std::collections::BTreeSet<&str> = counts.iter().map(|(code, _)| *code).collect();
        let catalogue = Catalogue { nodes: codes.iter().map(node).collect() };
        let month = |at: usize| Month(24_000 + i32::try_from(at).unwrap());
        let of = |(code, months): &(&str, [u64; 2])| {
            let code = (*code).to_owned();
            months.iter().enumerate().map(move |(at, n)| ((month(at), code.clone()), *n)).collect::<Vec<_>>()
        };
        let counts = counts.iter().flat_map(of).collect();
        Grouping::choose(&catalogue, &counts).categories.into_iter().map(|node| node.code).collect()
    }

    #[test]
    fn small_categories_go_into_the_rest_and_a_small_rest_takes_another_in() {
        assert_eq!(
            columns(&[("a", [50, 60]), ("b", [12, 30]), ("c", [3, 8]), ("d", [9, 9])]),
            ["a", "b", "rest"]
        );
        assert_eq!(columns(&[("a", [50, 60]), ("b", [12, 30]), ("c", [1, 0])]), ["a", "rest"]);
        assert_eq!(columns(&[("a", [1, 2]), ("b", [1, 0])]), ["rest"]);
        assert_eq!(columns(&[]), ["rest"]);
    }
}
