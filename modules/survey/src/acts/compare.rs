//! A wave with the other waves of its body, for comparing.

use std::collections::BTreeSet;

use access::{Action, Subject};
use ground::Ground;
use store::Id;
use web::Error;

use super::data::{Prepared, Unfit, prepare};
use super::kept;
use crate::compare::{Comparison, compared, same_item};
use crate::data::{Dataset, same_wording};
use crate::results::{Item, Results};
use crate::store::plans::{self, Release};
use crate::store::waves;
use crate::wave::Wave;

/// Other waves that are looked at, the newest first; a page with more is read by nobody.
const MOST_WAVES: usize = 6;

/// Waves compared.
pub(crate) struct Waves {
    pub(crate) here: Results,
    /// The others, the earliest first.
    pub(crate) others: Vec<Other>,
    pub(crate) comparison: Comparison,
    /// Waves whose figures cannot be made, and why.
    pub(crate) unfit: Vec<(Wave, Unfit)>,
}

/// Another wave.
pub(crate) struct Other {
    pub(crate) results: Results,
    /// Whether both drew some of the same clusters.
    pub(crate) same_clusters: bool,
    same_words: BTreeSet<String>,
}

/// A wave compared with the others of its body; as the first, the wave, and the second, why its own figures cannot be
/// made. Right: read surveys of the body.
pub(crate) async fn waves_of(
    ground: &Ground,
    who: &Subject,
    id: Id,
) -> Result<(Wave, Result<Waves, Unfit>), Error> {
    let prepared = prepare(ground, who, Action::Read, id).await?;
    let wave = prepared.wave.clone();
    let prepared = match prepared {
        Prepared { weighted: Err(reason), .. } => return Ok((wave, Err(reason))),
        prepared => prepared,
    };
    let items = prepared.items();
    let (here, prepared) = prepared.results(items.clone()).await?;
    let all = waves::list(&ground.store, wave.owner).await.map_err(kept("list waves"))?;
    let (mut others, mut unfit) = (Vec::new(), Vec::new());
    for other in all.into_iter().filter(|other| other.id != id).take(MOST_WAVES) {
        let other = prepare(ground, who, Action::Read, other.id).await?;
        match other {
            // A wave that is only being prepared is no news.
            Prepared { weighted: Err(Unfit::NoData), .. } => {}
            Prepared { weighted: Err(reason), wave, .. } => unfit.push((wave, reason)),
            other => {
                let same_clusters = clusters(&prepared).intersection(&clusters(&other)).next().is_some();
                let (results, other) = other.results(items.clone()).await?;
                let same_words = same_words(&prepared.data, &other.data);
                others.push(Other { results, same_clusters, same_words });
            }
        }
    }
    others.sort_by_key(|other| other.results.facts.to);
    let results: Vec<&Results> = others.iter().map(|other| &other.results).collect();
    let same = |other: usize, name: &str| others.get(other).is_some_and(|it| it.same_words.contains(name));
    let comparison = compared(&here, &results, same);
    Ok((wave, Ok(Waves { here, others, comparison, unfit })))
}

/// Names of what both asked with the same words, codes and direction.
fn same_words(here: &Dataset, there: &Dataset) -> BTreeSet<String> {
    let same = |variable: &&crate::data::Variable| {
        there.variable(&variable.name).is_some_and(|other| same_wording(variable, other, "cs"))
    };
    here.variables.iter().filter(same).map(|variable| variable.name.clone()).collect()
}

/// Clusters of the first stage with their strata, by the names of their columns and their codes; none where every person
/// was drawn by themselves.
fn clusters(prepared: &Prepared) -> BTreeSet<[String; 4]> {
    let Some(stage) = prepared.declaration.stages.first() else { return BTreeSet::new() };
    let Some(cluster) = stage.clusters.as_ref() else { return BTreeSet::new() };
    let names = |column: &str| prepared.data.variable(column).map(crate::data::Variable::names);
    let Some(clusters) = names(cluster) else { return BTreeSet::new() };
    let strata = stage.strata.as_ref().and_then(|column| names(column));
    let code = |names: &survey_estimation::data::Categories, row: usize| {
        names.codes.get(row).and_then(|code| names.levels.get(*code as usize)).cloned()
    };
    let row = |row: usize| {
        let stratum = strata.as_ref().and_then(|strata| code(strata, row)).unwrap_or_default();
        Some([stage.strata.clone().unwrap_or_default(), stratum, cluster.clone(), code(&clusters, row)?])
    };
    (0..prepared.data.rows).filter_map(row).collect()
}

/// A published question with what other waves of the same body published of it; the earliest first.
pub(crate) async fn published(
    ground: &Ground,
    release: &Release,
    item: &Item,
) -> Result<(Vec<Results>, Comparison), Error> {
    let doing = || kept("list releases");
    let owner = |wave: Option<Wave>| wave.map(|wave| wave.owner);
    let here = owner(waves::one(&ground.store, release.wave).await.map_err(doing())?);
    let mut others = Vec::new();
    for other in plans::public(&ground.store).await.map_err(doing())? {
        let has = other.wave != release.wave && other.results.item(&item.name).is_some();
        if has && owner(waves::one(&ground.store, other.wave).await.map_err(doing())?) == here {
            others.push(other.results);
        }
    }
    others.truncate(MOST_WAVES);
    others.sort_by_key(|other| other.facts.to);
    let one = Results { items: vec![item.clone()], ..release.results.clone() };
    let all: Vec<&Results> = others.iter().collect();
    let same = |other: usize, name: &str| {
        all.get(other).and_then(|other| other.item(name)).is_some_and(|other| same_item(item, other))
    };
    let comparison = compared(&one, &all, same);
    Ok((others, comparison))
}
