//! Changing what a case says.

use std::collections::BTreeSet;

use access::trail::Entry;
use access::{Action, Kind, Part, Subject};
use serde_json::{Map, Value as Json, json};
use store::Id;

use crate::act::{self, Act};
use crate::acts::open::place;
use crate::tables::files::CaseFile;
use crate::{CaseError, CaseType, Casework, Edit, Fields, Place, Refusal};

impl Casework {
    /// Changes what a case says; `version` is the one that was read. Answers the new version.
    ///
    /// # Errors
    /// `Conflict` when somebody else was faster: nothing is written, and what was typed is kept as the draft
    /// `edit-{case}`.
    pub async fn edit(&self, who: &Subject, case: Id, version: i64, edit: Edit) -> Result<i64, CaseError> {
        let typed = typed(&edit);
        let result = self.try_edit(who, case, version, edit).await;
        let form = format!("edit-{case}");
        match &result {
            Err(CaseError::Conflict { .. }) => self.keep_draft(who, &form, &typed).await?,
            Ok(_) => self.drop_draft(who, &form).await?,
            Err(_) => {}
        }
        result
    }

    async fn try_edit(&self, who: &Subject, case: Id, version: i64, edit: Edit) -> Result<i64, CaseError> {
        let mut act = self.act(who, case).await?;
        act.must(Action::Change, Kind::Case, Part::Summary)?;
        act.must_be_at(version).await?;
        let before = act.case.clone();
        act.take_edit(edit).await?;
        let Difference { logged, words } = difference(act.kind, &before, &act.case);
        let (old, new) = logged;
        if new.is_empty() {
            act.tx.rollback().await?;
            return Ok(version);
        }
        act.case.version += 1;
        let changed: Vec<_> = new.keys().cloned().collect();
        act.event("edited", Part::History.key(), None, &json!({ "changed": changed })).await?;
        if !words.1.is_empty() {
            let detail = act::before_after(words.0.into(), words.1.into());
            act.event("reworded", act::OWN, None, &detail).await?;
        }
        let detail = act::before_after(old.into(), new.into());
        let case = act.finish(Entry::of(Action::Change, Kind::Case).detail(detail)).await?;
        Ok(case.version)
    }
}

impl Act<'_> {
    async fn take_edit(&mut self, edit: Edit) -> Result<(), CaseError> {
        if let Some(title) = edit.title {
            let title = act::one_line(&title, "title")?;
            if title != self.case.title {
                self.may_say(&title, "title")?;
            }
            self.case.title = title;
        }
        if let Some(typed) = edit.place {
            let place = place(typed)?;
            if place != self.case.place && self.kind.aggregate_only {
                return Err(Refusal::new("aggregate-only").into());
            }
            self.case.place = place;
        }
        self.renamed = true;
        let mut fields = self.case.fields.clone();
        fields.extend(edit.fields);
        let mut fields = self.kind.clean(fields)?;
        std::mem::swap(&mut self.case.fields, &mut fields);
        let before = fields;
        let typed = self.case.fields.iter().filter(|(key, text)| before.get(*key) != Some(*text));
        let typed = typed.map(|(key, text)| (key.clone(), text.clone())).collect();
        let refusals = self.work.unsayable(self.kind, &typed);
        if !refusals.is_empty() {
            return Err(CaseError::Refused(refusals));
        }
        let missing = self.kind.missing_for(&self.case.state, &self.case.fields);
        if !missing.is_empty() {
            let refusals = missing.into_iter().map(|field| Refusal::at("field-needed", field));
            return Err(CaseError::Refused(refusals.collect()));
        }
        if let Some(subject) = edit.subject {
            let rule = self.kind.subject.as_ref();
            match (rule, subject) {
                (None, Some(_)) => return Err(Refusal::at("subject-unknown", "subject").into()),
                (Some(rule), None) if rule.required => {
                    return Err(Refusal::at("subject-needed", "subject").into());
                }
                _ => {}
            }
            self.case.subject = subject;
            self.case.subject_kind = rule.filter(|_| subject.is_some()).map(|rule| rule.kind.clone());
        }
        if let Some(unit) = edit.unit {
            self.unit(unit, self.case.owner, "unit").await?;
            self.case.unit = unit;
        }
        Ok(())
    }
}

/// Values before and after, by the name of the field.
type BeforeAfter = (Map<String, Json>, Map<String, Json>);

/// What has changed.
#[derive(Default)]
struct Difference {
    /// For the trail: every changed field, of texts and places no more than their length.
    logged: BeforeAfter,
    /// For the own body's timeline: texts as they were and as they are.
    words: BeforeAfter,
}

impl Difference {
    fn closed(&mut self, name: &str, from: Json, to: Json) {
        if from != to {
            self.logged.0.insert(name.to_owned(), from);
            self.logged.1.insert(name.to_owned(), to);
        }
    }

    fn text(&mut self, name: &str, from: &str, to: &str) {
        if from == to {
            return;
        }
        self.logged.0.insert(name.to_owned(), act::length(from));
        self.logged.1.insert(name.to_owned(), act::length(to));
        self.words.0.insert(name.to_owned(), json!(from));
        self.words.1.insert(name.to_owned(), json!(to));
    }
}

fn difference(kind: &CaseType, before: &CaseFile, after: &CaseFile) -> Difference {
    let mut difference = Difference::default();
    difference.text("title", &before.title, &after.title);
    difference.text("place", &before.place.text, &after.place.text);
    // Where it is on the map is as telling as the address in words.
    if (before.place.address, before.place.point) != (after.place.address, after.place.point) {
        let given = |place: &Place| json!({ "given": place.address.is_some() || place.point.is_some() });
        difference.logged.0.insert("point".to_owned(), given(&before.place));
        difference.logged.1.insert("point".to_owned(), given(&after.place));
    }
    let id = |id: Option<Id>| json!(id.map(|id| id.0));
    difference.closed("subject", id(before.subject), id(after.subject));
    difference.closed("unit", id(before.unit), id(after.unit));
    let keys: BTreeSet<_> = before.fields.keys().chain(after.fields.keys()).collect();
    for key in keys {
        let (from, to) = (before.fields.get(key), after.fields.get(key));
        let closed = kind.field(key).is_some_and(|field| field.kind.is_closed());
        let name = format!("field:{key}");
        if closed {
            difference.closed(&name, json!(from), json!(to));
        } else {
            let text = |value: Option<&String>| value.cloned().unwrap_or_default();
            difference.text(&name, &text(from), &text(to));
        }
    }
    difference
}

/// What was typed, as a draft keeps it.
fn typed(edit: &Edit) -> Fields {
    let mut fields = edit.fields.clone();
    if let Some(title) = &edit.title {
        fields.insert("title".to_owned(), title.clone());
    }
    if let Some(place) = &edit.place {
        fields.insert("place".to_owned(), place.text.clone());
    }
    fields
}
