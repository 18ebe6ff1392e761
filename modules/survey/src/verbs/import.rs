//! `okrsek import survey WAVE FILE`: a contractor's file becomes the data of a wave. The person sees what was found in it
//! and what to look at; a file that cannot be read is refused with the place, and nothing is kept.

use std::io::Write;
use std::path::{Path, PathBuf};

use access::Actor;
use clap::{Arg, ArgMatches, Command, value_parser};
use futures_util::future::BoxFuture;
use ground::{Context, Outcome, Verb, VerbError};
use serde_json::json;
use store::Id;
use survey_files::File;
use web::Say;

use super::{failed, id, json_flag, no_such};
use crate::acts::data as acts;
use crate::delivery::Reading;
use crate::pages::{data, delivery_words};
use crate::store::waves;
use crate::wave::Wave;

pub(super) fn verb() -> Verb {
    Verb { path: &["import", "survey"], command, run }
}

fn command(t: &Say) -> Command {
    let path = || value_parser!(PathBuf);
    let wave = Arg::new("wave").value_name("WAVE").required(true);
    let file = Arg::new("file").value_name("FILE").required(true).value_parser(path());
    let codebook = Arg::new("codebook").long("codebook").value_name("FILE").value_parser(path());
    let encoding = Arg::new("encoding").long("encoding").value_name("NAME");
    Command::new("survey")
        .about(t.say("verb-import-survey").into_owned())
        .arg(wave.help(t.say("verb-import-survey-wave").into_owned()))
        .arg(file.help(t.say("verb-import-survey-file").into_owned()))
        .arg(codebook.help(t.say("verb-import-survey-codebook").into_owned()))
        .arg(encoding.help(t.say("verb-import-survey-encoding").into_owned()))
        .arg(json_flag(t))
}

fn run(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let (t, ground) = (&context.t, &context.ground);
        let (Some(wave), Some(path)) =
            (arguments.get_one::<String>("wave"), arguments.get_one::<PathBuf>("file"))
        else {
            return Ok(Outcome::Refused);
        };
        let found = waves::one(&ground.store, id(t, wave)?).await?;
        let wave = found.ok_or_else(|| no_such(t, wave))?;
        let bytes = read(t, path)?;
        let codebook = arguments.get_one::<PathBuf>("codebook").map(|path| read(t, path)).transpose()?;
        let reading = Reading {
            codebook: codebook.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
            encoding: arguments.get_one::<String>("encoding").cloned(),
            ..Reading::default()
        };
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let file = acts::read(reading.clone(), bytes.clone()).await.map_err(|error| failed(t, error))?;
        let file = file.map_err(|fault| {
            let reason = delivery_words::fault(t, &fault);
            VerbError::Said(t.with1("survey-file-refused", "reason", reason))
        })?;
        let by = Actor::program();
        // No person: the trail says that the program did it.
        let kept = acts::keep(ground, &by, Id(0), wave.id, &name, &bytes, reading).await;
        kept.map_err(|error| failed(t, error))?;
        if arguments.get_flag("json") {
            return as_json(t, &wave, &name, &file);
        }
        say(t, &wave, &name, &file);
        Ok(Outcome::Done)
    })
}

fn read(t: &Say, path: &Path) -> Result<Vec<u8>, VerbError> {
    let said = |reason: String| {
        VerbError::Said(t.with2(
            "survey-file-unreadable",
            "file",
            path.display().to_string(),
            "reason",
            reason,
        ))
    };
    let size = std::fs::metadata(path).map_err(|fault| said(fault.to_string()))?.len();
    if size > data::MOST_BYTES as u64 {
        return Err(said(t.say("survey-file-hint").into_owned()));
    }
    std::fs::read(path).map_err(|fault| said(fault.to_string()))
}

/// What was found, a line each, then what to look at. A reader that went away (a closed pipe) is no error of ours.
fn say(t: &Say, wave: &Wave, name: &str, file: &File) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{}", t.with1("survey-verb-delivered", "wave", wave.label.as_str()));
    for (what, said) in data::found(t, name, file) {
        let _ = writeln!(out, "{what}: {said}");
    }
    for note in &file.notes {
        let _ = writeln!(out, "! {}", delivery_words::note(t, note));
    }
}

fn as_json(t: &Say, wave: &Wave, name: &str, file: &File) -> Result<Outcome, VerbError> {
    let notes: Vec<String> = file.notes.iter().map(|note| delivery_words::note(t, note)).collect();
    let variable = |variable: &survey_files::Variable| {
        let tally = variable.tally();
        let missing: usize = tally.missing.iter().map(|(_, count)| count).sum();
        json!({
            "name": variable.name,
            "label": variable.label,
            "answers": tally.answers,
            "missing": missing,
            "nothing": tally.nothing,
        })
    };
    let said = json!({
        "wave": wave.id.to_string(),
        "file": name,
        "encoding": file.encoding.name,
        "rows": file.rows,
        "weight": file.weight,
        "variables": file.variables.iter().map(variable).collect::<Vec<_>>(),
        "notes": notes,
    });
    let text = serde_json::to_string_pretty(&said).map_err(|fault| VerbError::Fault(fault.into()))?;
    let _ = writeln!(std::io::stdout(), "{text}");
    Ok(Outcome::Done)
}
