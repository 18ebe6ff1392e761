//! The rule text against the addresses, by an independent reader of exactly the syntax that is written.

use std::collections::BTreeMap;

use demo_city::{Address, FlawKind, NumberKind};

use crate::town;

/// A number and its letter; none sorts before "a".
type Key = (u32, Option<char>);

fn key(text: &str) -> Key {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let rest = &text[digits.len()..];
    assert!(rest.chars().count() <= 1, "{text}");
    (digits.parse().unwrap(), rest.chars().next())
}

/// Whether "1-57, 61, 63a-70" holds the key. An unlettered upper bound or single number leaves lettered
/// numbers out, an unlettered lower bound takes them in: exactly the order of keys.
fn listed(list: &str, k: Key) -> bool {
    list.split(", ").any(|item| match item.split_once('-') {
        Some((a, b)) => key(a) <= k && k <= key(b),
        None => key(item) == k,
    })
}

/// Splits "lichá č. 1-57, 61, sudá č. 2-64, č. p. 120" where a new kind of number begins.
fn clauses(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for item in text.split(", ") {
        let number = item.starts_with(|c: char| c.is_ascii_digit());
        match out.last_mut() {
            Some(last) if number => last.push_str(&format!(", {item}")),
            _ => out.push(item.to_string()),
        }
    }
    out
}

fn clause_holds(clause: &str, a: &Address) -> bool {
    let o = a.orientation.map(|o| (o.number, o.letter.map(|l| l.to_ascii_lowercase())));
    if let Some(list) = clause.strip_prefix("č. p. ") {
        return a.kind == NumberKind::Descriptive && listed(list, (a.house, None));
    }
    if let Some(list) = clause.strip_prefix("č. ev. ") {
        return a.kind == NumberKind::Evidence && listed(list, (a.house, None));
    }
    let (side, rest) = match clause.split_once(' ') {
        Some(("lichá", rest)) => (Some(1), rest),
        Some(("sudá", rest)) => (Some(0), rest),
        None if clause == "lichá" => (Some(1), ""),
        None if clause == "sudá" => (Some(0), ""),
        _ => (None, clause),
    };
    let Some(k) = o else { return false };
    if side.is_some_and(|s| k.0 % 2 != s) {
        return false;
    }
    if rest.is_empty() {
        return true;
    }
    if let Some(from) = rest.strip_prefix("od č. ").and_then(|r| r.strip_suffix(" výše")) {
        return k >= key(from);
    }
    listed(rest.strip_prefix("č. ").unwrap_or_else(|| panic!("unknown clause {clause}")), k)
}

fn line_holds(line: &str, a: &Address) -> bool {
    let t = town();
    if let Some(district) = line.strip_prefix("území městského obvodu ") {
        return t.districts[a.district].name == district;
    }
    let (subject, rest) = line.split_once(" - ").map_or((line, None), |(s, r)| (s, Some(r)));
    let subject_holds = match subject.strip_prefix("část obce ") {
        Some(part) => t.parts[a.part].name == part && a.street.is_none(),
        None => a.street.is_some_and(|s| t.streets[s].name == subject),
    };
    subject_holds && rest.is_none_or(|r| clauses(r).iter().any(|c| clause_holds(c, a)))
}

/// Blocks by precinct name, with their lines.
fn blocks(text: &str) -> Vec<(String, Vec<&str>)> {
    let mut out: Vec<(String, Vec<&str>)> = Vec::new();
    for line in text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        match out.last_mut() {
            _ if line.starts_with("Okrsek ") => out.push((line.to_string(), Vec::new())),
            Some(block) => block.1.push(line),
            None => panic!("line before the first block: {line}"),
        }
    }
    out
}

#[test]
fn every_address_is_covered_by_exactly_its_own_precinct() {
    let t = town();
    let text = t.precinct_rules();
    let blocks = blocks(&text);
    assert_eq!(blocks.len(), 30);
    // Lines by street name, so that 15,000 addresses × 500 lines stay quick.
    let mut by_subject: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (name, lines) in &blocks {
        for line in lines {
            let subject = line.split(" - ").next().unwrap();
            let general = subject.starts_with("území") || subject.starts_with("část obce");
            by_subject.entry(if general { "" } else { subject }).or_default().push((name, line));
        }
    }
    let none = Vec::new();
    for (i, a) in t.addresses.iter().enumerate() {
        let street = a.street.map_or("", |s| t.streets[s].name.as_str());
        let own = if street.is_empty() { &none } else { by_subject.get(street).unwrap_or(&none) };
        let hits: Vec<&(&str, &str)> =
            own.iter().chain(&by_subject[""]).filter(|(_, line)| line_holds(line, a)).collect();
        let names: Vec<&str> = hits.iter().map(|h| h.0).collect();
        assert_eq!(names, [t.precincts[a.precinct].name.as_str()], "{:?} by {hits:?}", t.address_line(i));
    }
}

#[test]
fn the_text_uses_the_shapes_it_is_meant_to_teach() {
    let text = town().precinct_rules();
    for shape in [
        "\n# Okrskov 2-Zářečí\n",
        " - lichá",
        " - sudá",
        "od č. ",
        "území městského obvodu Okrskov 6-Dubnov",
        "č. p. ",
        "č. ev. 1-",
    ] {
        assert!(text.contains(shape), "{shape}");
    }
    let split: Vec<&str> = text.lines().filter(|l| l.contains(" - ")).collect();
    insta::assert_snapshot!(split.join("\n"));
}

#[test]
fn flawed_rules_hold_one_mistake_of_each_kind() {
    let t = town();
    let (good, flawed) = (t.precinct_rules(), t.flawed_rules());
    let (good, bad): (Vec<&str>, Vec<&str>) = (good.lines().collect(), flawed.lines().collect());
    let flaws = t.flaws();
    let mut kinds: Vec<FlawKind> = flaws.iter().map(|f| f.kind).collect();
    kinds.sort();
    kinds.dedup();
    assert_eq!((kinds.len(), flaws.len()), (10, 10));
    for f in &flaws {
        assert_ne!(good.get(f.line - 1), bad.get(f.line - 1), "{f:?} changes nothing");
    }
    let shown: Vec<String> = flaws.iter().map(|f| format!("{:?}: {}", f.kind, bad[f.line - 1])).collect();
    insta::assert_snapshot!(shown.join("\n"));
}
