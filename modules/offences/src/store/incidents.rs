//! Incidents.

use store::{Id, Query, Row, Statement, Store, StoreError, Transaction, Value};

use crate::incident::{Discovery, Incident, Source, Spot, Told};

fn read(r: &Row<'_>) -> Result<Incident, StoreError> {
    let occurred = match (r.opt_time(3)?, r.opt_time(4)?) {
        (Some(from), Some(to)) => Some((from, to)),
        _ => None,
    };
    let spot = match (r.opt_real(5)?, r.opt_real(6)?) {
        (Some(lon), Some(lat)) => Some(Spot { lon, lat }),
        _ => None,
    };
    Ok(Incident {
        id: r.id(0)?,
        told: Told {
            external: r.text(1)?,
            at: r.time(2)?,
            occurred,
            spot,
            kinds: r.str(7)?.split(' ').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
            discovery: Discovery::from_key(r.str(8)?).ok_or_else(|| r.refuse(8, "a way of discovery"))?,
        },
        district: r.text(9)?,
        precinct: r.text(10)?,
        snapped: r.bool(11)?,
    })
}

pub(crate) const CURRENT: Query<Incident> = Query::new(
    "offence_incidents",
    "select id, external, at, occurred_from, occurred_to, lon, lat, kinds, discovery, district, precinct, snapped
       from offence_incident where source = ?1 and until_import is null",
    read,
);
/// Incidents of a stretch of time, with those that another download may have moved into it left aside.
pub(crate) const KNOWN: Query<Incident> = Query::new(
    "known_offence_incidents",
    "select id, external, at, occurred_from, occurred_to, lon, lat, kinds, discovery, district, precinct, snapped
       from offence_incident where source = ?1 and until_import is null and at between ?2 and ?3",
    read,
);
pub(crate) const ADD: Statement = Statement::new(
    "add_offence_incident",
    "insert into offence_incident (id, source, external, at, occurred_from, occurred_to, lon, lat, kinds, discovery,
                                   district, precinct, snapped, told_by)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
);
pub(crate) const END: Statement = Statement::new(
    "end_offence_incident",
    "update offence_incident set until_import = ?3
      where source = ?1 and external = ?2 and until_import is null",
);
pub(crate) const SOURCES: Query<String> = Query::new(
    "offence_sources",
    "select distinct source from offence_import where state = 'published'",
    |r| r.text(0),
);
/// What is told of a source now.
pub(crate) async fn current(store: &Store, source: Source) -> Result<Vec<Incident>, StoreError> {
    store.rows(&CURRENT, &[source.key().into()]).await
}

/// What is told of it between two instants.
pub(crate) async fn known(
    store: &Store,
    source: Source,
    from: chrono::DateTime<chrono::Utc>,
    to: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<Incident>, StoreError> {
    store.rows(&KNOWN, &[source.key().into(), from.into(), to.into()]).await
}

/// Sources of which anything is published here.
pub(crate) async fn sources(store: &Store) -> Result<Vec<Source>, StoreError> {
    let keys = store.rows(&SOURCES, &[]).await?;
    let mut sources: Vec<Source> = keys.iter().filter_map(|key| Source::from_key(key)).collect();
    sources.sort();
    Ok(sources)
}

/// Adds incidents.
pub(crate) async fn add(
    tx: &mut Transaction,
    source: Source,
    incidents: &[Incident],
    import: Id,
) -> Result<(), StoreError> {
    let row = |incident: &Incident| -> Vec<Value> {
        let told = &incident.told;
        let (from, to) = told.occurred.map_or((None, None), |(from, to)| (Some(from), Some(to)));
        let (lon, lat) = told.spot.map_or((None, None), |spot| (Some(spot.lon), Some(spot.lat)));
        vec![
            incident.id.into(),
            source.key().into(),
            told.external.as_str().into(),
            told.at.into(),
            from.into(),
            to.into(),
            lon.into(),
            lat.into(),
            told.kinds.join(" ").into(),
            told.discovery.key().into(),
            incident.district.as_str().into(),
            incident.precinct.as_str().into(),
            incident.snapped.into(),
            import.into(),
        ]
    };
    for some in incidents.chunks(1_000) {
        tx.execute_many(&ADD, some.iter().map(row).collect()).await?;
    }
    Ok(())
}

/// Ends what was told of incidents.
pub(crate) async fn end(
    tx: &mut Transaction,
    source: Source,
    externals: &[String],
    import: Id,
) -> Result<(), StoreError> {
    for some in externals.chunks(1_000) {
        let row = |external: &String| vec![source.key().into(), external.as_str().into(), import.into()];
        tx.execute_many(&END, some.iter().map(row).collect()).await?;
    }
    Ok(())
}
