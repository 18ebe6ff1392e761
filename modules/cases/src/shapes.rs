//! What programs get: the shapes of the API's answers, from which its description is made.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::Serialize;

/// A page of cases.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CasePage {
    /// The cases that the asking person may see.
    pub(crate) cases: Vec<CaseItem>,
    /// Pass it as `od` for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<String>,
    /// How many there are, counted up to a bound.
    pub(crate) count: i64,
    /// Whether counting stopped at that bound.
    pub(crate) or_more: bool,
}

/// A case in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CaseItem {
    /// Its id, 13 letters and digits.
    pub(crate) id: String,
    /// Its number, `UB-2026-00012`.
    pub(crate) number: String,
    /// Key of its type.
    pub(crate) kind: String,
    /// Key of its state.
    pub(crate) state: String,
    /// Whether something is still expected.
    pub(crate) open: bool,
    /// Title.
    pub(crate) title: String,
    /// Place in words.
    pub(crate) place: String,
    /// Code of the body that coordinates it.
    pub(crate) owner: String,
    /// Earliest deadline.
    #[schemars(with = "Option<String>")]
    pub(crate) due: Option<NaiveDate>,
    /// Whether that day is over.
    pub(crate) overdue: bool,
    /// When it was opened.
    #[schemars(with = "String")]
    pub(crate) opened_at: DateTime<Utc>,
    /// Last change.
    #[schemars(with = "String")]
    pub(crate) changed_at: DateTime<Utc>,
    /// Its page.
    pub(crate) url: String,
}

/// One case with the parts that the asking person may see.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CaseWhole {
    /// The case.
    #[serde(flatten)]
    pub(crate) case: CaseItem,
    /// Keys of the parts that are shown.
    pub(crate) parts: Vec<String>,
    /// What it says, by the key of the field, as it is kept.
    pub(crate) fields: std::collections::BTreeMap<String, String>,
    /// Tasks of bodies.
    pub(crate) tasks: Vec<TaskItem>,
    /// Findings.
    pub(crate) findings: Vec<TextItem>,
    /// Measures.
    pub(crate) measures: Vec<MeasureItem>,
    /// Files: their names and hashes.
    pub(crate) attachments: Vec<FileItem>,
}

/// A body's part of a case.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TaskItem {
    /// Its id.
    pub(crate) id: String,
    /// Key of its kind.
    pub(crate) kind: String,
    /// Code of the body.
    pub(crate) body: String,
    /// Key of its state.
    pub(crate) state: String,
    /// Whether something is still expected.
    pub(crate) open: bool,
    /// How it ended.
    pub(crate) outcome: Option<String>,
    /// By when.
    #[schemars(with = "Option<String>")]
    pub(crate) due: Option<NaiveDate>,
    /// Law under which it was handed over.
    pub(crate) legal_basis: String,
}

/// A text that a body wrote.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TextItem {
    /// Code of the body.
    pub(crate) body: String,
    /// When.
    #[schemars(with = "String")]
    pub(crate) at: DateTime<Utc>,
    /// What.
    pub(crate) text: String,
}

/// What is done about a case.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct MeasureItem {
    /// Its id.
    pub(crate) id: String,
    /// `technical`, `regime`, `organisational`, `social`.
    pub(crate) kind: String,
    /// What, in one line.
    pub(crate) title: String,
    /// Code of the body that is to do it.
    pub(crate) body: String,
    /// `proposed`, `ordered`, `under-way`, `done`, `verified`, `abandoned`.
    pub(crate) state: String,
    /// Cost in haléř.
    pub(crate) cost: Option<i64>,
    /// By when.
    #[schemars(with = "Option<String>")]
    pub(crate) due: Option<NaiveDate>,
}

/// A file of a case.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FileItem {
    /// Its id.
    pub(crate) id: String,
    /// Name.
    pub(crate) name: String,
    /// Media type, from its content.
    pub(crate) media: String,
    /// Size in bytes.
    pub(crate) bytes: i64,
    /// SHA-256, hexadecimal.
    pub(crate) sha256: String,
    /// Where it is downloaded.
    pub(crate) url: String,
}

/// Cases on a map (RFC 7946).
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CaseFeatures {
    /// `FeatureCollection`.
    pub(crate) r#type: String,
    /// One feature for each case that has a position.
    pub(crate) features: Vec<CaseFeature>,
}

/// A case on a map.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CaseFeature {
    /// `Feature`.
    pub(crate) r#type: String,
    /// Id of the case.
    pub(crate) id: String,
    /// Where.
    pub(crate) geometry: Point,
    /// What.
    pub(crate) properties: CaseMark,
}

/// A position.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Point {
    /// `Point`.
    pub(crate) r#type: String,
    /// Longitude and latitude, WGS 84.
    pub(crate) coordinates: [f64; 2],
}

/// What a mark on the map says.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CaseMark {
    /// Number of the case.
    pub(crate) mark: String,
    /// Name of its type.
    pub(crate) kind: String,
    /// Name of its state.
    pub(crate) state: String,
    /// Earliest deadline.
    #[schemars(with = "Option<String>")]
    pub(crate) due: Option<NaiveDate>,
    /// Whether that day is over.
    pub(crate) late: bool,
    /// Its page.
    pub(crate) url: String,
}
