//! Posts: the list with holders, one with its history, and keeping them.

use access::{Actor, Body, Holding, Post, PostFacts};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use ground::{Ground, Signed};
use places::Layer;
use store::Id;
use web::tables::{self, Cell, Column, Table, TableQuery};
use web::{Error, Form, Page, PageContext};

use super::edit::{self, Edit, Field};
use super::list::{List, fits};
use super::{CHANGE, answer, bodies, id, may};
use crate::{public_posts, words};

/// A post in a list.
pub(super) struct PostRow {
    pub(super) body_id: Id,
    pub(super) href: String,
    pub(super) title: String,
    body: String,
    pub(super) holder: String,
    pub(super) deputy: String,
    vacant: bool,
    validity: String,
}

/// Every post with who holds it today.
pub(super) async fn rows(page: &PageContext, ground: &Ground) -> Result<Vec<PostRow>, Error> {
    let (t, today) = (page.t(), ground.access.clock().today());
    let bodies = ground.access.bodies().await.map_err(answer)?;
    let holdings = ground.access.holdings(None).await.map_err(answer)?;
    let posts = ground.access.posts().await.map_err(answer)?;
    let row = |post: Post| {
        let today = |holding: &&Holding| holding.post == post.id && holding.validity.holds(today);
        let names = |deputy| {
            let held = holdings.iter().filter(today).filter(|holding| holding.deputy == deputy);
            held.map(|holding| holding.name.as_str()).collect::<Vec<_>>().join(", ")
        };
        let (holder, deputy) = (names(false), names(true));
        let vacant = holder.is_empty();
        PostRow {
            body_id: post.body,
            href: href(post.id),
            title: words::name(t, &post.facts.title),
            body: words::body_name(t, &bodies, post.body),
            holder: if vacant { t.say("adm-vacant").into_owned() } else { holder },
            deputy,
            vacant,
            validity: words::validity(t, &post.facts.validity),
        }
    };
    Ok(posts.into_iter().map(row).collect())
}

/// `GET /staff/sprava/funkce`
pub(super) async fn list(
    page: PageContext,
    State(ground): State<Ground>,
    asked: TableQuery,
) -> Result<Response, Error> {
    let t = page.t().clone();
    let mut rows = rows(&page, &ground).await?;
    rows.retain(|row| fits(&asked.filter, &[&row.title, &row.body, &row.holder, &row.deputy]));
    let key = |row: &PostRow| match asked.sort.as_deref() {
        Some("body") => (false, web::collation_key(t.lang(), &row.body)),
        Some("holder") => (!row.vacant, web::collation_key(t.lang(), &row.holder)),
        _ => (false, web::collation_key(t.lang(), &row.title)),
    };
    asked.sort_by_key(&mut rows, key);
    let columns = vec![
        Column::text("title", t.say("adm-post")),
        Column::text("body", t.say("adm-body")),
        Column::text("holder", t.say("adm-holder")),
        Column::text("deputy", t.say("adm-deputy")).fixed(),
        Column::text("validity", t.say("adm-field-validity")).fixed(),
    ];
    let cells = |row: &PostRow| {
        vec![
            Cell::link(&row.href, &row.title),
            Cell::text(&row.body),
            Cell::text(&row.holder),
            Cell::text(&row.deputy),
            Cell::text(&row.validity),
        ]
    };
    if asked.csv {
        return Ok(tables::csv("funkce", &columns, rows.iter().map(cells)).into_response());
    }
    let shown = asked.cut(&rows, 50).iter().map(cells).collect();
    let table = Table::new(&page, &asked, t.say("adm-posts"), columns).rows(shown, rows.len(), 50);
    Ok(Page(List {
        title: t.say("adm-posts").into_owned(),
        lead: t.say("adm-posts-lead").into_owned(),
        actions: Vec::new(),
        filter: Some(asked.filter.clone()),
        table,
        page,
    })
    .into_response())
}

/// The view of one post.
#[derive(Template)]
#[template(path = "post.html")]
struct PostPage {
    page: PageContext,
    title: String,
    href: String,
    body: String,
    body_href: String,
    facts: Vec<(String, String)>,
    vacant: bool,
    holdings: Vec<HoldingRow>,
    today: String,
    may_change: bool,
}

struct HoldingRow {
    name: String,
    deputy: bool,
    validity: String,
    now: bool,
    /// Where it is ended; empty when it is over.
    end: String,
}

/// `GET /staff/sprava/funkce/{id}`
pub(super) async fn show(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path(post): Path<String>,
) -> Result<Response, Error> {
    let (body, post) = of_id(&ground, &post).await?;
    let (t, today) = (page.t(), ground.access.clock().today());
    let units = ground.access.units(body.id).await.map_err(answer)?;
    let facts = &post.facts;
    let territory = facts.territory.as_ref();
    let pairs = [
        ("unit", words::unit_name(t, &units, facts.unit)),
        ("territory", territory.map(|place| public_posts::name(&ground, place)).unwrap_or_default()),
        ("email", facts.email.clone()),
        ("phone", facts.phone.clone()),
        ("validity", words::validity(t, &facts.validity)),
    ];
    let said = |(name, value): (&str, String)| (t.say(&format!("adm-field-{name}")).into_owned(), value);
    let mut held = ground.access.holdings(Some(post.id)).await.map_err(answer)?;
    held.reverse();
    let vacant = !held.iter().any(|holding| !holding.deputy && holding.validity.holds(today));
    let row = |holding: Holding| {
        let over = holding.validity.to.is_some_and(|last| last < today);
        let end = format!("{}/obsazeni/{}/ukoncit", href(post.id), holding.id);
        HoldingRow {
            name: holding.name,
            deputy: holding.deputy,
            validity: words::validity(t, &holding.validity),
            now: holding.validity.holds(today),
            end: if over { String::new() } else { end },
        }
    };
    Ok(Page(PostPage {
        title: words::name(t, &facts.title),
        href: href(post.id),
        body: words::name(t, &body.facts.name),
        body_href: bodies::href(&body.facts.code),
        facts: pairs.into_iter().filter(|(_, value)| !value.is_empty()).map(said).collect(),
        vacant,
        holdings: held.into_iter().map(row).collect(),
        today: today.to_string(),
        may_change: may(&ground, &subject, CHANGE),
        page,
    })
    .into_response())
}

/// `GET /staff/sprava/organy/{code}/funkce/nova`
pub(super) async fn draft(
    page: PageContext,
    State(ground): State<Ground>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let body = bodies::of_code(&ground, &code).await?;
    let today = ground.access.clock().today().to_string();
    Ok(form(page, &ground, Form::from_pairs([("from", today)]), &body, None).await?.shown())
}

/// `POST /staff/sprava/organy/{code}/funkce/nova`
pub(super) async fn add(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path(code): Path<String>,
    mut sent: Form,
) -> Result<Response, Error> {
    let body = bodies::of_code(&ground, &code).await?;
    let read = read(&mut sent);
    let edit = form(page, &ground, sent, &body, None).await?;
    let Some(facts) = read else { return Ok(edit.wrong()) };
    let done = ground.access.add_post(&Actor::from(&subject), body.id, &facts).await;
    edit.after(done, href)
}

/// `GET /staff/sprava/funkce/{id}/upravit`
pub(super) async fn edit(
    page: PageContext,
    State(ground): State<Ground>,
    Path(post): Path<String>,
) -> Result<Response, Error> {
    let (body, post) = of_id(&ground, &post).await?;
    let facts = &post.facts;
    let mut pairs = edit::pairs(&facts.title, &facts.validity);
    let territory = facts.territory.as_ref();
    pairs.extend([
        ("unit", facts.unit.map(|id| id.to_string()).unwrap_or_default()),
        ("territory", territory.map(|place| format!("{}/{}", place.layer, place.code)).unwrap_or_default()),
        ("email", facts.email.clone()),
        ("phone", facts.phone.clone()),
        ("version", post.version.to_string()),
    ]);
    Ok(form(page, &ground, Form::from_pairs(pairs), &body, Some(&post)).await?.shown())
}

/// `POST /staff/sprava/funkce/{id}/upravit`
pub(super) async fn change(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path(post): Path<String>,
    mut sent: Form,
) -> Result<Response, Error> {
    let (body, post) = of_id(&ground, &post).await?;
    let (read, version) = (read(&mut sent), edit::version(&sent));
    let edit = form(page, &ground, sent, &body, Some(&post)).await?;
    let Some(facts) = read else { return Ok(edit.wrong()) };
    let done = ground.access.change_post(&Actor::from(&subject), post.id, version, &facts).await;
    public_posts::publish_after(&ground, &done).await?;
    edit.after(done, |()| href(post.id))
}

/// The post of an address, with its body.
pub(super) async fn of_id(ground: &Ground, text: &str) -> Result<(Body, Post), Error> {
    let post = ground.access.post(id(text)?).await.map_err(answer)?.ok_or(Error::Missing("post"))?;
    let body = ground.access.body(post.body).await.map_err(answer)?.ok_or(Error::Missing("body"))?;
    Ok((body, post))
}

/// Where a post is shown.
pub(super) fn href(id: Id) -> String {
    format!("/staff/sprava/funkce/{id}")
}

fn read(form: &mut Form) -> Option<PostFacts> {
    let validity = edit::validity(form)?;
    Some(PostFacts {
        unit: form.text("unit").parse().ok(),
        title: edit::words(form),
        territory: edit::territory(form),
        phone: form.text("phone").to_owned(),
        email: form.text("email").to_owned(),
        validity,
    })
}

async fn form(
    page: PageContext,
    ground: &Ground,
    form: Form,
    body: &Body,
    post: Option<&Post>,
) -> Result<Edit, Error> {
    let t = page.t();
    let units = ground.access.units(body.id).await.map_err(answer)?;
    let units = units.iter().map(|unit| (unit.id.to_string(), words::name(t, &unit.facts.name))).collect();
    let atlas = ground.places.atlas();
    let of_layer = |layer: Layer| {
        let territories = atlas.territories(layer).iter();
        territories
            .map(move |place| (format!("{layer}/{}", place.code), place.name.clone()))
            .collect::<Vec<_>>()
    };
    let territories = Layer::ALL.into_iter().flat_map(of_layer).collect();
    let mut fields = vec![Field::Hidden { name: "version" }];
    fields.extend(Field::words(&page));
    fields.extend([
        Field::select(&page, "unit", units, t.say("adm-whole-body").into_owned()),
        Field::select(&page, "territory", territories, t.say("adm-not-public").into_owned()),
        Field::of_kind(&page, "email", "email"),
        Field::of_kind(&page, "phone", "tel"),
    ]);
    fields.extend(Field::validity(&page));
    let (back, action) = match post {
        Some(post) => (href(post.id), format!("{}/upravit", href(post.id))),
        None => {
            let back = bodies::href(&body.facts.code);
            (back.clone(), format!("{back}/funkce/nova"))
        }
    };
    Ok(Edit {
        title: match post {
            Some(post) => t.with1("adm-edit-title", "name", words::name(t, &post.facts.title)),
            None => t.say("adm-post-new").into_owned(),
        },
        lead: words::name(t, &body.facts.name),
        action,
        back,
        submit: t.say("adm-save").into_owned(),
        fields,
        form,
        theirs: Vec::new(),
        page,
    })
}
