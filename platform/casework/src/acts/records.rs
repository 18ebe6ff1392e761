//! Findings and comments.

use access::trail::Entry;
use access::{Action, Kind, Part, Subject};
use serde_json::json;
use store::Id;

use crate::act::{self, Act};
use crate::tables::people::{self, BodyRow};
use crate::tables::{records, tasks};
use crate::{Audience, CaseError, Casework, Refusal};

impl Casework {
    /// Adds a finding, within one's own task if one is named.
    ///
    /// # Errors
    /// `Missing` for whoever may not work on the case; `Refused`: `text-too-short`, `text-too-long`, `task-unknown`.
    pub async fn finding(
        &self,
        who: &Subject,
        case: Id,
        task: Option<Id>,
        text: &str,
    ) -> Result<Id, CaseError> {
        let mut act = self.act(who, case).await?;
        act.must(Action::Work, Kind::Case, Part::Summary)?;
        let text = act::text(text, "text", 3)?;
        act.may_say(&text, "text")?;
        if let Some(task) = task {
            let found = act.tx.row(&tasks::TASK, &[task.into()]).await?;
            if found.is_none_or(|found| found.case != case || found.body != who.body) {
                return Err(Refusal::at("task-unknown", "task").into());
            }
        }
        let id = self.store.new_id();
        let row = [
            id.into(),
            case.into(),
            task.into(),
            who.body.into(),
            who.person.into(),
            act.now.into(),
            (&text).into(),
        ];
        act.tx.execute(&records::ADD_FINDING, &row).await?;
        let detail = json!({ "finding": id.0, "task": task.map(|id| id.0) });
        act.event("finding", Part::Findings.key(), None, &detail).await?;
        let after = json!({ "finding": id.0, "text": act::length(&text) });
        act.finish(Entry::of(Action::Work, Kind::Case).detail(act::before_after(json!(null), after))).await?;
        Ok(id)
    }

    /// Adds a comment. `@code-of-a-body` tells that body's coordinators, if it was given the comments; in a comment
    /// for the own body it tells nobody else.
    ///
    /// # Errors
    /// `Missing` for whoever may not work on the case; `Refused`: `text-too-short`, `text-too-long`,
    /// `body-sees-no-comments` when a body is named that would not see it.
    pub async fn comment(
        &self,
        who: &Subject,
        case: Id,
        audience: Audience,
        text: &str,
    ) -> Result<Id, CaseError> {
        let mut act = self.act(who, case).await?;
        act.must(Action::Work, Kind::Case, Part::Summary)?;
        if audience == Audience::All {
            act.must(Action::Read, Kind::Case, Part::Comments)?;
        }
        let text = act::text(text, "text", 1)?;
        act.may_say(&text, "text")?;
        let mentioned = act.mentioned(&text, audience).await?;
        let id = self.store.new_id();
        let key = if audience == Audience::All { "all" } else { "body" };
        let row = [
            id.into(),
            case.into(),
            who.body.into(),
            who.person.into(),
            act.now.into(),
            key.into(),
            (&text).into(),
        ];
        act.tx.execute(&records::ADD_COMMENT, &row).await?;
        let part = if audience == Audience::All { Part::Comments.key() } else { act::OWN };
        act.event("comment", part, None, &json!({ "comment": id.0 })).await?;
        for body in mentioned {
            let told = act.people_of(body.id, None).await?;
            act.tell("mentioned", told).await?;
        }
        let after = json!({ "comment": id.0, "audience": key, "text": act::length(&text) });
        act.finish(Entry::of(Action::Work, Kind::Case).detail(act::before_after(json!(null), after))).await?;
        self.drop_draft(who, &format!("comment-{case}")).await?;
        Ok(id)
    }
}

impl Act<'_> {
    /// The bodies that a comment names; each must be able to see it.
    async fn mentioned(&mut self, text: &str, audience: Audience) -> Result<Vec<BodyRow>, CaseError> {
        let codes = mentions(text);
        if codes.is_empty() {
            return Ok(Vec::new());
        }
        let today = self.work.access.clock().today();
        let bodies = self.tx.rows(&people::BODIES, &[today.into()]).await?;
        let named: Vec<_> = bodies.into_iter().filter(|body| codes.contains(&body.code)).collect();
        let sees = |body: &BodyRow| {
            let given = self.shares.iter().filter(|share| share.body == body.id && share.holds(self.now));
            let all = body.id == self.case.owner
                || given.into_iter().any(|share| share.parts.holds(Part::Comments));
            body.id == self.who.body || (audience == Audience::All && all)
        };
        match named.iter().find(|body| !sees(body)) {
            Some(blind) => Err(Refusal::at("body-sees-no-comments", "text").with("body", &blind.code).into()),
            None => Ok(named),
        }
    }
}

/// Codes of bodies that a text names: `@cizinecka-policie`. An address of e-mail names nobody.
#[must_use]
pub fn mentions(text: &str) -> Vec<String> {
    let mut codes = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        if c == '@' && before.is_none_or(|c: char| !c.is_alphanumeric() && c != '.') {
            let rest = text.get(at + 1..).unwrap_or_default();
            let end = rest.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            let code = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default().trim_end_matches('-');
            if !code.is_empty() && !codes.iter().any(|known| known == code) {
                codes.push(code.to_owned());
            }
        }
        before = Some(c);
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn bodies_are_named_by_their_codes() {
        for (text, codes) in [
            ("@cizinecka-policie prosím o stanovisko", vec!["cizinecka-policie"]),
            ("Prosím @khs, @hzs. A ještě @khs", vec!["khs", "hzs"]),
            ("pište na info@mesto.example", vec![]),
            ("konec @obvod-1.", vec!["obvod-1"]),
            ("@", vec![]),
            ("@@khs", vec!["khs"]),
            ("(@khs)", vec!["khs"]),
            ("@Ž", vec![]),
        ] {
            assert_eq!(mentions(text), codes, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in ".*") {
            proptest::prop_assert!(mentions(&text).iter().all(|code| text.contains(code.as_str())));
        }
    }
}
