//! One line applied to one street or area: which doors it covers.
//!
//! ```text
//!  č. o. lichá 9–17; č. p. 120; č. 503/2a bez 7/11
//!         │             │          │          └ without      a pair taken out
//!         │             │          └ pairs                   both numbers must fit
//!         │             └ descriptive                        sets of one system each: what a rule
//!         └ orientation                                      says of č.o. is nothing about č.p.
//! ```

use super::ast::{AreaKind, Clause, Item};
use super::gazetteer::{AreaId, Door};
use super::number::{HouseKind, Number, System};
use super::set::NumberSet;

/// One line applied to one street or area.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) line: usize,
    /// Areas the door must lie in.
    pub(super) limits: Vec<(AreaKind, AreaId)>,
    pub(super) test: Test,
}

/// The number part of an entry.
#[derive(Clone, Debug)]
pub(super) enum Test {
    /// No number part: every door.
    All,
    /// The doors of the selection.
    Only(Selection),
    /// Every other door, also those without a number of the selection's system.
    Except(Selection),
}

impl Entry {
    /// Whether the door lies in every limit and passes the test.
    pub(super) fn covers(&self, door: &Door) -> bool {
        self.limits.iter().all(|(kind, id)| door.areas.of(*kind) == Some(*id))
            && match &self.test {
                Test::All => true,
                Test::Only(selection) => selection.holds(door),
                Test::Except(selection) => !selection.holds(door),
            }
    }
}

/// Doors by number: the union of clauses, one set for each system.
#[derive(Clone, Debug, Default)]
pub(super) struct Selection {
    pub(super) orientation: NumberSet,
    descriptive: NumberSet,
    registration: NumberSet,
    pairs: Vec<(HouseKind, u32, Number)>,
    without: Vec<(HouseKind, u32, Number)>,
    /// Lettered numbers that the text names itself, as a single number, a pair or a bound.
    named: Vec<Number>,
    /// Whether some clause speaks of one parity only.
    pub(super) by_parity: bool,
}

impl Selection {
    /// Whether the text names this lettered number itself.
    pub(super) fn names(&self, number: Number) -> bool {
        self.named.contains(&number)
    }

    /// A pair decides for its own door, in or out; for the others any one of the door's numbers suffices.
    fn holds(&self, door: &Door) -> bool {
        let pair = door.orientation.map(|o| (door.house.kind, door.house.number, o));
        if pair.is_some_and(|pair| self.pairs.contains(&pair)) {
            return true;
        }
        if pair.is_some_and(|pair| self.without.contains(&pair)) {
            return false;
        }
        let house = match door.house.kind {
            HouseKind::Descriptive => &self.descriptive,
            HouseKind::Registration => &self.registration,
        };
        door.orientation.is_some_and(|o| self.orientation.contains(o))
            || Number::plain(door.house.number).is_some_and(|n| house.contains(n))
    }

    /// Builds the selection; a bare "č." is č.p. where `oriented` is false.
    pub(super) fn of(clauses: &[Clause], oriented: bool) -> Selection {
        let mut selection = Selection::default();
        for clause in clauses {
            let set = NumberSet::of_clause(clause);
            let target = match clause.system {
                System::Bare if !oriented => &mut selection.descriptive,
                System::Bare | System::Orientation => &mut selection.orientation,
                System::Descriptive => &mut selection.descriptive,
                System::Registration => &mut selection.registration,
            };
            *target = target.or(&set);
            selection.pairs.extend(pairs(clause, &clause.items));
            selection.without.extend(pairs(clause, &clause.except));
            selection.by_parity |= clause.parity.is_some();
            selection.named.extend(clause.items.iter().chain(&clause.except).flat_map(named));
        }
        selection
    }
}

/// The lettered numbers an item names.
fn named(item: &Item) -> impl Iterator<Item = Number> + use<> {
    let (a, b) = match *item {
        Item::One(n) | Item::From(n) | Item::UpTo(n) | Item::Pair(_, n) => (n, n),
        Item::Range(a, b) => (a, b),
    };
    [a, b].into_iter().filter(|n| n.letter().is_some())
}

/// The pairs among the items; one against the clause's parity is left out, as its warning says.
pub(super) fn pairs<'a>(
    clause: &'a Clause,
    items: &'a [Item],
) -> impl Iterator<Item = (HouseKind, u32, Number)> + 'a {
    let kind = match clause.system {
        System::Registration => HouseKind::Registration,
        _ => HouseKind::Descriptive,
    };
    items.iter().filter_map(move |item| match item {
        Item::Pair(house, n) if clause.parity.is_none_or(|p| n.parity() == p) => Some((kind, *house, *n)),
        _ => None,
    })
}
