//! Squares of the map: Web Mercator (EPSG:3857), numbered from the north-west as on all web maps.

use std::f64::consts::PI;

use crate::{DEEPEST, EXTENT, MARGIN, Position};

/// One square of the map at a zoom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Square {
    zoom: u8,
    x: u32,
    y: u32,
}

impl Square {
    /// The square of a zoom, column and row; `None` when there is none.
    #[must_use]
    pub fn new(zoom: u8, x: u32, y: u32) -> Option<Square> {
        (zoom <= DEEPEST && x < 1 << zoom && y < 1 << zoom).then_some(Square { zoom, x, y })
    }

    /// The square with its margin in degrees: west, south, east, north. What does not meet this frame is not in the tile.
    #[must_use]
    pub fn frame(self) -> [f64; 4] {
        let margin = f64::from(MARGIN) / f64::from(EXTENT);
        let (x, y, side) = (f64::from(self.x), f64::from(self.y), f64::from(1_u32 << self.zoom));
        let longitude = |x: f64| x / side * 360.0 - 180.0;
        let latitude = |y: f64| (PI * (1.0 - 2.0 * y / side)).sinh().atan().to_degrees();
        let (west, east) = (longitude(x - margin), longitude(x + 1.0 + margin));
        [west, latitude(y + 1.0 + margin), east, latitude(y - margin)]
    }

    /// A position in units of the tile, y down; `None` when it is not on the map.
    pub(crate) fn units(self, [lon, lat]: Position) -> Option<Position> {
        if !(lon.abs() <= 180.0 && lat.abs() <= 90.0) {
            return None;
        }
        // Beyond 85.05° the map ends; what lies there is drawn at its edge.
        let sine = lat.to_radians().sin().clamp(-0.999_999, 0.999_999);
        let across = lon / 360.0 + 0.5;
        let down = 0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * PI);
        let (side, extent) = (f64::from(1_u32 << self.zoom), f64::from(EXTENT));
        Some([(across * side - f64::from(self.x)) * extent, (down * side - f64::from(self.y)) * extent])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_are_where_every_map_has_them() {
        let square = Square::new(12, 2200, 1393).unwrap();
        let [west, south, east, north] = square.frame();
        assert!(west < 13.3777 && 13.3777 < east && south < 49.7475 && 49.7475 < north);
        let whole = Square::new(0, 0, 0).unwrap();
        assert_eq!(whole.units([0.0, 0.0]), Some([2048.0, 2048.0]));
        assert_eq!(whole.units([-180.0, 0.0]), Some([0.0, 2048.0]));
        assert_eq!(whole.units([f64::NAN, 0.0]), None);
        assert_eq!(whole.units([190.0, 0.0]), None);
    }

    #[test]
    fn there_is_no_square_beside_the_map() {
        assert_eq!(Square::new(3, 8, 0), None);
        assert_eq!(Square::new(3, 0, 8), None);
        assert_eq!(Square::new(DEEPEST + 1, 0, 0), None);
        assert!(Square::new(3, 7, 7).is_some());
    }
}
