//! `okrsek survey report WAVE_OR_RELEASE`: the report as a file, the same as the button of the page gives. Of a wave it
//! holds only what may be published; of a release what was.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use access::trail::Entry;
use access::{Action, Actor, Kind};
use chrono::NaiveDate;
use clap::{Arg, ArgMatches, Command, value_parser};
use futures_util::future::BoxFuture;
use ground::{Context, Ground, Outcome, Verb, VerbError, paper};
use store::Id;
use web::{Error, Lang, PageContext, Say};

use super::{failed, id, no_such};
use crate::acts::{data, noted, releases};
use crate::report;
use crate::results::Results;
use crate::store::plans;

pub(super) fn verb() -> Verb {
    Verb { path: &["survey", "report"], command, run }
}

fn command(t: &Say) -> Command {
    let what = Arg::new("what").value_name("WAVE_OR_RELEASE").required(true);
    let format = Arg::new("format").long("format").value_parser(["pdf", "html", "xlsx", "json"]);
    let lang = Arg::new("lang").long("lang").value_parser(["cs", "en", "uk"]);
    let out = Arg::new("out").long("out").value_name("FILE").value_parser(value_parser!(PathBuf));
    Command::new("report")
        .about(t.say("verb-survey-report").into_owned())
        .arg(what.help(t.say("verb-survey-report-what").into_owned()))
        .arg(format.default_value("pdf").help(t.say("verb-survey-report-format").into_owned()))
        .arg(lang.help(t.say("verb-survey-report-lang").into_owned()))
        .arg(out.help(t.say("verb-survey-report-out").into_owned()))
}

/// What is reported.
struct Told {
    results: Results,
    day: NaiveDate,
    /// Name of the release, in the language of the report.
    reference: Option<String>,
}

fn run(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let (t, ground) = (&context.t, &context.ground);
        let text = |name: &str| arguments.get_one::<String>(name).map_or("", String::as_str);
        let format = text("format");
        let out = arguments.get_one::<PathBuf>("out");
        if out.is_none() && matches!(format, "pdf" | "xlsx") && std::io::stdout().is_terminal() {
            return Err(VerbError::Said(t.say("report-verb-needs-out").into_owned()));
        }
        if format == "pdf" && ground.typesetter.is_none() {
            // Said before anything is worked out.
            return Err(VerbError::Said(t.say("report-verb-no-typesetter").into_owned()));
        }
        let lang = Lang::from_tag(text("lang")).unwrap_or(t.lang());
        let page = PageContext::new(ground.web.clone(), lang, "/", "");
        let told = told(ground, &page, t, id(t, text("what"))?, format).await?;
        let told = told.ok_or_else(|| no_such(t, text("what")))?;
        let bytes = bytes(ground, &page, &told, format).await.map_err(|error| failed(t, error))?;
        match out {
            Some(path) => std::fs::write(path, bytes).map_err(|fault| {
                let file = path.display().to_string();
                VerbError::Said(t.with2("report-verb-unwritable", "file", file, "reason", fault.to_string()))
            })?,
            // A reader that went away (a closed pipe) is no error of ours.
            None => drop(std::io::stdout().write_all(&bytes)),
        }
        Ok(Outcome::Done)
    })
}

/// The release of this id, or what would be published of the wave of this id now.
async fn told(
    ground: &Ground,
    page: &PageContext,
    t: &Say,
    id: Id,
    format: &str,
) -> Result<Option<Told>, VerbError> {
    if let Some(release) = plans::public_one(&ground.store, id).await? {
        let day = store::in_prague(release.at).date_naive();
        let reference = page.t().with2("survey-release", "number", release.number, "at", page.t().date(&day));
        return Ok(Some(Told { results: release.results, day, reference: Some(reference) }));
    }
    let Some(prepared) = data::prepare_any(ground, id).await.map_err(|error| failed(t, error))? else {
        return Ok(None);
    };
    if let Err(reason) = &prepared.weighted {
        return Err(VerbError::Said(crate::pages::unfit(t, reason)));
    }
    let (results, _) = releases::safe(prepared).await.map_err(|error| failed(t, error))?;
    let entry = Entry::of(Action::Export, Kind::Survey).on(id).rows(results.items.len());
    let entry = entry.detail(serde_json::json!({ "file": format }));
    ground.access.note(&Actor::program(), entry).await.map_err(|cause| failed(t, noted(cause)))?;
    Ok(Some(Told { results, day: ground.access.clock().today(), reference: None }))
}

async fn bytes(ground: &Ground, page: &PageContext, told: &Told, format: &str) -> Result<Vec<u8>, Error> {
    let (t, results) = (page.t(), &told.results);
    let report = || report::report(t, results, &page.city().name, told.day, told.reference.clone());
    match format {
        "xlsx" => report::workbook(t, results),
        "json" => report::json(t, results),
        // Whole in one file: nobody serves its styles.
        "html" => paper::html(&report()),
        _ => paper::pdf(ground, &report()).await,
    }
}
