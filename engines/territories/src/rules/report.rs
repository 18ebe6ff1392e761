//! A whole register against a rule text: who is left without anyone, who has two, what needs a look.

use super::compile::Compiled;
use super::finding::{Finding, FindingKind};
use super::gazetteer::{Door, Gazetteer, StreetId};
use super::number::{HouseKind, Number};
use super::resolve::Resolution;
use super::selection::{Entry, Test};

/// A door that no line covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The door.
    pub door: u64,
    /// Its street, if any.
    pub street: Option<StreetId>,
}

/// Doors that lines of different territories name with equal right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// Indices of the lines, in text order.
    pub lines: Vec<usize>,
    /// The doors.
    pub doors: Vec<u64>,
}

/// What a line did with lettered numbers, because drafters disagree about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterNote {
    /// Index of the line.
    pub line: usize,
    /// The street.
    pub street: StreetId,
    /// Lettered numbers that a range took in without naming them (5b in "1–7").
    pub swept_in: Vec<Number>,
    /// Lettered numbers left out although their plain number is covered (10A in "2–10", 12a in "12").
    pub left_out: Vec<Number>,
}

/// The checks over a register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Doors of the register.
    pub doors: usize,
    /// Doors with exactly one territory.
    pub covered: usize,
    /// Doors of nobody.
    pub gaps: Vec<Gap>,
    /// Doors of several territories, by the lines that compete.
    pub overlaps: Vec<Overlap>,
    /// Doors that a more specific line took from a bare one: (winner, loser, doors).
    pub taken: Vec<(usize, usize, usize)>,
    /// Indices of lines that cover no door of the register.
    pub idle: Vec<usize>,
    /// What lines did with letters.
    pub letters: Vec<LetterNote>,
    /// č.ev. doors of a street left out by a line with a parity: (line, door).
    pub registration_left_out: Vec<(usize, u64)>,
    /// Doors with neither a street nor a č.o.: no street line can reach them.
    pub unaddressed: Vec<u64>,
    /// Where text and register do not meet.
    pub findings: Vec<Finding>,
}

impl Compiled {
    /// Runs every check over a register.
    ///
    /// `covered + gaps + doors of overlaps = doors`: no address is lost between the lists. Findings of the
    /// compilation are repeated, so that one value holds everything an import has to show before it is confirmed.
    ///
    /// - in: the register the rules were compiled against, or a newer edition of it
    /// - out: lists in the order of the register (doors) and of the text (lines)
    /// - cost: one resolution a door, plus one test a door and line of its street
    pub fn report(&self, gazetteer: &impl Gazetteer) -> Report {
        let mut report = Report { findings: self.findings.clone(), ..Report::default() };
        let mut hits = vec![0usize; self.lines.len()];
        let mut overlaps: std::collections::BTreeMap<Vec<usize>, Vec<u64>> = Default::default();
        let mut taken: std::collections::BTreeMap<(usize, usize), usize> = Default::default();
        gazetteer.visit(&mut |door| {
            report.doors += 1;
            if door.street.is_none() && door.orientation.is_none() {
                report.unaddressed.push(door.id);
            }
            self.each_hit(door, &mut |entry| hits[entry.line] += 1);
            match self.resolve(door) {
                Resolution::Covered(answer) => {
                    report.covered += 1;
                    for loser in answer.beaten {
                        *taken.entry((answer.line, loser)).or_default() += 1;
                    }
                }
                Resolution::Nobody => report.gaps.push(Gap { door: door.id, street: door.street }),
                Resolution::Conflict { lines } => overlaps.entry(lines).or_default().push(door.id),
            }
        });
        report.overlaps = overlaps.into_iter().map(|(lines, doors)| Overlap { lines, doors }).collect();
        report.taken = taken.into_iter().map(|((winner, loser), doors)| (winner, loser, doors)).collect();
        report.idle = (0..hits.len()).filter(|i| hits.get(*i) == Some(&0)).collect();
        self.streets_in_detail(gazetteer, &mut report);
        report
    }

    /// The checks that go line by line through the doors of each named street: letters and č.ev.
    fn streets_in_detail(&self, gazetteer: &impl Gazetteer, report: &mut Report) {
        let mut streets: Vec<&StreetId> = self.by_street.keys().collect();
        streets.sort();
        for street in streets {
            let doors = gazetteer.doors_of(*street);
            for entry in self.by_street.get(street).into_iter().flatten() {
                report.letters.extend(letters(entry, *street, &doors));
                let parity = matches!(&entry.test, Test::Only(selection) if selection.by_parity);
                let left = doors.iter().filter(|d| {
                    parity
                        && d.house.kind == HouseKind::Registration
                        && d.orientation.is_none()
                        && !entry.covers(d)
                });
                report.registration_left_out.extend(left.map(|d| (entry.line, d.id)));
            }
        }
    }
}

impl Report {
    /// Streets that the text names and the register lacks, with the line number.
    pub fn unknown_streets(&self) -> impl Iterator<Item = (u32, &str)> {
        self.findings.iter().filter_map(|f| match &f.kind {
            FindingKind::UnknownStreet { name, .. } => Some((f.number, name.as_str())),
            _ => None,
        })
    }
}

/// What one line did with the lettered doors of a street; nothing for lines without numbers.
fn letters(entry: &Entry, street: StreetId, doors: &[Door]) -> Option<LetterNote> {
    let (Test::Only(selection) | Test::Except(selection)) = &entry.test else { return None };
    let mut note = LetterNote { line: entry.line, street, swept_in: vec![], left_out: vec![] };
    for number in doors.iter().filter_map(|d| d.orientation).filter(|n| n.letter().is_some()) {
        let lettered = selection.orientation.contains(number);
        let plain = selection.orientation.contains(number.without_letter());
        if lettered && !selection.names(number) {
            note.swept_in.push(number);
        } else if plain && !lettered {
            note.left_out.push(number);
        }
    }
    for list in [&mut note.swept_in, &mut note.left_out] {
        list.sort();
        list.dedup();
    }
    (!note.swept_in.is_empty() || !note.left_out.is_empty()).then_some(note)
}
