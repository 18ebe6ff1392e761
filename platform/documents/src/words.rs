//! The few words that the faces add to a report: "Strana 2 z 5", "Zdroj", the date. One text for both faces.

use chrono::{Datelike as _, NaiveDate};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

use crate::Language;

/// The words in one language.
pub struct Words(FluentBundle<FluentResource>);

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({:?})", self.0.locales)
    }
}

impl Words {
    /// The words of this language.
    #[must_use]
    pub fn of(language: Language) -> Words {
        let text = match language {
            Language::Cs => include_str!("../locales/cs.ftl"),
            Language::En => include_str!("../locales/en.ftl"),
            Language::Uk => include_str!("../locales/uk.ftl"),
        };
        let mut bundle = FluentBundle::new(vec![language.tag().parse().unwrap_or_default()]);
        // The marks around a placeable would be copied out of a PDF with the text.
        bundle.set_use_isolating(false);
        // What could be read of a damaged file; a test reads all three.
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(read, _)| read);
        bundle.add_resource_overriding(resource);
        Words(bundle)
    }

    /// The word or sentence; a key that nobody knows shows itself.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.fill(key, &FluentArgs::new())
    }

    /// The sentence with one value in it.
    #[must_use]
    pub fn with(&self, key: &str, name: &str, value: &str) -> String {
        let mut args = FluentArgs::new();
        args.set(name, value);
        self.fill(key, &args)
    }

    /// "Strana 2 z 5".
    #[must_use]
    pub fn page(&self, page: &str, pages: &str) -> String {
        let mut args = FluentArgs::new();
        args.set("page", page);
        args.set("pages", pages);
        self.fill("report-page", &args)
    }

    /// The day in words: "26. listopadu 2025".
    #[must_use]
    pub fn date(&self, date: NaiveDate) -> String {
        let mut args = FluentArgs::new();
        args.set("day", date.day());
        args.set("month", date.month());
        // As text: a year is not a quantity to be grouped.
        args.set("year", date.year().to_string());
        self.fill("report-date", &args)
    }

    fn fill(&self, key: &str, args: &FluentArgs) -> String {
        let Some(pattern) = self.0.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        self.0.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_said_in_three_languages() {
        let day = NaiveDate::from_ymd_opt(2025, 11, 26).unwrap();
        let said = Language::ALL.map(|language| Words::of(language).date(day));
        assert_eq!(said, ["26. listopadu 2025", "26 November 2025", "26 листопада 2025 року"]);
    }

    #[test]
    fn every_language_has_every_word() {
        let keys = |text: &str| -> Vec<String> {
            FluentResource::try_new(text.to_owned()).map(|_| ()).expect("valid Fluent");
            let lines = text.lines().filter_map(|line| line.split_once(" = "));
            lines.map(|(key, _)| key.to_owned()).collect()
        };
        let czech = keys(include_str!("../locales/cs.ftl"));
        assert!(czech.contains(&"report-page".to_owned()));
        assert_eq!(keys(include_str!("../locales/en.ftl")), czech);
        assert_eq!(keys(include_str!("../locales/uk.ftl")), czech);
        for language in Language::ALL {
            assert!(Words::of(language).page("2", "5").ends_with('5'), "{language:?}");
        }
    }
}
