//! `okrsek export answerable --layer NAME --csv`: address code and territory code for every address.

use std::io::{self, BufWriter, Write};

use clap::{Arg, ArgAction, ArgMatches, Command};
use futures_util::future::BoxFuture;
use ground::{Context, Outcome, Verb, VerbError};
use places::{Atlas, Layer};
use web::Say;

use super::import_territories::{layer_argument, layer_of};

pub(super) fn verb() -> Verb {
    Verb { path: &["export", "answerable"], command, run }
}

fn command(t: &Say) -> Command {
    Command::new("answerable").about(t.say("verb-export-answerable").into_owned()).arg(layer_argument(t)).arg(
        Arg::new("csv").long("csv").action(ArgAction::SetTrue).help(t.say("verb-export-csv").into_owned()),
    )
}

fn run(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let atlas = context.ground.places.atlas();
        let Some(layer) = layer_of(&arguments) else { return Ok(Outcome::Refused) };
        if atlas.register().is_none() {
            return Err(VerbError::Said(context.t.say("refusal-no-register").into_owned()));
        }
        match write(&atlas, layer, &mut BufWriter::new(io::stdout().lock())) {
            // The reader (head, less) has seen enough.
            Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Ok(Outcome::Done),
            Err(cause) => Err(VerbError::Fault(cause.into())),
            Ok(()) => Ok(Outcome::Done),
        }
    })
}

/// One line an address of the home town, in the order of codes; an empty territory means nobody.
///
/// Columns: address code, territory code, what decided (`polygon`, `border`, `rule`, `register`, `nobody`, …).
fn write(atlas: &Atlas, layer: Layer, to: &mut impl Write) -> io::Result<()> {
    writeln!(to, "address,territory,decided_by")?;
    let home =
        atlas.register().zip(atlas.home_code()).and_then(|(register, code)| register.municipality(code));
    let mut all: Vec<_> = home.into_iter().flat_map(|home| home.addresses()).collect();
    all.sort_unstable_by_key(|address| address.code());
    for address in all {
        let decision = atlas.decide(layer, address);
        let territory = decision.territory.and_then(|index| atlas.territories(layer).get(index));
        let code = territory.map_or("", |territory| territory.code.as_str());
        writeln!(to, "{},{},{}", address.code(), quoted(code), decision.because.key())?;
    }
    to.flush()
}

/// RFC 4180.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
