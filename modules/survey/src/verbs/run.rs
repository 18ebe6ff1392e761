//! `okrsek survey run SPEC.json`: answers the questions of a document about survey data. Nothing is written but the
//! answer, and nothing of the city is read.

use std::io::Write;
use std::path::{Component, Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};
use futures_util::future::BoxFuture;
use ground::{Context, Outcome, Verb, VerbError};
use survey_estimation::data::Table;
use survey_estimation::run::{Document, run as answer};
use web::Say;

use crate::table;

pub(super) fn verb() -> Verb {
    Verb { path: &["survey", "run"], command, run }
}

fn command(t: &Say) -> Command {
    let path = || value_parser!(PathBuf);
    let spec = Arg::new("spec").value_name("SPEC.json").required(true).value_parser(path());
    let folder = Arg::new("data-dir").long("data-dir").value_name("DIR").value_parser(path());
    Command::new("run")
        .about(t.say("verb-survey-run").into_owned())
        .arg(spec.help(t.say("verb-survey-run-spec").into_owned()))
        .arg(folder.help(t.say("verb-survey-run-data").into_owned()))
}

fn run(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let Some(spec) = arguments.get_one::<PathBuf>("spec").cloned() else { return Ok(Outcome::Refused) };
        let folder = arguments.get_one::<PathBuf>("data-dir").cloned();
        let work = tokio::task::spawn_blocking(move || answers(&context.t, &spec, folder.as_deref()));
        work.await.map_err(|fault| VerbError::Fault(fault.into()))?
    })
}

/// Prints the document with its answers.
///
/// The answer is no ([`Outcome::Refused`]) when a question could not be answered: which, and why, stands in the document
/// and on the standard error.
fn answers(t: &Say, spec: &Path, folder: Option<&Path>) -> Result<Outcome, VerbError> {
    let name = spec.display().to_string();
    let said =
        |key: &str, reason: String| VerbError::Said(t.with2(key, "file", name.clone(), "reason", reason));
    let text =
        std::fs::read_to_string(spec).map_err(|fault| said("survey-file-unreadable", fault.to_string()))?;
    let document: Document =
        serde_json::from_str(&text).map_err(|fault| said("survey-spec-broken", fault.to_string()))?;
    let folder = folder.or_else(|| spec.parent()).unwrap_or(Path::new("."));
    let answered = answer(document, |dataset| load(folder, dataset));
    let mut refused = 0;
    for entry in &answered.entries {
        if let Some(reason) = &entry.error {
            refused += 1;
            eprintln!("{}: {reason}", entry.id);
        }
    }
    let text = serde_json::to_string_pretty(&answered).map_err(|fault| VerbError::Fault(fault.into()))?;
    // A reader that went away (a closed pipe) is no error of ours.
    let _ = writeln!(std::io::stdout(), "{text}");
    if refused == 0 {
        return Ok(Outcome::Done);
    }
    eprintln!("{}", t.with2("survey-run-refused", "count", refused, "all", answered.entries.len()));
    Ok(Outcome::Refused)
}

/// The table of a name below the folder. A document is somebody's text: it may not lead out of the folder.
fn load(folder: &Path, dataset: &str) -> Result<Table, String> {
    let inside =
        Path::new(dataset).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !inside {
        return Err("the name leads out of the folder of the data".to_owned());
    }
    let path = folder.join(dataset);
    let bytes = std::fs::read(&path).map_err(|fault| format!("{}: {fault}", path.display()))?;
    table::read(&bytes).map_err(|fault| format!("{}: {fault}", path.display()))
}
