//! Which events fall in the target, in the rings about it, in the control?
//!
//! ```text
//!   distance from the edge of the target:   ≤ 0      (0, r₁)   [r₁, r₂) …   gap      [c₀, c₁)     farther
//!                                          target     ring 1     ring 2     nobody    control      nobody
//! ```
//!
//! A control that touches the last ring would take in what moved there: it begins no nearer than that ring ends.

use super::displacement::Counts;

/// Rings about a target, in metres or any other unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Rings {
    edges: Vec<f64>,
    control: (f64, f64),
}

/// Why rings cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum RingError {
    /// Outer edges do not grow, from above zero.
    #[error("edge {place} of the rings is not beyond the one before it")]
    Edge {
        /// Which edge, from zero.
        place: usize,
    },
    /// The control begins before the last ring ends.
    #[error("the control begins at {control}, within the rings that end at {rings}")]
    ControlWithin {
        /// Where the control begins.
        control: f64,
        /// Where the last ring ends.
        rings: f64,
    },
    /// The control ends where it begins, or before.
    #[error("the control is empty")]
    EmptyControl,
}

/// Where an event falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// In the target itself.
    Target,
    /// In a ring, from zero for the inmost.
    Ring(usize),
    /// In the control.
    Control,
    /// Between the last ring and the control, beyond the control, or nowhere (no distance).
    Nobody,
}

/// An event: how far from the edge of the target (0 or less within it), and whether after the start of the measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// Distance.
    pub distance: f64,
    /// After the start.
    pub after: bool,
}

/// Events by zone; sizes are 1 and may be set.
#[derive(Clone, Debug, PartialEq)]
pub struct Zones {
    /// In the target.
    pub target: Counts,
    /// In each ring.
    pub rings: Vec<Counts>,
    /// In the control.
    pub control: Counts,
    /// Events that belong to no zone.
    pub nobody: Counts,
}

impl Rings {
    /// Rings that end at `edges`, and a control from `control.0` to before `control.1` (may be infinite).
    ///
    /// # Errors
    /// [`RingError`].
    pub fn new(edges: Vec<f64>, control: (f64, f64)) -> Result<Self, RingError> {
        let mut before = 0.0;
        for (place, edge) in edges.iter().enumerate() {
            if !(*edge > before && edge.is_finite()) {
                return Err(RingError::Edge { place });
            }
            before = *edge;
        }
        if !(control.0 >= before && control.0 > 0.0) {
            return Err(RingError::ControlWithin { control: control.0, rings: before });
        }
        if control.1 > control.0 { Ok(Self { edges, control }) } else { Err(RingError::EmptyControl) }
    }

    /// Where a distance falls.
    pub fn zone(&self, distance: f64) -> Zone {
        if distance <= 0.0 {
            return Zone::Target;
        }
        match self.edges.iter().position(|edge| distance < *edge) {
            Some(ring) => Zone::Ring(ring),
            None if distance >= self.control.0 && distance < self.control.1 => Zone::Control,
            None => Zone::Nobody,
        }
    }

    /// Counts events by zone.
    pub fn count(&self, events: impl IntoIterator<Item = Event>) -> Zones {
        let none = Counts::of(0, 0);
        let mut zones =
            Zones { target: none, rings: vec![none; self.edges.len()], control: none, nobody: none };
        for event in events {
            let zone = match self.zone(event.distance) {
                Zone::Target => &mut zones.target,
                Zone::Ring(ring) => &mut zones.rings[ring],
                Zone::Control => &mut zones.control,
                Zone::Nobody => &mut zones.nobody,
            };
            *if event.after { &mut zone.after } else { &mut zone.before } += 1.0;
        }
        zones
    }
}
