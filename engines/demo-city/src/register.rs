//! Turns houses into a register: č.p. and č.ev. by part, codes, dates, and the official CSV.
//!
//! The untidiness of real registers is kept on purpose: numbers missing in a series, a corner building with one č.p.
//! and several č.o., two buildings with one č.o., streets without č.o., points without coordinates.

use std::collections::{BTreeMap, BTreeSet};

use crate::DemoCity;
use crate::houses::House;
use crate::model::{Address, NumberKind, Street};
use crate::plan::PARTS;
use crate::plane::P;
use crate::random::Random;
use crate::ways::Layout;

/// The official header of the RÚIAN address CSV, 19 columns.
pub(crate) const HEADER: &str = "Kód ADM;Kód obce;Název obce;Kód MOMC;Název MOMC;Kód obvodu Prahy;Název obvodu Prahy;\
Kód části obce;Název části obce;Kód ulice;Název ulice;Typ SO;Číslo domovní;Číslo orientační;\
Znak čísla orientačního;PSČ;Souřadnice Y;Souřadnice X;Platí Od";

/// House numbers by part (č.p. is unique within a part and never reused, Decree 97/1961 § 7). Číslo popisné follows the order of building, so neighbours are near each other
/// but not in sequence; č.ev. follows the paths of the colony.
pub(crate) fn number(houses: &mut [House], layout: &Layout, chance: &mut Random) {
    let mut order: Vec<(usize, NumberKind, f64, usize)> = houses
        .iter()
        .enumerate()
        .map(|(i, h)| {
            let later = if h.kind == NumberKind::Descriptive { chance.between(0.0, 260.0) } else { 0.0 };
            (layout.lots[h.cell].part, h.kind, i as f64 + later, i)
        })
        .collect();
    order.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)).then(a.3.cmp(&b.3)));
    let (mut series, mut last) = (None, 0);
    for (part, kind, _, i) in order {
        if series != Some((part, kind)) {
            (series, last) = (Some((part, kind)), 0);
        }
        // A number of a demolished house is never given again.
        last += if chance.chance(0.04) { 2 } else { 1 };
        houses[i].house = last;
    }
    share_corners(houses, layout);
    share_position(houses, layout);
    untangle(houses, layout);
}

/// Some corner buildings have one č.p. and an orientation number in each of their streets.
fn share_corners(houses: &mut [House], layout: &Layout) {
    for i in (40..houses.len()).step_by(331) {
        let a = houses[i].clone();
        let twin = houses.iter().position(|b| {
            b.way != a.way
                && b.cell == a.cell
                && b.precinct == a.precinct
                && a.orientation.is_some()
                && b.orientation.is_some()
                && b.at.minus(a.at).length() < 34.0
        });
        if let Some(j) = twin
            && name(layout, a.way) != name(layout, houses[j].way)
        {
            houses[j].house = a.house;
        }
    }
}

/// The register holds the same č.o. on two neighbouring buildings here and there.
fn share_position(houses: &mut [House], layout: &Layout) {
    for i in (700..houses.len().saturating_sub(1)).step_by(3500) {
        let (a, b) = (houses[i].clone(), &mut houses[i + 1]);
        let quiet = layout.ways.get(a.way).is_some_and(|w| w.axis.len() < 100);
        if quiet
            && a.way == b.way
            && a.precinct == b.precinct
            && a.orientation.is_some()
            && b.orientation.is_some()
        {
            b.orientation = a.orientation;
        }
    }
}

fn name(layout: &Layout, way: usize) -> Option<&str> {
    layout.ways.get(way).and_then(|w| w.name.as_deref())
}

/// A street that crosses parts, or has a namesake, would hold the same č.p. twice; the second building gets
/// the next free number of its part, so that "Zahradní - č. p. 12" names one building.
fn untangle(houses: &mut [House], layout: &Layout) {
    let mut free: BTreeMap<usize, u32> = BTreeMap::new();
    for h in houses.iter().filter(|h| h.kind == NumberKind::Descriptive) {
        let last = free.entry(layout.lots[h.cell].part).or_insert(0);
        *last = (*last).max(h.house);
    }
    let mut seen: BTreeSet<(&str, u32)> = BTreeSet::new();
    for h in houses.iter_mut() {
        let Some(street) = name(layout, h.way) else { continue };
        if !seen.insert((street, h.house)) {
            let last = free.entry(layout.lots[h.cell].part).or_insert(0);
            *last += 1;
            h.house = *last;
            seen.insert((street, h.house));
        }
    }
}

/// Streets that have a house, and the addresses, in the order of the register's codes.
///
/// A way along which nothing could be built is no street: the register knows streets only by their addresses.
pub(crate) fn register(
    houses: &[House],
    layout: &Layout,
    chance: &mut Random,
) -> (Vec<Street>, Vec<Address>) {
    let used: BTreeSet<usize> = houses.iter().map(|h| h.way).collect();
    let mut streets = Vec::new();
    let mut street_of: BTreeMap<usize, usize> = BTreeMap::new();
    for way in used {
        if let Some(name) = name(layout, way) {
            street_of.insert(way, streets.len());
            streets.push(Street {
                code: 9_900_001 + streets.len() as u32,
                name: name.to_string(),
                axis: layout.ways[way].axis.iter().map(|p| p.lon_lat()).collect(),
            });
        }
    }
    let addresses = houses
        .iter()
        .enumerate()
        .map(|(i, h)| {
            let lot = layout.lots[h.cell];
            // A dozen points have no coordinates, as about one in three thousand of the country's.
            let known = i % 1200 != 917;
            Address {
                code: 990_000_001 + i as u32,
                district: lot.district,
                part: lot.part,
                street: street_of.get(&h.way).copied(),
                precinct: h.precinct,
                state_police_area: lot.police,
                kind: h.kind,
                house: h.house,
                orientation: h.orientation,
                position: known.then(|| h.at.position()),
                valid_from: date(chance),
            }
        })
        .collect();
    (streets, addresses)
}

/// 1 July 2011 marks records taken over when the register began; the rest are later.
fn date(chance: &mut Random) -> String {
    if chance.chance(0.8) {
        return "2011-07-01".into();
    }
    let (y, m, d) = (2012 + chance.below(12), 1 + chance.below(12), 1 + chance.below(28));
    format!("{y}-{m:02}-{d:02}")
}

impl DemoCity {
    /// The town as an official address file: windows-1250, `;`, LF, 19 columns, blanks where unknown.
    ///
    /// - out: one header row and one row for each address, ordered by Kód ADM; about 2 MB
    /// - codes: municipality 999001, MOMC 999011…, parts 999101…, streets 9900001…, addresses 990000001…;
    ///   no real record has these
    ///
    /// # Source
    /// Column order and encoding as ČÚZK publishes them in "Adresní místa RÚIAN ve formátu CSV".
    pub fn ruian_csv(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.addresses.len() * 150);
        windows_1250(HEADER, &mut out);
        out.push(b'\n');
        for a in &self.addresses {
            let (district, part) = (&self.districts[a.district], &self.parts[a.part]);
            let street = a.street.map(|s| &self.streets[s]);
            let row = [
                a.code.to_string(),
                self.municipality_code.to_string(),
                self.name.to_string(),
                district.code.to_string(),
                district.name.clone(),
                String::new(),
                String::new(),
                part.code.to_string(),
                part.name.to_string(),
                street.map(|s| s.code.to_string()).unwrap_or_default(),
                street.map(|s| s.name.clone()).unwrap_or_default(),
                if a.kind == NumberKind::Descriptive { "č.p." } else { "č.ev." }.to_string(),
                a.house.to_string(),
                a.orientation.map(|o| o.number.to_string()).unwrap_or_default(),
                a.orientation.and_then(|o| o.letter).map(String::from).unwrap_or_default(),
                part.postcode.to_string(),
                a.position.map(|p| format!("{:.2}", p.y)).unwrap_or_default(),
                a.position.map(|p| format!("{:.2}", p.x)).unwrap_or_default(),
                format!("{}T00:00:00", a.valid_from),
            ];
            windows_1250(&row.join(";"), &mut out);
            out.push(b'\n');
        }
        out
    }

    /// One line of the official form (Decree 359/2011, § 6): "Husova 120/5, Luhy, 799 04 Okrskov".
    pub fn address_line(&self, index: usize) -> Option<String> {
        let a = self.addresses.get(index)?;
        let part = self.parts.get(a.part)?;
        let house = match a.kind {
            NumberKind::Descriptive => a.house.to_string(),
            NumberKind::Evidence => format!("č.ev. {}", a.house),
        };
        let number = match a.orientation {
            Some(o) => format!("{house}/{}{}", o.number, o.letter.map(String::from).unwrap_or_default()),
            None => house,
        };
        let town = format!("{} {:02} {}", part.postcode / 100, part.postcode % 100, self.name);
        Some(match a.street.and_then(|s| self.streets.get(s)) {
            Some(street) => format!("{} {number}, {}, {town}", street.name, part.name),
            None => format!("{} {number}, {town}", part.name),
        })
    }
}

/// Letters of windows-1250 that Czech text needs. Every name of this crate is written with these; a test
/// compares with a full implementation.
fn windows_1250(text: &str, out: &mut Vec<u8>) {
    const LETTERS: &str = "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽüöä";
    const BYTES: [u8; 33] = [
        0xE1, 0xE8, 0xEF, 0xE9, 0xEC, 0xED, 0xF2, 0xF3, 0xF8, 0x9A, 0x9D, 0xFA, 0xF9, 0xFD, 0x9E, 0xC1, 0xC8,
        0xCF, 0xC9, 0xCC, 0xCD, 0xD2, 0xD3, 0xD8, 0x8A, 0x8D, 0xDA, 0xD9, 0xDD, 0x8E, 0xFC, 0xF6, 0xE4,
    ];
    for c in text.chars() {
        let byte = if c.is_ascii() {
            c as u8
        } else {
            LETTERS.chars().position(|l| l == c).and_then(|i| BYTES.get(i)).copied().unwrap_or(b'?')
        };
        out.push(byte);
    }
}

/// Index of the address nearest to a point among those that `accept`.
pub(crate) fn nearest(houses: &[House], p: P, accept: impl Fn(&House) -> bool) -> Option<usize> {
    houses
        .iter()
        .enumerate()
        .filter(|(_, h)| accept(h))
        .min_by(|a, b| a.1.at.minus(p).length().total_cmp(&b.1.at.minus(p).length()))
        .map(|(i, _)| i)
}

/// The parts of the municipality with their codes.
pub(crate) fn parts() -> Vec<crate::model::Part> {
    PARTS
        .iter()
        .enumerate()
        .map(|(i, (name, postcode))| crate::model::Part {
            code: 999_101 + i as u32,
            name,
            postcode: *postcode,
        })
        .collect()
}
