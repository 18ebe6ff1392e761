//! `okrsek survey waves`: which waves there are, with the ids that other verbs take.

use std::io::Write;

use clap::{ArgMatches, Command};
use futures_util::future::BoxFuture;
use ground::{Context, Outcome, Verb, VerbError};
use serde_json::json;
use web::Say;

use super::json_flag;
use crate::store::plans::{self, Release};
use crate::store::waves;
use crate::wave::Wave;
use crate::words;

pub(super) fn verb() -> Verb {
    Verb { path: &["survey", "waves"], command, run }
}

fn command(t: &Say) -> Command {
    Command::new("waves").about(t.say("verb-survey-waves").into_owned()).arg(json_flag(t))
}

fn run(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let (t, store) = (&context.t, &context.ground.store);
        let (all, public) = (waves::all(store).await?, plans::public(store).await?);
        let of = |wave: &Wave| public.iter().find(|release| release.wave == wave.id);
        let mut out = std::io::stdout();
        // A reader that went away (a closed pipe) is no error of ours.
        if arguments.get_flag("json") {
            let lines: Vec<_> = all.iter().map(|wave| said(wave, of(wave))).collect();
            let text =
                serde_json::to_string_pretty(&lines).map_err(|fault| VerbError::Fault(fault.into()))?;
            let _ = writeln!(out, "{text}");
            return Ok(Outcome::Done);
        }
        for wave in &all {
            let _ = writeln!(out, "{}", line(t, wave, of(wave)));
        }
        if all.is_empty() {
            eprintln!("{}", t.say("survey-verb-no-waves"));
        }
        Ok(Outcome::Done)
    })
}

fn line(t: &Say, wave: &Wave, release: Option<&Release>) -> String {
    let facts = [
        wave.id.to_string(),
        wave.label.clone(),
        words::days(t, &wave.facts),
        words::sample(t, wave.facts.sample),
        words::state(t, wave.state),
    ];
    let release = release.map(|release| t.with1("survey-verb-release", "id", release.id.to_string()));
    facts.into_iter().chain(release).collect::<Vec<_>>().join("  ")
}

fn said(wave: &Wave, release: Option<&Release>) -> serde_json::Value {
    json!({
        "id": wave.id.to_string(),
        "label": wave.label,
        "state": wave.state.key(),
        "sample": wave.facts.sample.key(),
        "from": wave.facts.from,
        "to": wave.facts.to,
        "release": release.map(|release| release.id.to_string()),
    })
}
