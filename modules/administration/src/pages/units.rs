//! Units of a body: adding and changing one.

use access::{Actor, Body, Unit, UnitFacts};
use axum::extract::{Path, State};
use axum::response::Response;
use ground::{Ground, Signed};
use web::{Error, Form, PageContext};

use super::edit::{self, Edit, Field};
use super::{answer, bodies, id};
use crate::words;

/// `GET /staff/sprava/organy/{code}/utvary/novy`
pub(super) async fn draft(
    page: PageContext,
    State(ground): State<Ground>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let body = bodies::of_code(&ground, &code).await?;
    let today = ground.access.clock().today().to_string();
    Ok(form(page, &ground, Form::from_pairs([("from", today)]), &body, None).await?.shown())
}

/// `POST /staff/sprava/organy/{code}/utvary/novy`
pub(super) async fn add(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path(code): Path<String>,
    mut sent: Form,
) -> Result<Response, Error> {
    let body = bodies::of_code(&ground, &code).await?;
    let read = read(&mut sent, None);
    let edit = form(page, &ground, sent, &body, None).await?;
    let Some(facts) = read else { return Ok(edit.wrong()) };
    let done = ground.access.add_unit(&Actor::from(&subject), body.id, &facts).await;
    edit.after(done, |_| bodies::href(&code))
}

/// `GET /staff/sprava/organy/{code}/utvary/{unit}`
pub(super) async fn edit(
    page: PageContext,
    State(ground): State<Ground>,
    Path((code, unit)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (body, unit) = of_path(&ground, &code, &unit).await?;
    let mut pairs = edit::pairs(&unit.facts.name, &unit.facts.validity);
    pairs.extend([
        ("code", unit.facts.code.clone()),
        ("parent", unit.facts.parent.map(|id| id.to_string()).unwrap_or_default()),
        ("version", unit.version.to_string()),
    ]);
    Ok(form(page, &ground, Form::from_pairs(pairs), &body, Some(&unit)).await?.shown())
}

/// `POST /staff/sprava/organy/{code}/utvary/{unit}`
pub(super) async fn change(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    Path((code, unit)): Path<(String, String)>,
    mut sent: Form,
) -> Result<Response, Error> {
    let (body, unit) = of_path(&ground, &code, &unit).await?;
    let (read, version) = (read(&mut sent, Some(&unit)), edit::version(&sent));
    let edit = form(page, &ground, sent, &body, Some(&unit)).await?;
    let Some(facts) = read else { return Ok(edit.wrong()) };
    let done = ground.access.change_unit(&Actor::from(&subject), unit.id, version, &facts).await;
    edit.after(done, |()| bodies::href(&code))
}

async fn of_path(ground: &Ground, code: &str, unit: &str) -> Result<(Body, Unit), Error> {
    let body = bodies::of_code(ground, code).await?;
    let unit = ground.access.unit(id(unit)?).await.map_err(answer)?;
    let unit = unit.filter(|unit| unit.body == body.id).ok_or(Error::Missing("unit"))?;
    Ok((body, unit))
}

fn read(form: &mut Form, before: Option<&Unit>) -> Option<UnitFacts> {
    let validity = edit::validity(form)?;
    Some(UnitFacts {
        parent: form.text("parent").parse().ok(),
        code: form.text("code").to_owned(),
        name: edit::words(form),
        territory: before.and_then(|unit| unit.facts.territory.clone()),
        validity,
    })
}

async fn form(
    page: PageContext,
    ground: &Ground,
    form: Form,
    body: &Body,
    unit: Option<&Unit>,
) -> Result<Edit, Error> {
    let t = page.t();
    let others = ground.access.units(body.id).await.map_err(answer)?;
    let others = others.iter().filter(|other| unit.is_none_or(|unit| unit.id != other.id));
    let parents = others.map(|other| (other.id.to_string(), words::name(t, &other.facts.name))).collect();
    let mut fields = vec![Field::Hidden { name: "version" }];
    fields.extend(Field::words(&page));
    fields.push(Field::line(&page, "code"));
    fields.push(Field::select(&page, "parent", parents, t.say("adm-whole-body").into_owned()));
    fields.extend(Field::validity(&page));
    let back = bodies::href(&body.facts.code);
    Ok(Edit {
        title: match unit {
            Some(unit) => t.with1("adm-edit-title", "name", words::name(t, &unit.facts.name)),
            None => t.say("adm-unit-new").into_owned(),
        },
        lead: words::name(t, &body.facts.name),
        action: match unit {
            Some(unit) => format!("{back}/utvary/{}", unit.id),
            None => format!("{back}/utvary/novy"),
        },
        back,
        submit: t.say("adm-save").into_owned(),
        fields,
        form,
        theirs: Vec::new(),
        page,
    })
}
