//! Invented lodging places at addresses of the invented register.

use access::Subject;
use addresses::Address;
use anyhow::Context;
use ground::Ground;
use places::Places;
use store::Id;

use super::cast::Cast;
use super::random::Chance;
use super::texts::OPERATORS;
use crate::area::{Room, capacity};
use crate::object::{ObjectDraft, ObjectKind, ObjectStatus, Operator, Site, is_ico};
use crate::pages::address_line;
use crate::store::objects;

/// How many places the city knows.
const PLACES: usize = 60;

/// A place and what happens there.
pub(super) struct Spot {
    pub(super) id: Id,
    pub(super) kind: ObjectKind,
    pub(super) site: Site,
    /// How likely something is found, of a hundred.
    pub(super) trouble: usize,
}

/// Adds the places to the register of the safety department.
pub(super) async fn fill(ground: &Ground, cast: &Cast, chance: &mut Chance) -> anyhow::Result<Vec<Spot>> {
    let now = ground.access.clock().now();
    let who = cast.at("ivana.prikladna", now)?;
    let atlas = Places::atlas(&ground.places);
    let home =
        atlas.register().zip(atlas.home_code()).and_then(|(register, code)| register.municipality(code));
    let all: Vec<Address<'_>> = home.context("the invented register")?.addresses().collect();
    let mut spots: Vec<Spot> = Vec::new();
    let mut drafts = Vec::new();
    while spots.len() < PLACES {
        let Some(address) = chance.one(&all) else { break };
        let code = Some(i64::from(address.code().0));
        if address.street().is_none() || spots.iter().any(|spot| spot.site.address_code == code) {
            continue;
        }
        let kind = kind(chance);
        let site = Site {
            address_code: code,
            label: address_line(*address),
            position: address.wgs84().map(|at| (at.lon, at.lat)),
        };
        let trouble = usize::try_from(chance.between(25, 90)).unwrap_or(50);
        drafts.push(draft(chance, kind, site.clone(), trouble));
        spots.push(Spot { id: ground.store.new_id(), kind, site, trouble });
    }
    add(ground, &who, &spots, &drafts).await?;
    Ok(spots)
}

fn kind(chance: &mut Chance) -> ObjectKind {
    match chance.below(100) {
        0..40 => ObjectKind::LodgingHouse,
        40..60 => ObjectKind::FamilyHouse,
        60..92 => ObjectKind::Flat,
        _ => ObjectKind::Other,
    }
}

async fn add(ground: &Ground, who: &Subject, spots: &[Spot], drafts: &[ObjectDraft]) -> anyhow::Result<()> {
    // All places in one transaction: a register that is taken over comes as a whole.
    let at = ground.access.clock().now() - chrono::TimeDelta::days(380);
    let mut tx = ground.store.begin().await?;
    for (spot, draft) in spots.iter().zip(drafts) {
        objects::add(&mut tx, spot.id, who.body, draft, at, who.person).await?;
    }
    let entry =
        access::trail::Entry::of(access::Action::Create, access::Kind::LodgingObject).rows(spots.len());
    access::trail::record(&mut tx, at, &access::Actor::from(who), entry).await?;
    Ok(tx.commit().await?)
}

fn draft(chance: &mut Chance, kind: ObjectKind, site: Site, trouble: usize) -> ObjectDraft {
    let rooms = rooms(chance, kind);
    let most = i64::try_from(capacity(&rooms)).unwrap_or(0);
    let declared = (most + chance.between(-3, if trouble > 60 { 9 } else { 1 })).max(1);
    let operator = match kind {
        ObjectKind::LodgingHouse | ObjectKind::Other => operator(chance),
        _ if chance.percent(30) => operator(chance),
        _ => Operator::default(),
    };
    ObjectDraft {
        kind,
        status: if trouble > 70 { ObjectStatus::Suspected } else { ObjectStatus::Known },
        site,
        approved_use: match kind {
            ObjectKind::LodgingHouse => "stavba pro ubytování",
            ObjectKind::FamilyHouse => "rodinný dům",
            ObjectKind::Flat => "bytový dům",
            ObjectKind::Other => "stavba pro výrobu",
        }
        .to_owned(),
        declared_capacity: chance.percent(85).then_some(declared),
        operator,
        rooms,
        note: String::new(),
    }
}

fn rooms(chance: &mut Chance, kind: ObjectKind) -> Vec<Room> {
    let count = match kind {
        ObjectKind::LodgingHouse => chance.between(8, 24),
        ObjectKind::Other => chance.between(4, 10),
        _ => chance.between(2, 5),
    };
    let room = |number: i64, chance: &mut Chance| Room {
        label: (100 * (1 + number / 8) + 1 + number % 8).to_string(),
        width_cm: u64::try_from(chance.between(24, 46) * 10).unwrap_or(300),
        length_cm: u64::try_from(chance.between(34, 66) * 10).unwrap_or(400),
    };
    // Some places nobody has measured yet.
    if chance.percent(20) { Vec::new() } else { (0..count).map(|number| room(number, chance)).collect() }
}

/// An operator that does not exist: numbers from 99 on have never been given out.
fn operator(chance: &mut Chance) -> Operator {
    let name = chance.one(&OPERATORS).copied().unwrap_or_default().to_owned();
    let number = 9_900_000 + chance.below(99_000);
    let ico = (0..10).map(|digit| format!("{number}{digit}")).find(|ico| is_ico(ico)).unwrap_or_default();
    Operator { name, ico }
}
