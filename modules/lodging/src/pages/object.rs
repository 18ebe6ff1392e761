//! One place: what is known, what it holds, which referrals are about it, and what it was before.

use access::trail::Entry;
use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, State};
use ground::{Ground, Signed};
use web::maps::SvgMap;
use web::parts::Event;
use web::{Error, Page, PageContext, Say};

use super::{case_href, id};
use crate::acts::{kept, must, objects as acts, of_case, referral, seen};
use crate::area::{capacity, max_persons};
use crate::object::{LodgingObject, ObjectStatus};
use crate::store::objects::{self, Version};
use crate::words;

/// The view of `/staff/ubytovny/{id}`.
#[derive(Template)]
#[template(path = "object.html")]
pub(crate) struct ObjectPage {
    page: PageContext,
    name: String,
    edit: String,
    history: String,
    tip: String,
    tone: &'static str,
    status: String,
    facts: Vec<(String, String)>,
    rooms: Vec<RoomRow>,
    capacity: String,
    over: String,
    cases: Vec<CaseRow>,
    map: String,
    may_change: bool,
}

struct RoomRow {
    label: String,
    area: String,
    persons: u64,
}

struct CaseRow {
    href: String,
    number: String,
    title: String,
    opened: String,
    open: bool,
    state: String,
}

/// `GET /staff/ubytovny/{id}`
pub(crate) async fn show(
    page: PageContext,
    Path(object): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Page<ObjectPage>, Error> {
    let object = acts::one(&ground, &who, Action::Read, id(&object)?).await?;
    seen(&ground, &who, Entry::of(Action::Read, Kind::LodgingObject).on(object.id)).await?;
    let t = page.t().clone();
    let about = ground.casework.about(&who, referral::SUBJECT, object.id).await.map_err(of_case)?;
    let state = |row: &casework::CaseRow| {
        let kind = ground.casework.types().get(&row.kind);
        let state = kind.and_then(|kind| kind.machine.state(&row.state));
        state.map_or_else(|| row.state.clone(), |state| state.name.in_language(t.lang().tag()).to_owned())
    };
    let case = |row: &casework::CaseRow| CaseRow {
        href: case_href(row.id),
        number: row.number.clone(),
        title: row.title.clone(),
        opened: t.moment(&row.opened_at),
        open: row.open,
        state: state(row),
    };
    let rooms = &object.draft.rooms;
    let room = |room: &crate::area::Room| RoomRow {
        label: room.label.clone(),
        area: words::area(&t, room.area_cm2()),
        persons: max_persons(room.area_cm2()),
    };
    let most = capacity(rooms);
    let over = object.draft.declared_capacity.and_then(|n| u64::try_from(n).ok()).filter(|n| *n > most);
    let over = over.filter(|_| !rooms.is_empty()).map(|n| n - most);
    let may_change = must(&ground, &who, Action::Change, Kind::LodgingObject, object.owner).is_ok();
    Ok(Page(ObjectPage {
        name: object.draft.site.label.clone(),
        edit: format!("{}/upravit", super::object_href(object.id)),
        history: format!("{}/historie", super::object_href(object.id)),
        tip: format!("/staff/ubytovny/podnet?address={}", web::percent_encoded(&object.draft.site.label)),
        tone: tone(object.draft.status),
        status: words::status(&t, object.draft.status),
        facts: facts(&t, &object),
        rooms: rooms.iter().map(room).collect(),
        capacity: if rooms.is_empty() {
            String::new()
        } else {
            t.with1("lodging-capacity-all", "count", most)
        },
        over: over.map_or_else(String::new, |n| t.with1("lodging-capacity-over", "count", n)),
        cases: about.iter().map(case).collect(),
        map: map(&t, &object),
        may_change,
        page,
    }))
}

/// Tone of the pill.
pub(crate) fn tone(status: ObjectStatus) -> &'static str {
    match status {
        ObjectStatus::Known => "neutral",
        ObjectStatus::Suspected => "waiting",
        ObjectStatus::Nonconforming => "bad",
        ObjectStatus::Closed => "ended",
    }
}

fn facts(t: &Say, object: &LodgingObject) -> Vec<(String, String)> {
    let draft = &object.draft;
    let unknown = || t.say("lodging-unknown").into_owned();
    let or_unknown = |text: &str| if text.is_empty() { unknown() } else { text.to_owned() };
    let operator = match (draft.operator.name.as_str(), draft.operator.ico.as_str()) {
        ("", "") => unknown(),
        (name, "") => name.to_owned(),
        ("", ico) => t.with1("lodging-ico-only", "ico", ico),
        (name, ico) => t.with2("lodging-operator-ico", "name", name, "ico", ico),
    };
    let mut facts = vec![
        (t.say("lodging-kind").into_owned(), words::kind(t, draft.kind)),
        (t.say("lodging-approved-use").into_owned(), or_unknown(&draft.approved_use)),
        (
            t.say("lodging-declared").into_owned(),
            draft.declared_capacity.map_or_else(unknown, |n| t.number(n)),
        ),
        (t.say("lodging-operator").into_owned(), operator),
        (t.say("lodging-changed").into_owned(), t.moment(&object.changed_at)),
    ];
    if !draft.note.is_empty() {
        facts.push((t.say("lodging-note").into_owned(), draft.note.clone()));
    }
    facts
}

fn map(t: &Say, object: &LodgingObject) -> String {
    let Some((lon, lat)) = object.draft.site.position else { return String::new() };
    let caption = t.with1("lodging-map-one", "place", object.draft.site.label.as_str());
    let mut map = SvgMap::new(caption.clone(), caption, "map");
    map.surroundings(lon, lat, 350.0);
    map.point(lon, lat, object.draft.site.label.as_str());
    map.svg()
}

/// The view of `/staff/ubytovny/{id}/historie`.
#[derive(Template)]
#[template(path = "object_history.html")]
pub(crate) struct History {
    page: PageContext,
    name: String,
    href: String,
    events: Vec<Event>,
}

/// `GET /staff/ubytovny/{id}/historie`
pub(crate) async fn history(
    page: PageContext,
    Path(object): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Page<History>, Error> {
    let object = acts::one(&ground, &who, Action::Read, id(&object)?).await?;
    let versions = ground.store.rows(&objects::VERSIONS, &[object.id.into()]).await;
    let versions = versions.map_err(kept("read versions of a lodging object"))?;
    let entry = Entry::of(Action::Read, Kind::LodgingObject).on(object.id).rows(versions.len());
    seen(&ground, &who, entry.purpose("history")).await?;
    let mut events = Vec::new();
    for (at, version) in versions.iter().enumerate() {
        let person = ground.access.person(version.by).await.ok().flatten();
        events.push(event(page.t(), version, versions.get(at + 1), person.map(|one| one.facts.name)));
    }
    let name = object.draft.site.label.clone();
    Ok(Page(History { page, name, href: super::object_href(object.id), events }))
}

/// A version as a line: what changed against the one before.
fn event(t: &Say, this: &Version, before: Option<&Version>, who: Option<String>) -> Event {
    let what = t.with1("lodging-version", "number", this.version);
    let note = before.map_or_else(String::new, |before| {
        let Some(fields) = this.body.as_object() else { return String::new() };
        let changed = fields.iter().filter(|(key, value)| before.body.get(key.as_str()) != Some(*value));
        let names: Vec<String> =
            changed.map(|(key, _)| t.say(&format!("lodging-field-{key}")).into_owned()).collect();
        if names.is_empty() {
            String::new()
        } else {
            t.with1("lodging-version-changed", "fields", names.join(", "))
        }
    });
    Event { at: this.at, who: who.unwrap_or_default(), what, note, href: String::new() }
}
