//! `okrsek import addresses FILE…`: read, show the difference, confirm, save.

use std::collections::BTreeSet;
use std::path::PathBuf;

use addresses::{AddressCode, Date, Difference};
use clap::{Arg, ArgMatches, Command, value_parser};
use futures_util::future::BoxFuture;
use ground::{Context, Outcome, Verb, VerbError};
use places::register::{self, Reading};
use places::source::{self, Limits};
use places::{Atlas, Layer};
use web::Say;

use super::faults;
use super::terminal::{bar, confirmed, line, yes_flag};
use crate::words;

pub(super) fn verb() -> Verb {
    Verb { path: &["import", "addresses"], command, run }
}

fn command(t: &Say) -> Command {
    let files = Arg::new("files")
        .value_name("FILE")
        .required(true)
        .num_args(1..)
        .value_parser(value_parser!(PathBuf));
    Command::new("addresses")
        .about(t.say("verb-import-addresses").into_owned())
        .arg(files.help(t.say("verb-import-addresses-files").into_owned()))
        .arg(
            Arg::new("date")
                .long("date")
                .value_name("YYYY-MM-DD")
                .value_parser(day)
                .help(t.say("verb-import-date").into_owned()),
        )
        .arg(yes_flag(t))
}

/// A day of the register, `2023-12-31`.
fn day(text: &str) -> Result<Date, String> {
    let mut parts = text.splitn(3, '-');
    let mut next = || parts.next().and_then(|part| part.parse::<u16>().ok());
    let date = next()
        .zip(next())
        .zip(next())
        .and_then(|((year, month), day)| Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?));
    date.ok_or_else(|| text.to_owned())
}

fn run(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let (t, places) = (&context.t, &context.ground.places);
        let paths: Vec<PathBuf> =
            arguments.get_many::<PathBuf>("files").into_iter().flatten().cloned().collect();
        let date = arguments.get_one::<Date>("date").copied();
        let size = source::packed_size(&paths).map_err(|cause| faults::import(t, &cause.into()))?;
        let reading = tokio::task::spawn_blocking(move || {
            let bar = bar(size);
            let reading = register::read(&paths, date, Limits::default(), &|read| bar.set_position(read));
            bar.finish_and_clear();
            reading
        });
        let reading =
            reading.await.map_err(anyhow::Error::from)?.map_err(|cause| faults::import(t, &cause))?;
        tell(t, &reading);
        let atlas = places.atlas();
        if let Some(difference) = places.compare(&reading) {
            if difference.is_empty() {
                line(t.say("import-same"));
                return Ok(Outcome::Done);
            }
            tell_difference(t, &atlas, &reading, &difference);
            if !arguments.get_flag("yes") && !confirmed(t, &t.say("import-confirm")) {
                line(t.say("import-not-confirmed"));
                return Ok(Outcome::Refused);
            }
        }
        let edition = places.save_register(&reading).await.map_err(anyhow::Error::from)?;
        let vintage = words::date(t, &edition.vintage);
        line(t.with("import-saved", &[("count", &edition.addresses), ("vintage", &vintage)]));
        Ok(Outcome::Done)
    })
}

/// Refused rows that are shown; the count says how many there are.
const SHOWN: usize = 20;

fn tell(t: &Say, reading: &Reading) {
    for row in reading.refused.iter().take(SHOWN) {
        line(faults::refused_row(t, row));
    }
    let values: [(&'static str, &dyn web::texts::Argument); 3] = [
        ("count", &reading.register.len()),
        ("refused", &reading.refused_count),
        ("repeated", &reading.repeated),
    ];
    line(t.with("import-read", &values));
}

fn tell_difference(t: &Say, atlas: &Atlas, reading: &Reading, difference: &Difference) {
    let counts: [(&'static str, &dyn web::texts::Argument); 5] = [
        ("new", &difference.new.len()),
        ("gone", &difference.gone.len()),
        ("renamed", &difference.renamed.len()),
        ("renumbered", &difference.renumbered.len()),
        ("moved", &difference.moved.len()),
    ];
    line(t.with("import-difference", &counts));
    for renamed in difference.renamed.iter().take(SHOWN) {
        let values: [(&'static str, &dyn web::texts::Argument); 3] =
            [("from", &renamed.from), ("to", &renamed.to), ("count", &renamed.addresses.len())];
        line(t.with("import-renamed", &values));
    }
    let touched = touched_rules(atlas, reading, difference);
    line(t.with1("import-touched", "count", touched.len()));
    for (layer, number, text) in touched.iter().take(SHOWN * 2) {
        line(format!("  {layer} {number}: {text}"));
    }
}

/// Rule lines that a change touches: those that name a renamed street or cover a changed address. Layer, line, text.
fn touched_rules<'a>(
    atlas: &'a Atlas,
    reading: &Reading,
    difference: &Difference,
) -> Vec<(&'static str, u32, &'a str)> {
    let changed = difference.new.iter().copied().chain(difference.gone.iter().copied());
    let codes: Vec<AddressCode> = changed
        .chain(difference.renumbered.iter().map(|change| change.code))
        .chain(difference.renamed.iter().flat_map(|renamed| renamed.addresses.iter().copied()))
        .collect();
    let addresses = |code: AddressCode| {
        let before = atlas.register().and_then(|register| register.address(code));
        before.into_iter().chain(reading.register.address(code))
    };
    let touched_in = |layer: Layer| {
        let Some(rules) = atlas.rules(layer) else { return Vec::new() };
        let lines: BTreeSet<usize> = codes
            .iter()
            .flat_map(|code| addresses(*code))
            .flat_map(|a| rules.lines_on(&atlas.door(a)))
            .collect();
        lines
            .into_iter()
            .map(|index| (layer.key(), rules.line(index).number, rules.line(index).text.as_str()))
            .collect()
    };
    Layer::ALL.into_iter().flat_map(touched_in).collect()
}
