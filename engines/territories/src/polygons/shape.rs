//! Points, rings, polygons, territories: plain data in WGS 84 degrees.

/// A point in WGS 84 degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Longitude, degrees east.
    pub lon: f64,
    /// Latitude, degrees north.
    pub lat: f64,
}

/// A closed ring; the first point is not repeated at the end.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Ring(pub Vec<Point>);

/// One outer ring and its holes; the direction of rings plays no role.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Polygon {
    /// The outer ring.
    pub exterior: Ring,
    /// What is taken out.
    pub holes: Vec<Ring>,
}

/// Any number of polygons that belong together.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct MultiPolygon {
    /// The parts.
    pub polygons: Vec<Polygon>,
}

impl MultiPolygon {
    /// Every ring, outer and inner.
    pub fn rings(&self) -> impl Iterator<Item = &Ring> {
        self.polygons.iter().flat_map(|p| std::iter::once(&p.exterior).chain(&p.holes))
    }

    /// The smallest box around all points; `None` when there are none.
    pub fn bounds(&self) -> Option<Bounds> {
        let mut points = self.rings().flat_map(|r| &r.0);
        let first = points.next()?;
        let mut b = Bounds { west: first.lon, south: first.lat, east: first.lon, north: first.lat };
        for p in points {
            b.west = b.west.min(p.lon);
            b.east = b.east.max(p.lon);
            b.south = b.south.min(p.lat);
            b.north = b.north.max(p.lat);
        }
        Some(b)
    }
}

/// A box in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

impl Bounds {
    /// The Czech Republic with a margin of about 20 km.
    pub const CZECHIA: Bounds = Bounds { west: 11.8, south: 48.3, east: 19.2, north: 51.3 };

    /// The whole earth.
    pub const EARTH: Bounds = Bounds { west: -180.0, south: -90.0, east: 180.0, north: 90.0 };

    /// Whether the point lies in the box or on its edge.
    pub fn holds(&self, p: Point) -> bool {
        (self.west..=self.east).contains(&p.lon) && (self.south..=self.north).contains(&p.lat)
    }
}

/// One territory of a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Territory {
    /// Its code, unique in the layer (several properties joined with `/` where one is not enough).
    pub code: String,
    /// Its name; equal to the code when the file has none.
    pub name: String,
    /// All properties of the feature as text, in file order.
    pub properties: Vec<(String, String)>,
    /// Where it lies.
    pub shape: MultiPolygon,
}

/// Metres in one degree of latitude (mean over Czech latitudes; a sphere of 6,371 km would give 111,195).
pub(crate) const METRES_PER_DEGREE: f64 = 111_250.0;

/// Metres east and north from `origin`, on a plane that touches the earth there; good to 0.3 % over a city.
pub(crate) fn metres_from(origin: Point, p: Point) -> (f64, f64) {
    let shrink = (origin.lat.to_radians()).cos() * 1.002; // parallels of the ellipsoid are a little longer
    ((p.lon - origin.lon) * METRES_PER_DEGREE * shrink, (p.lat - origin.lat) * METRES_PER_DEGREE)
}
