//! From the words of an entry to a survey: table, design, adjustments of weights, replicates.

use std::rc::Rc;

use super::document::{DesignText, Entry};
use super::expression::Expression;
use super::{Library, RunError, calibration, chances, replicates};
use crate::data::{Categories, Column, Table};
use crate::design::{Design, Lonely, Plan, Population, StagePlan};
use crate::replicates::Replicates;
use crate::survey::Survey;

/// A survey that is ready to be asked.
pub(crate) struct Prepared {
    pub(crate) table: Table,
    /// What a person should know although there is an answer.
    pub(crate) notes: Vec<String>,
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

/// Arguments that change the survey an entry is asked of.
const OPTIONS: [&str; 14] = [
    "lonely",
    "adjust_domain_lonely",
    "inclusion",
    "prob",
    "pps",
    "joint",
    "sum_p2",
    "variance",
    "dataset",
    "by",
    "over",
    "population",
    "weights",
    "fpc",
];

/// The survey of an entry; made once for all entries that say the same.
pub(crate) fn prepared(entry: &Entry, library: &mut Library<'_>) -> Result<Rc<Prepared>, RunError> {
    let options = OPTIONS;
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
    let mut plan = plan(&said, entry, &table)?;
    plan.pairs = chances::pairs(entry, &plan, library)?;
    let mut notes: Vec<String> = disagreement(&plan).into_iter().collect();
    let design = Design::new(plan)?;
    let steps = calibration::steps(entry, &table, library)?;
    for step in &steps {
        let dependent = step.left_out(design.weights());
        if !dependent.is_empty() {
            notes.push(format!("controls that depend on others were left out: {}", dependent.join(", ")));
        }
    }
    let made = match &said.replicates {
        None => {
            let calibrated = steps.iter().try_fold(design, |design, step| step.design(&design));
            Made::Design(calibrated?)
        }
        Some(how) => {
            let replicates = replicates::made(how, &said, entry, &design, library)?;
            Made::Replicated(
                steps.iter().try_fold(replicates, |replicates, step| step.replicates(replicates))?,
            )
        }
    };
    Ok(Prepared { table, notes, made })
}

/// Weights that say another size of the population than the counts of all stages do.
fn disagreement(plan: &Plan) -> Option<String> {
    /// Weights are rounded and adjusted; a few per cent are no contradiction.
    const FEW: f64 = 0.05;
    let counts = |stage: &StagePlan| matches!(stage.population, Population::Counts(_));
    let weights = plan.weights.as_ref().filter(|_| plan.stages.iter().all(counts))?;
    let sum = crate::sums::sum(weights.iter().copied());
    let implied = Design::new(Plan { weights: None, lonely: Lonely::Remove, ..plan.clone() }).ok()?;
    let other = crate::sums::sum(implied.weights().iter().copied());
    let apart = (sum - other).abs() > FEW * other;
    apart.then(|| format!("weights add up to {sum:.0}, the counts of the stages to {other:.0}"))
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
    if let Some(chances) = entry.text("prob").filter(|_| entry.text("dataset").is_some()) {
        weights =
            Some(Expression::read(&chances)?.numbers(table)?.iter().map(|chance| 1.0 / chance).collect());
    }
    if let Some(name) = entry.text("inclusion").or_else(|| chances::column(said, entry)) {
        let chances = table.numbers(&name)?.to_vec();
        weights = Some(chances.iter().map(|chance| 1.0 / chance).collect());
        if let Some(stage) = stages.first_mut() {
            stage.population = Population::Inclusion(chances);
        }
    }
    let adjust_lonely_in_domains = entry.flag("adjust_domain_lonely");
    Ok(Plan {
        weights,
        stages,
        nest: said.nest,
        lonely: lonely(entry)?,
        adjust_lonely_in_domains,
        pairs: None,
    })
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
