//! Pages of the workplace. A handler asks an act, fills a view and leaves the rest to the template.
//!
//! | path below `/staff/ubytovny` | answers |
//! |---|---|
//! | (itself), `/mapa` | Which places do we know, and where? |
//! | `/novy`, `/{id}`, `/{id}/upravit`, `/{id}/historie` | One place |
//! | `/prislusnost` | Who may inspect what, and why? |
//! | `/podnet`, `/podnet/{case}/predat` | What did you see? Who gets it? |
//! | `/pomoc` | Outreach: choices only |
//! | `/useky`, `/obchuzky`, `/obchuzky/{round}`, `/obchuzky/{round}/{segment}` | Cleanliness rounds |
//! | `/ukazatele` | What does the year say? |

mod competence;
mod edit;
mod figures;
mod handover;
mod inspection;
mod map;
mod object;
mod objects;
mod outreach;
mod rounds;
mod segments;
mod site;
mod tip;

use std::str::FromStr;

use access::{Action, BodyKind, Kind};
use axum::routing::{get, post};
use ground::{Ground, Permission, Route};
use store::Id;
use web::{Error, Say};

pub(crate) use inspection::MOST_BYTES;
pub(crate) use site::line as address_line;

/// Address of an object's page.
pub(crate) fn object_href(id: Id) -> String {
    format!("/staff/ubytovny/{id}")
}

/// Address of a round's page.
pub(crate) fn round_href(id: Id) -> String {
    format!("/staff/ubytovny/obchuzky/{id}")
}

/// Address of a case's page, which another module shows.
pub(crate) fn case_href(id: Id) -> String {
    format!("/staff/pripady/{id}")
}

/// The routes of the pages.
pub(crate) fn routes() -> Vec<Route> {
    let right = Permission::right;
    let objects = right(Action::Read, Kind::LodgingObject);
    let walks = right(Action::Read, Kind::Inspection);
    let work = right(Action::Work, Kind::Inspection);
    vec![
        Route::new("/staff/ubytovny", objects, get(objects::list)),
        Route::new("/staff/ubytovny/mapa", objects, get(map::show)),
        Route::new(
            "/staff/ubytovny/novy",
            right(Action::Create, Kind::LodgingObject),
            get(edit::new).post(edit::add),
        ),
        Route::new("/staff/ubytovny/{id}", objects, get(object::show)),
        Route::new(
            "/staff/ubytovny/{id}/upravit",
            right(Action::Change, Kind::LodgingObject),
            get(edit::edit).post(edit::change),
        ),
        Route::new("/staff/ubytovny/{id}/historie", objects, get(object::history)),
        Route::new(
            "/staff/ubytovny/prislusnost",
            right(Action::Read, Kind::Workplace),
            get(competence::show),
        ),
        Route::new(
            "/staff/ubytovny/podnet",
            right(Action::Create, Kind::Case),
            get(tip::form).post(tip::send),
        )
        .taking_files(MOST_BYTES),
        Route::new(
            "/staff/ubytovny/podnet/{case}/predat",
            right(Action::Share, Kind::Case),
            get(handover::form).post(handover::send),
        ),
        Route::new(
            "/staff/ubytovny/pomoc",
            right(Action::Create, Kind::Case),
            get(outreach::form).post(outreach::send),
        ),
        Route::new("/staff/ubytovny/useky", walks, get(segments::list)),
        Route::new(
            "/staff/ubytovny/useky/novy",
            right(Action::Create, Kind::Inspection),
            get(segments::new).post(segments::add),
        ),
        Route::new("/staff/ubytovny/obchuzky", walks, get(rounds::list)),
        Route::new(
            "/staff/ubytovny/obchuzky/nova",
            right(Action::Create, Kind::Inspection),
            get(rounds::new).post(rounds::plan),
        ),
        // Its place is its scope: it serves the rounds without a signal, and nothing else.
        Route::new("/staff/ubytovny/obchuzky/worker.js", Permission::SignedIn, get(inspection::worker)),
        Route::new("/staff/ubytovny/obchuzky/{round}", walks, get(rounds::show)),
        Route::new(
            "/staff/ubytovny/obchuzky/{round}/uzavrit",
            right(Action::Change, Kind::Inspection),
            post(rounds::close),
        ),
        Route::new(
            "/staff/ubytovny/obchuzky/{round}/rozpor",
            right(Action::Decide, Kind::Inspection),
            post(rounds::settle),
        ),
        Route::new(
            "/staff/ubytovny/obchuzky/{round}/{segment}",
            work,
            get(inspection::form).post(inspection::send),
        )
        .taking_files(MOST_BYTES),
        Route::new("/staff/ubytovny/snimek/{photo}", walks, get(inspection::photo)),
        Route::new("/staff/ubytovny/ukazatele", right(Action::Read, Kind::Figures), get(figures::show)),
    ]
}

/// An id in a path; a text that is none is the same as one that nothing has.
pub(crate) fn id(text: &str) -> Result<Id, Error> {
    Id::from_str(text).map_err(|_| Error::Missing("thing with such an id"))
}

/// A text of a form without what a database cannot keep.
pub(crate) fn plain(text: &str) -> String {
    text.replace('\0', "").replace("\r\n", "\n").trim().to_owned()
}

/// A body that takes part today.
#[derive(Debug, Clone)]
pub(crate) struct Partner {
    pub(crate) id: Id,
    pub(crate) kind: BodyKind,
    pub(crate) name: String,
}

/// Bodies that take part today, by name in the reader's language.
pub(crate) async fn partners(ground: &Ground, t: &Say) -> Result<Vec<Partner>, Error> {
    let today = ground.access.clock().today();
    let bodies = ground.access.bodies().await.map_err(|cause| Error::fault("read the bodies", cause))?;
    let valid = bodies.into_iter().filter(|body| body.facts.validity.holds(today));
    let partner = |body: access::Body| Partner {
        id: body.id,
        kind: body.facts.kind,
        name: body.facts.name.in_language(t.lang().tag()).to_owned(),
    };
    let mut partners: Vec<Partner> = valid.map(partner).collect();
    partners.sort_by_cached_key(|partner| web::collation_key(t.lang(), &partner.name));
    Ok(partners)
}
