//! Figures.

use store::{Id, Query, Row, Statement, StoreError, Value};

use crate::{
    Cell, Figure, FigureKey, Granularity, Number, Period, Precision, SourcedFigure, Status, Territory,
};

/// A figure as it stands, with where it came from.
pub(crate) struct Standing {
    pub(crate) figure: Figure,
    pub(crate) source: String,
    pub(crate) edition: Id,
}

/// What an import compares with.
pub(crate) struct Known {
    pub(crate) id: Id,
    pub(crate) key: FigureKey,
    pub(crate) cell: Cell,
    pub(crate) hash: String,
}

macro_rules! columns {
    () => {
        "f.concept, f.item, f.system, f.territory, f.length, f.first_day, f.digits, f.scale, f.rounding, f.step_digits,
         f.step_scale, f.status"
    };
}

/// Figures of a question: `length` is any of a text `|year|quarter|month|day|`.
pub(crate) const ASKED: Query<Standing> = Query::new(
    "asked_indicator_figures",
    concat!(
        "select ",
        columns!(),
        ", f.source, f.edition
           from indicator_figure f join indicator_edition e on e.id = f.edition
          where f.concept = ?1 and f.system = ?2 and f.territory = ?3 and f.item = ?4
            and ?5 like '%|' || f.length || '|%' and f.first_day >= ?6 and f.last_day <= ?7
            and (f.source = ?8 or ?8 is null) and (e.public = ?9 or ?9 is null)
            and f.superseded_by is null
          order by f.length, f.first_day, f.source limit ?10"
    ),
    |r| Ok(Standing { figure: figure(r)?, source: r.text(12)?, edition: r.id(13)? }),
);

/// Figures as they stood with an edition, in the order in which they were taken over.
pub(crate) const AS_OF: Query<SourcedFigure> = Query::new(
    "indicator_figures_as_of",
    concat!(
        "select ",
        columns!(),
        ", f.id, f.source, f.edition, e.sha256
           from indicator_figure f join indicator_edition e on e.id = f.edition
          where f.id > ?1 and f.edition <= ?2 and (f.superseded_by is null or f.superseded_by > ?2)
            and (e.public = ?3 or ?3 is null)
          order by f.id limit ?4"
    ),
    |r| {
        let figure = figure(r)?;
        Ok(SourcedFigure {
            id: r.id(12)?,
            figure,
            source: r.text(13)?,
            edition: r.id(14)?,
            sha256: r.text(15)?,
        })
    },
);

/// Periods of a concept in a territory of which its sources spoke at all, whatever the item.
pub(crate) const SPOKEN: Query<(Period, String, Id)> = Query::new(
    "spoken_indicator_periods",
    "select f.length, f.first_day, f.source, max(f.edition)
       from indicator_figure f join indicator_edition e on e.id = f.edition
      where f.concept = ?1 and f.system = ?2 and f.territory = ?3
        and ?4 like '%|' || f.length || '|%' and f.first_day >= ?5 and f.last_day <= ?6
        and (f.source = ?7 or ?7 is null) and (e.public = ?8 or ?8 is null)
        and f.superseded_by is null
      group by f.length, f.first_day, f.source order by f.length, f.first_day, f.source limit ?9",
    |r| Ok((period(r, 0)?, r.text(2)?, r.id(3)?)),
);

/// What a source says of a concept now.
pub(crate) const KNOWN: Query<Known> = Query::new(
    "known_indicator_figures",
    concat!(
        "select ",
        columns!(),
        ", f.id, f.hash from indicator_figure f
          where f.source = ?1 and f.concept = ?2 and f.superseded_by is null"
    ),
    |r| {
        let figure = figure(r)?;
        Ok(Known { id: r.id(12)?, key: FigureKey::from(&figure), cell: figure.cell, hash: r.text(13)? })
    },
);

/// Concepts that a source speaks of now.
pub(crate) const CONCEPTS: Query<String> = Query::new(
    "concepts_of_indicator_source",
    "select distinct concept from indicator_figure where source = ?1 and superseded_by is null order by concept",
    |r| r.text(0),
);

pub(crate) const SUPERSEDE: Statement = Statement::new(
    "supersede_indicator_figure",
    "update indicator_figure set superseded_by = ?2 where id = ?1 and superseded_by is null",
);

pub(crate) const ADD: Statement = Statement::new(
    "add_indicator_figure",
    "insert into indicator_figure
       (id, source, concept, item, system, territory, length, first_day, last_day, digits, scale, rounding, step_digits,
        step_scale, status, hash, edition)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
);

/// Which figures of a concept there are: territory, item, length, first and last day, how many.
pub(crate) const HOLDINGS: Query<crate::Holding> = Query::new(
    "indicator_holdings",
    "select f.concept, f.system, f.territory, f.item, f.length, min(f.first_day), max(f.last_day), count(*)
       from indicator_figure f join indicator_edition e on e.id = f.edition
      where f.concept = ?1 and f.item = ?2 and (e.public = ?3 or ?3 is null) and f.superseded_by is null
      group by f.concept, f.system, f.territory, f.item, f.length
      order by f.system, f.territory, f.item, f.length limit ?4",
    |r| {
        Ok(crate::Holding {
            concept: r.text(0)?,
            territory: Territory::new(r.text(1)?, r.text(2)?),
            item: Some(r.text(3)?).filter(|item| !item.is_empty()),
            granularity: granularity(r, 4)?,
            first: r.date(5)?,
            last: r.date(6)?,
            figures: r.int(7)?,
        })
    },
);

/// Parameters of [`ADD`].
pub(crate) fn row(id: Id, source: &str, figure: &Figure, edition: Id) -> Vec<Value> {
    let (value, precision) = match figure.cell {
        Cell::Known { value, precision } => (Some(value.parts()), Some(precision)),
        Cell::Suppressed => (None, None),
    };
    let step = match precision {
        Some(Precision::Rounded(step)) => Some(step.parts()),
        _ => None,
    };
    vec![
        id.into(),
        source.into(),
        figure.concept.as_str().into(),
        figure.item.as_deref().unwrap_or_default().into(),
        figure.territory.system.as_str().into(),
        figure.territory.code.as_str().into(),
        figure.period.granularity().key().into(),
        figure.period.first().into(),
        figure.period.last().into(),
        value.map(|(digits, _)| digits).into(),
        value.map(|(_, scale)| scale).into(),
        precision.map_or("suppressed", Precision::key).into(),
        step.map(|(digits, _)| digits).into(),
        step.map(|(_, scale)| scale).into(),
        figure.status.key().into(),
        figure.hash().into(),
        edition.into(),
    ]
}

fn figure(r: &Row<'_>) -> Result<Figure, StoreError> {
    let status = Status::from_key(&r.text(11)?).ok_or_else(|| r.refuse(11, "a status"))?;
    Ok(Figure {
        concept: r.text(0)?,
        item: Some(r.text(1)?).filter(|item| !item.is_empty()),
        territory: Territory::new(r.text(2)?, r.text(3)?),
        period: period(r, 4)?,
        cell: cell(r)?,
        status,
    })
}

fn cell(r: &Row<'_>) -> Result<Cell, StoreError> {
    let number = |at: usize| -> Result<Option<Number>, StoreError> {
        let Some(digits) = r.opt_int(at)? else { return Ok(None) };
        let scale = u8::try_from(r.int(at + 1)?).ok();
        scale
            .and_then(|scale| Number::decimal(digits, scale))
            .map(Some)
            .ok_or_else(|| r.refuse(at, "a number"))
    };
    let Some(value) = number(6)? else { return Ok(Cell::Suppressed) };
    let precision = Precision::from_key(&r.text(8)?, number(9)?);
    Ok(Cell::Known { value, precision: precision.ok_or_else(|| r.refuse(8, "a precision"))? })
}

fn granularity(r: &Row<'_>, at: usize) -> Result<Granularity, StoreError> {
    Granularity::from_key(&r.text(at)?).ok_or_else(|| r.refuse(at, "a length of a period"))
}

/// From the length and, in the next column, the first day.
fn period(r: &Row<'_>, at: usize) -> Result<Period, StoreError> {
    Ok(Period::holding(granularity(r, at)?, r.date(at + 1)?))
}

pub(crate) const ALL: [(&str, &str); 8] = [
    ASKED.named(),
    AS_OF.named(),
    SPOKEN.named(),
    KNOWN.named(),
    CONCEPTS.named(),
    SUPERSEDE.named(),
    ADD.named(),
    HOLDINGS.named(),
];
