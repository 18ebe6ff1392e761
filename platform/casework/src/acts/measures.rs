//! Measures: proposed, ordered, done, verified.

use access::trail::Entry;
use access::{Action, Decision, Kind, Part, Parts, Subject};
use serde_json::json;
use store::Id;

use crate::act::{self, Act};
use crate::measures::Mover;
use crate::standing::Standing;
use crate::tables::measures;
use crate::{CaseError, Casework, Measure, MeasureState, NewMeasure, Refusal, Share, ShareOrigin};

/// Measures of a case, at most.
const MOST: usize = 100;

impl Casework {
    /// Proposes a measure, or orders it at once.
    ///
    /// # Errors
    /// `Missing` for whoever may not work on the case or not propose in the name of their body (or not decide, when it is to be ordered); `Refused` for what was
    /// typed.
    pub async fn measure(&self, who: &Subject, case: Id, new: NewMeasure) -> Result<Id, CaseError> {
        let mut act = self.act(who, case).await?;
        act.must(Action::Work, Kind::Case, Part::Summary)?;
        act::demand(may_propose(&act.standing, who))?;
        if new.order {
            act.must(Action::Decide, Kind::Case, Part::Summary)?;
        }
        let title = act::one_line(&new.title, "title")?;
        let text = act::text(&new.text, "text", 0)?;
        let funding = act::text(&new.funding, "funding", 0)?;
        for (field, text) in [("title", &title), ("text", &text), ("funding", &funding)] {
            act.may_say(text, field)?;
        }
        if new.cost.is_some_and(|cost| !(0..=100_000_000_000_000).contains(&cost)) {
            return Err(Refusal::at("field-number", "cost").into());
        }
        act.body(new.body, "body").await?;
        act.unit(new.unit, new.body, "unit").await?;
        if act.tx.rows(&measures::OF_CASE, &[case.into()]).await?.len() >= MOST {
            return Err(Refusal::new("too-many-measures").with("most", MOST).into());
        }
        let state = if new.order { MeasureState::Ordered } else { MeasureState::Proposed };
        let id = self.store.new_id();
        let row = [
            id.into(),
            case.into(),
            new.kind.key().into(),
            (&title).into(),
            text.into(),
            new.body.into(),
            new.unit.into(),
            new.cost.into(),
            funding.into(),
            new.due.into(),
            state.key().into(),
            act.now.into(),
        ];
        act.tx.execute(&measures::ADD, &row).await?;
        let detail =
            json!({ "measure": id.0, "kind": new.kind.key(), "body": new.body.0, "to": state.key() });
        act.event("measure", Part::Measures.key(), Some(new.body), &detail).await?;
        if new.order {
            act.order(new.body, new.unit).await?;
        }
        let after =
            json!({ "measure": id.0, "title": act::length(&title), "cost": new.cost, "state": state.key() });
        let action = if new.order { Action::Decide } else { Action::Create };
        act.finish(Entry::of(action, Kind::Measure).detail(act::before_after(json!(null), after))).await?;
        Ok(id)
    }

    /// Moves a measure to another state; abandoning it, and sending it back, needs a reason. Answers the new version.
    ///
    /// # Errors
    /// `Conflict`; `Missing` for whoever may not; `Refused`: `transition-not-possible`, `reason-needed`.
    pub async fn move_measure(
        &self,
        who: &Subject,
        measure: Id,
        version: i64,
        to: MeasureState,
        reason: &str,
    ) -> Result<i64, CaseError> {
        let found = self.store.row(&measures::MEASURE, &[measure.into()]).await?;
        let found = found.ok_or(CaseError::Missing("measure"))?;
        let mut act = self.act(who, found.case).await?;
        let found = act.tx.row(&measures::MEASURE, &[measure.into()]).await?;
        let found = found.ok_or(CaseError::Missing("measure"))?;
        if found.body != who.body && !act.standing.may(Action::Read, Part::Measures) {
            return Err(CaseError::Missing("measure for this body"));
        }
        if found.version != version {
            return Err(act.conflict(found.version).await?);
        }
        let mover = found.state.mover(to).ok_or_else(|| Refusal::new("transition-not-possible"))?;
        if !may_move(&act.standing, &found, mover) {
            return Err(CaseError::Missing("step of the measure for this subject"));
        }
        let back = found.state == MeasureState::Done && to == MeasureState::UnderWay;
        let least = if to == MeasureState::Abandoned || back { 3 } else { 0 };
        let reason =
            act::text(reason, "reason", least).map_err(|_| Refusal::at("reason-needed", "reason"))?;
        act.may_say(&reason, "reason")?;
        let row = [measure.into(), version.into(), to.key().into(), to.is_open().into(), act.now.into()];
        if act.tx.execute(&measures::MOVE, &row).await? != 1 {
            return Err(act.conflict(version + 1).await?);
        }
        let detail = json!({ "measure": measure.0, "body": found.body.0, "from": found.state.key(), "to": to.key(),
                             "reason": reason });
        act.event("measure-moved", Part::Measures.key(), Some(found.body), &detail).await?;
        match (to, mover) {
            (MeasureState::Ordered, _) => act.order(found.body, found.unit).await?,
            (_, Mover::Owner) => {
                let doers = act.people_of(found.body, found.unit).await?;
                act.tell("measure-moved", doers).await?;
            }
            (_, Mover::Doer) => {
                let owner = act.people_of(act.case.owner, act.case.unit).await?;
                act.tell("measure-moved", owner).await?;
            }
        }
        let action = if mover == Mover::Owner { Action::Decide } else { Action::Work };
        let detail = act::before_after(json!({ "state": found.state.key() }), json!({ "state": to.key() }));
        act.finish(Entry::of(action, Kind::Measure).detail(detail)).await?;
        Ok(version + 1)
    }
}

impl Act<'_> {
    /// What follows from ordering: the body is given the case as far as it needs it, and is told.
    async fn order(&mut self, body: Id, unit: Option<Id>) -> Result<(), CaseError> {
        let enough = |share: &Share| {
            share.body == body
                && share.unit == unit
                && share.holds(self.now)
                && share.parts.holds(Part::Measures)
        };
        if (body != self.case.owner || unit.is_some()) && !self.shares.iter().any(enough) {
            let share = Share {
                id: self.work.store.new_id(),
                body,
                unit,
                parts: Parts::NONE.with(Part::Summary).with(Part::Measures),
                origin: ShareOrigin::Measure,
                purpose: String::new(),
                legal_basis: String::new(),
                at: self.now,
                expires_at: None,
            };
            self.add_share(share, None).await?;
        }
        let told = self.people_of(body, unit).await?;
        self.tell("measure-ordered", told).await
    }
}

/// States that the subject may move a measure to.
pub(crate) fn moves(standing: &Standing, measure: &Measure) -> Vec<MeasureState> {
    let possible =
        |to: &MeasureState| measure.state.mover(*to).is_some_and(|mover| may_move(standing, measure, mover));
    MeasureState::ALL.into_iter().filter(possible).collect()
}

/// Whether the subject may propose measures in the name of their body.
pub(crate) fn may_propose(standing: &Standing, who: &Subject) -> Decision {
    standing.decide_of(Action::Create, Kind::Measure, who.body, None)
}

fn may_move(standing: &Standing, measure: &Measure, mover: Mover) -> bool {
    let decision = match mover {
        Mover::Owner => standing.decide(Action::Decide, Kind::Measure, Part::Measures),
        Mover::Doer => standing.decide_of(Action::Work, Kind::Measure, measure.body, measure.unit),
    };
    decision.is_allowed()
}
