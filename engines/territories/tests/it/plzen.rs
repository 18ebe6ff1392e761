//! The 27,207 real addresses of Plzeň against the State Police areas of 2013, beside a reference made with GEOS.

use territories::polygons::{Assignment, Atlas, Located, Options, Point, read_geojson};

use crate::shared;

#[test]
fn every_address_that_is_not_on_a_border_agrees_with_the_reference() {
    let (Some(areas), Some(city), Some(reference)) = (
        shared::text("precincts/pcr_oop_cechy_2013.geojson.gz"),
        shared::text("precincts/pcr_oop_plzen_2013.geojson"),
        shared::text("precincts/reference_adr_to_oop_plzen.csv.gz"),
    ) else {
        return;
    };
    let all = read_geojson(&areas, &Options::default()).unwrap();
    let city = read_geojson(&city, &Options::default()).unwrap();
    assert_eq!((all.len(), city.len()), (317, 7)); // 321 features, four of them second parts
    let atlas = Atlas::new(&[&all, &city]).unwrap();

    let (mut agree, mut undecided, mut outside_city, mut worst) = (0, vec![], 0, 0.0f64);
    for line in reference.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let point = Point { lon: cells[1].parse().unwrap(), lat: cells[2].parse().unwrap() };
        let (expected, stated): (&str, f64) = (cells[3], cells[4].parse().unwrap());
        let mut found = [Assignment::Nobody; 2];
        atlas.assign(point, &mut found);
        outside_city += usize::from(found[1] == Assignment::Nobody);
        let distance = atlas.distance_to_border_m(0, point, 2_000.0);
        if let Some(distance) = distance {
            // a border of 5 km, straight in degrees, bends by half a metre in the UTM of the reference
            worst = worst.max((distance - stated).abs() - stated * 0.003);
        }
        if distance.is_some_and(|d| d < 5.0) {
            undecided.push(cells[0]);
            continue;
        }
        let Assignment::Inside(area) = found[0] else { panic!("{line}: {found:?}") };
        assert_eq!(all[area as usize].code, expected, "{line}");
        agree += 1;
    }
    eprintln!(
        "agree {agree}, undecided (< 5 m) {}: {undecided:?}; outside the 7 city areas {outside_city}; distances differ by at most 0.3 % and {worst:.2} m",
        undecided.len(),
    );
    assert_eq!(agree + undecided.len(), 27_207);
    assert!((60..=66).contains(&undecided.len()), "{}", undecided.len());
    assert!(worst < 0.6, "{worst}");
}

#[test]
fn locate_agrees_with_assign() {
    let Some(areas) = shared::text("precincts/pcr_oop_cechy_2013.geojson.gz") else { return };
    let all = read_geojson(&areas, &Options::default()).unwrap();
    let atlas = Atlas::new(&[&all]).unwrap();
    let points: Vec<Point> = (0..200)
        .flat_map(|i| {
            (0..200)
                .map(move |j| Point { lon: 12.0 + f64::from(i) * 0.02, lat: 48.5 + f64::from(j) * 0.0125 })
        })
        .collect();
    let mut many = vec![Assignment::Nobody; points.len()];
    atlas.assign_many(&points, &mut many);
    for (point, expected) in points.iter().zip(many) {
        match atlas.locate(0, *point) {
            Located::Nobody => assert_eq!(expected, Assignment::Nobody),
            Located::Inside(area) => assert_eq!(expected, Assignment::Inside(area)),
            Located::Several(_) => assert_eq!(expected, Assignment::Several),
            Located::OnBorder { .. } => {}
        }
    }
}
