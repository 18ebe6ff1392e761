//! Sorting the rows of a plan by strata and units, and every check of a design.

use super::{
    BLOCK, DesignError, Joint, Lonely, Pairs, Plan, Population, Sampled, Stage, StagePlan, Structure,
};
use crate::data::{Categories, MISSING};

pub(super) fn build(mut plan: Plan) -> Result<(Structure, Vec<f64>), DesignError> {
    let rows = rows_of(&plan)?;
    check_lengths(&plan, rows)?;
    check_codes(&plan)?;
    if let Lonely::Collapse(pairs) = &plan.lonely {
        let pairs = pairs.clone();
        collapse(&mut plan, &pairs)?;
    }
    if !plan.nest {
        check_nested(&plan)?;
    }
    let order = sorted(&plan.stages, rows);
    let mut stages = runs(&plan.stages, &order);
    for (at, (stage, said)) in stages.iter_mut().zip(&plan.stages).enumerate() {
        if at == 0 {
            stage.names = names(stage, said, &order);
        }
        stage.sampled = sampled(stage, said, &order, at + 1)?;
    }
    let weights = match plan.weights {
        Some(weights) => weights,
        None => implied(&stages, &order)?,
    };
    let blocks = blocks(&stages[0]);
    let unit_of = unit_of(&stages[0], &order);
    let (lonely, adjust_lonely_in_domains, pairs) = (plan.lonely, plan.adjust_lonely_in_domains, plan.pairs);
    check_pairs(pairs.as_ref(), &stages, rows)?;
    let structure = Structure { order, stages, unit_of, blocks, lonely, adjust_lonely_in_domains, pairs };
    if matches!(structure.lonely, Lonely::Refuse | Lonely::Collapse(_)) {
        refuse_lonely(&structure)?;
    }
    Ok((structure, weights))
}

fn rows_of(plan: &Plan) -> Result<usize, DesignError> {
    let population = |stage: &StagePlan| match &stage.population {
        Population::Unknown => None,
        Population::Counts(values) | Population::Fractions(values) | Population::Inclusion(values) => {
            Some(values.len())
        }
    };
    let length = |stage: &StagePlan| {
        let units = stage.units.as_ref().or(stage.strata.as_ref()).map(|codes| codes.codes.len());
        units.or_else(|| population(stage))
    };
    let rows = plan.weights.as_ref().map(Vec::len).or_else(|| plan.stages.iter().find_map(length));
    match rows {
        Some(rows) if rows > 0 && !plan.stages.is_empty() => Ok(rows),
        _ => Err(DesignError::Empty),
    }
}

fn check_lengths(plan: &Plan, rows: usize) -> Result<(), DesignError> {
    let check = |stage: usize, what: &'static str, found: usize| {
        let wrong = DesignError::Length { stage, what, found, expected: rows };
        if found == rows { Ok(()) } else { Err(wrong) }
    };
    if let Some(weights) = &plan.weights {
        check(0, "weights", weights.len())?;
        for (row, weight) in weights.iter().copied().enumerate() {
            if weight.is_nan() {
                return Err(DesignError::MissingWeight { row });
            }
            if !(0.0..f64::INFINITY).contains(&weight) {
                return Err(DesignError::Weight { row, weight });
            }
        }
    }
    for (at, stage) in plan.stages.iter().enumerate() {
        for (what, codes) in [("the stratum", &stage.strata), ("the unit", &stage.units)] {
            if let Some(codes) = codes {
                check(at + 1, what, codes.codes.len())?;
            }
        }
        match &stage.population {
            Population::Unknown => {}
            Population::Counts(values) | Population::Fractions(values) | Population::Inclusion(values) => {
                check(at + 1, "the population", values.len())?;
                if let Some(row) = values.iter().position(|value| value.is_nan() || *value <= 0.0) {
                    return Err(DesignError::MissingCode { row, stage: at + 1, what: "the population" });
                }
            }
        }
    }
    Ok(())
}

fn check_pairs(pairs: Option<&Pairs>, stages: &[Stage], rows: usize) -> Result<(), DesignError> {
    let Some(pairs) = pairs else { return Ok(()) };
    let chances = stages.len() == 1 && stages.iter().all(|stage| matches!(stage.sampled, Sampled::Units(_)));
    let known = match &pairs.joint {
        Joint::Known(values) => values.len() == rows * rows && values.iter().all(|value| *value > 0.0),
        _ => true,
    };
    if chances && known { Ok(()) } else { Err(DesignError::PairsWithoutChances) }
}

fn check_codes(plan: &Plan) -> Result<(), DesignError> {
    for (at, stage) in plan.stages.iter().enumerate() {
        for (what, codes) in [("the stratum", &stage.strata), ("the unit", &stage.units)] {
            let Some(codes) = codes else { continue };
            let known = |code: &u32| *code == MISSING || *code as usize >= codes.levels.len();
            if let Some(row) = codes.codes.iter().position(known) {
                return Err(DesignError::MissingCode { row, stage: at + 1, what });
            }
        }
    }
    Ok(())
}

/// Gives the rows of a lonely stratum the code of its neighbour.
fn collapse(plan: &mut Plan, pairs: &[(String, String)]) -> Result<(), DesignError> {
    let Some(strata) = plan.stages.first_mut().and_then(|stage| stage.strata.as_mut()) else { return Ok(()) };
    let place = |levels: &[String], name: &String| {
        let at = levels.iter().position(|level| level == name).and_then(|at| u32::try_from(at).ok());
        at.ok_or_else(|| DesignError::NoSuchStratum(name.clone()))
    };
    for (lonely, neighbour) in pairs {
        let (from, to) = (place(&strata.levels, lonely)?, place(&strata.levels, neighbour)?);
        strata.codes.iter_mut().filter(|code| **code == from).for_each(|code| *code = to);
        let merged = format!("{neighbour}+{lonely}");
        if let Some(name) = strata.levels.get_mut(to as usize) {
            *name = merged;
        }
    }
    Ok(())
}

fn check_nested(plan: &Plan) -> Result<(), DesignError> {
    let Some(StagePlan { strata: Some(strata), units: Some(units), .. }) = plan.stages.first() else {
        return Ok(());
    };
    let mut home = vec![MISSING; units.levels.len()];
    for (unit, stratum) in units.codes.iter().zip(&strata.codes) {
        let home = &mut home[*unit as usize];
        if *home != MISSING && home != stratum {
            let name = |codes: &Categories, at: u32| codes.levels[at as usize].clone();
            let (first, second) = (name(strata, *home), name(strata, *stratum));
            return Err(DesignError::NotNested { unit: name(units, *unit), first, second });
        }
        *home = *stratum;
    }
    Ok(())
}

/// Rows by stratum and unit of the first stage, then of the second …; equal ones stay in their order.
fn sorted(stages: &[StagePlan], rows: usize) -> Vec<u32> {
    let mut order: Vec<u32> = (0..rows as u32).collect();
    for stage in stages.iter().rev() {
        for codes in [&stage.units, &stage.strata].into_iter().flatten() {
            order = counted(&order, codes);
        }
    }
    order
}

/// One stable counting sort.
fn counted(order: &[u32], by: &Categories) -> Vec<u32> {
    let mut starts = vec![0_u32; by.levels.len() + 1];
    by.codes.iter().for_each(|code| starts[*code as usize + 1] += 1);
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut sorted = vec![0; order.len()];
    for row in order {
        let place = &mut starts[by.codes[*row as usize] as usize];
        sorted[*place as usize] = *row;
        *place += 1;
    }
    sorted
}

/// Cuts the sorted rows where a stratum or a unit ends.
fn runs(plan: &[StagePlan], order: &[u32]) -> Vec<Stage> {
    let differs = |codes: &Option<Categories>, row: u32, before: u32| {
        codes.as_ref().is_some_and(|codes| codes.codes[row as usize] != codes.codes[before as usize])
    };
    let mut stages: Vec<Stage> = plan.iter().map(|_| Stage::default()).collect();
    for (at, row) in order.iter().copied().enumerate() {
        let mut fresh = at == 0;
        let before = if at == 0 { row } else { order[at - 1] };
        for (level, (stage, said)) in stages.iter_mut().zip(plan).enumerate() {
            if fresh || (level == 0 && at == 0) {
                stage.parent_strata.push(stage.stratum_units.len() as u32);
            }
            let stratum = fresh || differs(&said.strata, row, before);
            if stratum {
                stage.stratum_units.push(stage.unit_rows.len() as u32);
            }
            fresh = stratum || said.units.is_none() || differs(&said.units, row, before);
            if fresh {
                stage.unit_rows.push(at as u32);
            }
        }
    }
    for stage in &mut stages {
        stage.parent_strata.push(stage.stratum_units.len() as u32);
        stage.stratum_units.push(stage.unit_rows.len() as u32);
        stage.unit_rows.push(order.len() as u32);
    }
    stages
}

fn names(stage: &Stage, said: &StagePlan, order: &[u32]) -> Vec<String> {
    let row = |stratum: usize| order[stage.rows_of(stage.units_of(stratum).start).start] as usize;
    let name = |stratum| said.strata.as_ref().and_then(|strata| strata.level(row(stratum))).unwrap_or("1");
    (0..stage.strata()).map(|stratum| name(stratum).to_owned()).collect()
}

/// The fraction drawn of every stratum, or the probability of every unit.
fn sampled(stage: &Stage, said: &StagePlan, order: &[u32], number: usize) -> Result<Sampled, DesignError> {
    let name = |stratum: usize| {
        let row = order[stage.rows_of(stage.units_of(stratum).start).start] as usize;
        stage.names.get(stratum).cloned().unwrap_or_else(|| format!("of row {}", row + 1))
    };
    let values = match &said.population {
        Population::Unknown => return Ok(Sampled::Unknown),
        Population::Inclusion(values) => {
            let of_unit = |unit| values[order[stage.rows_of(unit).start] as usize].min(1.0);
            return Ok(Sampled::Units((0..stage.units()).map(of_unit).collect()));
        }
        Population::Counts(values) | Population::Fractions(values) => values,
    };
    let mut fractions = Vec::with_capacity(stage.strata());
    for stratum in 0..stage.strata() {
        let units = stage.units_of(stratum);
        let rows = stage.rows_of(units.start).start..stage.rows_of(units.end - 1).end;
        let first = values[order[rows.start] as usize];
        for row in order[rows].iter().map(|row| *row as usize) {
            let second = values[row];
            if second != first {
                let stratum = name(stratum);
                return Err(DesignError::PopulationDiffers { stage: number, stratum, first, second, row });
            }
        }
        let counts = matches!(said.population, Population::Counts(_));
        let fraction = if counts { units.len() as f64 / first } else { first };
        if fraction > 1.0 {
            let (stratum, sampled) = (name(stratum), units.len());
            return Err(DesignError::PopulationTooSmall {
                stage: number,
                stratum,
                sampled,
                population: first,
            });
        }
        fractions.push(fraction);
    }
    Ok(Sampled::Strata(fractions))
}

/// Weights from the fractions of all stages.
fn implied(stages: &[Stage], order: &[u32]) -> Result<Vec<f64>, DesignError> {
    let mut weights = vec![1.0; order.len()];
    for (at, stage) in stages.iter().enumerate() {
        if !stage.is_known() {
            return Err(DesignError::NoWeights { stage: at + 1 });
        }
        for stratum in 0..stage.strata() {
            for unit in stage.units_of(stratum) {
                let fraction = stage.fraction(stratum, unit);
                order[stage.rows_of(unit)].iter().for_each(|row| weights[*row as usize] /= fraction);
            }
        }
    }
    Ok(weights)
}

fn unit_of(first: &Stage, order: &[u32]) -> Vec<u32> {
    let mut unit_of = vec![0; order.len()];
    for unit in 0..first.units() {
        order[first.rows_of(unit)].iter().for_each(|row| unit_of[*row as usize] = unit as u32);
    }
    unit_of
}

/// Runs of whole primary units with at least [`BLOCK`] rows.
fn blocks(first: &Stage) -> Vec<std::ops::Range<usize>> {
    let mut blocks = Vec::new();
    let (mut start, mut rows) = (0, 0);
    for unit in 0..first.units() {
        rows += first.rows_of(unit).len();
        if rows >= BLOCK || unit + 1 == first.units() {
            blocks.push(start..unit + 1);
            (start, rows) = (unit + 1, 0);
        }
    }
    blocks
}

fn refuse_lonely(structure: &Structure) -> Result<(), DesignError> {
    for (at, stage) in structure.stages.iter().take(structure.depth()).enumerate() {
        for stratum in 0..stage.strata() {
            let units = stage.units_of(stratum);
            if units.len() == 1 && stage.fraction(stratum, units.start) < 1.0 {
                let row = structure.order[stage.rows_of(units.start).start] as usize;
                let name = stage.names.get(stratum).cloned().unwrap_or_else(|| format!("of row {}", row + 1));
                return Err(DesignError::LonelyUnit { stage: at + 1, stratum: name });
            }
        }
    }
    Ok(())
}
