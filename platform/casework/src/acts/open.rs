//! Opening a case.

use access::trail::Entry;
use access::{Action, Context, Decision, Kind, Part, Parts, Resource, Subject, authorize};
use chrono::Datelike;
use serde_json::json;
use store::Id;

use crate::act::{self, Act};
use crate::standing::Standing;
use crate::tables::files::{self, CaseFile};
use crate::tables::{people, shares};
use crate::{
    Case, CaseError, CaseType, Casework, FieldKind, Fields, NewCase, Place, Refusal, Share, ShareOrigin,
    WaitsFor,
};

impl Casework {
    /// Opens a case. When another body coordinates it, the reporting body keeps a share of what it reported.
    ///
    /// # Errors
    /// `Refused` for what was typed, `Missing` without the right to open cases.
    pub async fn open(&self, who: &Subject, new: NewCase) -> Result<Case, CaseError> {
        let now = self.access.clock().now();
        let ours = Resource::owned(Kind::Case, who.body);
        act::demand(authorize(who, Action::Create, &ours, &Context { now }))?;
        let Some(kind) = self.types.get(&new.kind) else {
            return Err(Refusal::at("type-unknown", "kind").into());
        };
        let new = if kind.aggregate_only { untold(kind, new) } else { new };
        let case = self.drafted(who, kind, new)?;
        let mut tx = self.store.begin().await?;
        let owner = owner(&mut tx, self.access.clock().today(), who, kind, case.owner).await?;
        let case = CaseFile { owner, unit: case.unit.filter(|_| owner == who.body), ..case };
        let year = self.access.clock().today().year();
        let last = tx.row(&files::NEXT_NUMBER, &[(&kind.key).into(), year.into()]).await?.unwrap_or(1);
        let case = CaseFile { number: format!("{}-{year}-{last:05}", kind.prefix), ..case };
        tx.execute(&files::ADD, &case.row()).await?;
        let standing = Standing::of(who, now, &case, &[], kind.personal);
        let mut act =
            Act { work: self, tx, who, now, case, kind, shares: Vec::new(), standing, renamed: true };
        if !kind.aggregate_only {
            act.share_with_reporter().await?;
        }
        act.event("opened", Part::History.key(), None, &json!({ "state": act.case.state })).await?;
        if owner != who.body {
            let screeners = act.people_of(owner, None).await?;
            act.tell("reported", screeners).await?;
        }
        let keys = act.case.fields.iter();
        let fields = keys.map(|(key, value)| (key.clone(), act::said(kind, key, Some(value))));
        let fields: serde_json::Map<_, _> = fields.collect();
        let after = json!({ "state": act.case.state, "title": act::length(&act.case.title),
                            "place": act::length(&act.case.place.text), "fields": fields });
        let detail = act::before_after(json!(null), after);
        let case = act.finish(Entry::of(Action::Create, Kind::Case).detail(detail)).await?;
        Ok(crate::acts::view::shown(&case, who, None))
    }

    /// The case as far as it follows from what was typed.
    fn drafted(&self, who: &Subject, kind: &CaseType, new: NewCase) -> Result<CaseFile, CaseError> {
        let now = self.access.clock().now();
        let mut refusals = Vec::new();
        let title =
            act::one_line(&new.title, "title").map_err(|refusal| refusals.push(refusal)).unwrap_or_default();
        let place = place(new.place).map_err(|refusal| refusals.push(refusal)).unwrap_or_default();
        let fields = kind.clean(new.fields).map_err(|faults| {
            refusals.extend(faults.into_iter().map(|fault| Refusal::at(fault.code, fault.field)));
        });
        let fields = fields.unwrap_or_default();
        if !kind.aggregate_only {
            refusals.extend(self.may_say(kind, &title, "title").err());
        }
        refusals.extend(self.unsayable(kind, &fields));
        let missing = kind.missing_for(&kind.machine.initial, &fields);
        let named = |field: &String| refusals.iter().any(|refusal| refusal.field.as_ref() == Some(field));
        let missing: Vec<_> = missing.into_iter().filter(|field| !named(field)).collect();
        refusals.extend(missing.into_iter().map(|field| Refusal::at("field-needed", field)));
        match &kind.subject {
            Some(rule) if rule.required && new.subject.is_none() => {
                refusals.push(Refusal::at("subject-needed", "subject"));
            }
            None if new.subject.is_some() => refusals.push(Refusal::at("subject-unknown", "subject")),
            _ => {}
        }
        if !refusals.is_empty() {
            return Err(CaseError::Refused(refusals));
        }
        let Some(state) = kind.machine.state(&kind.machine.initial) else {
            return Err(CaseError::Broken(format!("no initial state of {}", kind.key)));
        };
        Ok(CaseFile {
            id: self.store.new_id(),
            kind: kind.key.clone(),
            number: String::new(),
            state: state.key.clone(),
            open: !state.terminal,
            waits: state.waits_for == WaitsFor::Owner && !state.terminal,
            title,
            place,
            fields,
            // Zero stands for "by the rule of the type".
            owner: new.owner.unwrap_or(Id(0)),
            unit: single_unit(who),
            reporter_body: who.body,
            reporter: Some(who.person),
            subject_kind: kind
                .subject
                .as_ref()
                .filter(|_| new.subject.is_some())
                .map(|rule| rule.kind.clone()),
            subject: new.subject,
            opened_at: now,
            changed_at: now,
            state_since: now,
            closed_at: state.terminal.then_some(now),
            due: state
                .deadline
                .as_ref()
                .filter(|_| !state.terminal)
                .map(|rule| rule.length.last_day(self.access.clock().today())),
            confirmed: false,
            undo: None,
            events: 0,
            forgotten_at: None,
            version: 1,
        })
    }
}

/// A case that tells nothing of its own in words: it is called what its type is called, and is nowhere.
fn untold(kind: &CaseType, new: NewCase) -> NewCase {
    NewCase { title: kind.name.in_language("cs").to_owned(), place: Place::default(), ..new }
}

impl Casework {
    /// Texts among fields that the case does not take.
    pub(crate) fn unsayable(&self, kind: &CaseType, fields: &Fields) -> Vec<Refusal> {
        let texts = fields.iter().filter(|(key, _)| {
            kind.field(key).is_some_and(|field| matches!(field.kind, FieldKind::Text | FieldKind::Long))
        });
        texts.filter_map(|(key, text)| self.may_say(kind, text, key).err()).collect()
    }
}

/// The unit of a person who works in one unit only: what they open belongs to it.
fn single_unit(who: &Subject) -> Option<Id> {
    let limited = who.capacities.iter().all(|capacity| capacity.unit.is_some());
    who.capacities.first().and_then(|capacity| capacity.unit).filter(|_| limited)
}

/// Who coordinates the new case.
async fn owner(
    tx: &mut store::Transaction,
    today: chrono::NaiveDate,
    who: &Subject,
    kind: &CaseType,
    wanted: Id,
) -> Result<Id, CaseError> {
    if wanted != Id(0) {
        let body = tx.row(&people::BODY, &[wanted.into(), today.into()]).await?;
        let body = body.ok_or_else(|| Refusal::at("body-unknown", "owner"))?;
        let fits = kind.owners.is_empty() || kind.owners.contains(&body.kind);
        return if fits { Ok(wanted) } else { Err(Refusal::at("body-not-competent", "owner").into()) };
    }
    if kind.owners.is_empty() || kind.owners.contains(&who.body_kind) {
        return Ok(who.body);
    }
    let bodies = tx.rows(&people::BODIES, &[today.into()]).await?;
    let of_kind = |wanted| bodies.iter().find(|body| body.kind == wanted).map(|body| body.id);
    kind.owners.iter().copied().find_map(of_kind).ok_or_else(|| Refusal::new("no-owner").into())
}

/// A place as typed, checked.
pub(crate) fn place(place: Place) -> Result<Place, Refusal> {
    let text = place.text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\0', "");
    if text.chars().count() > 300 {
        return Err(Refusal::at("text-too-long", "place").with("most", 300));
    }
    let on_earth = |(lat, lon): (f64, f64)| (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    match place.point {
        Some(point) if !on_earth(point) => Err(Refusal::at("place-not-on-earth", "place")),
        _ => Ok(Place { text, ..place }),
    }
}

impl Act<'_> {
    /// What a reporting body keeps of a case that another one coordinates.
    async fn share_with_reporter(&mut self) -> Result<(), CaseError> {
        if self.case.owner == self.who.body {
            return Ok(());
        }
        let parts =
            Parts::NONE.with(Part::Summary).with(Part::Findings).with(Part::Comments).with(Part::Attachments);
        let share = Share {
            id: self.work.store.new_id(),
            body: self.who.body,
            unit: single_unit(self.who),
            parts,
            origin: ShareOrigin::Report,
            purpose: String::new(),
            legal_basis: String::new(),
            at: self.now,
            expires_at: None,
        };
        self.add_share(share, None).await
    }

    /// Gives a body parts of the case. One's own body may be given its own case, so that a unit of it sees it.
    pub(crate) async fn add_share(&mut self, share: Share, task: Option<Id>) -> Result<(), CaseError> {
        if self.kind.aggregate_only && share.body != self.case.owner {
            return Err(Refusal::at("aggregate-only", "body").into());
        }
        let row = [
            share.id.into(),
            self.case.id.into(),
            share.body.into(),
            share.unit.into(),
            share.parts.bits().into(),
            share.origin.key().into(),
            task.into(),
            (&share.purpose).into(),
            (&share.legal_basis).into(),
            self.who.body.into(),
            self.who.person.into(),
            share.at.into(),
            share.expires_at.into(),
        ];
        self.tx.execute(&shares::ADD, &row).await?;
        self.shares.push(share);
        Ok(())
    }

    /// Whether the policy lets `who` do this to something of the body's own.
    pub(crate) fn may_of(&self, action: Action, kind: Kind, body: Id, unit: Option<Id>) -> Decision {
        self.standing.decide_of(action, kind, body, unit)
    }
}
