//! What a module gives to everybody: tables and map layers, as plain values.
//!
//! ```text
//!   Module ──┬── open_sets: OpenSet ─ columns · open(ground) ─► Table  { edition, rows one after another }
//!            └── layers:    Layer   ─ properties · find(ground, Ask) ─► Found { edition, features of one page }
//!                                                   │
//!   module `open-data`: CSV with CSVW, catalogue DCAT-AP-CZ, OGC API – Features, vector tiles, a page and a map
//! ```
//!
//! A module says what its columns are and how rows are read; what they become is the business of `open-data`. Whoever
//! adds a set decides that everybody may have it for good: it never holds a person's contact, a case, or an unconfirmed
//! thing, and nothing that its columns do not declare (a test holds every row of every set against [`OpenSet::check`]).
//!
//! The edition comes with the rows, from the same look at the database, so that an answer's ETag is about this answer.

mod layer;
mod value;

use chrono::{DateTime, NaiveDate, Utc};
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use std::sync::Arc;

use crate::Ground;

pub use layer::{Ask, Bbox, Feature, FindFeatures, Found, Geometry, GeometryKind, Layer, Period, Position};
pub use value::{Column, Datatype, Misfit, Value};

/// Everything that is open in this installation, of all modules in order.
#[derive(Clone, Default)]
pub struct Open {
    /// Tables.
    pub sets: Arc<[OpenSet]>,
    /// Map layers.
    pub layers: Arc<[Layer]>,
}

impl Open {
    /// The set of an id.
    #[must_use]
    pub fn set(&self, id: &str) -> Option<&OpenSet> {
        self.sets.iter().find(|set| set.id == id)
    }

    /// The layer of an id.
    #[must_use]
    pub fn layer(&self, id: &str) -> Option<&Layer> {
        self.layers.iter().find(|layer| layer.id == id)
    }
}

/// A table that everybody may have.
#[derive(Clone, Copy)]
pub struct OpenSet {
    /// Stable name in its addresses, `stations`: small letters and hyphens. Never reused for something else.
    pub id: &'static str,
    /// Fluent key of its title.
    pub title: &'static str,
    /// Fluent key of what a row is and where it comes from.
    pub description: &'static str,
    /// Fluent key of the words people look for, separated by commas.
    pub keywords: &'static str,
    /// What it is about.
    pub theme: Theme,
    /// How often it changes, as a promise.
    pub frequency: Frequency,
    /// What others may do with it.
    pub licence: Licence,
    /// Its columns in order. Columns are added at the end; one that changes its meaning gets another name.
    pub columns: &'static [Column],
    /// Reads it as it is now; `None` while there is nothing to publish.
    pub open: OpenTable,
}

impl OpenSet {
    /// Whether rows are what the columns say: as many values, of the declared kinds, none missing where there must be
    /// one, no key twice.
    ///
    /// # Errors
    /// The first row that is not.
    pub fn check(&self, rows: &[Vec<Value>]) -> Result<(), Misfit> {
        value::conform(self.columns, rows)
    }
}

/// How a set is read: the edition at once, the rows as they are asked for.
pub type OpenTable = fn(Ground) -> BoxFuture<'static, Result<Option<Table>, web::Error>>;

/// A set as it is now.
pub struct Table {
    /// Which state of the data this is.
    pub edition: Edition,
    /// The rows, each with one value a column. They need not fit in memory.
    pub rows: BoxStream<'static, Result<Vec<Value>, web::Error>>,
}

impl Table {
    /// A table whose rows are already here.
    pub fn of(edition: Edition, rows: Vec<Vec<Value>>) -> Table {
        Table { edition, rows: Box::pin(futures_util::stream::iter(rows.into_iter().map(Ok))) }
    }
}

/// Which state of the data an answer shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Differs whenever the content does; becomes the ETag.
    pub revision: String,
    /// When the content changed last, not when it was asked for.
    pub modified: DateTime<Utc>,
    /// First and last day the data are about; no last day while they still hold.
    pub covers: Option<(NaiveDate, Option<NaiveDate>)>,
}

/// What data are about: [EU vocabulary of data themes](http://publications.europa.eu/resource/authority/data-theme).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Justice, legal system and public safety.
    Safety,
    /// Government and public sector.
    Government,
    /// Regions and cities.
    Cities,
    /// Population and society.
    Society,
    /// Education, culture and sport.
    Education,
    /// Health.
    Health,
}

impl Theme {
    /// Code in the EU vocabulary.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Theme::Safety => "JUST",
            Theme::Government => "GOVE",
            Theme::Cities => "REGI",
            Theme::Society => "SOCI",
            Theme::Education => "EDUC",
            Theme::Health => "HEAL",
        }
    }
}

/// How often data change: [EU vocabulary of frequencies](http://publications.europa.eu/resource/authority/frequency).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every month.
    Monthly,
    /// Every quarter of a year.
    Quarterly,
    /// Every year.
    Annual,
    /// When something changes.
    Irregular,
}

impl Frequency {
    /// Code in the EU vocabulary.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Frequency::Daily => "DAILY",
            Frequency::Weekly => "WEEKLY",
            Frequency::Monthly => "MONTHLY",
            Frequency::Quarterly => "QUARTERLY",
            Frequency::Annual => "ANNUAL",
            Frequency::Irregular => "IRREG",
        }
    }
}

/// What others may do with data (*podmínky užití*). No set holds personal data, whatever its licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Licence {
    /// Mere facts, protected by no right: anybody may do anything.
    Facts,
    /// Put together at an expense that the law protects (§ 88 of Act 121/2000 Sb.): CC BY 4.0, the city is named.
    Attribution,
}
