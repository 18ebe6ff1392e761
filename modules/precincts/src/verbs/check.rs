//! `okrsek territory check FILE`: what each rule covers, what is doubtful, and who is left without anyone.
//! Nothing is written.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use futures_util::future::BoxFuture;
use ground::{Context, Outcome, Verb, VerbError};
use places::{Atlas, source};
use serde::Serialize;
use territories::rules::{self, ConflictPolicy, Counts, State};
use web::Say;

use super::faults;
use super::terminal::{json_flag, line};
use coverage::Coverage;
pub(super) use reasons::said;
use reasons::{finding, reason};

mod coverage;
mod reasons;

pub(super) fn verb() -> Verb {
    Verb { path: &["territory", "check"], command, run }
}

fn command(t: &Say) -> Command {
    let file = Arg::new("file").value_name("FILE").required(true).value_parser(value_parser!(PathBuf));
    Command::new("check")
        .about(t.say("verb-check").into_owned())
        .arg(file.help(t.say("verb-check-file").into_owned()))
        .arg(json_flag(t))
}

fn run(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let t = &context.t;
        let Some(path) = arguments.get_one::<PathBuf>("file") else { return Ok(Outcome::Refused) };
        let bytes = source::read_whole(path, source::Limits::default())
            .map_err(|cause| VerbError::Said(faults::source(t, &cause)))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| VerbError::Said(t.with1("check-not-utf8", "file", path.display().to_string())))?;
        let checked = Checked::of(t, &context.ground.places.atlas(), &text);
        if arguments.get_flag("json") {
            line(serde_json::to_string_pretty(&checked).map_err(anyhow::Error::from)?);
        } else {
            checked.say(t);
        }
        Ok(if checked.is_clean() { Outcome::Done } else { Outcome::Refused })
    })
}

/// What the check found, in the language of the person.
#[derive(Debug, Serialize)]
struct Checked {
    areas: usize,
    territories: usize,
    lines: usize,
    resolved: usize,
    warnings: usize,
    unresolved: usize,
    /// Remarks on lines, in the order of the file.
    remarks: Vec<Remark>,
    /// What the text covers of the register; none when no register has been imported.
    register: Option<Coverage>,
}

#[derive(Debug, Serialize)]
struct Remark {
    line: u32,
    column: Option<u32>,
    /// `warning` or `unresolved`
    state: &'static str,
    text: String,
    said: String,
}

impl Checked {
    fn of(t: &Say, atlas: &Atlas, text: &str) -> Self {
        let document = rules::parse(text);
        let counts = Counts::of(&document);
        let mut remarks = line_remarks(t, &document);
        let has_register = atlas.register().is_some() && atlas.home_code().is_some();
        let register = has_register.then(|| {
            let compiled = rules::compile(&document, atlas.gazetteer(), ConflictPolicy::SpecificBeatsBare);
            remarks.extend(compiled.findings().iter().map(|found| finding_remark(t, atlas, text, found)));
            Coverage::of(t, atlas, &document, &compiled)
        });
        remarks.sort_by_key(|remark| (remark.line, remark.column));
        let state =
            |wanted: fn(&State) -> bool| document.lines().filter(|(_, _, line)| wanted(&line.state)).count();
        Self {
            areas: counts.areas,
            territories: counts.blocks,
            lines: document.lines().count(),
            resolved: state(|s| matches!(s, State::Resolved)),
            warnings: state(|s| matches!(s, State::Warning(_))),
            unresolved: state(|s| matches!(s, State::Unresolved(_))),
            remarks,
            register,
        }
    }

    /// Whether everything was read and every address has exactly one territory.
    fn is_clean(&self) -> bool {
        self.unresolved == 0 && self.register.as_ref().is_none_or(Coverage::is_complete)
    }

    fn say(&self, t: &Say) {
        for remark in &self.remarks {
            let column = remark.column.map(|column| format!(":{column}")).unwrap_or_default();
            line(format!("{}{column}  {}", remark.line, remark.text));
            line(format!("    {}: {}", t.say(&format!("check-{}", remark.state)), remark.said));
        }
        let counts: [(&'static str, &dyn web::texts::Argument); 5] = [
            ("territories", &self.territories),
            ("lines", &self.lines),
            ("resolved", &self.resolved),
            ("warnings", &self.warnings),
            ("unresolved", &self.unresolved),
        ];
        line(t.with("check-counts", &counts));
        match &self.register {
            Some(register) => register.say(t),
            None => line(t.say("check-no-register")),
        }
    }
}

fn line_remarks(t: &Say, document: &rules::Document) -> Vec<Remark> {
    let remarks = document.lines().flat_map(|(_, _, line)| {
        let state = if matches!(line.state, State::Unresolved(_)) { "unresolved" } else { "warning" };
        line.state.reasons().iter().map(move |found| Remark {
            line: line.number,
            column: Some(found.column),
            state,
            text: line.text.clone(),
            said: reason(t, &found.what),
        })
    });
    remarks.collect()
}

/// A finding stands at a rule or at the name of an area; either way the line is shown as written.
fn finding_remark(t: &Say, atlas: &Atlas, text: &str, found: &rules::Finding) -> Remark {
    let written = text.lines().zip(1_u32..).find(|(_, number)| *number == found.number);
    Remark {
        line: found.number,
        column: None,
        state: "warning",
        text: written.map(|(line, _)| line.trim().to_owned()).unwrap_or_default(),
        said: finding(t, atlas.gazetteer(), &found.kind),
    }
}
