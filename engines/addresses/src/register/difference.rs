//! What changed between two editions: two sorted lists of codes walked side by side.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Address, Register};
use crate::{AddressCode, HouseNumber, MunicipalityCode, Orientation};

/// Which name of an address changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameOf {
    /// The municipality.
    Municipality,
    /// The part of the municipality.
    Part,
    /// The city district.
    District,
    /// The street, also when an address moved from one street to another or got its first one.
    Street,
}

/// One change of name with all addresses it touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// The municipality, by its code in the new edition.
    pub municipality: MunicipalityCode,
    /// What was renamed.
    pub what: NameOf,
    /// The name in the old edition; empty where there was none.
    pub from: String,
    /// The name in the new edition; empty where there is none.
    pub to: String,
    /// The addresses, by code.
    pub addresses: Vec<AddressCode>,
}

/// An address whose numbers changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renumbered {
    /// The address.
    pub code: AddressCode,
    /// Its numbers in the old edition.
    pub from: (HouseNumber, Option<Orientation>),
    /// Its numbers in the new edition.
    pub to: (HouseNumber, Option<Orientation>),
}

/// An address whose definition point moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moved {
    /// The address.
    pub code: AddressCode,
    /// Metres; `None` when the point appeared or disappeared.
    pub metres: Option<f64>,
}

/// Everything that changed; each list in a stable order, by code (renamings by municipality, kind, names).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Difference {
    /// Addresses only in the new edition.
    pub new: Vec<AddressCode>,
    /// Addresses only in the old edition.
    pub gone: Vec<AddressCode>,
    /// Changed names.
    pub renamed: Vec<Renamed>,
    /// Changed numbers; a changed case of a letter is no change.
    pub renumbered: Vec<Renumbered>,
    /// Points moved by a centimetre or more.
    pub moved: Vec<Moved>,
}

impl Difference {
    /// Compares two editions: one pass, memory for the changes only.
    pub fn between(old: &Register, new: &Register) -> Difference {
        let mut found = Difference::default();
        let mut renamed = BTreeMap::new();
        let at = |register: &'_ Register, i: usize| register.by_code.get(i).copied();
        let (mut i, mut j) = (0, 0);
        loop {
            let before = at(old, i).map(|row| Address { register: old, row });
            let after = at(new, j).map(|row| Address { register: new, row });
            let order = match (before, after) {
                (None, None) => break,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(before), Some(after)) => before.code().cmp(&after.code()),
            };
            if let (Some(before), true) = (before, order.is_le()) {
                i += 1;
                if order.is_lt() {
                    found.gone.push(before.code());
                }
            }
            if let (Some(after), true) = (after, order.is_ge()) {
                j += 1;
                if order.is_gt() {
                    found.new.push(after.code());
                }
            }
            if let (Some(before), Some(after), Ordering::Equal) = (before, after, order) {
                found.compare(before, after, &mut renamed);
            }
        }
        found.renamed = renamed
            .into_iter()
            .map(|((municipality, what, from, to), addresses)| Renamed {
                municipality,
                what,
                from: from.to_owned(),
                to: to.to_owned(),
                addresses,
            })
            .collect();
        found
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty()
            && self.gone.is_empty()
            && self.renamed.is_empty()
            && self.renumbered.is_empty()
            && self.moved.is_empty()
    }

    fn compare<'r>(&mut self, before: Address<'r>, after: Address<'r>, renamed: &mut Renamings<'r>) {
        let code = before.code();
        let names = [
            (NameOf::Municipality, before.municipality().name(), after.municipality().name()),
            (NameOf::Part, before.part().name(), after.part().name()),
            (
                NameOf::District,
                before.district().map_or("", |d| d.name),
                after.district().map_or("", |d| d.name),
            ),
            (
                NameOf::Street,
                before.street().map_or("", |s| s.name()),
                after.street().map_or("", |s| s.name()),
            ),
        ];
        for (what, from, to) in names {
            if from != to {
                renamed.entry((after.municipality().code(), what, from, to)).or_default().push(code);
            }
        }
        let numbers = |a: Address<'_>| (a.house(), a.orientation());
        if numbers(before) != numbers(after) {
            self.renumbered.push(Renumbered { code, from: numbers(before), to: numbers(after) });
        }
        if before.position() != after.position() {
            let metres = before.position().zip(after.position()).map(|(a, b)| a.distance(b));
            self.moved.push(Moved { code, metres });
        }
    }
}

type Renamings<'r> = BTreeMap<(MunicipalityCode, NameOf, &'r str, &'r str), Vec<AddressCode>>;
