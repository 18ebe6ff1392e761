//! A flat map in metres under points of the globe: that of the country at home, one around the points elsewhere.

use addresses::{Krovak, Wgs84};
use crime_analysis::places::Point;

use crate::incident::{Source, Spot};

/// East and north in metres. Distances within a town are right to a part in a thousand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Plane {
    /// S-JTSK, turned so that north is up.
    Krovak,
    /// Around a middle, in metres for each degree (WGS 84): Křovák's cone says nothing of London or Chicago.
    Around {
        /// The middle.
        middle: Spot,
        /// Metres of a degree of longitude and of latitude there.
        degree: (f64, f64),
    },
}

impl Plane {
    /// The plane for incidents of a source.
    #[must_use]
    pub fn of(source: Source, spots: &[Spot]) -> Plane {
        if source.is_of_the_city() { Plane::Krovak } else { Plane::around(spots) }
    }

    fn around(spots: &[Spot]) -> Plane {
        let between = |of: &dyn Fn(&Spot) -> f64| {
            let (low, high) = (
                spots.iter().map(of).fold(f64::INFINITY, f64::min),
                spots.iter().map(of).fold(f64::NEG_INFINITY, f64::max),
            );
            if low <= high { f64::midpoint(low, high) } else { 0.0 }
        };
        let middle = Spot { lon: between(&|spot| spot.lon), lat: between(&|spot| spot.lat) };
        let turn = middle.lat.to_radians();
        // Lengths of a degree on the ellipsoid, first terms of the series.
        let east = 111_412.84 * turn.cos() - 93.5 * (3.0 * turn).cos();
        let north = 111_132.92 - 559.82 * (2.0 * turn).cos() + 1.175 * (4.0 * turn).cos();
        Plane::Around { middle, degree: (east.max(1.0), north) }
    }

    /// A point of the globe on the plane.
    #[must_use]
    pub fn place(self, spot: Spot) -> Point {
        match self {
            Plane::Krovak => {
                let place = Wgs84 { lon: spot.lon, lat: spot.lat }.to_krovak();
                // Křovák counts to the west and to the south.
                Point::new(-place.y, -place.x)
            }
            Plane::Around { middle, degree: (east, north) } => {
                Point::new((spot.lon - middle.lon) * east, (spot.lat - middle.lat) * north)
            }
        }
    }

    /// A point of the plane on the globe.
    #[must_use]
    pub fn spot(self, place: Point) -> Spot {
        match self {
            Plane::Krovak => {
                let spot = Krovak { y: -place.x, x: -place.y }.to_wgs84();
                Spot { lon: spot.lon, lat: spot.lat }
            }
            Plane::Around { middle, degree: (east, north) } => {
                Spot { lon: middle.lon + place.x / east, lat: middle.lat + place.y / north }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_and_lengths_are_metres() {
        let plzen = [Spot { lon: 13.3776, lat: 49.7475 }, Spot { lon: 13.3876, lat: 49.7475 }];
        let chicago = [Spot { lon: -87.6278, lat: 41.8835 }, Spot { lon: -87.6178, lat: 41.8835 }];
        // A hundredth of a degree of longitude on WGS 84 there (geographiclib).
        for (source, spots, metres) in [
            (Source::Municipal, plzen, 721.1),
            (Source::PoliceUk, plzen, 721.1),
            (Source::Chicago, chicago, 829.9),
        ] {
            let plane = Plane::of(source, &spots);
            let [one, other] = spots.map(|spot| plane.place(spot));
            assert!((one.distance(other) - metres).abs() < 1.0, "{source:?}: {}", one.distance(other));
            assert!(other.x > one.x, "east is to the right");
            let again = plane.spot(one);
            assert!((again.lon - spots[0].lon).abs() < 1e-7 && (again.lat - spots[0].lat).abs() < 1e-7);
        }
        assert!(Plane::of(Source::Chicago, &[]).place(Spot { lon: 0.0, lat: 0.0 }).x.is_finite());
    }
}
