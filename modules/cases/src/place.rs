//! Where something is: what a person typed, and the address it means when there is no doubt.

use addresses::{Ask, Outcome};
use casework::Place;
use places::Atlas;

/// The place that a text means. An address is taken only when it is certain; otherwise the words stay and nothing is
/// guessed.
pub(crate) fn resolve(atlas: &Atlas, text: &str) -> Place {
    let words = || Place { text: text.to_owned(), address: None, point: None };
    if text.is_empty() {
        return Place::default();
    }
    let Some(search) = atlas.search() else { return words() };
    let found = search.find(&Ask { text, home: atlas.home_code() });
    let certain = matches!(found.outcome, Outcome::Exact | Outcome::ByDescriptiveAlone | Outcome::FormerName);
    let (true, [hit]) = (certain, found.hits.as_slice()) else { return words() };
    let addresses::Place::Address(index) = hit.place else { return words() };
    let Some(address) = search.register().address_at(index) else { return words() };
    let point = address.wgs84().map(|at| (at.lat, at.lon));
    Place { text: in_words(address), address: Some(i64::from(address.code().0)), point }
}

/// Street and number, part of the town: "Zahradní 173/2, Východní Předměstí".
fn in_words(address: addresses::Address<'_>) -> String {
    let part = address.part().name();
    match address.street() {
        Some(street) => format!("{} {}, {part}", street.name(), address.numbers()),
        None => format!("{part} {}", address.numbers()),
    }
}
