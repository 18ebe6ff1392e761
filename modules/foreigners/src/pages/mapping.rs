//! How a ministry's workbook is read: a person looks at a sheet once and says which column is what.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use indicators::By;
use official_statistics::mapping::{Column as MappedColumn, Mapping, Role, Sheet};
use web::{Error, Form, Page, PageContext, Upload};

use super::take::MOST_BYTES;
use super::{HOME, plain, tabs};
use crate::acts::{kept, sets as acts};
use crate::store::sets;
use crate::words;

/// Concepts that a column may count.
const CONCEPTS: [&str; 6] = [
    "foreigners-residence-police",
    "foreigners-residence-temporary",
    "foreigners-residence-permanent",
    "foreigners-temporary-protection",
    "foreigners-employment-notified",
    "foreigners-agency-assigned",
];
/// Columns that a person maps at most.
const MOST_COLUMNS: usize = 60;

/// The view of `/staff/cizinci/mapovani`.
#[derive(Template)]
#[template(path = "mappings.html")]
struct Mappings {
    page: PageContext,
    tabs: Vec<(String, String, bool)>,
    form: Form,
    kept: Vec<(String, String)>,
    fault: String,
    most: usize,
}

/// The view after a sheet was looked at.
#[derive(Template)]
#[template(path = "mapping.html")]
struct Editor {
    page: PageContext,
    form: Form,
    sheet: String,
    header: u32,
    columns: Vec<(String, String)>,
    roles: Vec<(String, String)>,
    sample: Vec<Vec<String>>,
}

async fn overview(page: PageContext, ground: &Ground, form: Form, fault: String) -> Result<Mappings, Error> {
    let t = page.t();
    let kept = ground.store.rows(&sets::MAPPINGS, &[]).await.map_err(kept("list mappings"))?;
    let said = |it: &sets::KeptMapping| {
        let mapping = &it.mapping;
        let mapped = mapping.columns.iter().filter(|column| column.role != Role::Ignored).count();
        t.with(
            "foreigners-mapping-said",
            &[
                ("sheet", &mapping.sheet.as_str()),
                ("row", &mapping.header),
                ("count", &mapped),
                ("at", &t.moment(&it.changed_at).as_str()),
            ],
        )
    };
    let kept = kept.iter().map(|it| (it.name.clone(), said(it))).collect();
    Ok(Mappings { tabs: tabs(t, "/mapovani"), form, kept, fault, most: MOST_BYTES, page })
}

/// `GET /staff/cizinci/mapovani`
pub(crate) async fn list(
    page: PageContext,
    Signed(_): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let form = Form::from_pairs([("header", "1")]);
    Ok(Page(overview(page, &ground, form, String::new()).await?).into_response())
}

/// `POST /staff/cizinci/mapovani`: looks at a sheet. Nothing is written.
pub(crate) async fn look(
    page: PageContext,
    Signed(_): Signed,
    State(ground): State<Ground>,
    mut upload: Upload,
) -> Result<Response, Error> {
    let file = upload.require("file", "foreigners-file-expected");
    let header = upload.form.parse::<u32>("header", "foreigners-number-expected").unwrap_or(1).clamp(1, 1000);
    let Some(file) = file.filter(|_| upload.form.is_valid()) else {
        let view = overview(page, &ground, upload.form, String::new()).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
    };
    let wanted = plain(upload.form.text("sheet"));
    let looked = tokio::task::spawn_blocking(move || {
        let names = Sheet::names(&file.bytes)?;
        let name = if wanted.is_empty() { names.first().cloned().unwrap_or_default() } else { wanted };
        Sheet::look(&file.bytes, &name)
    });
    let sheet = match looked.await.map_err(|cause| Error::fault("look at a workbook", cause))? {
        Ok(sheet) => sheet,
        Err(fault) => {
            let said = words::fault(page.t(), &fault);
            let view = overview(page, &ground, upload.form, said).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
        }
    };
    let headings = sheet.headings(header);
    let shown = 0..headings.len().min(MOST_COLUMNS);
    let line =
        |row: u32| (0_u32..).take(shown.len()).map(|column| sheet.cell(row, column).to_owned()).collect();
    let sample = (header.saturating_add(1)..=header.saturating_add(4)).map(line).collect();
    let form = Form::from_pairs([("name", sheet.name.clone()), ("sums", "Celkem".to_owned())]);
    let view = editor(page, &ground, form, sheet.name.clone(), header, &headings, sample);
    Ok(Page(view).into_response())
}

fn editor(
    page: PageContext,
    ground: &Ground,
    form: Form,
    sheet: String,
    header: u32,
    headings: &[String],
    sample: Vec<Vec<String>>,
) -> Editor {
    let t = page.t();
    let fixed = ["ignored", "territory", "citizenship"];
    let fixed = fixed.map(|key| (key.to_owned(), t.say(&format!("foreigners-role-{key}")).into_owned()));
    let counts = CONCEPTS.map(|key| {
        let concept = words::concept(t, &ground.indicators, key);
        (key.to_owned(), t.with1("foreigners-role-count", "concept", concept))
    });
    let columns = headings.iter().take(MOST_COLUMNS).enumerate();
    let columns = columns.map(|(at, heading)| (format!("column-{at}"), heading.clone())).collect();
    let roles = fixed.into_iter().chain(counts).collect();
    Editor { form, sheet, header, columns, roles, sample, page }
}

/// `POST /staff/cizinci/mapovani/ulozit`
pub(crate) async fn save(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    let name = plain(form.text("name"));
    if !(1..=100).contains(&name.chars().count()) {
        form.refuse("name", "foreigners-mapping-name");
    }
    let headings: Vec<String> = form.all("heading").take(MOST_COLUMNS).map(plain).collect();
    let header = form.parse::<u32>("header", "foreigners-number-expected").unwrap_or(1);
    let role = |at: usize| match form.text(&format!("column-{at}")) {
        "territory" => Role::Territory,
        "citizenship" => Role::Citizenship,
        other => CONCEPTS
            .iter()
            .find(|key| **key == other)
            .map_or(Role::Ignored, |key| Role::Count((*key).to_owned())),
    };
    let columns: Vec<MappedColumn> = headings
        .iter()
        .enumerate()
        .map(|(at, heading)| MappedColumn { heading: heading.clone(), role: role(at) })
        .collect();
    let sheet = plain(form.text("sheet"));
    let sums = plain(form.text("sums"));
    if !columns.iter().any(|column| matches!(column.role, Role::Count(_))) {
        form.refuse("column-0", "foreigners-mapping-no-count");
    }
    if form.is_valid() {
        let mapping = Mapping { sheet, header, columns, sums };
        acts::save_mapping(&ground, By::from(&who), &name, &mapping).await?;
        return Ok(Redirect::to(&format!("{HOME}/mapovani")).into_response());
    }
    let view = editor(page, &ground, form, sheet, header, &headings, Vec::new());
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response())
}
