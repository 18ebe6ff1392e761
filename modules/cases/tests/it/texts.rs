//! Every sentence is there in three languages, and every reason of casework has one.

use web::texts::check::{Check, check_texts};

#[test]
fn every_text_is_said_in_three_languages_and_used() {
    let built = [
        "refusal-",
        "cases-event-",
        "cases-notice-",
        "cases-part-",
        "cases-measure-kind-",
        "cases-measure-state-",
        "cases-measure-do-",
        "cases-month-",
        "cases-weekday-",
        "step-",
    ];
    let findings = check_texts(&Check {
        sources: &cases::TEXTS,
        folders: &[
            concat!(env!("CARGO_MANIFEST_DIR"), "/src"),
            concat!(env!("CARGO_MANIFEST_DIR"), "/templates"),
        ],
        built_keys: &built,
    });
    assert!(findings.is_empty(), "{findings:#?}");
}

/// Said by the module that brings the only type which can be refused so.
const SAID_ELSEWHERE: [&str; 1] = ["aggregate-only"];

/// Codes are values in casework; their sentences are here. A new code without one would show itself to a person.
#[test]
fn every_refusal_of_casework_has_a_sentence() {
    let texts = std::sync::Arc::new(web::Texts::new(&cases::TEXTS).unwrap());
    let t = web::Say::new(web::Lang::Cs, texts);
    let mut unsaid = Vec::new();
    for file in files(concat!(env!("CARGO_MANIFEST_DIR"), "/../../platform/casework/src").as_ref()) {
        let text = std::fs::read_to_string(file).unwrap();
        for mark in ["Refusal::new(\"", "Refusal::at(\"", "Err(\"field-"] {
            for rest in text.split(mark).skip(1) {
                let code = rest.split('"').next().unwrap();
                let code = if mark.starts_with("Err") { format!("field-{code}") } else { code.to_owned() };
                let said = t.has(&format!("refusal-{code}")) || SAID_ELSEWHERE.contains(&code.as_str());
                if !said {
                    unsaid.push(code);
                }
            }
        }
    }
    assert_eq!(unsaid, Vec::<String>::new());
}

fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn no_path_is_given_twice() {
    let mut paths: Vec<&str> = cases::module().routes.iter().map(|route| route.path).collect();
    let all = paths.len();
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(paths.len(), all);
}
