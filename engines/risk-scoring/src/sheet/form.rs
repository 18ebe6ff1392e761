//! The fields of a sheet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::compliance::{Cuts, Item};
use crate::priority::{Criterion, Override, School};
use crate::soft_target::{Aspect, Lowering, Scores, Shift};
use crate::unique;

/// A sheet as it is written. See [`score`](super::score).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Version of the form: 1.
    pub sheet: u32,
    /// A soft target or an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<TargetForm>,
    /// Schools to choose from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schools: Option<SchoolsForm>,
    /// An audit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit: Option<AuditForm>,
    /// Measures and a budget.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measures: Option<MeasuresForm>,
}

/// Which damage is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ModeKey {
    /// With the score of the object.
    Full,
    /// Without it.
    Event,
}

/// What a variant of several places or times means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Several {
    /// One variant that counts fully in each.
    #[default]
    Whole,
    /// As many variants as there are places and times, each with the same scores; their ids are `ID@place@time`.
    Split,
}

/// A soft target or an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetForm {
    /// Its name.
    pub name: String,
    /// Key of the method and its edition; printed, not looked at: scales of methods are never converted.
    #[serde(default)]
    pub method: String,
    /// Full or event.
    pub mode: ModeKey,
    /// Places, in the order of the catalogue (which decides ties of percents).
    #[serde(default)]
    pub places: Vec<String>,
    /// Times, likewise.
    #[serde(default)]
    pub times: Vec<String>,
    /// The target's own amounts of the scale of finance, from 7 to 1; printed with the assessment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub finance: Vec<String>,
    /// Local bands; without them quarters of the own list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bands: Option<BandsForm>,
    /// What a variant of several places or times means.
    #[serde(default)]
    pub several: Several,
    /// The variants.
    pub variants: Vec<VariantForm>,
}

/// Bands with their name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandsForm {
    /// Whose agreement it is.
    pub name: String,
    /// Where the next band begins, rising.
    pub cuts: Vec<u16>,
}

/// A variant: a method at places and times.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct VariantForm {
    /// Its id, unique in the sheet.
    pub id: String,
    /// Words for people.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Key of the method of attack.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub method: String,
    /// Keys of the sources of threat.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Where, by the names of the target's places.
    pub places: Vec<String>,
    /// When, by the names of the target's times.
    pub times: Vec<String>,
    /// Its sub-scores. One that is absent (or null) is not yet rated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scores: Option<Scores>,
    /// Or another variant whose scores it has, but for some steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub based_on: Option<BasedOn>,
    /// Reasons by sub-score; as valuable as the number.
    #[serde(deserialize_with = "unique::keys", skip_serializing_if = "BTreeMap::is_empty")]
    pub why: BTreeMap<Aspect, String>,
    /// What several raters said; the variant's own scores are what they agreed on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub raters: Vec<RaterForm>,
    /// Sub-scores once the planned measures work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<Lowering>,
}

/// The base of a variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasedOn {
    /// Id of a variant that has scores of its own.
    pub variant: String,
    /// Steps, −3 to +3, cut at 1 and 7.
    #[serde(default)]
    pub shift: Shift,
}

/// One rater's scores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RaterForm {
    /// Who, as a post or a number.
    pub by: String,
    /// The scores.
    pub scores: Scores,
}

/// Schools to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolsForm {
    /// Criteria and weights.
    pub criteria: Vec<Criterion>,
    /// Schools with their bands.
    pub schools: Vec<School>,
    /// Places by hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
    /// By how many percent weights are moved to see what moves; 20 when not said.
    #[serde(default = "twenty")]
    pub swing: u32,
}

fn twenty() -> u32 {
    20
}

/// An audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditForm {
    /// Its questions.
    pub items: Vec<Item>,
    /// Where medium and high vulnerability begin; without it no levels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cuts: Option<Cuts>,
    /// Questions of the audit before, to compare with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Item>,
}

/// Measures and a budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasuresForm {
    /// The budget, in the unit of the costs.
    pub budget: u64,
    /// The measures.
    pub measures: Vec<MeasureForm>,
}

/// A measure: [`Measure`](crate::choice::Measure), with effects on variants as another way to say how much it lowers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureForm {
    /// Its id.
    pub id: String,
    /// What it costs.
    pub cost: u64,
    /// How many points of risk it takes away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowers: Option<u64>,
    /// Or its effects on variants of this sheet: the points are then Σ (R before − R after) of this measure alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<EffectForm>,
    /// What it makes no sense without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// What it cannot stand beside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excludes: Vec<String>,
    /// Whether it must be done.
    #[serde(default)]
    pub mandatory: bool,
}

/// What a measure does to a variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EffectForm {
    /// Id of the variant.
    pub variant: String,
    /// Its sub-scores once the measure works.
    pub scores: Lowering,
}
