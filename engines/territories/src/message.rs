//! Keys and arguments for messages: every typed reason can be said in any language by a table of sentences.
//!
//! The engine has no sentences. `key()` names one (stable, kebab-case, `territory-…`), `args()` fills it.
//!
//! ```text
//!  What::RangeReversed { from: 15, to: 1 }   key()  "territory-range-reversed"      args()  from = 15, to = 1
//!             └─► territory-range-reversed = rozsah jde pozpátku ({ $from }–{ $to }); řádek nepokrývá nic
//! ```
//! A new variant does not compile until it has a key here.

use crate::polygons::Problem;
use crate::rules::{FindingKind, StreetId, What};

/// Names as in the table of sentences, with their values as text.
type Args = Vec<(&'static str, String)>;

/// `key => [arg = value, …]` for each variant, once for the key and once for the arguments.
macro_rules! messages {
    ($type:ty { $($pattern:pat => $key:literal [$($arg:ident = $value:expr),*],)* }) => {
        impl $type {
            /// Stable name of the message.
            #[allow(unused_variables)] // a pattern binds what only `args` uses
            pub fn key(&self) -> &'static str {
                match self { $($pattern => $key,)* }
            }

            /// What fills the message: names and values as text.
            pub fn args(&self) -> Args {
                match self { $($pattern => vec![$((stringify!($arg), $value.to_string())),*],)* }
            }
        }
    };
}

messages!(What {
    What::AgainstParity { number } => "territory-against-parity" [number = number],
    What::BoundAgainstParity { bound } => "territory-bound-against-parity" [number = bound],
    What::PerhapsDescriptive { number } => "territory-perhaps-descriptive" [number = number],
    What::LetterAlreadySpanned { number } => "territory-letter-already-spanned" [number = number],
    What::PairPerhapsTurned { house, orientation } =>
        "territory-pair-perhaps-turned" [house = house, orientation = orientation],
    What::NumbersWithoutMark => "territory-numbers-without-mark" [],
    What::ParityEnds => "territory-parity-ends" [],
    What::ParityTakenOver => "territory-parity-taken-over" [],
    What::SystemTakenOver => "territory-system-taken-over" [],
    What::ExceptionEnds => "territory-exception-ends" [],
    What::ReadAsDescriptive => "territory-read-as-descriptive" [],
    What::MarkedButUnderstood => "territory-marked-but-understood" [],
    What::StageDependent => "territory-stage-dependent" [],
    What::UnderStageHeading => "territory-under-stage-heading" [],
    What::Marked => "territory-marked" [],
    What::NotUnderstood { text } => "territory-not-understood" [text = text],
    What::NumberMissing => "territory-number-missing" [],
    What::StreetMissing => "territory-street-missing" [],
    What::AreaMissing => "territory-area-missing" [],
    What::RangeReversed { from, to } => "territory-range-reversed" [from = from, to = to],
    What::RomanRange => "territory-roman-range" [],
    What::NumberTooLarge => "territory-number-too-large" [],
    What::ParityReachUnclear => "territory-parity-reach-unclear" [],
    What::ParityListUnclear => "territory-parity-list-unclear" [],
    What::ExceptionReachUnclear => "territory-exception-reach-unclear" [],
    What::ExceptionInException => "territory-exception-in-exception" [],
    What::SegmentByCrossings => "territory-segment-by-crossings" [],
    What::SaidMissing => "territory-said-missing" [],
    What::LineTooLong => "territory-line-too-long" [],
    What::RuleWithoutTitle => "territory-rule-without-title" [],
});

messages!(FindingKind {
    FindingKind::UnknownStreet { name, nearest } =>
        "territory-unknown-street" [name = name, nearest = nearest.join(", ")],
    FindingKind::StreetOutsideArea { name } => "territory-street-outside-area" [name = name],
    FindingKind::SpelledOtherwise { name, registered } =>
        "territory-spelled-otherwise" [name = name, registered = registered],
    FindingKind::SameName { name, streets } => "territory-same-name" [name = name, streets = streets],
    FindingKind::UnknownArea { name, .. } => "territory-unknown-area" [name = name],
    FindingKind::ReadAsDescriptive { .. } => "territory-street-read-as-descriptive" [],
    FindingKind::NoOrientationNumbers { .. } => "territory-no-orientation-numbers" [],
    FindingKind::SomeWithoutOrientation { doors, .. } => "territory-some-without-orientation" [doors = doors],
    FindingKind::AboveHighest { number, highest, descriptive_exists, .. } =>
        "territory-above-highest" [number = number, highest = highest, descriptive = descriptive_exists],
    FindingKind::PairNotInRegister { house, orientation, turned_exists } =>
        "territory-pair-not-in-register" [house = house, orientation = orientation, turned = turned_exists],
    FindingKind::MatchesNothing => "territory-matches-nothing" [],
});

messages!(Problem {
    Problem::Malformed { detail } => "territory-file-malformed" [detail = detail],
    Problem::NotTerritories => "territory-file-not-territories" [],
    Problem::NoFeatures => "territory-file-no-features" [],
    Problem::EmptyGeometry => "territory-file-empty-geometry" [],
    Problem::NotAPolygon { kind } => "territory-file-not-a-polygon" [kind = kind],
    Problem::RingTooShort { points } => "territory-file-ring-too-short" [points = points],
    Problem::RingNotClosed => "territory-file-ring-not-closed" [],
    Problem::NotANumber => "territory-file-not-a-number" [],
    Problem::OddCoordinates => "territory-file-odd-coordinates" [],
    Problem::AxesSwapped { lon, lat } => "territory-file-axes-swapped" [lon = lon, lat = lat],
    Problem::LooksLikeKrovak { x, y } => "territory-file-looks-like-krovak" [x = x, y = y],
    Problem::CoordinateSystem { name } => "territory-file-coordinate-system" [name = name],
    Problem::OutsideEnvelope { lon, lat } => "territory-file-outside-envelope" [lon = lon, lat = lat],
    Problem::NoCode => "territory-file-no-code" [],
    Problem::DuplicateCode { code } => "territory-file-duplicate-code" [code = code],
    Problem::TooDeep => "territory-file-too-deep" [],
    Problem::TooLarge => "territory-file-too-large" [],
});

impl FindingKind {
    /// The street the finding is about, when it is one of the register.
    pub fn street(&self) -> Option<StreetId> {
        match self {
            FindingKind::ReadAsDescriptive { street }
            | FindingKind::NoOrientationNumbers { street }
            | FindingKind::SomeWithoutOrientation { street, .. }
            | FindingKind::AboveHighest { street, .. } => Some(*street),
            _ => None,
        }
    }
}
