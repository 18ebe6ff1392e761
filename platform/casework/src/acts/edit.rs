//! Changing what a case says.

use access::trail::Entry;
use access::{Action, Kind, Part, Subject};
use serde_json::{Map, Value as Json, json};
use store::Id;

use crate::act::{self, Act};
use crate::acts::open::place;
use crate::tables::files::CaseFile;
use crate::{CaseError, Casework, Edit, Fields, Refusal};

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
        let (old, new) = difference(&before, &act.case);
        if new.is_empty() {
            act.tx.rollback().await?;
            return Ok(version);
        }
        act.case.version += 1;
        let changed: Vec<_> = new.keys().cloned().collect();
        act.event("edited", Part::History.key(), None, &json!({ "changed": changed })).await?;
        let detail = act::before_after(old.into(), new.into());
        let case = act.finish(Entry::of(Action::Change, Kind::Case).detail(detail)).await?;
        Ok(case.version)
    }
}

impl Act<'_> {
    async fn take_edit(&mut self, edit: Edit) -> Result<(), CaseError> {
        if let Some(title) = edit.title {
            self.case.title = act::one_line(&title, "title")?;
        }
        if let Some(typed) = edit.place {
            self.case.place = place(typed)?;
        }
        self.renamed = true;
        let mut fields = self.case.fields.clone();
        fields.extend(edit.fields);
        self.case.fields = self.kind.clean(fields)?;
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

/// What has changed, before and after, by the name of the field.
fn difference(before: &CaseFile, after: &CaseFile) -> (Map<String, Json>, Map<String, Json>) {
    let (mut old, mut new) = (Map::new(), Map::new());
    let mut note = |name: &str, from: Json, to: Json| {
        if from != to {
            old.insert(name.to_owned(), from);
            new.insert(name.to_owned(), to);
        }
    };
    note("title", json!(before.title), json!(after.title));
    note("place", json!(before.place.text), json!(after.place.text));
    note("address", json!(before.place.address), json!(after.place.address));
    note("point", json!(before.place.point), json!(after.place.point));
    note("subject", json!(before.subject.map(|id| id.0)), json!(after.subject.map(|id| id.0)));
    note("unit", json!(before.unit.map(|id| id.0)), json!(after.unit.map(|id| id.0)));
    for key in before.fields.keys().chain(after.fields.keys()) {
        note(&format!("field:{key}"), json!(before.fields.get(key)), json!(after.fields.get(key)));
    }
    (old, new)
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
