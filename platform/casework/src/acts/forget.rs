//! Forgetting: texts of cases whose time is over are emptied. What stays is a tombstone: number, type, states, days.

use access::trail::{self, Entry};
use access::{Actor, Kind};
use chrono::Days;
use store::{BlobId, Id};

use crate::act::unfold;
use crate::tables::{files, forget, shares};
use crate::{CaseError, CaseType, Casework, Fields, Forgotten, Place};

/// How many cases are emptied in one look.
const AT_ONCE: usize = 1_000;

impl Casework {
    /// Empties the texts of closed cases whose retention period is over, at most `most` at once; attachments,
    /// comments and findings go, and so do old drafts and seen notices. For a daily job.
    ///
    /// # Errors
    /// The database; cases done before the error stay done.
    pub async fn forget(&self, most: usize) -> Result<Forgotten, CaseError> {
        let mut done = Forgotten::default();
        for kind in self.types.iter() {
            for case in self.over(kind, most.saturating_sub(done.cases)).await? {
                done.attachments += self.forget_case(case).await?;
                done.cases += 1;
            }
        }
        self.tidy().await?;
        Ok(done)
    }

    /// Forgets for as long as the process lives, a look once in `look_every`. Any number of processes may do so: a case
    /// is emptied by whoever takes its row first, and the others find it done.
    pub async fn forget_daily(self, look_every: std::time::Duration) {
        loop {
            match self.forget(AT_ONCE).await {
                Ok(done) if done == Forgotten::default() => {}
                Ok(done) => tracing::info!(
                    cases = done.cases,
                    attachments = done.attachments,
                    "expired texts were emptied"
                ),
                Err(error) => tracing::error!(%error, "expired texts were not emptied"),
            }
            tokio::time::sleep(look_every).await;
        }
    }

    /// Removes what served one person for a while: signs of presence, drafts, notices that were seen.
    async fn tidy(&self) -> Result<(), CaseError> {
        let now = self.access.clock().now();
        let before = |days| now.checked_sub_days(Days::new(days)).unwrap_or(now);
        self.store.execute(&forget::OLD_PRESENCE, &[before(1).into()]).await?;
        self.store.execute(&forget::OLD_DRAFTS, &[before(90).into()]).await?;
        self.store.execute(&forget::OLD_NOTICES, &[before(90).into()]).await?;
        Ok(())
    }

    async fn over(&self, kind: &CaseType, most: usize) -> Result<Vec<Id>, CaseError> {
        let now = self.access.clock().now();
        let before = |days: u32| now.checked_sub_days(Days::new(days.into())).unwrap_or(now);
        let row = [
            (&kind.key).into(),
            before(kind.retention.confirmed).into(),
            before(kind.retention.unconfirmed).into(),
            i64::try_from(most).unwrap_or(i64::MAX).into(),
        ];
        Ok(self.store.rows(&forget::OVER, &row).await?.into_iter().map(|(id, _)| id).collect())
    }

    async fn forget_case(&self, id: Id) -> Result<usize, CaseError> {
        let now = self.access.clock().now();
        let mut tx = self.store.begin().await?;
        let Some(mut case) = tx.row(&files::TAKE, &[id.into(), now.into()]).await? else { return Ok(0) };
        if case.open || case.forgotten_at.is_some() {
            return Ok(0); // reopened, or done by another process in the meantime
        }
        let blobs = tx.rows(&forget::BLOBS, &[id.into()]).await?;
        for (sha256, bytes) in &blobs {
            let blob = BlobId { sha256: sha256.clone(), bytes: u64::try_from(*bytes).unwrap_or(0) };
            tx.delete_blob(&blob).await?;
        }
        let attachments = tx.execute(&forget::DROP_ATTACHMENTS, &[id.into()]).await?;
        for step in forget::STEPS {
            tx.execute(step, &[id.into()]).await?;
        }
        case.title = String::new();
        case.place = Place::default();
        case.fields = Fields::new();
        (case.undo, case.forgotten_at) = (None, Some(now));
        case.version += 1;
        tx.execute(&files::SAVE, &case.changes()).await?;
        tx.execute(&files::DROP_WORDS, &[id.into()]).await?;
        let shares = tx.rows(&shares::OF_CASE, &[id.into()]).await?;
        unfold(&mut tx, &case, &shares).await?;
        let entry = Entry::new("forget", Kind::Case.key()).on(id).purpose(case.number);
        trail::record(&mut tx, now, &Actor::program(), entry).await?;
        tx.commit().await?;
        Ok(usize::try_from(attachments).unwrap_or(0))
    }
}
