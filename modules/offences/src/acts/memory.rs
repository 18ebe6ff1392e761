//! The incidents of each source in memory, read anew when the counter in the database has moved.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use ground::Ground;
use web::Error;

use super::kept;
use crate::events::Events;
use crate::incident::Source;
use crate::store::{REVISION, imports, incidents};

/// What one process remembers.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    events: Mutex<HashMap<Source, Arc<Events>>>,
}

impl Memory {
    /// The incidents of a source as they are now.
    ///
    /// - cost: nothing while nothing changes; after an import the first who asks waits for the reading of all of them
    pub(crate) async fn events(&self, ground: &Ground, source: Source) -> Result<Arc<Events>, Error> {
        let revision =
            ground.store.revision(REVISION).await.map_err(kept("read the revision of offences"))?;
        let known = self.events.lock().unwrap_or_else(PoisonError::into_inner).get(&source).cloned();
        if let Some(known) = known.filter(|known| known.revision == revision) {
            return Ok(known);
        }
        let events = Arc::new(read(ground, source, revision).await?);
        self.events.lock().unwrap_or_else(PoisonError::into_inner).insert(source, events.clone());
        Ok(events)
    }
}

/// Reads the incidents of a source.
pub(crate) async fn read(ground: &Ground, source: Source, revision: i64) -> Result<Events, Error> {
    let doing = || kept("read incidents");
    let catalogue = imports::categories(&ground.store, source).await.map_err(doing())?;
    let all = incidents::current(&ground.store, source).await.map_err(doing())?;
    let catalogue = catalogue.map(|(_, catalogue)| catalogue).unwrap_or_default();
    let months_only = !source.tells_hours();
    let work = tokio::task::spawn_blocking(move || {
        let mut events = Events::of(&all, catalogue, revision);
        events.months_only = months_only;
        events
    });
    work.await.map_err(|cause| Error::fault("put incidents in order", cause))
}
