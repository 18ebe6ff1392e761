//! The server: one router of all modules, and the places kept fresh beside it.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use ground::{Ground, Module, Outcome, VerbError};
use web::Say;
use web::telemetry::Check;

use crate::config::Settings;
use crate::{demo, wiring};

/// How soon a process notices that another one has imported something.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// How soon a letter leaves after it was written.
const SEND_EVERY: Duration = Duration::from_secs(2);

/// How often a process looks whether today's head of the trail has been signed.
const SIGN_EVERY: Duration = Duration::from_secs(600);

/// How soon claims are checked after figures have changed.
const CHECK_EVERY: Duration = Duration::from_secs(30);

/// How often a process looks for cases whose texts are no longer to be kept.
const FORGET_EVERY: Duration = Duration::from_secs(6 * 3600);

/// `okrsek serve`
pub(crate) async fn run(
    modules: &[Module],
    t: &Say,
    settings: &Settings,
    with_demo: bool,
) -> Result<Outcome, VerbError> {
    let mut ground = wiring::ground(modules, settings).await?;
    if with_demo && demo::is_empty(&ground) {
        demo::fill(modules, t, &ground).await?;
        ground = wiring::ground(modules, settings).await?;
    }
    ground.access.ready().map_err(anyhow::Error::from)?;
    ground.demo_sign_in = with_demo && ground.places.atlas().city().is_some_and(|city| city.invented);
    if !ground.demo_sign_in {
        ground.access.end_demo_sessions().await.map_err(anyhow::Error::from)?;
    }
    let sender = mail::Sender::new(ground.mail.clone(), &settings.mail).map_err(anyhow::Error::from)?;
    say_what_is_served(t, &ground, with_demo);
    let listener = tokio::net::TcpListener::bind(settings.listen)
        .await
        .with_context(|| format!("cannot listen on {}", settings.listen))?;
    let address = format!("http://{}", listener.local_addr().map_err(anyhow::Error::from)?);
    let (city, database) = (city_name(t, &ground), ground.store.target());
    let values: [(&'static str, &dyn web::texts::Argument); 3] =
        [("address", &address), ("city", &city), ("database", &database)];
    println!("{}", t.with("said-listening", &values));
    tokio::spawn(ground.places.clone().watch(LOOK_EVERY));
    tokio::spawn(sender.run(SEND_EVERY));
    tokio::spawn(ground.access.clone().sign_daily(SIGN_EVERY));
    tokio::spawn(ground.casework.clone().forget_daily(FORGET_EVERY));
    tokio::spawn(ground.indicators.clone().watch(CHECK_EVERY));
    let service = router(modules, ground).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(asked_to_stop())
        .await
        .map_err(anyhow::Error::from)?;
    Ok(Outcome::Done)
}

fn say_what_is_served(t: &Say, ground: &Ground, with_demo: bool) {
    let atlas = ground.places.atlas();
    match atlas.city() {
        None => eprintln!("{}", t.say("said-no-city")),
        Some(city) if city.invented => eprintln!("{}", t.say("said-listening-demo")),
        Some(_) if with_demo => {
            eprintln!("{}", t.with1("said-demo-other-city", "city", city_name(t, ground)))
        }
        Some(_) => {}
    }
}

fn city_name(t: &Say, ground: &Ground) -> String {
    let atlas = ground.places.atlas();
    atlas.city().map_or_else(|| "–".to_owned(), |city| city.name.in_language(t.lang().tag()).to_owned())
}

/// Everything that answers on HTTP.
pub(crate) fn router(modules: &[Module], ground: Ground) -> Router {
    let web = ground.web.clone();
    let checks = checks(&ground);
    let modules =
        ground::router(modules, &ground).route("/api/openapi.json", get(openapi)).with_state(ground);
    web.layer(modules.merge(web.own_routes(checks)))
}

async fn openapi(State(ground): State<Ground>) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=300")];
    (kind, ground.openapi.to_string()).into_response()
}

/// What `/health` looks at.
fn checks(ground: &Ground) -> Vec<Check> {
    let (store, places) = (ground.store.clone(), ground.places.clone());
    let database = Check::new("database", move || {
        let store = store.clone();
        async move { store.ping().await.map(|()| "ok".to_owned()).map_err(|error| error.to_string()) }
    });
    let register = Check::new("register", move || {
        let count = places.atlas().register().map(|register| register.len());
        async move {
            count
                .map(|count| format!("{count} addresses"))
                .ok_or_else(|| "no register has been imported".to_owned())
        }
    });
    vec![database, register]
}

/// Waits for the operator (Ctrl-C) or the service manager (SIGTERM); running requests are answered first.
async fn asked_to_stop() {
    let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(signal) => signal,
        Err(_) => return std::future::pending().await,
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

/// For tests: everything over a store that is already open.
#[cfg(test)]
pub(crate) async fn router_for(url: &str) -> Result<Router> {
    let modules = crate::modules::all();
    let settings =
        crate::config::effective(None, std::iter::empty(), &[("database.url", url.to_owned())])?.settings;
    let ground = wiring::ground(&modules, &settings).await?;
    Ok(router(&modules, ground))
}
