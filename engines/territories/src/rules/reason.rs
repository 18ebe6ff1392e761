//! Why a line is a warning or unresolved: values with a column, so that every language can say them.

use super::Number;

/// One reason with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Column in the line, in characters from 1.
    pub column: u32,
    /// What is the matter there.
    pub what: What,
}

/// What is the matter. The first group leaves a line usable (warning), the second does not (unresolved).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    // --- warnings: the line covers what its rule says
    /// A single number or a pair stands in a list of the other parity; it is left out.
    AgainstParity {
        /// The number left out.
        number: Number,
    },
    /// A range bound has the other parity than its list (`sudá č. 3–9`); only fitting numbers are taken.
    BoundAgainstParity {
        /// The bound.
        bound: Number,
    },
    /// A number stands far above the rest of its list; perhaps a č.p. is meant. Read as written.
    PerhapsDescriptive {
        /// The number.
        number: Number,
    },
    /// A lettered number is listed although a range of the line already spans it.
    LetterAlreadySpanned {
        /// The number.
        number: Number,
    },
    /// A pair looks turned round (č.o./č.p.). Read as written; the turned pair is only a suggestion.
    PairPerhapsTurned {
        /// The first half.
        house: u32,
        /// The second half.
        orientation: Number,
    },
    /// Numbers stand after the name without "č." or a parity; read as "č.".
    NumbersWithoutMark,
    /// A "č." without a parity follows a list with one, and a range follows: both parities are taken.
    ParityEnds,
    /// A range without a parity follows "… lichá/sudá"; the parity is taken over (the narrower reading).
    ParityTakenOver,
    /// A parity without "č." follows č.p. or č.ev. numbers; the system is taken over.
    SystemTakenOver,
    /// "bez …" of one parity is followed by the other parity: the exception ends there.
    ExceptionEnds,
    /// A bare "č." under a part of a municipality, where streets differ; read as č.p.
    ReadAsDescriptive,
    /// The drafter marked the line with `!`, yet it could be understood.
    MarkedButUnderstood,
    /// Speaks of school stages or years, which are not modelled; covers nothing.
    StageDependent,

    /// Stands under a heading for one school stage ("1. stupeň"); covers what it says, whatever the stage.
    UnderStageHeading,

    // --- obstacles: the line covers nothing
    /// The drafter marked the line with `!`.
    Marked,
    /// Text that the language does not know.
    NotUnderstood {
        /// The text from the column on (shortened).
        text: String,
    },
    /// A number is expected here.
    NumberMissing,
    /// A street name is expected here.
    StreetMissing,
    /// An area name is expected here.
    AreaMissing,
    /// The range runs downwards (`č. 15–1`).
    RangeReversed {
        /// As written first.
        from: Number,
        /// As written second.
        to: Number,
    },
    /// A Roman range runs downwards or is too long.
    RomanRange,
    /// A number with more than six digits.
    NumberTooLarge,
    /// "č. 1–9, 12–20 sudá": does the parity belong to the first range too?
    ParityReachUnclear,
    /// "lichá a sudá 3–7": all odd numbers, or odd ones from 3 to 7?
    ParityListUnclear,
    /// After "bez" the number system changes: is that still taken out, or added?
    ExceptionReachUnclear,
    /// A second "bez" inside an exception.
    ExceptionInException,
    /// From a crossing to a crossing: a person has to pin the numbers.
    SegmentByCrossings,
    /// The text itself says that the street does not exist or is not in the register.
    SaidMissing,
    /// The line is longer than any real one (4,000 bytes).
    LineTooLong,
    /// A rule stands before the first title.
    RuleWithoutTitle,
}

impl What {
    /// Whether the reason keeps the line from covering anything.
    pub fn is_obstacle(&self) -> bool {
        !matches!(
            self,
            What::AgainstParity { .. }
                | What::BoundAgainstParity { .. }
                | What::PerhapsDescriptive { .. }
                | What::LetterAlreadySpanned { .. }
                | What::PairPerhapsTurned { .. }
                | What::NumbersWithoutMark
                | What::ParityEnds
                | What::ParityTakenOver
                | What::SystemTakenOver
                | What::ExceptionEnds
                | What::ReadAsDescriptive
                | What::MarkedButUnderstood
                | What::StageDependent
                | What::UnderStageHeading
        )
    }
}
