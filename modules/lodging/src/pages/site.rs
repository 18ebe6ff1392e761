//! A place typed by a person becomes an address of the register, or stays the words it is.

use addresses::{Address, AddressCode, Ask, Outcome, Place, Search};
use ground::Ground;
use places::Places;
use web::Form;

use super::plain;
use crate::object::Site;

/// An address as people write it: `Zahradní 173/2, Východní Předměstí`.
pub(crate) fn line(address: Address<'_>) -> String {
    match address.street() {
        Some(street) => format!("{} {}, {}", street.name(), address.numbers(), address.part().name()),
        None => format!("{} {}", address.part().name(), address.numbers()),
    }
}

fn of(address: Address<'_>) -> Site {
    Site {
        address_code: Some(i64::from(address.code().0)),
        label: line(address),
        position: address.wgs84().map(|at| (at.lon, at.lat)),
    }
}

/// Reads the place of a form: fields `address` (words), `address_code` (chosen among several) and `no_address`.
/// Several that fit are left in `choices` with an error at the field.
pub(crate) fn read(ground: &Ground, form: &mut Form, choices: &mut Vec<(String, String)>) -> Option<Site> {
    let words = plain(form.text("address"));
    if words.is_empty() {
        form.refuse("address", "lodging-address-missing");
        return None;
    }
    if words.chars().count() > 200 {
        form.refuse("address", "lodging-address-long");
        return None;
    }
    if form.chose("no_address", "1") {
        return Some(Site { address_code: None, label: words, position: None });
    }
    let atlas = Places::atlas(&ground.places);
    let Some(search) = atlas.search() else {
        return Some(Site { address_code: None, label: words, position: None });
    };
    let register = search.register();
    if let Ok(code) = form.text("address_code").parse()
        && let Some(address) = register.address(AddressCode(code))
    {
        return Some(of(address));
    }
    let found = search.find(&Ask { text: &words, home: atlas.home_code() });
    let one = matches!(found.outcome, Outcome::Exact | Outcome::ByDescriptiveAlone | Outcome::FormerName);
    let hits: Vec<Address<'_>> = found.hits.iter().filter_map(|hit| at(search, hit.place)).take(8).collect();
    match hits.as_slice() {
        [address, ..] if one => Some(of(*address)),
        [] => {
            form.refuse("address", "lodging-address-unknown");
            None
        }
        several => {
            *choices = several.iter().map(|address| (address.code().0.to_string(), line(*address))).collect();
            form.refuse("address", "lodging-address-choose");
            None
        }
    }
}

fn at(search: &Search, place: Place) -> Option<Address<'_>> {
    match place {
        Place::Address(index) => search.register().address_at(index),
        _ => None,
    }
}
