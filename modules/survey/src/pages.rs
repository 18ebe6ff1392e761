//! Pages. A handler asks an act, fills a view and leaves the rest to the template.
//!
//! | path below `/staff/pruzkumy` | answers |
//! |---|---|
//! | (itself), `/nova` | Which waves are there? |
//! | `/{wave}`, `/{wave}/upravit`, `/{wave}/stav` | Where does one wave stand, and where do its figures come from? |
//! | `/dotazniky`, … | Which questionnaires are there, how do they look, what changed in them? |
//! | `/{wave}/sber`, … | Who was invited, and how many have answered? |
//! | `/{wave}/rozhovor` | What does an interviewer ask, with a signal or without? |
//! | `/{wave}/data` | What is in the delivered file? |
//! | `/{wave}/navrh`, `/{wave}/vahy` | How was the sample drawn, and what was done to its weights? |
//! | `/{wave}/vysledky`, `/{wave}/vysledky/{item}` | What did the city answer, and how sure are we? |
//! | `/{wave}/rozdily` | What changed between waves, and what of it may be said? |
//! | `/{wave}/zverejneni` | What may everybody see? |
//!
//! What people answer is below `/pruzkum`, see `answering.rs`; below `/pocit-bezpeci` everybody sees what was published.

mod answering;
mod compare;
pub(crate) mod data;
pub(crate) mod delivery_words;
mod design;
mod edit;
mod field;
pub(crate) mod files;
mod findings;
mod interview;
mod invitations;
pub(crate) mod public;
mod questionnaire;
mod questionnaires;
mod release;
mod results;
pub(crate) mod shown;
mod unfit;
mod wave;
mod waves;
mod weights;

use std::str::FromStr;

use access::{Action, Kind};
use axum::routing::{get, post};
use ground::{Permission, Route};
use store::Id;
use web::{Error, Say};

use crate::acts::data::Unfit;

/// Where the module's pages of the workplace begin.
pub(crate) const HOME: &str = "/staff/pruzkumy";

/// Address of a wave's page.
pub(crate) fn wave_href(id: Id) -> String {
    format!("{HOME}/{id}")
}

/// The routes of the pages.
pub(crate) fn routes() -> Vec<Route> {
    let right = |action| Permission::right(action, Kind::Survey);
    vec![
        Route::new("/staff/pruzkumy", right(Action::Read), get(waves::list)),
        Route::new("/staff/pruzkumy/nova", right(Action::Create), get(edit::new).post(edit::add)),
        Route::new("/staff/pruzkumy/{wave}", right(Action::Read), get(wave::show)),
        Route::new(
            "/staff/pruzkumy/{wave}/upravit",
            right(Action::Change),
            get(edit::edit).post(edit::change),
        ),
        Route::new("/staff/pruzkumy/{wave}/stav", right(Action::Change), post(wave::to_state)),
        Route::new("/staff/pruzkumy/{wave}/data", right(Action::Read), get(data::show)),
        Route::new("/staff/pruzkumy/{wave}/data", right(Action::Change), post(data::upload))
            .taking_files(data::MOST_BYTES),
        Route::new("/staff/pruzkumy/{wave}/data/znovu", right(Action::Change), post(data::again)),
        Route::new("/staff/pruzkumy/{wave}/navrh", right(Action::Read), get(design::show)),
        Route::new("/staff/pruzkumy/{wave}/navrh", right(Action::Change), post(design::declare)),
        Route::new("/staff/pruzkumy/{wave}/vahy", right(Action::Read), get(weights::show)),
        Route::new("/staff/pruzkumy/{wave}/vahy", right(Action::Change), post(weights::take)),
        Route::new("/staff/pruzkumy/{wave}/vahy/zpet", right(Action::Change), post(weights::back)),
        Route::new("/staff/pruzkumy/{wave}/vysledky", right(Action::Read), get(results::list)),
        Route::new("/staff/pruzkumy/{wave}/vysledky/{item}", right(Action::Read), get(results::one)),
        Route::new("/staff/pruzkumy/{wave}/rozdily", right(Action::Read), get(compare::show)),
        Route::new("/staff/pruzkumy/{wave}/zverejneni", right(Action::Read), get(release::show)),
        Route::new("/staff/pruzkumy/{wave}/zverejneni", right(Action::Decide), post(release::publish)),
        Route::new(
            "/staff/pruzkumy/{wave}/zverejneni/stahnout",
            right(Action::Decide),
            post(release::withdraw),
        ),
        Route::new("/staff/pruzkumy/{wave}/soubor/{file}", right(Action::Export), get(files::of_wave)),
        Route::public("/pocit-bezpeci/{release}/soubor/{file}", get(files::of_release)),
        Route::public("/pocit-bezpeci", get(public::list)),
        Route::public("/pocit-bezpeci/{release}", get(public::release)),
        Route::public("/pocit-bezpeci/{release}/{item}", get(public::item)),
    ]
}

/// The routes of collecting: questionnaires, invitations, answers, interviews.
pub(crate) fn collection_routes() -> Vec<Route> {
    let right = |action| Permission::right(action, Kind::Survey);
    let (read, create, change) = (right(Action::Read), right(Action::Create), right(Action::Change));
    let mut routes = vec![
        Route::new("/staff/pruzkumy/dotazniky", read, get(questionnaires::list)),
        Route::new("/staff/pruzkumy/dotazniky", create, post(questionnaires::upload))
            .taking_files(questionnaires::MOST_BYTES),
        Route::new("/staff/pruzkumy/dotazniky/zaklad", create, post(questionnaires::core)),
        Route::new("/staff/pruzkumy/dotazniky/{id}", read, get(questionnaire::show)),
        Route::new("/staff/pruzkumy/dotazniky/{id}/soubor", read, get(questionnaire::file)),
        Route::new("/staff/pruzkumy/dotazniky/{id}/zmeny", read, get(questionnaire::changes)),
        Route::new("/staff/pruzkumy/{wave}/sber", read, get(invitations::show)),
        Route::new("/staff/pruzkumy/{wave}/sber", change, post(invitations::make)),
        Route::new("/staff/pruzkumy/{wave}/sber/zrusit", change, post(invitations::void)),
        Route::new("/staff/pruzkumy/{wave}/rozhovor", right(Action::Work), get(interview::show)),
        Route::new("/staff/pruzkumy/rozhovory", right(Action::Work), get(interview::list)),
        Route::new("/staff/pruzkumy/worker.js", right(Action::Work), get(interview::worker)),
    ];
    routes.extend(answering::routes());
    routes
}

/// Pages of one wave, as tabs; `here` is the end of the path.
pub(crate) fn tabs(t: &Say, id: Id, here: &str) -> Vec<(String, String, bool)> {
    let tab = |(end, key): &(&str, &str)| {
        (format!("{}{end}", wave_href(id)), t.say(key).into_owned(), *end == here)
    };
    [
        ("", "survey-tab-wave"),
        ("/sber", "survey-tab-collection"),
        ("/data", "survey-tab-data"),
        ("/navrh", "survey-tab-design"),
        ("/vahy", "survey-tab-weights"),
        ("/vysledky", "survey-tab-results"),
        ("/rozdily", "survey-tab-compare"),
        ("/zverejneni", "survey-tab-release"),
    ]
    .iter()
    .map(tab)
    .collect()
}

/// An id in a path; a text that is none is the same as one that nothing has.
pub(crate) fn id(text: &str) -> Result<Id, Error> {
    Id::from_str(text).map_err(|_| Error::Missing("thing with such an id"))
}

/// A text of a form without what a database cannot keep.
pub(crate) fn plain(text: &str) -> String {
    text.replace('\0', "").replace("\r\n", "\n").trim().to_owned()
}

/// Why figures cannot be made, as a person reads it: with the column, the row, the stratum or the total.
pub(crate) fn unfit(t: &Say, reason: &Unfit) -> String {
    match reason {
        Unfit::NoData => t.say("survey-no-data").into_owned(),
        Unfit::Design(error) => unfit::design(t, error),
        Unfit::Step(number, error) => {
            t.with2("survey-unfit-step", "number", number + 1, "reason", unfit::weighting(t, error))
        }
    }
}
