//! Which school first: the worked example, the bands, hands and weights that move it.

use std::collections::BTreeMap;

use risk_scoring::priority::bands::{self, Building, Opportunity};
use risk_scoring::priority::{
    BadOverride, Band, Criterion, Direction, Moved, Override, Priority, Reach, Scheme, School, order, reach,
    swings, tippings,
};

const SHIPPED: &str = include_str!("../../../../content/schools/priority.toml");

/// Keys and weights of the shipped file.
fn scheme() -> Scheme {
    let file: toml::Table = SHIPPED.parse().unwrap();
    let criteria = file["criterion"].as_array().unwrap().iter().map(|it| Criterion {
        key: it["key"].as_str().unwrap().to_owned(),
        weight: u32::try_from(it["weight"].as_integer().unwrap()).unwrap(),
    });
    Scheme::new(criteria.collect()).unwrap()
}

fn school(id: &str, bands: &[i64]) -> School {
    let keys = scheme().criteria().iter().map(|it| it.key.clone()).collect::<Vec<_>>();
    let bands = keys.into_iter().zip(bands).map(|(key, band)| (key, Band::new(*band).unwrap()));
    School { id: id.into(), bands: bands.collect::<BTreeMap<_, _>>() }
}

fn small(weights: &[u32], bands: &[&[i64]]) -> (Scheme, Vec<Priority>) {
    let criteria =
        weights.iter().enumerate().map(|(at, weight)| Criterion { key: format!("c{at}"), weight: *weight });
    let scheme = Scheme::new(criteria.collect()).unwrap();
    let schools = bands.iter().map(|bands| {
        let bands = bands.iter().enumerate().map(|(at, it)| (format!("c{at}"), Band::new(*it).unwrap()));
        scheme.index(&School { id: String::new(), bands: bands.collect() }).unwrap()
    });
    let schools = schools.collect();
    (scheme, schools)
}

#[test]
fn the_worked_example() {
    let scheme = scheme();
    assert_eq!(scheme.criteria().iter().map(|it| it.weight).sum::<u32>(), 100);
    let a = scheme.index(&school("A", &[4, 4, 3, 4, 1, 2, 4, 4])).unwrap();
    let b = scheme.index(&school("B", &[1, 1, 2, 0, 4, 4, 2, 1])).unwrap();
    assert_eq!((format!("{:.1}", a.value()), format!("{:.1}", b.value())), ("77.5".into(), "50.0".into()));
    // 20 + 15 + 11.25 + 10 + 3.75 + 7.5 + 5 + 5, here from the weightiest.
    let points = |of: usize, reasons: &[Vec<risk_scoring::priority::Reason>]| {
        reasons[of].iter().map(|it| (it.criterion.clone(), it.points)).collect::<Vec<_>>()
    };
    let reasons = scheme.reasons(&[a.clone(), b.clone()]);
    let said = |pairs: &[(&str, f64)]| {
        pairs.iter().map(|(key, points)| ((*key).to_owned(), *points)).collect::<Vec<_>>()
    };
    assert_eq!(
        points(0, &reasons),
        said(&[
            ("people", 20.0),
            ("building", 15.0),
            ("operation", 11.25),
            ("special", 10.0),
            ("control-gap", 7.5),
            ("audit-age", 5.0),
            ("opportunity", 5.0),
            ("incidents", 3.75),
        ])
    );
    assert_eq!(
        points(1, &reasons),
        said(&[
            ("incidents", 15.0),
            ("control-gap", 15.0),
            ("operation", 7.5),
            ("people", 5.0),
            ("building", 3.75),
            ("audit-age", 2.5),
            ("opportunity", 1.25),
            ("special", 0.0),
        ])
    );
    // People: 20 against 5 points, the mean is 12.5.
    assert!((reasons[0][0].above_mean - 7.5).abs() < 1e-12 && (reasons[1][3].above_mean + 7.5).abs() < 1e-12);
    let order = order(&[("B", Ok(b)), ("A", Ok(a))], &[]).unwrap();
    assert_eq!(order.places.iter().map(|it| it.school).collect::<Vec<_>>(), [1, 0]);
}

#[test]
fn what_is_not_known_blocks_the_place() {
    let scheme = scheme();
    let mut unknown = school("C", &[4; 8]);
    unknown.bands.remove("incidents");
    let missing = scheme.index(&unknown).unwrap_err();
    assert_eq!(missing.missing, ["incidents"]);
    let all = [("C", Err(missing)), ("D", scheme.index(&school("D", &[0; 8])))];
    let found = order(&all, &[]).unwrap();
    assert_eq!((found.places.len(), found.places[0].school, found.incomplete[0].0), (1, 1, 0));
    let by_hand = Override { school: "C".into(), place: 1, reason: "asked for".into() };
    assert_eq!(order(&all, &[by_hand]), Err(BadOverride::Incomplete(0, "C".into())));
}

#[test]
fn a_hand_moves_a_school_with_a_reason() {
    let scheme = scheme();
    let all: Vec<_> = [("A", 4), ("B", 3), ("C", 3), ("D", 1)]
        .map(|(id, band)| (id, scheme.index(&school(id, &[band; 8]))))
        .to_vec();
    let moved =
        |school: &str, place, reason: &str| Override { school: school.into(), place, reason: reason.into() };
    let found = order(&all, &[moved("D", 2, "rebuilding begins in July")]).unwrap();
    let said: Vec<_> = found
        .places
        .iter()
        .map(|it| (all[it.school].0, it.by_index, it.place, it.reason.is_some()))
        .collect();
    // B and C are level by the index and share a place.
    assert_eq!(said, [("A", 1, 1, false), ("D", 4, 2, true), ("B", 2, 3, false), ("C", 2, 4, false)]);
    let refused = |it| order(&all, &[it]).unwrap_err();
    assert_eq!(refused(moved("D", 1, " ")), BadOverride::NoReason(0, "D".into()));
    assert_eq!(refused(moved("X", 1, "r")), BadOverride::Unknown(0, "X".into()));
    assert_eq!(refused(moved("D", 5, "r")), BadOverride::NoSuchPlace(0, "D".into(), 4, 5));
    let twice = order(&all, &[moved("D", 1, "r"), moved("C", 1, "r")]).unwrap_err();
    assert_eq!(twice, BadOverride::Twice(1, "C".into()));
}

#[test]
fn one_weight_moved() {
    // 3·2 + 1·2 = 8 and 1·2 + 4·2 = 10: B first. The first weight half again as heavy: 11 and 11, level.
    let (scheme, schools) = small(&[2, 2], &[&[3, 1], &[1, 4]]);
    let of = |percent| swings(&scheme, &schools, percent);
    assert_eq!(of(50)[0].moved, [Moved { school: 0, from: 2, to: 1 }]);
    assert_eq!(of(60)[0].moved, [Moved { school: 0, from: 2, to: 1 }, Moved { school: 1, from: 1, to: 2 }]);
    assert!(
        of(40)[0].moved.is_empty() && of(60)[1].direction == Direction::Down && of(60)[1].moved.is_empty()
    );
    let tipping = tippings(&scheme, &schools)[0];
    // The second weight need only fall from 2 to 4/3: 6 + 4/3 = 2 + 16/3.
    assert_eq!((tipping.above, tipping.below, tipping.criterion, tipping.weight), (1, 0, 1, 2));
    assert!((tipping.level_at - 4.0 / 3.0).abs() < 1e-12);
}

#[test]
fn what_no_weights_can_change() {
    let (scheme, schools) = small(&[10, 10, 10], &[&[4, 4, 4], &[2, 3, 0], &[3, 2, 0], &[0, 0, 0]]);
    let spans =
        |percent| reach(&scheme, &schools, percent).iter().map(|it| (it.best, it.worst)).collect::<Vec<_>>();
    assert_eq!(spans(20), [(1, 1), (2, 3), (2, 3), (4, 4)]);
    assert_eq!(reach(&scheme, &schools, 100)[3], Reach { best: 1, worst: 4 });
}

#[test]
fn bands_of_the_table() {
    let all = |values: [Band; 5]| values.map(Band::value);
    assert_eq!(all([99, 100, 200, 500, 800].map(bands::people)), [0, 1, 2, 3, 4]);
    assert_eq!(all([199, 499, 799, 0, 5_000].map(bands::people)), [1, 2, 3, 0, 4]);
    let building = |blocks, doors, campus| bands::building(Building { blocks, doors, campus });
    assert_eq!(
        all([
            building(1, 2, false),
            building(1, 4, false),
            building(2, 4, false),
            building(3, 1, false),
            building(1, 1, true)
        ]),
        [0, 1, 2, 3, 4]
    );
    assert_eq!((building(1, 9, false).value(), building(1, 6, false).value()), (3, 2));
    let operation = |others| bands::operation(others, false);
    assert_eq!(all([0, 1, 2, 3, 9].map(operation)), [0, 1, 2, 3, 4]);
    assert_eq!(bands::operation(0, true).value(), 4);
    assert_eq!(
        all([(0, 0), (1, 0), (2, 0), (0, 1), (5, 2)].map(|(minor, major)| bands::special(minor, major))),
        [0, 1, 2, 3, 4]
    );
    let incidents = |count| bands::incidents(count, false);
    assert_eq!(all([0, 2, 3, 6, 10].map(incidents)), [0, 1, 2, 3, 4]);
    assert_eq!(bands::incidents(0, true).value(), 4);
    let gap = |percent| bands::control_gap(percent).unwrap();
    assert_eq!(all([10.0, 10.01, 40.0, 60.0, 60.5].map(gap)), [0, 1, 2, 3, 4]);
    assert!(bands::control_gap(f64::NAN).is_none() && bands::control_gap(101.0).is_none());
    assert_eq!(
        all([Some(0), Some(2), Some(3), Some(7), None].map(bands::years_since_audit)),
        [0, 1, 2, 3, 4]
    );
    assert_eq!(bands::years_since_audit(Some(8)).value(), 4);
    let occasions = [
        Opportunity::None,
        Opportunity::InMonths(25),
        Opportunity::InMonths(24),
        Opportunity::InMonths(12),
        Opportunity::Now,
    ];
    assert_eq!(all(occasions.map(bands::opportunity)), [0, 1, 2, 3, 4]);
}

#[test]
fn a_scheme_that_weighs_nothing_is_refused() {
    let criterion = |key: &str, weight| Criterion { key: key.into(), weight };
    assert!(Scheme::new(vec![]).is_err() && Scheme::new(vec![criterion("a", 0)]).is_err());
    assert!(Scheme::new(vec![criterion("a", 1), criterion("a", 2)]).is_err());
    assert!(Scheme::new(vec![criterion("a", 2_000_000)]).is_err());
}
