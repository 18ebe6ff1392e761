//! The thirty questions of domain note §4.2 on the real addresses of Plzeň (state of 2023-12-31).

use std::sync::Arc;

use addresses::{Ask, FormerName, Hit, MunicipalityCode, Outcome, Place, Register, Search};

use crate::shared::{gunzip, register_of};

const PLZEN: MunicipalityCode = MunicipalityCode(554_791);

/// Former and customary names of Plzeň: idnes.cz A190824_497563, encyklopedie.plzen.eu (domain note §4.1).
fn former_names() -> Vec<FormerName> {
    let name = |old: &str, now: &str, until| FormerName {
        old: old.into(),
        now: now.into(),
        municipality: PLZEN,
        part: None,
        until,
    };
    vec![
        name("Leningradská", "Masarykova", Some(1990)),
        name("třída 1. máje", "Klatovská třída", Some(1990)),
        name("třída 1. máje", "Prvomájová", Some(1979)),
        name("sady 35tníků", "sady Pětatřicátníků", None),
        name("Neexistující", "Také neexistující", None),
    ]
}

/// `Ambiguous: Koterovská 1172/83, Lobzy, 32600 Plzeň [Orientation] | …`, at most three hits.
pub(crate) fn shown(search: &Search, ask: &Ask<'_>) -> String {
    let found = search.find(ask);
    let outcome = match &found.outcome {
        Outcome::NumberNotInRegister { .. } => "NumberNotInRegister".to_owned(),
        Outcome::OutsideHome { said } => format!("OutsideHome({said})"),
        other => format!("{other:?}"),
    };
    let hits: Vec<String> = found.hits.iter().take(3).map(|hit| shown_hit(search.register(), hit)).collect();
    format!("{outcome}: {}", hits.join(" | "))
}

pub(crate) fn shown_hit(register: &Register, hit: &Hit) -> String {
    let place = match hit.place {
        Place::Address(at) => register.address_at(at).expect("a row").one_line(),
        Place::Street(at) => register.street_at(at).expect("a street").name().to_owned(),
        Place::Part(at) => format!("part {}", register.part_at(at).expect("a part").name()),
        Place::Municipality(at) => format!("town {}", register.municipality_at(at).expect("a town").name()),
    };
    let warning = if hit.disagreements.is_empty() { "" } else { "!" };
    format!("{place} [{:?}{warning}]", hit.matched)
}

#[test]
fn debug_print() {
    let Some(bytes) = gunzip("data/addresses/ruian_adr_plzen_554791.csv.gz") else { return };
    let search = Search::open(Arc::new(register_of(&bytes)), &former_names());
    for q in [
        "namesti republiky 1",
        "nám. Republiky 16, 301 00 Plzeň",
        "koterovska 83",
        "83 Koterovská",
        "Koterovská č.p. 83",
        "KOTEROVSKÁ83",
        "zahradni 173/2",
        "Zahradní 2/173",
        "zahradni 173",
        "k. steinera 10 a",
        "Karla Steinera 10",
        "Sady Petatricatniku 320/14, 301 00 Plzen 3",
        "sady 35tniku 14",
        "sady Pětatřicátníků 7-9",
        "nam gen piky",
        "Habrmanovo nam.",
        "leningradska 12",
        "trida 1. maje 20",
        "masaryka 5",
        "Železniční 5",
        "28. rijna 5",
        "28 října",
        "Koterovská",
        "Křimice Prvomájová 100",
        "Bolevec ev. 15",
        "Veská 11 Černice",
        "Koterovská 9999",
        "Perlová 3, Brno",
        "Písecká 972/1 Plzeň 8",
        "301 00",
    ] {
        let ask = Ask::at_home(q, PLZEN);
        println!("{q:?} => {}", shown(&search, &ask));
        let f = search.find(&ask);
        if let Some(h) = f.hits.first() {
            println!("      {:?} cost {}", h.corrections, h.cost);
        }
        println!(
            "      S: {:?}",
            search.suggest(&ask, 4).iter().map(|h| shown_hit(search.register(), h)).collect::<Vec<_>>()
        );
    }
}
