//! Whose figures these are.

use serde::{Deserialize, Serialize};

/// A unit of the police, or the country.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Area {
    /// The Czech Republic.
    Country,
    /// A region.
    Region(Region),
    /// A unit of a region.
    Unit {
        /// Its region.
        region: Region,
        /// Its department, as `MŘ PLZEŇ`.
        department: String,
        /// Its name as printed, as `OOP PLZEŇ 4`; empty for the department as a whole.
        name: String,
    },
    /// A body that is no region, as the inspectorate of the foreign police (`ICP`, 2016).
    Other(String),
}

/// A region (*kraj*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "they are names")]
pub enum Region {
    Praha,
    Stredocesky,
    Jihocesky,
    Plzensky,
    Karlovarsky,
    Ustecky,
    Liberecky,
    Kralovehradecky,
    Pardubicky,
    Vysocina,
    Jihomoravsky,
    Olomoucky,
    Zlinsky,
    Moravskoslezsky,
}

/// Regions with what their name contains in every form of it, the NUTS 3 code and the number the police give them.
const REGIONS: [(Region, &str, &str, &str); 14] = [
    (Region::Praha, "prah", "CZ010", "00"),
    (Region::Stredocesky, "středočesk", "CZ020", "01"),
    (Region::Jihocesky, "jihočesk", "CZ031", "02"),
    (Region::Plzensky, "plzeňsk", "CZ032", "03"),
    (Region::Karlovarsky, "karlovarsk", "CZ041", "19"),
    (Region::Ustecky, "ústeck", "CZ042", "04"),
    (Region::Liberecky, "libereck", "CZ051", "18"),
    (Region::Kralovehradecky, "královéhradeck", "CZ052", "05"),
    (Region::Pardubicky, "pardubick", "CZ053", "17"),
    (Region::Vysocina, "vysočin", "CZ063", "16"),
    (Region::Jihomoravsky, "jihomoravsk", "CZ064", "06"),
    (Region::Olomoucky, "olomouck", "CZ071", "14"),
    (Region::Zlinsky, "zlínsk", "CZ072", "15"),
    (Region::Moravskoslezsky, "moravskoslezsk", "CZ080", "07"),
];

impl Region {
    /// All of them, in the order of their NUTS codes.
    pub fn all() -> impl Iterator<Item = Self> {
        REGIONS.iter().map(|(region, ..)| *region)
    }

    /// The region that a name means, in whatever form: `PLZEŇSKÝ`, `KŘP PLZEŇSKÉHO KRAJE`, `Plzeňský kraj`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        REGIONS.iter().find(|(_, part, ..)| name.contains(part)).map(|(region, ..)| *region)
    }

    /// The region of a police number, the first two digits of the numbers of its units.
    #[must_use]
    pub fn numbered(number: &str) -> Option<Self> {
        REGIONS.iter().find(|(.., it)| *it == number).map(|(region, ..)| *region)
    }

    /// NUTS 3 code.
    #[must_use]
    pub fn nuts(self) -> &'static str {
        REGIONS.iter().find(|(it, ..)| *it == self).map_or("", |(_, _, nuts, _)| nuts)
    }

    /// Number the police give it.
    #[must_use]
    pub fn number(self) -> &'static str {
        REGIONS.iter().find(|(it, ..)| *it == self).map_or("", |(.., number)| number)
    }
}

impl Area {
    /// The area of a printed name.
    pub(super) fn named(name: &str) -> Self {
        if name.to_lowercase().contains("česká republika") {
            return Self::Country;
        }
        Region::named(name).map_or_else(|| Self::Other(name.trim().to_owned()), Self::Region)
    }

    /// The region it is or lies in.
    #[must_use]
    pub fn region(&self) -> Option<Region> {
        match self {
            Self::Region(region) | Self::Unit { region, .. } => Some(*region),
            Self::Country | Self::Other(_) => None,
        }
    }
}
