//! Tables and tests.

use serde_json::{Map, Value, json};

use crate::Domain;
use crate::data::{Categories, Column, Table};
use crate::estimators::{GroupMeans, Missing, ShareTotals, Shares, group_means};
use crate::hypotheses::{RankScore, Test, TestError, mean_difference, rank_test};
use crate::run::RunError;
use crate::run::answer::{Answer, number, numbers};
use crate::run::design::Prepared;
use crate::run::document::Entry;
use crate::run::variables::{Variable, domain, factor, indicator};
use crate::survey::Survey;
use crate::tables::{goodness_of_fit, independence};

pub(super) fn answer(entry: &Entry, prepared: &Prepared) -> Result<Map<String, Value>, RunError> {
    let (survey, table) = (prepared.survey(), &prepared.table);
    let domain = domain(entry, table)?;
    let says = |word: &str| entry.arguments.contains_key(word);
    if says("p0") {
        return fit(entry, survey, table, &domain);
    }
    let call = |name: &str| entry.call().contains(name);
    let tested = says("statistic") || entry.estimator.contains("test") || call("svychisq(");
    if says("rows") && tested {
        return association(entry, survey, table, &domain);
    }
    if says("rows") {
        return percentages(entry, survey, table, &domain);
    }
    if says("test") || entry.estimator.contains("rank") || call("svyranktest(") {
        return ranks(entry, survey, table, &domain);
    }
    means(entry, survey, table, &domain)
}

/// Whether a formula is the question of a test, `api00 ~ comp.imp`, and not of a model.
pub(super) fn is_test(entry: &Entry) -> bool {
    let call = |name: &str| entry.call().contains(name);
    let named =
        entry.estimator.contains("t test") || entry.estimator.contains("rank test") || call("svyranktest(");
    (entry.family == "test" || named || call("svyttest(")) && !entry.arguments.contains_key("terms")
}

/// The answer and the group of a test, from arguments of their own or from a formula.
fn sides(entry: &Entry) -> Result<(String, Option<String>), RunError> {
    let formula = entry.text("formula");
    let (left, right) = match formula.as_deref().and_then(|text| text.split_once('~')) {
        Some((left, right)) => (Some(left.trim().to_owned()), Some(right.trim().to_owned())),
        None => (None, None),
    };
    let y = entry.text("y").or(left).ok_or(RunError::Argument("y"))?;
    Ok((y, entry.text("group").or(right).filter(|group| group != "0" && group != "1")))
}

fn numbers_of(text: &str, table: &Table) -> Result<Vec<f64>, RunError> {
    match Variable::read(text, table)?.column {
        Column::Numbers(values) => Ok(values),
        Column::Categories(factor) if factor.levels.len() == 2 => Ok(indicator(&factor, 1)),
        Column::Categories(_) => Err(RunError::Unknown { argument: "y", value: text.to_owned() }),
    }
}

fn of_test(test: &Test, names: &[&str], method: &str) -> Answer {
    Answer::default()
        .with("statistic", number(test.statistic))
        .with("df", numbers(test.df.iter().copied()))
        .with("df_names", json!(names))
        .with("p_value", number(test.p))
        .with("method", method)
}

fn association(
    entry: &Entry,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
) -> Result<Map<String, Value>, RunError> {
    const ADJUSTED: &str = "Pearson's X^2: Rao & Scott adjustment";
    const WALD: &str = "Design-based Wald test of association";
    const EXACT: &str = "Pearson's X^2: asymptotic exact distribution";
    const SADDLEPOINT: &str = "Pearson's X^2: saddlepoint approximation";
    let (rows, columns) = (factor(entry, "rows", table)?, factor(entry, "cols", table)?);
    let found = independence(survey, &rows, &columns, domain)?;
    let statistic = entry.text("statistic").unwrap_or_else(|| "F".to_owned());
    let pair = ["ndf", "ddf"];
    let answer = match statistic.as_str() {
        "F" => of_test(&found.second_order(), &pair, ADJUSTED),
        "Chisq" => of_test(&found.first_order(), &["df"], ADJUSTED),
        "Wald" => of_test(&found.wald().ok_or(TestError::Singular)?, &pair, WALD),
        "adjWald" => of_test(&found.adjusted_wald().ok_or(TestError::Singular)?, &pair, WALD),
        "saddlepoint" => of_test(&found.saddlepoint(), &[], SADDLEPOINT),
        "lincom" => of_test(&found.exact(), &[], EXACT),
        _ => return Err(RunError::Unknown { argument: "statistic", value: statistic }),
    };
    Ok(answer.done())
}

fn fit(
    entry: &Entry,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
) -> Result<Map<String, Value>, RunError> {
    let found = goodness_of_fit(survey, &factor(entry, "y", table)?, &entry.numbers("p0"), domain)?;
    let test = Test { statistic: found.pearson, df: vec![found.scale, found.df], p: found.p };
    Ok(of_test(&test, &["scale", "df"], "Design-based chi-squared test for given probabilities").done())
}

/// Shares of the columns within each row, of the rows within each column, or of all cells.
fn percentages(
    entry: &Entry,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
) -> Result<Map<String, Value>, RunError> {
    let (rows, columns) = (factor(entry, "rows", table)?, factor(entry, "cols", table)?);
    let text = |argument: &str| entry.text(argument).unwrap_or_default();
    let call = |name: &str| entry.call().contains(name);
    if entry.estimator.contains("cell") {
        let cells = Categories::crossed(&[&rows, &columns], table.rows(), ".");
        let shares = if entry.estimator.contains("total") || call("svytotal(") {
            survey.estimate(&ShareTotals::new(&cells, domain, Missing::Remove))
        } else {
            survey.estimate(&Shares::new(&cells, domain, Missing::Remove))
        };
        let answer = Answer::default().covariance(&shares.covariance);
        let pair = format!("interaction({}, {})", text("rows"), text("cols"));
        let names = cells.levels.iter().map(|level| format!("{pair}{level}")).collect();
        return Ok(answer.estimates(names, &shares).done());
    }
    let turned = entry.estimator.contains("column");
    let (base, of, name) =
        if turned { (&columns, &rows, text("rows")) } else { (&rows, &columns, text("cols")) };
    // Numbers become a factor by name; what is one already keeps its own.
    let label = match table.column(&name) {
        Ok(Column::Numbers(_)) => format!("factor({name})"),
        _ => name.clone(),
    };
    let (mut names, mut estimates, mut errors, mut intervals, mut df) =
        (vec![], vec![], vec![], vec![], f64::NAN);
    for (code, level) in of.levels.iter().enumerate() {
        let shares =
            group_means(survey, &GroupMeans::means(base, &indicator(of, code), domain, Missing::Remove));
        names.extend(base.levels.iter().map(|group| format!("{group}:{label}{level}")));
        let mut one = Answer::default().estimates(Vec::new(), &shares).done();
        for (list, key) in [(&mut estimates, "estimate"), (&mut errors, "se"), (&mut intervals, "ci95_t")] {
            if let Some(Value::Array(values)) = one.remove(key) {
                list.extend(values);
            }
        }
        df = shares.df;
    }
    Ok(Answer::default()
        .with("names", names)
        .with("estimate", estimates)
        .with("se", errors)
        .with("ci95_t", intervals)
        .with("df", number(df))
        .done())
}

fn means(
    entry: &Entry,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
) -> Result<Map<String, Value>, RunError> {
    let (y, group) = sides(entry)?;
    let values = numbers_of(&y, table)?;
    let grouped = group.is_some();
    let groups = match group {
        Some(group) => Some(Variable::read(&group, table)?.column.categories()),
        None => None,
    };
    let supposed = entry.numbers("mu").first().copied().unwrap_or(0.0);
    let found = mean_difference(survey, &values, groups.as_ref(), supposed, domain)?;
    let name = if grouped { "difference in mean" } else { "mean" };
    Ok(of_test(&found.test, &["df"], "Design-based t-test")
        .with("estimate", numbers([found.difference]))
        .with("se", number(found.se))
        .with("estimate_names", json!([name]))
        .with("ci95_t", numbers([found.interval.0, found.interval.1]))
        .done())
}

fn ranks(
    entry: &Entry,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
) -> Result<Map<String, Value>, RunError> {
    let in_call = || {
        let names = ["vanderWaerden", "median", "KruskalWallis"];
        names.into_iter().find(|name| entry.call().contains(*name)).map(str::to_owned)
    };
    let test = entry.text("test").or_else(in_call).unwrap_or_else(|| "wilcoxon".to_owned());
    let (score, name) = match test.as_str() {
        "wilcoxon" | "KruskalWallis" => (RankScore::Wilcoxon, "KruskalWallis"),
        "vanderWaerden" => (RankScore::Normal, "vanderWaerden"),
        "median" => (RankScore::Median, "median"),
        _ => return Err(RunError::Unknown { argument: "test", value: test }),
    };
    let (y, group) = sides(entry)?;
    let values = numbers_of(&y, table)?;
    let groups = Variable::read(&group.ok_or(RunError::Argument("group"))?, table)?.column.categories();
    let found = rank_test(survey, &values, &groups, score, domain)?;
    let method = format!("Design-based {name} test");
    Ok(match found.difference {
        Some(difference) => of_test(&found.test, &["df"], &method)
            .with("estimate", numbers([difference]))
            .with("estimate_names", json!(["difference in mean rank score"]))
            .done(),
        // Documents of this form carry the number of groups less one as statistic, and X² in the place of df.
        None => {
            let own = found.test.df.first().copied().unwrap_or(f64::NAN);
            let test = Test { statistic: own, df: vec![found.test.statistic * own], p: found.test.p };
            of_test(&test, &["Chisq"], &method).done()
        }
    })
}
