//! Segments of public space: around a lodging place, or a control street like it.

use access::trail::Entry;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use store::Id;
use web::{Error, Form, Page, PageContext};

use super::{id, plain};
use crate::acts::{kept, must, rounds as acts, seen};
use crate::round::Segment;
use crate::store::{objects, rounds};

/// The view of `/staff/ubytovny/useky`.
#[derive(Template)]
#[template(path = "segments.html")]
pub(crate) struct Segments {
    page: PageContext,
    rows: Vec<Row>,
    may_add: bool,
}

struct Row {
    label: String,
    about: String,
    href: String,
    control: bool,
}

/// `GET /staff/ubytovny/useky`
pub(crate) async fn list(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Page<Segments>, Error> {
    let mut segments = of_body(&ground, who.body).await?;
    let entry = Entry::of(access::Action::Read, access::Kind::Inspection).rows(segments.len());
    seen(&ground, &who, entry.purpose("segments")).await?;
    let objects = objects::list(&ground.store, who.body, None, None).await;
    let objects = objects.map_err(kept("list lodging objects"))?;
    let object = |id: Id| objects.iter().find(|line| line.object.id == id);
    let names: Vec<(Id, String)> =
        segments.iter().map(|segment| (segment.id, segment.label.clone())).collect();
    segments.sort_by_cached_key(|segment| web::collation_key(page.t().lang(), &segment.label));
    let row = |segment: &Segment| {
        let (about, href) = match (segment.object.and_then(object), segment.control_of) {
            (Some(line), _) => (line.object.draft.site.label.clone(), super::object_href(line.object.id)),
            (None, Some(of)) => {
                let name = names.iter().find(|(id, _)| *id == of).map(|(_, name)| name.clone());
                (name.unwrap_or_default(), String::new())
            }
            _ => (String::new(), String::new()),
        };
        Row { label: segment.label.clone(), about, href, control: segment.is_control() }
    };
    let rows = segments.iter().map(row).collect();
    let may_add = must(&ground, &who, access::Action::Create, access::Kind::Inspection, who.body).is_ok();
    Ok(Page(Segments { page, rows, may_add }))
}

/// Segments of a body.
pub(crate) async fn of_body(ground: &Ground, body: Id) -> Result<Vec<Segment>, Error> {
    ground.store.rows(&rounds::SEGMENTS, &[body.into()]).await.map_err(kept("list segments"))
}

/// The view of the form.
#[derive(Template)]
#[template(path = "segment_new.html")]
struct NewSegment {
    page: PageContext,
    form: Form,
    objects: Vec<(String, String)>,
    segments: Vec<(String, String)>,
}

async fn view(page: PageContext, ground: &Ground, body: Id, form: Form) -> Result<NewSegment, Error> {
    let lang = page.t().lang();
    let objects = objects::list(&ground.store, body, None, None).await;
    let objects = objects.map_err(kept("list lodging objects"))?;
    let mut objects: Vec<(String, String)> =
        objects.into_iter().map(|line| (line.object.id.to_string(), line.object.draft.site.label)).collect();
    let around = of_body(ground, body).await?.into_iter().filter(|segment| !segment.is_control());
    let mut segments: Vec<(String, String)> =
        around.map(|segment| (segment.id.to_string(), segment.label)).collect();
    objects.sort_by_cached_key(|(_, name)| web::collation_key(lang, name));
    segments.sort_by_cached_key(|(_, name)| web::collation_key(lang, name));
    Ok(NewSegment { page, form, objects, segments })
}

/// `GET /staff/ubytovny/useky/novy`
pub(crate) async fn new(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    Ok(Page(view(page, &ground, who.body, Form::empty()).await?).into_response())
}

/// `POST /staff/ubytovny/useky/novy`
pub(crate) async fn add(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    match read(&ground, who.body, &mut form).await? {
        Some(segment) => {
            acts::add_segment(&ground, &who, &segment).await?;
            Ok(Redirect::to("/staff/ubytovny/useky").into_response())
        }
        None => {
            let view = view(page, &ground, who.body, form).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response())
        }
    }
}

async fn read(ground: &Ground, body: Id, form: &mut Form) -> Result<Option<Segment>, Error> {
    let label = plain(form.text("label"));
    if !(3..=120).contains(&label.chars().count()) {
        form.refuse("label", "lodging-segment-label");
    }
    let (object, control) = (form.text("object").to_owned(), form.text("control_of").to_owned());
    let (mut of_object, mut control_of, mut position) = (None, None, None);
    match (object.is_empty(), control.is_empty()) {
        (false, true) => {
            let found =
                objects::one(&ground.store, id(&object)?).await.map_err(kept("read a lodging object"))?;
            let found = found.filter(|found| found.owner == body).ok_or(Error::Missing("lodging object"))?;
            (of_object, position) = (Some(found.id), found.draft.site.position);
        }
        (true, false) => {
            let wanted = id(&control)?;
            let known = of_body(ground, body).await?;
            let known = known.iter().find(|segment| segment.id == wanted && !segment.is_control());
            control_of = Some(known.ok_or(Error::Missing("segment"))?.id);
        }
        _ => form.refuse("object", "lodging-segment-either"),
    }
    Ok(form.is_valid().then(|| Segment {
        id: ground.store.new_id(),
        owner: body,
        label,
        object: of_object,
        control_of,
        position,
    }))
}
