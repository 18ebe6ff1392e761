//! The demonstration city, imported the way a real one is: the same readers, the same transactions.

use std::sync::Arc;

use anyhow::Context;
use demo_city::DemoCity;
use futures_util::future::BoxFuture;
use ground::Ground;
use places::city::{self, CityFiles, CityReading, FormerName, Words};
use places::layers::{Content, LayerReading};
use places::{Layer, Occupancy, Post, Station};

/// Day from which everything invented holds.
const SINCE: &str = "2026-01-01";

/// Fills an empty database: city, register, three layers, stations and posts.
pub(crate) fn fill(ground: Ground, demo: Arc<DemoCity>) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let places = &ground.places;
        places.save_city(&reading(&demo)?).await?;
        let csv = demo.ruian_csv();
        let register = places::register::read_bytes("okrskov.csv", &csv, addresses::Date::new(2026, 1, 1))?;
        places.save_register(&register).await?;
        let layers = [
            (Layer::MunicipalPrecinct, "okrsky-okrskov.txt", demo.precinct_rules()),
            (Layer::StatePolice, "obvody-policie-okrskov.geojson", demo.state_police_geojson()),
            (Layer::District, "mestske-obvody-okrskov.geojson", demo.districts_geojson()),
        ];
        for (layer, source, text) in layers {
            let content = Content::read(&text, source)?;
            let reading = LayerReading {
                layer,
                source: source.to_owned(),
                valid_from: SINCE.to_owned(),
                text,
                content,
            };
            places.save_layer(&reading).await?;
        }
        Ok(())
    })
}

/// Facts from the file that ships, everything else from the generator.
fn reading(demo: &DemoCity) -> anyhow::Result<CityReading> {
    let facts = include_str!("../../../content/cities/demo/city.toml");
    let mut reading = city::read("demo", &CityFiles { city: facts, ..CityFiles::default() })?;
    reading.stations = demo.stations.iter().map(station).collect::<anyhow::Result<_>>()?;
    reading.posts = demo.posts.iter().map(post).collect::<anyhow::Result<_>>()?;
    reading.city.former_names = demo.former_names.iter().filter_map(|name| former(demo, name)).collect();
    Ok(reading)
}

fn layer(layer: demo_city::Layer) -> anyhow::Result<Layer> {
    Layer::from_key(layer.key()).context("a layer of the demonstration city is not one of ours")
}

fn words(words: &demo_city::Words) -> Words {
    Words { cs: words.cs.clone(), en: words.en.clone(), uk: words.uk.clone() }
}

fn station(station: &demo_city::Station) -> anyhow::Result<Station> {
    Ok(Station {
        layer: layer(station.layer)?,
        code: station.code.clone(),
        name: words(&station.name),
        seat: station.seat.clone(),
        phone: Some(station.phone.clone()),
        email: Some(station.email.clone()),
        hours: Some(hours(&station.hours)),
        restricted: false,
        source: String::new(),
    })
}

/// Seven texts, Monday first; a closed day is empty.
fn hours(days: &[demo_city::OpeningDay]) -> [String; 7] {
    let mut week: [String; 7] = Default::default();
    for day in days {
        let spans: Vec<String> =
            day.spans.iter().map(|(from, to)| format!("{}–{}", clock(*from), clock(*to))).collect();
        if let Some(text) = week.get_mut(usize::from(day.weekday).wrapping_sub(1)) {
            *text = spans.join(", ");
        }
    }
    week
}

fn clock(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

fn post(post: &demo_city::Post) -> anyhow::Result<Post> {
    Ok(Post {
        layer: layer(post.layer)?,
        territory: post.territory.clone(),
        title: words(&post.title),
        station: Some(post.station.clone()),
        occupancy: post
            .holder
            .as_ref()
            .map_or(Occupancy::Vacant, |holder| Occupancy::Held(holder.name.clone())),
        deputy: post.deputy.as_ref().map(|deputy| deputy.name.clone()),
        phone: Some(post.phone.clone()),
        email: Some(post.email.clone()),
        valid_from: Some(post.valid_from.clone()),
        valid_to: post.valid_to.clone(),
        source: String::new(),
    })
}

fn former(demo: &DemoCity, name: &demo_city::FormerName) -> Option<FormerName> {
    Some(FormerName {
        old: name.former.clone(),
        now: demo.streets.get(name.street)?.name.clone(),
        district: None,
        until: Some(i64::from(name.until)),
        nickname: false,
    })
}
