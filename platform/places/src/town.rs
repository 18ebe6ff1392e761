//! The home town of the register as the rule engine sees it.

use std::collections::HashMap;

use addresses::{Address, HouseKind, Municipality, Orientation};
use territories::rules::{self, AreaKind, Areas, Door, House, Number, StreetId, Town};

/// The doors of a municipality, and which of its streets is which there.
#[derive(Debug, Clone, Default)]
pub(crate) struct HomeTown {
    pub(crate) town: Town,
    streets: HashMap<u32, StreetId>,
    areas: HashMap<(AreaKind, u32), rules::AreaId>,
    municipality: Option<rules::AreaId>,
}

impl HomeTown {
    /// All addresses of the municipality as doors; door ids are address codes.
    pub(crate) fn of(municipality: Municipality<'_>) -> Self {
        let mut home = Self { town: Town::new(municipality.name()), ..Self::default() };
        home.municipality = Some(home.town.area_named(AreaKind::Municipality, municipality.name()));
        for street in municipality.streets() {
            let id = home.town.new_street(street.name());
            home.streets.insert(street.code().0, id);
        }
        for part in municipality.parts() {
            let id = home.town.area_named(AreaKind::Part, part.name());
            home.areas.insert((AreaKind::Part, part.code().0), id);
        }
        for district in municipality.districts() {
            let id = home.town.area_named(AreaKind::District, district.name);
            home.areas.insert((AreaKind::District, district.code.0), id);
        }
        for address in municipality.addresses() {
            let door = home.door(address);
            home.town.insert(door);
        }
        home
    }

    /// An address as a door of this town.
    pub(crate) fn door(&self, address: Address<'_>) -> Door {
        let area = |kind: AreaKind, code: u32| self.areas.get(&(kind, code)).copied();
        let house = address.house();
        Door {
            id: u64::from(address.code().0),
            street: address.street().and_then(|street| self.streets.get(&street.code().0)).copied(),
            areas: Areas {
                municipality: self.municipality,
                district: address.district().and_then(|d| area(AreaKind::District, d.code.0)),
                part: area(AreaKind::Part, address.part().code().0),
                cadastre: None, // the register does not say in which cadastral area an address lies
            },
            house: House {
                kind: match house.kind {
                    HouseKind::Descriptive => rules::HouseKind::Descriptive,
                    HouseKind::Evidence => rules::HouseKind::Registration,
                },
                number: u32::from(house.number),
            },
            orientation: address.orientation().and_then(number),
        }
    }
}

fn number(orientation: Orientation) -> Option<Number> {
    Number::new(u32::from(orientation.number), orientation.letter.map(addresses::Letter::as_char))
}
