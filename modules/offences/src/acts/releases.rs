//! Publishing: months that are old enough are frozen, protected, and shown for good.

use std::collections::BTreeMap;

use access::trail::{Entry, record};
use access::{Action, Actor, Kind, Subject};
use chrono::{NaiveDate, TimeDelta};
use ground::Ground;
use indicators::Audience;
use places::{Atlas, Layer};
use web::{Error, Refusal};

use super::memory::read;
use super::residents::{Residents, residents};
use super::{kept, must, noted};
use crate::counts::top;
use crate::events::{Event, Events, NOWHERE};
use crate::incident::Source;
use crate::month::Month;
use crate::release::{Counts, Grouping, Matter, NO_DISTRICT, Place, REST, Release, Territory, release};
use crate::store::REVISION;
use crate::store::releases::{self, Kept};

/// How long a month ripens before it is released: late reports come in meanwhile, and afterwards it stands.
pub(crate) const RIPENS: TimeDelta = TimeDelta::weeks(8);

/// What would be released now, and the counts that it would freeze.
pub(crate) struct Prepared {
    pub(crate) release: Release,
    pub(crate) fresh: Counts,
    pub(crate) number: i64,
    /// Months that the last release did not have.
    pub(crate) months: usize,
}

/// Prepares a release; none when there is no month to release.
pub(crate) async fn prepare(ground: &Ground, source: Source) -> Result<Option<Prepared>, Error> {
    let doing = || kept("prepare a release");
    let revision = ground.store.revision(REVISION).await.map_err(doing())?;
    let events = read(ground, source, revision).await?;
    let earlier = releases::list(&ground.store, source).await.map_err(doing())?;
    let frozen = releases::frozen(&ground.store, source).await.map_err(doing())?;
    let layers = [Layer::District, Layer::MunicipalPrecinct];
    // Everybody will see the rates, so only figures of public sources stand under them.
    let residents = residents(ground, &layers, Audience::Public).await?;
    let atlas = ground.places.atlas();
    let today = ground.access.clock().today();
    let invented = atlas.city().is_some_and(|city| city.invented);
    let work = tokio::task::spawn_blocking(move || {
        let last = earlier.last().map(|kept| &kept.release);
        let number = earlier.last().map_or(1, |kept| kept.number + 1);
        let made = make(&events, source, last, frozen, today, invented, |counts| {
            territories(&atlas, counts, &residents)
        });
        let basis = residents.basis.clone();
        made.map(|made| {
            made.map(|(release, fresh, months)| Prepared {
                release: Release { residents: basis, ..release },
                fresh,
                number,
                months,
            })
        })
    });
    let made = work.await.map_err(|cause| Error::fault("protect counts", cause))?;
    made.map_err(|cause| {
        tracing::warn!(%cause, "a release cannot be protected");
        Refusal::new("offences-unprotected").into()
    })
}

/// The release, the counts it freezes, and how many months are new.
type Made = (Release, Counts, usize);

fn make(
    events: &Events,
    source: Source,
    earlier: Option<&Release>,
    frozen: Counts,
    today: NaiveDate,
    invented: bool,
    territories: impl Fn(&Counts) -> Vec<Territory>,
) -> Result<Option<Made>, crate::release::ReleaseError> {
    let Some((first, last)) = ripe(events, today) else { return Ok(None) };
    let first = earlier.map_or(first, |earlier| Month(earlier.first));
    let new = earlier.map_or(first, |earlier| Month(earlier.last).after());
    let last = earlier.map_or(last, |earlier| last.max(Month(earlier.last)));
    let grouping = earlier.map_or_else(
        || Grouping::choose(&events.catalogue, &city(events, first, last)),
        |earlier| Grouping { categories: earlier.categories.clone() },
    );
    let fresh = counted(events, &grouping, new, last);
    let mut counts = frozen;
    counts.extend(fresh.iter().map(|(key, cases)| (key.clone(), *cases)));
    let made = release(Matter {
        source: source.key(),
        counts: &counts,
        span: (first, last),
        grouping: &grouping,
        territories: territories(&counts),
        earlier,
        invented,
    })?;
    Ok(Some((made, fresh, new.through(last).count())))
}

/// The months that may be released: whole ones that have ripened.
fn ripe(events: &Events, today: NaiveDate) -> Option<(Month, Month)> {
    let (first, _) = events.days()?;
    let first =
        if first == Month::of(first).first_day() { Month::of(first) } else { Month::of(first).after() };
    let ripe = Month::of(today - RIPENS).before();
    let last = events.complete_to()?.min(ripe);
    (first <= last).then_some((first, last))
}

/// Reported incidents: what patrols find follows the patrols and would show where they went.
fn released(events: &Events, first: Month, last: Month) -> impl Iterator<Item = &Event> {
    events.list.iter().filter(move |event| event.reported && (first..=last).contains(&event.month()))
}

fn city(events: &Events, first: Month, last: Month) -> BTreeMap<(Month, String), u64> {
    let mut counts = BTreeMap::new();
    for event in released(events, first, last) {
        *counts.entry((event.month(), top(events, event).to_owned())).or_default() += 1;
    }
    counts
}

fn counted(events: &Events, grouping: &Grouping, first: Month, last: Month) -> Counts {
    let mut counts = Counts::new();
    let code = |list: &[String], at: u16, none: &str| {
        let found = (at != NOWHERE).then(|| list.get(usize::from(at))).flatten();
        found.map_or_else(|| none.to_owned(), String::clone)
    };
    for event in released(events, first, last) {
        let district = code(&events.districts, event.district, NO_DISTRICT);
        let place = Place::part(&district, &code(&events.precincts, event.precinct, ""));
        let column = grouping.column(top(events, event)).to_owned();
        *counts.entry((event.month(), place, column)).or_default() += 1;
    }
    counts
}

/// The city, its districts, and the precincts inside each as far as incidents lie there.
fn territories(atlas: &Atlas, counts: &Counts, residents: &Residents) -> Vec<Territory> {
    let people = |layer, code: &str| residents.of(layer, code);
    let city = residents.of_city(atlas.territories(Layer::District).iter().map(|it| it.code.as_str()));
    let name = atlas.city().map_or_else(String::new, |city| city.name.cs.clone());
    let mut all = vec![Territory { place: Place::city(), name, residents: city }];
    all.extend(atlas.territories(Layer::District).iter().map(|district| Territory {
        place: Place::district(&district.code),
        name: district.name.clone(),
        residents: people(Layer::District, &district.code),
    }));
    let mut pieces: Vec<&Place> =
        counts.keys().map(|(_, place, _)| place).filter(|it| !it.part.is_empty()).collect();
    pieces.sort();
    pieces.dedup();
    all.extend(pieces.iter().map(|place| {
        let precinct = atlas.territory(Layer::MunicipalPrecinct, &place.part);
        // People are known of whole precincts only.
        let whole = pieces.iter().filter(|other| other.part == place.part).count() == 1;
        Territory {
            place: (*place).clone(),
            name: precinct.map_or_else(|| place.part.clone(), |(_, precinct)| precinct.name.clone()),
            residents: people(Layer::MunicipalPrecinct, &place.part).filter(|_| whole),
        }
    }));
    all
}

/// Publishes what [`prepare`] prepares. Right: decide offences.
pub(crate) async fn publish(ground: &Ground, who: &Subject, source: Source) -> Result<i64, Error> {
    must(ground, who, Action::Decide)?;
    let doing = || kept("publish a release");
    let Some(prepared) = prepare(ground, source).await? else {
        return Err(Refusal::new("offences-nothing-ripe").into());
    };
    let now = ground.access.clock().now();
    let number = prepared.number;
    let id = ground.store.new_id();
    let kept = Kept { id, number, release: prepared.release, at: now, withdrawn_at: None };
    let mut tx = ground.store.begin().await.map_err(doing())?;
    releases::withdraw(&mut tx, source, now).await.map_err(doing())?;
    // Two who publish at once meet here: the number is taken, and the second one is refused by the database.
    releases::add(&mut tx, source, &kept, who.person).await.map_err(doing())?;
    releases::freeze(&mut tx, source, &prepared.fresh).await.map_err(doing())?;
    let detail = serde_json::json!({ "source": source.key(), "number": number, "held": kept.release.held() });
    let entry = Entry::of(Action::Decide, Kind::Offences).on(id).purpose("release").detail(detail);
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())?;
    super::figures::write(ground, who, source, &kept.release, now).await;
    Ok(number)
}

/// Takes a source from the portal; what it told stays told, and the next release knows it. Right: decide offences.
pub(crate) async fn withdraw(ground: &Ground, who: &Subject, source: Source) -> Result<(), Error> {
    must(ground, who, Action::Decide)?;
    let doing = || kept("withdraw a release");
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    releases::withdraw(&mut tx, source, now).await.map_err(doing())?;
    let entry = Entry::of(Action::Decide, Kind::Offences).purpose("withdraw");
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())
}

/// Name of a column for people.
pub(crate) fn column_name<'a>(
    t: &'a web::Say,
    release: &'a Release,
    code: &'a str,
) -> std::borrow::Cow<'a, str> {
    if code == REST {
        return t.say("offences-rest");
    }
    let node = release.categories.iter().find(|node| node.code == code);
    node.map_or(code, |node| node.name(t.lang().tag())).into()
}
