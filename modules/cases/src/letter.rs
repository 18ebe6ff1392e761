//! The letter about a notice: says that something happened and where to look, never what is written there.

use std::sync::{Arc, LazyLock};

use casework::{Letterhead, Notice};
use web::{Lang, Say, Texts};

/// The sentences of this module alone; letters are written outside of any request.
static TEXTS: LazyLock<Option<Arc<Texts>>> = LazyLock::new(|| Texts::new(&crate::TEXTS).ok().map(Arc::new));

/// Subject and body of the letter about a notice.
#[must_use]
pub fn write_letter(notice: &Notice, head: &Letterhead<'_>) -> (String, String) {
    let Some(texts) = TEXTS.as_ref() else { return (notice.number.clone(), head.path.to_owned()) };
    let lang = Lang::ALL.into_iter().find(|lang| lang.tag() == head.language).unwrap_or(Lang::Cs);
    let t = Say::new(lang, Arc::clone(texts));
    let what = t.say(&format!("case-notice-{}", notice.kind)).into_owned();
    let subject = t.with("cases-letter-subject", &[("number", &notice.number), ("what", &what)]);
    let values: [(&'static str, &dyn web::texts::Argument); 4] = [
        ("number", &notice.number),
        ("kind", &head.kind),
        ("what", &what),
        ("path", &head.path),
    ];
    (subject, t.with("cases-letter-body", &values))
}
