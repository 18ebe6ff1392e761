//! Results as files: a report to print or as PDF, a workbook with its codebook, data for programs. In the workplace as they
//! are now, on the portal as they were published.

use access::trail::Entry;
use access::{Action, Kind};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use ground::{Ground, Signed};
use web::{Error, PageContext, Refusal};

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
        "zprava.html" => {
            let links = [page.asset("report.css"), page.accent_href().to_owned()];
            let links: Vec<&str> = links.iter().map(String::as_str).collect();
            let html = report().to_html(documents::Styles::Linked(&links));
            Html(html.map_err(|cause| Error::fault("draw a report", cause))?).into_response()
        }
        "zprava.pdf" => {
            let Some(typesetter) = &ground.typesetter else {
                return Err(Refusal::new("survey-no-typesetter").into());
            };
            let pdf = typesetter.pdf(&report()).await.map_err(|cause| Error::fault("set a report", cause))?;
            download(pdf, "application/pdf", "zprava.pdf")
        }
        "vysledky.xlsx" => {
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            download(report::workbook(t, results)?, kind, "vysledky.xlsx")
        }
        "vysledky.json" => download(report::json(t, results)?, "application/json", "vysledky.json"),
        _ => return Err(Error::Missing("file of results")),
    })
}

fn download(bytes: Vec<u8>, kind: &'static str, name: &str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// Links to the files below an address; the PDF only where there is a typesetter.
pub(crate) fn links(page: &PageContext, ground: &Ground, below: &str) -> Vec<(String, String)> {
    let t = page.t();
    let all = [
        ("zprava.pdf", "survey-file-pdf"),
        ("zprava.html", "survey-file-print"),
        ("vysledky.xlsx", "survey-file-xlsx"),
        ("vysledky.json", "survey-file-json"),
    ];
    let here = all.into_iter().filter(|(file, _)| ground.typesetter.is_some() || *file != "zprava.pdf");
    here.map(|(file, key)| (format!("{below}/soubor/{file}"), t.say(key).into_owned())).collect()
}
