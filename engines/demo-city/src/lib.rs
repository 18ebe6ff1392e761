//! An invented Czech town from a seed: streets, addresses, territories, stations and posts.
//!
//! Okrskov has about 60,000 people, 15,000 addresses, ten districts, thirty municipal precincts and seven
//! State Police areas. It exists so that everything Okrsek does can be tried, shown and tested without a
//! single real person or address, and it enters the system through the same importers as a real town:
//!
//! ```text
//! seed ─► mesh ─► ways ─► houses ─► register ─┬─► ruian_csv            official address CSV
//!         rings,  streets č.o. by   č.p. by   ├─► districts_geojson    polygons
//!         radials by cell street    part      ├─► state_police_geojson polygons
//!           └──── plan: who has which cell ───┼─► precinct_rules       streets and numbers
//!                                             └─► stations, posts      offices and invented people
//! ```
//!
//! - The same seed gives the same bytes on every platform: own generator, no maps with random order, only
//!   arithmetic that IEEE 754 fixes, coordinates rounded to the centimetre.
//! - No I/O, no clock, no dependency.
//! - Everything is marked as invented: codes lie outside the real ranges, telephones and mailboxes cannot be
//!   reached, GeoJSON carries `invented: true`, and pages show the text behind [`NOTICE_KEY`].
//!
//! ```
//! let town = demo_city::DemoCity::generate(demo_city::DemoCity::SEED);
//! assert_eq!(town.precincts.len(), 30);
//! assert!(town.precinct_rules().starts_with("# Okrskov 1-Střed\nOkrsek 100-A\n"));
//! ```

mod borders;
mod flawed;
mod houses;
mod mesh;
mod model;
mod names;
mod offices;
mod plan;
mod plane;
mod random;
mod register;
mod rules;
mod ways;

pub use flawed::{Flaw, FlawKind};
pub use model::*;

use houses::House;
use mesh::Mesh;
use plan::{DISTRICTS, Fabric, Lot, POLICE, PRECINCTS};
use random::Random;
use ways::Layout;

/// Key of the notice that every page of a demonstration shows: place, people and events are invented.
pub const NOTICE_KEY: &str = "demo-notice";

/// An invented town; see the crate's description.
#[derive(Clone, Debug, PartialEq)]
pub struct DemoCity {
    /// The seed it was drawn from.
    pub seed: u64,
    /// "Okrskov": no municipality or part of one in the country has this name.
    pub name: &'static str,
    /// 999001, outside the range of real municipality codes.
    pub municipality_code: u32,
    /// Ten districts in the order of their numbers.
    pub districts: Vec<District>,
    /// Parts of the municipality, which do not nest in districts.
    pub parts: Vec<Part>,
    /// Streets that have at least one address.
    pub streets: Vec<Street>,
    /// All address points, by code.
    pub addresses: Vec<Address>,
    /// Thirty municipal precincts.
    pub precincts: Vec<Precinct>,
    /// Seven State Police areas.
    pub state_police_areas: Vec<PoliceArea>,
    /// Police stations and district offices.
    pub stations: Vec<Station>,
    /// One post for each territory.
    pub posts: Vec<Post>,
    /// Earlier street names.
    pub former_names: Vec<FormerName>,
}

impl DemoCity {
    /// The seed of the published demonstration.
    pub const SEED: u64 = 2018;

    /// Draws the town that belongs to a seed.
    ///
    /// - in: any seed; neighbouring seeds give unrelated towns of the same plan
    /// - out: about 15,000 addresses; the exact number varies by a few hundred between seeds
    /// - cost: some 100 ms in a release build, a few MB
    pub fn generate(seed: u64) -> Self {
        let mesh = Mesh::draw(&mut Random::new(seed, 1));
        let layout = Layout::lay(mesh, plan::lots(), &mut Random::new(seed, 2));
        let mut houses = houses::build(&layout, &mut Random::new(seed, 3));
        register::number(&mut houses, &layout, &mut Random::new(seed, 4));
        let (streets, addresses) = register::register(&houses, &layout, &mut Random::new(seed, 5));
        let mut city = Self {
            seed,
            name: "Okrskov",
            municipality_code: 999_001,
            districts: districts(&layout, &houses),
            parts: register::parts(),
            streets,
            addresses,
            precincts: precincts(),
            state_police_areas: Vec::new(),
            stations: Vec::new(),
            posts: Vec::new(),
            former_names: Vec::new(),
        };
        let seats = offices::seats(&layout.mesh, &houses);
        city.state_police_areas = police_areas(&layout, &city, &seats);
        city.stations = offices::stations(&city, &houses, &seats);
        city.posts = offices::posts(&city);
        city.former_names = former_names(&city.streets);
        city
    }

    /// Invented inhabitants of the whole town.
    pub fn population(&self) -> u32 {
        self.districts.iter().map(|d| d.population).sum()
    }
}

/// People for each address by what is built there; the sum comes near 60,000.
fn residents(fabric: Fabric) -> f64 {
    match fabric {
        Fabric::OldTown => 3.8,
        Fabric::Blocks => 4.8,
        Fabric::Villas => 2.4,
        Fabric::Estate => 11.8,
        Fabric::Village(_) => 2.7,
        Fabric::Industry | Fabric::Colony => 0.0,
    }
}

/// Numbers of the cells whose lot satisfies a condition.
fn cells(lots: &[Lot], mine: impl Fn(&Lot) -> bool) -> Vec<usize> {
    (0..lots.len()).filter(|c| mine(&lots[*c])).collect()
}

/// Outlines as unions of cells; people counted from what is built.
fn districts(layout: &Layout, houses: &[House]) -> Vec<District> {
    let lots = &layout.lots;
    DISTRICTS
        .iter()
        .enumerate()
        .map(|(d, name)| {
            let ring = layout.mesh.outline(&cells(lots, |l| l.district == d));
            let people: f64 = houses
                .iter()
                .filter(|h| lots[h.cell].district == d && h.kind == NumberKind::Descriptive)
                .map(|h| residents(lots[h.cell].fabric))
                .sum();
            District {
                code: 999_011 + d as u32,
                name: format!("Okrskov {}-{name}", d + 1),
                population: people.round() as u32,
                area_ha: (plane::area(&ring) / 10_000.0).round() as u32,
                outline: borders::closed(&ring),
            }
        })
        .collect()
}

/// The thirty precincts of the plan. They have no outline: rules describe them.
fn precincts() -> Vec<Precinct> {
    PRECINCTS
        .iter()
        .map(|(code, district)| Precinct {
            code: (*code).to_string(),
            name: format!("Okrsek {code}"),
            district: *district,
            station: format!("MP-{}", code.split('-').next().unwrap_or_default()),
        })
        .collect()
}

/// Outlines as unions of cells, with the seat of the department.
fn police_areas(layout: &Layout, city: &DemoCity, seats: &offices::Seats) -> Vec<PoliceArea> {
    POLICE
        .iter()
        .enumerate()
        .map(|(i, name)| PoliceArea {
            code: format!("99030{}", i + 1),
            name: format!("OOP Okrskov{name}"),
            station_address: city.address_line(seats.police[i]).unwrap_or_default(),
            outline: borders::closed(&layout.mesh.outline(&cells(&layout.lots, |l| l.police == i))),
        })
        .collect()
}

/// Former names of those streets that this seed's town has.
fn former_names(streets: &[Street]) -> Vec<FormerName> {
    names::FORMER
        .iter()
        .filter_map(|(today, former, until)| {
            let street = streets.iter().position(|s| s.name == *today)?;
            Some(FormerName { former: (*former).to_string(), street, until: *until })
        })
        .collect()
}
