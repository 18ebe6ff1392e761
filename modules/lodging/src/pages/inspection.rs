//! One segment, one checklist, on a phone. Works as a plain form; with the script it works without a signal too.

use access::Action;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use store::Id;
use web::{Error, Form, Page, PageContext, Upload};

use super::{id, plain, round_href};
use crate::acts::inspections::{self as acts, Kept};
use crate::acts::{kept, rounds};
use crate::checklist::Filled;
use crate::round::{Round, Segment};
use crate::store::{checklists, rounds as stored};
use crate::{content, words};

/// Largest form with pictures.
pub(crate) const MOST_BYTES: usize = 24 * 1024 * 1024;

/// Pictures of one form.
const MOST_PHOTOS: usize = 10;

/// The view of `/staff/ubytovny/obchuzky/{round}/{segment}`.
#[derive(Template)]
#[template(path = "inspection.html")]
struct Inspection {
    page: PageContext,
    form: Form,
    round: String,
    segment: Segment,
    client_id: String,
    filled_at: String,
    action: String,
    back: String,
    items: Vec<(String, String)>,
    scores: Vec<(String, String)>,
    weather: Vec<(&'static str, String)>,
    responsible: Vec<(&'static str, String)>,
    rechecks: Vec<(String, String)>,
    most: usize,
    fault: String,
}

/// `GET /staff/ubytovny/obchuzky/{round}/{segment}`
pub(crate) async fn form(
    page: PageContext,
    Path((round, segment)): Path<(String, String)>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let (round, segment) = place(&ground, &who, &round, &segment).await?;
    let view = view(page, &ground, &round, segment, Form::empty()).await?;
    Ok(Page(view).into_response())
}

async fn place(
    ground: &Ground,
    who: &access::Subject,
    round: &str,
    segment: &str,
) -> Result<(Round, Segment), Error> {
    let round = rounds::one(ground, who, Action::Work, id(round)?).await?;
    let wanted = id(segment)?;
    let stops = ground.store.rows(&stored::ROUND_SEGMENTS, &[round.id.into()]).await;
    let stops = stops.map_err(kept("read a round"))?;
    let stop = stops.into_iter().find(|stop| stop.segment.id == wanted);
    Ok((round, stop.ok_or(Error::Missing("segment of the round"))?.segment))
}

async fn view(
    page: PageContext,
    ground: &Ground,
    round: &Round,
    segment: Segment,
    form: Form,
) -> Result<Inspection, Error> {
    let t = page.t();
    let list = content::checklist()?;
    let open = ground.store.rows(&checklists::OPEN_AT, &[segment.id.into(), round.id.into()]).await;
    let recheck = |(id, due): (Id, chrono::NaiveDate)| {
        (id.to_string(), t.with1("lodging-recheck-of", "date", t.date(&due)))
    };
    let rechecks = open.map_err(kept("find open findings"))?.into_iter().map(recheck).collect();
    let typed = form.text("client_id").to_owned();
    Ok(Inspection {
        // Made anew for each page, so that pressing the button twice sends it once.
        client_id: if typed.is_empty() { format!("page-{}", ground.store.new_id()) } else { typed },
        // Likewise the time: what is sent again is the same.
        filled_at: if form.text("filled_at").is_empty() {
            ground.access.clock().now().to_rfc3339()
        } else {
            form.text("filled_at").to_owned()
        },
        action: page.path().to_owned(),
        back: round_href(round.id),
        items: list.items.iter().map(|item| (item.key.clone(), item.name.say(t.lang()).to_owned())).collect(),
        scores: list
            .scores
            .iter()
            .map(|score| (score.value.to_string(), score.name.say(t.lang()).to_owned()))
            .collect(),
        weather: words::weather(t),
        responsible: words::responsible(t),
        round: round.id.to_string(),
        rechecks,
        most: MOST_BYTES,
        fault: String::new(),
        segment,
        form,
        page,
    })
}

/// `POST /staff/ubytovny/obchuzky/{round}/{segment}`
pub(crate) async fn send(
    page: PageContext,
    Path((round, segment)): Path<(String, String)>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut upload: Upload,
) -> Result<Response, Error> {
    let (round, segment) = place(&ground, &who, &round, &segment).await?;
    let now = ground.access.clock().now();
    let filled = from_form(&upload.form, &round, &segment, &now.to_rfc3339())?;
    let client_id = filled.client_id.clone();
    if upload.files().len() > MOST_PHOTOS {
        upload.form.refuse_with("photo", "lodging-photo-too-many", &[("most", &MOST_PHOTOS)]);
        let view = view(page, &ground, &round, segment, upload.form).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
    }
    let kept = match filled.check(content::checklist()?, now) {
        Ok(filled) => acts::keep(&ground, &who, &filled).await?,
        Err(faults) => {
            for (field, key) in faults {
                upload.form.refuse(field, key);
            }
            let view = view(page, &ground, &round, segment, upload.form).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
        }
    };
    if kept == Kept::BadRecheck {
        upload.form.refuse("recheck_of", "refusal-lodging-inspection-bad-recheck");
        let view = view(page, &ground, &round, segment, upload.form).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
    }
    if kept == Kept::Different {
        let mut view = view(page, &ground, &round, segment, upload.form).await?;
        view.fault = view.page.t().say("refusal-lodging-inspection-different").into_owned();
        return Ok((StatusCode::CONFLICT, Page(view)).into_response());
    }
    for (at, photo) in upload.files().iter().filter(|file| file.field == "photo").enumerate() {
        acts::keep_photo(&ground, &who, &client_id, &format!("{client_id}-{at}"), &photo.bytes).await?;
    }
    let href = round_href(round.id);
    let href = if matches!(kept, Kept::Beside(_)) { format!("{href}?vedle=1") } else { href };
    Ok(Redirect::to(&href).into_response())
}

fn from_form(form: &Form, round: &Round, segment: &Segment, now: &str) -> Result<Filled, Error> {
    let list = content::checklist()?;
    let score = |key: &String| {
        let value = form.text(&format!("score-{key}")).parse::<u8>().ok()?;
        Some((key.clone(), value))
    };
    Ok(Filled {
        client_id: form.text("client_id").to_owned(),
        round: round.id.to_string(),
        segment: segment.id.to_string(),
        filled_at: if form.text("filled_at").is_empty() { now } else { form.text("filled_at") }.to_owned(),
        scores: list.items.iter().filter_map(|item| score(&item.key)).collect(),
        weather: form.text("weather").to_owned(),
        last_collection: form.text("last_collection").to_owned(),
        responsible: form.text("responsible").to_owned(),
        due: form.text("due").to_owned(),
        recheck_of: form.text("recheck_of").to_owned(),
        note: plain(form.text("note")),
    })
}

/// `GET /staff/ubytovny/snimek/{photo}`
pub(crate) async fn photo(
    Path(photo): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let (media, bytes) = acts::photo(&ground, &who, id(&photo)?).await?;
    Ok(([(header::CONTENT_TYPE, media)], bytes).into_response())
}

/// `GET /staff/ubytovny/obchuzky/worker.js`: the embedded script under an address whose folder is its scope.
pub(crate) async fn worker() -> Result<Response, Error> {
    let script = web::assets::bytes("inspection-worker.js").ok_or(Error::Missing("worker of the rounds"))?;
    let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    Ok((kind, script).into_response())
}
