//! The categories of a source: a tree as it came with a download.
//!
//! An incident may have several categories. A node holds an incident that has the node itself or anything below it; in
//! the public table, whose columns must not overlap, an incident stands once, in the first top category of the list.

use serde::{Deserialize, Serialize};

/// The categories in the order of their list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// Nodes; parents need not come first.
    #[serde(rename = "category", default)]
    pub nodes: Vec<Node>,
}

/// One category.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Code in the files of the source.
    pub code: String,
    /// Code of the category above; none at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Czech name.
    pub cs: String,
    /// English name; the Czech one stands in where it is empty.
    #[serde(default)]
    pub en: String,
    /// Ukrainian name; likewise.
    #[serde(default)]
    pub uk: String,
}

/// Longest way to the top; a list that goes round in circles ends here.
const DEEPEST: usize = 8;

impl Catalogue {
    /// The categories of municipal-police events.
    ///
    /// # Errors
    /// A mistake in the list that ships.
    pub fn municipal() -> Result<Catalogue, toml::de::Error> {
        toml::from_str(include_str!("../../../content/offences/municipal.toml"))
    }

    /// The categories of data.police.uk.
    ///
    /// # Errors
    /// A mistake in the list that ships.
    pub fn police_uk() -> Result<Catalogue, toml::de::Error> {
        toml::from_str(include_str!("../../../content/offences/police-uk.toml"))
    }

    /// The primary types of Chicago.
    ///
    /// # Errors
    /// A mistake in the list that ships.
    pub fn chicago() -> Result<Catalogue, toml::de::Error> {
        toml::from_str(include_str!("../../../content/offences/chicago.toml"))
    }

    /// Place of a code in the list.
    #[must_use]
    pub fn place(&self, code: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.code == code)
    }

    /// Name of a code; an unknown code is its own name.
    #[must_use]
    pub fn name<'a>(&'a self, code: &'a str, language: &str) -> &'a str {
        self.place(code).and_then(|place| self.nodes.get(place)).map_or(code, |node| node.name(language))
    }

    /// The node itself and everything above it, by places.
    #[must_use]
    pub fn upward(&self, place: usize) -> Vec<usize> {
        let mut way = vec![place];
        while let Some(above) = way.last().and_then(|at| self.above(*at)) {
            if way.len() > DEEPEST || way.contains(&above) {
                break;
            }
            way.push(above);
        }
        way
    }

    fn above(&self, place: usize) -> Option<usize> {
        self.place(self.nodes.get(place)?.parent.as_deref()?)
    }

    /// The top category above a node.
    #[must_use]
    pub fn top(&self, place: usize) -> usize {
        self.upward(place).last().copied().unwrap_or(place)
    }

    /// The top categories, in order.
    #[must_use]
    pub fn tops(&self) -> Vec<usize> {
        (0..self.nodes.len()).filter(|place| self.above(*place).is_none()).collect()
    }

    /// Every node with its depth, children under their parents, as a list to choose from.
    #[must_use]
    pub fn in_order(&self) -> Vec<(usize, usize)> {
        let mut order = Vec::new();
        for top in self.tops() {
            self.below(top, 0, &mut order);
        }
        order
    }

    fn below(&self, place: usize, depth: usize, order: &mut Vec<(usize, usize)>) {
        if depth > DEEPEST {
            return;
        }
        order.push((place, depth));
        for child in (0..self.nodes.len()).filter(|child| self.above(*child) == Some(place)) {
            self.below(child, depth + 1, order);
        }
    }
}

impl Node {
    /// Name in the language of a tag.
    #[must_use]
    pub fn name(&self, language: &str) -> &str {
        let name = match language {
            "en" => &self.en,
            "uk" => &self.uk,
            _ => &self.cs,
        };
        if name.is_empty() { &self.cs } else { name }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(code: &str, parent: Option<&str>) -> Node {
        Node {
            code: code.to_owned(),
            parent: parent.map(str::to_owned),
            cs: code.to_owned(),
            ..Node::default()
        }
    }

    #[test]
    fn the_municipal_list_is_a_tree() {
        let list = Catalogue::municipal().unwrap();
        let flat = list.place("burglary-flat").unwrap();
        assert_eq!(list.nodes[list.top(flat)].code, "burglary");
        assert_eq!(list.in_order().len(), list.nodes.len());
        assert_eq!(list.name("order-noise", "en"), "Noise at night");
        assert_eq!(list.name("unknown", "cs"), "unknown");
    }

    #[test]
    fn a_circle_of_parents_ends() {
        let list = Catalogue { nodes: vec![node("a", Some("b")), node("b", Some("a"))] };
        assert!(list.upward(0).len() <= 2);
        assert!(list.tops().is_empty());
        assert!(list.in_order().is_empty());
    }
}
