//! One act on one case: the case is taken first, so that whoever else acts on it waits; then the rule; at the end
//! case, reach, words, trail, commit.

use access::trail::{self, Entry};
use access::{Action, Actor, Decision, Kind, Part, Subject};
use chrono::{DateTime, Utc};
use serde_json::{Value as Json, json};
use store::{Id, Transaction, Value};

use crate::standing::{self, Standing};
use crate::tables::files::CaseFile;
use crate::tables::people::{BodyRow, Recipient};
use crate::tables::{events, files, lists, people, reach, shares};
use crate::{CaseError, CaseType, Casework, Refusal, Share, search_words};

/// Part of an event that only the body itself sees.
pub(crate) const OWN: &str = "own";

pub(crate) struct Act<'a> {
    pub(crate) work: &'a Casework,
    pub(crate) tx: Transaction,
    pub(crate) who: &'a Subject,
    pub(crate) now: DateTime<Utc>,
    pub(crate) case: CaseFile,
    pub(crate) kind: &'a CaseType,
    pub(crate) shares: Vec<Share>,
    pub(crate) standing: Standing,
    /// Title or place have changed, so the case is found by other words.
    pub(crate) renamed: bool,
}

impl Casework {
    /// Takes a case for an act of `who`, who must at least be able to read it. A forgotten case stays as it is.
    pub(crate) async fn act<'a>(&'a self, who: &'a Subject, case: Id) -> Result<Act<'a>, CaseError> {
        let now = self.access.clock().now();
        let mut tx = self.store.begin().await?;
        let Some(case) = tx.row(&files::TAKE, &[case.into(), now.into()]).await? else {
            return Err(CaseError::Missing("case"));
        };
        let shares = tx.rows(&shares::OF_CASE, &[case.id.into()]).await?;
        let kind = self.kind_of(&case)?;
        let standing = Standing::of(who, now, &case, &shares, kind.personal);
        match standing.decide(Action::Read, Kind::Case, Part::Summary) {
            Decision::Allowed { .. } => {}
            Decision::StepUp => return Err(CaseError::StepUp),
            Decision::Denied => {
                tx.rollback().await?;
                self.note_denied(who, Action::Change, case.id).await?;
                return Err(CaseError::Missing("case for this subject"));
            }
        }
        if case.forgotten_at.is_some() {
            return Err(Refusal::new("case-forgotten").into());
        }
        Ok(Act { work: self, tx, who, now, case, kind, shares, standing, renamed: false })
    }

    pub(crate) fn kind_of(&self, case: &CaseFile) -> Result<&CaseType, CaseError> {
        self.types.get(&case.kind).ok_or_else(|| CaseError::Broken(format!("no case type {:?}", case.kind)))
    }

    /// Refuses a free text that a case of this kind does not take.
    pub(crate) fn may_say(&self, kind: &CaseType, text: &str, field: &str) -> Result<(), Refusal> {
        // Where single cases never leave the body there is nothing to type, so that no person can be described.
        if kind.aggregate_only && !text.is_empty() {
            return Err(Refusal::new("aggregate-only"));
        }
        match (self.words)(text).as_slice() {
            [] => Ok(()),
            found => Err(Refusal::at("words-of-origin", field).with("words", found.join(", "))),
        }
    }

    /// Somebody tried what is not theirs: the trail knows, the person sees "not found".
    pub(crate) async fn note_denied(&self, who: &Subject, action: Action, case: Id) -> Result<(), CaseError> {
        let entry = Entry::of(action, Kind::Case).on(case).denied().rows(0);
        Ok(self.access.note(&Actor::from(who), entry).await?)
    }
}

impl Act<'_> {
    /// Refuses what `who` may not do to a part of the case.
    pub(crate) fn must(&self, action: Action, kind: Kind, part: Part) -> Result<(), CaseError> {
        demand(self.standing.decide(action, kind, part))
    }

    /// Refuses a free text that this case does not take.
    pub(crate) fn may_say(&self, text: &str, field: &str) -> Result<(), Refusal> {
        self.work.may_say(self.kind, text, field)
    }

    /// Refuses to go on from a version that is not the one that stands.
    pub(crate) async fn must_be_at(&mut self, version: i64) -> Result<(), CaseError> {
        if self.case.version == version {
            return Ok(());
        }
        Err(self.conflict(self.case.version).await?)
    }

    /// Says who was faster, as far as `who` may know.
    pub(crate) async fn conflict(&mut self, theirs: i64) -> Result<CaseError, CaseError> {
        let last = self.tx.row(&events::LAST, &[self.case.id.into()]).await?;
        let (body, name, at) = last.unwrap_or((None, None, self.now));
        let by = if body == Some(self.who.body) { name } else { None };
        Ok(CaseError::Conflict { theirs, by, body, at })
    }

    /// Adds a line to the timeline. Whoever may see `part` sees it, and the body that it `concerns`.
    pub(crate) async fn event(
        &mut self,
        kind: &str,
        part: &str,
        concerns: Option<Id>,
        detail: &Json,
    ) -> Result<(), CaseError> {
        let (person, body) = (Some(self.who.person), Some(self.who.body));
        self.event_by(person, body, kind, part, concerns, detail).await
    }

    /// Adds a line that nobody did: what follows from the rules by itself.
    pub(crate) async fn event_by_rule(
        &mut self,
        kind: &str,
        part: &str,
        detail: &Json,
    ) -> Result<(), CaseError> {
        self.event_by(None, None, kind, part, None, detail).await
    }

    async fn event_by(
        &mut self,
        person: Option<Id>,
        body: Option<Id>,
        kind: &str,
        part: &str,
        concerns: Option<Id>,
        detail: &Json,
    ) -> Result<(), CaseError> {
        self.case.events += 1;
        let row: [Value; 9] = [
            self.case.id.into(),
            self.case.events.into(),
            self.now.into(),
            person.into(),
            body.into(),
            concerns.into(),
            kind.into(),
            part.into(),
            detail.clone().into(),
        ];
        self.tx.execute(&events::ADD, &row).await?;
        Ok(())
    }

    /// A body that takes part today, or a refusal at the field.
    pub(crate) async fn body(&mut self, id: Id, field: &str) -> Result<BodyRow, CaseError> {
        let today = self.work.access.clock().today();
        let found = self.tx.row(&people::BODY, &[id.into(), today.into()]).await?;
        found.ok_or_else(|| Refusal::at("body-unknown", field).into())
    }

    /// A unit of a body, or a refusal at the field.
    pub(crate) async fn unit(&mut self, unit: Option<Id>, body: Id, field: &str) -> Result<(), CaseError> {
        let Some(unit) = unit else { return Ok(()) };
        match self.tx.row(&people::UNIT, &[unit.into(), body.into()]).await? {
            Some(_) => Ok(()),
            None => Err(Refusal::at("unit-unknown", field).into()),
        }
    }

    /// People who screen for a body.
    pub(crate) async fn people_of(
        &mut self,
        body: Id,
        unit: Option<Id>,
    ) -> Result<Vec<Recipient>, CaseError> {
        let today = self.work.access.clock().today();
        Ok(self.tx.rows(&people::OF_BODY, &[body.into(), unit.into(), today.into()]).await?)
    }

    /// People who watch the case and whose body may still see it.
    pub(crate) async fn watchers(&mut self) -> Result<Vec<Recipient>, CaseError> {
        let today = self.work.access.clock().today();
        let all = self.tx.rows(&people::WATCHERS, &[self.case.id.into(), today.into()]).await?;
        let sees = |body: Id| {
            body == self.case.owner
                || self.shares.iter().any(|share| share.body == body && share.holds(self.now))
        };
        Ok(all.into_iter().filter(|recipient| sees(recipient.body)).collect())
    }

    /// Ends the act: everything that was changed, or nothing.
    pub(crate) async fn finish(mut self, entry: Entry) -> Result<CaseFile, CaseError> {
        self.tx.execute(&files::SAVE, &self.case.changes()).await?;
        unfold(&mut self.tx, &self.case, &self.shares).await?;
        if self.renamed {
            self.tx.execute(&files::DROP_WORDS, &[self.case.id.into()]).await?;
            self.tx.execute_many(&files::ADD_WORD, words_of(&self.case)).await?;
        }
        let entry = entry.on(self.case.id);
        let entry = if entry.purpose.is_empty() { entry.purpose(self.case.number.clone()) } else { entry };
        trail::record(&mut self.tx, self.now, &Actor::from(self.who), entry).await?;
        self.tx.commit().await?;
        Ok(self.case)
    }
}

/// An answer of the policy as an error.
pub(crate) fn demand(decision: Decision) -> Result<(), CaseError> {
    match decision {
        Decision::Allowed { .. } => Ok(()),
        Decision::StepUp => Err(CaseError::StepUp),
        Decision::Denied => Err(CaseError::Missing("right to this act")),
    }
}

/// Writes who may see the case, for lists.
pub(crate) async fn unfold(tx: &mut Transaction, case: &CaseFile, shares: &[Share]) -> Result<(), CaseError> {
    let dues = tx.rows(&reach::DUES, &[case.id.into()]).await?;
    tx.execute(&reach::DROP, &[case.id.into()]).await?;
    tx.execute_many(&reach::ADD, reach_rows(case, shares, &dues)).await?;
    Ok(())
}

/// Rows of `case_reach`. The owner and the city see every deadline, other bodies their own.
pub(crate) fn reach_rows(case: &CaseFile, shares: &[Share], dues: &[(Id, String)]) -> Vec<Vec<Value>> {
    let state_due = case.due.filter(|_| case.open).map(|day| day.to_string());
    let due_for = |body: Id| {
        let ours = body == case.owner || body == standing::CITY;
        let mine = dues.iter().filter(|(of, _)| ours || *of == body).map(|(_, day)| day.as_str());
        mine.chain(state_due.as_deref().filter(|_| ours)).min().unwrap_or(lists::NEVER).to_owned()
    };
    let row = |(body, lane, until): (Id, i64, i64)| {
        vec![
            body.into(),
            lane.into(),
            case.id.into(),
            until.into(),
            (&case.kind).into(),
            (&case.state).into(),
            case.open.into(),
            (case.waits && case.open && body == case.owner).into(),
            case.owner.into(),
            due_for(body).into(),
            case.changed_at.into(),
        ]
    };
    standing::lanes(case, shares).into_iter().map(row).collect()
}

/// Rows of `case_word`.
pub(crate) fn words_of(case: &CaseFile) -> Vec<Vec<Value>> {
    let words = search_words::packed(&[&case.number, &case.title, &case.place.text]);
    words.into_iter().map(|word| vec![word.into(), case.id.into()]).collect()
}

/// A text of one line, trimmed and of sensible length, or a refusal at the field.
pub(crate) fn one_line(text: &str, field: &'static str) -> Result<String, Refusal> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\0', "");
    match text.chars().count() {
        0..3 => Err(Refusal::at("text-too-short", field)),
        3..=200 => Ok(text),
        _ => Err(Refusal::at("text-too-long", field).with("most", 200)),
    }
}

/// A text of several lines, trimmed, or a refusal at the field.
pub(crate) fn text(text: &str, field: &'static str, least: usize) -> Result<String, Refusal> {
    const MOST: usize = 20_000;
    let text = text.replace("\r\n", "\n").replace('\0', "").trim().to_owned();
    match text.chars().count() {
        count if count < least => Err(Refusal::at("text-too-short", field)),
        0..=MOST => Ok(text),
        _ => Err(Refusal::at("text-too-long", field).with("most", MOST)),
    }
}

/// A text from an address or a form without NUL, which no database keeps.
pub(crate) fn plain(text: &str) -> String {
    text.replace('\0', "")
}

/// All that the trail says of a text: that it was given, and how long it is. The words stay in the case and its
/// timeline, which are emptied when their time is over; the trail never is, and auditors see no case.
pub(crate) fn length(text: &str) -> Json {
    if text.is_empty() { Json::Null } else { json!({ "length": text.chars().count() }) }
}

/// What the trail says of the value of a field: values of closed vocabularies as they are, of texts and places only
/// that they were given.
pub(crate) fn said(kind: &CaseType, key: &str, value: Option<&String>) -> Json {
    let Some(value) = value else { return Json::Null };
    let closed = kind.field(key).is_some_and(|field| field.kind.is_closed());
    if closed { json!(value) } else { length(value) }
}

/// What an entry of the trail keeps of a case, before and after.
pub(crate) fn before_after(before: Json, after: Json) -> Json {
    json!({ "before": before, "after": after })
}
