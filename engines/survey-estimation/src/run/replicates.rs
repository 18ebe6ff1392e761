//! From the words of an entry to replicates: columns of a file, numbers written out, or made from the design.

use std::sync::Arc;

use super::document::{DesignText, Entry, Factors, ReplicatesText};
use super::{Library, RunError, calibration};
use crate::design::Design;
use crate::replicates::{Replicates, Resampling, Scale, Supplied};

/// More replicates than any file brings.
const MOST_REPLICATES: usize = 100_000;

/// The replicates an entry describes, on its design.
pub(super) fn made(
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
        from_design(how, said, design)?
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
    let successive =
        matches!(how.kind.to_ascii_lowercase().as_str(), "acs" | "successive-difference" | "sdr");
    let made = made.with_scale(scale).around_estimate(how.mse || successive);
    Ok(match how.degf {
        Some(df) => made.with_degrees_of_freedom(df),
        None => match rank(&made).filter(|_| supplied_here) {
            Some(rank) => made.with_degrees_of_freedom(rank as f64 - 1.0),
            None => made,
        },
    })
}

/// The rank of the matrix of replicate weights; `None` when there are too many to ask.
fn rank(replicates: &Replicates) -> Option<usize> {
    const MOST: usize = 250;
    let count = replicates.count();
    if count > MOST {
        return None;
    }
    let columns: Vec<Vec<f64>> =
        (0..count).map(|replicate| replicates.weights(replicate)).collect::<Option<_>>()?;
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    let squares =
        columns.iter().flat_map(|a| columns.iter().map(|b| product(a, b)).collect::<Vec<_>>()).collect();
    Some(matrices::Factor::of(squares, count).rank())
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
fn from_design(how: &ReplicatesText, said: &DesignText, design: &Design) -> Result<Replicates, RunError> {
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
        "acs" | "successive-difference" | "sdr" => Replicates::successive(design, how.n_rep)?,
        "bootstrap" | "subbootstrap" | "mrbbootstrap" | "preston" | "poisson" => {
            let says = |word: &str| {
                how.kind.to_ascii_lowercase().contains(word)
                    || said.steps().iter().any(|step| step.to_ascii_lowercase().contains(word))
            };
            let kind = match () {
                () if says("canty") => Resampling::CantyDavison,
                () if says("mrb") || says("preston") => Resampling::Preston,
                () if says("poisson") => Resampling::Poisson,
                () => Resampling::RaoWu,
            };
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
    let steps: Vec<String> = said.steps().iter().map(|step| calibration::resolved(step, library)).collect();
    let text = steps.join(" ");
    let of_replicates = |word: &&str| word.ends_with(".csv") && !text.contains("margins");
    if let Some(file) = text.split([' ', ',', ';', '(', ')']).find(of_replicates) {
        let table = library.table(file)?;
        return table.names().iter().map(|name| Ok(table.numbers(name)?.into())).collect();
    }
    if text.contains("hand-made") {
        return Ok(written(&text));
    }
    let name = entry.dataset.clone().ok_or(RunError::Argument("dataset"))?;
    let table = library.table(&name)?;
    let made_here = ["JK", "Hadamard", "Fay", "made here", "seed"].iter().any(|word| text.contains(word));
    if made_here {
        return Ok(Vec::new());
    }
    // Columns a step names by their beginning come first.
    let mut names = table.names().to_vec();
    names.sort_by_key(|name| {
        !name.strip_suffix('1').is_some_and(|begin| !begin.is_empty() && text.contains(begin))
    });
    let found = numbered(&names, how.n_rep);
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
