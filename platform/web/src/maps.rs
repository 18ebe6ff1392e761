//! The map that works without JavaScript: an SVG drawn on the server from rings, points and labels.
//!
//! Coordinates are WGS 84 longitude and latitude in degrees. The projection is local equirectangular: one degree
//! of longitude is shortened by the cosine of the middle latitude, which across a city is wrong by less than a
//! pixel. Everything is styled by classes (`map-area`, `map-area--here`, `map-point`, `map-label`), since the
//! policy forbids inline styles; the same SVG prints.
//!
//! ```
//! # use web::maps::SvgMap;
//! let square = [[13.37, 49.74], [13.38, 49.74], [13.38, 49.75], [13.37, 49.75]];
//! let mut map = SvgMap::new("Okrsek 12", "Okrsek kolem náměstí Republiky", "result-map");
//! map.area(&[&square], true);
//! map.point(13.377, 49.747, "náměstí Republiky 1");
//! assert!(map.svg().starts_with("<svg "));
//! ```

use std::fmt::Write as _;

/// Longitude and latitude in degrees.
pub type Position = [f64; 2];

/// Width of the drawing; the height follows the shape of the area, within bounds.
const WIDTH: f64 = 640.0;
const HEIGHTS: (f64, f64) = (240.0, 640.0);
const MARGIN: f64 = 16.0;

#[derive(Debug)]
struct Area {
    rings: Vec<Vec<Position>>,
    here: bool,
    tone: Option<Tone>,
}

#[derive(Debug)]
struct Label {
    at: Position,
    text: String,
    point: bool,
}

/// What a toned area says beside the others. Areas are told apart only where their intervals allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Surely lower than elsewhere.
    Lower,
    /// Not to be told from elsewhere.
    Same,
    /// Surely higher than elsewhere.
    Higher,
    /// Too few to say; drawn with a pattern.
    Unknown,
    /// A step of a scale from 1, the lightest, to 5; the legend says from where to where.
    Level(u8),
}

/// A map being put together. Only what lies in the frame of the areas that are `here` (or, without them, of
/// everything) is shown; other areas are cut off at the edge. Positions that are not on the Earth are left out.
#[derive(Debug)]
pub struct SvgMap {
    title: String,
    description: String,
    id: String,
    areas: Vec<Area>,
    dots: Vec<(Position, bool)>,
    labels: Vec<Label>,
    view: Vec<Position>,
}

impl SvgMap {
    /// An empty map. `title` and `description` are what a screen reader says; `id` is unique on the page.
    pub fn new(title: impl Into<String>, description: impl Into<String>, id: impl Into<String>) -> SvgMap {
        SvgMap {
            title: title.into(),
            description: description.into(),
            id: id.into(),
            areas: Vec::new(),
            dots: Vec::new(),
            labels: Vec::new(),
            view: Vec::new(),
        }
    }

    /// Shows the surroundings of a place, `metres` in each direction, whatever else is on the map.
    pub fn surroundings(&mut self, lon: f64, lat: f64, metres: f64) {
        // One degree of latitude is 111.2 km everywhere, near enough for a frame.
        let north = metres / 111_200.0;
        let east = north / lat.to_radians().cos().max(0.01);
        self.view = vec![[lon - east, lat - north], [lon + east, lat + north]];
    }

    /// Adds a small dot, such as an address point; `here` marks those the page is about.
    pub fn dot(&mut self, lon: f64, lat: f64, here: bool) {
        if lon.is_finite() && lat.is_finite() {
            self.dots.push(([lon, lat], here));
        }
    }

    /// Adds a polygon: outer ring first, then holes (even-odd rule). `here` marks the area the page is about.
    pub fn area<R: AsRef<[Position]>>(&mut self, rings: &[R], here: bool) {
        let rings = rings
            .iter()
            .map(|ring| ring.as_ref().iter().copied().filter(|corner| on_earth(*corner)).collect::<Vec<_>>())
            .filter(|ring| ring.len() > 2)
            .collect();
        self.areas.push(Area { rings, here, tone: None });
    }

    /// Adds a polygon whose tone says something: the map's legend says what, and a table says the same.
    pub fn toned<R: AsRef<[Position]>>(&mut self, rings: &[R], tone: Tone) {
        self.area(rings, false);
        if let Some(area) = self.areas.last_mut() {
            area.tone = Some(tone);
        }
    }

    /// Adds a marked point with its label; an empty label only marks.
    pub fn point(&mut self, lon: f64, lat: f64, label: impl Into<String>) {
        if on_earth([lon, lat]) {
            self.labels.push(Label { at: [lon, lat], text: label.into(), point: true });
        }
    }

    /// Adds a label without a mark, the name of an area.
    pub fn label(&mut self, lon: f64, lat: f64, text: impl Into<String>) {
        if on_earth([lon, lat]) {
            self.labels.push(Label { at: [lon, lat], text: text.into(), point: false });
        }
    }

    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.areas.iter().all(|area| area.rings.is_empty()) && self.labels.is_empty() && self.dots.is_empty()
    }

    /// What the picture frames, "west,south,east,north" in degrees, for the movable map; empty without anything.
    #[must_use]
    pub fn bounds(&self) -> String {
        let framed = self.framed();
        let (Some((west, east)), Some((south, north))) = (span(&framed, 0), span(&framed, 1)) else {
            return String::new();
        };
        format!("{west:.6},{south:.6},{east:.6},{north:.6}")
    }

    /// The SVG element.
    #[must_use]
    pub fn svg(&self) -> String {
        let frame = Frame::around(&self.framed());
        let (id, width, height) = (escaped(&self.id), WIDTH, frame.height);
        let mut out = format!(
            "<svg class=\"map-svg\" viewBox=\"0 0 {width} {height:.0}\" role=\"img\" \
             aria-labelledby=\"{id}-title {id}-desc\"><title id=\"{id}-title\">{}</title>\
             <desc id=\"{id}-desc\">{}</desc>",
            escaped(&self.title),
            escaped(&self.description)
        );
        if self.areas.iter().any(|area| area.tone == Some(Tone::Unknown)) {
            out.push_str(
                "<defs><pattern id=\"map-hatch\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" \
                 patternTransform=\"rotate(45)\"><path class=\"map-hatch\" d=\"M0,0 V8\"/></pattern></defs>",
            );
        }
        // The area the page is about is drawn last, so that its border lies on top.
        for here in [false, true] {
            for area in self.areas.iter().filter(|area| area.here == here) {
                let class = match (here, area.tone) {
                    (true, _) => "map-area map-area--here",
                    (false, None) => "map-area",
                    (false, Some(Tone::Lower)) => "map-area map-area--lower",
                    (false, Some(Tone::Same)) => "map-area map-area--same",
                    (false, Some(Tone::Higher)) => "map-area map-area--higher",
                    (false, Some(Tone::Unknown)) => "map-area map-area--unknown",
                    (false, Some(Tone::Level(0 | 1))) => "map-area map-area--level-1",
                    (false, Some(Tone::Level(2))) => "map-area map-area--level-2",
                    (false, Some(Tone::Level(3))) => "map-area map-area--level-3",
                    (false, Some(Tone::Level(4))) => "map-area map-area--level-4",
                    (false, Some(Tone::Level(_))) => "map-area map-area--level-5",
                };
                let _ =
                    write!(out, "<path class=\"{class}\" fill-rule=\"evenodd\" d=\"{}\"/>", frame.path(area));
            }
        }
        for (position, here) in &self.dots {
            let ((x, y), class) =
                (frame.place(*position), if *here { "map-dot map-dot--here" } else { "map-dot" });
            let _ = write!(out, "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.5\"/>");
        }
        for label in frame.readable(&self.labels) {
            frame.draw_label(label, &mut out);
        }
        out.push_str("</svg>");
        out
    }

    /// Positions that the frame must hold.
    fn framed(&self) -> Vec<Position> {
        if !self.view.is_empty() {
            return self.view.clone();
        }
        let any_here = self.areas.iter().any(|area| area.here && !area.rings.is_empty());
        let areas = self.areas.iter().filter(|area| area.here || !any_here);
        let corners = areas.flat_map(|area| area.rings.iter().flatten().copied());
        let points = self.labels.iter().filter(|label| label.point).map(|label| label.at);
        let dots = self.dots.iter().filter(|_| !any_here).map(|(at, _)| *at);
        corners.chain(points).chain(dots).collect()
    }
}

/// Whether a position lies on the Earth; NaN does not.
fn on_earth([lon, lat]: Position) -> bool {
    lon.abs() <= 180.0 && lat.abs() <= 90.0
}

/// Least and greatest value along an axis.
fn span(positions: &[Position], axis: usize) -> Option<(f64, f64)> {
    positions.iter().filter_map(|position| position.get(axis).copied()).fold(None, |span, x| {
        let (low, high) = span.unwrap_or((x, x));
        Some((x.min(low), x.max(high)))
    })
}

/// The part of the world that is drawn, and how.
struct Frame {
    west: f64,
    north: f64,
    across: f64,
    scale: f64,
    height: f64,
    left: f64,
    top: f64,
}

impl Frame {
    fn around(positions: &[Position]) -> Frame {
        let (west, east) = span(positions, 0).unwrap_or_default();
        let (south, north) = span(positions, 1).unwrap_or_default();
        let across = f64::midpoint(south, north).to_radians().cos().max(0.01);
        // At least 200 m are shown, so that a single point has surroundings.
        let least = 0.0018;
        let (wide, tall) = (((east - west) * across).max(least), (north - south).max(least));
        let room = WIDTH - 2.0 * MARGIN;
        let height = (room * tall / wide + 2.0 * MARGIN).clamp(HEIGHTS.0, HEIGHTS.1);
        let scale = (room / wide).min((height - 2.0 * MARGIN) / tall);
        Frame {
            west,
            north,
            across,
            scale,
            height,
            left: (WIDTH - (east - west) * across * scale) / 2.0,
            top: (height - (north - south) * scale) / 2.0,
        }
    }

    fn place(&self, [lon, lat]: Position) -> (f64, f64) {
        let x = self.left + (lon - self.west) * self.across * self.scale;
        let y = self.top + (self.north - lat) * self.scale;
        // Far corners of neighbours are pulled in, so that no number grows long.
        (x.clamp(-2_000.0, 4_000.0), y.clamp(-2_000.0, 4_000.0))
    }

    /// Path data with one decimal; corners nearer than a third of a pixel to the last one are left out.
    fn path(&self, area: &Area) -> String {
        let mut out = String::new();
        for ring in &area.rings {
            let mut last: Option<(f64, f64)> = None;
            for position in ring {
                let (x, y) = self.place(*position);
                if last.is_some_and(|(a, b)| (x - a).abs().max((y - b).abs()) < 0.33) {
                    continue;
                }
                let _ = write!(out, "{}{x:.1} {y:.1}", if last.is_none() { "M" } else { "L" });
                last = Some((x, y));
            }
            out.push('Z');
        }
        out
    }

    /// Labels that do not lie over one another: marked points first, then names in their order.
    fn readable<'a>(&self, labels: &'a [Label]) -> Vec<&'a Label> {
        let mut taken: Vec<[f64; 4]> = Vec::new();
        let mut kept: Vec<&Label> = Vec::new();
        let in_order =
            labels.iter().filter(|label| label.point).chain(labels.iter().filter(|label| !label.point));
        for label in in_order {
            let (x, y) = self.place(label.at);
            // Half a letter's width and height at the size of the style sheet, generously.
            let half = label.text.chars().count() as f64 * 4.2 + 4.0;
            let shift = if label.point { 12.0 + half } else { 0.0 };
            let middle = if label.point && x > WIDTH / 2.0 { x - shift } else { x + shift };
            let area = [middle - half - shift, y - 11.0, middle + half, y + 11.0];
            let free = |other: &[f64; 4]| {
                area[2] < other[0] || other[2] < area[0] || area[3] < other[1] || other[3] < area[1]
            };
            if label.point || taken.iter().all(free) {
                taken.push(area);
                kept.push(label);
            }
        }
        kept
    }

    fn draw_label(&self, label: &Label, out: &mut String) {
        let (x, y) = self.place(label.at);
        if label.point {
            let _ = write!(out, "<circle class=\"map-point\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"7\"/>");
        }
        if label.text.is_empty() {
            return;
        }
        // A label grows towards the middle, so that it is not cut off.
        let (anchor, dx) = if !label.point {
            ("middle", 0.0)
        } else if x > WIDTH / 2.0 {
            ("end", -12.0)
        } else {
            ("start", 12.0)
        };
        let (x, y) = (x + dx, y + 5.0);
        let text = escaped(&label.text);
        let _ = write!(
            out,
            "<text class=\"map-label\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{text}</text>"
        );
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_square_is_drawn_in_the_middle_with_its_point() {
        let square = [[13.37, 49.74], [13.38, 49.74], [13.38, 49.75], [13.37, 49.75]];
        let mut map = SvgMap::new("Okrsek <12>", "Popis", "m");
        map.area(&[&square], true);
        map.point(13.375, 49.745, "Dům & dvůr");
        insta::assert_snapshot!(map.svg());
    }

    #[test]
    fn nothing_to_draw_is_still_a_picture() {
        let mut map = SvgMap::new("", "", "m");
        map.point(f64::NAN, 49.0, "x");
        map.area(&[[[f64::INFINITY, 0.0]; 4]], true);
        assert!(map.is_empty());
        assert!(map.svg().ends_with("</svg>"));
    }

    proptest! {
        #[test]
        fn any_ring_can_be_drawn(ring: Vec<[f64; 2]>, lon in -200.0..200.0, lat in -100.0..100.0) {
            let mut map = SvgMap::new("t", "d", "m");
            map.area(&[ring], true);
            map.point(lon, lat, "x");
            let svg = map.svg();
            prop_assert!(!svg.contains("NaN") && !svg.contains("inf"));
        }
    }
}
