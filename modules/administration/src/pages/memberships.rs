//! Roles of a person in bodies, each with its validity.

use access::{Actor, Membership, MembershipFacts, Role};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use store::Id;
use web::{Error, Form, PageContext};

use super::edit::{self, Edit, Field};
use super::{answer, bodies, id, people};
use crate::{public_posts, words};

/// A role in the list of a person.
pub(super) struct RoleRow {
    pub(super) body: String,
    pub(super) body_href: String,
    pub(super) unit: String,
    pub(super) role: String,
    pub(super) validity: String,
    pub(super) now: bool,
    /// Where it is ended; empty when it is over.
    pub(super) end: String,
}

/// Every role of a person, the newest first.
pub(super) async fn rows(page: &PageContext, ground: &Ground, person: Id) -> Result<Vec<RoleRow>, Error> {
    let (t, today) = (page.t(), ground.access.clock().today());
    let all = ground.access.bodies().await.map_err(answer)?;
    let mut rows = Vec::new();
    for Membership { id, facts, .. } in ground.access.memberships_of(person).await.map_err(answer)? {
        let unit = match facts.unit {
            Some(unit) => ground.access.unit(unit).await.map_err(answer)?,
            None => None,
        };
        let body = all.iter().find(|body| body.id == facts.body);
        let over = facts.validity.to.is_some_and(|last| last < today);
        let end = format!("{}/role/{id}/ukoncit", people::href(person));
        rows.push(RoleRow {
            body: words::body_name(t, &all, facts.body),
            body_href: body.map(|body| bodies::href(&body.facts.code)).unwrap_or_default(),
            unit: unit.map(|unit| words::name(t, &unit.facts.name)).unwrap_or_default(),
            role: words::role(t, facts.role),
            validity: words::validity(t, &facts.validity),
            now: facts.validity.holds(today),
            end: if over { String::new() } else { end },
        });
    }
    rows.reverse();
    Ok(rows)
}

/// `GET /staff/sprava/lide/{id}/role`
pub(super) async fn draft(
    page: PageContext,
    State(ground): State<Ground>,
    Path(person): Path<String>,
) -> Result<Response, Error> {
    let person = people::of_id(&ground, &person).await?;
    let today = ground.access.clock().today().to_string();
    Ok(form(page, &ground, Form::from_pairs([("from", today)]), &person).await?.shown())
}

/// `POST /staff/sprava/lide/{id}/role`
pub(super) async fn add(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path(person): Path<String>,
    mut sent: Form,
) -> Result<Response, Error> {
    let person = people::of_id(&ground, &person).await?;
    let read = read(&mut sent);
    let edit = form(page, &ground, sent, &person).await?;
    let Some(facts) = read else { return Ok(edit.wrong()) };
    let done = ground.access.add_membership(&Actor::from(&subject), person.id, &facts).await;
    edit.after(done, |_| people::href(person.id))
}

/// `POST /staff/sprava/lide/{id}/role/{membership}/ukoncit`
pub(super) async fn end(
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path((person, membership)): Path<(String, String)>,
    mut sent: Form,
) -> Result<Response, Error> {
    let person = id(&person)?;
    let last = sent.parse("last", "adm-date-expected");
    let last = last.ok_or_else(|| web::Refusal::new("adm-date-expected"))?;
    let done = ground.access.end_membership(&Actor::from(&subject), id(&membership)?, last).await;
    // A role that ends may take a public post along.
    public_posts::publish_after(&ground, &done).await?;
    done.map_err(answer)?;
    Ok(Redirect::to(&people::href(person)).into_response())
}

/// `place` is `body` or `body/unit`, so that no unit of another body can be chosen.
fn read(form: &mut Form) -> Option<MembershipFacts> {
    let role = Role::from_key(form.text("role"));
    if role.is_none() {
        form.refuse("role", "adm-choose");
    }
    let place = form.text("unit").to_owned();
    let (body, unit) = place.split_once('/').unwrap_or((&place, ""));
    let (body, unit) = (body.parse().ok(), unit.parse().ok());
    if body.is_none() {
        form.refuse("unit", "adm-choose");
    }
    let validity = edit::validity(form)?;
    Some(MembershipFacts { body: body?, unit, role: role?, validity })
}

async fn form(
    page: PageContext,
    ground: &Ground,
    form: Form,
    person: &access::Person,
) -> Result<Edit, Error> {
    let t = page.t();
    let mut all = ground.access.bodies().await.map_err(answer)?;
    all.sort_by_cached_key(|body| web::collation_key(t.lang(), &words::name(t, &body.facts.name)));
    let mut places = Vec::new();
    for body in &all {
        let name = words::name(t, &body.facts.name);
        places.push((body.id.to_string(), name.clone()));
        for unit in ground.access.units(body.id).await.map_err(answer)? {
            let label = format!("{name} – {}", words::name(t, &unit.facts.name));
            places.push((format!("{}/{}", body.id, unit.id), label));
        }
    }
    let roles = Role::ALL.map(|role| (role.key().to_owned(), words::role(t, role))).to_vec();
    let choose = t.say("adm-choose").into_owned();
    let (label, hint) = (t.say("adm-field-place").into_owned(), t.say("adm-hint-place").into_owned());
    let place = Field::Select { name: "unit", label, hint, options: places, none: choose.clone() };
    let mut fields = vec![place, Field::select(&page, "role", roles, choose)];
    fields.extend(Field::validity(&page));
    Ok(Edit {
        title: t.with1("adm-role-title", "name", person.facts.name.as_str()),
        lead: t.say("adm-role-lead").into_owned(),
        action: format!("{}/role", people::href(person.id)),
        back: people::href(person.id),
        submit: t.say("adm-role-button").into_owned(),
        fields,
        form,
        theirs: Vec::new(),
        page,
    })
}
