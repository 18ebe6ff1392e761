//! Codebooks of the map: codes with names in several languages; types form a tree.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::fault::{Fault, FaultKind, Place};
use crate::ingest::Ingest;
use crate::table::{Letters, Table};

/// A codebook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codebook {
    nodes: BTreeMap<u32, Node>,
}

/// A code and what it means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Node {
    /// The code.
    pub code: u32,
    /// Codes above it, from the root; empty for a root and for codebooks that are no tree.
    pub parents: Vec<u32>,
    /// Its name by language (`cs`, `en` …); CSV files hold Czech only.
    pub names: BTreeMap<String, String>,
    /// A longer text by language.
    pub descriptions: BTreeMap<String, String>,
}

const PARENTS: [&str; 3] = ["parent_id1", "parent_id2", "parent_id3"];
const NAMES: [&str; 3] = ["name", "nazev", "label"];
const DESCRIPTIONS: [&str; 3] = ["label", "popis", "description"];

impl Codebook {
    /// A codebook of nodes; the last of one code is taken.
    #[must_use]
    pub fn new(nodes: impl IntoIterator<Item = Node>) -> Self {
        Self { nodes: nodes.into_iter().map(|it| (it.code, it)).collect() }
    }

    /// Reads `types`, `states` or `relevance`, as CSV or as JSON.
    ///
    /// - CSV: `id`, up to three `parent_id`, `name` and `label`, or one of them
    /// - JSON: a list of objects, bare or under `data`, with names as texts (`name`), by language (`nazev: {cs, en}`) or
    ///   flat (`nazev.cs`)
    ///
    /// # Errors
    /// When it is neither, a code stands there twice, a parent is not in it, or a node is its own ancestor.
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let read = if matches!(start.first(), Some(b'{' | b'[')) { json(start)? } else { csv(bytes)? };
        let mut nodes = BTreeMap::new();
        for (place, node) in &read {
            if nodes.insert(node.code, node.clone()).is_some() {
                return Err(fault(place, format!("the code {} stands here for the second time", node.code)));
            }
        }
        for (place, node) in &read {
            if let Some(parent) = node.parents.iter().find(|it| !nodes.contains_key(it)) {
                return Err(fault(
                    place,
                    format!("the parent {parent} of {} is not in the codebook", node.code),
                ));
            }
            if node.parents.contains(&node.code) {
                return Err(fault(place, format!("{} is its own parent", node.code)));
            }
        }
        if nodes.is_empty() {
            return Err(Fault::file(FaultKind::Empty));
        }
        Ok(Self { nodes })
    }

    /// All nodes by code.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.values()
    }

    /// A node by its code.
    #[must_use]
    pub fn node(&self, code: u32) -> Option<&Node> {
        self.nodes.get(&code)
    }

    /// Whether it has a code.
    #[must_use]
    pub fn has(&self, code: u32) -> bool {
        self.nodes.contains_key(&code)
    }

    /// A code with all codes above it; nothing for one it does not have.
    pub fn lineage(&self, code: u32) -> impl Iterator<Item = u32> {
        let node = self.nodes.get(&code);
        node.into_iter().flat_map(|it| it.parents.iter().copied().chain([it.code]))
    }

    /// Codes that one codebook has and the other has not, or names otherwise: a changed codebook stops an ingest.
    #[must_use]
    pub fn changed(&self, other: &Self) -> BTreeSet<u32> {
        let codes = self.nodes.keys().chain(other.nodes.keys());
        codes.filter(|it| self.nodes.get(it) != other.nodes.get(it)).copied().collect()
    }
}

fn fault(place: &Place, why: String) -> Fault {
    Fault { place: place.clone(), kind: FaultKind::Codebook(why) }
}

fn csv(bytes: &[u8]) -> Result<Vec<(Place, Node)>, Fault> {
    let letters = Letters::of(bytes);
    let mut table = Table::open(&letters.text, b",;")?;
    let column = |wanted: &str| table.names.iter().position(|it| it == wanted);
    let id = column("id").ok_or_else(|| fault(&Place::Line(1), "there is no column id".to_owned()))?;
    let parents: Vec<usize> = PARENTS.iter().filter_map(|it| column(it)).collect();
    let name = NAMES.iter().find_map(|it| column(it));
    let name = name.ok_or_else(|| fault(&Place::Line(1), "there is no column name or label".to_owned()))?;
    let description = DESCRIPTIONS.iter().find_map(|it| column(it)).filter(|it| *it != name);
    let mut nodes = Vec::new();
    while let Some(row) = table.next(&mut Ingest::default())? {
        let place = Place::Line(row.line);
        let code = |at: usize| {
            let text = row.get(at);
            text.parse::<u32>().map_err(|_| fault(&Place::Line(row.line), format!("{text:?} is no code")))
        };
        let mut node = Node { code: code(id)?, ..Node::default() };
        for at in &parents {
            if !matches!(row.get(*at), "" | "NA" | "NULL" | "null") {
                node.parents.push(code(*at)?);
            }
        }
        let said = |at: usize| Some(("cs".to_owned(), row.get(at).to_owned())).filter(|it| !it.1.is_empty());
        node.names.extend(said(name));
        node.descriptions.extend(description.and_then(said));
        nodes.push((place, node));
    }
    Ok(nodes)
}

fn json(bytes: &[u8]) -> Result<Vec<(Place, Node)>, Fault> {
    let document: Value = serde_json::from_slice(bytes).map_err(|why| Fault::json(&why))?;
    let (path, items) = match &document {
        Value::Array(items) => ("", items),
        Value::Object(object) => match object.get("data") {
            Some(Value::Array(items)) => ("data", items),
            _ => return Err(Fault::file(FaultKind::Json("a list of codes is expected".to_owned()))),
        },
        _ => return Err(Fault::file(FaultKind::Json("a list of codes is expected".to_owned()))),
    };
    let mut nodes = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let place = Place::Member(format!("{path}[{at}]"));
        let code = |value: &Value| {
            let code = value.as_u64().and_then(|it| u32::try_from(it).ok());
            let code = code.or_else(|| value.as_str()?.trim().parse().ok());
            code.ok_or_else(|| fault(&place, format!("{value} is no code")))
        };
        let id = item.get("id").ok_or_else(|| fault(&place, "there is no id".to_owned()))?;
        let mut node = Node { code: code(id)?, ..Node::default() };
        for parent in PARENTS.iter().filter_map(|it| item.get(it)).filter(|it| !it.is_null()) {
            node.parents.push(code(parent)?);
        }
        node.names = words(item, &NAMES);
        node.descriptions = words(item, &DESCRIPTIONS);
        nodes.push((place, node));
    }
    Ok(nodes)
}

/// Texts by language under the first of these names that is there.
fn words(item: &Value, names: &[&str]) -> BTreeMap<String, String> {
    let Some(object) = item.as_object() else { return BTreeMap::new() };
    for name in names {
        let mut words = BTreeMap::new();
        match object.get(*name) {
            Some(Value::String(text)) => drop(words.insert("cs".to_owned(), text.clone())),
            Some(Value::Object(texts)) => {
                let texts = texts
                    .iter()
                    .filter_map(|(language, it)| Some((language.clone(), it.as_str()?.to_owned())));
                words.extend(texts);
            }
            _ => {
                let flat = object.iter().filter_map(|(key, it)| {
                    let language = key.strip_prefix(name)?.strip_prefix('.')?;
                    Some((language.to_owned(), it.as_str()?.to_owned()))
                });
                words.extend(flat);
            }
        }
        if !words.is_empty() {
            return words;
        }
    }
    BTreeMap::new()
}
