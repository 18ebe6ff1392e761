//! The page to print.

use documents::{Figure, NotDrawn, Styles};

use super::story::report;

#[test]
fn it_says_everything_in_order() {
    let page = report().to_html(Styles::Linked(&["/assets/report.css"])).unwrap();
    insta::assert_snapshot!(page);
}

/// What the policy of the web floor forbids: `style-src 'self'; script-src 'self'; default-src 'none'`.
#[test]
fn it_works_under_the_policy_of_the_web_floor() {
    let page = report().to_html(Styles::Linked(&["/assets/report.css"])).unwrap();
    for forbidden in ["<style", " style=", "<script", "http://", "https://", " on", "@import"] {
        let page = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn as_a_file_it_needs_nothing_beside_itself() {
    let page = report().to_html(Styles::Embedded).unwrap();
    assert!(page.contains("<style>") && !page.contains("<link") && !page.contains("url("));
    assert!(page.contains("@page") && page.contains(".chart-grid"));
}

#[test]
fn a_report_with_flaws_is_not_drawn() {
    let mut report = report();
    let svg = "<svg viewBox='0 0 1 1'><script>alert(1)</script></svg>".to_owned();
    let (title, alternative) = ("a".to_owned(), "b".to_owned());
    report.push(Figure { title, svg, alternative, caption: None, source: None });
    let error = report.to_html(Styles::Embedded).unwrap_err();
    assert!(
        matches!(error, NotDrawn::Faults(_)) && error.to_string().contains("blocks[8].figure.svg"),
        "{error}"
    );
}
