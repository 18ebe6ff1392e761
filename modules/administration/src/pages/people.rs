//! People: the list, one with roles and posts, inviting, blocking, leaving.

use access::trail::Entry;
use access::{Action, Actor, Kind, Person, PersonFacts, PersonState};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use store::Id;
use web::tables::{Cell, Column, Table, TableQuery};
use web::{Error, Form, Page, PageContext};

use super::edit::{self, Edit, Field};
use super::list::{List, fits, tone};
use super::memberships::{self, RoleRow};
use super::{CHANGE_PEOPLE, MAKE_PEOPLE, answer, id, may, posts};
use crate::{public_posts, words};

/// `GET /staff/sprava/lide`
pub(super) async fn list(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    asked: TableQuery,
) -> Result<Response, Error> {
    let t = page.t().clone();
    let bodies = ground.access.bodies().await.map_err(answer)?;
    let roles = ground.access.memberships().await.map_err(answer)?;
    let of = |person: &Person| {
        let own = roles.iter().filter(|membership| membership.person == person.id);
        let said = own.map(|membership| {
            let body = words::body_name(&t, &bodies, membership.facts.body);
            format!("{body}: {}", words::role(&t, membership.facts.role))
        });
        said.collect::<Vec<_>>().join("; ")
    };
    let people = ground.access.people().await.map_err(answer)?;
    let mut people: Vec<(Person, String)> = people
        .into_iter()
        .map(|person| (of(&person), person))
        .map(|(roles, person)| (person, roles))
        .collect();
    people.retain(|(person, roles)| fits(&asked.filter, &[&person.facts.name, &person.facts.login, roles]));
    asked.sort_by_key(&mut people, |(person, roles)| match asked.sort.as_deref() {
        Some("login") => web::collation_key(t.lang(), &person.facts.login),
        Some("state") => web::collation_key(t.lang(), person.state.key()),
        Some("roles") => web::collation_key(t.lang(), roles),
        _ => web::collation_key(t.lang(), &person.facts.name),
    });
    let columns = vec![
        Column::text("name", t.say("adm-person")),
        Column::text("login", t.say("adm-field-login")),
        Column::text("roles", t.say("adm-roles")),
        Column::text("state", t.say("adm-field-state")),
    ];
    let shown = asked.cut(&people, 50).iter().map(|(person, roles)| {
        vec![
            Cell::link(href(person.id), &person.facts.name),
            Cell::text(&person.facts.login),
            Cell::text(roles),
            Cell::text(words::person_state(&t, person.state)),
        ]
    });
    let rows: Vec<Vec<Cell>> = shown.collect();
    let seen = Entry::of(Action::Read, Kind::Person)
        .rows(rows.len())
        .detail(serde_json::json!({ "q": asked.filter, "page": asked.page }));
    ground.access.note(&Actor::from(&subject), seen).await.map_err(answer)?;
    let table =
        Table::new(&page, &asked, t.say("adm-people"), columns).files(&[]).rows(rows, people.len(), 50);
    let new = ("/staff/sprava/lide/novy".to_owned(), t.say("adm-person-new").into_owned());
    Ok(Page(List {
        title: t.say("adm-people").into_owned(),
        lead: t.say("adm-people-lead").into_owned(),
        actions: may(&ground, &subject, MAKE_PEOPLE).then_some(new).into_iter().collect(),
        filter: Some(asked.filter.clone()),
        table,
        page,
    })
    .into_response())
}

/// The view of one person.
#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    page: PageContext,
    name: String,
    href: String,
    state: String,
    tone: &'static str,
    facts: Vec<(String, String)>,
    roles: Vec<RoleRow>,
    posts: Vec<(String, String, String)>,
    today: String,
    version: i64,
    may_change: bool,
    may_invite: bool,
    is_blocked: bool,
    has_ended: bool,
    /// A link that has just been made, shown this once.
    invitation: String,
    sent_to: String,
}

/// `GET /staff/sprava/lide/{id}`
pub(super) async fn show(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path(person): Path<String>,
) -> Result<Response, Error> {
    let person = of_id(&ground, &person).await?;
    let seen = Entry::of(Action::Read, Kind::Person).on(person.id);
    ground.access.note(&Actor::from(&subject), seen).await.map_err(answer)?;
    let may_change = may(&ground, &subject, CHANGE_PEOPLE);
    Ok(Page(view(page, &ground, person, may_change).await?).into_response())
}

async fn view(
    page: PageContext,
    ground: &Ground,
    person: Person,
    may_change: bool,
) -> Result<PersonPage, Error> {
    let t = page.t();
    let facts = &person.facts;
    let pairs = [
        ("login", facts.login.clone()),
        ("email", facts.email.clone()),
        ("phone", facts.phone.clone()),
        ("created", t.moment(&person.created_at)),
        ("ended", person.ended_at.map(|at| t.moment(&at)).unwrap_or_default()),
    ];
    let said = |(name, value): (&str, String)| (t.say(&format!("adm-field-{name}")).into_owned(), value);
    let all = ground.access.posts().await.map_err(answer)?;
    let holdings = ground.access.holdings(None).await.map_err(answer)?;
    let held = holdings.iter().filter(|holding| holding.person == person.id).filter_map(|holding| {
        let post = all.iter().find(|post| post.id == holding.post)?;
        let (title, validity) = (words::name(t, &post.facts.title), words::validity(t, &holding.validity));
        Some((posts::href(post.id), title, validity))
    });
    let has_ended = person.state == PersonState::Ended;
    Ok(PersonPage {
        name: facts.name.clone(),
        href: href(person.id),
        state: words::person_state(t, person.state),
        tone: tone(person.state),
        facts: pairs.into_iter().filter(|(_, value)| !value.is_empty()).map(said).collect(),
        roles: memberships::rows(&page, ground, person.id).await?,
        posts: held.collect(),
        today: ground.access.clock().today().to_string(),
        version: person.version,
        may_change: may_change && !has_ended,
        may_invite: matches!(person.state, PersonState::Invited | PersonState::Active),
        is_blocked: person.state == PersonState::Blocked,
        has_ended,
        invitation: String::new(),
        sent_to: String::new(),
        page,
    })
}

/// `GET /staff/sprava/lide/novy`
pub(super) async fn draft(page: PageContext) -> Response {
    form(page, Form::from_pairs([("language", "cs")]), None).shown()
}

/// `POST /staff/sprava/lide`
pub(super) async fn add(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    sent: Form,
) -> Result<Response, Error> {
    let facts = read(&sent);
    let done = ground.access.add_person(&Actor::from(&subject), &facts).await;
    form(page, sent, None).after(done, href)
}

/// `GET /staff/sprava/lide/{id}/upravit`
pub(super) async fn edit(
    page: PageContext,
    State(ground): State<Ground>,
    Path(person): Path<String>,
) -> Result<Response, Error> {
    let person = of_id(&ground, &person).await?;
    let facts = &person.facts;
    let pairs = [
        ("person_name", facts.name.clone()),
        ("email", facts.email.clone()),
        ("phone", facts.phone.clone()),
        ("language", facts.language.clone()),
        ("version", person.version.to_string()),
    ];
    Ok(form(page, Form::from_pairs(pairs), Some(&person)).shown())
}

/// `POST /staff/sprava/lide/{id}/upravit`
pub(super) async fn change(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path(person): Path<String>,
    sent: Form,
) -> Result<Response, Error> {
    let person = of_id(&ground, &person).await?;
    let (facts, version) = (read(&sent), edit::version(&sent));
    let done = ground.access.change_person(&Actor::from(&subject), person.id, version, &facts).await;
    public_posts::publish_after(&ground, &done).await?;
    form(page, sent, Some(&person)).after(done, |()| href(person.id))
}

/// `POST /staff/sprava/lide/{id}/stav`
pub(super) async fn set_state(
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path(person): Path<String>,
    sent: Form,
) -> Result<Response, Error> {
    let (person, version, actor) = (id(&person)?, edit::version(&sent), Actor::from(&subject));
    let access = &ground.access;
    let done = match sent.text("act") {
        "block" => access.block_person(&actor, person, version, true).await,
        "unblock" => access.block_person(&actor, person, version, false).await,
        "end" => access.end_person(&actor, person, version).await,
        _ => return Err(Error::Missing("act")),
    };
    public_posts::publish_after(&ground, &done).await?;
    done.map_err(answer)?;
    Ok(Redirect::to(&href(person)).into_response())
}

/// `POST /staff/sprava/lide/{id}/pozvat`: a link to set a password, sent by mail; shown, this once, only of a person who
/// has never signed in and has no mailbox.
pub(super) async fn invite(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path(person): Path<String>,
) -> Result<Response, Error> {
    let person = of_id(&ground, &person).await?;
    let actor = Actor::from(&subject);
    // Whoever sees the link of an active person becomes that person: it goes to their mailbox and nowhere else.
    let has_mailbox = mail::Letter::is_address(&person.facts.email);
    if person.state == PersonState::Active && !has_mailbox {
        return Err(web::Refusal::new("adm-no-mailbox").into());
    }
    let link = ground.access.invite(&actor, person.id).await;
    let link = link.map_err(|error| match error {
        access::SignInError::Failed(error) => answer(error),
        access::SignInError::Refused(_) => web::Refusal::new("adm-cannot-invite").into(),
    })?;
    let sent_to = super::invitations::send(&ground, &page, &person, &link).await?;
    let person_is_invited = person.state == PersonState::Invited;
    let mut view = view(page, &ground, person, true).await?;
    if sent_to.is_empty() && person_is_invited {
        view.invitation = link.url;
    }
    view.sent_to = sent_to;
    Ok(Page(view).into_response())
}

/// The person of an address.
pub(super) async fn of_id(ground: &Ground, text: &str) -> Result<Person, Error> {
    ground.access.person(id(text)?).await.map_err(answer)?.ok_or(Error::Missing("person"))
}

/// Where a person is shown.
pub(super) fn href(id: Id) -> String {
    format!("/staff/sprava/lide/{id}")
}

fn read(form: &Form) -> PersonFacts {
    PersonFacts {
        login: form.text("code").to_lowercase(),
        name: form.text("person_name").to_owned(),
        email: form.text("email").to_owned(),
        phone: form.text("phone").to_owned(),
        language: form.text("language").to_owned(),
    }
}

fn form(page: PageContext, form: Form, person: Option<&Person>) -> Edit {
    let t = page.t();
    let languages = web::Lang::ALL.map(|lang| (lang.tag().to_owned(), lang.own_name().to_owned())).to_vec();
    let mut fields = vec![Field::line(&page, "person_name"), Field::Hidden { name: "version" }];
    if person.is_none() {
        // The refusal of a login is the refusal of a code.
        let (label, hint) = (t.say("adm-field-login").into_owned(), t.say("adm-hint-login").into_owned());
        fields.push(Field::Line { name: "code", label, hint, kind: "text" });
    }
    fields.extend([
        Field::of_kind(&page, "email", "email"),
        Field::of_kind(&page, "phone", "tel"),
        Field::select(&page, "language", languages, String::new()),
    ]);
    let back = person.map_or_else(|| "/staff/sprava/lide".to_owned(), |person| href(person.id));
    Edit {
        title: match person {
            Some(person) => t.with1("adm-edit-title", "name", person.facts.name.as_str()),
            None => t.say("adm-person-new").into_owned(),
        },
        lead: if person.is_none() { t.say("adm-person-new-lead").into_owned() } else { String::new() },
        action: person.map_or_else(|| back.clone(), |_| format!("{back}/upravit")),
        back,
        submit: t.say("adm-save").into_owned(),
        fields,
        form,
        theirs: Vec::new(),
        page,
    }
}
