//! What did you see? One short page for an officer with a phone in the rain.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use ground::{Ground, Signed};
use web::{Error, Form, Lang, Page, PageContext, Upload};

use super::competence::topics;
use super::inspection::MOST_BYTES;
use super::{case_href, plain, site};
use crate::acts::referral::Tip;
use crate::acts::{kept, of_case, referral::open};
use crate::object::ObjectKind;
use crate::store::objects;
use crate::{content, words};

/// The view of `/staff/ubytovny/podnet`.
#[derive(Template)]
#[template(path = "tip.html")]
struct TipPage {
    page: PageContext,
    form: Form,
    choices: Vec<(String, String)>,
    topics: Vec<(String, String)>,
    kinds: Vec<(&'static str, String)>,
    /// Something looks like a person's name: the sender may say that it is none.
    asks_nobody: bool,
    most: usize,
}

impl TipPage {
    fn new(page: PageContext, form: Form, choices: Vec<(String, String)>) -> Result<TipPage, Error> {
        let topics = topics(page.t(), content::matrix()?);
        let kinds = words::kinds(page.t());
        Ok(TipPage { page, form, choices, topics, kinds, asks_nobody: false, most: MOST_BYTES })
    }
}

/// `GET /staff/ubytovny/podnet?address=`
pub(crate) async fn form(page: PageContext, State(ground): State<Ground>) -> Result<Response, Error> {
    let query = Form::from_encoded(page.query().as_bytes());
    let form = Form::from_pairs([
        ("address", query.text("address").to_owned()),
        ("seen_on", ground.access.clock().today().to_string()),
        ("kind", "lodging-house".to_owned()),
    ]);
    Ok(Page(TipPage::new(page, form, Vec::new())?).into_response())
}

/// `POST /staff/ubytovny/podnet`
pub(crate) async fn send(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut upload: Upload,
) -> Result<Response, Error> {
    let (mut choices, mut asks_nobody) = (Vec::new(), false);
    let photo = photo(&mut upload).await?;
    match read(&ground, &mut upload.form, &mut choices, &mut asks_nobody)? {
        Some(mut tip) => {
            tip.photo = photo;
            if let Some(code) = tip.site.address_code {
                let found = ground.store.rows(&objects::AT_ADDRESS, &[who.body.into(), code.into()]).await;
                tip.object = found.map_err(kept("find a lodging object"))?.first().copied();
            }
            let (case, photo_missing) = open(&ground, &who, tip).await?;
            let href = case_href(case);
            Ok(Redirect::to(&if photo_missing { format!("{href}#prilohy") } else { href }).into_response())
        }
        None => {
            let mut view = TipPage::new(page, upload.form, choices)?;
            view.asks_nobody = asks_nobody;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response())
        }
    }
}

/// The picture, made anew before anything is opened, so that one that cannot be read is said at once.
async fn photo(upload: &mut Upload) -> Result<Option<(String, Vec<u8>)>, Error> {
    let Some(file) = upload.file("photo").cloned() else { return Ok(None) };
    let clean = casework::decoded(move || crate::photo::clean(&file.bytes)).await.map_err(of_case)?;
    match clean {
        Ok(content) => Ok(Some(("foto.jpg".to_owned(), content))),
        Err(_) => {
            upload.form.refuse("photo", "lodging-photo-unreadable");
            Ok(None)
        }
    }
}

fn read(
    ground: &Ground,
    form: &mut Form,
    choices: &mut Vec<(String, String)>,
    asks_nobody: &mut bool,
) -> Result<Option<Tip>, Error> {
    let site = site::read(ground, form, choices);
    let kind = ObjectKind::from_key(form.text("kind"));
    if kind.is_none() {
        form.refuse("kind", "lodging-choose-one");
    }
    let matrix = content::matrix()?;
    let topics: Vec<String> =
        form.all("topic").filter(|key| matrix.topic(key).is_some()).map(str::to_owned).collect();
    if topics.is_empty() {
        form.refuse("topic", "lodging-topics-missing");
    }
    let observation = plain(form.text("observation"));
    if observation.chars().count() < 10 {
        form.refuse("observation", "lodging-observation-short");
    } else if observation.chars().count() > 5_000 {
        form.refuse_with("observation", "lodging-text-long", &[("most", &5_000)]);
    }
    lint(form, &observation, asks_nobody)?;
    let seen_on = day(ground, form);
    let (Some(site), Some(kind), Some(seen_on), true) = (site, kind, seen_on, form.is_valid()) else {
        return Ok(None);
    };
    // Titles are data of the city and so in Czech, whoever's language the form was in.
    let t = ground.web.say(Lang::Cs);
    let title =
        t.with2("lodging-tip-case-title", "kind", words::kind(&t, kind), "place", site.label.as_str());
    let title = title.chars().take(200).collect();
    Ok(Some(Tip { site, kind, topics, observation, seen_on, object: None, title, photo: None }))
}

/// Words about origin are refused; what looks like a name has to be rewritten, or said to be none.
fn lint(form: &mut Form, observation: &str, asks_nobody: &mut bool) -> Result<(), Error> {
    let without_address =
        if form.chose("no_address", "1") { plain(form.text("address")) } else { String::new() };
    for (name, text) in [("observation", observation), ("address", without_address.as_str())] {
        let found = content::words()?.read(text);
        if !found.nationality.is_empty() {
            form.refuse_with(name, "lodging-words-nationality", &[("words", &found.nationality.join(", "))]);
        }
        if !found.people.is_empty() {
            *asks_nobody = true;
            if !form.chose("nobody", "1") {
                form.refuse_with(name, "lodging-words-people", &[("words", &found.people.join(", "))]);
            }
        }
    }
    Ok(())
}

fn day(ground: &Ground, form: &mut Form) -> Option<NaiveDate> {
    let today = ground.access.clock().today();
    let day = form
        .date("seen_on", "lodging-date-expected")
        .or_else(|| form.text("seen_on").is_empty().then_some(today))?;
    if day > today || day < today - chrono::TimeDelta::days(366) {
        form.refuse("seen_on", "lodging-date-not-seen");
        return None;
    }
    Some(day)
}

/// Topics that a case says, by their keys.
pub(crate) fn topics_of(fields: &casework::Fields) -> Vec<&str> {
    let said = fields.iter().filter(|(_, value)| value.as_str() == "true");
    said.filter_map(|(key, _)| key.strip_prefix("topic-")).collect()
}

/// Kind of object that a case says.
pub(crate) fn kind_of(fields: &casework::Fields) -> ObjectKind {
    fields.get("object-kind").and_then(|key| ObjectKind::from_key(key)).unwrap_or(ObjectKind::Other)
}
