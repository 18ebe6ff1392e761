//! A situation paper as it was published: a page, a page to print, a PDF, data.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use documents::Block;
use ground::{Ground, paper};
use store::Id;
use web::{Error, Page, PageContext};

use super::{DOOR, id};
use crate::acts::kept;
use crate::store::{self as kept_papers, Published};

/// Name of the file that holds the report as data.
const DATA: &str = "zprava.json";

/// Address of a paper on the portal.
pub(super) fn href(id: Id) -> String {
    format!("{DOOR}/zprava/{id}")
}

/// The view of `/jak-je-na-tom-mesto/zprava/{paper}`.
#[derive(Template)]
#[template(path = "published_paper.html")]
struct PaperPage {
    page: PageContext,
    title: String,
    published: String,
    /// What it says of the sentences that were said.
    summary: Vec<String>,
    files: Vec<(String, String)>,
}

async fn one(ground: &Ground, paper: &str) -> Result<Published, Error> {
    let found = kept_papers::one(&ground.store, id(paper)?).await.map_err(kept("read a paper"))?;
    found.ok_or(Error::Missing("situation paper"))
}

/// `GET /jak-je-na-tom-mesto/zprava/{paper}`
pub(crate) async fn show(
    page: PageContext,
    Path(paper): Path<String>,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let published = one(&ground, &paper).await?;
    let t = page.t();
    let report = published.report(t.lang().tag()).ok_or(Error::Missing("report of a paper"))?;
    let lists = report.blocks.iter().filter_map(|block| match block {
        Block::List(list) => Some(list),
        _ => None,
    });
    let summary = lists.take(1).flat_map(|list| &list.items).map(documents::Text::words).collect();
    Ok(Page(PaperPage {
        title: report.title.clone(),
        published: t.with1("situation-published", "at", t.moment(&published.at)),
        files: files(&page, &ground, published.id),
        summary,
        page,
    })
    .into_response())
}

/// `GET /jak-je-na-tom-mesto/zprava/{paper}/{file}`
pub(crate) async fn file(
    page: PageContext,
    Path((paper, file)): Path<(String, String)>,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let published = one(&ground, &paper).await?;
    let report = published.report(page.lang().tag()).ok_or(Error::Missing("report of a paper"))?;
    Ok(match file.as_str() {
        paper::PRINT => paper::print(&page, report)?,
        paper::PDF => paper::download(paper::pdf(&ground, report).await?, "application/pdf", paper::PDF),
        DATA => paper::download(report.to_json().into_bytes(), "application/json", DATA),
        _ => return Err(Error::Missing("file of a paper")),
    })
}

/// Links to the files of a paper.
pub(super) fn files(page: &PageContext, ground: &Ground, id: Id) -> Vec<(String, String)> {
    let data = (DATA, page.t().say("situation-file-json").into_owned());
    let all = paper::names(page.t(), ground).into_iter().chain([data]);
    all.map(|(file, words)| (format!("{}/{file}", href(id)), words)).collect()
}
