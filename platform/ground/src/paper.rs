//! A report as files: a page to print that needs nothing installed, and a PDF where the program `typesetter` is.

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use documents::{Report, Styles};
use web::{Error, PageContext, Refusal, Say};

use crate::Ground;

/// Name of the file that is a page to print.
pub const PRINT: &str = "zprava.html";
/// Name of the file that is a PDF.
pub const PDF: &str = "zprava.pdf";

/// Names of the files a report is offered as here, with what people call them.
#[must_use]
pub fn names(t: &Say, ground: &Ground) -> Vec<(&'static str, String)> {
    let all = [(PDF, "report-file-pdf"), (PRINT, "report-file-print")];
    let here = all.into_iter().filter(|(name, _)| ground.typesetter.is_some() || *name != PDF);
    here.map(|(name, key)| (name, t.say(key).into_owned())).collect()
}

/// The report as the page to print, dressed by the stylesheets of this server.
///
/// # Errors
/// A chart that cannot be drawn.
pub fn print(page: &PageContext, report: &Report) -> Result<Response, Error> {
    let links = [page.asset("report.css"), page.accent_href().to_owned()];
    let links: Vec<&str> = links.iter().map(String::as_str).collect();
    let html = report.to_html(Styles::Linked(&links));
    Ok(Html(html.map_err(|cause| Error::fault("draw a report", cause))?).into_response())
}

/// The report as one page that brings its styles along.
///
/// # Errors
/// A chart that cannot be drawn.
pub fn html(report: &Report) -> Result<Vec<u8>, Error> {
    let html = report.to_html(Styles::Embedded);
    html.map(String::into_bytes).map_err(|cause| Error::fault("draw a report", cause))
}

/// The report as PDF.
///
/// # Errors
/// No program to set it with, which is said; a report that it refuses.
pub async fn pdf(ground: &Ground, report: &Report) -> Result<Vec<u8>, Error> {
    let typesetter = ground.typesetter.as_ref().ok_or_else(|| Refusal::new("report-no-typesetter"))?;
    typesetter.pdf(report).await.map_err(|cause| Error::fault("set a report", cause))
}

/// An answer that a browser saves under this name.
#[must_use]
pub fn download(bytes: Vec<u8>, kind: &'static str, name: &str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}
