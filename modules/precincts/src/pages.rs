//! The citizen's pages. A handler asks the model, fills a view and leaves the rest to the template.
//!
//! | path | answers |
//! |---|---|
//! | `/` | Who answers for my street? One search box. |
//! | `/hledat?q=` | What did you mean? One address or street is shown at once, otherwise a list to choose from. |
//! | `/adresa/{code}` | Who answers for this address, and why? |
//! | `/ulice/{code}?number=` | Who answers for this street, or who has which numbers? |
//! | `/misto?lon=&lat=` | Who answers where I stand? |
//! | `/okrsky`, `/okrsky/{layer}/{code}` | All territories; one territory |
//! | `/udaje` | Where do the data come from? |

mod address;
mod data;
mod home;
mod search;
mod street;
mod territories;

use std::sync::Arc;

use addresses::{Register, Search};
use axum::routing::get;
use ground::{Ground, Route};
use places::{Atlas, Places};

pub(crate) use self::address::posts_in_a_line;
pub(crate) use self::search::{headline, href};
use web::Error;

/// The routes of the pages.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::public("/", get(home::show)),
        Route::public("/hledat", get(search::show)),
        Route::public("/adresa/{code}", get(address::show)),
        Route::public("/ulice/{code}", get(street::show)),
        Route::public("/misto", get(address::show_place)),
        Route::public("/okrsky", get(territories::list)),
        Route::public("/okrsky/{layer}/{code}", get(territories::show)),
        Route::public("/udaje", get(data::show)),
    ]
}

/// The atlas of one request.
pub(crate) fn atlas(ground: &Ground) -> Arc<Atlas> {
    Places::atlas(&ground.places)
}

/// The register, or the page that says it has not been loaded.
pub(crate) fn register(atlas: &Atlas) -> Result<&Register, Error> {
    search_of(atlas).map(|search| &**search.register())
}

/// The search, or the page that says that there is no register yet.
pub(crate) fn search_of(atlas: &Atlas) -> Result<&Search, Error> {
    atlas.search().ok_or_else(|| {
        web::Refusal::new("no-register").status(axum::http::StatusCode::SERVICE_UNAVAILABLE).into()
    })
}
