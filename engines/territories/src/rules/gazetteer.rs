//! What the rules need to know about a register of addresses. The caller implements [`Gazetteer`] over its own
//! register; [`super::Town`] is a small one in memory.

use super::{AreaKind, House, Number};

/// A street of the register (RÚIAN street code, or the caller's own number).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StreetId(pub u32);

/// A municipality, district, part or cadastral area; numbers need only differ within one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AreaId(pub u32);

/// The areas a door lies in, as far as the register knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Areas {
    /// obec
    pub municipality: Option<AreaId>,
    /// městská část / městský obvod
    pub district: Option<AreaId>,
    /// část obce
    pub part: Option<AreaId>,
    /// katastrální území
    pub cadastre: Option<AreaId>,
}

impl Areas {
    /// The area of the given kind; [`AreaKind::Any`] has none.
    pub fn of(&self, kind: AreaKind) -> Option<AreaId> {
        match kind {
            AreaKind::Municipality => self.municipality,
            AreaKind::District => self.district,
            AreaKind::Part => self.part,
            AreaKind::Cadastre => self.cadastre,
            AreaKind::Any => None,
        }
    }
}

/// One address point: what a rule can decide on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Door {
    /// The caller's number (RÚIAN address code).
    pub id: u64,
    /// The street, if the address has one.
    pub street: Option<StreetId>,
    /// Where it lies.
    pub areas: Areas,
    /// č.p. or č.ev.
    pub house: House,
    /// č.o. with letter, if it has one.
    pub orientation: Option<Number>,
}

/// A register of addresses as the rules see it.
///
/// Names are compared twice: first as written, then folded (case, accents, spaces, abbreviations); what "folded"
/// means is the register's business.
pub trait Gazetteer {
    /// The area of that name; [`AreaKind::Any`] means a district or else a municipality. The name may stand in
    /// the genitive ("Prahy 14").
    fn area(&self, kind: AreaKind, name: &str) -> Option<(AreaKind, AreaId)>;

    /// Streets with exactly this name, `within` the area if given; several when twins lie in different parts.
    fn streets(&self, name: &str, within: Option<(AreaKind, AreaId)>) -> Vec<StreetId>;

    /// Streets whose folded name equals the folded `name`.
    fn streets_folded(&self, name: &str, within: Option<(AreaKind, AreaId)>) -> Vec<StreetId>;

    /// The street's name as registered.
    fn street_name(&self, street: StreetId) -> Option<String>;

    /// Up to `limit` names most like `name`, best first: suggestions, never used as an answer.
    fn nearest(&self, name: &str, limit: usize) -> Vec<String>;

    /// All doors of a street.
    fn doors_of(&self, street: StreetId) -> Vec<Door>;

    /// Calls `each` with every door of the register, with and without a street.
    fn visit(&self, each: &mut dyn FnMut(&Door));

    /// The highest č.o. of a street, without letter; `None` when no door of it has one.
    fn highest_orientation(&self, street: StreetId) -> Option<u32> {
        self.doors_of(street).iter().filter_map(|door| door.orientation).map(Number::value).max()
    }
}
