//! Who holds a post, and who stands in. Each change is shown on the public card of the territory at once.

use access::{Actor, Body, PersonState, Post};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use web::{Error, Form, PageContext};

use super::edit::{self, Edit, Field};
use super::{answer, id, posts};
use crate::{public_posts, words};

/// `GET /staff/sprava/funkce/{id}/obsadit`
pub(super) async fn draft(
    page: PageContext,
    State(ground): State<Ground>,
    Path(post): Path<String>,
) -> Result<Response, Error> {
    let (body, post) = posts::of_id(&ground, &post).await?;
    let today = ground.access.clock().today().to_string();
    Ok(form(page, &ground, Form::from_pairs([("from", today)]), &body, &post).await?.shown())
}

/// `POST /staff/sprava/funkce/{id}/obsadit`
pub(super) async fn add(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path(post): Path<String>,
    mut sent: Form,
) -> Result<Response, Error> {
    let (body, post) = posts::of_id(&ground, &post).await?;
    let person: Option<store::Id> = sent.parse("person", "adm-choose");
    sent.require("person", "adm-choose");
    let (validity, deputy) = (edit::validity(&mut sent), sent.chose("deputy", "1"));
    let edit = form(page, &ground, sent, &body, &post).await?;
    let Some((person, validity)) = person.zip(validity) else { return Ok(edit.wrong()) };
    let actor = Actor::from(&subject);
    let done = ground.access.add_holding(&actor, post.id, person, deputy, validity).await;
    public_posts::publish_after(&ground, &done).await?;
    edit.after(done, |_| posts::href(post.id))
}

/// `POST /staff/sprava/funkce/{id}/obsazeni/{holding}/ukoncit`
pub(super) async fn end(
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path((post, holding)): Path<(String, String)>,
    mut sent: Form,
) -> Result<Response, Error> {
    let (_, post) = posts::of_id(&ground, &post).await?;
    let last = sent.parse("last", "adm-date-expected");
    let last = last.ok_or_else(|| web::Refusal::new("adm-date-expected"))?;
    let done = ground.access.end_holding(&Actor::from(&subject), id(&holding)?, last).await;
    public_posts::publish_after(&ground, &done).await?;
    done.map_err(answer)?;
    Ok(Redirect::to(&posts::href(post.id)).into_response())
}

async fn form(
    page: PageContext,
    ground: &Ground,
    form: Form,
    body: &Body,
    post: &Post,
) -> Result<Edit, Error> {
    let t = page.t();
    let mut people = ground.access.people().await.map_err(answer)?;
    people.retain(|person| person.state != PersonState::Ended);
    people.sort_by_cached_key(|person| web::collation_key(t.lang(), &person.facts.name));
    let label = |facts: &access::PersonFacts| format!("{} ({})", facts.name, facts.login);
    let people = people.iter().map(|person| (person.id.to_string(), label(&person.facts))).collect();
    let mut fields = vec![
        Field::select(&page, "person", people, t.say("adm-choose").into_owned()),
        Field::tick(&page, "deputy"),
    ];
    fields.extend(Field::validity(&page));
    Ok(Edit {
        title: t.with1("adm-holding-title", "post", words::name(t, &post.facts.title)),
        lead: words::name(t, &body.facts.name),
        action: format!("{}/obsadit", posts::href(post.id)),
        back: posts::href(post.id),
        submit: t.say("adm-holding-button").into_owned(),
        fields,
        form,
        theirs: Vec::new(),
        page,
    })
}
