//! Queries of the places: every SQL text of this crate stands here. No rules.

use ::store::{BlobId, Query, Row, Statement, Store, StoreError, Transaction, Value};

use crate::city::{FormerName, Words};
use crate::posts::{Occupancy, Post, Station};
use crate::{Layer, LayerEdition, RegisterEdition, TerritoryFormat};

/// The city of this database: key, facts as TOML.
pub(crate) const CITY: Query<(String, String)> =
    Query::new("city", "select key, facts from city where id = 1", |r| Ok((r.text(0)?, r.text(1)?)));

pub(crate) const FORGET_CITY: Statement = Statement::new("forget_city", "delete from city");
pub(crate) const FORGET_STATIONS: Statement = Statement::new("forget_stations", "delete from station");
pub(crate) const FORGET_POSTS: Statement = Statement::new("forget_posts", "delete from post");
pub(crate) const FORGET_FORMER_NAMES: Statement =
    Statement::new("forget_former_names", "delete from former_name");

pub(crate) const SAVE_CITY: Statement = Statement::new(
    "save_city",
    "insert into city (id, key, name, invented, facts) values (1, ?1, ?2, ?3, ?4)",
);

pub(crate) const REGISTER: Query<RegisterEdition> = Query::new(
    "register",
    "select id, vintage, source, addresses, municipalities, refused, blob, bytes, imported_at
       from register_edition where state = 'active'",
    |r| {
        Ok(RegisterEdition {
            id: r.int(0)?,
            vintage: r.text(1)?,
            source: r.text(2)?,
            addresses: r.int(3)?,
            municipalities: r.int(4)?,
            refused: r.int(5)?,
            blob: blob(r, 6)?,
            imported_at: r.int(8)?,
        })
    },
);

pub(crate) const SUPERSEDE_REGISTER: Statement = Statement::new(
    "supersede_register",
    "update register_edition set state = 'superseded' where state = 'active'",
);

pub(crate) const SAVE_REGISTER: Statement = Statement::new(
    "save_register",
    "insert into register_edition
       (id, vintage, source, addresses, municipalities, refused, blob, bytes, imported_at, state)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'active')",
);

pub(crate) const LAYERS: Query<LayerEdition> = Query::new(
    "layers",
    "select id, layer, format, source, valid_from, territories, blob, bytes, imported_at
       from layer_edition where state = 'active'",
    |r| {
        Ok(LayerEdition {
            id: r.int(0)?,
            layer: layer(r, 1)?,
            format: TerritoryFormat::from_key(&r.text(2)?)
                .ok_or_else(|| r.refuse(2, "a territory format"))?,
            source: r.text(3)?,
            valid_from: r.text(4)?,
            territories: r.int(5)?,
            blob: blob(r, 6)?,
            imported_at: r.int(8)?,
        })
    },
);

pub(crate) const SUPERSEDE_LAYER: Statement = Statement::new(
    "supersede_layer",
    "update layer_edition set state = 'superseded' where state = 'active' and layer = ?1",
);

pub(crate) const SAVE_LAYER: Statement = Statement::new(
    "save_layer",
    "insert into layer_edition (id, layer, format, source, valid_from, territories, blob, bytes, imported_at, state)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'active')",
);

pub(crate) const STATIONS: Query<Station> = Query::new(
    "stations",
    "select layer, code, name, seat, phone, email, hours, restricted, source from station order by layer, code",
    |r| {
        let hours = r
            .opt_text(6)?
            .map(|text| serde_json::from_str(&text).map_err(|_| r.refuse(6, "seven opening hours")));
        Ok(Station {
            layer: layer(r, 0)?,
            code: r.text(1)?,
            name: words(r, 2)?,
            seat: r.text(3)?,
            phone: r.opt_text(4)?,
            email: r.opt_text(5)?,
            hours: hours.transpose()?,
            restricted: r.bool(7)?,
            source: r.text(8)?,
        })
    },
);

const SAVE_STATION: Statement = Statement::new(
    "save_station",
    "insert into station (id, layer, code, name, seat, phone, email, hours, restricted, source)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
);

pub(crate) const POSTS: Query<Post> = Query::new(
    "posts",
    "select layer, territory, title, station, occupancy, holder, deputy, phone, email, valid_from, valid_to, source
       from post order by layer, territory, id",
    |r| {
        let occupancy = match (r.text(4)?.as_str(), r.opt_text(5)?) {
            ("held", Some(holder)) => Occupancy::Held(holder),
            ("vacant", None) => Occupancy::Vacant,
            ("unknown", None) => Occupancy::Unknown,
            _ => return Err(r.refuse(4, "an occupancy that goes with the holder")),
        };
        Ok(Post {
            layer: layer(r, 0)?,
            territory: r.text(1)?,
            title: words(r, 2)?,
            station: r.opt_text(3)?,
            occupancy,
            deputy: r.opt_text(6)?,
            phone: r.opt_text(7)?,
            email: r.opt_text(8)?,
            valid_from: r.opt_text(9)?,
            valid_to: r.opt_text(10)?,
            source: r.text(11)?,
        })
    },
);

const SAVE_POST: Statement = Statement::new(
    "save_post",
    "insert into post (id, layer, territory, title, station, occupancy, holder, deputy, phone, email, valid_from, valid_to, source)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
);

pub(crate) const FORMER_NAMES: Query<FormerName> = Query::new(
    "former_names",
    "select old, now, district, until, nickname from former_name order by id",
    |r| {
        Ok(FormerName {
            old: r.text(0)?,
            now: r.text(1)?,
            district: r.opt_int(2)?,
            until: r.opt_int(3)?,
            nickname: r.bool(4)?,
        })
    },
);

const SAVE_FORMER_NAME: Statement = Statement::new(
    "save_former_name",
    "insert into former_name (id, old, now, district, until, nickname) values (?1, ?2, ?3, ?4, ?5, ?6)",
);

/// Every text above, for the test that prepares them all on both databases.
pub const ALL: &[(&str, &str)] = &[
    (CITY.name, CITY.sql),
    (FORGET_CITY.name, FORGET_CITY.sql),
    (FORGET_STATIONS.name, FORGET_STATIONS.sql),
    (FORGET_POSTS.name, FORGET_POSTS.sql),
    (FORGET_FORMER_NAMES.name, FORGET_FORMER_NAMES.sql),
    (SAVE_CITY.name, SAVE_CITY.sql),
    (REGISTER.name, REGISTER.sql),
    (SUPERSEDE_REGISTER.name, SUPERSEDE_REGISTER.sql),
    (SAVE_REGISTER.name, SAVE_REGISTER.sql),
    (LAYERS.name, LAYERS.sql),
    (SUPERSEDE_LAYER.name, SUPERSEDE_LAYER.sql),
    (SAVE_LAYER.name, SAVE_LAYER.sql),
    (STATIONS.name, STATIONS.sql),
    (SAVE_STATION.name, SAVE_STATION.sql),
    (POSTS.name, POSTS.sql),
    (SAVE_POST.name, SAVE_POST.sql),
    (FORMER_NAMES.name, FORMER_NAMES.sql),
    (SAVE_FORMER_NAME.name, SAVE_FORMER_NAME.sql),
    crate::holdings::HOLDINGS.named(),
    crate::holdings::FORGET.named(),
    crate::holdings::SAVE.named(),
];

/// The blob named by two neighbouring columns: checksum and length.
fn blob(row: &Row<'_>, column: usize) -> Result<BlobId, StoreError> {
    let bytes = u64::try_from(row.int(column + 1)?).map_err(|_| row.refuse(column + 1, "a length"))?;
    Ok(BlobId { sha256: row.text(column)?, bytes })
}

/// A text in three languages, kept as JSON.
fn words(row: &Row<'_>, column: usize) -> Result<Words, StoreError> {
    serde_json::from_str(&row.text(column)?).map_err(|_| row.refuse(column, "a text in three languages"))
}

fn said(words: &Words) -> Value {
    serde_json::to_string(words).unwrap_or_default().into()
}

pub(crate) fn layer(row: &Row<'_>, column: usize) -> Result<Layer, StoreError> {
    Layer::from_key(&row.text(column)?).ok_or_else(|| row.refuse(column, "a layer"))
}

pub(crate) async fn save_stations(
    tx: &mut Transaction,
    ids: &Store,
    stations: &[Station],
) -> Result<(), StoreError> {
    let rows = stations.iter().map(|s| {
        let hours = s.hours.as_ref().and_then(|hours| serde_json::to_string(hours).ok());
        vec![
            ids.new_id().into(),
            s.layer.key().into(),
            s.code.clone().into(),
            said(&s.name),
            s.seat.clone().into(),
            s.phone.clone().into(),
            s.email.clone().into(),
            hours.into(),
            s.restricted.into(),
            s.source.clone().into(),
        ]
    });
    tx.execute_many(&SAVE_STATION, rows.collect()).await.map(|_| ())
}

pub(crate) async fn save_posts(tx: &mut Transaction, ids: &Store, posts: &[Post]) -> Result<(), StoreError> {
    let rows = posts.iter().map(|p| {
        let holder = match &p.occupancy {
            Occupancy::Held(name) => Value::from(name.clone()),
            Occupancy::Vacant | Occupancy::Unknown => Value::Null,
        };
        vec![
            ids.new_id().into(),
            p.layer.key().into(),
            p.territory.clone().into(),
            said(&p.title),
            p.station.clone().into(),
            p.occupancy.key().into(),
            holder,
            p.deputy.clone().into(),
            p.phone.clone().into(),
            p.email.clone().into(),
            p.valid_from.clone().into(),
            p.valid_to.clone().into(),
            p.source.clone().into(),
        ]
    });
    tx.execute_many(&SAVE_POST, rows.collect()).await.map(|_| ())
}

pub(crate) async fn save_former_names(
    tx: &mut Transaction,
    ids: &Store,
    names: &[FormerName],
) -> Result<(), StoreError> {
    let rows = names.iter().map(|n| {
        vec![
            ids.new_id().into(),
            n.old.clone().into(),
            n.now.clone().into(),
            n.district.into(),
            n.until.into(),
            n.nickname.into(),
        ]
    });
    tx.execute_many(&SAVE_FORMER_NAME, rows.collect()).await.map(|_| ())
}
