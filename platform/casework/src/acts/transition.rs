//! Moving a case from state to state, and taking a step back.

use access::trail::Entry;
use access::{Action, Kind, Part, Subject};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use store::Id;

use crate::act::{self, Act};
use crate::tables::{people, tasks};
use crate::{By, CaseError, Casework, Refusal, Relation, State, Task, Transition, UNDO, WaitsFor};

/// What the last undoable transition left, as `case_file.undo` keeps it.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct StepBack {
    pub(crate) transition: String,
    from: String,
    since: DateTime<Utc>,
    due: Option<NaiveDate>,
    pub(crate) person: i64,
    pub(crate) until: DateTime<Utc>,
}

impl StepBack {
    /// The step that may be taken back now, by whoever took it.
    pub(crate) fn of(kept: Option<&serde_json::Value>, now: DateTime<Utc>) -> Option<StepBack> {
        let step: StepBack = serde_json::from_value(kept?.clone()).ok()?;
        (step.until > now).then_some(step)
    }
}

impl Casework {
    /// Moves a case by a transition of its type; `version` is the one that was read. Answers the new version.
    ///
    /// # Errors
    /// `Conflict`, `Missing` for whoever may not, `Refused`: `transition-not-possible`, `reason-needed`,
    /// `field-needed`, `tasks-open`.
    pub async fn transition(
        &self,
        who: &Subject,
        case: Id,
        version: i64,
        transition: &str,
        reason: &str,
    ) -> Result<i64, CaseError> {
        let mut act = self.act(who, case).await?;
        act.must_be_at(version).await?;
        let step = act.kind.machine.transition(transition).filter(|step| step.leaves(&act.case.state));
        let step = step.ok_or_else(|| Refusal::new("transition-not-possible"))?.clone();
        let all = act.tasks().await?;
        if !act.is_by(&step.by, &all) {
            return Err(CaseError::Missing("transition for this body or role"));
        }
        let action = if step.decision { Action::Decide } else { Action::Work };
        act.must(action, Kind::Case, Part::Summary)?;
        let reason = act::text(reason, "reason", 0)?;
        act.may_say(&reason, "reason")?;
        act.refuse_unready(&step, &reason, &all)?;
        let before = act.case.state.clone();
        let undo = StepBack {
            transition: step.key.clone(),
            from: before.clone(),
            since: act.case.state_since,
            due: act.case.due,
            person: who.person.0,
            until: act.now + UNDO,
        };
        act.enter(&step.to)?;
        act.case.undo = if step.undoable { serde_json::to_value(undo).ok() } else { None };
        act.case.version += 1;
        let detail = json!({ "transition": step.key, "from": before, "to": step.to, "reason": reason });
        act.event("moved", Part::History.key(), None, &detail).await?;
        let watchers = act.watchers().await?;
        act.tell("moved", watchers).await?;
        let detail = act::before_after(
            json!({ "state": before }),
            json!({ "state": step.to, "reason": act::length(&reason) }),
        );
        Ok(act.finish(Entry::of(action, Kind::Case).detail(detail)).await?.version)
    }

    /// Takes back the last transition of a case, by whoever took it, within [`UNDO`], if the type lets it.
    ///
    /// # Errors
    /// `Conflict`, and `Refused`: `undo-too-late`.
    pub async fn undo(&self, who: &Subject, case: Id, version: i64) -> Result<i64, CaseError> {
        let mut act = self.act(who, case).await?;
        act.must_be_at(version).await?;
        let step = StepBack::of(act.case.undo.as_ref(), act.now).filter(|step| step.person == who.person.0);
        let step = step.ok_or_else(|| Refusal::new("undo-too-late"))?;
        act.must(Action::Work, Kind::Case, Part::Summary)?;
        let before = act.case.state.clone();
        act.enter(&step.from)?;
        (act.case.state_since, act.case.due) = (step.since, step.due);
        act.case.version += 1;
        let detail = json!({ "transition": step.transition, "from": before, "to": step.from });
        act.event("undone", Part::History.key(), None, &detail).await?;
        let detail =
            act::before_after(json!({ "state": before }), json!({ "state": step.from, "undo": true }));
        Ok(act.finish(Entry::of(Action::Work, Kind::Case).detail(detail)).await?.version)
    }
}

impl Act<'_> {
    pub(crate) async fn tasks(&mut self) -> Result<Vec<Task>, CaseError> {
        Ok(self.tx.rows(&tasks::OF_CASE, &[self.case.id.into()]).await?)
    }

    /// Whether the subject is among those who may take a transition.
    pub(crate) fn is_by(&self, by: &[By], all: &[Task]) -> bool {
        is_by(self.who, by, self.case.owner, self.case.reporter_body, all)
    }

    /// Refuses a transition whose conditions do not hold yet; every reason at once.
    fn refuse_unready(&self, step: &Transition, reason: &str, all: &[Task]) -> Result<(), CaseError> {
        let mut refusals = Vec::new();
        if step.reason && reason.chars().count() < 3 {
            refusals.push(Refusal::at("reason-needed", "reason"));
        }
        let mut needed = self.kind.missing_for(&step.to, &self.case.fields);
        needed.extend(step.required.iter().filter(|key| !self.case.fields.contains_key(*key)).cloned());
        needed.sort();
        needed.dedup();
        refusals.extend(needed.into_iter().map(|field| Refusal::at("field-needed", field)));
        let open = all.iter().filter(|task| task.open).count();
        if self.kind.machine.is_terminal(&step.to) && open > 0 {
            refusals.push(Refusal::new("tasks-open").with("count", open));
        }
        if refusals.is_empty() { Ok(()) } else { Err(CaseError::Refused(refusals)) }
    }

    /// Puts the case into a state, with what follows from it. What could be taken back before can be no more.
    pub(crate) fn enter(&mut self, state: &str) -> Result<(), CaseError> {
        let Some(state) = self.kind.machine.state(state) else {
            return Err(CaseError::Broken(format!("no state {state:?} of {}", self.kind.key)));
        };
        self.case.state.clone_from(&state.key);
        self.case.open = !state.terminal;
        self.case.waits = !state.terminal && state.waits_for == WaitsFor::Owner;
        self.case.state_since = self.now;
        self.case.due = self.due(state);
        self.case.closed_at = state.terminal.then_some(self.now);
        self.case.undo = None;
        Ok(())
    }

    /// The last day for a state that is entered today.
    pub(crate) fn due(&self, state: &State) -> Option<NaiveDate> {
        let today = self.work.access.clock().today();
        state.deadline.as_ref().filter(|_| !state.terminal).map(|rule| rule.length.last_day(today))
    }

    /// When the last task has ended, the case goes on by the rule of its type.
    pub(crate) async fn go_on_by_rule(&mut self) -> Result<(), CaseError> {
        let Some(rule) = &self.kind.when_tasks_end else { return Ok(()) };
        if !rule.from.contains(&self.case.state) || self.tasks().await?.iter().any(|task| task.open) {
            return Ok(());
        }
        let before = self.case.state.clone();
        self.enter(&rule.to)?;
        self.case.version += 1;
        let detail = json!({ "from": before, "to": rule.to, "rule": "when-tasks-end" });
        self.event_by_rule("moved", Part::History.key(), &detail).await?;
        let mut told = self.people_of(self.case.owner, self.case.unit).await?;
        told.extend(self.watchers().await?);
        self.tell("tasks-ended", told).await
    }

    /// Whether somebody works for a body today.
    pub(crate) async fn works_for(&mut self, person: Id, body: Id) -> Result<bool, CaseError> {
        let today = self.work.access.clock().today();
        Ok(self.tx.row(&tasks::WORKS_FOR, &[person.into(), body.into(), today.into()]).await?.is_some())
    }

    /// One person to tell, if they still work for the body.
    pub(crate) async fn person(&mut self, person: Id, body: Id) -> Result<Vec<people::Recipient>, CaseError> {
        let today = self.work.access.clock().today();
        Ok(self.tx.rows(&people::PERSON, &[person.into(), body.into(), today.into()]).await?)
    }
}

/// Whether a subject is among those who may take a transition of a case.
pub(crate) fn is_by(who: &Subject, by: &[By], owner: Id, reporter: Id, tasks: &[Task]) -> bool {
    by.iter().any(|by| {
        let related = match by.relation {
            Relation::Owner => who.body == owner,
            Relation::Reporter => who.body == reporter,
            Relation::Task => tasks.iter().any(|task| task.body == who.body),
        };
        related && in_role(who, by)
    })
}

/// Whether a subject has one of the roles that are asked for.
pub(crate) fn in_role(who: &Subject, by: &By) -> bool {
    by.roles.is_empty() || who.capacities.iter().any(|capacity| by.roles.contains(&capacity.role))
}
