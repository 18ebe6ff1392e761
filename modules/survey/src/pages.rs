//! Pages. A handler asks an act, fills a view and leaves the rest to the template.
//!
//! | path below `/staff/pruzkumy` | answers |
//! |---|---|
//! | (itself), `/nova` | Which waves are there? |
//! | `/{wave}`, `/{wave}/upravit`, `/{wave}/stav` | Where does one wave stand, and where do its figures come from? |
//! | `/dotazniky`, … | Which questionnaires are there, how do they look, what changed in them? |
//! | `/{wave}/sber`, … | Who was invited, and how many have answered? |
//! | `/{wave}/rozhovor` | What does an interviewer ask, with a signal or without? |
//!
//! What people answer is below `/pruzkum`, see `answering.rs`.

mod answering;
mod edit;
mod field;
mod findings;
mod interview;
mod invitations;
mod questionnaire;
mod questionnaires;
mod wave;
mod waves;

use std::str::FromStr;

use access::{Action, Kind};
use axum::routing::{get, post};
use ground::{Permission, Route};
use store::Id;
use web::{Error, Say};

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
    [("", "survey-tab-wave"), ("/sber", "survey-tab-collection")].iter().map(tab).collect()
}

/// An id in a path; a text that is none is the same as one that nothing has.
pub(crate) fn id(text: &str) -> Result<Id, Error> {
    Id::from_str(text).map_err(|_| Error::Missing("thing with such an id"))
}

/// A text of a form without what a database cannot keep.
pub(crate) fn plain(text: &str) -> String {
    text.replace('\0', "").replace("\r\n", "\n").trim().to_owned()
}
