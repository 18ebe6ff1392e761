//! Whether what was published of a wave and what is about to be published tell together what neither tells alone.
//!
//! ```text
//!   release 1 by districts ──┐   each person stands in one unit: district and answer, as every release saw them
//!   release 2 by quarters ───┴─► statements about units ─► disclosure_control::overlaps ─► small groups known too well
//! ```
//!
//! Held-back figures of one division and shown ones of another may differ by a strip of a few people. A share is taken to
//! tell how many answered so: nobody published the counts, but whoever knows the base is near them.

use std::collections::{BTreeMap, BTreeSet};

use disclosure_control::{Release, Said, Statement, overlaps};
use survey_estimation::data::{Categories, MISSING};

use super::{ProtectionError, looked_at, rules};
use crate::data::{Dataset, Variable};
use crate::results::{Headline, Item, Results, Shown};

/// The item, if any, whose figures together with those of earlier results give a few people away; or of which that cannot
/// be ruled out, because the districts it was published by are no longer in the data.
///
/// - in: the data, and what each row weighs; rows of weight zero are in no figure
///
/// # Errors
/// Numbers too large to reckon with.
pub(crate) fn tells_apart(
    data: &Dataset,
    weights: &[f64],
    earlier: &[&Results],
    results: &Results,
) -> Result<Option<String>, ProtectionError> {
    for item in &results.items {
        let Some(variable) = data.variable(&item.name) else { continue };
        let views = match views(data, weights, variable, item, earlier.iter().copied().chain([results])) {
            Ok(views) => views,
            Err(Told::Already) => return Ok(Some(item.name.clone())),
        };
        if is_told(&views, data.rows, item)? {
            return Ok(Some(item.name.clone()));
        }
    }
    Ok(None)
}

/// How one release saw the people: by district and by answer.
struct Seen<'a> {
    groups: Categories,
    answers: Categories,
    headline: &'a Headline,
}

/// A release and the data tell somebody by themselves.
enum Told {
    Already,
}

/// How each release of an item saw the people of the data, those left out that were about other people.
fn views<'a>(
    data: &Dataset,
    weights: &[f64],
    variable: &Variable,
    item: &Item,
    releases: impl Iterator<Item = &'a Results>,
) -> Result<Vec<Seen<'a>>, Told> {
    let mut views = Vec::new();
    for release in releases {
        let Some(headline) = release.item(&item.name).and_then(|item| item.headline.as_ref()) else {
            continue;
        };
        let column = release.method.district.as_deref();
        let groups = match column.map(|column| data.variable(column)) {
            Some(None) if !headline.districts.is_empty() => return Err(Told::Already),
            Some(Some(column)) => column.names(),
            _ => Categories { codes: vec![MISSING; data.rows], levels: Vec::new() },
        };
        let mut answers = looked_at(variable, Some(&headline.measure));
        let light = answers.codes.iter_mut().zip(weights).filter(|(_, weight)| **weight == 0.0);
        light.for_each(|(code, _)| *code = MISSING);
        let view = Seen { groups, answers, headline };
        match view.moved(rules(item.sensitive).threshold) {
            Moved::Not => views.push(view),
            Moved::Little => return Err(Told::Already),
            Moved::Far => {}
        }
    }
    Ok(views)
}

fn is_told(views: &[Seen<'_>], rows: usize, item: &Item) -> Result<bool, ProtectionError> {
    if views.len() < 2 {
        return Ok(false);
    }
    let units = units(views, rows);
    let mut counts = BTreeMap::new();
    units.iter().flatten().for_each(|unit| *counts.entry(unit.clone()).or_insert(0) += 1);
    let said: Vec<Release> = views.iter().map(|view| view.said(&units)).collect();
    let leaks = overlaps(&counts, &said, &rules(item.sensitive))
        .map_err(|error| ProtectionError::Releases { item: item.name.clone(), error })?;
    Ok(!leaks.is_empty())
}

/// The unit of each row: where every release put it; none for who answered in no release.
fn units(views: &[Seen<'_>], rows: usize) -> Vec<Option<String>> {
    let place = |categories: &Categories, row: usize| categories.codes.get(row).copied().unwrap_or(MISSING);
    let unit = |row: usize| {
        let answered = views.iter().any(|view| place(&view.answers, row) != MISSING);
        let one = |view: &Seen<'_>| format!("{}:{}", place(&view.groups, row), place(&view.answers, row));
        answered.then(|| views.iter().map(one).collect::<Vec<_>>().join(" "))
    };
    (0..rows).map(unit).collect()
}

/// How far the people behind a release are from those in the data now.
enum Moved {
    /// They are the same.
    Not,
    /// One or two came or went somewhere.
    Little,
    /// They are other people: nothing of it can be taken from these.
    Far,
}

impl Seen<'_> {
    /// Figures that are shown, with their district; the city has none.
    fn shown(&self) -> impl Iterator<Item = (Option<u32>, usize)> + '_ {
        let base = |shown: &Shown| shown.figure().map(|figure| figure.base);
        let place = |code: &String| self.groups.levels.iter().position(|level| level == code);
        let district = move |district: &crate::results::District| {
            Some((Some(u32::try_from(place(&district.code)?).ok()?), base(&district.figure)?))
        };
        let city = base(&self.headline.city).map(|base| (None, base));
        city.into_iter().chain(self.headline.districts.iter().filter_map(district))
    }

    fn holds(&self, row: usize, district: Option<u32>, answer: u32) -> bool {
        let inside = district.is_none_or(|district| self.groups.codes.get(row) == Some(&district));
        inside && self.answers.codes.get(row) == Some(&answer)
    }

    /// Compares the bases that were published with the data: a base that moved by one or two tells who came or went.
    fn moved(&self, threshold: u64) -> Moved {
        let rows = self.answers.codes.len();
        let answers = 0..u32::try_from(self.answers.levels.len()).unwrap_or(0);
        let now = |district| {
            let counted = |row: &usize| answers.clone().any(|answer| self.holds(*row, district, answer));
            (0..rows).filter(counted).count()
        };
        let apart: Vec<u64> =
            self.shown().map(|(district, base)| now(district).abs_diff(base) as u64).collect();
        match () {
            () if apart.iter().all(|people| *people == 0) => Moved::Not,
            () if apart.iter().any(|people| (1..threshold).contains(people)) => Moved::Little,
            () => Moved::Far,
        }
    }

    /// What the release says, as statements about units.
    fn said(&self, units: &[Option<String>]) -> Release {
        let mut statements = Vec::new();
        for (district, _) in self.shown() {
            for answer in 0..u32::try_from(self.answers.levels.len()).unwrap_or(0) {
                let inside = units.iter().enumerate().filter(|(row, _)| self.holds(*row, district, answer));
                let inside: Vec<&String> = inside.filter_map(|(_, unit)| unit.as_ref()).collect();
                let said = Said::Value(inside.len() as u64);
                let units: BTreeSet<String> = inside.into_iter().cloned().collect();
                if !units.is_empty() {
                    statements.push(Statement { units, said });
                }
            }
        }
        Release { name: String::new(), statements }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Districts, Frame, results};
    use crate::data::Values;
    use crate::protection::protected;
    use crate::wave::{Facts, Mode, Outcomes, Sample};
    use questionnaires::{Direction, Text};
    use survey_estimation::Design;

    fn column(name: &str, values: Values) -> Variable {
        Variable {
            name: name.to_owned(),
            question: name.to_owned(),
            label: Text::default(),
            part: Text::default(),
            direction: Direction::None,
            sensitive: false,
            values,
        }
    }

    /// Three districts of 40; quarters are the same but for `strip` people of the first who belong to the second.
    fn data(strip: usize) -> Dataset {
        let word = |row: usize| ["a", "b", "c"][row / 40];
        let quarter = |row: usize| if row < strip { "b" } else { word(row) };
        let code = |code: &str| crate::data::Code {
            code: code.to_owned(),
            label: Text::default(),
            missing: None,
            in_base: false,
        };
        let words = |of: &dyn Fn(usize) -> &'static str| {
            Values::Words(Categories::of((0..120).map(|row| Some(of(row)))))
        };
        let safe = Values::Codes {
            list: vec![code("0"), code("1")],
            places: (0..120).map(|row| u32::from(row % 2 == 0)).collect(),
        };
        Dataset {
            rows: 120,
            variables: vec![
                column("district", words(&word)),
                column("quarter", words(&quarter)),
                column("safe", safe),
            ],
        }
    }

    fn published(data: &Dataset, by: &str) -> Results {
        let facts = Facts {
            sample: Sample::Probability,
            modes: vec![Mode::Web],
            contractor: String::new(),
            population: String::new(),
            frame: String::new(),
            from: "2026-04-01".parse().unwrap(),
            to: "2026-04-30".parse().unwrap(),
            reminders: 0,
            outcomes: Outcomes::default(),
            invented: true,
        };
        let design = Design::simple(data.rows).unwrap();
        let districts = || Districts::of(data.variable(by).unwrap());
        let frame =
            Frame { data, design: &design, sample: Sample::Probability, districts: Some(districts()) };
        let all = results("Vlna", &facts, &frame, &["safe".to_owned()], Vec::new());
        protected(all, data, Some(&districts())).unwrap()
    }

    #[test]
    fn the_same_again_and_another_division_far_away_tell_nothing() {
        let data = data(20);
        let first = published(&data, "district");
        assert_eq!(tells_apart(&data, &[1.0; 120], &[&first], &first).unwrap(), None);
        assert_eq!(tells_apart(&data, &[1.0; 120], &[&first], &published(&data, "quarter")).unwrap(), None);
    }

    #[test]
    fn a_strip_of_two_people_between_two_divisions_is_found() {
        let data = data(2);
        let (first, second) = (published(&data, "district"), published(&data, "quarter"));
        assert!(
            first.items[0].headline.as_ref().unwrap().districts.iter().all(|it| it.figure.figure().is_some())
        );
        assert_eq!(tells_apart(&data, &[1.0; 120], &[&first], &second).unwrap().as_deref(), Some("safe"));
    }

    #[test]
    fn one_person_who_came_or_went_is_told_by_the_bases() {
        let (before, mut after) = (data(20), data(20));
        let first = published(&before, "district");
        if let Values::Codes { places, .. } = &mut after.variables[2].values {
            places[0] = MISSING;
        }
        let second = published(&after, "district");
        assert_eq!(tells_apart(&after, &[1.0; 120], &[&first], &second).unwrap().as_deref(), Some("safe"));
    }

    #[test]
    fn districts_that_are_gone_rule_nothing_out() {
        let (before, mut after) = (data(20), data(20));
        let first = published(&before, "district");
        after.variables.remove(0);
        let second = published(&after, "quarter");
        assert_eq!(tells_apart(&after, &[1.0; 120], &[&first], &second).unwrap().as_deref(), Some("safe"));
    }
}
