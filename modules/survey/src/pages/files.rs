//! Results as files: a report to print or as PDF, a workbook with its codebook, data for programs. In the workplace as they
//! are now, on the portal as they were published.

use access::trail::Entry;
use access::{Action, Kind};
use axum::extract::{Path, State};
use axum::response::Response;
use ground::{Ground, Signed, paper};
use web::{Error, PageContext};

use super::id;
use crate::acts::{kept, releases as acts, seen};
use crate::report;
use crate::results::Results;
use crate::store::plans;

/// `GET /staff/pruzkumy/{wave}/soubor/{file}`
pub(crate) async fn of_wave(
    page: PageContext,
    Path((wave, file)): Path<(String, String)>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let wave = super::id(&wave)?;
    // A report leaves the house, so it holds only what may be published.
    let (results, prepared) = acts::publishable(&ground, &who, wave).await?;
    crate::acts::must(&ground, &who, Action::Export, prepared.wave.owner)?;
    let entry = Entry::of(Action::Export, Kind::Survey).on(wave).rows(results.items.len());
    seen(&ground, &who, entry.detail(serde_json::json!({ "file": file }))).await?;
    answer(&page, &ground, &results, &file, ground.access.clock().today(), None).await
}

/// `GET /pocit-bezpeci/{release}/soubor/{file}`
pub(crate) async fn of_release(
    page: PageContext,
    Path((release, file)): Path<(String, String)>,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let release = plans::public_one(&ground.store, id(&release)?).await.map_err(kept("read a release"))?;
    let release = release.ok_or(Error::Missing("release"))?;
    let day = ::store::in_prague(release.at).date_naive();
    let reference = page.t().with2("survey-release", "number", release.number, "at", page.t().date(&day));
    answer(&page, &ground, &release.results, &file, day, Some(reference)).await
}

async fn answer(
    page: &PageContext,
    ground: &Ground,
    results: &Results,
    file: &str,
    day: chrono::NaiveDate,
    reference: Option<String>,
) -> Result<Response, Error> {
    let t = page.t();
    let report = || report::report(t, results, &page.city().name, day, reference);
    Ok(match file {
        paper::PRINT => paper::print(page, &report())?,
        paper::PDF => paper::download(paper::pdf(ground, &report()).await?, "application/pdf", paper::PDF),
        "vysledky.xlsx" => {
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            paper::download(report::workbook(t, results)?, kind, "vysledky.xlsx")
        }
        "vysledky.json" => paper::download(report::json(t, results)?, "application/json", "vysledky.json"),
        _ => return Err(Error::Missing("file of results")),
    })
}

/// Links to the files below an address; the PDF only where there is a typesetter.
pub(crate) fn links(page: &PageContext, ground: &Ground, below: &str) -> Vec<(String, String)> {
    let t = page.t();
    let tables = [("vysledky.xlsx", "survey-file-xlsx"), ("vysledky.json", "survey-file-json")];
    let tables = tables.map(|(file, key)| (file, t.say(key).into_owned()));
    let all = paper::names(t, ground).into_iter().chain(tables);
    all.map(|(file, words)| (format!("{below}/soubor/{file}"), words)).collect()
}
