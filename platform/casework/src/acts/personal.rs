//! What belongs to one person: watching, presence, drafts, saved filters.

use access::{Action, Part, Subject};
use chrono::{DateTime, Utc};
use store::Id;

use crate::tables::personal;
use crate::{Author, CaseError, Casework, Fields, Refusal, SavedFilter, act};

/// Longest draft, in bytes of JSON.
const DRAFT: usize = 200_000;
/// Saved filters of a person, at most.
const FILTERS: usize = 50;

impl Casework {
    /// Begins or ends watching a case: whoever watches is told of its steps.
    ///
    /// # Errors
    /// `Missing` for whoever may not see it.
    pub async fn watch(&self, who: &Subject, case: Id, on: bool) -> Result<(), CaseError> {
        self.read(who, case, Action::Read, Part::Summary).await?;
        if on {
            self.store.execute(&personal::WATCH, &[case.into(), who.person.into(), who.body.into()]).await?;
        } else {
            self.store.execute(&personal::UNWATCH, &[case.into(), who.person.into()]).await?;
        }
        Ok(())
    }

    /// Says that `who` has the case open for writing, and answers who else has (within the last two minutes).
    ///
    /// # Errors
    /// `Missing` for whoever may not see it.
    pub async fn present(&self, who: &Subject, case: Id) -> Result<Vec<Author>, CaseError> {
        self.read(who, case, Action::Read, Part::Summary).await?;
        let now = self.access.clock().now();
        let row = [case.into(), who.person.into(), who.body.into(), now.into()];
        self.store.execute(&personal::BE_PRESENT, &row).await?;
        self.others_at(who, case).await
    }

    /// Says that `who` has left the form of a case.
    ///
    /// # Errors
    /// The database.
    pub async fn gone(&self, who: &Subject, case: Id) -> Result<(), CaseError> {
        self.store.execute(&personal::GO, &[case.into(), who.person.into()]).await?;
        Ok(())
    }

    /// Keeps what was typed into a form (`edit-{case}`, `comment-{case}`, `new-{type}`).
    ///
    /// # Errors
    /// `Refused`: `text-too-long`, when it is more than a form can hold.
    pub async fn keep_draft(&self, who: &Subject, form: &str, text: &Fields) -> Result<(), CaseError> {
        let json = serde_json::to_string(text).unwrap_or_default().replace("\\u0000", "");
        if json.len() > DRAFT || form.len() > 100 {
            return Err(Refusal::at("text-too-long", "text").with("most", DRAFT).into());
        }
        let now = self.access.clock().now();
        let row = [who.person.into(), act::plain(form).into(), json.into(), now.into()];
        self.store.execute(&personal::KEEP_DRAFT, &row).await?;
        Ok(())
    }

    /// What was kept of a form, and when.
    ///
    /// # Errors
    /// The database.
    pub async fn draft(
        &self,
        who: &Subject,
        form: &str,
    ) -> Result<Option<(Fields, DateTime<Utc>)>, CaseError> {
        let kept = self.store.row(&personal::DRAFT, &[who.person.into(), act::plain(form).into()]).await?;
        Ok(kept.and_then(|(text, at)| Some((serde_json::from_str(&text).ok()?, at))))
    }

    /// Forgets what was kept of a form.
    ///
    /// # Errors
    /// The database.
    pub async fn drop_draft(&self, who: &Subject, form: &str) -> Result<(), CaseError> {
        self.store.execute(&personal::DROP_DRAFT, &[who.person.into(), act::plain(form).into()]).await?;
        Ok(())
    }

    /// Saved filters of a person acting for a body.
    ///
    /// # Errors
    /// The database.
    pub async fn filters(&self, who: &Subject) -> Result<Vec<SavedFilter>, CaseError> {
        Ok(self.store.rows(&personal::FILTERS, &[who.person.into(), who.body.into()]).await?)
    }

    /// Saves a filter, the query string of the list's page; one of the same name is replaced.
    ///
    /// # Errors
    /// `Refused`: `text-too-short`, `text-too-long`, `too-many-filters`.
    pub async fn save_filter(&self, who: &Subject, name: &str, query: &str) -> Result<Id, CaseError> {
        let name = act::one_line(name, "name")?;
        if query.len() > 2_000 {
            return Err(Refusal::at("text-too-long", "query").with("most", 2_000).into());
        }
        if self.filters(who).await?.len() >= FILTERS {
            return Err(Refusal::new("too-many-filters").with("most", FILTERS).into());
        }
        let now = self.access.clock().now();
        let id = self.store.new_id();
        let query = act::plain(query);
        let row = [id.into(), who.person.into(), who.body.into(), name.into(), query.into(), now.into()];
        Ok(self.store.row(&personal::SAVE_FILTER, &row).await?.unwrap_or(id))
    }

    /// Removes a saved filter.
    ///
    /// # Errors
    /// `Missing` when it is not the person's.
    pub async fn drop_filter(&self, who: &Subject, filter: Id) -> Result<(), CaseError> {
        let row = [filter.into(), who.person.into(), who.body.into()];
        match self.store.execute(&personal::DROP_FILTER, &row).await? {
            0 => Err(CaseError::Missing("saved filter")),
            _ => Ok(()),
        }
    }
}
