//! Bodies: the list, one with its units and posts, and keeping them.

use access::{Actor, Body, BodyFacts, BodyKind, Unit};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use ground::{Ground, Signed};
use web::tables::{self, Cell, Column, Table, TableQuery};
use web::{Error, Form, Page, PageContext};

use super::edit::{self, Edit, Field};
use super::list::{List, fits};
use super::posts::{self, PostRow};
use super::{CHANGE, MAKE, answer, may};
use crate::words;

/// `GET /staff/sprava/organy`
pub(super) async fn list(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    asked: TableQuery,
) -> Result<Response, Error> {
    let t = page.t().clone();
    let mut bodies = ground.access.bodies().await.map_err(answer)?;
    bodies.retain(|body| {
        let (name, kind) = (words::name(&t, &body.facts.name), words::body_kind(&t, body.facts.kind));
        fits(&asked.filter, &[&name, &kind, &body.facts.code])
    });
    let key = |body: &Body| match asked.sort.as_deref() {
        Some("kind") => web::collation_key(t.lang(), &words::body_kind(&t, body.facts.kind)),
        Some("code") => web::collation_key(t.lang(), &body.facts.code),
        _ => web::collation_key(t.lang(), &words::name(&t, &body.facts.name)),
    };
    asked.sort_by_key(&mut bodies, key);
    let columns = vec![
        Column::text("name", t.say("adm-body")),
        Column::text("kind", t.say("adm-field-kind")),
        Column::text("code", t.say("adm-field-code")),
        Column::text("email", t.say("adm-field-email")).fixed(),
        Column::text("validity", t.say("adm-field-validity")).fixed(),
    ];
    let row = |body: &Body| {
        let facts = &body.facts;
        vec![
            Cell::link(href(&facts.code), words::name(&t, &facts.name)),
            Cell::text(words::body_kind(&t, facts.kind)),
            Cell::text(&facts.code),
            Cell::text(&facts.email),
            Cell::text(words::validity(&t, &facts.validity)),
        ]
    };
    if asked.csv {
        return Ok(tables::csv("organy", &columns, bodies.iter().map(row)).into_response());
    }
    let rows = asked.cut(&bodies, 50).iter().map(row).collect();
    let table = Table::new(&page, &asked, t.say("adm-bodies"), columns).rows(rows, bodies.len(), 50);
    let new = ("/staff/sprava/organy/novy".to_owned(), t.say("adm-body-new").into_owned());
    Ok(Page(List {
        title: t.say("adm-bodies").into_owned(),
        lead: t.say("adm-bodies-lead").into_owned(),
        actions: may(&ground, &subject, MAKE).then_some(new).into_iter().collect(),
        filter: Some(asked.filter.clone()),
        table,
        page,
    })
    .into_response())
}

/// The view of one body.
#[derive(Template)]
#[template(path = "body.html")]
struct BodyPage {
    page: PageContext,
    title: String,
    href: String,
    facts: Vec<(String, String)>,
    units: Vec<UnitRow>,
    posts: Vec<PostRow>,
    may_change: bool,
}

struct UnitRow {
    href: String,
    name: String,
    depth: usize,
    validity: String,
}

/// `GET /staff/sprava/organy/{code}`
pub(super) async fn show(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let body = of_code(&ground, &code).await?;
    let t = page.t();
    let facts = &body.facts;
    let pairs = [
        ("kind", words::body_kind(t, facts.kind)),
        ("code", facts.code.clone()),
        ("seat", facts.seat.clone()),
        ("email", facts.email.clone()),
        ("phone", facts.phone.clone()),
        ("validity", words::validity(t, &facts.validity)),
    ];
    let said = |(name, value): (&str, String)| (t.say(&format!("adm-field-{name}")).into_owned(), value);
    let units = ground.access.units(body.id).await.map_err(answer)?;
    let mut posts = posts::rows(&page, &ground).await?;
    posts.retain(|row| row.body_id == body.id);
    Ok(Page(BodyPage {
        title: words::name(t, &facts.name),
        href: href(&facts.code),
        facts: pairs.into_iter().filter(|(_, value)| !value.is_empty()).map(said).collect(),
        units: tree(&page, &facts.code, &units),
        posts,
        may_change: may(&ground, &subject, CHANGE),
        page,
    })
    .into_response())
}

/// Units with those below each right after it.
fn tree(page: &PageContext, body: &str, units: &[Unit]) -> Vec<UnitRow> {
    fn below(
        page: &PageContext,
        body: &str,
        units: &[Unit],
        parent: Option<store::Id>,
        depth: usize,
        rows: &mut Vec<UnitRow>,
    ) {
        let t = page.t();
        for unit in units.iter().filter(|unit| unit.facts.parent == parent) {
            let href = format!("{}/utvary/{}", href(body), unit.id);
            let (name, validity) =
                (words::name(t, &unit.facts.name), words::validity(t, &unit.facts.validity));
            rows.push(UnitRow { href, name, depth, validity });
            below(page, body, units, Some(unit.id), depth + 1, rows);
        }
    }
    let mut rows = Vec::with_capacity(units.len());
    below(page, body, units, None, 0, &mut rows);
    rows
}

/// `GET /staff/sprava/organy/novy`
pub(super) async fn draft(page: PageContext, State(ground): State<Ground>) -> Response {
    let today = ground.access.clock().today().to_string();
    form(page, Form::from_pairs([("from", today)]), None).shown()
}

/// `POST /staff/sprava/organy`
pub(super) async fn add(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    mut sent: Form,
) -> Result<Response, Error> {
    let Some(facts) = read(&mut sent) else { return Ok(form(page, sent, None).wrong()) };
    let done = ground.access.add_body(&Actor::from(&subject), &facts).await;
    form(page, sent, None).after(done, |_| href(&facts.code))
}

/// `GET /staff/sprava/organy/{code}/upravit`
pub(super) async fn edit(
    page: PageContext,
    State(ground): State<Ground>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let body = of_code(&ground, &code).await?;
    let facts = &body.facts;
    let mut pairs = edit::pairs(&facts.name, &facts.validity);
    pairs.extend([
        ("code", facts.code.clone()),
        ("kind", facts.kind.key().to_owned()),
        ("seat", facts.seat.clone()),
        ("email", facts.email.clone()),
        ("phone", facts.phone.clone()),
        ("version", body.version.to_string()),
    ]);
    Ok(form(page, Form::from_pairs(pairs), Some(&body)).shown())
}

/// `POST /staff/sprava/organy/{code}/upravit`
pub(super) async fn change(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path(code): Path<String>,
    mut sent: Form,
) -> Result<Response, Error> {
    let body = of_code(&ground, &code).await?;
    let Some(facts) = read(&mut sent) else { return Ok(form(page, sent, Some(&body)).wrong()) };
    let version = edit::version(&sent);
    let done = ground.access.change_body(&Actor::from(&subject), body.id, version, &facts).await;
    form(page, sent, Some(&body)).after(done, |()| href(&facts.code))
}

/// The body of an address.
pub(super) async fn of_code(ground: &Ground, code: &str) -> Result<Body, Error> {
    ground.access.body_by_code(code).await.map_err(answer)?.ok_or(Error::Missing("body"))
}

/// Where a body is shown.
pub(super) fn href(code: &str) -> String {
    format!("/staff/sprava/organy/{}", web::percent_encoded(code))
}

fn read(form: &mut Form) -> Option<BodyFacts> {
    let kind = BodyKind::from_key(form.text("kind"));
    if kind.is_none() {
        form.refuse("kind", "adm-choose");
    }
    let validity = edit::validity(form)?;
    Some(BodyFacts {
        code: form.text("code").to_owned(),
        kind: kind?,
        name: edit::words(form),
        seat: form.text("seat").to_owned(),
        email: form.text("email").to_owned(),
        phone: form.text("phone").to_owned(),
        validity,
    })
}

fn form(page: PageContext, form: Form, body: Option<&Body>) -> Edit {
    let t = page.t();
    let kinds = BodyKind::ALL.map(|kind| (kind.key().to_owned(), words::body_kind(t, kind))).to_vec();
    let mut fields = vec![Field::Hidden { name: "version" }];
    fields.extend(Field::words(&page));
    fields.extend([
        Field::line(&page, "code"),
        Field::select(&page, "kind", kinds, t.say("adm-choose").into_owned()),
        Field::line(&page, "seat"),
        Field::of_kind(&page, "email", "email"),
        Field::of_kind(&page, "phone", "tel"),
    ]);
    fields.extend(Field::validity(&page));
    let back = body.map_or_else(|| "/staff/sprava/organy".to_owned(), |body| href(&body.facts.code));
    Edit {
        title: match body {
            Some(body) => t.with1("adm-edit-title", "name", words::name(t, &body.facts.name)),
            None => t.say("adm-body-new").into_owned(),
        },
        lead: String::new(),
        action: body.map_or_else(|| back.clone(), |_| format!("{back}/upravit")),
        back,
        submit: t.say("adm-save").into_owned(),
        fields,
        form,
        theirs: Vec::new(),
        page,
    }
}
