//! Publishing: what would be shown, what is held back, and the button of whoever decides.

use access::Action;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use web::{Error, Form, Page, PageContext};

use super::look::{Tab, source_name, tabs};
use super::public::month_name;
use super::{HOME, seen_as};
use crate::acts::{kept, must, releases as acts};
use crate::incident::Source;
use crate::month::Month;
use crate::store::{incidents, releases};

/// The view of `/staff/prestupky/zverejneni`.
#[derive(Template)]
#[template(path = "release.html")]
struct ReleasePage {
    page: PageContext,
    tabs: Vec<Tab>,
    action: String,
    sources: Vec<Part>,
    may_decide: bool,
}

/// One source.
struct Part {
    key: &'static str,
    name: String,
    facts: Vec<(String, String)>,
    refused: String,
    earlier: Vec<String>,
    public: bool,
}

/// `GET /staff/prestupky/zverejneni`
pub(crate) async fn show(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    seen_as(&ground, &who, "release").await?;
    let t = page.t();
    let mut sources = Vec::new();
    for source in incidents::sources(&ground.store).await.map_err(kept("list sources"))? {
        let earlier = releases::list(&ground.store, source).await.map_err(kept("list releases"))?;
        let mut part = Part {
            key: source.key(),
            name: source_name(t, source),
            facts: Vec::new(),
            refused: String::new(),
            public: earlier.iter().any(|kept| kept.withdrawn_at.is_none()),
            earlier: earlier
                .iter()
                .rev()
                .map(|kept| {
                    let line =
                        t.with2("offences-release-line", "number", kept.number, "at", t.moment(&kept.at));
                    let key =
                        if kept.withdrawn_at.is_some() { "offences-withdrawn" } else { "offences-on-portal" };
                    format!("{line} – {}", t.say(key))
                })
                .collect(),
        };
        match acts::prepare(&ground, source).await {
            Ok(Some(prepared)) => {
                let release = &prepared.release;
                let say = |key: &str| t.say(key).into_owned();
                part.facts = vec![
                    (
                        say("offences-release-months"),
                        t.with2(
                            "offences-period",
                            "from",
                            month_name(t, Month(release.first)),
                            "to",
                            month_name(t, Month(release.last)),
                        ),
                    ),
                    (say("offences-release-new"), t.number(prepared.months)),
                    (say("offences-release-cells"), t.number(release.cells())),
                    (say("offences-release-held"), t.number(release.held())),
                ];
            }
            Ok(None) => part.refused = web::Refusal::new("offences-nothing-ripe").sentence(t),
            Err(Error::Refused(refusal)) => part.refused = refusal.sentence(t),
            Err(other) => return Err(other),
        }
        sources.push(part);
    }
    let view = ReleasePage {
        tabs: tabs(t, None, "/zverejneni"),
        action: format!("{HOME}/zverejneni"),
        sources,
        may_decide: must(&ground, &who, Action::Decide).is_ok(),
        page,
    };
    Ok(Page(view).into_response())
}

/// `POST /staff/prestupky/zverejneni`: publishes a source, or takes it from the portal.
pub(crate) async fn decide(
    Signed(who): Signed,
    State(ground): State<Ground>,
    form: Form,
) -> Result<Response, Error> {
    let source = Source::from_key(form.text("source")).ok_or(Error::Missing("source of offences"))?;
    if form.text("decision") == "withdraw" {
        acts::withdraw(&ground, &who, source).await?;
    } else {
        acts::publish(&ground, &who, source).await?;
    }
    Ok(Redirect::to(&format!("{HOME}/zverejneni")).into_response())
}
