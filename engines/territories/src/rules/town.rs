//! A small register in memory: for tests, for examples, and for callers who hold one municipality.
//!
//! It keeps the look-ups the trait asks for as maps: streets by exact and by folded name, areas by kind and folded name,
//! doors by street. Only the nearest names are found by walking all streets; that is asked once for each name the
//! register lacks.

use std::collections::{BTreeMap, HashMap};

use super::{AreaId, AreaKind, Areas, Door, Gazetteer, House, HouseKind, Number, StreetId};
use crate::spelling::{distance, fold, fold_name};

/// One municipality (or a few) in memory.
#[derive(Clone, Debug, Default)]
pub struct Town {
    municipality: Option<AreaId>,
    streets: Vec<Street>,
    by_name: HashMap<String, Vec<StreetId>>,
    by_folded: HashMap<String, Vec<StreetId>>,
    areas: BTreeMap<(AreaKind, String), AreaId>,
    doors: Vec<Door>,
    streetless: Vec<usize>,
}

#[derive(Clone, Debug)]
struct Street {
    name: String,
    doors: Vec<usize>,
}

impl Town {
    /// An empty town.
    pub fn new(municipality: &str) -> Town {
        let mut town = Town::default();
        town.municipality = Some(town.area_named(AreaKind::Municipality, municipality));
        town
    }

    /// The number of the area, made on first use.
    pub fn area_named(&mut self, kind: AreaKind, name: &str) -> AreaId {
        let next = AreaId(self.areas.len() as u32);
        *self.areas.entry((kind, fold_name(name))).or_insert(next)
    }

    /// The street of that name, made on first use. Twins (same name, other part) need [`Town::new_street`].
    pub fn street_named(&mut self, name: &str) -> StreetId {
        match self.by_name.get(name).and_then(|found| found.first()) {
            Some(street) => *street,
            None => self.new_street(name),
        }
    }

    /// A new street, even when one of that name exists.
    pub fn new_street(&mut self, name: &str) -> StreetId {
        let id = StreetId(self.streets.len() as u32);
        self.streets.push(Street { name: name.to_owned(), doors: vec![] });
        self.by_name.entry(name.to_owned()).or_default().push(id);
        self.by_folded.entry(fold_name(name)).or_default().push(id);
        id
    }

    /// Adds a door and returns its id, which counts from 0 here. `street` may be empty; `house` is `č.p. 12` or
    /// `č.ev. 12`; `orientation` is `""`, `3` or `3a`. What cannot be read counts as absent or as č.p. 0.
    pub fn add(&mut self, street: &str, house: &str, orientation: &str) -> u64 {
        let areas = Areas { municipality: self.municipality, ..Areas::default() };
        self.add_in(areas, street, house, orientation)
    }

    /// As [`Town::add`], in the given areas.
    pub fn add_in(&mut self, areas: Areas, street: &str, house: &str, orientation: &str) -> u64 {
        let street = (!street.is_empty()).then(|| self.street_named(street));
        let kind = if fold(house).contains("ev") { HouseKind::Registration } else { HouseKind::Descriptive };
        let digits: String = house.chars().filter(char::is_ascii_digit).collect();
        let digits_o: String = orientation.chars().take_while(char::is_ascii_digit).collect();
        let letter = orientation.chars().last().filter(|c| c.is_alphabetic());
        let door = Door {
            id: self.doors.len() as u64,
            street,
            areas,
            house: House { kind, number: digits.parse().unwrap_or_default() },
            orientation: digits_o.parse().ok().and_then(|value| Number::new(value, letter)),
        };
        self.insert(door)
    }

    /// Adds a door as it is, with the caller's own id.
    pub fn insert(&mut self, door: Door) -> u64 {
        let at = self.doors.len();
        match door.street.and_then(|street| self.streets.get_mut(street.0 as usize)) {
            Some(street) => street.doors.push(at),
            None => self.streetless.push(at),
        }
        self.doors.push(door);
        door.id
    }

    /// A door by its id.
    pub fn door(&self, id: u64) -> Option<Door> {
        let direct = usize::try_from(id).ok().and_then(|i| self.doors.get(i)).filter(|d| d.id == id);
        direct.or_else(|| self.doors.iter().find(|d| d.id == id)).copied()
    }

    /// All doors in the order they were added.
    pub fn doors(&self) -> &[Door] {
        &self.doors
    }

    /// The streets that have a door in the area; all of them without one.
    fn within(&self, found: Option<&Vec<StreetId>>, area: Option<(AreaKind, AreaId)>) -> Vec<StreetId> {
        let inside = |street: &StreetId| {
            area.is_none_or(|(kind, id)| {
                self.doors_of(*street).iter().any(|door| door.areas.of(kind) == Some(id))
            })
        };
        found.into_iter().flatten().copied().filter(inside).collect()
    }
}

impl Gazetteer for Town {
    fn area(&self, kind: AreaKind, name: &str) -> Option<(AreaKind, AreaId)> {
        let kinds: &[AreaKind] = match kind {
            AreaKind::Any => &[AreaKind::District, AreaKind::Municipality, AreaKind::Part],
            ref one => std::slice::from_ref(one),
        };
        let name = fold_name(name);
        kinds.iter().find_map(|k| self.areas.get(&(*k, name.clone())).map(|id| (*k, *id)))
    }

    fn streets(&self, name: &str, within: Option<(AreaKind, AreaId)>) -> Vec<StreetId> {
        self.within(self.by_name.get(name), within)
    }

    fn streets_folded(&self, name: &str, within: Option<(AreaKind, AreaId)>) -> Vec<StreetId> {
        self.within(self.by_folded.get(&fold_name(name)), within)
    }

    fn street_name(&self, street: StreetId) -> Option<String> {
        self.streets.get(street.0 as usize).map(|s| s.name.clone())
    }

    fn nearest(&self, name: &str, limit: usize) -> Vec<String> {
        let name = fold_name(name);
        let limit_of_slips = (name.chars().count() / 4).clamp(1, 3);
        let mut found: Vec<(usize, &String)> = self
            .streets
            .iter()
            .filter_map(|s| distance(&name, &fold_name(&s.name), limit_of_slips).map(|d| (d, &s.name)))
            .collect();
        found.sort();
        found.dedup();
        found.into_iter().take(limit).map(|(_, name)| name.clone()).collect()
    }

    fn doors_of(&self, street: StreetId) -> Vec<Door> {
        let street = self.streets.get(street.0 as usize);
        street.map_or(&[][..], |s| &s.doors).iter().filter_map(|i| self.doors.get(*i)).copied().collect()
    }

    fn visit(&self, each: &mut dyn FnMut(&Door)) {
        self.doors.iter().for_each(each);
    }
}
