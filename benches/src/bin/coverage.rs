//! How often do intervals of 95 % hold the truth? Samples drawn again and again from a population that is known.
//!
//!   coverage [SAMPLES]     2,000 when not said; the table is printed as Markdown
//!
//! Everything comes from one seed, and sums do not depend on the number of threads, so the table is the same everywhere:
//! `cargo run --release -p benches --bin coverage > docs/survey-coverage.md` changes nothing.

use std::collections::BTreeMap;

use rayon::prelude::*;
use survey_estimation::calibrated::{Margin, Reweighting};
use survey_estimation::change::Change;
use survey_estimation::data::Categories;
use survey_estimation::design::{Plan, Population, StagePlan};
use survey_estimation::estimators::{GroupMeans, Means, Missing, QuantileInterval, Quantiles};
use survey_estimation::intervals::{self, Critical};
use survey_estimation::replicates::Resampling;
use survey_estimation::{Design, Domain, Replicates, Survey};

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const DISTRICTS: usize = 10;
const PRECINCTS: usize = 50;
/// Precincts drawn in every district, and persons in each of them.
const DRAWN: usize = 6;
const ASKED: usize = 12;
const SEED: u64 = 20_260_401;

/// A generator of SplitMix64 (Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    fn chance(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, count: usize) -> usize {
        ((self.chance() * count as f64) as usize).min(count - 1)
    }

    /// A sum of twelve chances less six: near enough to the normal distribution.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.chance()).sum::<f64>() - 6.0
    }

    /// `drawn` of 0…count − 1 without replacement, in their order.
    fn sample(&mut self, count: usize, drawn: usize) -> Vec<usize> {
        let mut left = drawn;
        (0..count)
            .filter(|at| {
                let take = self.below(count - at) < left;
                left -= usize::from(take);
                take
            })
            .collect()
    }
}

#[derive(Clone, Copy)]
struct Person {
    safe: f64,
    victim: f64,
    fear: f64,
    old: bool,
}

/// Districts of precincts of people.
struct Town(Vec<Vec<Vec<Person>>>);

fn town() -> Town {
    let mut random = Random(SEED);
    let districts = (0..DISTRICTS).map(|district| {
        let of_district = 0.5 * random.normal() + (district as f64 - 4.5) / 10.0;
        let precincts = (0..PRECINCTS).map(|_| {
            let of_precinct = of_district + 0.45 * random.normal();
            let people = 80 + random.below(81);
            (0..people).map(|_| person(of_precinct, &mut random)).collect()
        });
        precincts.collect()
    });
    Town(districts.collect())
}

fn person(place: f64, random: &mut Random) -> Person {
    let old = random.chance() < 0.08;
    let odds = |base: f64| 1.0 / (1.0 + (-(base + place)).exp());
    let safe = f64::from(u8::from(random.chance() < odds(0.5 - 0.7 * f64::from(u8::from(old)))));
    let victim = f64::from(u8::from(random.chance() < 0.02 * (1.0 - place / 3.0)));
    // Skewed, in whole points, so that medians are tied.
    let fear = (2.5 - place + 1.6 * random.normal() + 1.2 * random.chance().powi(3) * 4.0).clamp(0.0, 10.0);
    Person { safe, victim, fear: (fear * 10.0).round() / 10.0, old }
}

/// A sample with its design.
struct Sample {
    people: Vec<Person>,
    design: Design,
    districts: Categories,
    old: Categories,
}

fn factor(codes: Vec<u32>, count: usize) -> Categories {
    Categories { codes, levels: (0..count).map(|level| format!("{level:03}")).collect() }
}

fn drawn(town: &Town, seed: u64) -> Outcome<Sample> {
    let mut random = Random(SEED ^ seed.wrapping_mul(0xd134_2543_de82_ef95));
    let (mut people, mut districts, mut precincts) = (Vec::new(), Vec::new(), Vec::new());
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for (district, all) in town.0.iter().enumerate() {
        for precinct in random.sample(all.len(), DRAWN) {
            let Some(residents) = all.get(precinct) else { continue };
            for person in random.sample(residents.len(), ASKED) {
                people.extend(residents.get(person));
                districts.push(district as u32);
                precincts.push((district * PRECINCTS + precinct) as u32);
                first.push(all.len() as f64);
                second.push(residents.len() as f64);
            }
        }
    }
    let districts = factor(districts, DISTRICTS);
    let stage = StagePlan {
        strata: Some(districts.clone()),
        units: Some(factor(precincts, DISTRICTS * PRECINCTS)),
        population: Population::Counts(first),
    };
    let within = StagePlan { population: Population::Counts(second), ..StagePlan::default() };
    let design = Design::new(Plan { weights: None, stages: vec![stage, within], ..Plan::default() })?;
    let old = people.iter().map(|person: &Person| u32::from(person.old)).collect();
    Ok(Sample { people, design, districts, old: factor(old, 2) })
}

/// What is true of the town.
struct Truth {
    safe: f64,
    victim: f64,
    fear: f64,
    safe_old: f64,
    victim_old: f64,
    safe_one: f64,
    difference: f64,
    quantiles: [f64; 2],
    ages: [f64; 2],
}

fn truth(town: &Town) -> Truth {
    let all = || town.0.iter().flatten().flatten();
    let mean = |pick: &dyn Fn(&Person) -> Option<f64>| {
        let values: Vec<f64> = all().filter_map(pick).collect();
        values.iter().sum::<f64>() / values.len() as f64
    };
    let one: Vec<&Person> = town.0.iter().take(1).flatten().flatten().collect();
    let mut fears: Vec<f64> = all().map(|person| person.fear).collect();
    fears.sort_by(f64::total_cmp);
    let quantile =
        |p: f64| fears.get((p * fears.len() as f64).ceil() as usize - 1).copied().unwrap_or(f64::NAN);
    let old = mean(&|person| person.old.then_some(person.safe));
    let count = |old: bool| all().filter(|person| person.old == old).count() as f64;
    Truth {
        safe: mean(&|person| Some(person.safe)),
        victim: mean(&|person| Some(person.victim)),
        fear: mean(&|person| Some(person.fear)),
        safe_old: old,
        victim_old: mean(&|person| person.old.then_some(person.victim)),
        safe_one: one.iter().map(|person| person.safe).sum::<f64>() / one.len() as f64,
        difference: old - mean(&|person| (!person.old).then_some(person.safe)),
        quantiles: [quantile(0.5), quantile(0.9)],
        ages: [count(false), count(true)],
    }
}

/// Whether an interval held the truth, and how wide it was; `None` when there was none.
type Held = BTreeMap<String, Vec<Option<(bool, f64)>>>;

fn looked_at(held: &mut Held, what: &str, (lower, upper): (f64, f64), truth: f64) {
    // The last digit of a limit is no miss.
    let inside = lower <= truth + 1e-12 && truth <= upper + 1e-12;
    let one = (lower.is_finite() && upper.is_finite()).then_some((inside, upper - lower));
    held.entry(what.to_owned()).or_default().push(one);
}

fn proportion(held: &mut Held, what: &str, survey: Survey<'_>, values: &[f64], domain: &Domain, truth: f64) {
    let found = survey.estimate(&Means::new(vec![values], domain, Missing::Keep));
    let (p, variance) = (found.values[0], found.covariance.get(0, 0));
    let (rows, critical) = (found.answered, Critical::new(0.95, found.df));
    for (method, interval) in [
        ("Wald", intervals::wald(p, variance, critical)),
        ("logit", intervals::logit(p, variance, critical)),
        ("arcsine", intervals::arcsine(p, variance, critical)),
        ("likelihood", intervals::likelihood(p, variance, rows, critical)),
        ("beta", intervals::beta(p, variance, rows, critical)),
        ("Korn–Graubard", intervals::korn_graubard(p, variance, rows, critical).0),
        ("Wilson", intervals::wilson(p, variance, rows, critical).0),
    ] {
        looked_at(held, &format!("{what}|{method}"), interval, truth);
    }
}

fn one(town: &Town, truth: &Truth, seed: u64) -> Outcome<Held> {
    let sample = drawn(town, seed)?;
    let survey = Survey::from(&sample.design);
    let column = |pick: fn(&Person) -> f64| sample.people.iter().map(pick).collect::<Vec<f64>>();
    let (safe, victim, fear) = (column(|p| p.safe), column(|p| p.victim), column(|p| p.fear));
    let everyone = Domain::everyone();
    let mut held = Held::new();
    let old = Domain::of(sample.people.iter().map(|person| person.old).collect());
    let one = Domain::of(sample.districts.codes.iter().map(|code| *code == 0).collect());
    proportion(&mut held, "1 share of 60 %, everybody", survey, &safe, &everyone, truth.safe);
    proportion(&mut held, "2 share of 2 %, everybody", survey, &victim, &everyone, truth.victim);
    proportion(&mut held, "3 share, small group (8 %)", survey, &safe, &old, truth.safe_old);
    proportion(&mut held, "5 share of 2 %, small group (8 %)", survey, &victim, &old, truth.victim_old);
    proportion(&mut held, "4 share, one district (72 answers, 5 df)", survey, &safe, &one, truth.safe_one);
    let mean = |survey: Survey<'_>| {
        let found = survey.estimate(&Means::new(vec![&fear], &everyone, Missing::Keep));
        intervals::wald(found.values[0], found.covariance.get(0, 0), Critical::new(0.95, found.df))
    };
    looked_at(&mut held, "6 mean|linearised", mean(survey), truth.fear);
    let jackknife = Replicates::jackknife(&sample.design)?;
    looked_at(&mut held, "6 mean|jackknife", mean((&jackknife).into()), truth.fear);
    let bootstrap = Replicates::bootstrap(&sample.design, 200, Resampling::Preston, seed)?;
    looked_at(
        &mut held,
        "6 mean|bootstrap of both stages (Preston, 200)",
        mean((&bootstrap).into()),
        truth.fear,
    );
    let margin = Margin { factor: sample.old.clone(), totals: truth.ages.to_vec() };
    let calibrated = Reweighting::Margins(vec![margin]).design(&sample.design)?;
    looked_at(&mut held, "6 mean|linearised, post-stratified by age", mean((&calibrated).into()), truth.fear);
    let groups = survey.estimate(&GroupMeans::means(&sample.old, &safe, &everyone, Missing::Keep));
    let change = Change::between(&groups, 0, 1);
    looked_at(
        &mut held,
        "7 difference of two shares|with their covariance",
        change.interval,
        truth.difference,
    );
    for (name, kind) in [("Woodruff", QuantileInterval::Mean), ("Woodruff, logit", QuantileInterval::Logit)] {
        let mut question = Quantiles::new(&fear, &everyone, Missing::Keep);
        question.interval = kind;
        let found = question.estimate(survey, &[0.5, 0.9]);
        for ((quantile, truth), what) in found.iter().zip(truth.quantiles).zip(["8 median", "9 ninth decile"])
        {
            looked_at(&mut held, &format!("{what}|{name}"), (quantile.lower, quantile.upper), truth);
        }
    }
    Ok(held)
}

fn main() -> Outcome<()> {
    let samples: u64 = std::env::args().nth(1).map_or(Ok(2_000), |text| text.parse())?;
    let town = town();
    let truth = truth(&town);
    let people: usize = town.0.iter().flatten().map(Vec::len).sum();
    let found: Vec<Held> =
        (0..samples).into_par_iter().map(|seed| one(&town, &truth, seed)).collect::<Outcome<_>>()?;
    let mut all = Held::new();
    found.into_iter().flatten().for_each(|(what, held)| all.entry(what).or_default().extend(held));
    println!("# How often intervals hold the truth\n");
    println!(
        "An invented town of {people} people in {DISTRICTS} districts of {PRECINCTS} precincts, of which everything is known. {samples} samples,"
    );
    println!(
        "each of {DRAWN} precincts from every district and {ASKED} people from every precinct ({} answers, both stages without",
        DISTRICTS * DRAWN * ASKED
    );
    println!(
        "replacement, {} degrees of freedom). An interval of 95 % should hold the truth in 95 % of them; by chance the share",
        DISTRICTS * (DRAWN - 1)
    );
    println!("found here varies by ±{:.1} points.\n", 196.0 * (0.95 * 0.05 / samples as f64).sqrt());
    println!(
        "Made by `cargo run --release -p benches --bin coverage`, from a fixed seed; the same on any machine.\n"
    );
    println!(
        "| estimate | interval | holds the truth | mean width | samples without an interval |\n|---|---|---:|---:|---:|"
    );
    for (what, held) in &all {
        let (estimate, method) = what.split_once('|').unwrap_or((what, ""));
        let known: Vec<(bool, f64)> = held.iter().flatten().copied().collect();
        let share = 100.0 * known.iter().filter(|one| one.0).count() as f64 / known.len() as f64;
        let width = known.iter().map(|one| one.1).sum::<f64>() / known.len() as f64;
        let (name, without) = (estimate.get(2..).unwrap_or(estimate), held.len() - known.len());
        println!("| {name} | {method} | {share:.1} % | {width:.4} | {without} |");
    }
    println!("{}", READING);
    Ok(())
}

const READING: &str = "
What the table says:

- For everybody all methods do what they promise. For a rare event Wald's interval holds the truth too seldom: it reaches
  below zero and stops short above. The others reach further up.
- For a rare event in a small group many samples hold no case at all. Then only Korn–Graubard and Wilson have an interval, and
  they keep their promise; what the others do in the remaining samples says little. This is what the rule for unreliable
  figures is for.
- In one district and in a small group degrees of freedom are counted there and not in the whole city, and intervals keep
  their promise although they stand on six precincts.
- The jackknife leaves out whole precincts and takes the fraction of precincts drawn into account, but not that people within
  them were drawn too: its intervals are a little short. Linearisation and the bootstrap of both stages see both.
- Medians of answers with many ties are read off with intervals that are a little too wide, never too short.";
