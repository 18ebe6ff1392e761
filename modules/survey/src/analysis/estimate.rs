//! One figure of some people.

use survey_estimation::change::Change;
use survey_estimation::data::Categories;
use survey_estimation::estimators::{Against, GroupMeans, Means, Missing, design_effects};
use survey_estimation::intervals::{Critical, korn_graubard, logit, wald};
use survey_estimation::reliability::{self, Presentation, presentation};
use survey_estimation::{Domain, Survey};

use super::{Frame, LEVEL};
use crate::results::{Doubt, Figure, Shown};

/// A column looked at: a value for each row, NaN where there is none.
pub(super) struct Looked<'a> {
    pub(super) column: &'a [f64],
    /// Whether its values are 0 and 1, so that its mean is a share.
    pub(super) is_share: bool,
}

/// The figure of a domain.
pub(super) fn figure(frame: &Frame<'_>, looked: &Looked<'_>, domain: &Domain) -> Shown {
    let survey = Survey::from(frame.design);
    let estimates = survey.estimate(&Means::new(vec![looked.column], domain, Missing::Remove));
    let found = estimates.at(0);
    let Some(value) = found.value else { return Shown::Nothing };
    let answered =
        domain.and(frame.data.rows, |row| looked.column.get(row).is_some_and(|value| !value.is_nan()));
    let weights = frame.design.weights();
    let weighted =
        (0..frame.data.rows).filter(|row| answered.holds(*row)).filter_map(|row| weights.get(row)).sum();
    let mut figure = Figure {
        value,
        interval: None,
        se: None,
        df: found.df,
        effect: None,
        base: estimates.answered,
        weighted,
        doubt: (estimates.answered < 30).then_some(Doubt::Few),
    };
    if let Some(se) = found.se.filter(|_| frame.sample.has_intervals()) {
        figure.se = Some(se);
        figure.interval = interval(looked, value, se * se, estimates.answered, found.df);
        let column = |_, row: usize| looked.column.get(row).copied().unwrap_or(f64::NAN);
        let effects = design_effects(survey, &answered, &[se * se], false, Against::WithReplacement, column);
        figure.effect = effects.first().copied().filter(|effect| effect.is_finite());
        if looked.is_share {
            figure.doubt = doubt(presentation(value, se * se, estimates.answered, found.df));
        }
    }
    Shown::Figure(figure)
}

/// Logit for shares, Korn and Graubard at 0 and 1; Student's for means. None without degrees of freedom.
fn interval(looked: &Looked<'_>, value: f64, variance: f64, base: usize, df: f64) -> Option<(f64, f64)> {
    let critical = Critical::new(LEVEL, df);
    let ends = match looked.is_share {
        true if value <= 0.0 || value >= 1.0 => korn_graubard(value, variance, base, critical).0,
        true => logit(value, variance, critical),
        false => wald(value, variance, critical),
    };
    (df > 0.0 && ends.0.is_finite() && ends.1.is_finite()).then_some(ends)
}

fn doubt(presentation: Presentation) -> Option<Doubt> {
    match presentation {
        Presentation::Show => None,
        Presentation::Suppress(reliability::Doubt::Few) => Some(Doubt::Few),
        Presentation::Suppress(_) => Some(Doubt::Wide),
        Presentation::Review(reliability::Doubt::Freedom) => Some(Doubt::Freedom),
        Presentation::Review(_) => Some(Doubt::Extreme),
    }
}

/// The difference of a group from everybody else who is in a group; they share clusters, so their covariance counts.
pub(super) fn from_the_rest(
    frame: &Frame<'_>,
    looked: &Looked<'_>,
    groups: &Categories,
    group: u32,
) -> Option<Change> {
    let two = Categories {
        codes: groups
            .codes
            .iter()
            .map(|code| if groups.levels.len() as u32 > *code { u32::from(*code == group) } else { *code })
            .collect(),
        levels: vec!["rest".to_owned(), "group".to_owned()],
    };
    let means = GroupMeans::means(&two, looked.column, &Domain::everyone(), Missing::Remove);
    let estimates = Survey::from(frame.design).estimate(&means);
    let change = Change::between(&estimates, 0, 1);
    (change.p.is_finite() && change.df > 0.0).then_some(change)
}
