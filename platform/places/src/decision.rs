//! Which territory covers a place, and why: the values every answer is made of.

use crate::Layer;

/// Metres from a border within which an answer by polygon is marked as one to be checked. Published borders
/// are simplified; nearer than this the peers disagree among themselves.
pub(crate) const DOUBTFUL_METRES: f64 = 5.0;

/// A territory of a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TerritoryRef {
    /// The partition.
    pub layer: Layer,
    /// Code, unique within the layer.
    pub code: String,
    /// Name as people know it.
    pub name: String,
    /// Addresses of the home town in it.
    pub addresses: usize,
}

/// Which territory of a layer covers a place, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The partition.
    pub layer: Layer,
    /// Index into [`Atlas::territories`] of the layer; `None` when no single one covers it.
    pub territory: Option<usize>,
    /// What decided.
    pub because: Because,
}

/// A line of a rule text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleLine {
    /// Line in the file, from 1.
    pub number: u32,
    /// The line as written.
    pub text: String,
    /// Title of its territory.
    pub territory: String,
}

/// What decided.
#[derive(Debug, Clone, PartialEq)]
pub enum Because {
    /// The point lies inside the polygon; the distance to the border is given when it is doubtfully small.
    Polygon {
        /// Metres to the nearest border, when below [`DOUBTFUL_METRES`].
        border: Option<f64>,
    },
    /// The point lies exactly on a border between these territories.
    OnBorder {
        /// Names of the territories.
        between: Vec<String>,
    },
    /// A rule line names the door.
    Rule {
        /// The line.
        line: RuleLine,
        /// Less specific lines of other territories that gave way.
        beaten: Vec<RuleLine>,
    },
    /// The register itself says in which city district the address lies.
    Register,
    /// No territory of the layer covers it.
    Nobody,
    /// Territories claim it with equal right.
    Conflict {
        /// The lines, or none for overlapping polygons.
        lines: Vec<RuleLine>,
        /// Names of the territories.
        territories: Vec<String>,
    },
    /// The layer needs a position and the register has none for this address.
    NoPosition,
    /// The layer has not been imported.
    NoLayer,
}

impl Because {
    /// One word for exports: `polygon`, `border`, `rule`, `register`, `nobody`, `conflict`, `no-position`, `no-layer`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Polygon { .. } => "polygon",
            Self::OnBorder { .. } => "border",
            Self::Rule { .. } => "rule",
            Self::Register => "register",
            Self::Nobody => "nobody",
            Self::Conflict { .. } => "conflict",
            Self::NoPosition => "no-position",
            Self::NoLayer => "no-layer",
        }
    }
}
