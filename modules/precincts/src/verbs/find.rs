//! `okrsek find "zahradni 173/2"`: the address and everybody answerable for it.

use addresses::Ask;
use clap::{Arg, ArgMatches, Command};
use futures_util::future::BoxFuture;
use ground::{Context, Outcome, Verb, VerbError};
use places::{Atlas, Layer, Occupancy};
use web::Say;

use super::terminal::{json_flag, line};
use crate::api::{AnswerableBody, Found};
use crate::model::{self, Answer, Division, Verdict, verdict};
use crate::words;

pub(super) fn verb() -> Verb {
    Verb { path: &["find"], command, run }
}

fn command(t: &Say) -> Command {
    Command::new("find")
        .about(t.say("verb-find").into_owned())
        .arg(
            Arg::new("text")
                .value_name("TEXT")
                .required(true)
                .num_args(1..)
                .help(t.say("verb-find-text").into_owned()),
        )
        .arg(json_flag(t))
}

fn run(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let t = &context.t;
        let words: Vec<&str> =
            arguments.get_many::<String>("text").into_iter().flatten().map(String::as_str).collect();
        let text = words.join(" ");
        let atlas = context.ground.places.atlas();
        let search =
            atlas.search().ok_or_else(|| VerbError::Said(t.say("refusal-no-register").into_owned()))?;
        let found = search.find(&Ask { text: &text, home: atlas.home_code() });
        if arguments.get_flag("json") {
            json(t, &atlas, &text, &found)?;
        } else {
            say(t, &atlas, &text, &found);
        }
        Ok(if found.hits.is_empty() { Outcome::Refused } else { Outcome::Done })
    })
}

fn json(t: &Say, atlas: &Atlas, text: &str, found: &addresses::Found) -> Result<(), VerbError> {
    let mut body = Found::new(t, atlas, text, found);
    if verdict(found) == Verdict::Address {
        body.answerable = body
            .first_address(atlas)
            .map(|address| AnswerableBody::new(t, atlas, Some(address), &model::answerable(atlas, address)));
    }
    line(serde_json::to_string_pretty(&body).map_err(anyhow::Error::from)?);
    Ok(())
}

fn say(t: &Say, atlas: &Atlas, text: &str, found: &addresses::Found) {
    let Some(first) = found.hits.first() else {
        return line(t.with1("search-nothing-title", "query", text));
    };
    if let (Verdict::Address, addresses::Place::Address(index)) = (verdict(found), first.place) {
        let Some(address) = atlas.register().and_then(|register| register.address_at(index)) else { return };
        line(address.one_line());
        line(format!("  {}", words::matched(t, first.matched)));
        words::corrections(t, first).into_iter().for_each(|said| line(format!("  {said}")));
        line("");
        for answer in &model::answerable(atlas, address).answers {
            say_answer(t, atlas, answer);
        }
        return;
    }
    if let (Verdict::Street, addresses::Place::Street(index)) = (verdict(found), first.place) {
        let street = atlas.register().and_then(|register| register.street_at(index));
        return street.map_or((), |street| say_street(t, atlas, street));
    }
    line(crate::pages::headline(t, atlas, found, text).0);
    for hit in &found.hits {
        let Some((name, place)) = atlas.register().and_then(|register| words::name_of(register, hit.place))
        else {
            continue;
        };
        line(format!("  {name} – {place}"));
        words::corrections(t, hit).into_iter().for_each(|said| line(format!("      {said}")));
    }
}

/// Who has which numbers of a street, layer by layer.
fn say_street(t: &Say, atlas: &Atlas, street: addresses::Street<'_>) {
    let division = Division::of(atlas, street);
    line(street.name());
    line(format!("  {}", t.say(if division.is_whole() { "street-whole" } else { "street-split" })));
    for (layer, shares) in Layer::ALL.into_iter().zip(&division.layers) {
        line(format!("{}:", t.say(&format!("layer-{layer}"))));
        for share in shares {
            let name = words::owner(t, atlas, layer, share.owner);
            let territory = match share.owner {
                places::Owner::Territory(index) => atlas.territories(layer).get(index),
                places::Owner::Nobody | places::Owner::Unplaced => None,
            };
            let ranges: Vec<String> = share.ranges.iter().map(|range| words::range(t, range)).collect();
            let posts = territory.map(|x| crate::pages::posts_in_a_line(t, atlas, layer, &x.code));
            line(format!("  {name}: {}", ranges.join(", ")));
            posts
                .filter(|posts| !posts.is_empty())
                .into_iter()
                .for_each(|posts| line(format!("    {posts}")));
        }
    }
}

fn say_answer(t: &Say, atlas: &Atlas, answer: &Answer) {
    let layer: Layer = answer.decision.layer;
    let territory = answer.territory.as_ref().map_or("–", |territory| territory.name.as_str());
    line(format!("{}: {territory}", t.say(&format!("post-{layer}"))));
    for held in &answer.posts {
        let holder = match &held.post.occupancy {
            Occupancy::Held(name) => name.clone(),
            Occupancy::Vacant => t.say("answer-vacant").into_owned(),
            Occupancy::Unknown => t.say("answer-unknown").into_owned(),
        };
        line(format!("  {} – {holder}", held.post.title.in_language(t.lang().tag())));
        for contact in [&held.post.phone, &held.post.email].into_iter().flatten() {
            line(format!("  {contact}"));
        }
        if let Some(station) = &held.station {
            line(format!("  {}, {}", station.name.in_language(t.lang().tag()), station.seat));
        }
    }
    words::because(t, atlas, &answer.decision).into_iter().for_each(|said| line(format!("  {said}")));
}
