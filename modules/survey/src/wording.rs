//! What changed between two versions of a questionnaire: every word that people see, and what decides who sees it.

use std::collections::BTreeMap;

use questionnaires::{Group, Question, Questionnaire, Text};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// Where: the name of a question, a group or a list with a code.
    pub(crate) place: String,
    /// What of it.
    pub(crate) what: What,
    /// Code of the language; empty for what has none.
    pub(crate) language: String,
    /// As it was; empty when it was not there.
    pub(crate) before: String,
    /// As it is; empty when it is gone.
    pub(crate) after: String,
}

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// The title of the questionnaire.
    Title,
    /// The heading of a page.
    Heading,
    /// The words of a question.
    Label,
    /// The help below it.
    Hint,
    /// What is said when an answer is missing or refused.
    Message,
    /// The words of a choice.
    Choice,
    /// The kind of a question, or its list.
    Kind,
    /// Who sees it, or which answers are accepted.
    Condition,
}

impl What {
    /// End of the key of its text (`survey-change-label`).
    pub(crate) fn key(self) -> &'static str {
        match self {
            What::Title => "title",
            What::Heading => "heading",
            What::Label => "label",
            What::Hint => "hint",
            What::Message => "message",
            What::Choice => "choice",
            What::Kind => "kind",
            What::Condition => "condition",
        }
    }
}

/// Facts of a questionnaire by place, what and language, with the order in which they stand.
type Facts = BTreeMap<(String, What, String), (usize, String)>;

/// What changed from one version to another, in the order of the newer one, what is gone behind it.
pub(crate) fn changes(old: &Questionnaire, new: &Questionnaire) -> Vec<Change> {
    let (before, after) = (facts(old), facts(new));
    let mut found: Vec<(usize, Change)> = Vec::new();
    for (key, (at, text)) in &after {
        let was = before.get(key).map(|(_, text)| text.clone()).unwrap_or_default();
        if was != *text {
            found.push((*at, change(key, was, text.clone())));
        }
    }
    let gone = before.iter().filter(|(key, _)| !after.contains_key(*key));
    found.extend(gone.map(|(key, (at, text))| (after.len() + at, change(key, text.clone(), String::new()))));
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, change)| change).collect()
}

fn change((place, what, language): &(String, What, String), before: String, after: String) -> Change {
    Change { place: place.clone(), what: *what, language: language.clone(), before, after }
}

struct Gathered(Facts);

impl Gathered {
    fn text(&mut self, place: &str, what: What, text: &Text) {
        for (language, words) in text.iter() {
            self.fact(place, what, language, words.to_owned());
        }
    }

    fn fact(&mut self, place: &str, what: What, language: &str, text: String) {
        let at = self.0.len();
        if !text.is_empty() {
            self.0.entry((place.to_owned(), what, language.to_owned())).or_insert((at, text));
        }
    }
}

fn facts(form: &Questionnaire) -> Facts {
    let mut gathered = Gathered(Facts::new());
    gathered.text(&form.id, What::Title, &form.title);
    for (at, group) in form.groups.iter().enumerate() {
        let place = name(at, group);
        gathered.text(&place, What::Heading, &group.label);
        let relevant = group.relevant.as_ref().map(|it| it.source().to_owned());
        gathered.fact(&place, What::Condition, "", relevant.unwrap_or_default());
        for question in &group.questions {
            of_question(&mut gathered, question);
        }
    }
    for list in &form.lists {
        for choice in &list.choices {
            gathered.text(&format!("{} = {}", list.name, choice.code), What::Choice, &choice.label);
        }
    }
    gathered.0
}

fn name(at: usize, group: &Group) -> String {
    group.name.clone().unwrap_or_else(|| format!("#{}", at + 1))
}

fn of_question(gathered: &mut Gathered, question: &Question) {
    let place = question.name.as_str();
    let list = question.kind.choosing().map(|it| format!(" {}", it.list)).unwrap_or_default();
    gathered.fact(place, What::Kind, "", format!("{}{list}", question.kind.word()));
    gathered.text(place, What::Label, &question.label);
    gathered.text(place, What::Hint, &question.hint);
    let both = [&question.required_message, &question.constraint_message];
    let said: Vec<(String, String)> = both
        .iter()
        .flat_map(|text| text.iter())
        .map(|(language, words)| (language.to_owned(), words.to_owned()))
        .collect();
    let mut joined: BTreeMap<String, String> = BTreeMap::new();
    for (language, words) in said {
        let text = joined.entry(language).or_default();
        *text = if text.is_empty() { words } else { format!("{text} / {words}") };
    }
    for (language, words) in joined {
        gathered.fact(place, What::Message, &language, words);
    }
    let conditions = [question.relevant.as_ref(), question.constraint.as_ref()];
    let conditions: Vec<&str> = conditions.into_iter().flatten().map(|it| it.source()).collect();
    gathered.fact(place, What::Condition, "", conditions.join(" / "));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(label: &str, choice: &str, more: &str) -> Questionnaire {
        let text = format!(
            r#"
            id = "t"
            version = "1"
            title = {{ cs = "T" }}
            default_language = "cs"
            language = [{{ code = "cs", name = "Čeština" }}]
            [[list]]
            name = "abc"
            choices = [{{ code = "a", label = {{ cs = "{choice}" }} }}]
            [[group]]
            name = "g"
            question = [
                {{ name = "one", kind = "select_one", list = "abc", label = {{ cs = "{label}" }} }},
                {more}
            ]
            "#
        );
        Questionnaire::from_toml(&text).unwrap()
    }

    #[test]
    fn every_changed_word_is_named_and_nothing_else() {
        let old = form("Kde?", "doma", "");
        assert_eq!(changes(&old, &old), []);
        let new = form("Kdy?", "doma.", r#"{ name = "why", kind = "text", relevant = "${one} = 'a'" }"#);
        let told: Vec<String> = changes(&old, &new)
            .iter()
            .map(|it| format!("{} {} {}→{}", it.place, it.what.key(), it.before, it.after))
            .collect();
        let expected = [
            "one label Kde?→Kdy?",
            "why kind →text",
            "why condition →${one} = 'a'",
            "abc = a choice doma→doma.",
        ];
        assert_eq!(told, expected);
        assert_eq!(changes(&new, &old).last().map(|it| it.after.clone()), Some(String::new()));
    }
}
