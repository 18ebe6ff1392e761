//! What the city feels, for everybody: only what was published, as it was published.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use ground::Ground;
use store::Id;
use web::tables::{self, Format, Table, TableQuery};
use web::{Error, Page, PageContext};

use super::compare::Drawn;
use super::id;
use super::results::{Question, overview, question};
use super::shown;
use crate::acts::compare::published;
use crate::acts::kept;
use crate::results::Results;
use crate::store::plans;

/// The door of the portal.
pub(crate) const DOOR: &str = "/pocit-bezpeci";

/// Address of a release on the portal.
pub(crate) fn release_href(id: Id) -> String {
    format!("{DOOR}/{id}")
}

/// The view of `/pocit-bezpeci`.
#[derive(Template)]
#[template(path = "public.html")]
struct Public {
    page: PageContext,
    releases: Vec<Line>,
}

struct Line {
    href: String,
    name: String,
    days: String,
    sample: String,
    base: String,
    findings: Vec<(String, String)>,
}

/// The view of `/pocit-bezpeci/{release}`.
#[derive(Template)]
#[template(path = "public_release.html")]
struct PublicRelease {
    page: PageContext,
    name: String,
    invented: bool,
    certainty: String,
    method: Vec<(String, String)>,
    table: Table,
    files: Vec<(String, String)>,
}

/// The view of `/pocit-bezpeci/{release}/{item}`.
#[derive(Template)]
#[template(path = "public_question.html")]
struct PublicQuestion {
    page: PageContext,
    name: String,
    back: String,
    invented: bool,
    certainty: String,
    method: Vec<(String, String)>,
    question: Question,
    /// What other waves published of it; none when they did not ask it.
    over_time: Option<Drawn>,
    family: String,
}

/// How many findings of a wave the door shows.
const FINDINGS: usize = 3;

/// `GET /pocit-bezpeci`
pub(crate) async fn list(page: PageContext, State(ground): State<Ground>) -> Result<Response, Error> {
    let releases = plans::public(&ground.store).await.map_err(kept("list releases"))?;
    let t = page.t();
    let line = |release: &plans::Release| {
        let results = &release.results;
        let findings = results.items.iter().filter_map(|item| {
            Some((shown::title(t, item), shown::finding(t, item, item.headline.as_ref()?)))
        });
        Line {
            href: release_href(release.id),
            name: results.wave.clone(),
            days: crate::words::days(t, &results.facts),
            sample: crate::words::sample(t, results.facts.sample),
            base: t.number(results.method.rows),
            findings: findings.take(FINDINGS).collect(),
        }
    };
    let releases = releases.iter().map(line).collect();
    Ok(Page(Public { releases, page }).into_response())
}

async fn one(ground: &Ground, release: &str) -> Result<plans::Release, Error> {
    let release = plans::public_one(&ground.store, id(release)?).await.map_err(kept("read a release"))?;
    release.ok_or(Error::Missing("release"))
}

/// `GET /pocit-bezpeci/{release}`
pub(crate) async fn release(
    page: PageContext,
    query: TableQuery,
    Path(release): Path<String>,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let release = one(&ground, &release).await?;
    let results: &Results = &release.results;
    let t = page.t();
    let (columns, rows) = overview(&page, results, |item| {
        format!("{}/{}", release_href(release.id), web::percent_encoded(&item.name))
    });
    let rows = shown::arranged(&page, &query, &columns, rows);
    let caption = t.with1("survey-results-caption", "count", rows.len());
    if let Some(format) = query.format() {
        return Ok(tables::export(format, "pocit-bezpeci", &caption, &columns, rows)?.into_response());
    }
    let count = rows.len();
    let table =
        Table::new(&page, &query, caption, columns).files(Format::ALL).rows(rows, count, count.max(1));
    Ok(Page(PublicRelease {
        name: results.wave.clone(),
        invented: results.facts.invented,
        certainty: shown::certainty(t, results),
        method: shown::method(t, results),
        files: super::files::links(&page, &ground, &release_href(release.id)),
        table,
        page,
    })
    .into_response())
}

/// `GET /pocit-bezpeci/{release}/{item}`
pub(crate) async fn item(
    page: PageContext,
    Path((release, item)): Path<(String, String)>,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let release = one(&ground, &release).await?;
    let results = &release.results;
    let item = results.item(&item).ok_or(Error::Missing("question of a release"))?;
    let (others, comparison) = published(&ground, &release, item).await?;
    let others: Vec<&Results> = others.iter().collect();
    let drawn = super::compare::drawn(page.t(), results, &others, &comparison, |_| String::new());
    let atlas = places::Places::atlas(&ground.places);
    Ok(Page(PublicQuestion {
        name: results.wave.clone(),
        back: release_href(release.id),
        invented: results.facts.invented,
        certainty: shown::certainty(page.t(), results),
        method: shown::method(page.t(), results),
        question: question(&page, &atlas, results, item),
        over_time: drawn.into_iter().next(),
        family: super::compare::family(page.t(), &comparison),
        page,
    })
    .into_response())
}
