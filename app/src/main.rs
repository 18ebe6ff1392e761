//! The binary `okrsek`: command line, settings, wiring. Nothing else.
//!
//! ```text
//!   main ─► cli (which verb?) ─► config (which settings?) ─► wiring (store, places, web) ─► serve, or a module's verb
//! ```
//!
//! Exit codes: 0 done, 1 refused or failed, 2 wrong usage.

mod cli;
mod config;
mod demo;
mod letters;
mod modules;
mod serve;
mod wiring;

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use clap::ArgMatches;
use ground::{Context, Module, Outcome, VerbError};
use web::Say;

use crate::config::Effective;

fn main() -> ExitCode {
    let modules = modules::all();
    let texts = match wiring::texts(&modules) {
        Ok(texts) => Arc::new(texts),
        Err(error) => return failed(&error),
    };
    let t = Say::new(cli::language(|name| std::env::var(name).ok()), texts);
    let matches = cli::command(&modules, &t).get_matches();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    match runtime.block_on(run(&modules, &t, &matches)) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Refused) => ExitCode::FAILURE,
        Err(VerbError::Said(sentence)) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
        Err(VerbError::Fault(error)) => failed(&error),
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    eprintln!("okrsek: {error:#}");
    ExitCode::FAILURE
}

async fn run(modules: &[Module], t: &Say, matches: &ArgMatches) -> Result<Outcome, VerbError> {
    let effective = settings(matches)?;
    wiring::logging(&effective, matches.subcommand_name() == Some("serve"));
    match matches.subcommand() {
        Some(("config", _)) => {
            print!("{effective}");
            Ok(Outcome::Done)
        }
        Some(("serve", arguments)) => {
            serve::run(modules, t, &effective.settings, arguments.get_flag("demo")).await
        }
        Some(("demo", _)) => demo::run(modules, t, &effective.settings).await,
        Some(("backup", arguments)) => backup(modules, t, &effective, arguments).await,
        _ => {
            let Some((verb, arguments)) = cli::called(modules, matches) else { return Ok(Outcome::Refused) };
            let ground = wiring::ground(modules, &effective.settings).await?;
            (verb.run)(Context { ground, t: t.clone() }, arguments).await
        }
    }
}

/// Files, variables and flags put together.
fn settings(matches: &ArgMatches) -> Result<Effective> {
    let file = matches.get_one::<String>("config").map(std::path::PathBuf::from);
    let mut flags = Vec::new();
    if let Some(url) = matches.get_one::<String>("database") {
        flags.push(("database.url", url.clone()));
    }
    if let Some(("serve", serve)) = matches.subcommand() {
        flags.extend(serve.get_one::<String>("listen").map(|listen| ("listen", listen.clone())));
    }
    config::effective(file.as_deref(), std::env::vars(), &flags)
}

async fn backup(
    modules: &[Module],
    t: &Say,
    effective: &Effective,
    arguments: &ArgMatches,
) -> Result<Outcome, VerbError> {
    let ground = wiring::ground(modules, &effective.settings).await?;
    let Some(file) = arguments.get_one::<String>("file") else { return Ok(Outcome::Refused) };
    ground.store.backup(file).await.map_err(anyhow::Error::from)?;
    println!("{}", t.with1("said-backup-done", "file", file));
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests;
