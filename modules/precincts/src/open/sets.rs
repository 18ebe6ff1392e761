//! The tables.

use addresses::{Address, Ask, Outcome, Place};
use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use futures_util::stream;
use ground::Ground;
use ground::open::{Column, Datatype, Frequency, Licence, OpenSet, Table, Theme, Value};
use places::{Atlas, EmergencyNumber, Layer, Station};
use web::Error;

use super::{atlas, covering, edition, posts, ready, valid_from};

/// Column of the partition: `municipal-precinct`, `state-police` or `district`.
const PARTITION: Column = Column::new("partition", "open-partition", Datatype::Text).key();

/// The tables of this module.
pub(crate) fn all() -> Vec<OpenSet> {
    vec![TERRITORIES, POSTS, STATIONS, ADDRESSES, EMERGENCY]
}

const TERRITORIES: OpenSet = OpenSet {
    id: "territories",
    title: "open-territories",
    description: "open-territories-text",
    keywords: "open-territories-words",
    theme: Theme::Cities,
    frequency: Frequency::Irregular,
    licence: Licence::Facts,
    columns: &[
        PARTITION,
        Column::new("code", "open-code", Datatype::Text).key(),
        Column::new("name", "open-name", Datatype::Text).required(),
        Column::new("addresses", "open-addresses-count", Datatype::Whole).measured("1").required(),
        Column::new("drawn", "open-drawn", Datatype::Truth).required(),
        Column::new("valid_from", "open-valid-from", Datatype::Day),
    ],
    open: territories,
};

fn territories(ground: Ground) -> BoxFuture<'static, Result<Option<Table>, Error>> {
    ready(atlas(&ground).map(|atlas| {
        let rows = Layer::ALL.into_iter().flat_map(|layer| {
            let (since, drawn) = (valid_from(atlas.layer_edition(layer)), !atlas.shapes(layer).is_empty());
            let row = move |territory: &places::TerritoryRef| {
                vec![
                    Value::text(layer.key()),
                    Value::text(territory.code.as_str()),
                    Value::text(territory.name.as_str()),
                    Value::count(territory.addresses),
                    Value::Truth(drawn),
                    since.clone(),
                ]
            };
            atlas.territories(layer).iter().map(row)
        });
        Table::of(edition(&atlas), rows.collect())
    }))
}

const POSTS: OpenSet = OpenSet {
    id: "posts",
    title: "open-posts",
    description: "open-posts-text",
    keywords: "open-posts-words",
    theme: Theme::Safety,
    frequency: Frequency::Irregular,
    licence: Licence::Facts,
    columns: &[
        PARTITION,
        Column::new("territory", "open-territory", Datatype::Text).key(),
        Column::new("number", "open-post-number", Datatype::Whole).key(),
        Column::new("title", "open-post-title", Datatype::Text).required(),
        Column::new("title_en", "open-post-title-en", Datatype::Text).required(),
        Column::new("occupancy", "open-occupancy", Datatype::Text).required(),
        Column::new("station", "open-station", Datatype::Text),
    ],
    open: open_posts,
};

fn open_posts(ground: Ground) -> BoxFuture<'static, Result<Option<Table>, Error>> {
    ready(atlas(&ground).map(|atlas| {
        let mut places: Vec<(Layer, &str)> =
            atlas.all_posts().iter().map(|post| (post.layer, post.territory.as_str())).collect();
        places.sort_unstable();
        places.dedup();
        let rows = places.into_iter().flat_map(|(layer, territory)| {
            (1..).zip(posts(&atlas, layer, territory)).map(move |(number, post)| {
                vec![
                    Value::text(layer.key()),
                    Value::text(territory),
                    Value::Whole(number),
                    Value::text(post.title.cs.as_str()),
                    Value::text(post.title.en.as_str()),
                    // That a post is held, never by whom.
                    Value::text(post.occupancy.key()),
                    Value::maybe(post.station.as_deref(), Value::text),
                ]
            })
        });
        Table::of(edition(&atlas), rows.collect())
    }))
}

const STATIONS: OpenSet = OpenSet {
    id: "stations",
    title: "open-stations",
    description: "open-stations-text",
    keywords: "open-stations-words",
    theme: Theme::Safety,
    frequency: Frequency::Irregular,
    licence: Licence::Facts,
    columns: &[
        PARTITION,
        Column::new("code", "open-code", Datatype::Text).key(),
        Column::new("name", "open-name", Datatype::Text).required(),
        Column::new("name_en", "open-name-en", Datatype::Text).required(),
        Column::new("seat", "open-seat", Datatype::Text).required(),
        Column::new("address", "open-address", Datatype::Whole),
        Column::new("public", "open-public", Datatype::Truth).required(),
    ],
    open: stations,
};

fn stations(ground: Ground) -> BoxFuture<'static, Result<Option<Table>, Error>> {
    ready(atlas(&ground).map(|atlas| {
        let stations = Layer::ALL.into_iter().flat_map(|layer| atlas.stations(layer));
        let row = |station: &Station| {
            vec![
                Value::text(station.layer.key()),
                Value::text(station.code.as_str()),
                Value::text(station.name.cs.as_str()),
                Value::text(station.name.en.as_str()),
                Value::text(station.seat.as_str()),
                Value::maybe(seat(&atlas, station), |address| Value::Whole(i64::from(address.code().0))),
                Value::Truth(!station.restricted),
            ]
        };
        Table::of(edition(&atlas), stations.map(row).collect())
    }))
}

/// The address of a station, only when its seat names exactly one.
pub(super) fn seat<'a>(atlas: &'a Atlas, station: &Station) -> Option<Address<'a>> {
    let found = atlas.search()?.find(&Ask { text: &station.seat, home: atlas.home_code() });
    match (found.outcome, found.hits.as_slice()) {
        (Outcome::Exact, [hit]) => match hit.place {
            Place::Address(index) => atlas.register()?.address_at(index),
            _ => None,
        },
        _ => None,
    }
}

pub(super) const ADDRESSES: OpenSet = OpenSet {
    id: "addresses",
    title: "open-answering",
    description: "open-answering-text",
    keywords: "open-answering-words",
    theme: Theme::Safety,
    frequency: Frequency::Monthly,
    licence: Licence::Facts,
    columns: &[
        Column::new("address", "open-address", Datatype::Whole).key(),
        Column::new("street", "open-street", Datatype::Text),
        Column::new("number", "open-house-number", Datatype::Text).required(),
        Column::new("part", "open-part", Datatype::Text).required(),
        Column::new("municipal_precinct", "open-municipal-precinct", Datatype::Text),
        Column::new("state_police", "open-state-police", Datatype::Text),
        Column::new("district", "open-district", Datatype::Text),
    ],
    open: open_addresses,
};

fn open_addresses(ground: Ground) -> BoxFuture<'static, Result<Option<Table>, Error>> {
    ready(atlas(&ground).map(|atlas| {
        let edition = edition(&atlas);
        // Each row is decided when it is written, so a hundred thousand of them never stand in memory together.
        let rows = stream::iter(in_order(&atlas)).map(move |index| {
            let address = atlas.register().and_then(|register| register.address_at(index));
            address.map(|address| answering(&atlas, address)).ok_or(Error::Missing("address of the register"))
        });
        Table { edition, rows: Box::pin(rows) }
    }))
}

/// The addresses of the home town by their codes, which are the same in every edition of the register.
fn in_order(atlas: &Atlas) -> Vec<addresses::AddressIndex> {
    let home =
        atlas.register().zip(atlas.home_code()).and_then(|(register, code)| register.municipality(code));
    let mut all: Vec<Address<'_>> = home.into_iter().flat_map(|home| home.addresses()).collect();
    all.sort_unstable_by_key(|address| address.code().0);
    all.into_iter().map(Address::index).collect()
}

/// An address, and who answers for it in each layer.
pub(super) fn answering(atlas: &Atlas, address: Address<'_>) -> Vec<Value> {
    let covered = Layer::ALL.map(|layer| covering(atlas, layer, address));
    let place = [
        Value::Whole(i64::from(address.code().0)),
        Value::maybe(address.street(), |street| Value::text(street.name())),
        Value::text(address.numbers().to_string()),
        Value::text(address.part().name()),
    ];
    place.into_iter().chain(covered).collect()
}

const EMERGENCY: OpenSet = OpenSet {
    id: "emergency-numbers",
    title: "open-emergency",
    description: "open-emergency-text",
    keywords: "open-emergency-words",
    theme: Theme::Safety,
    frequency: Frequency::Irregular,
    licence: Licence::Facts,
    columns: &[
        Column::new("number", "open-emergency-number", Datatype::Text).key(),
        Column::new("name", "open-emergency-name", Datatype::Text).required(),
        Column::new("name_en", "open-emergency-name-en", Datatype::Text).required(),
        Column::new("name_uk", "open-emergency-name-uk", Datatype::Text).required(),
    ],
    open: emergency,
};

fn emergency(ground: Ground) -> BoxFuture<'static, Result<Option<Table>, Error>> {
    ready(atlas(&ground).and_then(|atlas| {
        let row = |entry: &EmergencyNumber| {
            let name = &entry.name;
            [&entry.number, &name.cs, &name.en, &name.uk].map(|text| Value::text(text.as_str())).into()
        };
        Some(Table::of(edition(&atlas), atlas.city()?.emergency.iter().map(row).collect()))
    }))
}
