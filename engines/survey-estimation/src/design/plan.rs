//! What a design is made of, before it is checked, and what may be wrong with it.

use crate::data::Categories;

/// A sample as it was drawn: stages from the first to the last, and how far a row counts.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// For each row how many of the population it stands for; `None` when the counts of all stages say it:
    /// the product of N/n.
    pub weights: Option<Vec<f64>>,
    /// Stages of sampling, first the primary sampling units (PSU). At least one.
    pub stages: Vec<StagePlan>,
    /// Whether the same code in two strata means two units. Otherwise such a code is an error.
    pub nest: bool,
    /// What to do with a stratum of which only one unit was drawn.
    pub lonely: Lonely,
    /// Whether a domain that leaves one unit of several in a stratum is centred as [`Lonely::Adjust`] says.
    pub adjust_lonely_in_domains: bool,
    /// How likely pairs of units with [`Population::Inclusion`] were drawn together; `None` for Brewer's approximation, which
    /// needs no pairs.
    pub pairs: Option<Pairs>,
}

/// Variances of samples with unequal probabilities and without replacement, from the probabilities π_ij of pairs.
///
/// With Δ̌_ij = (π_ij − π_i π_j)/π_ij and z the weighted sums of units:
///
/// ```text
///   Horvitz–Thompson  Σ_ij Δ̌_ij z_i z_j            Yates–Grundy  −½ Σ_ij Δ̌_ij (z_i − z_j)²
/// ```
///
/// Sources: Horvitz and Thompson, JASA 47 (1952); Yates and Grundy, JRSS B 15 (1953). The cost is the square of the units
/// of a stratum.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs {
    /// The probabilities of pairs.
    pub joint: Joint,
    /// The formula.
    pub formula: PairsFormula,
}

/// How likely two units are drawn together.
#[derive(Clone, Debug, PartialEq)]
pub enum Joint {
    /// Overton's approximation π_ij = π_i π_j (n − 1)/(n − (π_i + π_j)/2).
    Overton,
    /// Hartley and Rao's π_ij = π_i π_j (n − 1)/(n − π_i − π_j + Σ_U π²/n), with the last term given for the population or
    /// estimated by the mean of π in the sample (Ann. Math. Stat. 33 (1962)).
    HartleyRao(Option<f64>),
    /// Known: rows × rows, row by row, π_i on the diagonal.
    Known(Vec<f64>),
}

/// Which of the two formulas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PairsFormula {
    /// Horvitz and Thompson's.
    #[default]
    HorvitzThompson,
    /// Yates and Grundy's, for samples of fixed size.
    YatesGrundy,
}

/// One stage of sampling.
#[derive(Clone, Debug, Default)]
pub struct StagePlan {
    /// Strata from which units were drawn separately; `None` for one stratum.
    pub strata: Option<Categories>,
    /// The units that were drawn; `None` when each row is its own.
    pub units: Option<Categories>,
    /// From how many they were drawn.
    pub population: Population,
}

/// How large the population is that the units of a stage were drawn from; one value for each row.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Population {
    /// Not known, or so large that it does not matter: as if drawn with replacement.
    #[default]
    Unknown,
    /// Units in the row's stratum.
    Counts(Vec<f64>),
    /// The fraction of the stratum's units that was drawn, in (0, 1].
    Fractions(Vec<f64>),
    /// Each unit's own probability of being drawn, in (0, 1], without replacement. Joint probabilities are
    /// approximated (Brewer 2002).
    Inclusion(Vec<f64>),
}

impl Population {
    /// Counts or fractions, as the values say: fractions when none is above one. Exactly one everywhere is a census either way.
    ///
    /// # Errors
    /// [`DesignError::MixedPopulation`] when some are counts and some fractions.
    pub fn read(values: Vec<f64>) -> Result<Self, DesignError> {
        let fraction = |value: &f64| *value < 1.0;
        if values.iter().all(|value| *value <= 1.0) {
            return Ok(Self::Fractions(values));
        }
        match values.iter().position(fraction) {
            Some(row) => Err(DesignError::MixedPopulation { row }),
            None => Ok(Self::Counts(values)),
        }
    }
}

/// What to do with a stratum of which only one unit was drawn although there are more.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Lonely {
    /// Refuse the design and name the stratum.
    #[default]
    Refuse,
    /// The stratum adds no variance at this stage.
    Remove,
    /// The unit is taken as certain; the same as remove at this stage.
    Certainty,
    /// The unit is compared with the mean of all units, not of its stratum.
    Adjust,
    /// The stratum adds the average of the others.
    Average,
    /// Strata are merged with a named neighbour: (lonely, neighbour).
    Collapse(Vec<(String, String)>),
}

/// Why a design cannot be used. Rows are counted from zero; messages name them from one.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DesignError {
    /// There is no stage, or no row.
    #[error("a design needs at least one stage and one row")]
    Empty,
    /// A column of the design is longer or shorter than the others.
    #[error("stage {stage}: {what} has {found} rows, the design has {expected}")]
    Length {
        /// Stage from one; zero for the weights.
        stage: usize,
        /// Which column.
        what: &'static str,
        /// Its rows.
        found: usize,
        /// Rows of the design.
        expected: usize,
    },
    /// A row has no weight.
    #[error("row {}: the weight is missing", row + 1)]
    MissingWeight {
        /// The row.
        row: usize,
    },
    /// A weight below zero or not finite.
    #[error("row {}: the weight {weight} is not a number of people", row + 1)]
    Weight {
        /// The row.
        row: usize,
        /// Its weight.
        weight: f64,
    },
    /// Neither weights nor counts of all stages are given.
    #[error("without weights every stage needs its counts; stage {stage} has none")]
    NoWeights {
        /// Stage from one.
        stage: usize,
    },
    /// A stratum, unit or count is missing.
    #[error("row {}, stage {stage}: {what} is missing", row + 1)]
    MissingCode {
        /// The row.
        row: usize,
        /// Stage from one.
        stage: usize,
        /// Which.
        what: &'static str,
    },
    /// One stratum with two counts.
    #[error("stage {stage}, stratum {stratum}: the population differs, {first} and {second} (row {})", row + 1)]
    PopulationDiffers {
        /// Stage from one.
        stage: usize,
        /// Name of the stratum.
        stratum: String,
        /// The count of its first row.
        first: f64,
        /// Another count.
        second: f64,
        /// The row that has it.
        row: usize,
    },
    /// More units were drawn than there are.
    #[error("stage {stage}, stratum {stratum}: {sampled} units drawn out of {population}")]
    PopulationTooSmall {
        /// Stage from one.
        stage: usize,
        /// Name of the stratum.
        stratum: String,
        /// Units drawn.
        sampled: usize,
        /// Units said to exist.
        population: f64,
    },
    /// Counts and fractions in one column.
    #[error("row {}: a fraction among counts; give one kind", row + 1)]
    MixedPopulation {
        /// The first row with a fraction.
        row: usize,
    },
    /// The same code of a unit in two strata, without nesting.
    #[error("unit {unit} is in strata {first} and {second}; say that codes are nested, or name units apart")]
    NotNested {
        /// The code.
        unit: String,
        /// One stratum.
        first: String,
        /// Another.
        second: String,
    },
    /// One unit drawn of several.
    #[error(
        "stage {stage}, stratum {stratum}: one unit was drawn, so its variance cannot be seen; choose what to do"
    )]
    LonelyUnit {
        /// Stage from one.
        stage: usize,
        /// Name of the stratum.
        stratum: String,
    },
    /// Probabilities of pairs where there is none of each unit, or more than one stage.
    #[error("probabilities of pairs need one stage and a probability for each of its units")]
    PairsWithoutChances,
    /// A stratum to be merged does not exist.
    #[error("stratum {0} is to be merged, but there is no such stratum")]
    NoSuchStratum(String),
}
