//! Questions of any content to a small town: no panic, and no hit outside the register.
#![no_main]

use std::sync::{Arc, LazyLock};

use addresses::ruian::Named;
use addresses::{
    AddressCode, Ask, DistrictCode, Edition, FormerName, HouseNumber, MunicipalityCode, Orientation, PartCode, Place,
    Postcode, Record, RegisterBuilder, Search, StreetCode,
};
use libfuzzer_sys::fuzz_target;

const STREETS: [&str; 8] = [
    "Koterovská", "náměstí T. G. Masaryka", "28. října", "Železniční", "Železničářská", "U Trati", "nám. Míru", "Třída 1. máje",
];

static TOWN: LazyLock<Search> = LazyLock::new(|| {
    let mut builder = RegisterBuilder::new();
    let town = Named { code: MunicipalityCode(1), name: "Plzeň" };
    for (s, name) in (1u32..).zip(STREETS) {
        for n in 1..40u16 {
            let letter = if n % 7 == 0 { 'a' } else { '-' };
            builder
                .push(&Record {
                    code: AddressCode(s * 1000 + u32::from(n)),
                    municipality: town,
                    district: Some(Named { code: DistrictCode(s % 3 + 1), name: ["Plzeň 1", "Plzeň 2-Slovany", "Plzeň 3"][s as usize % 3] }),
                    prague_district: None,
                    part: Named { code: PartCode(s % 2 + 1), name: ["Nová Ves", "Plzeň"][s as usize % 2] },
                    street: (n % 9 != 0).then_some(Named { code: StreetCode(s), name }),
                    house: HouseNumber::descriptive(s as u16 * 100 + n),
                    orientation: (n % 5 != 0).then(|| Orientation::with_letter(n, letter)),
                    postcode: Postcode::new(30_100),
                    position: None,
                    valid_from: None,
                })
                .expect("a sound record");
        }
    }
    let register = builder.finish(Edition { as_of: None }).expect("a register").register;
    let former = FormerName {
        old: "Leningradská".into(),
        now: "Koterovská".into(),
        municipality: MunicipalityCode(1),
        district: None,
        until: Some(1990),
    };
    Search::open(Arc::new(register), &[former])
});

fuzz_target!(|text: &str| {
    for ask in [Ask::anywhere(text), Ask::at_home(text, MunicipalityCode(1)), Ask::at_home(text, MunicipalityCode(9))] {
        let hits = TOWN.find(&ask).hits.into_iter().chain(TOWN.suggest(&ask, 6));
        for hit in hits {
            if let Place::Address(at) = hit.place {
                assert!(TOWN.register().address_at(at).is_some());
            }
        }
    }
});
