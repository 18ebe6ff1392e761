//! The calendar feed: a secret address that a calendar program reads. It tells days, numbers and kinds, never a text.

use access::trail::Entry;
use access::{Actor, Subject};
use chrono::Days;
use sha2::{Digest, Sha256};
use store::Id;

use crate::tables::personal;
use crate::{CaseError, Casework, Deadline};

impl Casework {
    /// Makes the secret of a calendar feed for the body the person acts for; the one before stops working. The token
    /// is shown once, kept only as its hash.
    ///
    /// # Errors
    /// The database.
    pub async fn new_feed(&self, who: &Subject) -> Result<String, CaseError> {
        let token = token()?;
        let now = self.access.clock().now();
        let body = who.body.to_string();
        let mut tx = self.store.begin().await?;
        tx.execute(&personal::END_FEED, &[who.person.into(), (&body).into()]).await?;
        let id = self.store.new_id();
        let row = [id.into(), who.person.into(), hash(&token).into(), body.into(), now.into()];
        tx.execute(&personal::ADD_FEED, &row).await?;
        access::trail::record(&mut tx, now, &Actor::from(who), Entry::new("create", "feed").on(id)).await?;
        tx.commit().await?;
        Ok(token)
    }

    /// Ends the person's calendar feed for the body they act for.
    ///
    /// # Errors
    /// The database.
    pub async fn end_feed(&self, who: &Subject) -> Result<(), CaseError> {
        let mut tx = self.store.begin().await?;
        let ended =
            tx.execute(&personal::END_FEED, &[who.person.into(), who.body.to_string().into()]).await?;
        if ended > 0 {
            let now = self.access.clock().now();
            access::trail::record(&mut tx, now, &Actor::from(who), Entry::new("end", "feed")).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Deadlines of the feed with this token, from 30 days ago to 180 days ahead; `None` when there is no such feed, or
    /// its person works for the body no more.
    ///
    /// # Errors
    /// The database.
    pub async fn feed(&self, token: &str, client: &str) -> Result<Option<Vec<Deadline>>, CaseError> {
        let Some((person, body)) = self.store.row(&personal::FEED, &[hash(token).into()]).await? else {
            return Ok(None);
        };
        let Ok(body) = body.parse::<Id>() else { return Ok(None) };
        // A feed has no session and shows nothing that asks for a second factor.
        let Some(who) = self.access.subject(person, body, Id(0), None, client).await? else {
            return Ok(None);
        };
        let today = self.access.clock().today();
        let from = today.checked_sub_days(Days::new(30)).unwrap_or(today);
        let to = today.checked_add_days(Days::new(180)).unwrap_or(today);
        let mut deadlines = self.deadlines(&who, from, to).await?;
        // That there is such a case at all is nothing for a calendar program.
        let told = |it: &Deadline| {
            self.types.get(&it.kind).is_some_and(|kind| !kind.personal && !kind.aggregate_only)
        };
        deadlines.retain(told);
        deadlines.iter_mut().for_each(|deadline| deadline.title.clear());
        Ok(Some(deadlines))
    }
}

/// 32 random bytes, hexadecimal.
fn token() -> Result<String, CaseError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| CaseError::Broken("no random numbers".to_owned()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn hash(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
