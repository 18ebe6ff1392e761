//! Who has which numbers of a street, in ranges that a citizen can read.

use super::ast::Clause;
use super::compile::Compiled;
use super::gazetteer::{Door, Gazetteer, StreetId};
use super::number::{HouseKind, Number, Parity, System};
use super::resolve::Resolution;

/// A run of numbers of one system and parity, by the doors that really stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberRange {
    /// č.o., or č.p./č.ev. for doors without a č.o.
    pub system: System,
    /// Odd or even.
    pub parity: Parity,
    /// First number of the run.
    pub from: Number,
    /// Last number of the run (equal to `from` for one door).
    pub to: Number,
    /// How many doors the run has.
    pub doors: usize,
}

/// One owner's part of a street.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share<Owner> {
    /// Whose it is.
    pub owner: Owner,
    /// The runs, č.o. first, odd before even.
    pub ranges: Vec<NumberRange>,
    /// Doors in all.
    pub doors: usize,
}

/// Who has which numbers, when each door's owner is known, by whatever means.
///
/// A run joins neighbouring doors of one side that have the same owner; numbers between them that have no door
/// do not break it. Doors with one share have one owner.
///
/// - out: one share an owner, the greatest first, so that the sum is all doors
/// - cost: a sort
pub fn shares<Owner: Ord + Clone>(doors: impl IntoIterator<Item = (Door, Owner)>) -> Vec<Share<Owner>> {
    let numbered = doors.into_iter().filter_map(|(door, owner)| {
        let (system, number) = shown_number(&door)?;
        Some((system, number.parity(), number, owner))
    });
    let mut doors: Vec<(System, Parity, Number, Owner)> = numbered.collect();
    doors.sort();
    let mut shares: Vec<Share<Owner>> = Vec::new();
    let mut last: Option<(System, Parity, Owner)> = None;
    for (system, parity, number, owner) in doors {
        let at = match shares.iter().position(|share| share.owner == owner) {
            Some(at) => at,
            None => {
                shares.push(Share { owner: owner.clone(), ranges: vec![], doors: 0 });
                shares.len() - 1
            }
        };
        let here = (system, parity, owner);
        let Some(share) = shares.get_mut(at) else { continue };
        share.doors += 1;
        match share.ranges.last_mut() {
            Some(range) if last.as_ref() == Some(&here) => {
                range.to = number;
                range.doors += 1;
            }
            _ => share.ranges.push(NumberRange { system, parity, from: number, to: number, doors: 1 }),
        }
        last = Some(here);
    }
    shares.sort_by_key(|share| std::cmp::Reverse(share.doors));
    shares
}

impl Compiled {
    /// Who has which numbers of a street. An owner is the indices of the territories: one, none (nobody), or
    /// several (conflict). See [`shares`].
    ///
    /// ```
    /// use territories::rules::{ConflictPolicy, Gazetteer, Town, compile, parse};
    ///
    /// let mut town = Town::new("Vzorov");
    /// for number in ["1", "2", "3", "4", "5", "7"] {
    ///     town.add("Nová", "č.p. 1", number);
    /// }
    /// let document = parse("Okrsek A\nNová - lichá č. 1–3\n\nOkrsek B\nNová\n");
    /// let compiled = compile(&document, &town, ConflictPolicy::SpecificBeatsBare);
    /// let shares = compiled.split(town.streets("Nová", None)[0], &town);
    /// let written: Vec<String> = shares[0].ranges.iter().map(|range| range.clause().to_string()).collect();
    /// assert_eq!(written, ["lichá č. o. 5–7", "sudá č. o. 2–4"]);
    /// ```
    pub fn split(&self, street: StreetId, gazetteer: &impl Gazetteer) -> Vec<Share<Vec<usize>>> {
        shares(gazetteer.doors_of(street).into_iter().map(|door| (door, self.owners(&door))))
    }

    fn owners(&self, door: &Door) -> Vec<usize> {
        match self.resolve(door) {
            Resolution::Covered(answer) => vec![answer.territory],
            Resolution::Nobody => vec![],
            Resolution::Conflict { lines } => {
                let mut owners: Vec<usize> = lines.iter().map(|line| self.line(*line).territory).collect();
                owners.sort_unstable();
                owners.dedup();
                owners
            }
        }
    }
}

/// The number people know a door by.
fn shown_number(door: &Door) -> Option<(System, Number)> {
    match (door.orientation, door.house.kind) {
        (Some(number), _) => Some((System::Orientation, number)),
        (None, HouseKind::Descriptive) => Some((System::Descriptive, Number::plain(door.house.number)?)),
        (None, HouseKind::Registration) => Some((System::Registration, Number::plain(door.house.number)?)),
    }
}

impl NumberRange {
    /// The range as a clause of the rule language.
    pub fn clause(&self) -> Clause {
        use super::ast::Item;
        let item = if self.from == self.to { Item::One(self.from) } else { Item::Range(self.from, self.to) };
        Clause { system: self.system, parity: Some(self.parity), items: vec![item], except: vec![] }
    }
}
