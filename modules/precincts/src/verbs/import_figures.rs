//! `okrsek import figures FILE`: published figures, whole editions of their sources. The person reads what is new, what was
//! revised and what is gone; the same file taken over once more changes nothing.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};
use futures_util::future::BoxFuture;
use ground::{Context, Ground, Outcome, Verb, VerbError};
use indicators::reading::{self, Reading};
use indicators::{By, IndicatorError, words};
use store::Id;
use web::Say;

use super::faults;
use super::terminal::{json_flag, line};

/// The program itself; figures belong to their source, not to a body.
pub(super) const PROGRAM: By<'static> = By::Program { body: Id(0) };

pub(super) fn verb() -> Verb {
    Verb { path: &["import", "figures"], command, run }
}

fn command(t: &Say) -> Command {
    let file = Arg::new("file").value_name("FILE").required(true).value_parser(value_parser!(PathBuf));
    Command::new("figures")
        .about(t.say("verb-import-figures").into_owned())
        .arg(file.help(t.say("verb-import-figures-file").into_owned()))
        .arg(json_flag(t))
}

fn run(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let (t, ground) = (&context.t, &context.ground);
        let Some(path) = arguments.get_one::<PathBuf>("file") else { return Ok(Outcome::Refused) };
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let unread = |cause: std::io::Error| faults::unchanged(t, &[format!("{}: {cause}", path.display())]);
        let size = std::fs::metadata(path).map_err(unread)?.len();
        // A file that is too large is not brought into memory; the reader says so of its first byte too many.
        let bytes = if size > reading::MOST_BYTES as u64 {
            vec![0; reading::MOST_BYTES + 1]
        } else {
            std::fs::read(path).map_err(unread)?
        };
        let sources = beside(path);
        let read = reading::read(&name, &bytes, &sources, ground.access.clock().now());
        let read = read.map_err(|fault| VerbError::Said(words::fault(t, &name, &fault)))?;
        let lines = take_over(t, ground, &read, arguments.get_flag("json")).await?;
        lines.iter().for_each(line);
        Ok(Outcome::Done)
    })
}

/// The `sources.toml` in the same folder, if there is one.
fn beside(path: &Path) -> String {
    let sources = path.with_file_name("sources.toml");
    if sources == path { String::new() } else { std::fs::read_to_string(sources).unwrap_or_default() }
}

/// Takes over every edition of a file; a line for each thing worth reading.
pub(super) async fn take_over(
    t: &Say,
    ground: &Ground,
    read: &Reading,
    as_json: bool,
) -> Result<Vec<String>, VerbError> {
    let catalogue = ground.indicators.catalogue();
    let mut lines = Vec::new();
    let mut reports = serde_json::Map::new();
    for edition in &read.editions {
        let report = ground.indicators.import(PROGRAM, edition).await.map_err(|error| failed(t, error))?;
        let source = &edition.source;
        lines.extend(words::report(t, catalogue, &source.title, &report));
        reports.insert(source.key.clone(), serde_json::to_value(&report).map_err(anyhow::Error::from)?);
    }
    if as_json {
        let whole = serde_json::json!({ "editions": reports, "notes": read.notes });
        return Ok(vec![whole.to_string()]);
    }
    lines.extend(read.notes.iter().map(|note| format!("! {}", words::note(t, catalogue, note))));
    Ok(lines)
}

fn failed(t: &Say, error: IndicatorError) -> VerbError {
    match web::Error::from(error) {
        web::Error::Refused(refusal) => VerbError::Said(refusal.sentence(t)),
        other => VerbError::Fault(anyhow::Error::new(other)),
    }
}
