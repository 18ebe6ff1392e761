//! Claims: written down, checked, published, withdrawn, and checked again when the figures change.

use access::trail::{Entry, record};
use access::{Action, Kind};
use chrono::{DateTime, Utc};
use store::{Id, Value};

use crate::tables::claims::{self, Seen};
use crate::{
    Audience, By, Check, Claim, ClaimState, Draft, IndicatorError, Indicators, Outcome, REVISION, Refusal,
    Rule, Verdict, judgement, sentence,
};

/// Claims in one list, and checks in one history.
const MOST: i64 = 500;

/// A claim with its latest check.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimView {
    /// The claim.
    pub claim: Claim,
    /// Its latest check of this wording; none for a draft that nobody has checked.
    pub check: Option<Check>,
}

impl Indicators {
    /// Writes down a claim of the body. Right: create figures of the body.
    ///
    /// # Errors
    /// `Refused` when its question cannot be asked, its rule not be checked, or its sentence not be used; the database.
    pub async fn draft_claim(&self, by: By<'_>, draft: &Draft) -> Result<Id, IndicatorError> {
        self.must(by, Action::Create, by.body())?;
        self.can_be_claimed(draft)?;
        let (id, now) = (self.store.new_id(), self.access.clock().now());
        let mut tx = self.store.begin().await?;
        let question = self.keep(&mut tx, by, &draft.question, &draft.sentence).await?;
        let row: [Value; 8] = [
            id.into(),
            by.body().into(),
            draft.place.as_str().into(),
            draft.sentence.to_json().into(),
            question.as_str().into(),
            rule(&draft.rule).into(),
            now.into(),
            by.person().into(),
        ];
        tx.execute(&claims::ADD, &row).await?;
        let entry = Entry::of(Action::Create, Kind::Figures).on(id).purpose("claim");
        record(&mut tx, now, &by.actor(), entry.detail(as_json(draft))).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Changes what a claim says; it is a draft again and leaves the portal. The wording before is kept. Right: change
    /// figures of the body.
    ///
    /// # Errors
    /// As [`Indicators::draft_claim`]; `Refused(Conflict)` when it is no longer at `version`.
    pub async fn change_claim(
        &self,
        by: By<'_>,
        id: Id,
        version: i64,
        draft: &Draft,
    ) -> Result<(), IndicatorError> {
        let (claim, _) = self.one(by, Action::Change, id).await?;
        self.can_be_claimed(draft)?;
        let now = self.access.clock().now();
        let mut tx = self.store.begin().await?;
        let standing = tx.row(&claims::TAKE, &[id.into()]).await?;
        if standing != Some(version) {
            tx.rollback().await?;
            return Err(Refusal::Conflict.into());
        }
        tx.execute(&claims::KEEP_WORDING, &[id.into()]).await?;
        let question = self.keep(&mut tx, by, &draft.question, &draft.sentence).await?;
        let row: [Value; 8] = [
            id.into(),
            version.into(),
            draft.place.as_str().into(),
            draft.sentence.to_json().into(),
            question.as_str().into(),
            rule(&draft.rule).into(),
            now.into(),
            by.person().into(),
        ];
        tx.execute(&claims::CHANGE, &row).await?;
        let both = serde_json::json!({ "before": as_json(&claim.draft), "after": as_json(draft) });
        let entry = Entry::of(Action::Change, Kind::Figures).on(id).purpose("claim").detail(both);
        record(&mut tx, now, &by.actor(), entry).await?;
        Ok(tx.commit().await?)
    }

    /// Checks a claim by the figures as they stand. Right: work on figures of the body.
    ///
    /// # Errors
    /// `Missing`; the database.
    pub async fn check_claim(&self, by: By<'_>, id: Id) -> Result<ClaimView, IndicatorError> {
        let (claim, _) = self.one(by, Action::Work, id).await?;
        self.look(by, claim).await
    }

    /// Publishes a claim that was checked in this wording and holds now; for a published one whose verdict has turned, says
    /// that it may stand. Right: decide figures of the body.
    ///
    /// # Errors
    /// `Refused` when it was not checked, does not hold, or is no longer at `version`.
    pub async fn publish_claim(&self, by: By<'_>, id: Id, version: i64) -> Result<(), IndicatorError> {
        let (claim, _) = self.one(by, Action::Decide, id).await?;
        if claim.version != version {
            return Err(Refusal::Conflict.into());
        }
        if claim.state == ClaimState::Drafted || claim.verdict.is_none() {
            return Err(Refusal::NotChecked.into());
        }
        let view = self.look(by, claim).await?;
        let holds = view.check.as_ref().is_some_and(|check| check.outcome.holds);
        if !holds {
            return Err(Refusal::DoesNotHold.into());
        }
        let verdict = view.check.map(|check| check.outcome.verdict);
        self.move_claim(by, id, version, ClaimState::Published, verdict, "publish").await
    }

    /// Takes a claim from the portal. Right: decide figures of the body.
    ///
    /// # Errors
    /// `Refused` when it is not published or no longer at `version`.
    pub async fn withdraw_claim(&self, by: By<'_>, id: Id, version: i64) -> Result<(), IndicatorError> {
        let (claim, _) = self.one(by, Action::Decide, id).await?;
        if claim.state != ClaimState::Published {
            return Err(Refusal::ClaimState.into());
        }
        let verdict = claim.published_verdict;
        self.move_claim(by, id, version, ClaimState::Withdrawn, verdict, "withdraw").await
    }

    /// One claim as it stands, without a new check. Right: read figures.
    ///
    /// # Errors
    /// `Missing`; the database.
    pub async fn claim(&self, by: By<'_>, id: Id) -> Result<ClaimView, IndicatorError> {
        let (claim, _) = self.one(by, Action::Read, id).await?;
        self.with_check(claim).await
    }

    /// Claims of the body, newest first. Those that [have turned](Claim::has_turned) wait for the press officer. Right:
    /// read figures.
    ///
    /// # Errors
    /// The database.
    pub async fn claims(&self, by: By<'_>) -> Result<Vec<Claim>, IndicatorError> {
        self.must(by, Action::Read, by.body())?;
        let rows = self.store.rows(&claims::OF_BODY, &[by.body().into(), MOST.into()]).await?;
        Ok(rows.into_iter().map(|(claim, _)| claim).collect())
    }

    /// What everybody may read: published claims, of one place or of all, each checked by the figures as they stand now.
    ///
    /// # Errors
    /// The database.
    pub async fn published_claims(&self, place: Option<&str>) -> Result<Vec<ClaimView>, IndicatorError> {
        let revision = self.revision().await?;
        let rows = self.store.rows(&claims::PUBLISHED, &[place.into(), MOST.into()]).await?;
        let mut views = Vec::with_capacity(rows.len());
        for (claim, seen) in rows {
            views.push(self.current(claim, seen, revision).await?);
        }
        Ok(views)
    }

    /// When any claim that is or was on the portal was changed last.
    ///
    /// # Errors
    /// The database.
    pub async fn claims_touched_at(&self) -> Result<Option<DateTime<Utc>>, IndicatorError> {
        Ok(self.store.row(&claims::TOUCHED, &[]).await?)
    }

    /// One published claim, checked by the figures as they stand now; `None` when there is none.
    ///
    /// # Errors
    /// The database.
    pub async fn published_claim(&self, id: Id) -> Result<Option<ClaimView>, IndicatorError> {
        let revision = self.revision().await?;
        let row = self.store.row(&claims::ONE, &[id.into()]).await?;
        match row.filter(|(claim, _)| claim.state == ClaimState::Published) {
            Some((claim, seen)) => self.current(claim, seen, revision).await.map(Some),
            None => Ok(None),
        }
    }

    /// Every check of a claim, newest first; the caller has asked for the claim itself.
    ///
    /// # Errors
    /// The database.
    pub async fn checks(&self, id: Id) -> Result<Vec<Check>, IndicatorError> {
        Ok(self.store.rows(&claims::HISTORY, &[id.into(), MOST.into()]).await?)
    }

    /// Checks every claim that was not looked at since the figures changed; answers those whose verdict is another one now.
    /// Called after every import, and by any process that has time.
    ///
    /// # Errors
    /// The database. A claim that cannot be checked is logged and passed over.
    pub async fn recheck(&self) -> Result<Vec<Id>, IndicatorError> {
        const AT_ONCE: i64 = 100;
        let revision = self.revision().await?;
        let (mut turned, mut last) = (Vec::new(), Id(0));
        loop {
            let row: [Value; 3] = [revision.into(), last.into(), AT_ONCE.into()];
            let stale = self.store.rows(&claims::STALE, &row).await?;
            let Some((newest, _)) = stale.last() else { return Ok(turned) };
            last = newest.id;
            for (claim, _) in stale {
                let (id, before) = (claim.id, claim.verdict);
                match self.look(By::Program { body: claim.owner }, claim).await {
                    Ok(view) if view.claim.verdict != before => turned.push(id),
                    Ok(_) => {}
                    Err(error) => tracing::warn!(%error, claim = %id, "a claim could not be checked"),
                }
            }
        }
    }

    /// Checks claims whose figures have changed, in whatever process, for as long as this one lives; once in `every`.
    pub async fn watch(self, every: std::time::Duration) {
        loop {
            tokio::time::sleep(every).await;
            match self.recheck().await {
                Ok(turned) if turned.is_empty() => {}
                Ok(turned) => {
                    tracing::info!(claims = turned.len(), "claims have another verdict than before")
                }
                Err(error) => tracing::error!(%error, "claims could not be checked"),
            }
        }
    }

    /// The claim as of this revision of the figures.
    async fn current(&self, claim: Claim, seen: i64, revision: i64) -> Result<ClaimView, IndicatorError> {
        if seen >= revision {
            return self.with_check(claim).await;
        }
        let by = By::Program { body: claim.owner };
        match self.look(by, claim.clone()).await {
            // Somebody is changing it right now, or the database only reads: the last check is still true of its figures.
            Err(IndicatorError::Refused(_) | IndicatorError::Store(_)) => self.with_check(claim).await,
            view => view,
        }
    }

    /// Checks a claim and keeps the check when the figures were others than last time.
    async fn look(&self, by: By<'_>, claim: Claim) -> Result<ClaimView, IndicatorError> {
        // Before asking: figures that arrive meanwhile are a reason to look once more.
        let revision = self.store.revision(REVISION).await?;
        let outcome = self.judge(&claim.draft).await?;
        let now = self.access.clock().now();
        let mut tx = self.store.begin().await?;
        if tx.row(&claims::TAKE, &[claim.id.into()]).await? != Some(claim.version) {
            tx.rollback().await?;
            return Err(Refusal::Conflict.into());
        }
        let latest = tx.row(&claims::LATEST, &[claim.id.into()]).await?;
        let same = latest.filter(|one| one.version == claim.version && one.outcome.data == outcome.data);
        let verdict = outcome.verdict;
        let (check, is_new) = match same {
            Some(check) => (check, false),
            None => (Check { id: self.store.new_id(), version: claim.version, at: now, outcome }, true),
        };
        if is_new {
            let row: [Value; 7] = [
                check.id.into(),
                claim.id.into(),
                claim.version.into(),
                now.into(),
                check.outcome.data.as_str().into(),
                verdict.key().into(),
                serde_json::to_string(&check.outcome).unwrap_or_default().into(),
            ];
            tx.execute(&claims::ADD_CHECK, &row).await?;
        }
        let row = [claim.id.into(), claim.version.into(), verdict.key().into(), revision.into()];
        tx.execute(&claims::SEEN, &row).await?;
        if is_new {
            let detail = serde_json::json!({
                "before": claim.verdict.map(Verdict::key), "after": verdict.key(), "data": check.outcome.data,
            });
            let entry = Entry::of(Action::Work, Kind::Figures).on(claim.id).purpose("check").detail(detail);
            record(&mut tx, now, &by.actor(), entry).await?;
        }
        tx.commit().await?;
        let state = if claim.state == ClaimState::Drafted { ClaimState::Checked } else { claim.state };
        Ok(ClaimView { claim: Claim { state, verdict: Some(verdict), ..claim }, check: Some(check) })
    }

    /// What the figures say of a draft, whether or not anybody has written it down. Only figures that everybody may see
    /// count, so that every reader can follow the proof.
    ///
    /// # Errors
    /// `Refused` when the question cannot be asked; the database.
    pub async fn judge(&self, draft: &Draft) -> Result<Outcome, IndicatorError> {
        let answer = self.run(&draft.question, Audience::Public).await?;
        let other = match &draft.rule {
            Rule::Comparable { with } => Some(self.run(with, Audience::Public).await?),
            Rule::Stable(_) | Rule::Value(_) => None,
        };
        Ok(judgement::judge(self.catalogue(), &draft.rule, &answer, other.as_ref()))
    }

    async fn move_claim(
        &self,
        by: By<'_>,
        id: Id,
        version: i64,
        state: ClaimState,
        verdict: Option<Verdict>,
        what: &'static str,
    ) -> Result<(), IndicatorError> {
        let now = self.access.clock().now();
        let mut tx = self.store.begin().await?;
        let verdict = verdict.map(Verdict::key);
        let row: [Value; 6] =
            [id.into(), version.into(), state.key().into(), verdict.into(), now.into(), by.person().into()];
        if tx.execute(&claims::MOVE, &row).await? == 0 {
            tx.rollback().await?;
            return Err(Refusal::Conflict.into());
        }
        let detail = serde_json::json!({ "verdict": verdict });
        let entry = Entry::of(Action::Decide, Kind::Figures).on(id).purpose(what).detail(detail);
        record(&mut tx, now, &by.actor(), entry).await?;
        Ok(tx.commit().await?)
    }

    async fn one(&self, by: By<'_>, action: Action, id: Id) -> Result<Seen, IndicatorError> {
        let row = self.store.row(&claims::ONE, &[id.into()]).await?;
        let row = row.ok_or(IndicatorError::Missing("claim"))?;
        self.must(by, action, row.0.owner)?;
        Ok(row)
    }

    async fn with_check(&self, claim: Claim) -> Result<ClaimView, IndicatorError> {
        let latest = self.store.row(&claims::LATEST, &[claim.id.into()]).await?;
        let check = latest.filter(|check| check.version == claim.version);
        Ok(ClaimView { claim, check })
    }

    fn can_be_claimed(&self, draft: &Draft) -> Result<(), Refusal> {
        let concept = self.can_be_asked(&draft.question)?;
        if let Rule::Comparable { with } = &draft.rule {
            self.can_be_asked(with)?;
        }
        judgement::can_be_checked(&draft.rule, &draft.question, concept)?;
        sentence::check(&draft.sentence, &draft.rule).map_err(Refusal::Sentence)
    }
}

fn rule(rule: &Rule) -> String {
    serde_json::to_string(rule).unwrap_or_default()
}

fn as_json(draft: &Draft) -> serde_json::Value {
    serde_json::json!({
        "place": draft.place, "sentence": draft.sentence, "question": draft.question, "rule": draft.rule,
    })
}
