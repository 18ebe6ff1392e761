//! Pages. A handler asks an act, fills a view and leaves the rest to the template.
//!
//! | path | answers |
//! |---|---|
//! | `/cizinci` | How many foreigners are there, by each concept? |
//! | `/cizinci/obcanstvi` | Of which citizenship, on which day? Small cells are held back |
//! | `/cizinci/agentury` | How many agencies and permits on a day, by which definition? |
//! | `/staff/cizinci` | Which sets were taken over? |
//! | `/staff/cizinci/prevzit` | What is in this file, and is it taken over? |
//! | `/staff/cizinci/mapovani` | How is a ministry's workbook read? |
//! | `/staff/cizinci/agentury`, `/{ico}` | Which agencies, what was said of one of them, what is in doubt? |
//! | `/staff/cizinci/zony`, `/{zone}` | What does an industrial zone bring? |

mod agencies;
mod chart;
mod mapping;
mod police;
pub(crate) mod public;
mod sets;
mod take;
mod zone;
mod zones;

use std::str::FromStr;

use access::{Action, Kind};
use axum::routing::{get, post};
use ground::{Permission, Route};
use store::Id;
use web::{Error, Say};

pub(crate) use public::PUBLIC;
pub(crate) use take::MOST_BYTES;

/// Where the module's pages of the workplace begin.
pub(crate) const HOME: &str = "/staff/cizinci";
/// Where zones are.
pub(crate) const ZONES: &str = "/staff/cizinci/zony";

/// The routes of the pages.
pub(crate) fn routes() -> Vec<Route> {
    let right = |action| Permission::right(action, Kind::Figures);
    let (read, create, change) = (right(Action::Read), right(Action::Create), right(Action::Change));
    vec![
        Route::public("/cizinci", get(public::show)),
        Route::public("/cizinci/obcanstvi", get(public::citizenships)),
        Route::public("/cizinci/agentury", get(public::agencies)),
        Route::new("/staff/cizinci", read, get(sets::list)),
        Route::new("/staff/cizinci/prevzit", create, get(take::form).post(take::send))
            .taking_files(MOST_BYTES),
        Route::new("/staff/cizinci/nastaveni", change, post(take::settle)),
        Route::new("/staff/cizinci/mapovani", change, get(mapping::list).post(mapping::look))
            .taking_files(MOST_BYTES),
        Route::new("/staff/cizinci/mapovani/ulozit", change, post(mapping::save)),
        Route::new("/staff/cizinci/agentury", read, get(agencies::list)),
        Route::new("/staff/cizinci/agentury/{ico}", read, get(agencies::one)),
        Route::new("/staff/cizinci/zony", read, get(zones::list)),
        Route::new("/staff/cizinci/zony/nova", create, get(zones::new).post(zones::add)),
        Route::new("/staff/cizinci/zony/{zone}", read, get(zone::show)),
        Route::new("/staff/cizinci/zony/{zone}/udaje", create, post(zone::supply)),
        Route::new("/staff/cizinci/zony/{zone}/upravit", change, get(zones::edit).post(zones::change)),
    ]
}

/// Tabs of the workplace's pages.
fn tabs(t: &Say, here: &str) -> Vec<(String, String, bool)> {
    let all = [
        ("", "foreigners-tab-sets"),
        ("/prevzit", "foreigners-tab-take"),
        ("/agentury", "foreigners-tab-agencies"),
        ("/mapovani", "foreigners-tab-mappings"),
        ("/zony", "foreigners-tab-zones"),
    ];
    let tab = |(path, key): (&str, &str)| (format!("{HOME}{path}"), t.say(key).into_owned(), path == here);
    all.map(tab).into()
}

/// An id in a path; a text that is none is the same as one that nothing has.
fn id(text: &str) -> Result<Id, Error> {
    Id::from_str(text).map_err(|_| Error::Missing("thing with such an id"))
}

/// A text of a form without what a database cannot keep.
fn plain(text: &str) -> String {
    text.replace('\0', "").replace("\r\n", "\n").trim().to_owned()
}
