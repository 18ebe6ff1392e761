//! Tasks: given to bodies, taken in hand, moved, passed on to the body that is competent.

use access::trail::Entry;
use access::{Action, Kind, Part, Parts, Subject};
use chrono::TimeDelta;
use serde_json::json;
use store::Id;

use crate::act::{self, Act};
use crate::acts::transition::in_role;
use crate::tables::{shares, tasks};
use crate::{
    CaseError, Casework, Machine, NewTask, Refusal, Share, ShareOrigin, State, Task, TaskKind, TaskStep,
    Transition,
};

/// Tasks of a case, at most; a case is no list of chores.
const MOST: usize = 100;
/// How long a body still sees a case whose task it has passed on.
const PASSED_ON: TimeDelta = TimeDelta::days(30);

impl Casework {
    /// Gives tasks to bodies: all of them or none. Each body gets a share of what its kind of task needs; legal basis
    /// and recipient are logged.
    ///
    /// # Errors
    /// `Conflict`; `Missing` without the right to share; `Refused`: `task-kind-unknown`, `body-not-competent`, ….
    pub async fn route(
        &self,
        who: &Subject,
        case: Id,
        version: i64,
        tasks: Vec<NewTask>,
    ) -> Result<Vec<Id>, CaseError> {
        let mut act = self.act(who, case).await?;
        act.must_be_at(version).await?;
        act.must(Action::Share, Kind::Case, Part::Summary)?;
        if !act.case.open {
            return Err(Refusal::new("case-closed").into());
        }
        if tasks.is_empty() {
            return Err(Refusal::at("task-needed", "task").into());
        }
        if act.tasks().await?.len() + tasks.len() > MOST {
            return Err(Refusal::new("too-many-tasks").with("most", MOST).into());
        }
        let mut given = Vec::new();
        let mut logged = Vec::new();
        for task in tasks {
            logged.push(json!({ "kind": task.kind, "body": task.body.0 }));
            given.push(act.give(task, None).await?);
        }
        // What led here cannot be taken back any more: bodies have been told.
        act.case.undo = None;
        act.case.version += 1;
        let entry = Entry::of(Action::Share, Kind::Case).rows(given.len()).detail(json!({ "tasks": logged }));
        act.finish(entry).await?;
        Ok(given)
    }

    /// Takes a task in hand, gives it to a colleague of the same body, or gives it back with `None`. Answers the new
    /// version.
    ///
    /// # Errors
    /// `Conflict`; `Missing` for other bodies; `Refused`: `task-ended`, `person-not-here`.
    pub async fn take_task(
        &self,
        who: &Subject,
        task: Id,
        version: i64,
        person: Option<Id>,
    ) -> Result<i64, CaseError> {
        let (mut act, mut task) = self.act_on_task(who, task, version).await?;
        act.demand_task(Action::Work, &task)?;
        if let Some(person) = person
            && !act.works_for(person, task.body).await?
        {
            return Err(Refusal::at("person-not-here", "person").into());
        }
        task.hand.person = person;
        act.save_task(&task, version).await?;
        act.event(
            "task-taken",
            act::OWN,
            Some(task.body),
            &json!({ "task": task.id.0, "given": person.is_some() }),
        )
        .await?;
        if let Some(person) = person {
            let told = act.person(person, task.body).await?;
            act.tell("task-in-hand", told).await?;
        }
        let detail = json!({ "task": task.id.0, "hand": person.map(|id| id.0) });
        act.finish(Entry::of(Action::Work, Kind::Task).detail(detail)).await?;
        Ok(version + 1)
    }

    /// Moves a task by a transition of its type. Answers the new version of the task.
    ///
    /// # Errors
    /// `Conflict`; `Missing` for whoever may not; `Refused`: `transition-not-possible`, `reason-needed`.
    pub async fn move_task(
        &self,
        who: &Subject,
        task: Id,
        version: i64,
        step: TaskStep,
    ) -> Result<i64, CaseError> {
        let (mut act, mut task) = self.act_on_task(who, task, version).await?;
        let machine = act.task_machine()?;
        let transition = machine.transition(&step.transition).filter(|it| it.leaves(&task.state));
        let transition = transition.ok_or_else(|| Refusal::new("transition-not-possible"))?.clone();
        if !act.may_move(&transition, &task) {
            return Err(CaseError::Missing("transition of the task for this subject"));
        }
        let reason = act::text(&step.reason, "reason", if transition.reason { 3 } else { 0 })
            .map_err(|_| Refusal::at("reason-needed", "reason"))?;
        if let Some(answer) = &step.answer {
            task.answer = act::text(answer, "answer", 0)?;
        }
        if let Some(reference) = &step.reference {
            task.reference = act::text(reference, "reference", 0)?.chars().take(100).collect();
        }
        act.may_say(&reason, "reason")?;
        for (field, text) in [("answer", &step.answer), ("reference", &step.reference)] {
            act.may_say(text.as_deref().unwrap_or_default(), field)?;
        }
        task.planned = step.planned.or(task.planned);
        let before = task.state.clone();
        act.enter_task(&mut task, &transition.to)?;
        if task.hand.person.is_none() && task.open && who.body == task.body {
            task.hand.person = Some(who.person);
        }
        act.save_task(&task, version).await?;
        let detail = json!({ "task": task.id.0, "kind": task.kind, "body": task.body.0, "transition": transition.key,
                             "from": before, "to": task.state, "outcome": task.outcome, "reason": reason });
        act.event("task-moved", Part::Tasks.key(), Some(task.body), &detail).await?;
        if !task.open {
            let owner = act.people_of(act.case.owner, act.case.unit).await?;
            act.tell("task-ended", owner).await?;
            act.go_on_by_rule().await?;
        }
        let detail =
            act::before_after(json!({ "state": before }), json!({ "task": task.id.0, "state": task.state }));
        act.finish(Entry::of(Action::Work, Kind::Task).detail(detail)).await?;
        Ok(version + 1)
    }

    /// Passes a task on to the body that is competent, at once, and tells the sender (§ 12 správního řádu). The task
    /// ends in the state of its type with the outcome `handed-over` (else `out-of-competence`, else the first that is
    /// terminal); answers the new one.
    ///
    /// # Errors
    /// `Conflict`; `Missing` for other bodies and without the right to share; `Refused` as in [`Casework::route`],
    /// `reason-needed`.
    pub async fn hand_on(
        &self,
        who: &Subject,
        task: Id,
        version: i64,
        to: NewTask,
        reason: &str,
    ) -> Result<Id, CaseError> {
        let (mut act, mut task) = self.act_on_task(who, task, version).await?;
        // Passing it on gives the case to another body: that is for whoever may share.
        act.demand_task(Action::Share, &task)?;
        let reason = act::text(reason, "reason", 3).map_err(|_| Refusal::at("reason-needed", "reason"))?;
        act.may_say(&reason, "reason")?;
        if to.body == task.body {
            return Err(Refusal::at("body-same", "body").into());
        }
        if act.tasks().await?.len() >= MOST {
            return Err(Refusal::new("too-many-tasks").with("most", MOST).into());
        }
        let end = handed_over(act.task_machine()?).map(|state| state.key.clone());
        let end = end.ok_or_else(|| CaseError::Broken("a task machine without an end".to_owned()))?;
        let passed_on = act.give(to, Some(task.id)).await?;
        act.enter_task(&mut task, &end)?;
        act.save_task(&task, version).await?;
        act.end_share_of(task.id).await?;
        let detail = json!({ "task": task.id.0, "to": passed_on.0, "body": task.body.0, "outcome": task.outcome,
                             "reason": reason, "legal_basis": "§ 12 zákona č. 500/2004 Sb." });
        act.event("handed-on", Part::Tasks.key(), Some(task.body), &detail).await?;
        let sender = act.people_of(act.case.owner, act.case.unit).await?;
        act.tell("handed-on", sender).await?;
        let mut logged = detail;
        logged["reason"] = act::length(&reason);
        let entry = Entry::of(Action::Share, Kind::Task).detail(logged);
        act.finish(entry).await?;
        Ok(passed_on)
    }

    /// Takes the case of a task, and the task as it stands then.
    async fn act_on_task<'a>(
        &'a self,
        who: &'a Subject,
        task: Id,
        version: i64,
    ) -> Result<(Act<'a>, Task), CaseError> {
        let found = self.store.row(&tasks::TASK, &[task.into()]).await?;
        let found = found.ok_or(CaseError::Missing("task"))?;
        let mut act = self.act(who, found.case).await?;
        let task = act.tx.row(&tasks::TASK, &[task.into()]).await?.ok_or(CaseError::Missing("task"))?;
        if who.body != task.body && !act.standing.may(Action::Read, Part::Tasks) {
            return Err(CaseError::Missing("task for this body"));
        }
        if task.version != version {
            return Err(act.conflict(task.version).await?);
        }
        Ok((act, task))
    }
}

impl Act<'_> {
    /// Gives one task, with its share, its line of the timeline and its notices.
    async fn give(&mut self, new: NewTask, from: Option<Id>) -> Result<Id, CaseError> {
        let kind = self.kind.task_kind(&new.kind).ok_or_else(|| Refusal::at("task-kind-unknown", "kind"))?;
        let body = self.body(new.body, "body").await?;
        if !kind.bodies.is_empty() && !kind.bodies.contains(&body.kind) {
            return Err(Refusal::at("body-not-competent", "body").with("body", body.code).into());
        }
        self.unit(new.unit, new.body, "unit").await?;
        let ask = act::text(&new.ask, "ask", 0)?;
        self.may_say(&ask, "ask")?;
        let today = self.work.access.clock().today();
        let due = new.due.or_else(|| kind.deadline.as_ref().map(|rule| rule.length.last_day(today)));
        let id = self.work.store.new_id();
        let initial = self.task_machine()?.initial.clone();
        let row = [
            id.into(),
            self.case.id.into(),
            (&kind.key).into(),
            new.body.into(),
            new.unit.into(),
            initial.into(),
            (&kind.legal_basis).into(),
            ask.into(),
            due.into(),
            self.now.into(),
            from.into(),
        ];
        self.tx.execute(&tasks::ADD, &row).await?;
        self.share_for_task(kind, &new, id).await?;
        let detail = json!({ "task": id.0, "kind": kind.key, "body": new.body.0, "legal_basis": kind.legal_basis,
                             "due": due, "from": from.map(|id| id.0) });
        self.event("task-given", Part::Tasks.key(), Some(new.body), &detail).await?;
        let told = self.people_of(new.body, new.unit).await?;
        self.tell("task-given", told).await?;
        Ok(id)
    }

    async fn share_for_task(&mut self, kind: &TaskKind, new: &NewTask, task: Id) -> Result<(), CaseError> {
        let parts = kind.shares.iter().fold(Parts::NONE.with(Part::Summary), |parts, part| parts.with(*part));
        let share = Share {
            id: self.work.store.new_id(),
            body: new.body,
            unit: new.unit,
            parts,
            origin: ShareOrigin::Task,
            purpose: kind.key.clone(),
            legal_basis: kind.legal_basis.clone(),
            at: self.now,
            expires_at: None,
        };
        self.add_share(share, Some(task)).await
    }

    fn task_machine(&self) -> Result<&Machine, CaseError> {
        let machine = self.kind.task_machine.as_ref();
        machine.ok_or_else(|| CaseError::Broken(format!("{} has no tasks", self.kind.key)))
    }

    /// Refuses whoever may not do this to the task: it belongs to the body it was given to.
    fn demand_task(&self, action: Action, task: &Task) -> Result<(), CaseError> {
        act::demand(self.may_of(action, Kind::Task, task.body, task.unit))?;
        if task.open { Ok(()) } else { Err(Refusal::new("task-ended").into()) }
    }

    /// Whether the subject may take this transition of this task.
    pub(crate) fn may_move(&self, transition: &Transition, task: &Task) -> bool {
        may_move(&self.standing, self.who, (self.case.owner, self.case.reporter_body), transition, task)
    }

    /// Puts a task into a state, with what follows from it.
    fn enter_task(&mut self, task: &mut Task, state: &str) -> Result<(), CaseError> {
        let machine = self.task_machine()?;
        let state =
            machine.state(state).ok_or_else(|| CaseError::Broken(format!("no state {state:?} of tasks")))?;
        task.state.clone_from(&state.key);
        task.open = !state.terminal;
        task.outcome.clone_from(&state.outcome);
        task.ended_at = state.terminal.then_some(self.now);
        // A state with a deadline of its own sets it; otherwise the task keeps the one it was given with.
        let due = self.due(state);
        let confirms = state.confirms;
        task.due = due.or(task.due);
        self.case.confirmed |= confirms;
        Ok(())
    }

    async fn save_task(&mut self, task: &Task, read: i64) -> Result<(), CaseError> {
        let touched = self.tx.execute(&tasks::SAVE, &task.changes(read, self.now)).await?;
        if touched == 1 { Ok(()) } else { Err(self.conflict(read + 1).await?) }
    }

    /// Lets what a task had given end soon: the body was not competent, but may see that it passed the task on.
    async fn end_share_of(&mut self, task: Id) -> Result<(), CaseError> {
        let end = self.now + PASSED_ON;
        self.tx.execute(&shares::END_OF_TASK, &[task.into(), end.into()]).await?;
        self.shares = self.tx.rows(&shares::OF_CASE, &[self.case.id.into()]).await?;
        Ok(())
    }
}

/// Whether a subject may take a transition of a task: its body works on it, the owner's leaders decide about it.
pub(crate) fn may_move(
    standing: &crate::standing::Standing,
    who: &Subject,
    (owner, reporter): (Id, Id),
    transition: &Transition,
    task: &Task,
) -> bool {
    transition.by.iter().any(|by| {
        let right = match by.relation {
            crate::Relation::Task if who.body == task.body => {
                let action = if transition.decision { Action::Decide } else { Action::Work };
                standing.decide_of(action, Kind::Task, task.body, task.unit)
            }
            crate::Relation::Owner if who.body == owner => {
                standing.decide(Action::Decide, Kind::Case, Part::Summary)
            }
            crate::Relation::Reporter if who.body == reporter => {
                standing.decide(Action::Work, Kind::Case, Part::Summary)
            }
            _ => return false,
        };
        right.is_allowed() && in_role(who, by)
    })
}

/// The state in which a task ends that was passed on.
fn handed_over(machine: &Machine) -> Option<&State> {
    let with = |outcome: &str| machine.states.iter().find(|state| state.outcome.as_deref() == Some(outcome));
    let end = || machine.states.iter().find(|state| state.terminal);
    with("handed-over").or_else(|| with("out-of-competence")).or_else(end)
}
