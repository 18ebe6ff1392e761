//! What a letter about a case says: that something happened, to which case, and where to look. Never what the case says,
//! since a mailbox is not a safe.

use casework::{Letterhead, Notice};
use web::texts::Argument;
use web::{Lang, Web};

/// Subject and text of the letter about a notice, in the recipient's language.
pub(crate) fn about(web: &Web, notice: &Notice, head: &Letterhead<'_>) -> (String, String) {
    let t = web.say(Lang::from_tag(head.language).unwrap_or_default());
    let happened = format!("letter-{}", notice.kind);
    let happened = t.say(if t.has(&happened) { &happened } else { "letter-changed" });
    let city = &web.settings().city.name;
    let link = format!("{}{}", web.settings().base_url.trim_end_matches('/'), head.path);
    let values: [(&'static str, &dyn Argument); 5] = [
        ("number", &notice.number),
        ("type", &head.kind),
        ("happened", &happened),
        ("city", city),
        ("link", &link),
    ];
    (t.with("letter-subject", &values), t.with("letter-text", &values))
}
