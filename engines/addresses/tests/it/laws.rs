//! Laws that hold for any input.

use std::sync::Arc;

use addresses::{Ask, Outcome, Place, Register, Search};
use proptest::prelude::*;

use crate::town::{LIPOV, read, register, rows};

fn search() -> Search {
    Search::open(Arc::new(register(&rows())), &[])
}

#[test]
fn every_address_is_found_by_its_official_text() {
    let search = search();
    for address in search.register().addresses() {
        let found = search.find(&Ask::anywhere(&address.one_line()));
        assert_eq!(
            found.hits.first().map(|h| h.place),
            Some(Place::Address(address.index())),
            "{}",
            address.one_line()
        );
        assert_eq!(found.outcome, Outcome::Exact, "{}", address.one_line());
    }
}

#[test]
fn very_long_questions_are_cut_and_said_to_be() {
    let text = "Koterovská 83 ".repeat(1000);
    let found = search().find(&Ask::anywhere(&text));
    assert!(found.reading.cut);
    search().suggest(&Ask::anywhere(&"á".repeat(10_000)), 5);
}

proptest! {
    #[test]
    fn no_question_panics(text in "\\PC{0,60}", typed in "[a-zA-ZáčřžŽ0-9 ./,\\-]{0,40}") {
        let search = search();
        for text in [&text, &typed] {
            search.find(&Ask::anywhere(text));
            search.find(&Ask::at_home(text, LIPOV));
            search.suggest(&Ask::anywhere(text), 5);
        }
    }

    #[test]
    fn no_bytes_panic_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..2000), chunk in 1usize..99) {
        let (_, _, _end) = read(&bytes, chunk);
    }

    #[test]
    fn no_bytes_panic_the_register(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(Register::from_chunks(&[bytes]).is_err());
    }

    #[test]
    fn a_house_number_is_never_changed_silently(number in 1u16..300) {
        let search = search();
        let found = search.find(&Ask::at_home(&format!("Zahradní {number}"), LIPOV));
        if matches!(found.outcome, Outcome::Exact | Outcome::ByDescriptiveAlone) {
            for hit in &found.hits {
                let Place::Address(at) = hit.place else { panic!("an exact hit is an address") };
                let address = search.register().address_at(at).expect("a row");
                let own = [Some(address.house().number), address.orientation().map(|o| o.number)];
                prop_assert!(own.contains(&Some(number)));
            }
        }
    }
}
