//! What verbs share: progress, a question with an answer, lines to standard output.

use std::io::{IsTerminal, Write};

use clap::{Arg, ArgAction};
use indicatif::{ProgressBar, ProgressStyle};
use web::Say;

/// `--json`
pub(super) fn json_flag(t: &Say) -> Arg {
    Arg::new("json").long("json").action(ArgAction::SetTrue).help(t.say("verb-json").into_owned())
}

/// `--yes`
pub(super) fn yes_flag(t: &Say) -> Arg {
    Arg::new("yes").long("yes").short('y').action(ArgAction::SetTrue).help(t.say("verb-yes").into_owned())
}

/// A bar over so many bytes; silent when nobody watches.
pub(super) fn bar(bytes: u64) -> ProgressBar {
    let bar = if std::io::stderr().is_terminal() { ProgressBar::new(bytes) } else { ProgressBar::hidden() };
    let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {elapsed} (ETA {eta})");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// One line of the answer. A reader that went away (a closed pipe) is no error of ours.
pub(super) fn line(text: impl AsRef<str>) {
    let _ = writeln!(std::io::stdout(), "{}", text.as_ref());
}

/// Asks on the terminal; without one the answer is no, and the person is told about `--yes`.
pub(super) fn confirmed(t: &Say, question: &str) -> bool {
    if !std::io::stdin().is_terminal() {
        eprintln!("{}", t.say("verb-needs-yes"));
        return false;
    }
    eprint!("{question} ");
    let _ = std::io::stderr().flush();
    let mut answer = String::new();
    let yes = std::io::stdin().read_line(&mut answer).is_ok();
    yes && matches!(answer.trim().to_lowercase().as_str(), "a" | "ano" | "y" | "yes" | "т" | "так")
}
