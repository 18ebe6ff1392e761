//! Verbs of the command line. What they change is written into the trail as done by the program.

mod import;
mod report;
mod run;
mod waves;

use std::str::FromStr;

use clap::{Arg, ArgAction};
use ground::{Verb, VerbError};
use store::Id;
use web::{Error, Say};

/// Every verb of the module.
pub(crate) fn all() -> Vec<Verb> {
    vec![run::verb(), waves::verb(), import::verb(), report::verb()]
}

fn json_flag(t: &Say) -> Arg {
    Arg::new("json").long("json").action(ArgAction::SetTrue).help(t.say("verb-survey-json").into_owned())
}

/// An id that was typed; a text that is none is said so.
fn id(t: &Say, text: &str) -> Result<Id, VerbError> {
    Id::from_str(text).map_err(|_| no_such(t, text))
}

fn no_such(t: &Say, text: &str) -> VerbError {
    VerbError::Said(t.with1("survey-no-such", "id", text))
}

/// What a rule refused is said in words; the rest is a fault.
fn failed(t: &Say, error: Error) -> VerbError {
    match error {
        Error::Refused(refusal) => VerbError::Said(refusal.sentence(t)),
        other => VerbError::Fault(anyhow::Error::new(other)),
    }
}
