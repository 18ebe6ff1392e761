//! Values as a person reads them.

use questionnaires::Questionnaire;
use web::Say;

use crate::wave::{Facts, Mode, Sample, State};

/// Kinds of samples as options of a form.
pub(crate) fn samples(t: &Say) -> Vec<(&'static str, String)> {
    Sample::ALL.iter().map(|one| (one.key(), sample(t, *one))).collect()
}

/// Name of a kind of sample.
pub(crate) fn sample(t: &Say, sample: Sample) -> String {
    t.say(&format!("survey-sample-{}", sample.key())).into_owned()
}

/// Modes as options of a form.
pub(crate) fn modes(t: &Say) -> Vec<(&'static str, String)> {
    Mode::ALL.iter().map(|one| (one.key(), mode(t, *one))).collect()
}

/// Name of a mode.
pub(crate) fn mode(t: &Say, mode: Mode) -> String {
    t.say(&format!("survey-mode-{}", mode.key())).into_owned()
}

/// Name of a state.
pub(crate) fn state(t: &Say, state: State) -> String {
    t.say(&format!("survey-state-{}", state.key())).into_owned()
}

/// Days of asking: "1. 4. 2026 – 30. 4. 2026".
pub(crate) fn days(t: &Say, facts: &Facts) -> String {
    format!("{} – {}", t.date(&facts.from), t.date(&facts.to))
}

/// Modes in one line.
pub(crate) fn all_modes(t: &Say, facts: &Facts) -> String {
    facts.modes.iter().map(|one| mode(t, *one)).collect::<Vec<_>>().join(", ")
}

/// Title of a questionnaire with its version.
pub(crate) fn questionnaire(t: &Say, questionnaire: &Questionnaire) -> String {
    let title = questionnaire.title.or(t.lang().tag(), &questionnaire.default_language);
    t.with2("survey-questionnaire-name", "title", title, "version", questionnaire.version.as_str())
}
