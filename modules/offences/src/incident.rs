//! What is known of an incident: when, where, what, and who found it. Never who did it or to whom.

use chrono::{DateTime, Utc};
use store::Id;

/// Where incidents come from. Counts of different sources count different things and never stand in one sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// Events of the municipal police.
    Municipal,
    /// The State Police's crime map for the public: no commercial use, exact place and time withheld.
    PoliceMap,
    /// Street-level crime of the United Kingdom, for trying methods out.
    PoliceUk,
    /// Crimes of Chicago, likewise.
    Chicago,
}

impl Source {
    /// Every source.
    pub const ALL: [Source; 4] = [Source::Municipal, Source::PoliceMap, Source::PoliceUk, Source::Chicago];

    /// Name in the database, addresses and keys of texts.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Source::Municipal => "municipal",
            Source::PoliceMap => "police-map",
            Source::PoliceUk => "police-uk",
            Source::Chicago => "chicago",
        }
    }

    /// The source of a [`Self::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Source> {
        Source::ALL.into_iter().find(|source| source.key() == key)
    }

    /// Whether it is about the home town; the others are for trying methods out where the truth is known elsewhere.
    #[must_use]
    pub fn is_of_the_city(self) -> bool {
        matches!(self, Source::Municipal | Source::PoliceMap)
    }

    /// Whether the time is when an incident was written down, so that hours describe reporting.
    #[must_use]
    pub fn tells_reporting_time(self) -> bool {
        matches!(self, Source::PoliceMap)
    }

    /// Whether days and hours are known; otherwise months only, and incidents stand on the first day of theirs.
    #[must_use]
    pub fn tells_hours(self) -> bool {
        !matches!(self, Source::PoliceUk)
    }
}

/// How an incident came to be known. What patrols discover follows the patrols; models are fed with what was reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Discovery {
    /// Somebody called or came.
    Reported,
    /// A patrol or a camera found it.
    Discovered,
}

impl Discovery {
    /// Name in the database and in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Discovery::Reported => "reported",
            Discovery::Discovered => "discovered",
        }
    }

    /// The value of a [`Self::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Discovery> {
        [Discovery::Reported, Discovery::Discovered].into_iter().find(|one| one.key() == key)
    }
}

/// Longitude and latitude, WGS 84, degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
}

/// An incident as a source tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Id at the source.
    pub external: String,
    /// When it was reported.
    pub at: DateTime<Utc>,
    /// From when to when it can have happened, where the source says.
    pub occurred: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// Where, where the source says.
    pub spot: Option<Spot>,
    /// Codes of its categories.
    pub kinds: Vec<String>,
    /// How it came to be known.
    pub discovery: Discovery,
}

/// The incident with its place in the city.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// Its row.
    pub id: Id,
    /// What the source told.
    pub told: Told,
    /// Code of the district; empty when it lies in none.
    pub district: String,
    /// Code of the municipal precinct; likewise.
    pub precinct: String,
    /// Stands on a point where the source put many: the middle of a street or town, not the place.
    pub snapped: bool,
}
