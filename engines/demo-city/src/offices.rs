//! Stations, offices, posts and the invented people who hold them.
//!
//! Telephones begin `+420 000`, a prefix no operator has; mailboxes end in `.example` (RFC 2606); surnames mean
//! "sample", "made-up" or "for practice". Nothing here can ring or be delivered.

use crate::DemoCity;
use crate::houses::House;
use crate::mesh::{Mesh, cell};
use crate::model::{Holder, Layer, NumberKind, OpeningDay, Post, Station, Words};
use crate::plan::{DISTRICTS, POLICE, PRECINCTS};
use crate::plane::{P, middle};
use crate::register::nearest;

/// Municipal police stations: number, name, cell of the seat.
const MUNICIPAL: [(&str, &str, (usize, usize)); 5] = [
    ("100", "Střed", (1, 9)),
    ("200", "Zářečí", (2, 1)),
    ("300", "Letná", (2, 4)),
    ("400", "Předměstí", (2, 7)),
    ("500", "Hamry", (2, 10)),
];

/// Cells of the seats of the State Police departments and of the district offices.
const POLICE_SEATS: [(usize, usize); 7] = [(1, 10), (2, 0), (3, 2), (2, 5), (3, 7), (2, 8), (2, 11)];
const OFFICE_SEATS: [(usize, usize); 10] =
    [(1, 8), (1, 1), (1, 4), (2, 6), (2, 9), (4, 1), (4, 2), (4, 4), (4, 6), (4, 9)];

/// Where the seat of a station stands: its index among the addresses.
pub(crate) struct Seats {
    municipal: Vec<usize>,
    pub(crate) police: Vec<usize>,
    offices: Vec<usize>,
}

/// Chooses a numbered house near the middle of the cell for each seat.
pub(crate) fn seats(mesh: &Mesh, houses: &[House]) -> Seats {
    let find = |(r, s): (usize, usize)| {
        let c = cell(r, s);
        let spot: P = middle(&mesh.cells[c].ring);
        let village = r == 4;
        nearest(houses, spot, |h| {
            h.cell == c && h.kind == NumberKind::Descriptive && (village || h.orientation.is_some())
        })
        .unwrap_or(0)
    };
    Seats {
        municipal: MUNICIPAL.iter().map(|m| find(m.2)).collect(),
        police: POLICE_SEATS.iter().map(|c| find(*c)).collect(),
        offices: OFFICE_SEATS.iter().map(|c| find(*c)).collect(),
    }
}

/// All stations and offices.
pub(crate) fn stations(city: &DemoCity, houses: &[House], seats: &Seats) -> Vec<Station> {
    let mut all = Vec::new();
    let mut add = |layer, code: String, name: Words, seat: usize, email: String, hours: Vec<OpeningDay>| {
        let Some(address) = city.addresses.get(seat) else { return };
        all.push(Station {
            layer,
            code,
            name,
            seat: city.address_line(seat).unwrap_or_default(),
            address_code: address.code,
            phone: format!("+420 000 1{:02} 000", all.len() + 1),
            email,
            hours,
            position: houses[seat].at.lon_lat(),
        });
    };
    for (i, name) in POLICE.iter().enumerate() {
        let unit = format!("OOP Okrskov{name}");
        let words = Words {
            cs: format!("Obvodní oddělení Policie ČR – {unit}"),
            en: format!("State Police district department – {unit}"),
            uk: format!("Районний відділ державної поліції – {unit}"),
        };
        let mail = format!("oop{}.policie@{MAIL}", i + 1);
        add(Layer::StatePolice, format!("PCR-{}", i + 1), words, seats.police[i], mail, around_the_clock());
    }
    for (i, (number, name, _)) in MUNICIPAL.iter().enumerate() {
        let words = Words {
            cs: format!("Služebna městské policie {number} {name}"),
            en: format!("Municipal police station {number} {name}"),
            uk: format!("Відділок муніципальної поліції {number} {name}"),
        };
        let hours =
            if i == 0 { around_the_clock() } else { office_hours(&[(1, 7), (2, 7), (3, 7), (4, 7), (5, 7)]) };
        let mail = format!("sluzebna.{number}@{MAIL}");
        add(Layer::MunicipalPrecinct, format!("MP-{number}"), words, seats.municipal[i], mail, hours);
    }
    for (i, name) in DISTRICTS.iter().enumerate() {
        let district = format!("Okrskov {}-{name}", i + 1);
        let words = Words {
            cs: format!("Úřad městského obvodu {district}"),
            en: format!("District office {district}"),
            uk: format!("Управління міського округу {district}"),
        };
        // Small offices open on two days only.
        let days: &[(u8, u16)] =
            if i < 5 { &[(1, 8), (2, 8), (3, 8), (4, 8), (5, 8)] } else { &[(1, 8), (3, 8)] };
        let mail = format!("umo{}@{MAIL}", i + 1);
        add(Layer::District, format!("UMO-{}", i + 1), words, seats.offices[i], mail, office_hours(days));
    }
    all
}

const MAIL: &str = "okrskov.example";

/// Every day from midnight to midnight.
fn around_the_clock() -> Vec<OpeningDay> {
    (1..=7).map(|weekday| OpeningDay { weekday, spans: vec![(0, 1440)] }).collect()
}

/// Long on Monday and Wednesday, short on Friday, closed at weekends, lunch from 12 to 13.
fn office_hours(days: &[(u8, u16)]) -> Vec<OpeningDay> {
    days.iter()
        .map(|(weekday, from)| {
            let until = match weekday {
                1 | 3 => 17 * 60,
                5 => 13 * 60 + 30,
                _ => 15 * 60,
            };
            OpeningDay { weekday: *weekday, spans: vec![(from * 60, 12 * 60), (13 * 60, until)] }
        })
        .collect()
}

/// One post for each territory of each layer: State Police, municipal police, district mayors, in this order.
///
/// Four posts are vacant, two of them with a deputy; [`OCCUPANCY`] says which. A post is the role, its holder may change.
pub(crate) fn posts(city: &DemoCity) -> Vec<Post> {
    let mut people = People(0);
    let police = city.state_police_areas.iter().enumerate().map(|(i, a)| {
        let title = Words {
            cs: format!("územně odpovědný policista {}", a.name),
            en: format!("State Police officer answerable for {}", a.name),
            uk: format!("дільничний офіцер державної поліції, {}", a.name),
        };
        (
            Layer::StatePolice,
            a.code.clone(),
            title,
            format!("PCR-{}", i + 1),
            format!("policista.oop{}", i + 1),
        )
    });
    let municipal = PRECINCTS.iter().map(|(code, _)| {
        let number = code.split('-').next().unwrap_or_default();
        let title = Words {
            cs: format!("strážník-okrskář okrsku {code}"),
            en: format!("municipal constable of precinct {code}"),
            uk: format!("дільничний муніципальної поліції, дільниця {code}"),
        };
        let mailbox = format!("okrskar.{}", code.replace('-', "").to_lowercase());
        (Layer::MunicipalPrecinct, (*code).to_string(), title, format!("MP-{number}"), mailbox)
    });
    let mayors = city.districts.iter().enumerate().map(|(i, d)| {
        let title = Words {
            cs: format!("starosta městského obvodu {}", d.name),
            en: format!("mayor of the city district {}", d.name),
            uk: format!("староста міського округу {}", d.name),
        };
        (
            Layer::District,
            d.code.to_string(),
            title,
            format!("UMO-{}", i + 1),
            format!("starosta.umo{}", i + 1),
        )
    });
    police
        .chain(municipal)
        .chain(mayors)
        .enumerate()
        .map(|(i, (layer, territory, title, station, mailbox))| {
            let occupancy = OCCUPANCY.iter().find(|o| o.0 == territory);
            let (vacant, deputy, until) = occupancy.map_or((false, false, None), |o| (o.1, o.2, o.3));
            Post {
                layer,
                title,
                station,
                holder: (!vacant).then(|| people.next()),
                deputy: deputy.then(|| people.next()),
                valid_from: if vacant { "2026-03-01" } else { "2025-01-01" }.to_string(),
                valid_to: until.map(String::from),
                phone: format!("+420 000 2{i:02} 000"),
                email: format!("{mailbox}@{MAIL}"),
                territory,
            }
        })
        .collect()
}

/// Posts that are not simply held: territory, vacant, has a deputy, end of validity.
const OCCUPANCY: [(&str, bool, bool, Option<&str>); 9] = [
    ("200-F", true, false, None),
    ("400-C", true, true, None),
    ("500-D", true, false, None),
    ("990306", true, true, None),
    ("100-A", false, true, None),
    ("300-B", false, true, None),
    ("990301", false, true, None),
    ("100-B", false, false, Some("2027-03-31")),
    ("999012", false, true, None),
];

/// Invented people, no two alike.
struct People(usize);

impl People {
    fn next(&mut self) -> Holder {
        const FIRST: [&str; 11] =
            ["Jan", "Jana", "Petr", "Eva", "Tomáš", "Lucie", "Karel", "Hana", "Jiří", "Alena", "Marek"];
        const LAST: [&str; 7] = ["Smyšlen", "Ukázkov", "Vzorov", "Příkladn", "Cvičn", "Vymyšlen", "Názorn"];
        let i = self.0;
        self.0 += 1;
        // 11 and 7 share no factor, so 77 pairs differ.
        let first = FIRST[i % FIRST.len()];
        let ending = if first.ends_with(['a', 'e']) { 'á' } else { 'ý' };
        Holder { name: format!("{first} {}{ending}", LAST[i % LAST.len()]), invented: true }
    }
}
