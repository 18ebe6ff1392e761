//! From the words of an entry to a survey: table, design, adjustments of weights, replicates.

use std::rc::Rc;
use std::sync::Arc;

use super::document::{DesignText, Entry, Factors, ReplicatesText};
use super::expression::Expression;
use super::{Library, RunError, calibration};
use crate::data::{Categories, Column, Table};
use crate::design::{Design, Lonely, Plan, Population, StagePlan};
use crate::replicates::{Replicates, Resampling, Scale, Supplied};
use crate::survey::Survey;

/// A survey that is ready to be asked.
pub(crate) struct Prepared {
    pub(crate) table: Table,
    made: Made,
}

enum Made {
    Design(Design),
    Replicated(Replicates),
}

impl Prepared {
    pub(crate) fn survey(&self) -> Survey<'_> {
        match &self.made {
            Made::Design(design) => design.into(),
            Made::Replicated(replicates) => replicates.into(),
        }
    }
}

/// The survey of an entry; made once for all entries that say the same.
pub(crate) fn prepared(entry: &Entry, library: &mut Library<'_>) -> Result<Rc<Prepared>, RunError> {
    let options = ["lonely", "adjust_domain_lonely", "inclusion", "dataset", "by", "over", "population"];
    let options = options.map(|name| entry.arguments.get(name));
    let key = format!("{:?} {:?} {} {options:?}", entry.dataset, entry.design, entry.setup());
    if let Some(made) = library.prepared.get(&key) {
        return Ok(Rc::clone(made));
    }
    let made = Rc::new(prepare(entry, library)?);
    library.prepared.insert(key, Rc::clone(&made));
    Ok(made)
}

fn prepare(entry: &Entry, library: &mut Library<'_>) -> Result<Prepared, RunError> {
    // An entry may ask the same of another table, which has a design of its own.
    let other = entry.text("dataset");
    let name = other.clone().or_else(|| entry.dataset.clone()).ok_or(RunError::Argument("dataset"))?;
    let said = if other.is_some() { DesignText::default() } else { entry.design.clone() };
    let table = table(&said, &name, library)?;
    let design = Design::new(plan(&said, entry, &table)?)?;
    let steps = calibration::steps(entry, &table, library)?;
    let made = match &said.replicates {
        None => {
            let calibrated = steps.iter().try_fold(design, |design, step| step.design(&design));
            Made::Design(calibrated?)
        }
        Some(how) => {
            let replicates = replicates(how, &said, entry, &design, library)?;
            Made::Replicated(
                steps.iter().try_fold(replicates, |replicates, step| step.replicates(replicates))?,
            )
        }
    };
    Ok(Prepared { table, made })
}

/// The rows of the survey, with derived columns.
fn table(said: &DesignText, name: &str, library: &mut Library<'_>) -> Result<Table, RunError> {
    let derived = derived(said, library);
    let mut table = library.table(name)?.clone();
    if let Some(filter) = &said.row_filter {
        table = table.part(&Expression::read(filter)?.holds(&table)?);
    }
    for (name, expression) in derived {
        // A column that is not there makes a derived one impossible; whoever asks for it is told.
        if let Ok(column) = Expression::read(&expression)?.column(&table) {
            table = table.with(&name, column)?;
        }
    }
    Ok(table)
}

/// Columns every safety survey derives when it says so without a formula: the two best answers of five together.
const DERIVED: [(&str, &str); 2] = [("safe_n", "safe_night >= 4"), ("safe_d", "safe_day >= 4")];

fn derived(said: &DesignText, library: &Library<'_>) -> Vec<(String, String)> {
    let Some(text) = &said.derived else { return Vec::new() };
    let mut found: Vec<(String, String)> = Vec::new();
    for clause in text.split([';', ',']).map(str::trim) {
        let mut sides = clause.splitn(2, '=');
        if let (Some(name), Some(value)) =
            (sides.next(), sides.next().map(|value| value.trim_start_matches('=')))
            && name.trim().chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.')
            && Expression::read(value).is_ok()
        {
            found.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    if let Some(other) = text.split("as in ").nth(1).and_then(|rest| rest.split([' ', ';', ',']).next())
        && let Some(other) = library.designs.get(other)
        && other.derived != said.derived
    {
        found.extend(derived(other, library));
    }
    let known = DERIVED.iter().filter(|(name, _)| text.contains(name));
    for (name, value) in known {
        if !found.iter().any(|(found, _)| found == name) {
            found.push(((*name).to_owned(), (*value).to_owned()));
        }
    }
    found
}

fn lonely(entry: &Entry) -> Result<Lonely, RunError> {
    let Some(text) = entry.text("lonely") else { return Ok(Lonely::Refuse) };
    Ok(match text.as_str() {
        "fail" | "refuse" => Lonely::Refuse,
        "remove" => Lonely::Remove,
        "certainty" => Lonely::Certainty,
        "adjust" => Lonely::Adjust,
        "average" => Lonely::Average,
        _ => match text.strip_prefix("collapse ").and_then(|pair| pair.split_once(" with ")) {
            Some((one, other)) => Lonely::Collapse(vec![(one.trim().to_owned(), other.trim().to_owned())]),
            None => return Err(RunError::Unknown { argument: "lonely", value: text }),
        },
    })
}

fn plan(said: &DesignText, entry: &Entry, table: &Table) -> Result<Plan, RunError> {
    let codes = |names: &Option<Vec<String>>, stage: usize| -> Result<Option<Categories>, RunError> {
        let Some(name) = names.as_ref().and_then(|names| names.get(stage)) else { return Ok(None) };
        Ok(Some(table.column(name)?.categories()))
    };
    let depth = said.cluster.as_ref().map_or(1, Vec::len).max(1);
    let mut stages = Vec::new();
    for stage in 0..depth {
        let population = match said.fpc.as_ref().and_then(|names| names.get(stage)) {
            Some(name) => Population::read(table.numbers(name)?.to_vec())?,
            None => Population::Unknown,
        };
        stages.push(StagePlan {
            strata: codes(&said.strata, stage)?,
            units: codes(&said.cluster, stage)?,
            population,
        });
    }
    let mut weights = weights(said, table)?;
    if let Some(name) = entry.text("inclusion") {
        let chances = table.numbers(&name)?.to_vec();
        weights = Some(chances.iter().map(|chance| 1.0 / chance).collect());
        if let Some(stage) = stages.first_mut() {
            stage.population = Population::Inclusion(chances);
        }
    }
    let adjust_lonely_in_domains = entry.flag("adjust_domain_lonely");
    Ok(Plan { weights, stages, nest: said.nest, lonely: lonely(entry)?, adjust_lonely_in_domains, pairs: None })
}

/// A column, a number for all, or what the counts imply.
fn weights(said: &DesignText, table: &Table) -> Result<Option<Vec<f64>>, RunError> {
    let Some(text) = &said.weights else {
        let known = said.fpc.is_some();
        return Ok((!known).then(|| vec![1.0; table.rows()]));
    };
    if text.starts_with("implied") {
        return Ok(None);
    }
    let word = text.split_whitespace().next().unwrap_or_default();
    if let Ok(Column::Numbers(values)) = table.column(text).or_else(|_| table.column(word)) {
        return Ok(Some(values.clone()));
    }
    Ok(Some(Expression::read(word)?.numbers(table)?))
}

/// More replicates than any file brings.
const MOST_REPLICATES: usize = 100_000;

fn replicates(
    how: &ReplicatesText,
    said: &DesignText,
    entry: &Entry,
    design: &Design,
    library: &mut Library<'_>,
) -> Result<Replicates, RunError> {
    if how.n_rep > MOST_REPLICATES {
        let (count, most) = (how.n_rep, MOST_REPLICATES);
        return Err(RunError::TooMany { what: "replicates".to_owned(), count, most });
    }
    let columns = supplied(how, said, entry, library)?;
    let supplied_here = !columns.is_empty();
    let made = if columns.is_empty() {
        made(how, said, design)?
    } else {
        let combined = how.combined_weights;
        let scale = default_scale(how, columns.len());
        Replicates::supplied(design, Supplied { columns, combined }, scale)?
    };
    let scale = match (&how.rscales, how.scale) {
        // Factors written out belong to replicates in the order of the file; those made here bring their own.
        (Some(Factors::Many(each)), overall) if supplied_here => {
            Scale { overall: overall.unwrap_or(1.0), each: each.clone() }
        }
        (Some(Factors::One(each)), Some(overall)) => Scale { overall, each: vec![*each; made.count()] },
        (None, Some(overall)) => Scale { overall, each: Vec::new() },
        _ => made.scale().clone(),
    };
    let made = made.with_scale(scale).around_estimate(how.mse);
    Ok(match how.degf {
        Some(df) => made.with_degrees_of_freedom(df),
        None => made,
    })
}

fn default_scale(how: &ReplicatesText, count: usize) -> Scale {
    let count = count as f64;
    let overall = match how.kind.to_ascii_lowercase().as_str() {
        "brr" => 1.0 / count,
        "acs" | "successive-difference" | "sdr" => 4.0 / count,
        "jkn" => 1.0,
        "jk1" => (count - 1.0) / count,
        _ => 1.0 / (count - 1.0),
    };
    Scale { overall, each: Vec::new() }
}

/// Replicates that are made from the design.
fn made(how: &ReplicatesText, said: &DesignText, design: &Design) -> Result<Replicates, RunError> {
    let number_after = |word: &str| {
        let steps = said.steps().join(" ");
        let after =
            steps.split(word).nth(1).unwrap_or_default().trim_start_matches([' ', '=', ':']).to_owned();
        after.split([' ', ',', ';']).next().and_then(|number| number.parse::<f64>().ok())
    };
    Ok(match how.kind.to_ascii_lowercase().as_str() {
        "jk1" | "jkn" | "jackknife" => Replicates::jackknife(design)?,
        "brr" => Replicates::balanced(design, 0.0)?,
        "fay" => {
            // The scale 1/(R (1 − ρ)²) says ρ when no step does.
            let from_scale = how.scale.map(|scale| 1.0 - (1.0 / (how.n_rep as f64 * scale)).sqrt());
            Replicates::balanced(design, number_after("rho").or(from_scale).unwrap_or(0.5))?
        }
        "bootstrap" | "subbootstrap" => {
            let canty = said.steps().iter().any(|step| step.contains("Canty"));
            let kind = if canty { Resampling::CantyDavison } else { Resampling::RaoWu };
            let seed = number_after("seed").unwrap_or(1.0);
            Replicates::bootstrap(design, how.n_rep.max(2), kind, seed as u64)?
        }
        _ => return Err(RunError::Unknown { argument: "replicates", value: how.kind.clone() }),
    })
}

/// Replicate weights from the table itself, from another one that a step names, or written out in a step.
fn supplied(
    how: &ReplicatesText,
    said: &DesignText,
    entry: &Entry,
    library: &mut Library<'_>,
) -> Result<Vec<Arc<[f64]>>, RunError> {
    let text = said.steps().join(" ");
    if let Some(file) = text.split_whitespace().find(|word| word.ends_with(".csv")) {
        let table = library.table(file)?;
        return table.names().iter().map(|name| Ok(table.numbers(name)?.into())).collect();
    }
    if text.contains("hand-made") {
        return Ok(written(&text));
    }
    let name = entry.dataset.clone().ok_or(RunError::Argument("dataset"))?;
    let table = library.table(&name)?;
    let made_here = ["JK", "Hadamard", "Fay"].iter().any(|word| text.contains(word));
    if made_here {
        return Ok(Vec::new());
    }
    let found = numbered(table.names(), how.n_rep);
    found.iter().map(|name| Ok(table.numbers(name)?.into())).collect()
}

/// Names that end in 1, 2 … `count` after a common beginning.
fn numbered(names: &[String], count: usize) -> Vec<String> {
    let begins = names.iter().filter_map(|name| name.strip_suffix('1'));
    let run = |begin: &str| -> Option<Vec<String>> {
        let plain = |at: usize| format!("{begin}{at}");
        let padded = |at: usize| format!("{}{at:02}", begin.strip_suffix('0').unwrap_or(begin));
        let all = |name: &dyn Fn(usize) -> String| {
            let wanted: Vec<String> = (1..=count).map(name).collect();
            wanted.iter().all(|name| names.contains(name)).then_some(wanted)
        };
        all(&plain).or_else(|| all(&padded))
    };
    if count < 2 { Vec::new() } else { begins.filter_map(run).next().unwrap_or_default() }
}

/// Columns written out as (1,0,1,0),(…), "each times 2".
fn written(text: &str) -> Vec<Arc<[f64]>> {
    let times = text.split("each times ").nth(1).and_then(|rest| {
        rest.split(|c: char| !c.is_ascii_digit() && c != '.')
            .next()
            .and_then(|number| number.parse::<f64>().ok())
    });
    let lists = text.split('(').skip(1).filter_map(|part| part.split(')').next());
    let column = |list: &str| -> Option<Arc<[f64]>> {
        list.split(',')
            .map(|number| Some(number.trim().parse::<f64>().ok()? * times.unwrap_or(1.0)))
            .collect()
    };
    lists.filter_map(column).collect()
}
