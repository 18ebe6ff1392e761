//! Taking over an edition.

use std::collections::{BTreeMap, BTreeSet};

use access::trail::{Entry, record};
use access::{Action, Kind};
use store::{Id, Transaction, Value};

use crate::tables::editions;
use crate::tables::figures::{self, Known};
use crate::{
    By, Cell, Course, Covers, Edition, Figure, FigureFault, FigureKey, Granularity, Imported, IndicatorError,
    Indicators, NewEdition, Number, REVISION, Refusal, Revised,
};

/// Rows handed to the database at a time.
const BATCH: usize = 2_000;

impl Indicators {
    /// Takes over an edition: whole, in one transaction, or not at all. What it says otherwise supersedes what its source
    /// said before; nothing is overwritten. The same bytes taken over once more change nothing. Claims are checked again
    /// afterwards.
    ///
    /// Right: create figures of the body.
    ///
    /// # Errors
    /// `Refused` with the first figure that does not fit its concept; the database.
    pub async fn import(&self, by: By<'_>, edition: &NewEdition) -> Result<Imported, IndicatorError> {
        self.must(by, Action::Create, by.body())?;
        self.fits(edition)?;
        let covers = serde_json::to_string(&edition.covers).unwrap_or_default();
        let mut tx = self.store.begin().await?;
        // Also the lock: whoever else takes figures over waits here.
        tx.bump(REVISION).await?;
        let newest = tx.row(&editions::NEWEST, &[edition.source.key.as_str().into()]).await?;
        if newest.is_some_and(|(sha256, before)| sha256 == edition.sha256 && before == covers) {
            tx.rollback().await?;
            return Ok(Imported { same: edition.figures.len(), ..Imported::nothing() });
        }
        // Ids of editions ascend in the order in which they are taken over, whatever the clocks of processes say, so that
        // it can be asked how the figures stood with one of them.
        let last = tx.row(&editions::LAST, &[]).await?.map_or(0, |last| last.0);
        let (id, now) = (Id(self.store.new_id().0.max(last + 1)), self.access.clock().now());
        let source = &edition.source;
        let row: [Value; 13] = [
            id.into(),
            source.key.as_str().into(),
            source.title.as_str().into(),
            source.place.as_str().into(),
            source.licence.as_str().into(),
            source.public.into(),
            edition.fetched_at.into(),
            edition.sha256.as_str().into(),
            edition.schema.as_str().into(),
            covers.into(),
            i64::try_from(edition.figures.len()).unwrap_or(i64::MAX).into(),
            now.into(),
            by.person().into(),
        ];
        tx.execute(&editions::ADD, &row).await?;
        let mut report = self.replace(&mut tx, id, edition).await?;
        let entry = Entry::of(Action::Create, Kind::Figures).on(id).rows(edition.figures.len());
        let detail = serde_json::json!({
            "source": source.key, "sha256": edition.sha256, "new": report.new, "changed": report.changed,
            "gone": report.gone, "same": report.same,
        });
        record(&mut tx, now, &by.actor(), entry.detail(detail)).await?;
        tx.commit().await?;
        // The figures are taken over; a claim that could not be checked now is checked when somebody looks at it.
        report.claims = self.recheck().await.unwrap_or_else(|error| {
            tracing::error!(%error, "claims could not be checked after an import");
            Vec::new()
        });
        Ok(report)
    }

    /// One edition.
    ///
    /// # Errors
    /// The database.
    pub async fn edition(&self, id: Id) -> Result<Option<Edition>, IndicatorError> {
        Ok(self.store.row(&editions::ONE, &[id.into()]).await?)
    }

    /// The newest editions, of one source or of all.
    ///
    /// # Errors
    /// The database.
    pub async fn editions(&self, source: Option<&str>, most: u16) -> Result<Vec<Edition>, IndicatorError> {
        Ok(self.store.rows(&editions::LIST, &[source.into(), most.into()]).await?)
    }

    async fn replace(
        &self,
        tx: &mut Transaction,
        id: Id,
        edition: &NewEdition,
    ) -> Result<Imported, IndicatorError> {
        let source = edition.source.key.as_str();
        let mut by_concept: BTreeMap<&str, Vec<&Figure>> = BTreeMap::new();
        for figure in &edition.figures {
            by_concept.entry(figure.concept.as_str()).or_default().push(figure);
        }
        let spoken_of = match &edition.covers {
            Covers::Everything => tx.rows(&figures::CONCEPTS, &[source.into()]).await?,
            Covers::Part { concepts, .. } => concepts.clone(),
        };
        let concepts: BTreeSet<&str> =
            by_concept.keys().copied().chain(spoken_of.iter().map(String::as_str)).collect();
        let mut report = Imported::nothing();
        report.edition = Some(id);
        for concept in concepts {
            let known = tx.rows(&figures::KNOWN, &[source.into(), concept.into()]).await?;
            let covered = known.into_iter().filter(|one| edition.covers.holds(concept, one.key.period));
            let said = by_concept.remove(concept).unwrap_or_default();
            let difference = difference(covered.collect(), &said, &mut report);
            self.write(tx, id, source, difference).await?;
        }
        Ok(report)
    }

    async fn write(
        &self,
        tx: &mut Transaction,
        edition: Id,
        source: &str,
        difference: Difference<'_>,
    ) -> Result<(), IndicatorError> {
        for batch in difference.superseded.chunks(BATCH) {
            let rows = batch.iter().map(|old| vec![(*old).into(), edition.into()]).collect();
            tx.execute_many(&figures::SUPERSEDE, rows).await?;
        }
        for batch in difference.added.chunks(BATCH) {
            let row = |figure: &&Figure| figures::row(self.store.new_id(), source, figure, edition);
            tx.execute_many(&figures::ADD, batch.iter().map(row).collect()).await?;
        }
        Ok(())
    }

    /// Whether every figure fits its concept.
    fn fits(&self, edition: &NewEdition) -> Result<(), Refusal> {
        let mut seen = BTreeSet::new();
        for figure in &edition.figures {
            self.fits_its_concept(figure)?;
            let key = FigureKey::from(figure);
            let fault = if !edition.covers.holds(&figure.concept, figure.period) {
                Some(FigureFault::NotCovered)
            } else if seen.contains(&key) {
                Some(FigureFault::Twice)
            } else {
                None
            };
            if let Some(fault) = fault {
                return Err(Refusal::Figure { key: Box::new(key), fault });
            }
            seen.insert(key);
        }
        Ok(())
    }

    fn fits_its_concept(&self, figure: &Figure) -> Result<(), Refusal> {
        let catalogue = self.catalogue();
        let Some(concept) = catalogue.concept(&figure.concept) else {
            return Err(Refusal::UnknownConcept { concept: figure.concept.clone() });
        };
        if let Some(item) = &figure.item {
            let listed = concept.list.as_deref().is_some_and(|list| {
                // A list without entries is one that nobody has written down yet.
                let open = concept.list_grows || catalogue.items(list).next().is_none();
                open || catalogue.item(list, item).is_some()
            });
            if !listed || item.is_empty() {
                return Err(Refusal::UnknownItem { concept: concept.key.clone(), item: item.clone() });
            }
        }
        let granularity = figure.period.granularity();
        let value = figure.cell.value();
        let below = value.is_some_and(|value| value < Number::ZERO);
        let gone = catalogue.place(&figure.territory).is_some_and(|place| {
            place.valid_from.is_some_and(|from| figure.period.last() < from)
                || place.valid_to.is_some_and(|to| to < figure.period.first())
        });
        let fault = match concept.course {
            Course::Stock if granularity == Granularity::Day => Some(FigureFault::Period),
            Course::Flow if granularity == Granularity::State => Some(FigureFault::Period),
            _ if concept.counts.is_whole() && value.is_some_and(|value| !value.is_whole()) => {
                Some(FigureFault::NotWhole)
            }
            Course::Stock if below => Some(FigureFault::Negative),
            Course::Flow if below && !concept.additive => Some(FigureFault::Negative),
            _ if gone => Some(FigureFault::Territory),
            _ => None,
        };
        match fault {
            Some(fault) => Err(Refusal::Figure { key: Box::new(FigureKey::from(figure)), fault }),
            None => Ok(()),
        }
    }
}

impl Imported {
    fn nothing() -> Imported {
        Imported {
            edition: None,
            new: 0,
            same: 0,
            changed: 0,
            gone: 0,
            revised: Vec::new(),
            lost: Vec::new(),
            claims: Vec::new(),
        }
    }
}

/// What one concept of an edition changes.
struct Difference<'a> {
    superseded: Vec<Id>,
    added: Vec<&'a Figure>,
}

fn difference<'a>(known: Vec<Known>, said: &[&'a Figure], report: &mut Imported) -> Difference<'a> {
    let mut known: BTreeMap<FigureKey, (Id, Cell, String)> =
        known.into_iter().map(|one| (one.key, (one.id, one.cell, one.hash))).collect();
    let (mut superseded, mut added) = (Vec::new(), Vec::new());
    for figure in said {
        let key = FigureKey::from(*figure);
        match known.remove(&key) {
            Some((_, _, hash)) if hash == figure.hash() => report.same += 1,
            Some((old, before, _)) => {
                report.changed += 1;
                if report.revised.len() < Imported::SHOWN {
                    report.revised.push(Revised { key, before, after: figure.cell });
                }
                superseded.push(old);
                added.push(*figure);
            }
            None => {
                report.new += 1;
                added.push(*figure);
            }
        }
    }
    for (key, (old, _, _)) in known {
        report.gone += 1;
        if report.lost.len() < Imported::SHOWN {
            report.lost.push(key);
        }
        superseded.push(old);
    }
    Difference { superseded, added }
}
