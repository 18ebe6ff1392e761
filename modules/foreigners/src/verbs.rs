//! `okrsek import foreigners FILE` and `okrsek import agencies FILE`. What they change is written into the trail as done by
//! the program.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use futures_util::future::BoxFuture;
use ground::{Context, Outcome, Verb, VerbError};
use serde_json::json;
use web::{Error, Say};

use crate::acts::sets::{self, Handed};
use crate::acts::{PROGRAM, agencies, kept};
use crate::delivery::Refused;
use crate::pages::MOST_BYTES;
use crate::store::sets::MAPPINGS;
use crate::words;

/// Every verb of the module.
pub(crate) fn all() -> Vec<Verb> {
    vec![
        Verb { path: &["import", "foreigners"], command: foreigners_command, run: foreigners },
        Verb { path: &["import", "agencies"], command: agencies_command, run: register },
    ]
}

fn flag(t: &Say, name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(t.say(help).into_owned())
}

fn value(t: &Say, name: &'static str, shown: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(shown).help(t.say(help).into_owned())
}

fn file(t: &Say, help: &'static str) -> Arg {
    let path = Arg::new("file").value_name("FILE").required(true).value_parser(value_parser!(PathBuf));
    path.help(t.say(help).into_owned())
}

fn foreigners_command(t: &Say) -> Command {
    Command::new("foreigners")
        .about(t.say("verb-import-foreigners").into_owned())
        .arg(file(t, "verb-import-foreigners-file"))
        .arg(value(t, "mapping", "NAME", "verb-import-foreigners-mapping"))
        .arg(value(t, "day", "DAY", "verb-import-foreigners-day"))
        .arg(value(t, "district", "CODE", "verb-import-foreigners-district"))
        .arg(flag(t, "dry-run", "verb-foreigners-dry-run"))
        .arg(flag(t, "json", "verb-foreigners-json"))
}

fn agencies_command(t: &Say) -> Command {
    Command::new("agencies")
        .about(t.say("verb-import-agencies").into_owned())
        .arg(file(t, "verb-import-agencies-file"))
        .arg(value(t, "day", "DAY", "verb-import-agencies-day"))
        .arg(flag(t, "even-if-suspicious", "verb-import-agencies-suspicious"))
        .arg(flag(t, "dry-run", "verb-foreigners-dry-run"))
        .arg(flag(t, "json", "verb-foreigners-json"))
}

fn foreigners(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let (t, ground) = (&context.t, &context.ground);
        let Some(path) = arguments.get_one::<PathBuf>("file") else { return Ok(Outcome::Refused) };
        let day = day(t, &arguments)?;
        let mapped = match arguments.get_one::<String>("mapping") {
            None => None,
            Some(name) => {
                let all = ground.store.rows(&MAPPINGS, &[]).await.map_err(kept("list mappings"));
                let all = all.map_err(|error| failed(t, error))?;
                let found = all.into_iter().find(|it| it.name == *name);
                let found = found.ok_or_else(|| said(t, "foreigners-no-such-mapping", name))?;
                let day = day
                    .ok_or_else(|| VerbError::Said(t.say("foreigners-refused-needs-mapping").into_owned()))?;
                Some((found.mapping, day))
            }
        };
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let handed = Handed { name, bytes: read(t, path)?, mapped };
        let dry = arguments.get_flag("dry-run");
        let found = if dry {
            sets::check(ground, &handed).await.map_err(|error| failed(t, error))?.map(|it| (it, 0, 0))
        } else {
            let taken = sets::take(ground, PROGRAM, &handed).await.map_err(|error| failed(t, error))?;
            taken.map(|it| {
                let held = it.released.iter().map(crate::stock::Released::held_back).sum::<usize>();
                (it.delivery, held, it.unreleased)
            })
        };
        let (delivery, held, unreleased) = match found {
            Ok(found) => found,
            Err(refused) => return refuse(t, &refused),
        };
        if let Some(code) = arguments.get_one::<String>("district") {
            let all = sets::districts(ground).await.map_err(|error| failed(t, error))?;
            let found = all.iter().chain(&delivery.districts).find(|it| it.code == *code);
            let found = found.ok_or_else(|| said(t, "foreigners-no-such-district", code))?.clone();
            let counting = sets::counting(ground).await.map_err(|error| failed(t, error))?;
            sets::settle(ground, PROGRAM, Some(&found), counting).await.map_err(|error| failed(t, error))?;
        }
        let mut out = std::io::stdout();
        if arguments.get_flag("json") {
            let stocks: Vec<_> = delivery
                .stocks
                .iter()
                .map(|it| json!({ "concept": it.concept, "territory": it.territory, "day": it.day, "total": it.total() }))
                .collect();
            let said = json!({
                "kind": delivery.kind.key(), "rows": delivery.rows, "sums_checked": delivery.sums_checked,
                "unknown": delivery.unknown, "stocks": stocks, "taken": !dry, "held_back": held, "unreleased": unreleased,
                "inhabitants": delivery.inhabitants.iter().map(|(day, count)| json!({ "day": day, "count": count })).collect::<Vec<_>>(),
            });
            let _ = writeln!(out, "{said:#}");
            return Ok(Outcome::Done);
        }
        let heading = t.say(if dry { "foreigners-looked-at" } else { "foreigners-taken" });
        let _ = writeln!(out, "{heading}");
        let _ = writeln!(out, "{}: {}", t.say("foreigners-rows"), t.number(delivery.rows));
        let _ = writeln!(out, "{}: {}", t.say("foreigners-sums"), t.number(delivery.sums_checked));
        for stock in &delivery.stocks {
            let concept = words::concept(t, &ground.indicators, &stock.concept);
            let (day, count) = (t.date(&stock.day), t.number(stock.total()));
            let line = t.with(
                "foreigners-stock",
                &[("concept", &concept.as_str()), ("day", &day.as_str()), ("count", &count.as_str())],
            );
            let _ = writeln!(out, "{line}");
        }
        for (day, count) in &delivery.inhabitants {
            let _ = writeln!(
                out,
                "{}",
                t.with2("foreigners-inhabitants", "day", t.date(day), "count", t.number(*count))
            );
        }
        Ok(Outcome::Done)
    })
}

fn register(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let (t, ground) = (&context.t, &context.ground);
        let Some(path) = arguments.get_one::<PathBuf>("file") else { return Ok(Outcome::Refused) };
        let day = day(t, &arguments)?.unwrap_or_else(|| ground.access.clock().today());
        let bytes = read(t, path)?;
        let (dry, anyway) = (arguments.get_flag("dry-run"), arguments.get_flag("even-if-suspicious"));
        let found = if dry {
            agencies::check(ground, bytes).await.map_err(|error| failed(t, error))?.map(|(_, found)| found)
        } else {
            agencies::take(ground, PROGRAM, bytes, day, anyway).await.map_err(|error| failed(t, error))?
        };
        let found = match found {
            Ok(found) => found,
            Err(fault) => return refuse(t, &Refused::Fault(fault)),
        };
        let difference = &found.difference;
        let mut out = std::io::stdout();
        if arguments.get_flag("json") {
            let said = json!({
                "day": day, "entries": found.entries, "new": difference.new, "same": difference.same,
                "changed": difference.changed, "vanished": difference.vanished, "quarantined": found.quarantined,
                "first": found.first, "suspicious": found.suspicious, "taken": !dry,
            });
            let _ = writeln!(out, "{said:#}");
            return Ok(Outcome::Done);
        }
        let lines = [
            ("foreigners-entries", found.entries),
            ("foreigners-new", difference.new),
            ("foreigners-same", difference.same),
            ("foreigners-changed", difference.changed),
            ("foreigners-vanished", difference.vanished.len()),
            ("foreigners-quarantined", found.quarantined.len()),
        ];
        let _ = writeln!(out, "{}", t.say(if dry { "foreigners-looked-at" } else { "foreigners-taken" }));
        for (key, count) in lines {
            let _ = writeln!(out, "{}: {}", t.say(key), t.number(count));
        }
        if found.first {
            let _ = writeln!(out, "{}", t.say("foreigners-history-begins"));
        }
        Ok(Outcome::Done)
    })
}

fn day(t: &Say, arguments: &ArgMatches) -> Result<Option<chrono::NaiveDate>, VerbError> {
    let Some(text) = arguments.get_one::<String>("day") else { return Ok(None) };
    web::day(text).map(Some).ok_or_else(|| said(t, "foreigners-no-day", text))
}

fn said(t: &Say, key: &str, value: &str) -> VerbError {
    VerbError::Said(t.with1(key, "value", value))
}

/// What a rule refused is said in words; the rest is a fault.
fn failed(t: &Say, error: Error) -> VerbError {
    match error {
        Error::Refused(refusal) => VerbError::Said(refusal.sentence(t)),
        other => VerbError::Fault(anyhow::Error::new(other)),
    }
}

fn refuse(t: &Say, refused: &Refused) -> Result<Outcome, VerbError> {
    let (heading, lines) = words::refused(t, refused);
    let lines = std::iter::once(heading).chain(lines);
    Err(VerbError::Said(lines.collect::<Vec<_>>().join("\n")))
}

fn read(t: &Say, path: &Path) -> Result<Arc<[u8]>, VerbError> {
    let unreadable = |why: String| {
        VerbError::Said(t.with2("foreigners-unreadable", "file", path.display().to_string(), "why", why))
    };
    let size = std::fs::metadata(path).map_err(|why| unreadable(why.to_string()))?.len();
    if size > MOST_BYTES as u64 {
        return Err(unreadable(t.say("foreigners-too-large").into_owned()));
    }
    std::fs::read(path).map(Arc::from).map_err(|why| unreadable(why.to_string()))
}
