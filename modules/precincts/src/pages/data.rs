//! Where the data come from: editions, sources, licence.

use askama::Template;
use axum::extract::State;
use ground::Ground;
use places::{Atlas, Layer};
use web::{Page, PageContext, Say};

use crate::words;

/// The view of `/udaje`.
#[derive(Template)]
#[template(path = "data.html")]
pub(crate) struct Data {
    page: PageContext,
    lines: Vec<String>,
}

/// `GET /udaje`
pub(crate) async fn show(page: PageContext, State(ground): State<Ground>) -> Page<Data> {
    let atlas = super::atlas(&ground);
    let lines =
        register(page.t(), &atlas).into_iter().chain(Layer::ALL.map(|layer| line(page.t(), &atlas, layer)));
    Page(Data { lines: lines.collect(), page })
}

fn register(t: &Say, atlas: &Atlas) -> Vec<String> {
    let Some(edition) = atlas.edition() else { return vec![t.say("home-no-register").into_owned()] };
    let vintage = words::date(t, &edition.vintage);
    let said = t.with("data-register", &[("vintage", &vintage), ("count", &edition.addresses)]);
    let invented =
        atlas.city().is_some_and(|city| city.invented).then(|| t.say("data-register-invented").into_owned());
    match invented {
        Some(invented) => vec![invented],
        None => vec![said],
    }
}

fn line(t: &Say, atlas: &Atlas, layer: Layer) -> String {
    let name = t.say(&format!("layer-{layer}")).into_owned();
    let count = atlas.territories(layer).len();
    match atlas.layer_edition(layer) {
        Some(edition) => {
            let from = words::date(t, &edition.valid_from);
            t.with(
                "data-layer",
                &[("layer", &name), ("source", &edition.source), ("from", &from), ("count", &count)],
            )
        }
        None if count > 0 => t.with1("data-layer-register", "layer", name),
        None => t.with1("data-layer-none", "layer", name),
    }
}
