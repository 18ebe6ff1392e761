//! Break-glass: opening one's own emergency, and looking at those of others afterwards.

use access::trail::{Entry, TrailFilter, fingerprint};
use access::{Action, Actor, EmergencyRecord, Kind, Verdict};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use web::tables::{self, Cell, Column, Table, TableQuery};
use web::{Error, Form, Page, PageContext, Say};

use super::edit::{Edit, Field};
use super::list::List;
use super::{REVIEW_EMERGENCIES, answer, id, may, trail};
use crate::words;

const OWN: &str = "/staff/mimoradny-pristup";
const ALL: &str = "/staff/sprava/mimoradne";

/// The view of one's own open emergency.
#[derive(Template)]
#[template(path = "emergency_open.html")]
struct Open {
    page: PageContext,
    reason: String,
    until: String,
}

/// `GET /staff/mimoradny-pristup`
pub(super) async fn draft(page: PageContext, Signed(subject): Signed) -> Response {
    match subject.emergency {
        Some(open) => {
            let until = page.t().moment(&open.until);
            Page(Open { reason: open.reason, until, page }).into_response()
        }
        None => form(page, Form::from_pairs([("minutes", "30")])).shown(),
    }
}

/// `POST /staff/mimoradny-pristup`
pub(super) async fn begin(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    sent: Form,
) -> Result<Response, Error> {
    let minutes = sent.text("minutes").parse().unwrap_or(0);
    let (reason, reference) = (sent.text("reason").to_owned(), sent.text("reference").to_owned());
    let done = ground.access.begin_emergency(&subject, &reason, &reference, minutes).await;
    form(page, sent).after(done, |_| OWN.to_owned())
}

/// `POST /staff/mimoradny-pristup/ukoncit`
pub(super) async fn end(State(ground): State<Ground>, Signed(subject): Signed) -> Result<Response, Error> {
    ground.access.end_emergency(&subject).await.map_err(answer)?;
    Ok(Redirect::to(OWN).into_response())
}

fn form(page: PageContext, form: Form) -> Edit {
    let t = page.t();
    let minutes = [15, 30, 60].map(|minutes| (minutes.to_string(), t.with1("adm-minutes", "count", minutes)));
    let fields = vec![
        Field::area(&page, "reason"),
        Field::line(&page, "reference"),
        Field::select(&page, "minutes", minutes.to_vec(), String::new()),
    ];
    Edit {
        title: t.say("adm-emergency-title").into_owned(),
        lead: t.say("adm-emergency-lead").into_owned(),
        action: OWN.to_owned(),
        back: "/staff".to_owned(),
        submit: t.say("adm-emergency-begin").into_owned(),
        fields,
        form,
        theirs: Vec::new(),
        page,
    }
}

/// `GET /staff/sprava/mimoradne`
pub(super) async fn list(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    asked: TableQuery,
) -> Result<Response, Error> {
    let t = page.t().clone();
    let records = ground.access.emergencies(&subject).await.map_err(answer)?;
    let bodies = ground.access.bodies().await.map_err(answer)?;
    let seen = Entry::of(Action::Read, Kind::Emergency).rows(records.len());
    ground.access.note(&Actor::from(&subject), seen).await.map_err(answer)?;
    let now = ground.access.clock().now();
    let columns = vec![
        Column::text("begun", t.say("adm-emergency-begun")).fixed(),
        Column::text("name", t.say("adm-person")).fixed(),
        Column::text("body", t.say("adm-body")).fixed(),
        Column::text("reason", t.say("adm-field-reason")).fixed(),
        Column::text("state", t.say("adm-field-state")).fixed(),
        Column::text("review", t.say("adm-emergency-review-by")).fixed(),
    ];
    let row = |record: &EmergencyRecord| {
        vec![
            Cell::link(format!("{ALL}/{}", record.id), t.moment(&record.begun_at)),
            Cell::text(&record.name),
            Cell::text(words::body_name(&t, &bodies, record.body)),
            Cell::text(&record.reason),
            Cell::text(state(&t, record, now)),
            Cell::moment(&page, record.review_by),
        ]
    };
    if asked.csv {
        super::may_export(&ground, &subject, Kind::Trail)?;
        let caption = t.say("adm-emergencies").into_owned();
        let rows = records.iter().map(row);
        let file = tables::export(tables::Format::Csv, "mimoradne-pristupy", &caption, &columns, rows)?;
        let detail = serde_json::json!({ "sha256": fingerprint(file.bytes()) });
        let entry = Entry::of(Action::Export, Kind::Emergency).rows(records.len()).detail(detail);
        ground.access.note(&Actor::from(&subject), entry).await.map_err(answer)?;
        return Ok(file.into_response());
    }
    let rows = asked.cut(&records, 50).iter().map(row).collect();
    let files: &[tables::Format] =
        if super::may_export(&ground, &subject, Kind::Trail).is_ok() { &[tables::Format::Csv] } else { &[] };
    let table = Table::new(&page, &asked, t.say("adm-emergencies"), columns)
        .when_empty(t.say("adm-emergencies-none"))
        .files(files)
        .rows(rows, records.len(), 50);
    Ok(Page(List {
        title: t.say("adm-emergencies").into_owned(),
        lead: t.say("adm-emergencies-lead").into_owned(),
        actions: Vec::new(),
        filter: None,
        table,
        page,
    })
    .into_response())
}

fn state(t: &Say, record: &EmergencyRecord, now: chrono::DateTime<chrono::Utc>) -> String {
    let key = match record.verdict {
        Some(verdict) => format!("verdict-{}", verdict.key()),
        None if !record.is_over(now) => "adm-emergency-open".to_owned(),
        None if record.review_by < now => "adm-emergency-overdue".to_owned(),
        None => "adm-emergency-waits".to_owned(),
    };
    t.say(&key).into_owned()
}

/// The view of one emergency.
#[derive(Template)]
#[template(path = "emergency.html")]
struct EmergencyPage {
    page: PageContext,
    title: String,
    facts: Vec<(String, String)>,
    trail: Table,
    href: String,
    may_review: bool,
    verdicts: Vec<(String, String)>,
    form: Form,
}

/// `GET /staff/sprava/mimoradne/{id}`: what was done under it, from the trail.
pub(super) async fn show(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path(emergency): Path<String>,
) -> Result<Response, Error> {
    let emergency = id(&emergency)?;
    let records = ground.access.emergencies(&subject).await.map_err(answer)?;
    let record = records.into_iter().find(|record| record.id == emergency);
    let record = record.ok_or(Error::Missing("emergency"))?;
    let seen = Entry::of(Action::Read, Kind::Emergency).on(record.id);
    ground.access.note(&Actor::from(&subject), seen).await.map_err(answer)?;
    let (t, now) = (page.t(), ground.access.clock().now());
    let end = record.ended_at.unwrap_or(record.expires_at).min(now);
    let filter = TrailFilter {
        person: Some(record.person),
        // What the person did for other bodies is not for the heads of this one.
        body: Some(record.body),
        from: Some(record.begun_at),
        until: Some(end),
        ..TrailFilter::default()
    };
    let rows = ground.access.trail(&filter, 500).await.map_err(answer)?;
    let asked = TableQuery::default();
    let table = trail::table(&page, &asked, t.say("adm-emergency-done").into_owned(), &rows).files(&[]);
    let bodies = ground.access.bodies().await.map_err(answer)?;
    let pairs = [
        ("adm-person", record.name.clone()),
        ("adm-body", words::body_name(t, &bodies, record.body)),
        ("adm-field-reason", record.reason.clone()),
        ("adm-field-reference", record.reference.clone()),
        ("adm-emergency-begun", t.moment(&record.begun_at)),
        ("adm-emergency-ended", t.moment(&end)),
        ("adm-field-state", state(t, &record, now)),
        ("adm-emergency-note", record.note.clone()),
    ];
    let said = |(key, value): (&str, String)| (t.say(key).into_owned(), value);
    let others = record.person != subject.person && record.verdict.is_none() && record.is_over(now);
    let verdicts = [Verdict::Justified, Verdict::Unjustified]
        .map(|verdict| (verdict.key().to_owned(), t.say(&format!("verdict-{}", verdict.key())).into_owned()));
    Ok(Page(EmergencyPage {
        title: t.with1("adm-emergency-of", "name", record.name.as_str()),
        facts: pairs.into_iter().filter(|(_, value)| !value.is_empty()).map(said).collect(),
        trail: table,
        href: format!("{ALL}/{}", record.id),
        may_review: others && may(&ground, &subject, REVIEW_EMERGENCIES),
        verdicts: verdicts.to_vec(),
        form: Form::empty(),
        page,
    })
    .into_response())
}

/// `POST /staff/sprava/mimoradne/{id}`
pub(super) async fn review(
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path(emergency): Path<String>,
    sent: Form,
) -> Result<Response, Error> {
    let emergency = id(&emergency)?;
    let verdict = Verdict::from_key(sent.text("verdict")).ok_or_else(|| web::Refusal::new("adm-verdict"))?;
    let done = ground.access.review_emergency(&subject, emergency, verdict, sent.text("note")).await;
    done.map_err(answer)?;
    Ok(Redirect::to(&format!("{ALL}/{emergency}")).into_response())
}
