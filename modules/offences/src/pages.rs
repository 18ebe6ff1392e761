//! Pages. A handler asks an act, fills a view and leaves the rest to the template.
//!
//! | path below `/staff/prestupky` | answers |
//! |---|---|
//! | (itself) | How much, of what, and is it more than a year ago? |
//! | `/mapa` | Where does it concentrate, more than chance? How dense are reports? |
//! | `/cas` | On which days, in which hours? |
//! | `/uzemi` | In which districts and precincts, for how many people? |
//! | `/shluky` | Is the neighbourhood at risk after an offence; is there a cluster now? |
//! | `/udalosti` | Which incidents are these? |
//! | `/vystrahy`, `/vystrahy/{alarm}` | What stood out, and what becomes of it? |
//! | `/data`, `/data/{import}` | Which files were taken over, what would one change? |
//! | `/statistika` | What do the statistics of the police say, year by year? |
//! | `/zverejneni` | What may everybody see? |
//!
//! `/prestupky-a-kriminalita` is what everybody sees.

mod alarms;
mod clusters;
mod data;
mod density;
mod events;
mod look;
mod map;
mod overview;
pub(crate) mod public;
mod release;
mod statistics;
mod territories;
mod time;

use std::str::FromStr;
use std::sync::Arc;

use access::trail::Entry;
use access::{Action, Kind, Subject};
use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use ground::{Ground, Permission, Route, WorkplaceDoor};
use store::Id;
use web::parts::Tile;
use web::{Error, Page, PageContext};

use crate::acts::memory::Memory;
use crate::acts::seen;
pub(crate) use data::said;
use look::{FilterView, Look, Section, Tab};

/// Where the module's pages of the workplace begin.
pub(crate) const HOME: &str = "/staff/prestupky";

/// The routes of the pages. They share what this process remembers.
pub(crate) fn routes() -> Vec<Route> {
    let memory = Extension(Arc::new(Memory::default()));
    let right = |action| Permission::right(action, Kind::Offences);
    let read = right(Action::Read);
    let with = |path, permission, handler: axum::routing::MethodRouter<Ground>| {
        Route::new(path, permission, handler.layer(memory.clone()))
    };
    vec![
        Route::public(public::DOOR, get(public::show)),
        with("/staff/prestupky", read, get(overview::show)),
        with("/staff/prestupky/mapa", read, get(map::show)),
        with("/staff/prestupky/cas", read, get(time::show)),
        with("/staff/prestupky/uzemi", read, get(territories::show)),
        with("/staff/prestupky/shluky", read, get(clusters::show).post(clusters::start)),
        with("/staff/prestupky/udalosti", read, get(events::show)),
        with("/staff/prestupky/vystrahy", read, get(alarms::list).post(alarms::raise)),
        with("/staff/prestupky/vystrahy/{alarm}", read, get(alarms::show).post(alarms::step)),
        Route::new("/staff/prestupky/data", read, get(data::list)),
        Route::new("/staff/prestupky/data", right(Action::Create), axum::routing::post(data::upload))
            .taking_files(data::MOST_BYTES),
        Route::new("/staff/prestupky/data/{import}", read, get(data::show)),
        Route::new(
            "/staff/prestupky/data/{import}",
            right(Action::Change),
            axum::routing::post(data::decide),
        ),
        Route::new("/staff/prestupky/statistika", read, get(statistics::show)),
        Route::new("/staff/prestupky/zverejneni", read, get(release::show)),
        Route::new(
            "/staff/prestupky/zverejneni",
            right(Action::Decide),
            axum::routing::post(release::decide),
        ),
    ]
}

/// Doors of the workplace that lead here.
pub(crate) fn doors() -> Vec<WorkplaceDoor> {
    let door = |step, label, href| WorkplaceDoor {
        step,
        label,
        href,
        permission: Permission::right(Action::Read, Kind::Offences),
    };
    vec![
        door("step-scanning", "offences-tab-alarms-door", "/staff/prestupky/vystrahy"),
        door("step-analysis", "offences-title", HOME),
    ]
}

/// The view of the pages that show figures of a filter.
#[derive(Template)]
#[template(path = "work.html")]
struct WorkPage {
    page: PageContext,
    title: String,
    tabs: Vec<Tab>,
    filter: Option<FilterView>,
    action: String,
    tiles: Vec<Tile>,
    sections: Vec<Section>,
    act: Option<(String, String, String)>,
    invented: bool,
}

/// A page of figures being put together.
struct Work {
    view: WorkParts,
}

struct WorkParts {
    title: String,
    tabs: Vec<Tab>,
    filter: FilterView,
    action: String,
    tiles: Vec<Tile>,
    sections: Vec<Section>,
    act: Option<(String, String, String)>,
}

impl Work {
    fn new(
        page: &PageContext,
        ground: &Ground,
        look: Look,
        here: &str,
        title: &str,
        sections: Vec<Section>,
    ) -> Work {
        let t = page.t();
        Work {
            view: WorkParts {
                title: t.say(title).into_owned(),
                tabs: look::tabs(t, Some(&look), here),
                filter: FilterView::new(t, ground, &look, Vec::new()),
                action: format!("{HOME}{here}"),
                tiles: Vec::new(),
                sections,
                act: None,
            },
        }
    }

    fn tiles(mut self, tiles: Vec<Tile>) -> Work {
        self.view.tiles = tiles;
        self
    }

    /// What this page alone lets choose.
    fn choices(mut self, choices: Vec<(String, String)>) -> Work {
        self.view.filter.choices = choices;
        self
    }

    /// A button: where it leads, what it sends as `query`, what it says.
    fn act(mut self, act: (String, String, String)) -> Work {
        self.view.act = Some(act);
        self
    }

    fn page(self, page: PageContext) -> Response {
        let view = self.view;
        let invented = page.city().invented;
        Page(WorkPage {
            title: view.title,
            tabs: view.tabs,
            filter: Some(view.filter),
            action: view.action,
            tiles: view.tiles,
            sections: view.sections,
            act: view.act,
            invented,
            page,
        })
        .into_response()
    }
}

/// The page while nothing has been taken over.
fn empty(page: &PageContext, here: &str) -> Response {
    let t = page.t();
    Page(WorkPage {
        title: t.say("offences-title").into_owned(),
        tabs: look::tabs(t, None, here),
        filter: None,
        action: String::new(),
        tiles: Vec::new(),
        sections: vec![Section::new(t.say("offences-nothing")).note(t.say("offences-nothing-note"))],
        act: None,
        invented: false,
        page: page.clone(),
    })
    .into_response()
}

/// Notes in the trail which page was read.
async fn seen_as(ground: &Ground, who: &Subject, purpose: &'static str) -> Result<(), Error> {
    seen(ground, who, Entry::of(Action::Read, Kind::Offences).purpose(purpose)).await
}

/// An id in a path; a text that is none is the same as one that nothing has.
fn id(text: &str) -> Result<Id, Error> {
    Id::from_str(text).map_err(|_| Error::Missing("thing with such an id"))
}

/// A text of a form without what a database cannot keep, and no longer than a page.
fn plain(text: &str) -> String {
    text.replace('\0', "").replace("\r\n", "\n").trim().chars().take(4_000).collect()
}
