//! The questionnaire for people: a code, a page of questions at a time, a summary, thanks. Every page works without a script.
//!
//! ```text
//!   /pruzkum/ucast ─ code ─► uvod ─► strana/1 ⇄ strana/2 ⇄ … ⇄ souhrn ─► hotovo
//!   /pruzkum/anketa/{wave} ──► (an open poll gives a code of its own)
//!              each page: what was typed is kept first, then looked at
//! ```
//!
//! The code travels in a cookie that lasts three hours, that no script reads and that no other site sends along. After the
//! code has been entered it is in no address, so neither the history of a shared computer nor a log has it.

mod door;
mod sheet;
mod summary;

use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use ground::{Ground, Route};
use questionnaires::{Page as Sheet, Progress, Questionnaire};
use web::Error;

use crate::acts::answering::{self as acts, Shut, Sitting};
use crate::code::Code;

/// Where a code is entered.
pub(crate) const HOME: &str = "/pruzkum/ucast";
/// How long a browser keeps the code after the last page, in seconds.
const KEEPS: u32 = 3 * 3_600;

/// The routes for people who answer.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::public("/pruzkum/ucast", get(door::show).post(door::enter)),
        Route::public("/pruzkum/ucast/uvod", get(door::intro)),
        Route::public("/pruzkum/ucast/strana/{page}", get(sheet::show).post(sheet::send)),
        Route::public("/pruzkum/ucast/souhrn", get(summary::show).post(summary::hand_in)),
        Route::public("/pruzkum/ucast/hotovo", get(summary::done)),
        Route::public("/pruzkum/ucast/pozdeji", get(door::paused).post(door::pause)),
        Route::public("/pruzkum/ucast/smazat", post(door::forget)),
        Route::public("/pruzkum/anketa/{wave}", get(door::poll).post(door::join)),
    ]
}

/// The browser of somebody who answers: the code it keeps, and where it asks from.
pub(crate) struct Guest {
    code: Option<Code>,
    client: IpAddr,
    secure: bool,
}

impl FromRequestParts<Ground> for Guest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, ground: &Ground) -> Result<Guest, Infallible> {
        let settings = ground.web.settings();
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        let client = peer.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |peer| {
            web::limits::client(peer, &parts.headers, &settings.trusted_proxies)
        });
        let secure = settings.secure();
        let lines = parts.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let code = lines.flat_map(|line| line.split(';')).find_map(|pair| {
            let (name, value) = pair.trim().split_once('=')?;
            (name == cookie_name(secure)).then(|| Code::parse(value).ok())?
        });
        Ok(Guest { code, client, secure })
    }
}

fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-okrsek-survey" } else { "okrsek-survey" }
}

impl Guest {
    /// The questionnaire that the browser's code opens, or the page that says why it does not.
    async fn sit(&self, ground: &Ground) -> Result<Result<Sitting, Response>, Error> {
        let Some(code) = &self.code else { return Ok(Err(to(HOME))) };
        Ok(match acts::enter(ground, code, self.client).await? {
            Ok(sitting) => Ok(sitting),
            Err(shut) => Err((self.without_code(), to(&closed(shut))).into_response()),
        })
    }

    /// A cookie with the code, which no script and no other site gets.
    fn with_code(&self, code: &Code) -> AppendHeaders<[(HeaderName, HeaderValue); 1]> {
        self.cookie(&code.to_string(), KEEPS)
    }

    /// Takes the cookie away.
    fn without_code(&self) -> AppendHeaders<[(HeaderName, HeaderValue); 1]> {
        self.cookie("", 0)
    }

    fn cookie(&self, value: &str, seconds: u32) -> AppendHeaders<[(HeaderName, HeaderValue); 1]> {
        let (name, tls) = (cookie_name(self.secure), if self.secure { "; Secure" } else { "" });
        let line = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{tls}");
        let value = HeaderValue::from_str(&line).unwrap_or(HeaderValue::from_static(""));
        AppendHeaders([(header::SET_COOKIE, value)])
    }
}

/// The page that says why nobody sits down.
fn closed(shut: Shut) -> String {
    let why = match shut {
        Shut::Unknown => "neznamy",
        Shut::Used => "pouzity",
        Shut::Closed => "konec",
        Shut::Wait { .. } => "pockejte",
    };
    format!("{HOME}?stav={why}")
}

fn to(path: &str) -> Response {
    private(Redirect::to(path).into_response())
}

/// What one person answers is not for a cache, nor for the back button of a shared computer.
fn private(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A page of the questionnaire by its number, which is that of its group, from 1: it stays when others appear before it.
fn number(form: &Questionnaire, sheet: &Sheet<'_>) -> usize {
    form.groups.iter().position(|group| std::ptr::eq(group, sheet.group)).map_or(0, |at| at + 1)
}

/// Address of a page of the questionnaire.
fn sheet_href(number: usize) -> String {
    format!("{HOME}/strana/{number}")
}

/// Where somebody goes on: the first page on which something is missing, else the summary; the first page for who has not
/// begun.
fn go_on(sitting: &Sitting) -> String {
    let answers = sitting.typed.answers(&sitting.form);
    let problems = questionnaires::validate(&sitting.form, &answers);
    let progress = Progress::of(&sitting.form, &answers);
    let pages = progress.pages();
    let wrong = |sheet: &&Sheet<'_>| {
        sheet.questions.iter().any(|question| {
            problems.iter().any(|problem| problem.question == question.name)
                || sitting.typed.entry(question).is_err()
        })
    };
    let begun = sitting.typed != crate::typed::Typed::default();
    let first = if begun { pages.iter().find(wrong) } else { pages.first() };
    first.map_or_else(|| format!("{HOME}/souhrn"), |sheet| sheet_href(number(&sitting.form, sheet)))
}
