//! Values of the engines as sentences: how an address was found, what decided, who has which numbers.
//! Used by pages, the API and the command line alike, so that all three say the same.

use addresses::search::{Correction, Disagreement, Matched, NumberRead};
use addresses::{Address, Hit, Place, Register};
use places::{Atlas, Because, Decision, Layer, Owner, Range};
use territories::rules::{Parity, System};
use web::Say;

/// A decision as one or more sentences, the reason first.
pub(crate) fn because(t: &Say, atlas: &Atlas, decision: &Decision) -> Vec<String> {
    let layer = decision.layer;
    let name = || decision.territory.and_then(|i| atlas.territories(layer).get(i)).map_or("", |t| &t.name);
    let edition = atlas.layer_edition(layer);
    let (source, from) = edition.map_or(("", ""), |e| (e.source.as_str(), e.valid_from.as_str()));
    let vintage = || date(t, atlas.edition().map_or("", |e| &e.vintage));
    match &decision.because {
        Because::Polygon { border } => {
            let reason = t.with(
                "because-polygon",
                &[("territory", &name()), ("source", &source), ("from", &date(t, from))],
            );
            let doubt =
                border.map(|metres| t.with1("because-border", "metres", (metres * 10.0).round() / 10.0));
            std::iter::once(reason).chain(doubt).collect()
        }
        Because::OnBorder { between } => {
            vec![t.with1("because-on-border", "territories", between.join(", "))]
        }
        Because::Rule { line, beaten } => {
            let values: [(&'static str, &dyn web::texts::Argument); 4] =
                [("line", &line.number), ("text", &line.text), ("source", &source), ("from", &date(t, from))];
            let reason = t.with("because-rule", &values);
            let gave_way = beaten.iter().map(|line| t.with1("because-specific", "line", line.number));
            std::iter::once(reason).chain(gave_way).collect()
        }
        Because::Register => vec![t.with1("because-register", "vintage", vintage())],
        Because::Nobody => vec![t.say("because-nobody").into_owned()],
        Because::Conflict { lines, territories } if lines.is_empty() => {
            vec![t.with1("because-on-border", "territories", territories.join(", "))]
        }
        Because::Conflict { lines, .. } => {
            let numbers: Vec<String> = lines.iter().map(|line| line.number.to_string()).collect();
            vec![t.with1("because-conflict", "lines", numbers.join(", "))]
        }
        Because::NoPosition => vec![t.say("because-no-position").into_owned()],
        Because::NoLayer => vec![t.say("because-no-layer").into_owned()],
    }
}

/// An ISO date as people write it; other text as it is.
pub(crate) fn date(t: &Say, iso: &str) -> String {
    iso.parse().map_or_else(|_| iso.to_owned(), |day| t.date(&day))
}

/// How the numbers of a question led to a place.
pub(crate) fn matched(t: &Say, matched: Matched) -> String {
    let key = match matched {
        Matched::Name => "matched-name",
        Matched::Full => "matched-full",
        Matched::Orientation => "matched-orientation",
        Matched::DescriptiveAlone => "matched-descriptive",
        Matched::EvidenceAlone => "matched-evidence",
        Matched::ReversedPair => "matched-reversed",
        Matched::OtherLetter => "matched-other-letter",
        Matched::NumberPrefix | Matched::Nearest => "matched-nearest",
    };
    t.say(key).into_owned()
}

/// Everything that was read differently from how it was typed, and what disagrees.
pub(crate) fn corrections(t: &Say, hit: &Hit) -> Vec<String> {
    let read = hit.corrections.iter().map(|correction| corrected(t, correction));
    read.chain(hit.disagreements.iter().map(|disagreement| disagrees(t, disagreement))).collect()
}

fn corrected(t: &Say, correction: &Correction) -> String {
    let pair = |key, from: &String, to: &String| t.with(key, &[("from", from), ("to", to)]);
    match correction {
        Correction::Diacritics { from, to } => pair("corrected-diacritics", from, to),
        Correction::Typo { from, to } => pair("corrected-typo", from, to),
        Correction::Declension { from, to } => pair("corrected-declension", from, to),
        Correction::Abbreviation { from, to } => pair("corrected-abbreviation", from, to),
        Correction::Completed { from, to } => pair("corrected-completed", from, to),
        Correction::WordMissing { word } => t.with1("corrected-missing", "word", word),
        Correction::WordIgnored { word } => t.with1("corrected-ignored", "word", word),
        Correction::OrderSwapped => t.say("corrected-order").into_owned(),
        Correction::WordsJoined { to } => t.with1("corrected-joined", "to", to),
        Correction::WordsSplit { to } => t.with1("corrected-split", "to", to),
        Correction::FormerName { old, now, until: Some(year) } => {
            t.with("corrected-former-until", &[("old", old), ("now", now), ("until", &year.to_string())])
        }
        Correction::FormerName { old, now, until: None } => {
            t.with("corrected-former", &[("old", old), ("now", now)])
        }
        Correction::PairReversed => t.say("corrected-pair").into_owned(),
        Correction::Letter { registered } => t.with1("corrected-letter", "number", registered.to_string()),
    }
}

fn disagrees(t: &Say, disagreement: &Disagreement) -> String {
    match disagreement {
        Disagreement::Postcode { said, registered: Some(registered) } => t.with(
            "disagrees-postcode",
            &[("said", &said.to_string()), ("registered", &registered.to_string())],
        ),
        Disagreement::Postcode { said, registered: None } => {
            t.with1("disagrees-postcode-none", "said", said.to_string())
        }
        Disagreement::Area { said } => t.with1("disagrees-area", "said", said),
        Disagreement::Municipality { said } => t.with1("disagrees-town", "said", said),
    }
}

/// The number of a question as a person would write it.
pub(crate) fn number(read: &NumberRead) -> String {
    match read {
        NumberRead::Plain(number) | NumberRead::Orientation(number) => number.to_string(),
        NumberRead::Pair(house, orientation) => format!("{house}/{orientation}"),
        NumberRead::Descriptive(house) => format!("č.p. {house}"),
        NumberRead::Evidence(house) => format!("č.ev. {house}"),
        NumberRead::Entrances(first, second) => format!("{first}–{second}"),
    }
}

/// A run of numbers: "lichá 1–57", "č. p. sudá 2–8", "12".
pub(crate) fn range(t: &Say, range: &Range) -> String {
    let (from, to) = (range.from.to_string(), range.to.to_string());
    let numbers = if from == to {
        from
    } else {
        let key = match range.parity {
            Parity::Odd => "range-odd",
            Parity::Even => "range-even",
        };
        t.with(key, &[("from", &from), ("to", &to)])
    };
    match range.system {
        System::Descriptive => t.with1("range-descriptive", "range", numbers),
        System::Registration => t.with1("range-evidence", "range", numbers),
        System::Orientation | System::Bare => numbers,
    }
}

/// Whose a share of a street is.
pub(crate) fn owner(t: &Say, atlas: &Atlas, layer: Layer, owner: Owner) -> String {
    match owner {
        Owner::Territory(index) => {
            atlas.territories(layer).get(index).map(|x| x.name.clone()).unwrap_or_default()
        }
        Owner::Nobody => t.say("street-nobody").into_owned(),
        Owner::Unplaced => t.say("street-unplaced").into_owned(),
    }
}

/// "Zahradní 173/2" and "Východní Předměstí, Plzeň": what stands large and what stands small.
pub(crate) fn name_of(register: &Register, place: Place) -> Option<(String, String)> {
    Some(match place {
        Place::Address(index) => {
            let address = register.address_at(index)?;
            (short(address), where_is(address))
        }
        Place::Street(index) => {
            let street = register.street_at(index)?;
            let mut parts: Vec<&str> = street.parts().map(addresses::Part::name).collect();
            parts.dedup();
            let town = street.municipality().name();
            (street.name().to_owned(), joined(&parts.join(", "), town))
        }
        Place::Part(index) => {
            let part = register.part_at(index)?;
            (part.name().to_owned(), part.municipality().name().to_owned())
        }
        Place::Municipality(index) => (register.municipality_at(index)?.name().to_owned(), String::new()),
    })
}

/// Street and number, or part and number where there is no street: one line without the town.
pub(crate) fn short(address: Address<'_>) -> String {
    let name = address.street().map_or_else(|| address.part().name(), |street| street.name());
    format!("{name} {}", address.numbers())
}

fn where_is(address: Address<'_>) -> String {
    let town = address.municipality().name();
    match address.street() {
        Some(_) => joined(address.part().name(), town),
        None => town.to_owned(),
    }
}

fn joined(part: &str, town: &str) -> String {
    if part == town || part.is_empty() { town.to_owned() } else { format!("{part}, {town}") }
}
