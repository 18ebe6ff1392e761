//! Opening a referral and handing it over to the competent bodies.

use access::{Action, BodyKind, Kind, Subject};
use casework::{AttachTo, Case, Edit, Fields, NewCase, NewTask, Place};
use chrono::NaiveDate;
use ground::Ground;
use store::Id;
use web::Error;

use super::{kept, must, of_case};
use crate::object::{ObjectKind, Site};
use crate::store::objects;

/// Key of the case type.
pub(crate) const REFERRAL: &str = "lodging-referral";
/// Key of the case type of outreach.
pub(crate) const OUTREACH: &str = "outreach";
/// Kind of the things referrals are about.
pub(crate) const SUBJECT: &str = "lodging-object";

/// What somebody noticed.
#[derive(Debug, Clone)]
pub(crate) struct Tip {
    pub(crate) site: Site,
    pub(crate) kind: ObjectKind,
    pub(crate) topics: Vec<String>,
    pub(crate) observation: String,
    pub(crate) seen_on: NaiveDate,
    /// The object it is about, when the register of the subject's own body has it at this address.
    pub(crate) object: Option<Id>,
    pub(crate) title: String,
    pub(crate) photo: Option<(String, Vec<u8>)>,
}

/// Opens a referral; a picture is attached when it can be read. Answers the case, and whether the picture is missing.
/// Right: create cases.
pub(crate) async fn open(ground: &Ground, who: &Subject, tip: Tip) -> Result<(Id, bool), Error> {
    must(ground, who, Action::Create, Kind::Case, who.body)?;
    let mut fields = Fields::new();
    fields.insert("object-kind".to_owned(), tip.kind.key().to_owned());
    fields.insert("observation".to_owned(), tip.observation);
    fields.insert("seen-on".to_owned(), tip.seen_on.to_string());
    for topic in &tip.topics {
        fields.insert(format!("topic-{topic}"), "true".to_owned());
    }
    let place = Place {
        text: tip.site.label,
        address: tip.site.address_code,
        point: tip.site.position.map(|(lon, lat)| (lat, lon)),
    };
    let new = NewCase {
        kind: REFERRAL.to_owned(),
        title: tip.title,
        place,
        fields,
        owner: None,
        subject: tip.object,
    };
    let case = ground.casework.open(who, new).await.map_err(of_case)?;
    let Some((name, content)) = tip.photo else { return Ok((case.id, false)) };
    // The referral stands even when its picture cannot be read: the officer is told and sends another.
    let attached = ground.casework.attach(who, case.id, AttachTo::default(), &name, content).await;
    Ok((case.id, attached.is_err()))
}

/// Opens an outreach referral: choices only, nothing about a person. Right: create cases.
pub(crate) async fn open_outreach(
    ground: &Ground,
    who: &Subject,
    title: String,
    fields: Fields,
) -> Result<Id, Error> {
    must(ground, who, Action::Create, Kind::Case, who.body)?;
    let new = NewCase { kind: OUTREACH.to_owned(), title, fields, ..NewCase::default() };
    Ok(ground.casework.open(who, new).await.map_err(of_case)?.id)
}

/// The kind of task that is asked of a kind of body.
pub(crate) fn task_kind(ground: &Ground, body: BodyKind) -> Option<&casework::TaskKind> {
    ground.casework.types().get(REFERRAL)?.task_kinds.iter().find(|kind| kind.bodies.contains(&body))
}

/// Hands a referral over to bodies: walks the case to "with the competent bodies" and gives each body its task.
/// `version` is the one that was read.
pub(crate) async fn hand_over(
    ground: &Ground,
    who: &Subject,
    case: &Case,
    version: i64,
    bodies: &[(Id, BodyKind)],
    ask: &str,
) -> Result<(), Error> {
    let task = |(body, kind): &(Id, BodyKind)| {
        let kind = task_kind(ground, *kind).ok_or(Error::Missing("task for this kind of body"))?;
        Ok(NewTask { kind: kind.key.clone(), body: *body, unit: None, ask: ask.to_owned(), due: None })
    };
    let tasks = bodies.iter().map(task).collect::<Result<Vec<_>, Error>>()?;
    let mut version = link(ground, who, case, version).await?;
    let before: &[&str] = match case.state.as_str() {
        "received" | "reopened" => &["screen", "locate"],
        "screened" => &["locate"],
        _ => &[],
    };
    for step in before {
        version = ground.casework.transition(who, case.id, version, step, "").await.map_err(of_case)?;
    }
    ground.casework.route(who, case.id, version, tasks).await.map_err(of_case)?;
    let now = ground.casework.view(who, case.id).await.map_err(of_case)?.case;
    let step = match now.state.as_str() {
        "located" => "route",
        "inspected" | "follow-up" => "check-again",
        _ => return Ok(()),
    };
    // Some ways need a reason; what is asked of the bodies is the reason.
    ground.casework.transition(who, case.id, now.version, step, ask).await.map_err(of_case)?;
    Ok(())
}

/// Says which object of the own register the case is about, when its address is that of one. Answers the version.
async fn link(ground: &Ground, who: &Subject, case: &Case, version: i64) -> Result<i64, Error> {
    let (None, Some(code)) = (case.subject, case.place.address) else { return Ok(version) };
    let found = ground.store.rows(&objects::AT_ADDRESS, &[who.body.into(), code.into()]).await;
    let Some(object) = found.map_err(kept("find a lodging object"))?.first().copied() else {
        return Ok(version);
    };
    let edit = Edit { subject: Some(Some(object)), ..Edit::default() };
    ground.casework.edit(who, case.id, version, edit).await.map_err(of_case)
}
