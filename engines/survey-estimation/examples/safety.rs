//! An invented survey of safety in four districts, from the plan of the sample to what may be said.
//!
//! `cargo run -p survey-estimation --example safety`

use survey_estimation::change::{Change, Family, adjusted};
use survey_estimation::data::Categories;
use survey_estimation::design::{Plan, Population, StagePlan};
use survey_estimation::estimators::{GroupMeans, Means, Missing};
use survey_estimation::intervals::{Critical, korn_graubard};
use survey_estimation::reliability::presentation;
use survey_estimation::tables::independence;
use survey_estimation::{Design, Domain, Survey};

const DISTRICTS: [&str; 4] = ["Centre", "Harbour", "Hill", "Meadows"];
const PRECINCTS: usize = 8;
const PEOPLE: usize = 12;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rows = DISTRICTS.len() * PRECINCTS * PEOPLE;
    let district = |row: usize| row / (PRECINCTS * PEOPLE);
    let precinct = |row: usize| row / PEOPLE;
    // Somebody who is the same every time: a number between 0 and 99 for each row and question.
    let chance = |row: usize, question: usize| (row * 7_919 + question * 104_729 + row * row % 31 * 17) % 100;
    let safe: Vec<f64> = (0..rows)
        .map(|row| f64::from(u8::from(chance(row, 1) < 40 + 8 * district(row) + precinct(row) % 5 * 4)))
        .collect();
    let districts = factor(rows, |row| DISTRICTS[district(row)].to_owned());
    let age = factor(rows, |row| if chance(row, 2) < 45 { "under 45" } else { "45 and over" }.to_owned());

    // Eight precincts out of thirty in every district, twelve people out of two hundred in each of them.
    let first = StagePlan {
        strata: Some(districts.clone()),
        units: Some(factor(rows, |row| format!("{:02}", precinct(row)))),
        population: Population::Counts(vec![30.0; rows]),
    };
    let second = StagePlan { population: Population::Counts(vec![200.0; rows]), ..StagePlan::default() };
    let design = Design::new(Plan { stages: vec![first, second], ..Plan::default() })?;
    let (survey, everyone) = (Survey::from(&design), Domain::everyone());

    let all = survey.estimate(&Means::new(vec![&safe], &everyone, Missing::Keep));
    let ((lower, upper), effective) =
        korn_graubard(all.values[0], all.covariance.get(0, 0), all.rows, Critical::new(0.95, all.df));
    println!("feels safe: {:.1} % ({:.1} to {:.1})", 100.0 * all.values[0], 100.0 * lower, 100.0 * upper);
    println!("{} answers are worth {effective:.0}; {} degrees of freedom\n", all.rows, all.df);

    let groups = survey.estimate(&GroupMeans::means(&districts, &safe, &everyone, Missing::Keep));
    for (place, name) in districts.levels.iter().enumerate() {
        let (p, variance) = (groups.values[place], groups.covariance.get(place, place));
        let of_district = everyone.and(rows, |row| districts.codes[row] as usize == place);
        let (count, df) = (design.counted(&of_district), design.degrees_of_freedom(&of_district));
        println!("{name:<8} {:5.1} %  {:?}", 100.0 * p, presentation(p, variance, count, df));
    }

    let changes: Vec<Change> = (1..4).map(|place| Change::between(&groups, 0, place)).collect();
    let raw: Vec<f64> = changes.iter().map(|change| change.p).collect();
    println!("\nagainst {}, p-values adjusted for three comparisons (Holm):", DISTRICTS[0]);
    for ((change, p), name) in changes.iter().zip(adjusted(&raw, Family::Holm)).zip(&DISTRICTS[1..]) {
        println!("{name:<8} {:+5.1} points, p = {p:.3}", 100.0 * change.difference);
    }

    let test = independence(survey, &Categories::of_numbers(&safe), &age, &everyone)?.second_order();
    println!(
        "\nsafety and age: F = {:.2} on {:.1} and {:.1}, p = {:.3}",
        test.statistic, test.df[0], test.df[1], test.p
    );
    Ok(())
}

fn factor(rows: usize, name: impl Fn(usize) -> String) -> Categories {
    let names: Vec<String> = (0..rows).map(name).collect();
    Categories::of(names.iter().map(|name| Some(name.as_str())))
}
