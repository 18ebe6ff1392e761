//! `okrsek import territories --layer NAME FILE`: polygons or rules, checked against the register, then saved.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use futures_util::future::BoxFuture;
use ground::{Context, Outcome, Verb, VerbError};
use places::Layer;
use places::layers::{self, Content};
use territories::polygons;
use web::Say;

use super::faults;
use super::terminal::line;
use crate::words;

pub(super) fn verb() -> Verb {
    Verb { path: &["import", "territories"], command, run }
}

/// `--layer NAME`
pub(super) fn layer_argument(t: &Say) -> Arg {
    let names = Layer::ALL.map(Layer::key);
    Arg::new("layer")
        .long("layer")
        .value_name("NAME")
        .required(true)
        .value_parser(names)
        .help(t.say("verb-layer").into_owned())
}

/// The layer that was named.
pub(super) fn layer_of(arguments: &ArgMatches) -> Option<Layer> {
    Layer::from_key(arguments.get_one::<String>("layer")?)
}

fn command(t: &Say) -> Command {
    let file = Arg::new("file").value_name("FILE").required(true).value_parser(value_parser!(PathBuf));
    Command::new("territories")
        .about(t.say("verb-import-territories").into_owned())
        .arg(layer_argument(t))
        .arg(file.help(t.say("verb-import-territories-file").into_owned()))
        .arg(
            Arg::new("from")
                .long("from")
                .value_name("YYYY-MM-DD")
                .help(t.say("verb-import-from").into_owned()),
        )
}

fn run(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let (t, places) = (&context.t, &context.ground.places);
        let (Some(layer), Some(path)) = (layer_of(&arguments), arguments.get_one::<PathBuf>("file").cloned())
        else {
            return Ok(Outcome::Refused);
        };
        let today = store::Clock::System.today().to_string();
        let from = match arguments.get_one::<String>("from") {
            Some(text) if text.parse::<chrono::NaiveDate>().is_err() => {
                return Err(VerbError::Said(t.with1("import-bad-date", "text", text)));
            }
            Some(text) => text.clone(),
            None => today,
        };
        let reading = tokio::task::spawn_blocking(move || layers::read(layer, &path, from));
        let reading =
            reading.await.map_err(anyhow::Error::from)?.map_err(|cause| faults::layer(t, &cause))?;
        warn(t, &reading.content);
        let edition = places.save_layer(&reading).await.map_err(anyhow::Error::from)?;
        let from = words::date(t, &edition.valid_from);
        let name = t.say(&format!("layer-{layer}")).into_owned();
        line(t.with(
            "import-layer-saved",
            &[("layer", &name), ("count", &edition.territories), ("from", &from)],
        ));
        coverage(t, &places.atlas(), layer);
        Ok(Outcome::Done)
    })
}

/// Overlaps smaller than this are the rounding of drawings (square metres).
const LEAST_FLAW: f64 = 100.0;

/// What a person should look at before the borders are trusted.
fn warn(t: &Say, content: &Content) {
    match content {
        Content::Polygons(all) => {
            for flaw in polygons::flaws(all, LEAST_FLAW).iter().take(20) {
                if let polygons::Flaw::Overlap { between: (first, second), area_m2, .. } = flaw {
                    let name = |index: &usize| all.get(*index).map(|x| x.name.clone()).unwrap_or_default();
                    let values: [(&'static str, &dyn web::texts::Argument); 3] =
                        [("first", &name(first)), ("second", &name(second)), ("area", &area_m2.round())];
                    line(t.with("import-overlap", &values));
                }
            }
        }
        Content::Rules(document) => {
            let unread = document
                .lines()
                .filter(|(_, _, line)| matches!(line.state, territories::rules::State::Unresolved(_)));
            let count = unread.count();
            if count > 0 {
                line(t.with1("import-unresolved", "count", count));
            }
        }
    }
}

/// How many addresses the layer covers now.
fn coverage(t: &Say, atlas: &places::Atlas, layer: Layer) {
    let home =
        atlas.register().zip(atlas.home_code()).and_then(|(register, code)| register.municipality(code));
    let Some(home) = home else { return };
    let covered: usize = atlas.territories(layer).iter().map(|territory| territory.addresses).sum();
    line(t.with("import-coverage", &[("covered", &covered), ("all", &home.addresses().len())]));
}
