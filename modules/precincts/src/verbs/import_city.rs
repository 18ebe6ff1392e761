//! `okrsek import city NAME|FOLDER`: which city this database is, with its stations, posts, former names and published
//! figures.

use std::path::Path;

use clap::{Arg, ArgMatches, Command};
use futures_util::future::BoxFuture;
use ground::{Context, Outcome, Verb, VerbError};
use indicators::{reading, words};
use places::city::{self, CityFiles};
use web::Say;

use super::faults;
use super::import_figures::take_over;
use super::terminal::line;

pub(super) fn verb() -> Verb {
    Verb { path: &["import", "city"], command, run }
}

fn command(t: &Say) -> Command {
    Command::new("city").about(t.say("verb-import-city").into_owned()).arg(
        Arg::new("city")
            .value_name("NAME|FOLDER")
            .required(true)
            .help(t.say("verb-import-city-name").into_owned()),
    )
}

/// The cities that ship with the program: name, files, published figures.
const BUILT_IN: [(&str, CityFiles<'static>, &str); 1] = [(
    "plzen",
    CityFiles {
        city: include_str!("../../../../content/cities/plzen/city.toml"),
        sources: include_str!("../../../../content/cities/plzen/sources.toml"),
        stations: include_str!("../../../../content/cities/plzen/stations.toml"),
        posts: include_str!("../../../../content/cities/plzen/posts.toml"),
        former_names: include_str!("../../../../content/cities/plzen/former-names.toml"),
    },
    include_str!("../../../../content/cities/plzen/figures.toml"),
)];

fn run(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let t = &context.t;
        let Some(name) = arguments.get_one::<String>("city") else { return Ok(Outcome::Refused) };
        let not_read = |cause: &dyn std::fmt::Display| faults::unchanged(t, &[cause.to_string()]);
        let folder = match BUILT_IN.iter().find(|(key, ..)| key == name) {
            Some((key, files, figures)) => Folder {
                reading: city::read(key, files).map_err(|cause| not_read(&cause))?,
                figures: (*figures).to_owned(),
                sources: files.sources.to_owned(),
            },
            None => from_folder(Path::new(name)).map_err(|cause| not_read(&cause))?,
        };
        let reading = &folder.reading;
        let now = context.ground.access.clock().now();
        // Read before anything is written: a mistake in the figures leaves the old city untouched too.
        let figures = reading::read("figures.toml", folder.figures.as_bytes(), &folder.sources, now);
        let figures = figures.map_err(|fault| VerbError::Said(words::fault(t, "figures.toml", &fault)))?;
        context.ground.places.save_city(reading).await.map_err(anyhow::Error::from)?;
        line(saved(t, reading));
        take_over(t, &context.ground, &figures, false).await?.iter().for_each(line);
        Ok(Outcome::Done)
    })
}

fn saved(t: &Say, reading: &city::CityReading) -> String {
    let values: [(&'static str, &dyn web::texts::Argument); 3] = [
        ("city", &reading.city.name.in_language(t.lang().tag())),
        ("stations", &reading.stations.len()),
        ("posts", &reading.posts.len()),
    ];
    t.with("import-city-saved", &values)
}

/// What a city folder holds.
struct Folder {
    reading: city::CityReading,
    figures: String,
    sources: String,
}

/// A city folder like those in `content/cities`; every file but `city.toml` may be missing.
fn from_folder(folder: &Path) -> anyhow::Result<Folder> {
    use anyhow::Context;
    let file = |name: &str| {
        let path = folder.join(name);
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(text),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound && name != "city.toml" => {
                Ok(String::new())
            }
            Err(cause) => Err(cause).with_context(|| path.display().to_string()),
        }
    };
    let key = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (city, sources, stations) = (file("city.toml")?, file("sources.toml")?, file("stations.toml")?);
    let (posts, former_names) = (file("posts.toml")?, file("former-names.toml")?);
    let files = CityFiles {
        city: &city,
        sources: &sources,
        stations: &stations,
        posts: &posts,
        former_names: &former_names,
    };
    let reading = city::read(&key, &files)?;
    Ok(Folder { reading, figures: file("figures.toml")?, sources })
}
