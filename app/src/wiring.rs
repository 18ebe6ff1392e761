//! Puts the floors together: texts, database, places, web.

use std::io::IsTerminal;
use std::sync::Arc;

use access::Access;
use anyhow::{Context, Result};
use casework::{CaseTypes, Casework};
use ground::{Ground, Module, WorkplaceDoor};
use indicators::{Catalogue, Indicators};
use places::Places;
use store::Store;
use web::{City, Lang, Rate, Rates, Source, Texts, Web, WebSettings};

use crate::config::{Effective, LogFormat, Settings};

/// The texts of the command line.
pub(crate) const TEXTS: [Source; 3] = [
    (Lang::Cs, "app/cs.ftl", include_str!("../locales/cs.ftl")),
    (Lang::En, "app/en.ftl", include_str!("../locales/en.ftl")),
    (Lang::Uk, "app/uk.ftl", include_str!("../locales/uk.ftl")),
];

/// Texts of the web floor, of every module and of the command line.
pub(crate) fn texts(modules: &[Module]) -> Result<Texts> {
    let sources: Vec<Source> = modules
        .iter()
        .flat_map(|module| module.texts)
        .chain(&indicators::words::TEXTS)
        .chain(&TEXTS)
        .copied()
        .collect();
    Texts::new(&sources).context("texts")
}

/// Messages for the operator go to standard error. A verb that ends by itself speaks only of trouble, unless
/// somebody has set a level.
pub(crate) fn logging(effective: &Effective, serving: bool) {
    let log = &effective.settings.log;
    let level = if !serving && effective.is_default("log.level") { "warn" } else { &log.level };
    let filter = tracing_subscriber::EnvFilter::try_new(level).unwrap_or_default();
    let colours = std::io::stderr().is_terminal();
    let builder =
        tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(std::io::stderr);
    let started = match log.format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().try_init(),
    };
    // A second start in one process happens only in tests; the first one goes on.
    drop(started);
}

/// Tables of the platform, lowest first.
const PLATFORM: [store::Migrations; 6] = [
    store::MIGRATIONS,
    places::MIGRATIONS,
    access::MIGRATIONS,
    mail::MIGRATIONS,
    casework::MIGRATIONS,
    indicators::MIGRATIONS,
];

/// Opens the database, brings its tables up to date and loads the places.
pub(crate) async fn ground(modules: &[Module], settings: &Settings) -> Result<Ground> {
    let store = Store::open(&settings.database.url).await?;
    let sets: Vec<store::Migrations> =
        PLATFORM.into_iter().chain(modules.iter().filter_map(|module| module.migrations)).collect();
    store.migrate(&sets).await.context("bringing the tables up to date")?;
    let places = Places::open(store.clone()).await?;
    let web = web(modules, settings, &places)?;
    let descriptions: Vec<ground::api::Description> = modules.iter().map(|module| (module.api)()).collect();
    let doors: Arc<[WorkplaceDoor]> =
        modules.iter().flat_map(|module| module.workplace.iter().copied()).collect();
    let access = Access::new(store.clone(), store::Clock::System, settings.access()?);
    let open = ground::open::Open {
        sets: modules.iter().flat_map(|module| module.open_sets.iter().copied()).collect(),
        layers: modules.iter().flat_map(|module| module.layers.iter().copied()).collect(),
    };
    let openapi = Arc::new(ground::api::document(&descriptions));
    let mail = mail::Outbox::new(store.clone(), store::Clock::System);
    let casework = casework(modules, &store, &access, &web)?;
    let indicators = indicators(modules, &store, &access)?;
    let typesetter = documents::Typesetter::find(&settings.documents);
    let demo_sign_in = false;
    Ok(Ground {
        store,
        places,
        access,
        casework,
        indicators,
        mail,
        web,
        typesetter,
        doors,
        open,
        openapi,
        demo_sign_in,
    })
}

/// Cases of the types that the modules bring; letters about them say where to look, never what is there.
fn casework(modules: &[Module], store: &Store, access: &Access, web: &Arc<Web>) -> Result<Casework> {
    let types: Vec<(&str, &str)> = modules.iter().flat_map(|module| module.case_types).copied().collect();
    let types = CaseTypes::read(&types).context("case types")?;
    let web = web.clone();
    let letter = move |notice: &casework::Notice, head: &casework::Letterhead<'_>| {
        crate::letters::about(&web, notice, head)
    };
    let checks: Vec<fn(&str) -> Vec<String>> =
        modules.iter().filter_map(|module| module.refused_words).collect();
    let words = move |text: &str| -> Vec<String> { checks.iter().flat_map(|check| check(text)).collect() };
    let casework = Casework::new(store.clone(), access.clone(), types, Arc::new(letter));
    Ok(casework.with_word_check(Arc::new(words)))
}

/// Figures of the concepts that ship with the program and that the modules bring.
fn indicators(modules: &[Module], store: &Store, access: &Access) -> Result<Indicators> {
    let brought = modules.iter().flat_map(|module| module.concepts);
    let files: Vec<(&str, &str)> = indicators::CONTENT.iter().chain(brought).copied().collect();
    let catalogue = Catalogue::read(&files).context("concepts of figures")?;
    Ok(Indicators::new(store.clone(), access.clone(), catalogue))
}

fn web(modules: &[Module], settings: &Settings, places: &Places) -> Result<Arc<Web>> {
    let atlas = places.atlas();
    let city = atlas.city();
    let city = City {
        name: city.map_or_else(|| "–".to_owned(), |city| city.name.cs.clone()),
        accent: city.map_or_else(|| "#1f4e79".to_owned(), |city| city.accent.clone()),
        invented: city.is_some_and(|city| city.invented),
    };
    let mut web = WebSettings::new(city, settings.web.base_url.clone());
    web.doors = modules.iter().filter_map(|module| module.door.clone()).collect();
    web.topics = modules.iter().flat_map(|module| module.topics.iter().cloned()).collect();
    web.footer = modules.iter().flat_map(|module| module.footer.iter().cloned()).collect();
    web.trusted_proxies =
        settings.web.trusted_proxies.iter().map(|proxy| proxy.parse()).collect::<Result<_, _>>()?;
    let routes = modules.iter().flat_map(|module| &module.routes);
    web.uploads = routes.filter_map(|route| Some((route.path, route.files?))).collect();
    web.rates = rates(settings);
    Ok(Web::new(web, texts(modules)?))
}

/// Limits a minute; a limit of 0 switches all of them off, as benches do.
fn rates(settings: &Settings) -> Option<Rates> {
    let web = &settings.web;
    let rate = |per_minute: u32| Rate { burst: (per_minute / 5).max(20), per_minute };
    let on = web.pages_per_minute > 0 && web.api_per_minute > 0 && web.suggest_per_minute > 0;
    on.then(|| Rates {
        pages: rate(web.pages_per_minute),
        api: rate(web.api_per_minute),
        suggest: rate(web.suggest_per_minute),
    })
}
