//! A lodging object: a place, what it may be used for, and who runs it. Never who lives in it.
//!
//! Invariant: the operator is an organisation with a valid IČO or a bare name of one; there is no field for a resident,
//! a citizenship or a person.

use chrono::{DateTime, Utc};
use store::Id;

use crate::area::Room;

macro_rules! keyed {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $key:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every value, in the order forms show them.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// Name in the database, in addresses and in the keys of texts.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $($name::$variant => $key,)* }
            }

            /// Reads a key.
            #[must_use]
            pub fn from_key(key: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}
pub(crate) use keyed;

keyed! {
    /// What kind of place it is.
    ObjectKind {
        /// Ubytovna.
        LodgingHouse = "lodging-house",
        /// Rodinný dům.
        FamilyHouse = "family-house",
        /// Byt pronajímaný více osobám.
        Flat = "flat",
        /// Anything else people are lodged in.
        Other = "other",
    }
}

keyed! {
    /// What the city knows about it.
    ObjectStatus {
        /// Listed; nothing is wrong as far as anybody knows.
        Known = "known",
        /// Somebody thinks that something is wrong; unconfirmed, and never said outside.
        Suspected = "suspected",
        /// A competent body confirmed that rules are broken.
        Nonconforming = "nonconforming",
        /// No longer serves for lodging.
        Closed = "closed",
    }
}

/// An organisation that runs the place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Operator {
    /// Its name; empty when unknown.
    pub name: String,
    /// Its IČO, eight digits; empty when unknown.
    pub ico: String,
}

/// The place an object stands at.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Address point of the register, if it has one.
    pub address_code: Option<i64>,
    /// How people call it: the address, or where it is when it has none.
    pub label: String,
    /// WGS 84, when known.
    pub position: Option<(f64, f64)>,
}

/// What a person enters about an object.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectDraft {
    /// Kind.
    pub kind: ObjectKind,
    /// Status.
    pub status: ObjectStatus,
    /// Place.
    pub site: Site,
    /// What the building may be used for, as the building office approved it.
    pub approved_use: String,
    /// How many persons the operator declares.
    pub declared_capacity: Option<i64>,
    /// Operator.
    pub operator: Operator,
    /// Rooms with their areas.
    pub rooms: Vec<Room>,
    /// What else one should know of the place, never of people.
    pub note: String,
}

/// An object of the register.
#[derive(Debug, Clone, PartialEq)]
pub struct LodgingObject {
    /// Its id.
    pub id: Id,
    /// The body that keeps it.
    pub owner: Id,
    /// Rises with every change.
    pub version: i64,
    /// What is known.
    pub draft: ObjectDraft,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
    /// By whom.
    pub changed_by: Id,
}

/// Whether the text is an IČO: eight digits, the last one a check digit modulo 11.
///
/// The first seven digits are weighted 8 to 2; the check digit is `(11 − sum mod 11) mod 10`.
/// Source: zákon č. 304/2013 Sb. and the description of the Czech Statistical Office.
#[must_use]
pub fn is_ico(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().map_while(|c| c.to_digit(10)).collect();
    if text.len() != 8 || digits.len() != 8 || digits.iter().all(|digit| *digit == 0) {
        return false;
    }
    let sum: u32 = digits.iter().take(7).zip((2..=8).rev()).map(|(digit, weight)| digit * weight).sum();
    digits.last() == Some(&((11 - sum % 11) % 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ico_has_its_check_digit() {
        // The city of Plzeň, the Ministry of the Interior; the first seven digits alone give the last one.
        for valid in ["00075370", "00007064", "25596641"] {
            assert!(is_ico(valid), "{valid}");
        }
        for wrong in ["00075371", "0007537", "000753700", "0007537a", "", "00000000", "٠٠٠٧٥٣٧٠"] {
            assert!(!is_ico(wrong), "{wrong}");
        }
    }

    #[test]
    fn every_key_reads_back() {
        assert!(ObjectKind::ALL.iter().all(|kind| ObjectKind::from_key(kind.key()) == Some(*kind)));
        assert!(ObjectStatus::ALL.iter().all(|status| ObjectStatus::from_key(status.key()) == Some(*status)));
        assert_eq!(ObjectKind::from_key("hotel"), None);
    }
}
