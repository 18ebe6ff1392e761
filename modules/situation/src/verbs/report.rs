//! `okrsek report situation [--city NAME] [--date DAY] OUT`: the situation paper of a day as PDF, as a page to print or as
//! data, by the ending of the file.
//!
//! Without `--city` it is the paper of this database's city. With the name of a city that ships with the program it is made
//! of that city's published figures alone, and of the sentences that were said on the day.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Arg, ArgMatches, Command, value_parser};
use documents::Report;
use futures_util::future::BoxFuture;
use ground::{Context, Ground, Outcome, Verb, VerbError, paper};
use web::{Error, Lang, PageContext, Say};

use crate::acts;
use crate::builtin;
use crate::gather::{self, Asked};
use crate::model::{Paper, Since};
use crate::report::{self, Frame};

pub(super) fn verb() -> Verb {
    Verb { path: &["report", "situation"], command, run }
}

fn command(t: &Say) -> Command {
    let said = |key: &str| t.say(key).into_owned();
    let day = |name: &'static str, key: &str| {
        Arg::new(name).long(name).value_name("DAY").value_parser(value_parser!(NaiveDate)).help(said(key))
    };
    Command::new("situation")
        .about(said("verb-report-situation"))
        .arg(Arg::new("city").long("city").value_name("NAME").help(said("verb-report-situation-city")))
        .arg(day("date", "verb-report-situation-date"))
        .arg(day("since", "verb-report-situation-since"))
        .arg(
            Arg::new("lang")
                .long("lang")
                .value_parser(["cs", "en", "uk"])
                .help(said("verb-report-situation-lang")),
        )
        .arg(
            Arg::new("out")
                .value_name("OUT")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(said("verb-report-situation-out")),
        )
}

fn run(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let (t, ground) = (&context.t, &context.ground);
        let Some(out) = arguments.get_one::<PathBuf>("out") else { return Ok(Outcome::Refused) };
        let format = format(t, ground, out)?;
        let lang =
            arguments.get_one::<String>("lang").and_then(|tag| Lang::from_tag(tag)).unwrap_or(t.lang());
        let day = arguments.get_one("date").copied().unwrap_or_else(|| ground.access.clock().today());
        let since = arguments.get_one::<NaiveDate>("since").copied();
        let report = match arguments.get_one::<String>("city") {
            Some(key) => of_builtin(ground, t, lang, key, day, since).await?,
            None => {
                let paper = acts::paper(ground, day).await.map_err(|error| failed(t, error))?;
                acts::reported(ground, &paper, lang)
            }
        };
        let bytes = match format {
            Format::Pdf => paper::pdf(ground, &report).await.map_err(|error| failed(t, error))?,
            Format::Html => paper::html(&report).map_err(|error| failed(t, error))?,
            Format::Json => report.to_json().into_bytes(),
        };
        std::fs::write(out, bytes).map_err(|fault| {
            let file = out.display().to_string();
            VerbError::Said(t.with2("report-verb-unwritable", "file", file, "reason", fault.to_string()))
        })?;
        Ok(Outcome::Done)
    })
}

enum Format {
    Pdf,
    Html,
    Json,
}

/// What the ending of the file asks for; said before anything is worked out.
fn format(t: &Say, ground: &Ground, out: &Path) -> Result<Format, VerbError> {
    match out.extension().and_then(|ending| ending.to_str()) {
        Some("pdf") if ground.typesetter.is_none() => {
            Err(VerbError::Said(t.say("situation-verb-no-typesetter").into_owned()))
        }
        Some("pdf") => Ok(Format::Pdf),
        Some("html") => Ok(Format::Html),
        Some("json") => Ok(Format::Json),
        _ => Err(VerbError::Said(t.say("situation-verb-ending").into_owned())),
    }
}

/// The report of a city that ships with the program.
async fn of_builtin(
    ground: &Ground,
    t: &Say,
    lang: Lang,
    key: &str,
    day: NaiveDate,
    since: Option<NaiveDate>,
) -> Result<Report, VerbError> {
    let Some(city) = builtin::city(ground, key).await? else {
        let known = builtin::keys().join(", ");
        return Err(VerbError::Said(t.with2("situation-verb-no-city", "city", key, "known", known)));
    };
    let since = since.map_or_else(|| Since::year_before(day), Since::Asked);
    let said = city.said.into_iter().filter(|one| one.on == day).collect();
    let asked = Asked { city: city.city, day, since, said: Some(said) };
    let paper: Paper =
        gather::paper(&city.indicators, asked).await.map_err(|cause| failed(t, cause.into()))?;
    let page = PageContext::new(ground.web.clone(), lang, "/", "");
    let frame = Frame {
        t: page.t(),
        catalogue: city.indicators.catalogue(),
        atlas: None,
        issuer: "Okrsek",
        invented: false,
    };
    Ok(report::report(&frame, &paper))
}

/// What a rule refused is said in words; the rest is a fault.
fn failed(t: &Say, error: Error) -> VerbError {
    match error {
        Error::Refused(refusal) => VerbError::Said(refusal.sentence(t)),
        other => VerbError::Fault(anyhow::Error::new(other)),
    }
}
