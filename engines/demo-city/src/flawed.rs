//! The same precincts as a tired clerk would send them: one example of each mistake that drafts of
//! territory rules hold, for tutorials and for the tests of whoever checks them.

use crate::DemoCity;

/// One planted mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// What is wrong.
    pub kind: FlawKind,
    /// Line of the flawed text, counted from 1; for a missing street, the line that stands in its place.
    pub line: usize,
}

/// Kinds of planted mistakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FlawKind {
    /// A street that does not exist, one letter from one that does.
    Misspelt,
    /// A street left out: a gap.
    Missing,
    /// A street claimed by a second precinct: an overlap.
    ClaimedTwice,
    /// A number that can only be a č.p. among orientation numbers.
    SystemSlip,
    /// Bounds in the wrong order.
    Reversed,
    /// Bounds that contradict the side.
    ParityClash,
    /// A stretch given by crossings, which needs a person.
    ByCrossings,
    /// An exception whose meaning is doubtful ("lichá č. bez 27-41").
    DoubtfulException,
    /// A district that does not exist.
    UnknownDistrict,
    /// A pair č.p./č.o. that the register does not hold.
    UnknownPair,
}

impl DemoCity {
    /// The rules with one mistake of each kind; [`DemoCity::flaws`] says where they are.
    pub fn flawed_rules(&self) -> String {
        self.flawed().0
    }

    /// The mistakes planted in [`DemoCity::flawed_rules`], in the order of its lines.
    pub fn flaws(&self) -> Vec<Flaw> {
        self.flawed().1
    }

    fn flawed(&self) -> (String, Vec<Flaw>) {
        let rules = self.precinct_rules();
        let mut lines: Vec<String> = rules.lines().map(String::from).collect();
        // Whole-street lines spread over the text are spoilt one after the other.
        let bare: Vec<usize> = (0..lines.len()).filter(|i| is_bare(&lines, *i)).collect();
        let pick = |k: usize| bare.get(k * bare.len() / 7).copied().unwrap_or(0);
        let mut flaws = Vec::new();
        let slip = format!(" - lichá č. 1-9 a {}", self.highest_house(&lines[pick(0)]));
        let spoilt: [(FlawKind, &str); 5] = [
            (FlawKind::SystemSlip, &slip),
            (FlawKind::Reversed, " - č. 15-1"),
            (FlawKind::ParityClash, " - sudá č. 3-9"),
            (FlawKind::DoubtfulException, " - lichá č. bez 5-11"),
            (FlawKind::UnknownPair, " - č. 9999/1a"),
        ];
        for (k, (kind, tail)) in spoilt.into_iter().enumerate() {
            let i = pick(k);
            lines[i].push_str(tail);
            flaws.push(Flaw { kind, line: i + 1 });
        }
        let (typo, crossing) = (pick(5), pick(6));
        lines[typo] = misspelt(&lines[typo]);
        flaws.push(Flaw { kind: FlawKind::Misspelt, line: typo + 1 });
        let from = lines[crossing + 1].split(" - ").next().unwrap_or_default().to_string();
        lines[crossing].push_str(&format!(" - od křižovatky s ul. {from} po konec"));
        flaws.push(Flaw { kind: FlawKind::ByCrossings, line: crossing + 1 });
        // The first block claims a street of the last block of its district instead of one of its own, which is
        // thereby nobody's.
        let next_area = (1..lines.len()).find(|i| lines[*i].starts_with("# ")).unwrap_or(lines.len());
        let mine: Vec<usize> = bare.iter().copied().filter(|i| *i < next_area && *i != pick(0)).collect();
        if let (Some(own), Some(foreign)) = (mine.first(), mine.last()) {
            lines[*own] = lines[*foreign].clone();
            flaws.push(Flaw { kind: FlawKind::ClaimedTwice, line: own + 1 });
            flaws.push(Flaw { kind: FlawKind::Missing, line: own + 1 });
        }
        lines.push("# Okrskov 11-Nikde".into());
        lines.push("Okrsek 600-A".into());
        lines.push("území městského obvodu Okrskov 11-Nikde".into());
        flaws.push(Flaw { kind: FlawKind::UnknownDistrict, line: lines.len() - 2 });
        flaws.sort_by_key(|f| (f.line, f.kind));
        (lines.join("\n") + "\n", flaws)
    }
}

impl DemoCity {
    /// The highest č.p. of a street: a number no č.o. of it reaches.
    fn highest_house(&self, street: &str) -> u32 {
        let here = |a: &&crate::Address| a.street.is_some_and(|s| self.streets[s].name == street);
        self.addresses.iter().filter(here).map(|a| a.house).max().unwrap_or(2893)
    }
}

/// A whole-street line between two other street lines.
fn is_bare(lines: &[String], i: usize) -> bool {
    let street = |j: usize| {
        lines.get(j).is_some_and(|l| {
            !l.is_empty() && !l.starts_with(['#']) && !l.starts_with("Okrsek ") && !l.starts_with("část obce")
        })
    };
    i > 0
        && street(i - 1)
        && street(i)
        && street(i + 1)
        && !lines[i].contains(" - ")
        && !lines[i - 1].contains(" - ")
        && !lines[i].starts_with("území")
}

/// The same name with its last but two letter doubled: "Jungmannova" → "Jungmannoova".
fn misspelt(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = letters.len().saturating_sub(3);
    if let Some(c) = letters.get(at).copied() {
        letters.insert(at, c);
    }
    letters.into_iter().collect()
}
