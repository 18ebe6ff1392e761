//! Entering and changing a place.

use access::trail::Entry;
use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use web::{Error, Form, Page, PageContext};

use super::{id, object_href, plain, site};
use crate::acts::objects::{self as acts, Changed};
use crate::acts::seen;
use crate::area::Room;
use crate::object::{LodgingObject, ObjectDraft, ObjectKind, ObjectStatus, Operator, is_ico};
use crate::{content, words};

/// The view of the form.
#[derive(Template)]
#[template(path = "object_edit.html")]
struct Edit {
    page: PageContext,
    title: String,
    action: String,
    version: i64,
    back: String,
    form: Form,
    choices: Vec<(String, String)>,
    kinds: Vec<(&'static str, String)>,
    statuses: Vec<(&'static str, String)>,
    theirs: Vec<(String, String)>,
}

impl Edit {
    fn new(
        page: PageContext,
        of: Option<&LodgingObject>,
        form: Form,
        choices: Vec<(String, String)>,
    ) -> Edit {
        let t = page.t();
        let name = of.map(|object| object.draft.site.label.as_str());
        Edit {
            title: match name {
                Some(place) => t.with1("lodging-edit-of", "place", place),
                None => t.say("lodging-object-new").into_owned(),
            },
            version: of.map_or(0, |object| object.version),
            action: page.path().to_owned(),
            back: of.map_or_else(|| "/staff/ubytovny".to_owned(), |object| object_href(object.id)),
            kinds: words::kinds(t),
            statuses: words::statuses(t),
            theirs: Vec::new(),
            form,
            choices,
            page,
        }
    }
}

/// `GET /staff/ubytovny/novy`
pub(crate) async fn new(page: PageContext) -> Response {
    let form = Form::from_pairs([("kind", "lodging-house"), ("status", "known")]);
    Page(Edit::new(page, None, form, Vec::new())).into_response()
}

/// `POST /staff/ubytovny/novy`
pub(crate) async fn add(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    let mut choices = Vec::new();
    match read(&ground, &mut form, &mut choices)? {
        Some(draft) => {
            let object = acts::add(&ground, &who, &draft).await?;
            Ok(Redirect::to(&object_href(object)).into_response())
        }
        None => Ok(refused(Edit::new(page, None, form, choices), StatusCode::UNPROCESSABLE_ENTITY)),
    }
}

/// `GET /staff/ubytovny/{id}/upravit`
pub(crate) async fn edit(
    page: PageContext,
    Path(object): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let object = acts::one(&ground, &who, Action::Change, id(&object)?).await?;
    seen(&ground, &who, Entry::of(Action::Read, Kind::LodgingObject).on(object.id).purpose("edit")).await?;
    let form = filled(&object);
    Ok(Page(Edit::new(page, Some(&object), form, Vec::new())).into_response())
}

/// `POST /staff/ubytovny/{id}/upravit`
pub(crate) async fn change(
    page: PageContext,
    Path(object): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    let object = acts::one(&ground, &who, Action::Change, id(&object)?).await?;
    let mut choices = Vec::new();
    let version = form.text("version").parse().unwrap_or(0);
    let Some(draft) = read(&ground, &mut form, &mut choices)? else {
        let mut view = Edit::new(page, Some(&object), form, choices);
        view.version = version;
        return Ok(refused(view, StatusCode::UNPROCESSABLE_ENTITY));
    };
    match acts::change(&ground, &who, object.id, version, &draft).await? {
        Changed::Written => Ok(Redirect::to(&object_href(object.id)).into_response()),
        Changed::Meanwhile(theirs) => {
            // What was typed stays in the fields; the form now builds on the newer version, which stands beside it.
            form.refuse("version", "lodging-object-conflict");
            let mut view = Edit::new(page, Some(&theirs), form, choices);
            view.theirs = beside(&view.page, &theirs);
            Ok(refused(view, StatusCode::CONFLICT))
        }
    }
}

fn refused(view: Edit, status: StatusCode) -> Response {
    (status, Page(view)).into_response()
}

fn filled(object: &LodgingObject) -> Form {
    let draft = &object.draft;
    let rooms: Vec<String> = draft.rooms.iter().map(room_line).collect();
    Form::from_pairs([
        ("kind", draft.kind.key().to_owned()),
        ("status", draft.status.key().to_owned()),
        ("address", draft.site.label.clone()),
        ("address_code", draft.site.address_code.map(|code| code.to_string()).unwrap_or_default()),
        ("no_address", if draft.site.address_code.is_none() { "1" } else { "" }.to_owned()),
        ("approved_use", draft.approved_use.clone()),
        ("declared", draft.declared_capacity.map(|n| n.to_string()).unwrap_or_default()),
        ("operator", draft.operator.name.clone()),
        ("ico", draft.operator.ico.clone()),
        ("rooms", rooms.join("\n")),
        ("note", draft.note.clone()),
    ])
}

/// A room as it is typed.
fn room_line(room: &Room) -> String {
    format!("{}: {} × {}", room.label, room.width_cm, room.length_cm)
}

fn beside(page: &PageContext, theirs: &LodgingObject) -> Vec<(String, String)> {
    let (t, draft) = (page.t(), &theirs.draft);
    vec![
        (t.say("lodging-place").into_owned(), draft.site.label.clone()),
        (t.say("lodging-kind").into_owned(), words::kind(t, draft.kind)),
        (t.say("lodging-status").into_owned(), words::status(t, draft.status)),
        (t.say("lodging-approved-use").into_owned(), draft.approved_use.clone()),
        (
            t.say("lodging-declared").into_owned(),
            draft.declared_capacity.map(|n| n.to_string()).unwrap_or_default(),
        ),
        (t.say("lodging-operator").into_owned(), format!("{} {}", draft.operator.name, draft.operator.ico)),
        (
            t.say("lodging-rooms").into_owned(),
            draft.rooms.iter().map(room_line).collect::<Vec<_>>().join("; "),
        ),
        (t.say("lodging-note").into_owned(), draft.note.clone()),
    ]
}

/// Reads the form; `None` when something is wrong with it, which then stands at the fields.
fn read(
    ground: &Ground,
    form: &mut Form,
    choices: &mut Vec<(String, String)>,
) -> Result<Option<ObjectDraft>, Error> {
    let kind = ObjectKind::from_key(form.text("kind"));
    let status = ObjectStatus::from_key(form.text("status"));
    for (name, missing) in [("kind", kind.is_none()), ("status", status.is_none())] {
        if missing {
            form.refuse(name, "lodging-choose-one");
        }
    }
    let site = site::read(ground, form, choices);
    let declared_capacity = form.parse::<u32>("declared", "lodging-number-expected").map(i64::from);
    if declared_capacity.is_some_and(|n| n > 5_000) {
        form.refuse("declared", "lodging-number-large");
    }
    let rooms = rooms(form);
    let operator = Operator { name: plain(form.text("operator")), ico: form.text("ico").replace(' ', "") };
    if !operator.ico.is_empty() && !is_ico(&operator.ico) {
        form.refuse("ico", "lodging-ico-wrong");
    }
    let (approved_use, note) = (plain(form.text("approved_use")), plain(form.text("note")));
    let long =
        [("operator", &operator.name, 200), ("approved_use", &approved_use, 300), ("note", &note, 2_000)];
    for (name, text, most) in long {
        if text.chars().count() > most {
            form.refuse_with(name, "lodging-text-long", &[("most", &most)]);
        }
        let found = content::words()?.read(text);
        let found: Vec<String> = found.nationality.into_iter().chain(found.people).collect();
        if !found.is_empty() && name != "operator" {
            form.refuse_with(name, "lodging-words-person", &[("words", &found.join(", "))]);
        }
    }
    match (kind, status, site) {
        (Some(kind), Some(status), Some(site)) if form.is_valid() => Ok(Some(ObjectDraft {
            kind,
            status,
            site,
            approved_use,
            declared_capacity,
            operator,
            rooms,
            note,
        })),
        _ => Ok(None),
    }
}

fn rooms(form: &mut Form) -> Vec<Room> {
    let text = plain(form.text("rooms"));
    let read: Vec<Result<Room, String>> =
        text.lines().filter(|line| !line.trim().is_empty()).map(Room::read).collect();
    if read.len() > 500 {
        form.refuse("rooms", "lodging-rooms-many");
    }
    if let Some(Err(line)) = read.iter().find(|line| line.is_err()) {
        form.refuse_with("rooms", "lodging-rooms-line", &[("line", line)]);
    }
    read.into_iter().flatten().collect()
}
