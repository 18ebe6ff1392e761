//! `/staff/ucet`: the own account. What the house knows of the person, how they sign in, and who has looked.

use access::trail::TrailRow;
use access::{Factors, LinkedProvider, OwnSession, Person, Visitor, Words};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ground::{Ground, SignedIn};
use web::{Error, Form, Lang, Page, PageContext, Say};

use super::words::failed;

/// Most rows of "who saw my record".
const LOOKS: usize = 50;

/// The view of the account.
#[derive(Template)]
#[template(path = "signin/account.html")]
pub(super) struct AccountPage {
    page: PageContext,
    form: Form,
    person: Person,
    bodies: Vec<String>,
    sessions: Vec<Signing>,
    factors: Factors,
    linked: Vec<LinkedProvider>,
    /// Name and label of providers that could be linked.
    providers: Vec<(String, String)>,
    looks: Vec<Look>,
    languages: Vec<(String, String)>,
    fewest: usize,
}

/// A session as the table shows it.
struct Signing {
    session: OwnSession,
    how: String,
    browser: String,
}

/// Somebody looked at the record.
struct Look {
    at: String,
    who: String,
    body: String,
    what: String,
    why: String,
}

/// Puts the page together, with a form that may have been refused.
pub(super) async fn page_of(
    page: PageContext,
    ground: &Ground,
    visitor: &Visitor,
    form: Form,
) -> Result<AccountPage, Error> {
    let fault = |cause| Error::fault("read the own account", cause);
    let access = &ground.access;
    let person = access.person(visitor.person).await.map_err(fault)?.ok_or(Error::Missing("own account"))?;
    let sessions = access.own_sessions(visitor.person, Some(visitor.session)).await.map_err(failed)?;
    let linked = access.linked_providers(visitor.person).await.map_err(failed)?;
    let free = |(_, label): &(String, String)| !linked.iter().any(|it| it.label == *label);
    let providers = access.providers().into_iter().filter(free).collect();
    let looks = access.who_saw(visitor.person, LOOKS).await.map_err(fault)?;
    let t = page.t().clone();
    let form =
        if form.is_valid() { Form::from_pairs([("language", person.facts.language.clone())]) } else { form };
    Ok(AccountPage {
        bodies: visitor.bodies.iter().map(|acting| in_language(&acting.name, &t)).collect(),
        sessions: sessions.into_iter().map(|session| signing(&t, session)).collect(),
        factors: access.factors(visitor.person).await.map_err(failed)?,
        looks: looks.iter().map(|row| look(&t, row)).collect(),
        languages: Lang::ALL.iter().map(|lang| (lang.tag().to_owned(), lang.own_name().to_owned())).collect(),
        fewest: access::PASSWORD_FEWEST,
        person,
        linked,
        providers,
        form,
        page,
    })
}

/// `GET /staff/ucet`
pub(super) async fn show(
    page: PageContext,
    State(ground): State<Ground>,
    SignedIn(visitor): SignedIn,
) -> Result<Response, Error> {
    Ok(Page(page_of(page, &ground, &visitor, Form::empty()).await?).into_response())
}

fn in_language(words: &str, t: &Say) -> String {
    Words::from_json(words).in_language(t.lang().tag()).to_owned()
}

fn signing(t: &Say, session: OwnSession) -> Signing {
    let how = t.say(&format!("signin-method-{}", session.method)).into_owned();
    Signing { how, browser: browser(t, &session.agent), session }
}

/// A browser by the name people know it by. A guess from what it calls itself, shown and never decided upon.
fn browser(t: &Say, agent: &str) -> String {
    const BROWSERS: [(&str, &str); 5] = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 5] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let known = |table: &[(&str, &'static str)]| {
        table.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    match (known(&BROWSERS), known(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => t.say("signin-browser-unknown").into_owned(),
    }
}

fn look(t: &Say, row: &TrailRow) -> Look {
    Look {
        at: t.moment(&row.at),
        who: row.name.clone().unwrap_or_else(|| t.say("signin-looked-program").into_owned()),
        body: row
            .body_name
            .as_ref()
            .map_or_else(String::new, |name| name.in_language(t.lang().tag()).to_owned()),
        what: crate::words::trail_word(t, "action", &row.action),
        why: row.purpose.clone(),
    }
}
