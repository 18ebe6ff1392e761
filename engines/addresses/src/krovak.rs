//! S-JTSK / Křovák (EPSG:5513, EPSG:5514) to and from WGS 84 with the Czech seven-parameter key.
//!
//! ```text
//!  Krovak { y, x } ──cone──▶ φ, λ on Bessel 1841 ──7 parameters──▶ φ, λ on WGS 84
//!  metres west, south        (oblique conformal cone)              Wgs84 { lon, lat } degrees
//! ```
//!
//! Accuracy is that of the key, about 1 m. The three-parameter shift that many programs choose by default
//! errs by 12 m in Plzeň (domain note §3.5), so it is not offered.
//!
//! Sources: EPSG Guidance Note 7-2, "Krovak" (method 9819); EPSG transformations 1622/1623 and 5239.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4};

/// A position in S-JTSK / Křovák with the positive axes the register publishes (EPSG:5513): metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Krovak {
    /// Metres west (Souřadnice Y): the smaller, 430 to 905 thousand in the country.
    pub y: f64,
    /// Metres south (Souřadnice X): the larger, 934 to 1,228 thousand in the country.
    pub x: f64,
}

/// A position in WGS 84, degrees; order as in GeoJSON.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wgs84 {
    /// Degrees east of Greenwich.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
}

/// Which published set of seven parameters joins S-JTSK and WGS 84. The two differ by 5 cm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DatumKey {
    /// EPSG:1622/1623 "S-JTSK to WGS 84 (1)".
    #[default]
    Epsg1623,
    /// EPSG:5239 "S-JTSK to WGS 84 (5)".
    Epsg5239,
}

/// Why a pair of figures is not a Křovák position in the Czech Republic.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum KrovakError {
    /// A value is infinite or not a number.
    #[error("coordinate is not a finite number")]
    NotFinite,
    /// X was given where Y belongs: in the country X is always the larger.
    #[error("axes swapped: y {y} is larger than x {x}")]
    AxesSwapped {
        /// What stood in Y.
        y: f64,
        /// What stood in X.
        x: f64,
    },
    /// East and north of EPSG:5514 (both negative) where the register's positive axes belong.
    #[error("axes negative: y {y}, x {x}")]
    AxesNegative {
        /// What stood in Y.
        y: f64,
        /// What stood in X.
        x: f64,
    },
    /// Figures of the size of degrees.
    #[error("degrees, not metres: y {y}, x {x}")]
    Degrees {
        /// What stood in Y.
        y: f64,
        /// What stood in X.
        x: f64,
    },
    /// A sound pair of figures that lies outside the country.
    #[error("outside the country: y {y}, x {x}")]
    OutsideCountry {
        /// What stood in Y.
        y: f64,
        /// What stood in X.
        x: f64,
    },
}

// Measured envelope of all addresses (domain note §3.5) with about 3 km to spare on each side.
const Y_RANGE: std::ops::RangeInclusive<f64> = 429_000.0..=905_000.0;
const X_RANGE: std::ops::RangeInclusive<f64> = 933_000.0..=1_228_000.0;

impl Krovak {
    /// A position inside the country, or the reason why it is none.
    ///
    /// # Errors
    /// See [`KrovakError`]; swapped and negative axes are named as such, since they are the usual slips.
    pub fn checked(y: f64, x: f64) -> Result<Krovak, KrovakError> {
        let inside = |y: f64, x: f64| Y_RANGE.contains(&y) && X_RANGE.contains(&x) && x > y;
        if !y.is_finite() || !x.is_finite() {
            Err(KrovakError::NotFinite)
        } else if inside(y, x) {
            Ok(Krovak { y, x })
        } else if inside(x.abs(), y.abs()) {
            Err(KrovakError::AxesSwapped { y, x })
        } else if inside(y.abs(), x.abs()) {
            Err(KrovakError::AxesNegative { y, x })
        } else if y.abs() <= 180.0 && x.abs() <= 180.0 {
            Err(KrovakError::Degrees { y, x })
        } else {
            Err(KrovakError::OutsideCountry { y, x })
        }
    }

    /// From EPSG:5514 axes: easting and northing, both negative in the country.
    ///
    /// # Errors
    /// As [`Krovak::checked`], told of the positive axes.
    pub fn from_epsg5514(easting: f64, northing: f64) -> Result<Krovak, KrovakError> {
        Krovak::checked(-easting, -northing)
    }

    /// EPSG:5514 axes: `(easting, northing)`, both negative.
    pub fn to_epsg5514(self) -> (f64, f64) {
        (-self.y, -self.x)
    }

    /// To WGS 84 with the default key, about 1 m.
    pub fn to_wgs84(self) -> Wgs84 {
        self.to_wgs84_by(DatumKey::default())
    }

    /// To WGS 84 with a chosen key.
    pub fn to_wgs84_by(self, key: DatumKey) -> Wgs84 {
        let (lat, lon) = from_plane(self);
        let there = key.helmert().forward(BESSEL.to_space(lat, lon));
        let (lat, lon) = WGS.geodetic(there);
        Wgs84 { lon: lon.to_degrees(), lat: lat.to_degrees() }
    }

    /// Metres between two positions in the plane (the scale error of the projection is below 0.02 %).
    pub fn distance(self, other: Krovak) -> f64 {
        (self.y - other.y).hypot(self.x - other.x)
    }
}

impl Wgs84 {
    /// To S-JTSK / Křovák with the default key. Not checked against the country's envelope.
    pub fn to_krovak(self) -> Krovak {
        self.to_krovak_by(DatumKey::default())
    }

    /// To S-JTSK / Křovák with a chosen key.
    pub fn to_krovak_by(self, key: DatumKey) -> Krovak {
        let there = WGS.to_space(self.lat.to_radians(), self.lon.to_radians());
        let (lat, lon) = BESSEL.geodetic(key.helmert().backward(there));
        to_plane(lat, lon)
    }
}

/// Bessel 1841 latitude and longitude (radians, Greenwich) to the plane.
pub(crate) fn to_plane(lat: f64, lon: f64) -> Krovak {
    let c = Cone::new();
    let u = c.sphere_latitude(lat);
    let v = c.alpha * (c.lon0 - lon);
    // T and D of the guidance note: latitude and longitude about the cone's oblique axis.
    let t = (ALPHA_C.cos() * u.sin() + ALPHA_C.sin() * u.cos() * v.cos()).asin();
    let d = (u.cos() * v.sin() / t.cos()).asin();
    let theta = c.n * d;
    let r = c.r0 * ((FRAC_PI_4 + PHI_P / 2.0).tan() / (t / 2.0 + FRAC_PI_4).tan()).powf(c.n);
    Krovak { y: r * theta.sin(), x: r * theta.cos() }
}

/// The plane to Bessel 1841 latitude and longitude (radians, Greenwich).
pub(crate) fn from_plane(at: Krovak) -> (f64, f64) {
    let c = Cone::new();
    let r = at.y.hypot(at.x);
    let theta = at.y.atan2(at.x);
    let d = theta / PHI_P.sin();
    let t = 2.0 * (((c.r0 / r).powf(1.0 / c.n) * (FRAC_PI_4 + PHI_P / 2.0).tan()).atan() - FRAC_PI_4);
    let u = (ALPHA_C.cos() * t.sin() - ALPHA_C.sin() * t.cos() * d.cos()).asin();
    let v = (t.cos() * d.sin() / u.cos()).asin();
    let lon = c.lon0 - v / c.alpha;
    let mut lat = u;
    // Converges by a factor of 300 per round: five rounds reach the last bit.
    for _ in 0..6 {
        let e_sin = c.e * lat.sin();
        lat = 2.0
            * ((c.t0.powf(-1.0 / c.alpha)
                * (u / 2.0 + FRAC_PI_4).tan().powf(1.0 / c.alpha)
                * ((1.0 + e_sin) / (1.0 - e_sin)).powf(c.e / 2.0))
            .atan()
                - FRAC_PI_4);
    }
    (lat, lon)
}

// Defining constants of the projection, EPSG:5513.
/// Latitude of the projection centre, 49°30' N.
const PHI_C: f64 = 49.5 * DEG;
/// Longitude of origin, 42°30' east of Ferro, that is 24°50' east of Greenwich.
const LON_0: f64 = (24.0 + 50.0 / 60.0) * DEG;
/// Co-latitude of the cone's axis, 30°17'17.30311".
const ALPHA_C: f64 = (30.0 + 17.0 / 60.0 + 17.303_11 / 3600.0) * DEG;
/// Latitude of the pseudo standard parallel, 78°30' N.
const PHI_P: f64 = 78.5 * DEG;
/// Scale on it.
const SCALE: f64 = 0.9999;
const DEG: f64 = std::f64::consts::PI / 180.0;

struct Cone {
    e: f64,
    alpha: f64,
    t0: f64,
    n: f64,
    r0: f64,
    lon0: f64,
}

impl Cone {
    fn new() -> Cone {
        let e2 = BESSEL.e2;
        let e = e2.sqrt();
        let (sin_c, cos_c) = PHI_C.sin_cos();
        let a = BESSEL.a * (1.0 - e2).sqrt() / (1.0 - e2 * sin_c * sin_c);
        let alpha = (1.0 + e2 * cos_c.powi(4) / (1.0 - e2)).sqrt();
        let gamma = (sin_c / alpha).asin();
        let t0 = (FRAC_PI_4 + gamma / 2.0).tan()
            * ((1.0 + e * sin_c) / (1.0 - e * sin_c)).powf(e * alpha / 2.0)
            / (FRAC_PI_4 + PHI_C / 2.0).tan().powf(alpha);
        let n = PHI_P.sin();
        Cone { e, alpha, t0, n, r0: SCALE * a / PHI_P.tan(), lon0: LON_0 }
    }

    /// Latitude on the conformal (Gauss) sphere, U of the guidance note.
    fn sphere_latitude(&self, lat: f64) -> f64 {
        let e_sin = self.e * lat.sin();
        let t = self.t0 * (lat / 2.0 + FRAC_PI_4).tan().powf(self.alpha)
            / ((1.0 + e_sin) / (1.0 - e_sin)).powf(self.alpha * self.e / 2.0);
        2.0 * (t.atan() - FRAC_PI_4)
    }
}

struct Ellipsoid {
    a: f64,
    e2: f64,
}

const fn ellipsoid(a: f64, inverse_flattening: f64) -> Ellipsoid {
    let f = 1.0 / inverse_flattening;
    Ellipsoid { a, e2: f * (2.0 - f) }
}

const BESSEL: Ellipsoid = ellipsoid(6_377_397.155, 299.152_812_8);
const WGS: Ellipsoid = ellipsoid(6_378_137.0, 298.257_223_563);

impl Ellipsoid {
    /// Latitude and longitude at height 0 to geocentric metres.
    fn to_space(&self, lat: f64, lon: f64) -> [f64; 3] {
        let (sin, cos) = lat.sin_cos();
        let n = self.a / (1.0 - self.e2 * sin * sin).sqrt();
        [n * cos * lon.cos(), n * cos * lon.sin(), n * (1.0 - self.e2) * sin]
    }

    /// Geocentric metres to latitude and longitude; the height is dropped (fixed point, below 1e-14 rad).
    fn geodetic(&self, [x, y, z]: [f64; 3]) -> (f64, f64) {
        let p = x.hypot(y);
        if p == 0.0 {
            return (FRAC_PI_2.copysign(z), 0.0);
        }
        let mut lat = (z / (p * (1.0 - self.e2))).atan();
        for _ in 0..6 {
            let sin = lat.sin();
            let n = self.a / (1.0 - self.e2 * sin * sin).sqrt();
            lat = ((z + self.e2 * n * sin) / p).atan();
        }
        (lat, y.atan2(x))
    }
}

/// Seven parameters in the position-vector convention: metres, radians, scale as a factor.
struct Helmert {
    shift: [f64; 3],
    turn: [f64; 3],
    scale: f64,
}

impl DatumKey {
    fn helmert(self) -> Helmert {
        let (shift, seconds, ppm) = match self {
            DatumKey::Epsg1623 => ([570.8, 85.7, 462.8], [4.998, 1.587, 5.261], 3.56),
            DatumKey::Epsg5239 => ([572.213, 85.334, 461.94], [4.9732, 1.529, 5.2484], 3.5378),
        };
        Helmert { shift, turn: seconds.map(|s: f64| s / 3600.0 * DEG), scale: 1.0 + ppm * 1e-6 }
    }
}

impl Helmert {
    fn forward(&self, [x, y, z]: [f64; 3]) -> [f64; 3] {
        let [rx, ry, rz] = self.turn;
        let [tx, ty, tz] = self.shift;
        [
            tx + self.scale * (x - rz * y + ry * z),
            ty + self.scale * (rz * x + y - rx * z),
            tz + self.scale * (-ry * x + rx * y + z),
        ]
    }

    /// The transposed rotation: exact to the size of the neglected squares, 4 mm.
    fn backward(&self, [x, y, z]: [f64; 3]) -> [f64; 3] {
        let [rx, ry, rz] = self.turn;
        let [tx, ty, tz] = self.shift;
        let (x, y, z) = ((x - tx) / self.scale, (y - ty) / self.scale, (z - tz) / self.scale);
        [x + rz * y - ry * z, -rz * x + y + rx * z, ry * x - rx * y + z]
    }
}

#[cfg(test)]
mod tests;
