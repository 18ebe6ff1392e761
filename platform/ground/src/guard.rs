//! The door of every protected route: who asks, and whether they could ever be allowed what it is for.
//!
//! ```text
//!   request ─► cookie ─► Visitor ──none──────────► sign-in page (people) · 401 (programs)
//!                           │──no body chosen───► "for whom do you act?"
//!                        Subject ─► authorize(action, any of kind)
//!                           │──denied──► 404, the same as for what does not exist
//!                           │──step up─► second factor
//!                        handler(Signed(subject), …) asks authorize again, about the one thing it is for
//! ```

use std::net::SocketAddr;

use access::{Action, Context, Decision, Kind, Resource, Subject, Visitor};
use axum::extract::{ConnectInfo, FromRequestParts, OriginalUri, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use web::Error;

use crate::Ground;

/// Where people sign in; `next` says where they wanted to go.
pub const SIGN_IN: &str = "/prihlaseni";
/// Where a person chooses the body to act for.
pub const CHOOSE_BODY: &str = "/prihlaseni/za-koho";
/// Where a second factor is shown.
pub const STEP_UP: &str = "/prihlaseni/overeni";

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// Anybody, without signing in.
    Public,
    /// Anybody who has signed in, even before they have chosen for whom they act.
    SignedIn,
    /// Whoever may do the action to something of the kind; `personal` asks for a second factor first.
    Right {
        /// What the route does.
        action: Action,
        /// To what.
        kind: Kind,
        /// Whether it shows personal data.
        personal: bool,
    },
}

impl Permission {
    /// The right to an action on a kind of thing.
    #[must_use]
    pub const fn right(action: Action, kind: Kind) -> Permission {
        Permission::Right { action, kind, personal: false }
    }

    /// As [`Permission::right`], for what shows personal data.
    #[must_use]
    pub const fn personal(action: Action, kind: Kind) -> Permission {
        Permission::Right { action, kind, personal: true }
    }

    /// What the policy says of somebody, before the route knows which thing it is about.
    #[must_use]
    pub fn decide(self, subject: &Subject, context: &Context) -> Decision {
        match self {
            Permission::Public | Permission::SignedIn => {
                Decision::Allowed { reach: access::Reach::Own, emergency: false }
            }
            Permission::Right { action, kind, personal } => {
                let resource = Resource::any(kind);
                let resource = if personal { resource.personal() } else { resource };
                access::authorize(subject, action, &resource, context)
            }
        }
    }
}

/// The signed-in person acting for a body, in a handler of a route with [`Permission::Right`].
#[derive(Debug, Clone)]
pub struct Signed(pub Subject);

/// The signed-in browser, in a handler of a route that is not public.
#[derive(Debug, Clone)]
pub struct SignedIn(pub Visitor);

impl<S: Send + Sync> FromRequestParts<S> for Signed {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let visitor = parts.extensions.get::<Visitor>();
        let subject = visitor.and_then(|visitor| visitor.subject.clone());
        subject.map(Signed).ok_or(Error::Missing("signed-in subject"))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        parts.extensions.get::<Visitor>().cloned().map(SignedIn).ok_or(Error::Missing("signed-in visitor"))
    }
}

/// The middleware of one protected route.
pub(crate) async fn enforce(
    State((ground, permission)): State<(Ground, Permission)>,
    mut request: Request,
    next: Next,
) -> Response {
    let token = session_token(request.headers(), ground.web.settings().secure()).map(str::to_owned);
    let visitor = match visitor(&ground, token, client(&ground, &request)).await {
        Ok(Some(visitor)) => visitor,
        Ok(None) => return ask_to(SIGN_IN, &request),
        Err(error) => return Error::fault("read the session", error).into_response(),
    };
    let frame = crate::workplace::frame(&ground, &visitor);
    if permission != Permission::SignedIn {
        let Some(subject) = &visitor.subject else { return ask_to(CHOOSE_BODY, &request) };
        let context = Context { now: ground.access.clock().now() };
        match permission.decide(subject, &context) {
            Decision::Allowed { .. } => {}
            Decision::StepUp => return ask_to(STEP_UP, &request),
            Decision::Denied => {
                note_denied(&ground, subject, permission).await;
                return missing(frame);
            }
        }
    }
    request.extensions_mut().insert(frame.clone());
    request.extensions_mut().insert(visitor);
    let mut response = next.run(request).await;
    if response.status().as_u16() >= 400 {
        // The error page stays in the workplace.
        response.extensions_mut().insert(frame);
    }
    // What one person may see is not for a cache that another may share, nor for the back button after signing out.
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}

/// What one may not do looks like what does not exist.
fn missing(frame: web::StaffFrame) -> Response {
    let mut response = Error::Missing("route for this subject").into_response();
    response.extensions_mut().insert(frame);
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}

/// A trail that cannot be written does not open the door: the answer stays no.
async fn note_denied(ground: &Ground, subject: &Subject, permission: Permission) {
    let Permission::Right { action, kind, .. } = permission else { return };
    let entry = access::trail::Entry::of(action, kind).denied().rows(0);
    if let Err(error) = ground.access.note(&access::Actor::from(subject), entry).await {
        tracing::error!(%error, "a refusal was not noted in the trail");
    }
}

async fn visitor(
    ground: &Ground,
    token: Option<String>,
    client: String,
) -> Result<Option<Visitor>, access::AccessError> {
    let Some(token) = token else { return Ok(None) };
    ground.access.visitor(&token, &client).await
}

/// Address of the client, through the proxies we trust.
#[must_use]
pub fn client(ground: &Ground, request: &Request) -> String {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    peer.map_or_else(String::new, |peer| {
        web::limits::client(peer, request.headers(), &ground.web.settings().trusted_proxies).to_string()
    })
}

/// Name of the session's cookie. The prefix makes browsers refuse it from anywhere but this host, over TLS.
#[must_use]
pub fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-okrsek" } else { "okrsek" }
}

/// The session's token as the browser sent it.
#[must_use]
pub fn session_token(headers: &HeaderMap, secure: bool) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|line| line.split(';')).find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == cookie_name(secure)).then_some(value)
    })
}

/// Sends a person to `place` and remembers where they wanted to go; tells a program that it must sign in.
fn ask_to(place: &str, request: &Request) -> Response {
    let original = request.extensions().get::<OriginalUri>().map_or(request.uri(), |uri| &uri.0);
    if original.path().starts_with("/api/") {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let wanted = original.path_and_query().map_or("/staff", |wanted| wanted.as_str());
    // A change is not repeated by itself after signing in: the person comes back to the page it was sent from.
    let wanted = if request.method() == Method::GET { wanted } else { original.path() };
    Redirect::to(&format!("{place}?next={}", web::percent_encoded(wanted))).into_response()
}
