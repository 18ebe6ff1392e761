//! All the figures and editions, page by page, as they stood with one edition: for files that others take away. They may be
//! hundreds of thousands and are never together in memory.
//!
//! An edition is never changed and a figure says by which one it was superseded, so pages that are read one after another
//! are of one state, whatever is taken over meanwhile.

use chrono::{DateTime, Utc};
use store::{Id, Value};

use crate::tables::{editions, figures};
use crate::{Audience, Edition, IndicatorError, Indicators, SourcedFigure};

/// Rows of a page.
const PAGE: i64 = 1_000;

impl Indicators {
    /// The edition that changed a figure last, for `audience`, and when it was taken over. The same edition means the same
    /// figures. `None` while there never was any.
    ///
    /// # Errors
    /// The database.
    pub async fn last_change(
        &self,
        audience: Audience,
    ) -> Result<Option<(Id, DateTime<Utc>)>, IndicatorError> {
        Ok(self.store.row(&editions::LAST_CHANGE, &[audience.public().into()]).await?)
    }

    /// Figures as they stood with the edition `as_of`, after the one of the id `after`, in the order in which they were
    /// taken over. An empty page is the last one.
    ///
    /// # Errors
    /// The database.
    pub async fn figures_as_of(
        &self,
        audience: Audience,
        as_of: Id,
        after: Id,
    ) -> Result<Vec<SourcedFigure>, IndicatorError> {
        let row: [Value; 4] = [after.into(), as_of.into(), audience.public().into(), PAGE.into()];
        Ok(self.store.rows(&figures::AS_OF, &row).await?)
    }

    /// The edition that was taken over last, and when, whether or not it changed a figure.
    ///
    /// # Errors
    /// The database.
    pub async fn last_edition(
        &self,
        audience: Audience,
    ) -> Result<Option<(Id, DateTime<Utc>)>, IndicatorError> {
        Ok(self.store.row(&editions::LAST_SEEN, &[audience.public().into()]).await?)
    }

    /// Editions up to `last`, after the one of the id `after`, oldest first. An empty page is the last one.
    ///
    /// # Errors
    /// The database.
    pub async fn editions_until(
        &self,
        audience: Audience,
        last: Id,
        after: Id,
    ) -> Result<Vec<Edition>, IndicatorError> {
        let row: [Value; 4] = [after.into(), last.into(), audience.public().into(), PAGE.into()];
        Ok(self.store.rows(&editions::BETWEEN, &row).await?)
    }
}
