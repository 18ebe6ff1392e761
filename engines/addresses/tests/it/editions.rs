//! Building and comparing editions.

use addresses::register::NameOf;
use addresses::{AddressCode, Difference, Edition, HouseNumber, Orientation, RegisterBuilder};

use crate::town::{register, rows};

#[test]
fn a_street_is_one_run_in_number_order() {
    let mut mixed = rows();
    mixed.reverse();
    let register = register(&mixed);
    let street = register.streets().find(|s| s.name() == "Karla Steinera").expect("the street");
    let numbers: Vec<String> = street.addresses().map(|a| a.numbers()).collect();
    assert_eq!(numbers, ["101/8", "102/10A", "103/12"]);
    assert_eq!(register.street(street.code()).map(|s| s.name()), Some("Karla Steinera"));
    let other = crate::town::register(&rows());
    assert!(Difference::between(&register, &other).is_empty(), "the order of the rows does not matter");
    assert!(register.addresses().zip(other.addresses()).all(|(a, b)| a.code() == b.code()));
}

#[test]
fn views_lead_from_place_to_place() {
    let register = register(&rows());
    assert_eq!(register.addresses().len(), rows().len());
    for row in rows() {
        let address = register.address(AddressCode(row.code)).expect("a known code");
        assert_eq!(address.municipality().name(), row.town.1);
        assert_eq!(address.part().name(), row.part.1);
        assert_eq!(address.district().map(|d| d.name), row.district.map(|d| d.1));
        assert_eq!(address.street().map(|s| s.name()), row.street.map(|s| s.1));
        assert_eq!((address.house(), address.orientation()), (row.house, row.orientation));
        assert_eq!(address.position(), row.record().position);
        assert!(address.part().addresses().any(|a| a == address));
        assert!(address.municipality().addresses().any(|a| a == address));
    }
    assert!(register.address(AddressCode(0)).is_none() && register.address(AddressCode(u32::MAX)).is_none());
    let part = register.parts().find(|p| p.name() == "Staré Město").expect("the part");
    assert_eq!(part.addresses_without_street().count(), 2);
    assert_eq!(
        part.municipality().districts().map(|d| d.name).collect::<Vec<_>>(),
        ["Lipov 1", "Lipov 2-Podmlýní"]
    );
}

#[test]
fn a_street_whose_addresses_all_moved_away_is_not_listed() {
    let mut builder = RegisterBuilder::new();
    let rows = rows();
    rows.iter().for_each(|row| builder.push(&row.record()).expect("a sound record"));
    // Both addresses of the village come again, in a street of the town.
    let home = rows.iter().find(|row| row.street.is_some_and(|s| s.1 == "Zahradní")).expect("a row");
    let moved: Vec<_> = rows.iter().filter(|row| row.town.1 == "Dolní Ves").collect();
    for row in &moved {
        let record = crate::town::Row { code: row.code, house: row.house, ..*home }.record();
        builder.push(&record).expect("a sound record");
    }
    let register = builder.finish(Edition { as_of: None }).expect("a register").register;
    assert_eq!(register.len(), rows.len());
    assert!(!register.municipalities().any(|town| town.name() == "Dolní Ves"));
    assert!(!register.parts().any(|part| part.name() == "Dolní Ves"));
    assert!(register.streets().all(|street| street.addresses().len() > 0));
    let zahradni = register.streets().find(|s| s.name() == "Zahradní").expect("the street");
    assert!(moved.iter().all(|row| zahradni.addresses().any(|a| a.code() == AddressCode(row.code))));
    for row in rows.iter().filter(|row| row.town.1 != "Dolní Ves") {
        let address = register.address(AddressCode(row.code)).expect("a known code");
        assert_eq!((address.part().name(), address.municipality().name()), (row.part.1, row.town.1));
        assert_eq!(address.district().map(|d| d.name), row.district.map(|d| d.1));
        assert_eq!(address.street().map(|s| s.name()), row.street.map(|s| s.1));
    }
}

#[test]
fn a_repeated_code_is_named_and_the_last_record_holds() {
    let mut builder = RegisterBuilder::new();
    let first = rows()[0];
    let later = crate::town::Row { house: HouseNumber::descriptive(999), ..first };
    for row in [first, rows()[1], later] {
        builder.push(&row.record()).expect("a sound record");
    }
    let built = builder.finish(Edition { as_of: None }).expect("a register");
    assert_eq!(built.repeated, [AddressCode(first.code)]);
    assert_eq!(built.register.address(AddressCode(first.code)).map(|a| a.house().number), Some(999));
    assert_eq!(built.register.len(), 2);
}

#[test]
fn what_changed_between_two_editions() {
    let old = rows();
    let mut new = old.clone();
    let gone = new.remove(0);
    for row in new.iter_mut().filter(|r| r.street.is_some_and(|s| s.1 == "Masarykova")) {
        row.street = row.street.map(|(code, _)| (code, "Leningradská"));
    }
    let renumbered = new[1];
    new[1].orientation = Some(Orientation::plain(85));
    let fresh = crate::town::Row { code: 9999, ..new[3] };
    new.push(fresh);
    let found = Difference::between(&register(&old), &register(&new));
    assert_eq!(found.gone, [AddressCode(gone.code)]);
    assert_eq!(found.new, [AddressCode(9999)]);
    assert_eq!(found.renamed.len(), 1);
    assert_eq!((found.renamed[0].what, found.renamed[0].from.as_str()), (NameOf::Street, "Masarykova"));
    assert_eq!((found.renamed[0].to.as_str(), found.renamed[0].addresses.len()), ("Leningradská", 2));
    let expected = renumbered.orientation != Some(Orientation::plain(85));
    assert_eq!(found.renumbered.len(), usize::from(expected));
    assert!(found.moved.is_empty());
    assert!(Difference::between(&register(&old), &register(&old)).is_empty());
}
