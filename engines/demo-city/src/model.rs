//! The plain values an invented town is made of. No behaviour beyond naming; every field is public.
//!
//! Links between values are indices into the vectors of [`crate::DemoCity`], so that a value stays small
//! and an edition of the town can be compared with `==`.

/// A place on the Křovák plane as RÚIAN publishes it: both numbers positive, in metres, rounded to 0.01.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// Souřadnice Y (westing).
    pub y: f64,
    /// Souřadnice X (southing).
    pub x: f64,
}

/// Longitude and latitude, WGS 84, degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LonLat {
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
}

/// One text in the three languages of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Czech.
    pub cs: String,
    /// English.
    pub en: String,
    /// Ukrainian.
    pub uk: String,
}

/// A city district (městský obvod; MOMC in the register).
#[derive(Clone, Debug, PartialEq)]
pub struct District {
    /// MOMC code, 999 011 … 999 020.
    pub code: u32,
    /// Official name, "Okrskov 1-Střed".
    pub name: String,
    /// Invented number of inhabitants.
    pub population: u32,
    /// Area in hectares, computed from the outline.
    pub area_ha: u32,
    /// Closed outline, counter-clockwise, first point repeated at the end.
    pub outline: Vec<LonLat>,
}

/// A part of the municipality (část obce): house numbers are unique within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Code, 999 101 and up.
    pub code: u32,
    /// Name, "Vnitřní Okrskov".
    pub name: &'static str,
    /// Postcode without a space.
    pub postcode: u32,
}

/// A street, square or embankment of the register.
#[derive(Clone, Debug, PartialEq)]
pub struct Street {
    /// Code, 9 900 001 and up.
    pub code: u32,
    /// Name as registered, "28. října".
    pub name: String,
    /// Axis in the direction in which numbers grow.
    pub axis: Vec<LonLat>,
}

/// Which of the two series a house number belongs to (Typ SO).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumberKind {
    /// Číslo popisné, permanent buildings.
    Descriptive,
    /// Číslo evidenční, temporary and recreational buildings.
    Evidence,
}

/// Číslo orientační: the position in a street, perhaps with a letter ("2a", "10A").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Orientation {
    /// The number.
    pub number: u32,
    /// The letter as registered, upper or lower case.
    pub letter: Option<char>,
}

/// One address point (adresní místo).
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// Kód ADM, 990 000 001 and up.
    pub code: u32,
    /// Index into `districts`.
    pub district: usize,
    /// Index into `parts`.
    pub part: usize,
    /// Index into `streets`; `None` where the village has no street names.
    pub street: Option<usize>,
    /// Index into `precincts`: the truth that [`crate::DemoCity::precinct_rules`] expresses.
    pub precinct: usize,
    /// Index into `state_police_areas`.
    pub state_police_area: usize,
    /// Series of the house number.
    pub kind: NumberKind,
    /// House number.
    pub house: u32,
    /// Orientation number where the building has one.
    pub orientation: Option<Orientation>,
    /// Position; `None` for the few points that the register keeps without coordinates.
    pub position: Option<Position>,
    /// Platí Od, ISO date without time.
    pub valid_from: String,
}

/// A precinct of the municipal police (okrsek), described by streets and numbers, not by a polygon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Precinct {
    /// Station number and letter, "200-A".
    pub code: String,
    /// "Okrsek 200-A", the block title in the rule text.
    pub name: String,
    /// Index into `districts`; an invented precinct lies in exactly one district.
    pub district: usize,
    /// Code of the municipal police station.
    pub station: String,
}

/// An area of a State Police district department (obvodní oddělení).
#[derive(Clone, Debug, PartialEq)]
pub struct PoliceArea {
    /// Invented unit code, "990301" … "990307".
    pub code: String,
    /// "OOP Okrskov-střed".
    pub name: String,
    /// Seat of the department as one line.
    pub station_address: String,
    /// Closed outline, counter-clockwise.
    pub outline: Vec<LonLat>,
}

/// Territory layer, spelt as on the command line and in the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// `state-police`
    StatePolice,
    /// `municipal-precinct`
    MunicipalPrecinct,
    /// `district`
    District,
}

impl Layer {
    /// The layer's stable key.
    pub fn key(self) -> &'static str {
        match self {
            Self::StatePolice => "state-police",
            Self::MunicipalPrecinct => "municipal-precinct",
            Self::District => "district",
        }
    }
}

/// Opening hours of one weekday as whole minutes after midnight; several spans a day are allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningDay {
    /// 1 = Monday … 7 = Sunday (ISO 8601).
    pub weekday: u8,
    /// From, until; 0–1440 means around the clock.
    pub spans: Vec<(u16, u16)>,
}

/// A station or office where a post can be reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// Layer whose posts sit here.
    pub layer: Layer,
    /// "MP-200", "PCR-3", "UMO-7".
    pub code: String,
    /// Name in three languages.
    pub name: Words,
    /// Seat as one line of the official address form.
    pub seat: String,
    /// Kód ADM of the seat.
    pub address_code: u32,
    /// Public telephone; always starts `+420 000`, a prefix that is not in service.
    pub phone: String,
    /// Role mailbox under `okrskov.example` (a reserved name, RFC 2606).
    pub email: String,
    /// Opening hours; a day that is missing is closed.
    pub hours: Vec<OpeningDay>,
    /// Position of the seat.
    pub position: LonLat,
}

/// An invented person. The portal must write "(smyšlená osoba)" beside the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Display name made of words that mean "example" or "sample".
    pub name: String,
    /// Always true here; the field exists so that a page cannot forget it.
    pub invented: bool,
}

/// A post answerable for one territory, separate from whoever holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Layer of the territory.
    pub layer: Layer,
    /// Code of the territory: precinct code, police area code or MOMC code as text.
    pub territory: String,
    /// "strážník-okrskář okrsku 200-A".
    pub title: Words,
    /// Code of the station or office.
    pub station: String,
    /// `None` = vacant.
    pub holder: Option<Holder>,
    /// Deputy, where there is one.
    pub deputy: Option<Holder>,
    /// ISO date from which the occupancy (or vacancy) holds.
    pub valid_from: String,
    /// ISO date after which it no longer holds; `None` = open.
    pub valid_to: Option<String>,
    /// Public telephone of the role.
    pub phone: String,
    /// Role mailbox, "okrskar.200a@okrskov.example".
    pub email: String,
}

/// An earlier name of a street.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerName {
    /// The earlier name.
    pub former: String,
    /// Index into `streets`.
    pub street: usize,
    /// Year in which the name ended.
    pub until: u16,
}
