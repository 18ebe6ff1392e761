//! The letter that brings an invitation.

use access::{Link, Person};
use ground::Ground;
use mail::Letter;
use web::{Error, Lang, PageContext, Say};

/// Puts the letter into the outbox and answers where it goes; empty when the person has no mailbox.
pub(super) async fn send(
    ground: &Ground,
    page: &PageContext,
    person: &Person,
    link: &Link,
) -> Result<String, Error> {
    let to = &person.facts.email;
    if !Letter::is_address(to) {
        return Ok(String::new());
    }
    let letter = letter(page, person, link)?;
    let failed = |error| Error::fault("send an invitation", error);
    let mut tx = ground.store.begin().await.map_err(failed)?;
    ground.mail.put(&mut tx, &letter).await.map_err(failed)?;
    tx.commit().await.map_err(failed)?;
    Ok(to.clone())
}

fn letter(page: &PageContext, person: &Person, link: &Link) -> Result<Letter, Error> {
    // In the language of whoever gets it, not of whoever sends it.
    let lang = Lang::from_tag(&person.facts.language).unwrap_or_default();
    let t: Say = page.web().say(lang);
    let city = page.city().name.as_str();
    let subject = t.with1("adm-invitation-subject", "city", city);
    let until = t.moment(&link.expires_at);
    let values: [(&'static str, &dyn web::texts::Argument); 5] = [
        ("name", &person.facts.name),
        ("city", &city),
        ("login", &person.facts.login),
        ("link", &link.url),
        ("until", &until),
    ];
    let letter = Letter::new(&person.facts.email, &subject, &t.with("adm-invitation-text", &values));
    letter.map_err(|error| Error::fault("write an invitation", error))
}
