//! Giving parts of a case to a body, and taking them back.

use access::trail::Entry;
use access::{Action, Kind, Part, Subject};
use chrono::{DateTime, Utc};
use serde_json::json;
use store::Id;

use crate::act;
use crate::tables::shares;
use crate::{CaseError, Casework, NewShare, Refusal, Share, ShareOrigin};

impl Casework {
    /// Gives a body parts of a case, for a purpose, under a law, perhaps for a time only.
    ///
    /// # Errors
    /// `Missing` without the right to share; `Refused`: `purpose-needed`, `legal-basis-needed`, `body-unknown`,
    /// `body-same`, `share-ended`.
    pub async fn share(&self, who: &Subject, case: Id, new: NewShare) -> Result<Id, CaseError> {
        let mut act = self.act(who, case).await?;
        act.must(Action::Share, Kind::Case, Part::Summary)?;
        act.body(new.body, "body").await?;
        act.unit(new.unit, new.body, "unit").await?;
        if new.body == act.case.owner {
            return Err(Refusal::at("body-same", "body").into());
        }
        let share = checked(self.store.new_id(), new, act.now)?;
        act.may_say(&share.purpose, "purpose")?;
        let id = share.id;
        let body = share.body;
        let detail = json!({ "share": id.0, "body": body.0, "parts": part_keys(&share), "purpose": share.purpose,
                             "legal_basis": share.legal_basis, "expires_at": share.expires_at });
        let mut logged = detail.clone();
        logged["purpose"] = act::length(&share.purpose);
        let unit = share.unit;
        act.add_share(share, None).await?;
        // Who else was given the case is between the owner and that body.
        act.event("shared", act::OWN, Some(body), &detail).await?;
        let told = act.people_of(body, unit).await?;
        act.tell("shared", told).await?;
        act.finish(Entry::of(Action::Share, Kind::Case).detail(logged)).await?;
        Ok(id)
    }

    /// Takes back what a person gave. What came with a task or a measure ends with these.
    ///
    /// # Errors
    /// `Missing` without the right to share, and for a share that is not there or cannot be taken back.
    pub async fn unshare(&self, who: &Subject, case: Id, share: Id) -> Result<(), CaseError> {
        let mut act = self.act(who, case).await?;
        act.must(Action::Share, Kind::Case, Part::Summary)?;
        let revoked = act.tx.row(&shares::REVOKE, &[share.into(), case.into(), act.now.into()]).await?;
        let body = revoked.ok_or(CaseError::Missing("share"))?;
        act.shares.retain(|kept| kept.id != share);
        let detail = json!({ "share": share.0, "body": body.0 });
        act.event("unshared", act::OWN, Some(body), &detail).await?;
        act.finish(Entry::of(Action::Share, Kind::Case).detail(detail)).await?;
        Ok(())
    }
}

fn checked(id: Id, new: NewShare, now: DateTime<Utc>) -> Result<Share, CaseError> {
    let mut refusals = Vec::new();
    let purpose = act::text(&new.purpose, "purpose", 3).map_err(|_| Refusal::at("purpose-needed", "purpose"));
    let purpose = purpose.map_err(|refusal| refusals.push(refusal)).unwrap_or_default();
    let basis = act::text(&new.legal_basis, "legal_basis", 3);
    let basis = basis.map_err(|_| refusals.push(Refusal::at("legal-basis-needed", "legal_basis")));
    if new.expires_at.is_some_and(|end| end <= now) {
        refusals.push(Refusal::at("share-ended", "expires_at"));
    }
    if !refusals.is_empty() {
        return Err(CaseError::Refused(refusals));
    }
    Ok(Share {
        id,
        body: new.body,
        unit: new.unit,
        parts: new.parts.with(Part::Summary),
        origin: ShareOrigin::Person,
        purpose,
        legal_basis: basis.unwrap_or_default(),
        at: now,
        expires_at: new.expires_at,
    })
}

fn part_keys(share: &Share) -> Vec<&'static str> {
    Part::ALL.into_iter().filter(|part| share.parts.holds(*part)).map(Part::key).collect()
}
