//! Pages that are one table, and facts as a list of terms.

use access::{PersonState, Theirs};
use askama::Template;
use web::PageContext;
use web::tables::Table;

use crate::words;

/// A page with a table.
#[derive(Template)]
#[template(path = "list.html")]
pub(super) struct List {
    pub(super) page: PageContext,
    pub(super) title: String,
    pub(super) lead: String,
    /// Buttons above the table: address and label.
    pub(super) actions: Vec<(String, String)>,
    /// What the table is filtered by; `None` when there is no box for it.
    pub(super) filter: Option<String>,
    pub(super) table: Table,
}

/// Whether a row is wanted: every word of the filter is in it, capitals and diacritics aside.
pub(super) fn fits(filter: &str, texts: &[&str]) -> bool {
    let text = plain(&texts.join(" "));
    plain(filter).split_whitespace().all(|word| text.contains(word))
}

fn plain(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(crate::letters::bare).collect()
}

/// Version and facts of what somebody else saved meanwhile.
pub(super) fn facts_of(page: &PageContext, theirs: &Theirs) -> (i64, Vec<(String, String)>) {
    let t = page.t();
    let said = |name: &str| t.say(&format!("adm-field-{name}")).into_owned();
    match theirs {
        Theirs::Body(body) => {
            let facts = &body.facts;
            let pairs = vec![
                (said("code"), facts.code.clone()),
                (said("name-cs"), facts.name.cs.clone()),
                (said("name-en"), facts.name.en.clone()),
                (said("name-uk"), facts.name.uk.clone()),
                (said("kind"), words::body_kind(t, facts.kind)),
                (said("seat"), facts.seat.clone()),
                (said("email"), facts.email.clone()),
                (said("phone"), facts.phone.clone()),
                (said("validity"), words::validity(t, &facts.validity)),
            ];
            (body.version, pairs)
        }
        Theirs::Unit(unit) => {
            let facts = &unit.facts;
            let pairs = vec![
                (said("code"), facts.code.clone()),
                (said("name-cs"), facts.name.cs.clone()),
                (said("name-en"), facts.name.en.clone()),
                (said("name-uk"), facts.name.uk.clone()),
                (said("validity"), words::validity(t, &facts.validity)),
            ];
            (unit.version, pairs)
        }
        Theirs::Post(post) => {
            let facts = &post.facts;
            let pairs = vec![
                (said("name-cs"), facts.title.cs.clone()),
                (said("name-en"), facts.title.en.clone()),
                (said("name-uk"), facts.title.uk.clone()),
                (said("email"), facts.email.clone()),
                (said("phone"), facts.phone.clone()),
                (said("validity"), words::validity(t, &facts.validity)),
            ];
            (post.version, pairs)
        }
        Theirs::Person(person) => {
            let facts = &person.facts;
            let pairs = vec![
                (said("person-name"), facts.name.clone()),
                (said("email"), facts.email.clone()),
                (said("phone"), facts.phone.clone()),
                (said("state"), words::person_state(t, person.state)),
            ];
            (person.version, pairs)
        }
    }
}

/// Tone of the pill that shows a person's state.
pub(super) fn tone(state: PersonState) -> &'static str {
    match state {
        PersonState::Invited => "waiting",
        PersonState::Active => "good",
        PersonState::Blocked => "bad",
        PersonState::Ended => "ended",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_asks_for_every_word_in_any_spelling() {
        let row = ["mestska-policie", "Městská policie Okrskov"];
        for (filter, expected) in
            [("", true), ("městská", true), ("POLICIE mest", true), ("okrskov hasiči", false)]
        {
            assert_eq!(fits(filter, &row), expected, "{filter}");
        }
    }
}
