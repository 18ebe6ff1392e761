//! The official way to write an address: every row of domain note §3.7 (Decree 359/2011).

use addresses::ruian::Named;
use addresses::{
    AddressCode, Edition, HouseNumber, MunicipalityCode, Orientation, PartCode, Postcode, PragueDistrictCode,
    Record, RegisterBuilder, StreetCode,
};

struct Case {
    town: &'static str,
    prague: Option<&'static str>,
    part: &'static str,
    street: Option<&'static str>,
    house: HouseNumber,
    orientation: Option<Orientation>,
    postcode: u32,
}

fn check(case: Case, lines: &[&str]) {
    let record = Record {
        code: AddressCode(1),
        municipality: Named { code: MunicipalityCode(1), name: case.town },
        district: None,
        prague_district: case.prague.map(|name| Named { code: PragueDistrictCode(1), name }),
        part: Named { code: PartCode(1), name: case.part },
        street: case.street.map(|name| Named { code: StreetCode(1), name }),
        house: case.house,
        orientation: case.orientation,
        postcode: Postcode::new(case.postcode),
        position: None,
        valid_from: None,
    };
    let mut builder = RegisterBuilder::new();
    builder.push(&record).expect("a sound record");
    let register = builder.finish(Edition { as_of: None }).expect("a register").register;
    let address = register.address(AddressCode(1)).expect("the address");
    assert_eq!(address.lines(), lines);
    assert_eq!(address.one_line(), lines.join(", "));
}

#[test]
fn the_rows_of_the_decree() {
    let p = HouseNumber::descriptive;
    let ev = HouseNumber::evidence;
    let base = |town, part, street, house, postcode| Case {
        town,
        prague: None,
        part,
        street,
        house,
        orientation: None,
        postcode,
    };
    let with = |orientation, case| Case { orientation: Some(orientation), ..case };
    let letter = Orientation::with_letter;
    check(
        with(
            Orientation::plain(1),
            base("České Budějovice", "České Budějovice 2", Some("Lhenická"), p(1120), 37005),
        ),
        &["Lhenická 1120/1", "České Budějovice 2", "37005 České Budějovice"],
    );
    check(
        base("Vamberk", "Vamberk", Some("Žamberecká"), p(339), 51601),
        &["Žamberecká 339", "51601 Vamberk"],
    );
    check(base("Pardubice", "Dražkovice", None, p(106), 53333), &["Dražkovice 106", "53333 Pardubice"]);
    check(base("Praskačka", "Praskačka", None, p(111), 50333), &["č.p. 111", "50333 Praskačka"]);
    check(base("Praskačka", "Praskačka", None, ev(192), 50333), &["č.ev. 192", "50333 Praskačka"]);
    check(
        with(letter(31, 'y'), base("Pardubice", "Studánka", Some("Holická"), p(568), 53003)),
        &["Holická 568/31y", "Studánka", "53003 Pardubice"],
    );
    check(
        with(letter(49, 'F'), base("Beroun", "Beroun", Some("Lidická"), p(2858), 26601)),
        &["Lidická 2858/49F", "26601 Beroun"],
    );
    let prague = |case| Case { prague: Some("Praha 10"), ..case };
    check(
        prague(base("Praha", "Křeslice", Some("Na Herinkách"), ev(97), 10400)),
        &["Na Herinkách č.ev. 97", "Křeslice", "10400 Praha 10"],
    );
    check(prague(base("Praha", "Křeslice", None, ev(42), 10400)), &["Křeslice č.ev. 42", "10400 Praha 10"]);
}
