//! Any text: an expression with a value, or an error whose place is in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use questionnaires::Expression;
use questionnaires::expression::Scope;

fuzz_target!(|text: &str| {
    match Expression::parse(text) {
        Ok(expression) => {
            drop(expression.value(&Scope::default()));
            assert_eq!(Expression::parse(expression.source()).as_ref(), Ok(&expression));
        }
        Err(error) => assert!((1..=text.chars().count() + 1).contains(&error.at)),
    }
});
