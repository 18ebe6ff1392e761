//! The competence matrix as a table that explains itself.

use access::BodyKind;
use askama::Template;
use axum::extract::State;
use ground::Ground;
use web::{Error, Form, Page, PageContext, Say};

use crate::competence::{BODIES, Line, Mark, Matrix, Proposal};
use crate::content;
use crate::object::ObjectKind;
use crate::words;

/// The view of `/staff/ubytovny/prislusnost`.
#[derive(Template)]
#[template(path = "competence.html")]
pub(crate) struct Competence {
    page: PageContext,
    form: Form,
    topics: Vec<(String, String)>,
    kinds: Vec<(&'static str, String)>,
    asked: bool,
    proposals: Vec<Reasons>,
    bodies: Vec<BodyRow>,
}

/// A body and everything the matrix says of it.
struct BodyRow {
    name: String,
    lines: Vec<LineRow>,
}

/// A line of the table.
pub(crate) struct LineRow {
    pub(crate) topic: String,
    pub(crate) may: &'static str,
    pub(crate) says: String,
    pub(crate) objects: String,
    pub(crate) basis: String,
    pub(crate) explanation: String,
    pub(crate) unverified: bool,
}

/// What speaks for a body and against it.
pub(crate) struct Reasons {
    pub(crate) body: BodyKind,
    pub(crate) name: String,
    pub(crate) proposed: bool,
    pub(crate) by: Vec<LineRow>,
    pub(crate) against: Vec<LineRow>,
}

/// `GET /staff/ubytovny/prislusnost`
pub(crate) async fn show(page: PageContext, State(_): State<Ground>) -> Result<Page<Competence>, Error> {
    let matrix = content::matrix()?;
    let t = page.t();
    let form = Form::from_encoded(page.query().as_bytes());
    let chosen: Vec<&str> = form.all("topic").filter(|topic| matrix.topic(topic).is_some()).collect();
    let object = ObjectKind::from_key(form.text("kind")).unwrap_or(ObjectKind::LodgingHouse);
    let proposals = reasons(t, matrix.propose(&chosen, object));
    let body = |body: BodyKind| BodyRow {
        name: body_kind(t, body),
        lines: matrix
            .topics
            .iter()
            .flat_map(|topic| {
                matrix.lines(body, &topic.key).map(|line| row(t, topic.name.say(t.lang()), line))
            })
            .collect(),
    };
    Ok(Page(Competence {
        topics: topics(t, matrix),
        kinds: words::kinds(t),
        asked: !chosen.is_empty(),
        proposals,
        bodies: BODIES.into_iter().map(body).collect(),
        form: form.clone(),
        page,
    }))
}

/// Topics as options of a form.
pub(crate) fn topics(t: &Say, matrix: &Matrix) -> Vec<(String, String)> {
    matrix.topics.iter().map(|topic| (topic.key.clone(), topic.name.say(t.lang()).to_owned())).collect()
}

/// Proposals in words.
pub(crate) fn reasons(t: &Say, proposals: Vec<Proposal<'_>>) -> Vec<Reasons> {
    let rows = |lines: &[(&crate::competence::Topic, &Line)]| -> Vec<LineRow> {
        lines.iter().map(|(topic, line)| row(t, topic.name.say(t.lang()), line)).collect()
    };
    let one = |proposal: Proposal<'_>| Reasons {
        body: proposal.body,
        name: body_kind(t, proposal.body),
        proposed: proposal.is_proposed(),
        by: rows(&proposal.by),
        against: rows(&proposal.against),
    };
    proposals.into_iter().map(one).collect()
}

fn row(t: &Say, topic: &str, line: &Line) -> LineRow {
    let objects: Vec<String> = line.objects().map(|kind| words::kind(t, kind)).collect();
    LineRow {
        topic: topic.to_owned(),
        may: line.may.key(),
        says: t.say(&format!("lodging-may-{}", line.may.key())).into_owned(),
        objects: objects.join(", "),
        basis: line.basis.clone(),
        explanation: line.explanation.say(t.lang()).to_owned(),
        unverified: line.mark == Mark::K,
    }
}

/// Name of a kind of body.
pub(crate) fn body_kind(t: &Say, body: BodyKind) -> String {
    t.say(&format!("lodging-body-{}", body.key())).into_owned()
}
