use web::texts::SOURCES;
use web::texts::check::{Check, Finding, check_texts};
use web::{Lang, Source};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn our_own_sentences_are_complete() {
    let folders = [format!("{ROOT}/src"), format!("{ROOT}/templates")];
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    let findings =
        // What a report is called as a file is said by the floor above, `ground::paper`, and by verbs.
        check_texts(&Check { sources: &SOURCES, folders: &folders, built_keys: &["step-", "refusal-", "report-"] });
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn the_check_finds_what_is_wrong() {
    const SOURCES: [Source; 3] = [
        (Lang::Cs, "m/cs.ftl", "a = { $n } b\nunused = x\n"),
        (Lang::En, "m/en.ftl", "a = { $m } b\nunused = x\n"),
        (Lang::Uk, "m/uk.ftl", "unused = x\n"),
    ];
    let folder = std::env::temp_dir().join(format!("okrsek-texts-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join("a.html"),
        "{{ t.with1(\"a\", \"n\", 1) }}{{ t.say(\"gone\") }}{{ t.say(\"frame-skip\") }}",
    )
    .unwrap();
    let findings =
        check_texts(&Check { sources: &SOURCES, folders: &[folder.to_str().unwrap()], built_keys: &[] });
    std::fs::remove_dir_all(&folder).unwrap();
    let set = |name: &str| [name.to_owned()].into();
    assert_eq!(findings.len(), 4, "{findings:#?}");
    assert!(findings.contains(&Finding::Missing { lang: Lang::Uk, key: "a".into() }));
    assert!(findings.contains(&Finding::Unused("unused".into())));
    assert!(findings.contains(&Finding::Variables {
        lang: Lang::En,
        key: "a".into(),
        has: set("m"),
        czech: set("n")
    }));
    assert!(findings.iter().any(|finding| matches!(finding, Finding::Unsaid { key, .. } if key == "gone")));
}
