//! Pages. A handler asks an act, fills a view and leaves the rest to the template.
//!
//! | path | answers |
//! |---|---|
//! | `/jak-je-na-tom-mesto` | How is the city doing? |
//! | `…/tvrzeni/{claim}` | Is this sentence true, and why? |
//! | `…/udaje/{question}` | Which figures prove it? |
//! | `…/zdroj/{edition}` | Where do they come from? |
//! | `…/zprava/{paper}` | The situation paper as it was published |
//! | `/staff/tvrzeni`, … | What do we say in public, and does it still hold? |
//! | `/staff/situacni-zprava` | What would the paper of a day say? |

pub(crate) mod claim;
pub(crate) mod claims;
mod data;
mod door;
mod edit;
pub(crate) mod paper;
mod papers;
pub(crate) mod source;

use std::str::FromStr;

use access::{Action, Kind};
use axum::routing::{get, post};
use ground::{Permission, Route};
use store::Id;
use web::Error;

/// The door of the portal.
pub(crate) const DOOR: &str = "/jak-je-na-tom-mesto";

/// The routes of the pages.
pub(crate) fn routes() -> Vec<Route> {
    let right = |action| Permission::right(action, Kind::Figures);
    vec![
        Route::public("/jak-je-na-tom-mesto", get(door::show)),
        Route::public("/jak-je-na-tom-mesto/tvrzeni/{claim}", get(claim::public)),
        Route::public("/jak-je-na-tom-mesto/udaje/{question}", get(data::show)),
        Route::public("/jak-je-na-tom-mesto/zdroj/{edition}", get(source::show)),
        Route::public("/jak-je-na-tom-mesto/zprava/{paper}", get(papers::show)),
        Route::public("/jak-je-na-tom-mesto/zprava/{paper}/{file}", get(papers::file)),
        Route::new("/staff/tvrzeni", right(Action::Read), get(claims::list)),
        Route::new("/staff/tvrzeni/nove", right(Action::Create), get(edit::new).post(edit::add)),
        Route::new("/staff/tvrzeni/{claim}", right(Action::Read), get(claim::show)),
        Route::new("/staff/tvrzeni/{claim}/overit", right(Action::Work), post(claim::check)),
        Route::new("/staff/tvrzeni/{claim}/zverejnit", right(Action::Decide), post(claim::publish)),
        Route::new("/staff/tvrzeni/{claim}/stahnout", right(Action::Decide), post(claim::withdraw)),
        Route::new("/staff/situacni-zprava", right(Action::Read), get(paper::show)),
        Route::new("/staff/situacni-zprava", right(Action::Decide), post(paper::publish)),
        Route::new("/staff/situacni-zprava/{paper}/stahnout", right(Action::Decide), post(paper::withdraw)),
    ]
}

/// The id in an address.
fn id(text: &str) -> Result<Id, Error> {
    Id::from_str(text).map_err(|_| Error::Missing("id in an address"))
}
