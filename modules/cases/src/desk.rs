//! What a handler of the workplace works with: the page, the ground, and the person who asks.

use std::collections::BTreeMap;

use access::{Body, Subject};
use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use casework::CaseError;
use chrono::NaiveDate;
use ground::{Ground, Signed};
use store::Id;
use web::{Error, PageContext, Say};

/// Page, ground and person of one request.
pub(crate) struct Desk {
    /// The page to be made.
    pub(crate) page: PageContext,
    /// What the module stands on.
    pub(crate) ground: Ground,
    /// Who asks, and for whom they act.
    pub(crate) who: Subject,
    /// Whether the asker is a program.
    program: bool,
}

/// What a handler answers.
pub(crate) type Answer = Result<Response, Stop>;

/// Why a handler answers otherwise than it was asked.
#[derive(Debug)]
pub(crate) enum Stop {
    /// An error of the web floor.
    Web(Error),
    /// Another page first: the second factor.
    Elsewhere(String),
    /// A program has to show a second factor.
    Unauthorized,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Web(error)
    }
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        match self {
            Stop::Web(error) => error.into_response(),
            Stop::Elsewhere(href) => Redirect::to(&href).into_response(),
            Stop::Unauthorized => StatusCode::UNAUTHORIZED.into_response(),
        }
    }
}

impl FromRequestParts<Ground> for Desk {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, ground: &Ground) -> Result<Desk, Error> {
        let Signed(who) = Signed::from_request_parts(parts, ground).await?;
        let Ok(page) = PageContext::from_request_parts(parts, ground).await;
        let Ok(State(ground)) = State::<Ground>::from_request_parts(parts, ground).await;
        let program = page.path().starts_with("/api/");
        Ok(Desk { page, ground, who, program })
    }
}

/// Names of bodies, for the page.
pub(crate) struct Bodies {
    all: BTreeMap<Id, Body>,
    language: &'static str,
    today: NaiveDate,
}

impl Bodies {
    /// Name of a body in the reader's language.
    pub(crate) fn name(&self, id: Id) -> &str {
        self.all.get(&id).map_or("–", |body| body.facts.name.in_language(self.language))
    }

    /// Code of a body, for `@code`.
    pub(crate) fn code(&self, id: Id) -> &str {
        self.all.get(&id).map_or("", |body| body.facts.code.as_str())
    }

    /// Bodies that take part today, by name as the reader's language sorts.
    pub(crate) fn today(&self, t: &Say) -> Vec<&Body> {
        let mut bodies: Vec<&Body> =
            self.all.values().filter(|body| body.facts.validity.holds(self.today)).collect();
        bodies.sort_by_cached_key(|body| {
            web::collation_key(t.lang(), body.facts.name.in_language(self.language))
        });
        bodies
    }

    /// Value and label of each body but one, for a choice.
    pub(crate) fn options(&self, t: &Say, but: Option<Id>) -> Vec<(String, String)> {
        let all = self.today(t).into_iter().filter(|body| Some(body.id) != but);
        all.map(|body| (body.id.to_string(), self.name(body.id).to_owned())).collect()
    }

    /// Whether the body takes part today.
    pub(crate) fn holds(&self, id: Id) -> bool {
        self.all.get(&id).is_some_and(|body| body.facts.validity.holds(self.today))
    }
}

impl Desk {
    /// The sentences.
    pub(crate) fn t(&self) -> &Say {
        self.page.t()
    }

    /// The date in the city.
    pub(crate) fn today(&self) -> NaiveDate {
        self.ground.access.clock().today()
    }

    /// Names of all bodies.
    pub(crate) async fn bodies(&self) -> Result<Bodies, Stop> {
        let all =
            self.ground.access.bodies().await.map_err(|error| Error::fault("read the bodies", error))?;
        let all = all.into_iter().map(|body| (body.id, body)).collect();
        Ok(Bodies { all, language: self.t().lang().tag(), today: self.today() })
    }

    /// The answer to what an act ended in. Missing and forbidden are one; a second factor is asked for on its page.
    pub(crate) fn stop(&self, error: CaseError) -> Stop {
        match error {
            CaseError::Missing(what) => Stop::Web(Error::Missing(what)),
            CaseError::StepUp if self.program => Stop::Unauthorized,
            CaseError::StepUp => {
                let next = web::percent_encoded(&self.back());
                Stop::Elsewhere(format!("{}?next={next}", ground::guard::STEP_UP))
            }
            CaseError::Refused(refusals) => match refusals.into_iter().next() {
                Some(refusal) => Stop::Web(sentence(&refusal).into()),
                None => Stop::Web(web::Refusal::new("cases-refused").into()),
            },
            CaseError::Conflict { .. } => {
                Stop::Web(web::Refusal::new("cases-conflict").status(StatusCode::CONFLICT).into())
            }
            other => Stop::Web(Error::fault("work on a case", other)),
        }
    }

    /// A page to come back to: this one, or the case whose part was to be changed.
    fn back(&self) -> String {
        let path = self.page.path();
        if path.starts_with("/staff/pripady/") {
            return path.split('/').take(4).collect::<Vec<_>>().join("/");
        }
        if self.page.query().is_empty() { path.to_owned() } else { format!("{path}?{}", self.page.query()) }
    }
}

/// A refusal of casework as the web floor says it.
pub(crate) fn sentence(refusal: &casework::Refusal) -> web::Refusal {
    let said = web::Refusal::new(refusal.code);
    refusal.values.iter().fold(said, |said, (name, value)| said.with(name, value.as_str()))
}

/// Puts refusals of casework to the fields of the form they came from, by `name`; those of no field go to `elsewhere`.
pub(crate) fn refuse(
    form: &mut web::Form,
    refusals: &[casework::Refusal],
    elsewhere: &'static str,
    name: impl Fn(&str) -> String,
) {
    for refusal in refusals {
        let field = refusal.field.as_deref().map_or_else(|| elsewhere.to_owned(), &name);
        let values: Vec<(&'static str, &dyn web::texts::Argument)> =
            refusal.values.iter().map(|(name, value)| (*name, value as &dyn web::texts::Argument)).collect();
        form.refuse_with(field, format!("refusal-{}", refusal.code), &values);
    }
}

/// Reads an id of an address; what is none does not exist.
pub(crate) fn id(text: &str) -> Result<Id, Stop> {
    text.parse().map_err(|_| Stop::Web(Error::Missing("id")))
}

/// Sends a browser on after a change (303).
pub(crate) fn see(href: &str) -> Answer {
    Ok(Redirect::to(href).into_response())
}
