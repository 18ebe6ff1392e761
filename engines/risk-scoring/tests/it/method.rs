//! The shipped file of the method, and files that are broken.

use risk_scoring::method::{Method, MethodError, Relevance};
use risk_scoring::soft_target::{Aspect, Score};

const SHIPPED: &str = include_str!("../../../../content/soft-targets/method.toml");

#[test]
fn the_shipped_method_is_whole() {
    let method = Method::from_toml(SHIPPED).unwrap();
    assert_eq!((method.anchors.len(), method.attacks.len(), method.sources.len()), (49, 18, 6));
    let always: Vec<&str> = method
        .sources
        .iter()
        .filter(|it| it.relevant == Relevance::Always)
        .map(|it| it.key.as_str())
        .collect();
    assert_eq!(always, ["Z1", "Z2", "Z3"]);
    // The trap of the word "složitost": 7 is the easiest.
    let easiest = method.anchor(Aspect::Complexity, Score::WORST).unwrap();
    assert!(easiest.cs.starts_with("nejsnazší") && easiest.en.starts_with("easiest"));
}

#[track_caller]
fn broken(from: &str, to: &str, said: &str) {
    assert!(SHIPPED.contains(from), "{from}");
    let fault = Method::from_toml(&SHIPPED.replacen(from, to, 1)).unwrap_err().to_string();
    assert!(fault.contains(said), "{fault}");
}

#[test]
fn a_broken_file_names_its_place() {
    broken("level = 7", "level = 8", "8 is not a whole number from 1 to 7");
    broken("level = 7", "level = 6", "anchor[1]: level 6 of the scale availability stands there twice");
    broken("key = \"Z2\"", "key = \"Z1\"", "source[1]: the key \"Z1\" stands there twice");
    broken("uk = \"підпал\"", "uk = \" \"", "attack[2]: the text is empty in uk");
    broken("schema = 1", "schema = 2", "schema 2 is not known");
    broken("edition =", "edtion =", "unknown field `edtion`");
    broken("scale = \"life\"", "scale = \"lives\"", "unknown variant `lives`");
    let without: String = SHIPPED
        .lines()
        .filter(|it| !it.contains("\"finance\", level = 4,"))
        .map(|it| format!("{it}\n"))
        .collect();
    assert_eq!(Method::from_toml(&without), Err(MethodError::NoAnchor { scale: Aspect::Finance, level: 4 }));
    assert!(matches!(Method::from_toml("\u{0}"), Err(MethodError::Form(_))));
}
