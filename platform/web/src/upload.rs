//! Forms with files (`multipart/form-data`, RFC 7578).
//!
//! A route that takes files says so with the largest body it accepts ([`crate::WebSettings::uploads`], filled from
//! `ground::Route::taking_files`); every other route keeps the small limit. What arrives is the same [`Form`] as ever
//! and the files beside it; what a file really is, its keeper finds out from its bytes, never from its name.
//!
//! ```no_run
//! # async fn keep(_: &web::upload::File) {}
//! async fn send(mut upload: web::Upload) -> Result<(), web::Error> {
//!     if let Some(file) = upload.require("photo", "form-file-expected") {
//!         keep(&file).await;
//!     }
//!     let note = upload.form.text("note");
//! #   let _ = note;
//!     Ok(())
//! }
//! ```

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRef, FromRequest, MatchedPath, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::{Error, Form, Refusal, Web};

/// Parts of one form: fields and files together. More is nobody's form.
const MOST_PARTS: usize = 200;
/// Characters of a file's name that are kept.
const LONGEST_NAME: usize = 150;

/// A file as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Name of the form's field.
    pub field: String,
    /// Its own name: without folders, control characters and marks that turn the direction of writing. It is for
    /// people to read; it is never a path.
    pub name: String,
    /// Its bytes, at least one.
    pub bytes: Bytes,
}

/// A form with files.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    /// Everything that is not a file.
    pub form: Form,
    files: Vec<File>,
}

impl Upload {
    /// Files of all fields in the order they came. A field where nobody chose a file is not among them.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The first file of a field.
    #[must_use]
    pub fn file(&self, field: &str) -> Option<&File> {
        self.files.iter().find(|file| file.field == field)
    }

    /// The first file of a field that must have one; notes the error `key` at the form when there is none.
    pub fn require(&mut self, field: &'static str, key: &'static str) -> Option<File> {
        let file = self.file(field).cloned();
        if file.is_none() {
            self.form.refuse(field, key);
        }
        file
    }
}

impl<S> FromRequest<S> for Upload
where
    S: Send + Sync,
    Arc<Web>: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request(mut request: Request, state: &S) -> Result<Upload, Response> {
        let kind = request.headers().get(header::CONTENT_TYPE).map(|kind| kind.as_bytes());
        if kind.is_some_and(|kind| kind.starts_with(b"application/x-www-form-urlencoded")) {
            // A form without a file field that was drawn, or a script that sent only text.
            let form = Form::from_request(request, state).await?;
            return Ok(Upload { form, files: Vec::new() });
        }
        let web: Arc<Web> = FromRef::from_ref(state);
        let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
        let most = web.settings().largest_body(route.as_deref());
        DefaultBodyLimit::max(most).apply(&mut request);
        let parts = Multipart::from_request(request, state).await;
        let parts = parts.map_err(|_| StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response())?;
        let text_left = web.settings().body_limit;
        read(parts, text_left).await.map_err(|broken| broken.refusal(most).into_response())
    }
}

/// Why a form could not be read.
enum Broken {
    TooLarge,
    Unreadable,
}

impl From<MultipartError> for Broken {
    fn from(error: MultipartError) -> Broken {
        tracing::debug!(%error, "a form with files cannot be read");
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Broken::TooLarge } else { Broken::Unreadable }
    }
}

impl Broken {
    fn refusal(&self, most: usize) -> Error {
        match self {
            Broken::TooLarge => too_large(most).into(),
            Broken::Unreadable => Refusal::new("upload-broken").status(StatusCode::BAD_REQUEST).into(),
        }
    }
}

/// The refusal that says how large a form with files may be.
pub(crate) fn too_large(most: usize) -> Refusal {
    // Rounded down to a tenth, so that what the sentence promises is always accepted.
    #[allow(clippy::cast_precision_loss)]
    let megabytes = (most as f64 / 104_857.6).floor() / 10.0;
    Refusal::new("upload-too-large").with("megabytes", megabytes).status(StatusCode::PAYLOAD_TOO_LARGE)
}

/// Reads all parts. `text_left` bounds the fields that are not files, all of them together.
async fn read(mut parts: Multipart, mut text_left: usize) -> Result<Upload, Broken> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut files = Vec::new();
    while let Some(part) = parts.next_field().await? {
        if fields.len() + files.len() >= MOST_PARTS {
            return Err(Broken::Unreadable);
        }
        let field = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(clean_name) {
            Some(name) => {
                let bytes = part.bytes().await?;
                // A file field that was left empty comes as a part without name and bytes.
                if !bytes.is_empty() {
                    files.push(File { field, name, bytes });
                }
            }
            None => {
                let text = text_of(part, text_left).await?;
                text_left -= text.len();
                fields.push((field, String::from_utf8_lossy(&text).into_owned()));
            }
        }
    }
    Ok(Upload { form: Form::from_pairs(fields), files })
}

async fn text_of(mut part: Field<'_>, most: usize) -> Result<Vec<u8>, Broken> {
    let mut text = Vec::new();
    while let Some(chunk) = part.chunk().await? {
        if text.len() + chunk.len() > most {
            return Err(Broken::TooLarge);
        }
        text.extend_from_slice(&chunk);
    }
    Ok(text)
}

/// The last component of a name, without what could deceive a reader. Long names lose their middle, not their ending.
fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let turns = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let kept: Vec<char> = last.chars().filter(|c| !c.is_control() && !turns(*c)).collect();
    let clean: String = match kept.len().checked_sub(LONGEST_NAME) {
        None | Some(0) => kept.iter().collect(),
        Some(_) => {
            let (start, end) = (kept.iter().take(LONGEST_NAME - 21), kept.iter().skip(kept.len() - 20));
            start.chain(['…'].iter()).chain(end).collect()
        }
    };
    let clean = clean.trim().trim_start_matches('.').trim();
    if clean.is_empty() { "file".to_owned() } else { clean.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(clean_name(name), expected);
    }

    #[test]
    fn a_name_is_no_path_and_no_trick() {
        check("fotka dvora.jpg", "fotka dvora.jpg");
        check("../../etc/passwd", "passwd");
        check("C:\\fakepath\\zpráva č. 3.pdf", "zpráva č. 3.pdf");
        check("faktura\u{202e}fdp.exe", "fakturafdp.exe");
        check("a\0b\r\n.txt", "ab.txt");
        check("..", "file");
        check(".htaccess", "htaccess");
        check("", "file");
        let long = format!("{}.tar.gz", "á".repeat(400));
        assert_eq!(clean_name(&long).chars().count(), LONGEST_NAME);
        assert!(clean_name(&long).ends_with(".tar.gz"));
    }

    #[test]
    fn what_the_sentence_promises_is_accepted() {
        let said = |most| format!("{:?}", too_large(most));
        assert!(said(10 << 20).contains("10.0") && said(1_000_000).contains("0.9"));
    }
}
