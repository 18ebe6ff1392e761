//! What kind of case is it? With one kind there is nothing to ask.

use access::{Action, Context, Kind, Resource};
use askama::Template;
use axum::response::IntoResponse;
use casework::CaseType;
use web::{Page, PageContext};

use crate::desk::{Answer, Desk, see};

/// The view of `/staff/pripady/novy`.
#[derive(Template)]
#[template(path = "kinds.html")]
struct Kinds {
    page: PageContext,
    kinds: Vec<KindCard>,
}

struct KindCard {
    href: String,
    name: String,
    templates: Vec<(String, String)>,
}

/// Kinds that are opened here. Where single cases never leave their body there is nothing to type, and the pages of the
/// module that brings the kind ask what there is to ask.
fn offered(desk: &Desk) -> impl Iterator<Item = &CaseType> {
    desk.ground.casework.types().iter().filter(|kind| !kind.aggregate_only)
}

/// Whether the person may open cases at all.
pub(super) fn may_open(desk: &Desk) -> bool {
    let context = Context { now: desk.ground.access.clock().now() };
    let allowed =
        access::authorize(&desk.who, Action::Create, &Resource::any(Kind::Case), &context).is_allowed();
    allowed && offered(desk).next().is_some()
}

/// `GET /staff/pripady/novy`
pub(crate) async fn show(desk: Desk) -> Answer {
    let kinds: Vec<&CaseType> = offered(&desk).collect();
    if let [only] = kinds.as_slice()
        && only.templates.is_empty()
    {
        return see(&href(&only.key));
    }
    let tag = desk.t().lang().tag();
    let cards = kinds.into_iter().map(|kind| KindCard {
        href: href(&kind.key),
        name: kind.name.in_language(tag).to_owned(),
        templates: kind
            .templates
            .iter()
            .map(|template| {
                let href = format!("{}?sablona={}", href(&kind.key), web::percent_encoded(&template.key));
                (href, template.name.in_language(tag).to_owned())
            })
            .collect(),
    });
    let kinds = cards.collect();
    Ok(Page(Kinds { kinds, page: desk.page }).into_response())
}

/// Where a case of a kind is opened.
pub(super) fn href(kind: &str) -> String {
    format!("/staff/pripady/novy/{}", web::percent_encoded(kind))
}
