//! The pages of the workplace. A handler asks casework, fills a view and leaves the rest to the template.
//!
//! | path | answers |
//! |---|---|
//! | `/staff` | What waits for me today? |
//! | `/staff/pripady` | Which cases are there? Filters in the address, CSV, XLSX |
//! | `/staff/pripady/novy/{type}` | What happened? A new case |
//! | `/staff/pripady/{id}` and below | Where does it stand, whose move is it, what may I do? |
//! | `/staff/mapa`, `/staff/kalendar` | Where and when? |
//! | `/staff/hledat?q=` | Where is the case I mean? |
//! | `/staff/napoveda` | How do I do it faster? |

mod attachments;
mod calendar;
mod case;
mod edit;
mod help;
mod kinds;
mod list;
mod map;
mod measures;
mod new;
mod route;
mod search;
mod shares;
mod step;
mod talk;
mod tasks;
mod timeline;
mod today;

use access::{Action, Kind};
use axum::routing::{MethodRouter, get, post};
use ground::{Ground, Permission, Route};

use Action::{Create, Read, Share, Work};

pub(crate) use calendar::feed;
pub(crate) use list::wanted;
pub(crate) use map::geojson;

/// Largest form with files: a file as large as casework takes by default, and the rest of the form.
const MOST_BYTES: usize = 21 * 1024 * 1024;

/// A route that needs the right to an action on cases; the act behind it asks again, about the one case.
fn case(action: Action, path: &'static str, handler: MethodRouter<Ground>) -> Route {
    Route::new(path, Permission::right(action, Kind::Case), handler)
}

/// A route of the workplace itself.
fn workplace(path: &'static str, handler: MethodRouter<Ground>) -> Route {
    Route::new(path, Permission::right(Read, Kind::Workplace), handler)
}

/// The routes of the pages.
pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![
        workplace("/staff", get(today::show)),
        workplace("/staff/oznameni", post(today::seen)),
        workplace("/staff/napoveda", get(help::show)),
        case(Read, "/staff/hledat", get(search::show)),
        case(Read, "/staff/mapa", get(map::show)),
        case(Read, "/staff/kalendar", get(calendar::show)),
        case(Read, "/staff/kalendar/odber", post(calendar::subscribe)),
        case(Read, "/staff/kalendar/odber/zrusit", post(calendar::unsubscribe)),
        case(Read, "/staff/pripady", get(list::show)),
        case(Read, "/staff/pripady/filtry", post(list::save_filter)),
        case(Read, "/staff/pripady/filtry/{filter}/smazat", post(list::drop_filter)),
        case(Create, "/staff/pripady/novy", get(kinds::show)),
        case(Create, "/staff/pripady/novy/{kind}", get(new::show).post(new::open)),
        case(Create, "/staff/pripady/novy/{kind}/rozepsane", post(new::keep)),
        case(Create, "/staff/pripady/novy/{kind}/zahodit", post(new::discard)),
    ];
    routes.extend(of_one_case());
    routes
}

fn of_one_case() -> Vec<Route> {
    vec![
        case(Read, "/staff/pripady/{case}", get(case::show)),
        case(Read, "/staff/pripady/{case}/historie", get(timeline::show)),
        case(Read, "/staff/pripady/{case}/upravit", get(edit::show).post(edit::save)),
        case(Read, "/staff/pripady/{case}/upravit/rozepsane", post(edit::keep_typed)),
        case(Read, "/staff/pripady/{case}/pritomnost", post(talk::presence)),
        case(Read, "/staff/pripady/{case}/krok/{step}", get(step::show).post(step::take)),
        case(Read, "/staff/pripady/{case}/vratit", post(step::undo)),
        case(Read, "/staff/pripady/{case}/predat", get(route::show).post(route::give)),
        case(Share, "/staff/pripady/{case}/sdilet", get(shares::show).post(shares::give)),
        case(Share, "/staff/pripady/{case}/sdileni/{share}/odebrat", post(shares::take_back)),
        case(Work, "/staff/pripady/{case}/komentare", post(talk::comment)),
        case(Work, "/staff/pripady/{case}/zjisteni", post(talk::finding)),
        case(Read, "/staff/pripady/{case}/sledovat", post(talk::watch)),
        case(Work, "/staff/pripady/{case}/prilohy", post(attachments::attach)).taking_files(MOST_BYTES),
        case(Read, "/staff/pripady/{case}/prilohy/{file}", get(attachments::download)),
        case(Read, "/staff/pripady/{case}/prilohy/{file}/nahled", get(attachments::preview)),
        case(
            Work,
            "/staff/pripady/{case}/prilohy/{file}/odebrat",
            get(attachments::ask).post(attachments::detach),
        ),
        case(Read, "/staff/pripady/{case}/ukoly/{task}", get(tasks::show)),
        case(Read, "/staff/pripady/{case}/ukoly/{task}/vzit", post(tasks::take)),
        case(Read, "/staff/pripady/{case}/ukoly/{task}/krok/{step}", get(tasks::ask).post(tasks::step)),
        case(Read, "/staff/pripady/{case}/ukoly/{task}/postoupit", get(tasks::whom).post(tasks::hand_on)),
        case(Work, "/staff/pripady/{case}/opatreni", get(measures::ask).post(measures::propose)),
        case(Read, "/staff/pripady/{case}/opatreni/{measure}", get(measures::show).post(measures::step)),
    ]
}

/// Where a case is shown.
pub(crate) fn href(case: store::Id) -> String {
    format!("/staff/pripady/{case}")
}
