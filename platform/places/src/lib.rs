//! The city as it is known: its address register, its three territory layers, its stations and posts.
//!
//! ```text
//!   files ──source──► register::read ─┐                       ┌─► Atlas::search             (who is where)
//!                     layers::read ───┼─► database ─► Atlas ──┼─► Atlas::decide             (who covers it, and why)
//!   content/cities ── city ───────────┘   editions            └─► Atlas::posts, station     (who answers)
//! ```
//!
//! What is imported is kept whole in the database, as an *edition*; every process loads the active editions
//! into an immutable [`Atlas`] and swaps it for a newer one when the database says that something changed.
//! Requests therefore never wait for an import, and no process is ever the only one.
//!
//! Invariant: an edition is imported in one transaction and never changed afterwards.

mod atlas;
pub mod city;
mod decision;
mod holdings;
mod layer;
pub mod layers;
mod posts;
pub mod register;
mod shares;
pub mod source;
mod store;
mod town;

use std::sync::Arc;

use arc_swap::ArcSwap;

pub use atlas::Atlas;
pub use city::{City, EmergencyNumber};
pub use decision::{Because, Decision, RuleLine, TerritoryRef};
pub use holdings::PublicHolding;
pub use layer::Layer;
pub use layers::{LayerEdition, TerritoryFormat};
pub use posts::{Occupancy, Post, Station};
pub use register::RegisterEdition;
pub use shares::{Owner, Range, Share};
pub use store::ALL as QUERIES;

/// Tables of this crate.
pub const MIGRATIONS: ::store::Migrations = ::store::Migrations {
    module: "places",
    steps: &[
        ::store::Migration { number: 1, name: "places", sql: include_str!("../migrations/0001_places.sql") },
        ::store::Migration {
            number: 2,
            name: "holdings",
            sql: include_str!("../migrations/0002_holdings.sql"),
        },
    ],
};

/// Name of the counter in the database that rises with every change of a place.
const REVISION: &str = "places";

/// What can go wrong with places.
#[derive(Debug, thiserror::Error)]
pub enum PlacesError {
    /// The database.
    #[error(transparent)]
    Store(#[from] ::store::StoreError),
    /// A stored edition can no longer be read.
    #[error("{what} is damaged in the database: {cause}")]
    Damaged {
        /// Which edition.
        what: String,
        /// What its reader said.
        cause: String,
    },
    /// A background thread was lost.
    #[error("the work was broken off")]
    BrokenOff,
}

/// The places of this database; cheap to clone, one for each process.
#[derive(Clone)]
pub struct Places {
    store: ::store::Store,
    current: Arc<ArcSwap<Atlas>>,
}

impl Places {
    /// Loads the active editions. An empty database gives an empty atlas.
    ///
    /// # Errors
    /// When the database cannot be read or holds a damaged edition.
    pub async fn open(store: ::store::Store) -> Result<Self, PlacesError> {
        let atlas = Atlas::load(&store, None).await?;
        Ok(Self { store, current: Arc::new(ArcSwap::from_pointee(atlas)) })
    }

    /// The places as they are now. Hold it for one request, not longer.
    pub fn atlas(&self) -> Arc<Atlas> {
        self.current.load_full()
    }

    /// The database the places are kept in.
    pub fn store(&self) -> &::store::Store {
        &self.store
    }

    /// Loads what has changed since the last look; true when something had.
    ///
    /// # Errors
    /// As [`Places::open`]; the atlas in use stays.
    pub async fn refresh(&self) -> Result<bool, PlacesError> {
        let known = self.atlas();
        // Who holds a post today may be another tomorrow, without anybody changing anything.
        let same_day = known.day() == holdings::today();
        if same_day && self.store.revision(REVISION).await? == known.revision() {
            return Ok(false);
        }
        let fresh = Atlas::load(&self.store, Some(&known)).await?;
        self.current.store(Arc::new(fresh));
        Ok(true)
    }

    /// Looks for changes for as long as the process lives, once in `every`.
    pub async fn watch(self, every: std::time::Duration) {
        loop {
            tokio::time::sleep(every).await;
            match self.refresh().await {
                Ok(true) => {
                    tracing::info!(revision = self.atlas().revision(), "places changed and were loaded")
                }
                Ok(false) => {}
                Err(error) => {
                    tracing::error!(%error, "places could not be refreshed; the ones in memory stay")
                }
            }
        }
    }
}
