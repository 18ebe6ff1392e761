//! What a case holds, each part as lines of its page.

use access::Part;
use casework::{Audience, CaseType, CaseView, ShareOrigin};

use crate::desk::{Bodies, Desk};
use crate::words;

/// What the lines are made from.
pub(super) struct Parts<'a> {
    pub(super) desk: &'a Desk,
    pub(super) bodies: &'a Bodies,
    pub(super) view: &'a CaseView,
    pub(super) kind: &'a CaseType,
}

/// A body's part of the case.
pub(super) struct TaskLine {
    pub(super) href: String,
    pub(super) kind: String,
    pub(super) body: String,
    pub(super) hand: String,
    pub(super) state: String,
    pub(super) tone: &'static str,
    pub(super) open: bool,
    pub(super) due: String,
    pub(super) late: bool,
    pub(super) law: String,
    pub(super) ask: String,
    pub(super) answer: String,
    pub(super) reference: String,
    pub(super) ended: String,
    pub(super) ours: bool,
}

/// What somebody saw.
pub(super) struct FindingLine {
    pub(super) author: String,
    pub(super) at: String,
    pub(super) text: String,
}

/// What is done about it.
pub(super) struct MeasureLine {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) body: String,
    pub(super) state: String,
    pub(super) due: String,
    pub(super) late: bool,
    pub(super) cost: String,
}

/// What somebody told the others.
pub(super) struct CommentLine {
    pub(super) id: String,
    pub(super) author: String,
    pub(super) at: String,
    pub(super) text: String,
    pub(super) own: bool,
}

/// A file.
pub(super) struct FileLine {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) media: String,
    pub(super) size: String,
    pub(super) sha256: String,
    pub(super) author: String,
    pub(super) at: String,
    pub(super) preview: bool,
    pub(super) takeable: bool,
}

/// What a body was given.
pub(super) struct ShareLine {
    pub(super) href: String,
    pub(super) body: String,
    pub(super) parts: String,
    pub(super) origin: String,
    pub(super) purpose: String,
    pub(super) law: String,
    pub(super) at: String,
    pub(super) until: String,
    pub(super) takeable: bool,
}

impl Parts<'_> {
    fn author(&self, author: &casework::Author) -> String {
        words::author(self.desk.t(), self.bodies, author)
    }

    pub(super) fn tasks(&self) -> Vec<TaskLine> {
        let (t, today) = (self.desk.t(), self.desk.today());
        let line = |task: &casework::Task| TaskLine {
            href: crate::pages::tasks::href(task.case, task.id),
            kind: words::task_kind(t, Some(self.kind), &task.kind).to_owned(),
            body: self.bodies.name(task.body).to_owned(),
            hand: task.hand.name.clone().unwrap_or_default(),
            state: words::task_state(t, Some(self.kind), &task.state).to_owned(),
            tone: super::tone(task.open, task.due.is_some_and(|day| day < today), "waiting"),
            open: task.open,
            due: task.due.map_or_else(String::new, |day| words::until(t, today, day)),
            late: task.open && task.due.is_some_and(|day| day < today),
            law: task.legal_basis.clone(),
            ask: task.ask.clone(),
            answer: task.answer.clone(),
            reference: task.reference.clone(),
            ended: task.ended_at.map_or_else(String::new, |at| words::moment(t, at)),
            ours: task.body == self.desk.who.body,
        };
        self.view.tasks.iter().map(line).collect()
    }

    pub(super) fn findings(&self) -> Vec<FindingLine> {
        let line = |finding: &casework::Finding| FindingLine {
            author: self.author(&finding.author),
            at: words::moment(self.desk.t(), finding.at),
            text: finding.text.clone(),
        };
        self.view.findings.iter().map(line).collect()
    }

    pub(super) fn measures(&self) -> Vec<MeasureLine> {
        let (t, today) = (self.desk.t(), self.desk.today());
        let line = |measure: &casework::Measure| MeasureLine {
            href: crate::pages::measures::href(measure.case, measure.id),
            title: measure.title.clone(),
            kind: t
                .say(&format!("cases-measure-kind-{}", words::measure_kind_key(measure.kind)))
                .into_owned(),
            body: self.bodies.name(measure.body).to_owned(),
            state: t
                .say(&format!("cases-measure-state-{}", words::measure_state_key(measure.state)))
                .into_owned(),
            due: measure.due.map_or_else(String::new, |day| words::until(t, today, day)),
            late: is_open(measure.state) && measure.due.is_some_and(|day| day < today),
            cost: measure.cost.map_or_else(String::new, |haler| words::money(t, haler)),
        };
        self.view.measures.iter().map(line).collect()
    }

    pub(super) fn comments(&self) -> Vec<CommentLine> {
        let line = |comment: &casework::Comment| CommentLine {
            id: comment.id.to_string(),
            author: self.author(&comment.author),
            at: words::moment(self.desk.t(), comment.at),
            text: comment.text.clone(),
            own: comment.audience == Audience::OwnBody,
        };
        self.view.comments.iter().map(line).collect()
    }

    pub(super) fn files(&self) -> Vec<FileLine> {
        let t = self.desk.t();
        let ours = |author: &casework::Author| author.body == Some(self.desk.who.body);
        let line = |file: &casework::Attachment| FileLine {
            href: format!("{}/prilohy/{}", crate::pages::href(self.view.case.id), file.id),
            name: file.name.clone(),
            media: file.media.clone(),
            size: words::size(t, file.bytes),
            sha256: file.sha256.clone(),
            author: self.author(&file.author),
            at: words::moment(t, file.at),
            preview: file.preview,
            takeable: self.view.may.work && (self.view.is_owner || ours(&file.author)),
        };
        self.view.attachments.iter().map(line).collect()
    }

    pub(super) fn shares(&self) -> Vec<ShareLine> {
        let t = self.desk.t();
        let line = |share: &casework::Share| {
            let parts = Part::ALL.into_iter().filter(|part| share.parts.holds(*part));
            ShareLine {
                href: format!("{}/sdileni/{}/odebrat", crate::pages::href(self.view.case.id), share.id),
                body: self.bodies.name(share.body).to_owned(),
                parts: parts.map(|part| words::part(t, part)).collect::<Vec<_>>().join(", "),
                origin: t.say(origin(share.origin)).into_owned(),
                purpose: words::purpose(t, self.kind, &share.purpose),
                law: share.legal_basis.clone(),
                at: words::moment(t, share.at),
                until: share.expires_at.map_or_else(String::new, |at| words::moment(t, at)),
                takeable: self.view.may.share && share.origin == ShareOrigin::Person,
            }
        };
        self.view.shares.iter().map(line).collect()
    }

    /// Codes of the bodies that a comment may speak to.
    pub(super) fn mentions(&self) -> String {
        let tasks = self.view.tasks.iter().map(|task| task.body);
        let shares = self.view.shares.iter().map(|share| share.body);
        let mut bodies: Vec<store::Id> = tasks.chain(shares).chain([self.view.case.owner]).collect();
        bodies.sort_unstable();
        bodies.dedup();
        let codes = bodies.into_iter().map(|body| self.bodies.code(body)).filter(|code| !code.is_empty());
        codes.map(|code| format!("@{code}")).collect::<Vec<_>>().join(", ")
    }
}

fn is_open(state: casework::MeasureState) -> bool {
    !matches!(state, casework::MeasureState::Verified | casework::MeasureState::Abandoned)
}

fn origin(origin: ShareOrigin) -> &'static str {
    match origin {
        ShareOrigin::Person => "cases-share-by-person",
        ShareOrigin::Task => "cases-share-by-task",
        ShareOrigin::Measure => "cases-share-by-measure",
        ShareOrigin::Report => "cases-share-by-report",
    }
}
