//! Counts, determinism, offices, and that nothing invented could be mistaken for something real.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::PathBuf;

use demo_city::{DemoCity, Layer, NumberKind};

use crate::town;

/// FNV-1a over everything the town hands out.
fn fingerprint(t: &DemoCity) -> u64 {
    let mut h: u64 = 0xcbf2_9ce4_8422_2325;
    let rest = format!("{:?}{:?}{:?}", t.stations, t.posts, t.former_names);
    let texts = [t.state_police_geojson(), t.districts_geojson(), t.precinct_rules(), t.flawed_rules(), rest];
    let bytes = texts.iter().flat_map(|s| s.bytes()).chain(t.ruian_csv());
    for b in bytes {
        h = (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3);
    }
    h
}

/// The value is the same on every platform; it changes only when the generator changes, on purpose.
#[test]
fn the_published_town_never_moves() {
    insta::assert_snapshot!(format!("{:016x}", fingerprint(town())));
}

#[test]
fn the_same_seed_gives_the_same_town_and_another_seed_another() {
    assert_eq!(*town(), DemoCity::generate(DemoCity::SEED));
    assert_ne!(fingerprint(town()), fingerprint(&DemoCity::generate(DemoCity::SEED + 1)));
}

#[test]
fn any_seed_gives_a_town_of_the_promised_size() {
    for seed in [0, 1, 7, 42, u64::MAX, DemoCity::SEED] {
        let t = DemoCity::generate(seed);
        assert!(
            (13_000..=17_000).contains(&t.addresses.len()),
            "seed {seed}: {} addresses",
            t.addresses.len()
        );
        assert!((50_000..=70_000).contains(&t.population()), "seed {seed}: {} people", t.population());
        assert_eq!((t.districts.len(), t.precincts.len(), t.state_police_areas.len()), (10, 30, 7));
        for (i, p) in t.precincts.iter().enumerate() {
            let n = t.addresses.iter().filter(|a| a.precinct == i).count();
            assert!(n >= 60, "seed {seed}: {} has only {n} addresses", p.name);
        }
    }
}

#[test]
fn a_summary_to_look_at() {
    let t = town();
    let mut out = String::new();
    let _ = writeln!(out, "{} ({}), {} people", t.name, t.municipality_code, t.population());
    let _ = writeln!(out, "{} addresses, {} streets", t.addresses.len(), t.streets.len());
    for (i, d) in t.districts.iter().enumerate() {
        let n = t.addresses.iter().filter(|a| a.district == i).count();
        let _ =
            writeln!(out, "{} {}: {} people, {} ha, {n} addresses", d.code, d.name, d.population, d.area_ha);
    }
    for (i, a) in t.state_police_areas.iter().enumerate() {
        let n = t.addresses.iter().filter(|x| x.state_police_area == i).count();
        let _ = writeln!(out, "{} {}: {n} addresses, seat {}", a.code, a.name, a.station_address);
    }
    for (i, p) in t.precincts.iter().enumerate() {
        let n = t.addresses.iter().filter(|a| a.precinct == i).count();
        let _ = writeln!(out, "{} ({}): {n} addresses", p.name, t.districts[p.district].name);
    }
    let _ = writeln!(out, "\naddresses");
    for i in (0..t.addresses.len()).step_by(997) {
        let _ = writeln!(out, "{} {}", t.addresses[i].code, t.address_line(i).unwrap());
    }
    insta::assert_snapshot!(out);
}

#[test]
fn offices_and_posts_to_look_at() {
    let t = town();
    let mut out = String::new();
    for s in &t.stations {
        let _ = writeln!(
            out,
            "{} {} | {} | {} | {} | {} days",
            s.code,
            s.name.cs,
            s.seat,
            s.phone,
            s.email,
            s.hours.len()
        );
    }
    for p in &t.posts {
        let name = |h: &Option<demo_city::Holder>| h.as_ref().map_or("–".to_string(), |h| h.name.clone());
        let (holder, deputy) = (name(&p.holder), name(&p.deputy));
        let until = p.valid_to.as_deref().unwrap_or("…");
        let _ = writeln!(
            out,
            "{} | {} | {holder} | {deputy} | {} {until} | {}",
            p.territory, p.title.cs, p.valid_from, p.email
        );
    }
    insta::assert_snapshot!(out);
}

#[test]
fn every_territory_has_one_post_and_every_post_a_station() {
    let t = town();
    let posts: BTreeSet<(Layer, &str)> = t.posts.iter().map(|p| (p.layer, p.territory.as_str())).collect();
    assert_eq!((posts.len(), t.posts.len()), (47, 47));
    assert!(t.precincts.iter().all(|p| posts.contains(&(Layer::MunicipalPrecinct, &p.code))));
    assert!(t.state_police_areas.iter().all(|a| posts.contains(&(Layer::StatePolice, &a.code))));
    assert!(t.districts.iter().all(|d| posts.contains(&(Layer::District, &d.code.to_string()))));
    for p in &t.posts {
        assert!(t.stations.iter().any(|s| s.code == p.station && s.layer == p.layer), "{p:?}");
    }
    assert_eq!(t.posts.iter().filter(|p| p.holder.is_none()).count(), 4);
    assert!(t.posts.iter().any(|p| p.holder.is_none() && p.deputy.is_some()));
}

#[test]
fn nobody_can_be_reached_and_nobody_is_real() {
    let t = town();
    let phones = t.stations.iter().map(|s| &s.phone).chain(t.posts.iter().map(|p| &p.phone));
    assert!(phones.clone().all(|p| p.starts_with("+420 000 ")));
    assert_eq!(phones.clone().collect::<BTreeSet<_>>().len(), phones.count());
    let mails = t.stations.iter().map(|s| &s.email).chain(t.posts.iter().map(|p| &p.email));
    assert!(mails.clone().all(|m| m.ends_with("@okrskov.example") && m.is_ascii()));
    let people: Vec<_> = t.posts.iter().flat_map(|p| [&p.holder, &p.deputy]).flatten().collect();
    assert!(people.iter().all(|h| h.invented));
    assert_eq!(people.iter().map(|h| &h.name).collect::<BTreeSet<_>>().len(), people.len());
}

#[test]
fn every_number_system_and_kind_of_name_occurs() {
    let t = town();
    let count = |f: &dyn Fn(&demo_city::Address) -> bool| t.addresses.iter().filter(|a| f(a)).count();
    assert!(count(&|a| a.kind == NumberKind::Evidence) > 300);
    assert!(count(&|a| a.street.is_none() && a.kind == NumberKind::Descriptive) > 200);
    assert!(count(&|a| a.street.is_some() && a.orientation.is_none()) > 100);
    let letter = |l: char| count(&move |a| a.orientation.is_some_and(|o| o.letter == Some(l)));
    assert!(letter('a') > 50 && letter('A') > 20 && letter('b') > 0);
    assert_eq!(count(&|a| a.position.is_none()), 12);

    // One č.p. with several č.o., and one č.o. on two buildings.
    let mut of_building: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    let mut of_place: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for a in t.addresses.iter().filter(|a| a.orientation.is_some()) {
        of_building.entry((a.part, a.kind, a.house)).or_default().insert((a.street, a.orientation));
        of_place.entry((a.street, a.orientation)).or_default().insert(a.house);
    }
    assert!(of_building.values().filter(|v| v.len() > 1).count() >= 10);
    assert!(of_place.values().any(|v| v.len() > 1));

    let names: Vec<&str> = t.streets.iter().map(|s| s.name.as_str()).collect();
    for name in [
        "28. října",
        "17. listopadu",
        "5. května",
        "Zátiší I",
        "Zátiší IV",
        "Železniční",
        "Železničářská",
        "třída Dr. Edvarda Beneše",
        "náměstí T. G. Masaryka",
        "Tyršovo nábřeží",
    ] {
        assert!(names.contains(&name), "{name} is missing");
    }
    for twin in ["Zahradní", "Lipová"] {
        assert_eq!(names.iter().filter(|n| **n == twin).count(), 2, "{twin}");
    }
    assert!(names.iter().collect::<BTreeSet<_>>().len() > 300);
    assert!(t.former_names.len() >= 8);
}

#[test]
fn some_streets_cross_districts_and_some_have_a_side_in_each_precinct() {
    let t = town();
    let mut by_street: BTreeMap<usize, Vec<&demo_city::Address>> = BTreeMap::new();
    for a in &t.addresses {
        if let Some(s) = a.street {
            by_street.entry(s).or_default().push(a);
        }
    }
    let crossing =
        by_street.values().filter(|v| v.iter().map(|a| a.district).collect::<BTreeSet<_>>().len() > 1);
    assert!(crossing.count() >= 8);
    let split =
        by_street.values().filter(|v| v.iter().map(|a| a.precinct).collect::<BTreeSet<_>>().len() > 1);
    assert!(split.count() >= 25);
    let sided = |v: &&Vec<&demo_city::Address>| {
        let of = |odd: bool| {
            let mine = v.iter().filter(|a| a.orientation.is_some_and(|o| (o.number % 2 == 1) == odd));
            mine.map(|a| a.precinct).collect::<BTreeSet<_>>()
        };
        !of(true).is_empty() && !of(false).is_empty() && of(true).is_disjoint(&of(false))
    };
    assert!(by_street.values().filter(sided).count() >= 3);
}

/// Names of real municipalities, from the data beside the checkout; without it the test says so.
#[test]
fn no_municipality_or_village_has_our_name() {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("OKRSEK_SHARED").map_or(beside, PathBuf::from);
    let Ok(text) = std::fs::read_to_string(shared.join("data/municipalities/obce_souradnice_2018.csv"))
    else {
        eprintln!("SKIPPED: no list of municipalities found (set OKRSEK_SHARED)");
        return;
    };
    let real: BTreeSet<&str> = text.lines().filter_map(|l| l.split(',').next()).collect();
    assert!(real.contains("Abertamy") && real.len() > 5000);
    let t = town();
    assert!(!real.contains(t.name));
    let districts = t.districts.iter().skip(5).filter_map(|d| d.name.split('-').nth(1));
    for name in districts {
        assert!(!real.contains(name), "{name} is a real municipality");
    }
}
