//! Files: what was taken over, what waits, what a file would change.

use access::{Action, Actor, Subject};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use indicators::By;
use web::tables::{Cell, Column, Table, TableQuery};
use web::{Error, Form, Page, PageContext, Say, Upload};

use super::look::{Tab, source_name, tabs};
use super::{HOME, id, seen_as};
use crate::acts::imports::{self as acts, File};
use crate::acts::{kept, must, statistics};
use crate::findings;
use crate::ingest::{Doubt, Import, Report, State as Stand};
use crate::store::imports;

/// Bytes of a file.
pub(crate) const MOST_BYTES: usize = 256 << 20;

/// The view of `/staff/prestupky/data`.
#[derive(Template)]
#[template(path = "data.html")]
struct DataPage {
    page: PageContext,
    tabs: Vec<Tab>,
    action: String,
    table: Table,
    form: Form,
    most: usize,
    may_create: bool,
}

/// The view of `/staff/prestupky/data/{import}`, and of a file that was only looked at.
#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    page: PageContext,
    tabs: Vec<Tab>,
    title: String,
    stand: String,
    doubts: Vec<String>,
    facts: Vec<(String, String)>,
    findings: Vec<String>,
    months: Vec<(String, u64)>,
    /// Where to say yes or no; empty where there is nothing to decide or no right to.
    action: String,
    may_publish: bool,
}

/// What was found in statistics, and what became of it.
#[derive(Template)]
#[template(path = "statistics.html")]
struct StatisticsPage {
    page: PageContext,
    tabs: Vec<Tab>,
    title: String,
    summary: String,
    done: Vec<String>,
    remarks: Vec<String>,
}

impl DataPage {
    async fn new(
        page: PageContext,
        query: &TableQuery,
        ground: &Ground,
        form: Form,
        may_create: bool,
    ) -> Result<DataPage, Error> {
        let all = imports::list(&ground.store).await.map_err(kept("list imports"))?;
        let t = page.t();
        let row = |import: &Import| {
            let days = import.report.days.map_or_else(String::new, |(from, to)| {
                t.with2("offences-period", "from", t.date(&from), "to", t.date(&to))
            });
            vec![
                Cell::link(format!("{HOME}/data/{}", import.id), import.name.clone()),
                Cell::text(source_name(t, import.source)),
                Cell::text(days),
                Cell::number(&page, import.report.incidents),
                Cell::text(t.say(&format!("offences-import-{}", import.state.key()))),
                Cell::moment(&page, import.at),
            ]
        };
        let rows: Vec<_> = all.iter().map(row).collect();
        let columns = vec![
            Column::text("file", t.say("offences-file")).fixed(),
            Column::text("source", t.say("offences-source")).fixed(),
            Column::text("days", t.say("offences-days")).fixed(),
            Column::number("incidents", t.say("offences-incidents")).fixed(),
            Column::text("state", t.say("offences-import-state")).fixed(),
            Column::text("at", t.say("offences-fetched")).fixed(),
        ];
        let count = rows.len();
        let table = Table::new(&page, query, t.say("offences-imports-caption"), columns)
            .files(&[])
            .when_empty(t.say("offences-imports-empty"))
            .rows(rows, count, count.max(1));
        Ok(DataPage {
            tabs: tabs(t, None, "/data"),
            action: format!("{HOME}/data"),
            table,
            form,
            most: MOST_BYTES,
            may_create,
            page,
        })
    }
}

/// `GET /staff/prestupky/data`
pub(crate) async fn list(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    seen_as(&ground, &who, "imports").await?;
    let may = must(&ground, &who, Action::Create).is_ok();
    Ok(Page(DataPage::new(page, &query, &ground, Form::empty(), may).await?).into_response())
}

/// `POST /staff/prestupky/data`: takes a file, or only looks at it.
pub(crate) async fn upload(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut upload: Upload,
) -> Result<Response, Error> {
    must(&ground, &who, Action::Create)?;
    let Some(file) = upload.require("file", "offences-file-required") else {
        let view = DataPage::new(page, &query, &ground, upload.form, true).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
    };
    let file = File { name: file.name.clone(), bytes: file.bytes.to_vec(), format: None };
    let dry = upload.form.text("dry") == "1";
    let taken = if crate::statistics::is(&file.bytes) {
        take_statistics(&page, &ground, &who, &file, dry).await
    } else if dry {
        acts::look(&ground, &file).await.map(|(reading, report)| {
            let title = page.t().with1("offences-dry-title", "name", file.name.as_str());
            let stand = source_name(page.t(), reading.source);
            Page(shown(page.clone(), title, stand, &report)).into_response()
        })
    } else {
        let import = acts::take(&ground, &Actor::from(&who), who.person, &file).await;
        import.map(|import| Redirect::to(&format!("{HOME}/data/{}", import.id)).into_response())
    };
    match taken {
        Err(Error::Refused(refusal)) => {
            let reason = refusal.sentence(page.t());
            upload.form.refuse_with("file", "offences-file-refused", &[("reason", &reason)]);
            let view = DataPage::new(page, &query, &ground, upload.form, true).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response())
        }
        other => other,
    }
}

/// Statistics become figures at once; the page says what was done and what to look at.
async fn take_statistics(
    page: &PageContext,
    ground: &Ground,
    who: &Subject,
    file: &File,
    dry: bool,
) -> Result<Response, Error> {
    let t = page.t();
    let found = statistics::look(ground, file).await?;
    let done = if dry { Vec::new() } else { statistics::take(ground, By::from(who), t, &found).await? };
    let title =
        if dry { t.with1("offences-dry-title", "name", file.name.as_str()) } else { file.name.clone() };
    let view = StatisticsPage {
        tabs: tabs(t, None, "/data"),
        title,
        summary: statistics::summary(t, &found),
        done,
        remarks: statistics::remarks(t, &found),
        page: page.clone(),
    };
    Ok(Page(view).into_response())
}

/// `GET /staff/prestupky/data/{import}`
pub(crate) async fn show(
    page: PageContext,
    Path(import): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    seen_as(&ground, &who, "import").await?;
    let import = acts::one(&ground, id(&import)?).await?;
    let t = page.t();
    let stand = t.say(&format!("offences-import-{}", import.state.key())).into_owned();
    let mut view = shown(page.clone(), import.name.clone(), stand, &import.report);
    let mut facts = vec![
        (t.say("offences-source").into_owned(), source_name(t, import.source)),
        (t.say("offences-fetched").into_owned(), t.moment(&import.at)),
        ("SHA-256".to_owned(), import.sha256.clone()),
    ];
    facts.append(&mut view.facts);
    view.facts = facts;
    if import.state == Stand::Approved
        && let Some((done, total)) = acts::progress(&ground, import.id).await?
    {
        view.stand = view.page.t().with2("offences-import-progress", "done", done, "total", total);
    }
    if import.state.waits() && must(&ground, &who, Action::Change).is_ok() {
        view.action = format!("{HOME}/data/{}", import.id);
        view.may_publish = must(&ground, &who, Action::Decide).is_ok();
    }
    Ok(Page(view).into_response())
}

fn shown(page: PageContext, title: String, stand: String, report: &Report) -> ImportPage {
    let t = page.t();
    let count = |key: &str, count: usize| (t.say(key).into_owned(), t.number(count));
    let days = report.days.map_or_else(
        || "–".to_owned(),
        |(from, to)| t.with2("offences-period", "from", t.date(&from), "to", t.date(&to)),
    );
    let facts = vec![
        (t.say("offences-days").into_owned(), days),
        count("offences-rows", report.rows),
        count("offences-incidents", report.incidents),
        count("offences-new", report.new),
        count("offences-told-otherwise", report.changed),
        count("offences-gone", report.gone),
        count("offences-same", report.same),
        count("offences-without-place", report.without_place),
        count("offences-outside", report.outside),
        count("offences-snapped", report.snapped),
        count("offences-refused-lines", report.refused_count),
        (t.say("offences-columns").into_owned(), report.columns.join(", ")),
    ];
    ImportPage {
        tabs: tabs(t, None, "/data"),
        doubts: report.doubts.iter().map(|doubt| said(t, doubt)).collect(),
        findings: report.findings.iter().map(|finding| findings::said(t, finding)).collect(),
        months: report.months.iter().map(|(month, cases)| (month.clone(), *cases)).collect(),
        title,
        stand,
        facts,
        action: String::new(),
        may_publish: false,
        page,
    }
}

/// Why a file must be looked at.
pub(crate) fn said(t: &Say, doubt: &Doubt) -> String {
    let key = format!("offences-doubt-{}", doubt.key());
    let list = |codes: &[String]| if codes.is_empty() { "–".to_owned() } else { codes.join(", ") };
    match doubt {
        Doubt::Columns { came, went } | Doubt::Categories { came, went } => {
            t.with2(&key, "came", list(came), "went", list(went))
        }
        Doubt::UnknownCategories { codes } => t.with1(&key, "codes", list(codes)),
        Doubt::Future { incidents } | Doubt::Elsewhere { incidents } | Doubt::Vanished { incidents } => {
            t.with1(&key, "count", *incidents)
        }
        Doubt::Unreadable { lines } => t.with1(&key, "count", *lines),
        Doubt::Jump { month, cases, usual } => {
            t.with(&key, &[("month", month), ("cases", cases), ("usual", usual)])
        }
        Doubt::Empty => t.say(&key).into_owned(),
    }
}

/// `POST /staff/prestupky/data/{import}`: yes or no.
pub(crate) async fn decide(
    Path(import): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    form: Form,
) -> Result<Response, Error> {
    let import = id(&import)?;
    if form.text("decision") == Stand::Refused.key() {
        acts::refuse(&ground, &who, import).await?;
    } else {
        acts::approve(&ground, &who, import).await?;
    }
    Ok(Redirect::to(&format!("{HOME}/data/{import}")).into_response())
}
