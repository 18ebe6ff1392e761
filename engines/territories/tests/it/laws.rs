//! Laws that hold for all inputs: number sets, texts that read back, tessellations, and no panic on anything.

use proptest::prelude::*;
use territories::polygons::{
    Assignment, Atlas, Located, MultiPolygon, Options, Point, Polygon, Ring, Territory, read_geojson,
    read_gml,
};
use territories::rules::{
    Clause, Item, Number, NumberSet, Numbers, Parity, Rule, State, System, parse, parse_line,
};

fn number() -> impl Strategy<Value = Number> {
    (1u32..2_000, prop::option::of(prop::char::range('a', 'z'))).prop_map(|(n, c)| Number::new(n, c).unwrap())
}

fn item() -> impl Strategy<Value = Item> {
    prop_oneof![
        number().prop_map(Item::One),
        (number(), number()).prop_map(|(a, b)| Item::Range(a.min(b), a.max(b))),
        number().prop_map(Item::From),
        number().prop_map(Item::UpTo),
        (1u32..3_000, number()).prop_map(|(h, n)| Item::Pair(h, n)),
    ]
}

fn parity() -> impl Strategy<Value = Option<Parity>> {
    prop_oneof![Just(None), Just(Some(Parity::Odd)), Just(Some(Parity::Even))]
}

fn clause() -> impl Strategy<Value = Clause> {
    let system = prop_oneof![
        Just(System::Bare),
        Just(System::Orientation),
        Just(System::Descriptive),
        Just(System::Registration)
    ];
    let except = prop_oneof![3 => Just(vec![]), 1 => prop::collection::vec(item(), 1..3)];
    (system, parity(), prop::collection::vec(item(), 0..5), except)
        .prop_map(|(system, parity, items, except)| Clause { system, parity, items, except })
}

fn numbers() -> impl Strategy<Value = Numbers> {
    let plain = clause().prop_map(|c| Clause { except: vec![], ..c });
    prop_oneof![
        any::<bool>().prop_map(|stated| Numbers::Whole { stated }),
        prop::collection::vec(clause(), 1..4).prop_map(Numbers::Only),
        prop::collection::vec(plain, 1..4).prop_map(Numbers::Except),
    ]
}

fn set() -> impl Strategy<Value = NumberSet> {
    (parity(), prop::collection::vec(item(), 0..6)).prop_map(|(p, items)| NumberSet::of_items(p, &items))
}

/// A wiggly tessellation of the unit square (in millidegrees) with shared borders, some of them on grid lines.
fn tessellation() -> impl Strategy<Value = (Vec<Territory>, usize)> {
    let size = 2usize..6;
    (size, prop::collection::vec(-3i32..=3, 72)).prop_map(|(n, jitter)| {
        let corner = |i: usize, j: usize| {
            let inner = i > 0 && j > 0 && i < n && j < n;
            let off = |k: usize| if inner { f64::from(jitter[k % 72]) } else { 0.0 };
            Point {
                lon: 13.0 + (i as f64 * 10.0 + off(i * 7 + j)) * 1e-5,
                lat: 49.0 + (j as f64 * 10.0 + off(i + 6 * j)) * 1e-5,
            }
        };
        let mut found = vec![];
        for i in 0..n {
            for j in 0..n {
                let ring = vec![corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)];
                let ring = if (i + j) % 2 == 0 { ring } else { ring.into_iter().rev().collect() };
                let shape = MultiPolygon { polygons: vec![Polygon { exterior: Ring(ring), holes: vec![] }] };
                let code = format!("{i}/{j}");
                found.push(Territory { name: code.clone(), code, properties: vec![], shape });
            }
        }
        (found, n)
    })
}

proptest! {
    #[test]
    fn union_and_complement(a in set(), b in set(), probes in prop::collection::vec(number(), 20)) {
        for n in probes {
            prop_assert_eq!(a.or(&b).contains(n), a.contains(n) || b.contains(n));
            prop_assert_eq!(a.and(&b).contains(n), a.contains(n) && b.contains(n));
            prop_assert_eq!(a.minus(&b).contains(n), a.contains(n) && !b.contains(n));
            prop_assert_eq!(a.complement().contains(n), !a.contains(n));
        }
        prop_assert_eq!(a.complement().complement(), a.clone());
        prop_assert_eq!(a.or(&b).complement(), a.complement().and(&b.complement()));
        prop_assert!(a.and(&a.complement()).is_empty());
        prop_assert_eq!(a.or(&a.complement()), NumberSet::all());
    }

    #[test]
    fn a_written_rule_reads_back_as_itself(numbers in numbers(), two in any::<bool>()) {
        let names = if two { vec!["Jasná I".to_owned(), "Jasná II".to_owned()] } else { vec!["Horní Dolní".to_owned()] };
        let rule = Rule::Streets { names, numbers, filters: vec![] };
        let line = parse_line(1, &rule.to_string());
        prop_assert!(!matches!(line.state, State::Unresolved(_)), "{} {:?}", rule, line.state);
        prop_assert_eq!(line.rule, Some(rule));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,120}", czech in "[#! čo.pev0-9a-dlichásuděbezod,;–/()kú\n-]{0,80}") {
        parse(&text);
        parse(&czech);
        parse_line(1, &czech);
    }

    #[test]
    fn no_bytes_make_the_polygon_readers_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let text = String::from_utf8_lossy(&bytes);
        let _ = read_geojson(&text, &Options::default());
        let _ = read_gml(&text, &Options::default());
    }

    #[test]
    fn each_point_of_a_tessellation_is_in_exactly_one(
        (territories, n) in tessellation(),
        probes in prop::collection::vec((-20i32..620, -20i32..620), 60),
    ) {
        let atlas = Atlas::new(&[&territories]).unwrap();
        let one = |t| Atlas::new(&[std::slice::from_ref(t)]).unwrap();
        let alone: Vec<Atlas> = territories.iter().map(one).collect();
        let far = n as f64 * 10.0 * 1e-5;
        let corners = territories.iter().flat_map(|t| t.shape.rings()).flat_map(|r| r.0.clone());
        let probes = probes.iter().map(|(x, y)| Point { lon: 13.0 + f64::from(*x) * 1e-6, lat: 49.0 + f64::from(*y) * 1e-6 });
        for point in probes.chain(corners.take(20)) {
            let holders: Vec<usize> = (0..alone.len())
                .filter(|i| {
                    let mut found = [Assignment::Nobody];
                    alone[*i].assign(point, &mut found);
                    found[0] == Assignment::Inside(0)
                })
                .collect();
            let mut found = [Assignment::Nobody];
            atlas.assign(point, &mut found);
            // just inside: away from the outer border, where "west and north of the point" may be outside
            let (dx, dy) = (point.lon - 13.0, point.lat - 49.0);
            let inside = dx > 1e-7 && dy > -1e-8 && dx < far + 1e-8 && dy < far - 1e-7;
            let expected = match holders.as_slice() { [] => Assignment::Nobody, [i] => Assignment::Inside(*i as u32), _ => Assignment::Several };
            prop_assert_eq!(found[0], expected);
            prop_assert_eq!(holders.len(), usize::from(inside), "{:?}", point);
            if let Located::OnBorder { between, assigned } = atlas.locate(0, point) {
                prop_assert!(assigned.is_none_or(|a| between.contains(&a)));
            }
        }
    }
}
