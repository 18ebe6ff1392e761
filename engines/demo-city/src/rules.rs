//! The thirty precincts as the city would write them: streets and numbers in "Street Markdown".
//!
//! ```text
//! # Okrskov 3-Letná                    area: the district
//! Okrsek 300-E                         title: the precinct
//! Borůvková                            the whole street
//! Klatovská třída - lichá č. 1-57      one side, a range
//! část obce Vyhlídky - č. ev. 1-120   cabins without a street
//! ```
//!
//! The text is derived from the addresses, so that it covers each of them exactly once. Ranges mean what
//! the reference parser of the Prague decrees means: a lower bound without a letter takes the lettered
//! numbers with it, an upper bound or a single number without a letter does not.

use std::collections::{BTreeMap, BTreeSet};

use crate::DemoCity;
use crate::model::{Address, NumberKind};

/// A number and its letter in lower case; a number without a letter sorts before "a".
type Key = (u32, Option<char>);

impl DemoCity {
    /// Rules of all precincts. Every address is covered by exactly one block.
    ///
    /// - out: areas in the order of the districts, blocks in the order of the precincts, streets in Czech
    ///   alphabetical order; a precinct that is a whole district is said in one line
    /// - a bare street name is used only where the whole street, under that name, is in the precinct; namesakes in
    ///   two parts of the town are told apart by č.p.
    /// - letters are written in lower case; the register may hold them in upper case (rules are case-blind)
    pub fn precinct_rules(&self) -> String {
        let by_name = self.by_street_name();
        let mut out = String::new();
        for (d, district) in self.districts.iter().enumerate() {
            out.push_str(&format!("# {}\n", district.name));
            let blocks: Vec<usize> =
                (0..self.precincts.len()).filter(|p| self.precincts[*p].district == d).collect();
            for p in &blocks {
                out.push_str(&format!("{}\n", self.precincts[*p].name));
                if blocks.len() == 1 {
                    out.push_str(&format!("území městského obvodu {}\n", district.name));
                } else {
                    for line in self.block(*p, &by_name) {
                        out.push_str(&line);
                        out.push('\n');
                    }
                }
                out.push('\n');
            }
        }
        out
    }

    /// Addresses by street name; namesakes stand together, because a rule can only say the name.
    fn by_street_name(&self) -> BTreeMap<&str, Vec<&Address>> {
        let mut map: BTreeMap<&str, Vec<&Address>> = BTreeMap::new();
        for a in &self.addresses {
            if let Some(s) = a.street {
                map.entry(self.streets[s].name.as_str()).or_default().push(a);
            }
        }
        map
    }

    /// The lines of one precinct in the order of a Czech index, then what has no street.
    fn block(&self, precinct: usize, by_name: &BTreeMap<&str, Vec<&Address>>) -> Vec<String> {
        let mut names: Vec<&str> = by_name
            .iter()
            .filter(|(_, all)| all.iter().any(|a| a.precinct == precinct))
            .map(|(name, _)| *name)
            .collect();
        names.sort_by_key(|name| collated(name));
        let mut lines: Vec<String> =
            names.into_iter().map(|name| street_line(name, &by_name[name], precinct)).collect();
        lines.extend(self.without_street(precinct));
        lines
    }

    /// Cabins and cottages by part of the municipality and č.ev.
    fn without_street(&self, precinct: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for (i, part) in self.parts.iter().enumerate() {
            let here = self.addresses.iter().filter(|a| a.part == i && a.street.is_none());
            for (kind, mark) in [(NumberKind::Descriptive, "č. p."), (NumberKind::Evidence, "č. ev.")] {
                let split = here
                    .clone()
                    .filter(|a| a.kind == kind)
                    .map(|a| ((a.house, None), a.precinct == precinct));
                let runs = runs(&split.collect());
                if !runs.is_empty() {
                    lines.push(format!("část obce {} - {mark} {}", part.name, list(&runs)));
                }
            }
        }
        lines
    }
}

/// The line of one street in one precinct: the bare name, a side, ranges, or č.p. for what has no č.o.
fn street_line(name: &str, all: &[&Address], precinct: usize) -> String {
    let mine: Vec<&&Address> = all.iter().filter(|a| a.precinct == precinct).collect();
    if mine.len() == all.len() {
        return name.to_string();
    }
    let namesakes = all.iter().filter_map(|a| a.street).collect::<BTreeSet<_>>().len() > 1;
    let mut parts = Vec::new();
    if !namesakes {
        let keys: BTreeMap<Key, bool> =
            all.iter().filter_map(|a| Some((key(a)?, a.precinct == precinct))).collect();
        parts = sides(&keys, mine.iter().any(|a| a.orientation.is_none()));
    }
    let by_house: Vec<u32> =
        mine.iter().filter(|a| namesakes || a.orientation.is_none()).map(|a| a.house).collect();
    if !by_house.is_empty() {
        let numbers: BTreeSet<String> = by_house.iter().map(|n| format!("{n:>6}")).collect();
        let numbers: Vec<&str> = numbers.iter().map(|n| n.trim()).collect();
        parts.push(format!("č. p. {}", numbers.join(", ")));
    }
    format!("{name} - {}", parts.join(", "))
}

/// The orientation number as rules compare it.
fn key(a: &Address) -> Option<Key> {
    a.orientation.map(|o| (o.number, o.letter.map(|l| l.to_ascii_lowercase())))
}

/// "lichá č. 1-57, sudá č. 2-64", or "č. 1-7, 19-26" where odd and even are not divided.
fn sides(keys: &BTreeMap<Key, bool>, more_follows: bool) -> Vec<String> {
    let through = runs(keys);
    let side =
        |odd: bool| keys.iter().filter(|(k, _)| (k.0 % 2 == 1) == odd).map(|(k, m)| (*k, *m)).collect();
    let (odd, even): (BTreeMap<Key, bool>, BTreeMap<Key, bool>) = (side(true), side(false));
    let (odd_runs, even_runs) = (runs(&odd), runs(&even));
    if through.is_empty() {
        return Vec::new();
    }
    if through.len() < odd_runs.len() + even_runs.len() {
        return vec![format!("č. {}", list(&through))];
    }
    let alone = !more_follows && (odd_runs.is_empty() || even_runs.is_empty());
    [("lichá", &odd, &odd_runs), ("sudá", &even, &even_runs)]
        .into_iter()
        .filter(|(_, _, runs)| !runs.is_empty())
        .map(|(word, keys, runs)| {
            let ends = runs.len() == 1 && keys.keys().next_back() == Some(&runs[0].1);
            let begins = runs.len() == 1 && keys.keys().next() == Some(&runs[0].0);
            match (alone, ends, begins) {
                (true, true, true) => word.to_string(),
                (true, true, false) => format!("{word} od č. {} výše", written(runs[0].0)),
                _ => format!("{word} č. {}", list(runs)),
            }
        })
        .collect()
}

/// Longest stretches of neighbouring keys that are all ours.
fn runs(keys: &BTreeMap<Key, bool>) -> Vec<(Key, Key)> {
    let mut runs: Vec<(Key, Key)> = Vec::new();
    let mut open = false;
    for (key, mine) in keys {
        match (mine, open, runs.last_mut()) {
            (true, true, Some(run)) => run.1 = *key,
            (true, _, _) => runs.push((*key, *key)),
            _ => {}
        }
        open = *mine;
    }
    runs
}

/// "1-57, 61, 63a-70".
fn list(runs: &[(Key, Key)]) -> String {
    let one =
        |(a, b): &(Key, Key)| if a == b { written(*a) } else { format!("{}-{}", written(*a), written(*b)) };
    runs.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// "63a".
fn written((number, letter): Key) -> String {
    format!("{number}{}", letter.map(String::from).unwrap_or_default())
}

/// A key that sorts names as a Czech index does, near enough: accents after plain letters, "ch" after "h".
fn collated(name: &str) -> Vec<(char, u8)> {
    let mut out = Vec::new();
    let mut previous = ' ';
    for c in name.chars().flat_map(char::to_lowercase) {
        let plain = "áaďdéeíiňnóoťtúuůuýyüu".chars().collect::<Vec<_>>();
        let base = plain.chunks(2).find(|p| p[0] == c).map(|p| (p[1], 1));
        let item = match (previous, c) {
            ('c', 'h') => {
                out.pop();
                ('h', 9)
            }
            (_, 'č') => ('c', 9),
            (_, 'ě') => ('e', 2),
            (_, 'ř') => ('r', 9),
            (_, 'š') => ('s', 9),
            (_, 'ž') => ('z', 9),
            _ => base.unwrap_or((c, 0)),
        };
        out.push(item);
        previous = c;
    }
    out
}
