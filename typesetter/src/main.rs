//! Sets a report: JSON on standard input, tagged PDF on standard output.
//!
//! ```text
//!   JSON ─► documents::Report ─► check ─► sheet: texts as values ─► report.typ ─► Typst ─► PDF/UA-1 + PDF/A-2a
//!              │ 1: what and where           │ 1: flaws with their places         │ 1: a character no typeface has
//! ```
//!
//! A program of its own, since Typst is more to build than all of Okrsek. It reads nothing but the report and writes
//! nothing but the PDF: template and typefaces are built in, there is no network, no package, no file for the template.
//!
//! Invariant: texts of the report enter the template as values. Nothing in it calls `eval`, so no text is ever markup.

mod limits;
mod press;
mod sheet;

use std::ffi::OsString;
use std::io::{IsTerminal as _, Read as _, Write as _};
use std::process::ExitCode;

use documents::Report;

const HELP: &str = "\
Sets a report of Okrsek: JSON in, tagged PDF (PDF/UA-1, PDF/A-2a) out.

Usage: typesetter [REPORT.json] [--output FILE]

Reads standard input without a file, writes standard output without --output.

  -o, --output FILE  where to write the PDF
  -h, --help         this text
  -V, --version      the version, of the program and of the JSON it reads

Exit codes: 0 done, 1 refused or failed, 2 wrong usage.";

/// Largest report that is read.
const MOST: u64 = 64 << 20;

/// What was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wish {
    report: Option<OsString>,
    output: Option<OsString>,
}

/// Why nothing came of it.
enum Failure {
    Usage(String),
    Refused(String),
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Usage(words)) => {
            eprintln!("typesetter: {words}\nTry: typesetter --help");
            ExitCode::from(2)
        }
        Err(Failure::Refused(words)) => {
            eprintln!("typesetter: {words}");
            ExitCode::from(1)
        }
    }
}

fn run() -> Result<(), Failure> {
    let Some(wish) = wish(std::env::args_os().skip(1))? else { return Ok(()) };
    if wish.output.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::Usage("a PDF is nothing for a terminal; name a file with --output".to_owned()));
    }
    limits::set();
    let text = read(wish.report.as_ref()).map_err(Failure::Refused)?;
    let report = Report::from_json(&text).map_err(|error| Failure::Refused(error.to_string()))?;
    let faults = report.check();
    if !faults.is_empty() {
        let words: Vec<String> = faults.iter().map(ToString::to_string).collect();
        return Err(Failure::Refused(words.join("\n")));
    }
    let pdf = press::pdf(&report).map_err(Failure::Refused)?;
    write(wish.output.as_ref(), &pdf).map_err(Failure::Refused)
}

/// Reads the command line; `None` when it was answered already.
fn wish(words: impl Iterator<Item = OsString>) -> Result<Option<Wish>, Failure> {
    let mut wish = Wish::default();
    let mut words = words;
    while let Some(word) = words.next() {
        match word.to_str() {
            Some("-h" | "--help") => {
                println!("{HELP}");
                return Ok(None);
            }
            Some("-V" | "--version") => {
                println!(
                    "typesetter {} (reports of schema {})",
                    env!("CARGO_PKG_VERSION"),
                    documents::SCHEMA
                );
                return Ok(None);
            }
            Some("-o" | "--output") => {
                let file = words.next().ok_or_else(|| Failure::Usage("--output names no file".to_owned()))?;
                wish.output = Some(file);
            }
            Some(flag) if flag.starts_with('-') && flag != "-" => {
                return Err(Failure::Usage(format!("there is no {flag}")));
            }
            _ if wish.report.is_some() => return Err(Failure::Usage("one report at a time".to_owned())),
            Some("-") => {}
            _ => wish.report = Some(word),
        }
    }
    Ok(Some(wish))
}

fn read(file: Option<&OsString>) -> Result<String, String> {
    let mut bytes = Vec::new();
    let done = match file {
        Some(path) => std::fs::File::open(path).and_then(|file| file.take(MOST + 1).read_to_end(&mut bytes)),
        None => std::io::stdin().lock().take(MOST + 1).read_to_end(&mut bytes),
    };
    let name = file.map_or("standard input".into(), |path| path.to_string_lossy());
    done.map_err(|cause| format!("{name}: {cause}"))?;
    if bytes.len() as u64 > MOST {
        return Err(format!("{name}: longer than {} MB", MOST >> 20));
    }
    String::from_utf8(bytes)
        .map_err(|error| format!("{name}: byte {}: not UTF-8", error.utf8_error().valid_up_to()))
}

fn write(file: Option<&OsString>, pdf: &[u8]) -> Result<(), String> {
    let (done, name) = match file {
        Some(path) => (std::fs::write(path, pdf), path.to_string_lossy()),
        None => {
            let mut out = std::io::stdout().lock();
            (out.write_all(pdf).and_then(|()| out.flush()), "standard output".into())
        }
    };
    done.map_err(|cause| format!("{name}: {cause}"))
}
