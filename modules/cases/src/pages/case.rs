//! One case: where it stands, whose move it is and until when, what this person may do; then everything it holds.

mod life;
mod parts;

use access::Part;
use askama::Template;
use axum::extract::Path;
use axum::response::IntoResponse;
use casework::{CaseType, CaseView, Event, Transition, WaitsFor};
use web::{Error, Form, Page, PageContext};

pub(super) use self::life::limit;
use self::life::{Life, life};
use self::parts::{CommentLine, FileLine, FindingLine, MeasureLine, ShareLine, TaskLine};
use crate::desk::{Answer, Bodies, Desk, Stop, id};
use crate::words;

/// Lines of the timeline on the page itself.
const HISTORY: usize = 20;

/// The view of `/staff/pripady/{case}`.
#[derive(Template)]
#[template(path = "case.html")]
pub(super) struct CasePage {
    page: PageContext,
    pub(super) form: Form,
    href: String,
    head: Head,
    version: i64,
    undo: Option<Undo>,
    present: String,
    given: Option<Given>,
    emergency: bool,
    forgotten: bool,
    moves: Vec<Move>,
    edit: bool,
    route: bool,
    share: bool,
    work: bool,
    propose: bool,
    watched: bool,
    says: Vec<(String, String)>,
    life: Life,
    seen: Seen,
    gives: Seen,
    tasks: Vec<TaskLine>,
    findings: Vec<FindingLine>,
    measures: Vec<MeasureLine>,
    comments: Vec<CommentLine>,
    files: Vec<FileLine>,
    shares: Vec<ShareLine>,
    history: Vec<web::parts::Event>,
    largest: String,
    mentions: String,
}

/// What the page answers first.
struct Head {
    number: String,
    title: String,
    kind: String,
    state: String,
    tone: &'static str,
    open: bool,
    whose: String,
    due: String,
    late: bool,
    law: String,
    since: String,
    owner: String,
    reporter: String,
    opened: String,
    closed: String,
    place: String,
    map: String,
    subject: String,
}

/// The offer to take the last move back.
struct Undo {
    what: String,
    until: String,
}

/// What another body sees and why.
struct Given {
    parts: String,
    hidden: String,
    owner: String,
    reasons: Vec<(String, String)>,
}

/// Of which parts there is something to see, or which were given.
struct Seen {
    tasks: bool,
    findings: bool,
    measures: bool,
    comments: bool,
    files: bool,
    history: bool,
}

/// A button of the page.
struct Move {
    key: String,
    label: String,
    /// Whether it asks for something on a page of its own.
    asks: bool,
    /// The first one is what the page is for.
    look: &'static str,
    /// The page it leads to, when it asks.
    href: String,
}

/// `GET /staff/pripady/{case}`
pub(crate) async fn show(desk: Desk, Path(case): Path<String>) -> Answer {
    let case = id(&case)?;
    let view = desk.ground.casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
    // Whoever looks at the case knows what the notices about it say.
    desk.ground.casework.seen_case(&desk.who, case).await.map_err(|error| desk.stop(error))?;
    page(&desk, &view, Form::empty()).await.map(|page| Page(page).into_response())
}

/// The page of a case; `form` holds what was typed into one of its small forms and refused.
pub(super) async fn page(desk: &Desk, view: &CaseView, form: Form) -> Result<CasePage, Stop> {
    let bodies = desk.bodies().await?;
    let kind = kind_of(desk, view)?;
    let case = &view.case;
    let t = desk.t();
    let events: Vec<Event> = if view.parts.holds(Part::History) || view.is_owner {
        let lines = desk.ground.casework.timeline(&desk.who, case.id, None, HISTORY).await;
        lines.map_err(|error| desk.stop(error))?
    } else {
        Vec::new()
    };
    let parts = parts::Parts { desk, bodies: &bodies, view, kind };
    let sees = |part| view.parts.holds(part);
    Ok(CasePage {
        href: super::href(case.id),
        head: head(desk, &bodies, view, kind),
        version: case.version,
        undo: view
            .may
            .undo
            .as_ref()
            .map(|(key, until)| Undo { what: button(t, kind, key), until: words::moment(t, *until) }),
        present: present(desk, &bodies, view),
        given: (!view.is_owner).then(|| given(desk, &bodies, kind, view)),
        emergency: view.emergency,
        forgotten: case.forgotten_at.is_some(),
        moves: moves(t.lang().tag(), kind, view),
        edit: view.may.edit,
        // Where a transition hands the case over there is one button for it, not two.
        route: view.may.route && !view.may.moves.iter().any(|step| hands_over(kind, view, step)),
        share: view.may.share,
        work: view.may.work,
        propose: view.may.propose,
        watched: view.watched,
        says: says(desk, view, kind),
        life: life(t, kind, case, &events),
        seen: Seen {
            tasks: sees(Part::Tasks) || !view.tasks.is_empty(),
            findings: sees(Part::Findings) || !view.findings.is_empty(),
            measures: sees(Part::Measures) || !view.measures.is_empty(),
            comments: sees(Part::Comments) || !view.comments.is_empty(),
            files: sees(Part::Attachments) || !view.attachments.is_empty(),
            history: sees(Part::History),
        },
        gives: Seen {
            tasks: sees(Part::Tasks),
            findings: sees(Part::Findings),
            measures: sees(Part::Measures),
            comments: sees(Part::Comments),
            files: sees(Part::Attachments),
            history: sees(Part::History),
        },
        tasks: parts.tasks(),
        findings: parts.findings(),
        measures: parts.measures(),
        comments: parts.comments(),
        files: parts.files(),
        shares: if view.is_owner { parts.shares() } else { Vec::new() },
        history: super::timeline::lines(desk, &bodies, kind, &events),
        largest: t.with1("cases-size-mb", "amount", desk.ground.casework.limits().attachment >> 20),
        mentions: parts.mentions(),
        form,
        page: desk.page.clone(),
    })
}

/// The type of a case.
pub(super) fn kind_of<'a>(desk: &'a Desk, view: &CaseView) -> Result<&'a CaseType, Stop> {
    let kind = desk.ground.casework.types().get(&view.case.kind);
    kind.ok_or_else(|| Stop::Web(Error::fault("show a case", format!("no type {}", view.case.kind))))
}

fn head(desk: &Desk, bodies: &Bodies, view: &CaseView, kind: &CaseType) -> Head {
    let (t, case, today) = (desk.t(), &view.case, desk.today());
    let state = kind.machine.state(&case.state);
    let whose = match state.map(|state| state.waits_for) {
        Some(WaitsFor::Owner) => t.with1("cases-turn-owner", "body", bodies.name(case.owner)),
        Some(WaitsFor::Tasks) => turn_of_tasks(desk, bodies, view),
        Some(WaitsFor::Nobody) | None => t.say("cases-turn-nobody").into_owned(),
    };
    let subject = kind.subject.as_ref().zip(case.subject);
    Head {
        number: case.number.clone(),
        title: case.title.clone(),
        kind: kind.name.in_language(t.lang().tag()).to_owned(),
        state: words::in_machine(t, &kind.machine, &case.state).to_owned(),
        tone: tone(case.open, case.due.is_some_and(|day| day < today), "active"),
        open: case.open,
        whose,
        due: case.due.map_or_else(String::new, |day| words::until(t, today, day)),
        late: case.open && case.due.is_some_and(|day| day < today),
        law: state
            .and_then(|state| state.deadline.as_ref())
            .map_or_else(String::new, |rule| rule.law.clone()),
        since: words::moment(t, case.state_since),
        owner: bodies.name(case.owner).to_owned(),
        reporter: words::author(t, bodies, &case.reporter),
        opened: words::moment(t, case.opened_at),
        closed: case.closed_at.map_or_else(String::new, |at| words::moment(t, at)),
        place: case.place.text.clone(),
        map: case.place.address.map_or_else(String::new, |code| format!("/adresa/{code}")),
        subject: subject.map_or_else(String::new, |(rule, id)| rule.href.replace("{id}", &id.to_string())),
    }
}

/// How a state is shown: over, late, or going on.
fn tone(open: bool, late: bool, going_on: &'static str) -> &'static str {
    match (open, late) {
        (false, _) => "ended",
        (true, true) => "bad",
        (true, false) => going_on,
    }
}

/// Bodies whose tasks are open, each once.
fn turn_of_tasks(desk: &Desk, bodies: &Bodies, view: &CaseView) -> String {
    let mut names: Vec<&str> =
        view.tasks.iter().filter(|task| task.open).map(|task| bodies.name(task.body)).collect();
    names.sort_unstable();
    names.dedup();
    let t = desk.t();
    if names.is_empty() {
        return t.say("cases-turn-tasks").into_owned();
    }
    t.with1("cases-turn-bodies", "bodies", names.join(", "))
}

fn present(desk: &Desk, bodies: &Bodies, view: &CaseView) -> String {
    let mut names: Vec<String> =
        view.present.iter().map(|author| words::author(desk.t(), bodies, author)).collect();
    names.dedup();
    names.join(", ")
}

fn given(desk: &Desk, bodies: &Bodies, kind: &CaseType, view: &CaseView) -> Given {
    let t = desk.t();
    let names = |seen: bool| {
        let each = Part::ALL.into_iter().filter(|part| view.parts.holds(*part) == seen);
        each.map(|part| words::part(t, part)).collect::<Vec<_>>().join(", ")
    };
    let reasons =
        view.shares.iter().map(|share| (words::purpose(t, kind, &share.purpose), share.legal_basis.clone()));
    Given {
        parts: names(true),
        hidden: names(false),
        owner: bodies.name(view.case.owner).to_owned(),
        reasons: reasons.collect(),
    }
}

/// Text of a transition's button.
pub(super) fn button(t: &web::Say, kind: &CaseType, key: &str) -> String {
    let step = kind.machine.transition(key);
    step.map_or(key, |step| step.button.in_language(t.lang().tag())).to_owned()
}

fn moves(tag: &str, kind: &CaseType, view: &CaseView) -> Vec<Move> {
    let base = super::href(view.case.id);
    let a_move = |(at, step): (usize, &Transition)| {
        let (gives, key) = (hands_over(kind, view, step), web::percent_encoded(&step.key));
        Move {
            label: step.button.in_language(tag).to_owned(),
            asks: gives || asks(kind, view, step),
            look: if at == 0 { "solid" } else { "outlined" },
            href: if gives { format!("{base}/predat?krok={key}") } else { format!("{base}/krok/{key}") },
            key: step.key.clone(),
        }
    };
    view.may.moves.iter().enumerate().map(a_move).collect()
}

/// Whether a transition leads to a state that waits for bodies while none has a task: it is taken by giving them some.
pub(super) fn hands_over(kind: &CaseType, view: &CaseView, step: &Transition) -> bool {
    let waits = kind.machine.state(&step.to).is_some_and(|state| state.waits_for == WaitsFor::Tasks);
    waits && view.may.route && !view.tasks.iter().any(|task| task.open)
}

/// Whether a transition needs a page of its own: for its reason, or for fields that are still empty.
pub(super) fn asks(kind: &CaseType, view: &CaseView, step: &Transition) -> bool {
    step.reason || !missing(kind, view, step).is_empty()
}

/// Keys of the fields that a transition still needs.
pub(super) fn missing(kind: &CaseType, view: &CaseView, step: &Transition) -> Vec<String> {
    let fields = &view.case.fields;
    let mut missing: Vec<String> =
        step.required.iter().filter(|key| !fields.contains_key(*key)).cloned().collect();
    for key in kind.missing_for(&step.to, fields) {
        if !missing.contains(&key) {
            missing.push(key);
        }
    }
    missing
}

/// Label and value of every field that says something.
fn says(desk: &Desk, view: &CaseView, kind: &CaseType) -> Vec<(String, String)> {
    let t = desk.t();
    let filled = kind.fields.iter().filter_map(|field| Some((field, view.case.fields.get(&field.key)?)));
    filled
        .map(|(field, text)| {
            (field.name.in_language(t.lang().tag()).to_owned(), words::value(t, &field.kind, text))
        })
        .collect()
}
