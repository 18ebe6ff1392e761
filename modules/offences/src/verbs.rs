//! `okrsek import offences FILE…`: a file is read, compared, and kept until somebody says yes. What it changes is written
//! into the trail as done by the program.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use access::Actor;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use futures_util::future::BoxFuture;
use ground::{Context, Ground, Outcome, Verb, VerbError};
use indicators::By;
use store::Id;
use web::{Error, Say};

use crate::acts::imports::{self, File};
use crate::acts::statistics;
use crate::findings;
use crate::ingest::{Report, State};
use crate::pages::said;

/// Every verb of the module.
pub(crate) fn all() -> Vec<Verb> {
    vec![Verb { path: &["import", "offences"], command, run }]
}

fn command(t: &Say) -> Command {
    let flag = |name: &'static str, key: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(t.say(key).into_owned())
    };
    let files =
        Arg::new("file").value_name("FILE").required(true).num_args(1..).value_parser(value_parser!(PathBuf));
    let format = Arg::new("format").long("format").value_name("NAME").value_parser(crate::read::FORMATS);
    Command::new("offences")
        .about(t.say("verb-import-offences").into_owned())
        .arg(files.help(t.say("verb-import-offences-file").into_owned()))
        .arg(format.help(t.say("verb-import-offences-format").into_owned()))
        .arg(flag("dry-run", "verb-import-offences-dry"))
        .arg(flag("approve", "verb-import-offences-approve"))
        .arg(flag("json", "verb-import-offences-json"))
}

fn run(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let (t, ground) = (&context.t, &context.ground);
        let paths: Vec<&PathBuf> = arguments.get_many::<PathBuf>("file").into_iter().flatten().collect();
        let mut file = gathered(t, &paths)?;
        file.format = arguments.get_one::<String>("format").cloned();
        let json = arguments.get_flag("json");
        if file.format.is_none() && crate::statistics::is(&file.bytes) {
            return take_statistics(t, ground, &file, arguments.get_flag("dry-run"), json).await;
        }
        if arguments.get_flag("dry-run") {
            let (_, report) = imports::look(ground, &file).await.map_err(|error| failed(t, error))?;
            print(t, "dry-run", &report, json);
            return Ok(if report.doubts.is_empty() { Outcome::Done } else { Outcome::Refused });
        }
        let by = Actor::program();
        // No person: the trail says that the program did it.
        let import = imports::take(ground, &by, Id(0), &file).await.map_err(|error| failed(t, error))?;
        if import.state == State::Diffed && arguments.get_flag("approve") {
            let report = imports::publish(ground, &by, Id(0), import.id, &|_, _| {}).await;
            print(t, State::Published.key(), &report.map_err(|error| failed(t, error))?, json);
            return Ok(Outcome::Done);
        }
        print(t, import.state.key(), &import.report, json);
        Ok(if import.state == State::Quarantined { Outcome::Refused } else { Outcome::Done })
    })
}

/// Statistics become figures at once: they are what the police have published, and an edition can be replaced by another.
async fn take_statistics(
    t: &Say,
    ground: &Ground,
    file: &File,
    dry: bool,
    json: bool,
) -> Result<Outcome, VerbError> {
    let found = statistics::look(ground, file).await.map_err(|error| failed(t, error))?;
    let by = By::Program { body: Id(0) };
    let done = match dry {
        true => Vec::new(),
        false => statistics::take(ground, by, t, &found).await.map_err(|error| failed(t, error))?,
    };
    let (summary, remarks) = (statistics::summary(t, &found), statistics::remarks(t, &found));
    let mut out = std::io::stdout();
    if json {
        let state = if dry { "dry-run" } else { State::Published.key() };
        let body = serde_json::json!({ "state": state, "found": summary, "done": done, "remarks": remarks });
        let _ = writeln!(out, "{body:#}");
        return Ok(Outcome::Done);
    }
    let remarks = remarks.into_iter().map(|remark| format!("! {remark}"));
    std::iter::once(summary).chain(done).chain(remarks).for_each(|line| _ = writeln!(out, "{line}"));
    Ok(Outcome::Done)
}

/// One file as it is; several (a crime map with its lists) in one archive.
fn gathered(t: &Say, paths: &[&PathBuf]) -> Result<File, VerbError> {
    let name =
        |path: &Path| path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let said = |path: &Path, reason: String| {
        VerbError::Said(t.with2(
            "offences-cli-unreadable",
            "file",
            path.display().to_string(),
            "reason",
            reason,
        ))
    };
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    for path in paths {
        let bytes = std::fs::read(path).map_err(|fault| said(path, fault.to_string()))?;
        if all.iter().any(|(other, _)| *other == name(path)) {
            return Err(said(path, t.say("offences-cli-same-name").into_owned()));
        }
        all.push((name(path), bytes));
    }
    if all.len() == 1 {
        let (name, bytes) = all.remove(0);
        return Ok(File { name, bytes, format: None });
    }
    let packed = || -> zip::result::ZipResult<Vec<u8>> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &all {
            archive.start_file(name.as_str(), zip::write::SimpleFileOptions::default())?;
            archive.write_all(bytes)?;
        }
        Ok(archive.finish()?.into_inner())
    };
    let name = all.first().map_or_else(String::new, |(name, _)| format!("{name}.zip"));
    let bytes = packed().map_err(|fault| VerbError::Fault(fault.into()))?;
    Ok(File { name, bytes, format: None })
}

/// A reader that went away (a closed pipe) is no error of ours.
fn print(t: &Say, state: &str, report: &Report, json: bool) {
    let mut out = std::io::stdout();
    if json {
        let body = serde_json::json!({ "state": state, "report": report });
        let _ = writeln!(out, "{body:#}");
        return;
    }
    let name = if state == "dry-run" { t.say("verb-import-offences-dry") } else { t.say(import_key(state)) };
    let _ = writeln!(
        out,
        "{}",
        t.with(
            "offences-cli-taken",
            &[
                ("state", &name.into_owned()),
                ("new", &report.new),
                ("changed", &report.changed),
                ("gone", &report.gone),
            ],
        )
    );
    for doubt in &report.doubts {
        let _ = writeln!(out, "! {}", said(t, doubt));
    }
    for finding in &report.findings {
        let _ = writeln!(out, "! {}", findings::said(t, finding));
    }
}

fn import_key(state: &str) -> &'static str {
    match state {
        "published" => "offences-import-published",
        "quarantined" => "offences-import-quarantined",
        _ => "offences-import-diffed",
    }
}

/// What a rule refused is said in words; the rest is a fault.
fn failed(t: &Say, error: Error) -> VerbError {
    match error {
        Error::Refused(refusal) => VerbError::Said(refusal.sentence(t)),
        other => VerbError::Fault(anyhow::Error::new(other)),
    }
}
