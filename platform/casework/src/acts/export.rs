//! Taking lists out of the building.

use access::trail::Entry;
use access::{Action, Actor, Context, Kind, Resource, Subject, authorize};
use serde_json::json;

use crate::act;
use crate::acts::list::described;
use crate::{CaseError, CaseRow, Casework, Filter};

/// Rows of one file, at most.
const MOST: usize = 100_000;
/// Rows fetched at a time.
const PAGE: usize = 5_000;

impl Casework {
    /// Up to `most` rows of a list for a CSV or XLSX file, in the list's order. Note the file that was made of them
    /// with [`Casework::exported`].
    ///
    /// # Errors
    /// `Missing` without the right to export.
    pub async fn export(
        &self,
        who: &Subject,
        filter: &Filter,
        most: usize,
    ) -> Result<Vec<CaseRow>, CaseError> {
        let context = Context { now: self.access.clock().now() };
        act::demand(authorize(who, Action::Export, &Resource::any(Kind::Case), &context))?;
        let lanes = self.lanes(who, Action::Export);
        let most = most.min(MOST);
        let words = self.words(filter).await?;
        let mut filter = filter.clone();
        let mut rows: Vec<CaseRow> = Vec::new();
        while rows.len() < most {
            let page = self.page(&lanes, &filter, &words, PAGE.min(most - rows.len())).await?;
            let Some(last) = page.last() else { break };
            filter.after = Some(super::list::cursor(filter.sort, last));
            let leaves = |row: &CaseRow| !self.types.get(&row.kind).is_some_and(|kind| kind.aggregate_only);
            rows.extend(page.into_iter().filter(leaves));
        }
        self.veil_personal(who, &mut rows);
        Ok(rows)
    }

    /// Notes in the trail that a file went out: its format, its SHA-256, its number of rows.
    ///
    /// # Errors
    /// The database.
    pub async fn exported(
        &self,
        who: &Subject,
        filter: &Filter,
        format: &str,
        sha256: &str,
        rows: usize,
    ) -> Result<(), CaseError> {
        let detail = json!({ "filter": described(filter), "format": format, "sha256": sha256 });
        let entry = Entry::of(Action::Export, Kind::Case).rows(rows).detail(detail);
        Ok(self.access.note(&Actor::from(who), entry).await?)
    }
}
