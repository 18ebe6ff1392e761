//! `okrsek audit verify [--checkpoints FILE] [--json]` proves the trail or names the first broken row;
//! `okrsek audit checkpoint` signs its head.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use access::AccessError;
use access::trail::{Checkpoint, Verified};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use futures_util::future::BoxFuture;
use ground::{Context, Outcome, Verb, VerbError};
use indicatif::{ProgressBar, ProgressStyle};
use web::Say;

use crate::words;

pub(super) fn verify() -> Verb {
    Verb { path: &["audit", "verify"], command: verify_command, run: run_verify }
}

pub(super) fn checkpoint() -> Verb {
    Verb { path: &["audit", "checkpoint"], command: checkpoint_command, run: run_checkpoint }
}

fn verify_command(t: &Say) -> Command {
    let file = Arg::new("checkpoints")
        .long("checkpoints")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .help(t.say("adm-verb-verify-checkpoints").into_owned());
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue);
    Command::new("verify")
        .about(t.say("adm-verb-verify").into_owned())
        .arg(file)
        .arg(json.help(t.say("adm-verb-json").into_owned()))
}

fn checkpoint_command(t: &Say) -> Command {
    Command::new("checkpoint").about(t.say("adm-verb-checkpoint").into_owned())
}

fn run_verify(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let t = &context.t;
        let kept = match arguments.get_one::<PathBuf>("checkpoints") {
            Some(path) => kept(t, path)?,
            None => Vec::new(),
        };
        let bar = bar();
        let access = &context.ground.access;
        let verified = access.verify(&kept, |row| bar.set_position(row.unsigned_abs())).await;
        bar.finish_and_clear();
        let verified = verified.map_err(|error| said(t, error))?;
        if arguments.get_flag("json") {
            line(json(&verified).to_string());
        } else {
            words::verified(t, &verified).iter().for_each(line);
        }
        Ok(if verified.fault.is_none() { Outcome::Done } else { Outcome::Refused })
    })
}

fn run_checkpoint(context: Context, _: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let t = &context.t;
        match context.ground.access.checkpoint().await.map_err(|error| said(t, error))? {
            Some(point) => {
                // The line itself, ready to be sent elsewhere.
                line(serde_json::to_string(&point).map_err(anyhow::Error::from)?);
                Ok(Outcome::Done)
            }
            None => {
                eprintln!("{}", t.say("adm-checkpoint-none"));
                Ok(Outcome::Refused)
            }
        }
    })
}

/// Checkpoints that were kept elsewhere.
fn kept(t: &Say, path: &PathBuf) -> Result<Vec<Checkpoint>, VerbError> {
    let file = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .map_err(|_| VerbError::Said(t.with1("adm-checkpoints-unreadable", "file", file.as_str())))?;
    Checkpoint::read_lines(&text)
        .map_err(|line| VerbError::Said(t.with2("adm-checkpoints-line", "file", file.as_str(), "line", line)))
}

fn said(t: &Say, error: AccessError) -> VerbError {
    match error {
        AccessError::Key(path) => VerbError::Said(t.with1("adm-key-bad", "file", path.display().to_string())),
        other => VerbError::Fault(other.into()),
    }
}

fn json(verified: &Verified) -> serde_json::Value {
    let fault = verified.fault.as_ref();
    serde_json::json!({
        "whole": fault.is_none(),
        "rows": verified.rows,
        "head": verified.head,
        "checkpoints": verified.checkpoints,
        "trusted": verified.trusted,
        "fault": fault.map(|fault| fault.key()),
        "row": fault.and_then(|fault| fault.row()),
        "day": fault.and_then(|fault| fault.day()),
    })
}

/// Rows read so far; silent when nobody watches.
fn bar() -> ProgressBar {
    let bar =
        if std::io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    let style = ProgressStyle::with_template("{spinner} {human_pos} ({per_sec})");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}

/// One line of the answer. A reader that went away (a closed pipe) is no error of ours.
fn line(text: impl AsRef<str>) {
    let _ = writeln!(std::io::stdout(), "{}", text.as_ref());
}
