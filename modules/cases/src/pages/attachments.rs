//! Files of a case: taken in, and served only ever as downloads.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use casework::{AttachTo, CaseError, Download};
use web::{Error, Form, Page, PageContext, Upload};

use crate::desk::{Answer, Desk, id, refuse, see};

/// Taking a file away asks for the reason.
#[derive(Template)]
#[template(path = "detach.html")]
struct DetachPage {
    page: PageContext,
    form: Form,
    href: String,
    back: String,
    number: String,
    name: String,
}

/// Files of one form.
const MOST_FILES: usize = 10;

/// `POST /staff/pripady/{case}/prilohy`
pub(crate) async fn attach(desk: Desk, Path(case): Path<String>, upload: Upload) -> Answer {
    let case = id(&case)?;
    let casework = &desk.ground.casework;
    let to = AttachTo {
        finding: upload.form.text("to-finding").parse().ok(),
        measure: upload.form.text("to-measure").parse().ok(),
    };
    let mut form = upload.form.clone();
    if upload.files().is_empty() {
        form.refuse("file", "cases-file-none");
    }
    if upload.files().len() > MOST_FILES {
        form.refuse_with("file", "cases-file-too-many", &[("most", &MOST_FILES)]);
    }
    for file in upload.files().iter().filter(|_| upload.files().len() <= MOST_FILES) {
        match casework.attach(&desk.who, case, to, &file.name, file.bytes.to_vec()).await {
            Ok(_) => {}
            Err(CaseError::Refused(refusals)) => refuse(&mut form, &refusals, "file", |_| "file".to_owned()),
            Err(other) => return Err(desk.stop(other)),
        }
    }
    if form.is_valid() {
        return see(&match to.measure {
            Some(measure) => super::measures::href(case, measure),
            None => format!("{}#prilohy", super::href(case)),
        });
    }
    let view = casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
    let page = super::case::page(&desk, &view, form).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

/// `GET /staff/pripady/{case}/prilohy/{file}`
pub(crate) async fn download(desk: Desk, Path((case, file)): Path<(String, String)>) -> Answer {
    id(&case)?;
    let file =
        desk.ground.casework.attachment(&desk.who, id(&file)?).await.map_err(|error| desk.stop(error))?;
    Ok(served(file, "attachment"))
}

/// `GET /staff/pripady/{case}/prilohy/{file}/nahled`: a picture that we have made ourselves, so it may be shown.
pub(crate) async fn preview(desk: Desk, Path((case, file)): Path<(String, String)>) -> Answer {
    id(&case)?;
    let file = desk.ground.casework.preview(&desk.who, id(&file)?).await.map_err(|error| desk.stop(error))?;
    Ok(served(file, "inline"))
}

/// Whatever a file holds, the browser neither guesses its type nor runs it.
fn served(file: Download, how: &str) -> Response {
    let name = web::percent_encoded(&file.name);
    let headers: [(HeaderName, String); 4] = [
        (header::CONTENT_TYPE, file.media),
        (header::CONTENT_DISPOSITION, format!("{how}; filename*=UTF-8''{name}")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
    ];
    let mut response = file.content.into_response();
    for (name, value) in headers {
        let fallback = HeaderValue::from_static("application/octet-stream");
        response.headers_mut().insert(name, HeaderValue::from_str(&value).unwrap_or(fallback));
    }
    response
}

/// `GET /staff/pripady/{case}/prilohy/{file}/odebrat`
pub(crate) async fn ask(desk: Desk, Path((case, file)): Path<(String, String)>) -> Answer {
    page(&desk, &case, &file, Form::empty(), StatusCode::OK).await
}

async fn page(desk: &Desk, case: &str, file: &str, form: Form, status: StatusCode) -> Answer {
    let (case, file) = (id(case)?, id(file)?);
    let view = desk.ground.casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
    let found = view.attachments.iter().find(|attachment| attachment.id == file);
    let found = found.ok_or(Error::Missing("attachment"))?;
    let back = super::href(case);
    let view = DetachPage {
        href: format!("{back}/prilohy/{file}/odebrat"),
        back,
        number: view.case.number.clone(),
        name: found.name.clone(),
        form,
        page: desk.page.clone(),
    };
    Ok((status, Page(view)).into_response())
}

/// `POST /staff/pripady/{case}/prilohy/{file}/odebrat`
pub(crate) async fn detach(desk: Desk, Path((case, file)): Path<(String, String)>, mut form: Form) -> Answer {
    match desk.ground.casework.detach(&desk.who, id(&file)?, form.text("reason")).await {
        Ok(()) => see(&format!("{}#prilohy", super::href(id(&case)?))),
        Err(CaseError::Refused(refusals)) => {
            refuse(&mut form, &refusals, "reason", |_| "reason".to_owned());
            page(&desk, &case, &file, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(desk.stop(other)),
    }
}
