//! The check that every crate with sentences runs on itself: nothing missing, nothing different between the
//! languages, nothing left over.
//!
//! ```no_run
//! # const SOURCES: [web::Source; 0] = [];
//! let findings = web::texts::check::check_texts(&web::texts::check::Check {
//!     sources: &SOURCES,
//!     folders: &[concat!(env!("CARGO_MANIFEST_DIR"), "/src"), concat!(env!("CARGO_MANIFEST_DIR"), "/templates")],
//!     built_keys: &["refusal-"],
//! });
//! assert!(findings.is_empty(), "{findings:#?}");
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{SOURCES, Source, Texts};
use crate::Lang;

/// What to check.
#[derive(Debug)]
pub struct Check<'a> {
    /// The crate's own Fluent files.
    pub sources: &'a [Source],
    /// Folders with its sources and templates.
    pub folders: &'a [&'a str],
    /// Beginnings of keys that the code puts together (`refusal-`), which a scan cannot see.
    pub built_keys: &'a [&'a str],
}

/// Something to put right.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// The files cannot be read.
    Unreadable(String),
    /// A key that a language lacks.
    Missing {
        /// The language.
        lang: Lang,
        /// The key.
        key: String,
    },
    /// A key whose variables differ from the Czech ones.
    Variables {
        /// The language.
        lang: Lang,
        /// The key.
        key: String,
        /// Its variables.
        has: BTreeSet<String>,
        /// Those of the Czech sentence.
        czech: BTreeSet<String>,
    },
    /// A key that nothing says.
    Unused(String),
    /// A key that a template or source says and no file has.
    Unsaid {
        /// The file.
        file: String,
        /// The key.
        key: String,
    },
}

/// Checks the texts of a crate; an empty list is good news.
#[must_use]
pub fn check_texts(check: &Check<'_>) -> Vec<Finding> {
    let own: Vec<Source> = check.sources.to_vec();
    let is_web = own.iter().any(|(_, name, _)| *name == SOURCES[0].1);
    if let Err(error) = Texts::new(if is_web { &[] } else { &own }) {
        return vec![Finding::Unreadable(error.to_string())];
    }
    let mut findings = Vec::new();
    let keys = variables_by_key(&own);
    let empty = BTreeMap::new();
    let czech = keys.get(&Lang::Cs).unwrap_or(&empty);
    let all: BTreeSet<&String> = keys.values().flat_map(BTreeMap::keys).collect();
    for lang in Lang::ALL {
        let said = keys.get(&lang).unwrap_or(&empty);
        for key in &all {
            match (said.get(*key), czech.get(*key)) {
                (None, _) => findings.push(Finding::Missing { lang, key: (*key).clone() }),
                (Some(has), Some(czech)) if has != czech => findings.push(Finding::Variables {
                    lang,
                    key: (*key).clone(),
                    has: has.clone(),
                    czech: czech.clone(),
                }),
                _ => {}
            }
        }
    }
    let code = read_folders(check.folders);
    for key in &all {
        let quoted = format!("\"{key}\"");
        let built = check.built_keys.iter().any(|prefix| key.starts_with(prefix));
        if !built && !code.iter().any(|(_, text)| text.contains(&quoted)) {
            findings.push(Finding::Unused((*key).clone()));
        }
    }
    let shared = variables_by_key(&SOURCES);
    let shared: BTreeSet<&String> = shared.values().flat_map(BTreeMap::keys).collect();
    for (file, text) in &code {
        for key in said_keys(text) {
            if !all.contains(&key) && !shared.contains(&key) {
                findings.push(Finding::Unsaid { file: file.clone(), key });
            }
        }
    }
    findings.sort();
    findings
}

/// Variables by key and language. A variable is a `$name` anywhere in the message.
fn variables_by_key(sources: &[Source]) -> BTreeMap<Lang, BTreeMap<String, BTreeSet<String>>> {
    let mut out: BTreeMap<Lang, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for &(lang, _, text) in sources {
        let said = out.entry(lang).or_default();
        let mut key = String::new();
        for line in text.lines() {
            let starts = line.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
            if starts && let Some((name, _)) = line.split_once('=') {
                key = name.trim().to_owned();
                said.entry(key.clone()).or_default();
            }
            if line.starts_with('#') || key.is_empty() {
                continue;
            }
            let names = line.split('$').skip(1).map(|rest| {
                let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
                rest.get(..end.unwrap_or(rest.len())).unwrap_or_default().to_owned()
            });
            said.entry(key.clone()).or_default().extend(names);
        }
    }
    out
}

/// Literal keys in `say("…")`, `with("…", &[`, `with1("…"`, `with2("…"`. A `with` without a list is somebody else's.
fn said_keys(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for call in [".say(\"", ".with(\"", ".with1(\"", ".with2(\""] {
        for rest in text.split(call).skip(1) {
            let Some((key, after)) = rest.split_once('"') else { continue };
            if call != ".with(\"" || after.starts_with(", &") {
                out.push(key.to_owned());
            }
        }
    }
    out
}

fn read_folders(folders: &[&str]) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for folder in folders {
        read_folder(Path::new(folder), &mut out);
    }
    out
}

/// Sources without comments and inline tests, which may well say keys that do not exist.
fn read_folder(folder: &Path, out: &mut Vec<(String, String)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            read_folder(&path, out);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let text = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>();
            let text = text.join("\n");
            out.push((path.display().to_string(), text));
        }
    }
}
