//! Refusals of sign-in as errors of a form or of a page.

use access::{AccessError, SignInError, SignInRefusal};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use web::{Error, Form, Page, Refusal};

/// What a person can put right; anything else ends the request.
pub(super) fn refusal(error: SignInError) -> Result<SignInRefusal, Error> {
    match error {
        SignInError::Refused(refusal) => Ok(refusal),
        SignInError::Failed(AccessError::Missing) => Err(Error::Missing("right to the account")),
        SignInError::Failed(cause) => Err(Error::fault("sign in", cause)),
    }
}

/// Notes a refusal at a field.
pub(super) fn refuse(form: &mut Form, field: &'static str, refusal: SignInRefusal) {
    match refusal {
        SignInRefusal::Wait { seconds } => form.refuse_with(field, refusal.key(), &[("seconds", &seconds)]),
        SignInRefusal::Password(_) => {
            form.refuse_with(field, refusal.key(), &[("fewest", &access::PASSWORD_FEWEST)]);
        }
        _ => form.refuse(field, refusal.key()),
    }
}

/// A refusal as a page of its own.
pub(super) fn page_of(refusal: SignInRefusal) -> Error {
    let code = refusal.key().trim_start_matches("refusal-");
    let page = Refusal::new(code);
    let status = match refusal {
        SignInRefusal::DeadLink => StatusCode::NOT_FOUND,
        SignInRefusal::Wait { .. } | SignInRefusal::Busy => StatusCode::TOO_MANY_REQUESTS,
        SignInRefusal::ProviderSilent => StatusCode::BAD_GATEWAY,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page =
        if let SignInRefusal::Wait { seconds } = refusal { page.with("seconds", seconds) } else { page };
    Error::Refused(page.status(status))
}

/// Any failure as a page.
pub(super) fn failed(error: SignInError) -> Error {
    match refusal(error) {
        Ok(refusal) => page_of(refusal),
        Err(error) => error,
    }
}

/// A page with a form that was refused.
pub(super) fn again<V: askama::Template>(view: V) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response()
}
