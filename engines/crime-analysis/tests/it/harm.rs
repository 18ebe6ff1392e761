//! The harm index.

use crime_analysis::evaluation::Doubt;
use crime_analysis::evaluation::displacement::{Comparison, Counts, wdd};
use crime_analysis::harm::{Events, HarmError, Weights};

use crate::near;

fn cambridge() -> Weights {
    let days = [("murder", 5475.0), ("rape", 1825.0), ("robbery", 365.0), ("theft", 2.0)];
    Weights::new("2016", "Sherman et al. 2016", days).expect("weights")
}

#[test]
fn what_was_found_by_looking_weighs_nothing() {
    let drugs = Events { code: "robbery", reported: 3, discovered: 9 };
    let total = cambridge().total([Events::reported("murder", 2), drugs, Events::reported("noise", 40)]);
    near(total.days(), 2.0 * 5475.0 + 3.0 * 365.0, 1e-12);
    near(total.effect().se, (5475.0_f64.powi(2) * 2.0 + 365.0_f64.powi(2) * 3.0).sqrt(), 1e-12);
    assert_eq!((total.discovered, total.without_weight), (9, 40));
    assert_eq!((total.version.as_str(), total.source.as_str()), ("2016", "Sherman et al. 2016"));
    assert_eq!(total.doubts(), [Doubt::HarmUnknown { events: 40 }]);
}

#[test]
fn a_change_that_hangs_on_one_weight_says_so() {
    let weights = cambridge();
    // One robbery more, two hundred thefts fewer.
    let before = [Events::reported("theft", 500), Events::reported("robbery", 10)];
    let after = [Events::reported("theft", 300), Events::reported("robbery", 11)];
    let change = weights.change(before, after);
    near(change.days(), 365.0 - 400.0, 1e-12);
    near(change.effect().se, (4.0 * 800.0 + 365.0_f64.powi(2) * 21.0).sqrt(), 1e-12);
    let doubt = |code: &str| Doubt::HarmHangsOn { code: code.into() };
    assert_eq!(change.doubts(), [doubt("robbery"), doubt("theft")]);
    let robbery = &change.sensitivity()[0];
    assert_eq!(
        (robbery.code.as_str(), robbery.halved, robbery.doubled),
        ("robbery", 182.5 - 400.0, 730.0 - 400.0)
    );
    // Fewer of everything is less harm by any weights.
    let less = weights.change(before, [Events::reported("theft", 300), Events::reported("robbery", 9)]);
    assert_eq!(less.doubts(), []);
}

/// The five crimes of the example in Wheeler's `crimepy`, weighted 3, 2, 5, 7 and 10.
#[test]
fn differences_code_by_code_become_one_in_days() {
    let weights =
        Weights::new("1", "example", [("mv", 3.0), ("th", 2.0), ("bu", 5.0), ("rob", 7.0), ("ass", 10.0)]);
    let counts = [
        ("mv", (133, 91), (130, 74)),
        ("th", (388, 305), (327, 202)),
        ("bu", (148, 97), (398, 190)),
        ("rob", (86, 64), (144, 92)),
        ("ass", (94, 67), (183, 96)),
    ];
    let effect = |(code, control, treated): (&'static str, (u64, u64), (u64, u64))| {
        let counts = |(before, after)| Counts::of(before, after);
        (code, wdd(&Comparison::plain(counts(treated), counts(control))).expect("counts").total)
    };
    let total = weights.expect("weights").of_effects(counts.map(effect));
    let days = 3.0 * -14.0 + 2.0 * -42.0 + 5.0 * -157.0 + 7.0 * -30.0 + 10.0 * -60.0;
    near(total.days(), days, 1e-12);
    let variance: f64 = 9.0 * 428.0 + 4.0 * 1222.0 + 25.0 * 833.0 + 49.0 * 386.0 + 100.0 * 440.0;
    near(total.effect().se, variance.sqrt(), 1e-12);
}

#[test]
fn bad_weights_are_named() {
    let bad = |days| Weights::new("1", "x", [("a", 1.0), ("b", days)]).expect_err("refused");
    assert_eq!(bad(-1.0), HarmError { code: "b".into(), days: -1.0 });
    assert!(bad(f64::NAN).days.is_nan());
    assert_eq!(cambridge().total([]).days(), 0.0);
    let many = [Events::reported("noise", u64::MAX), Events::reported("noise", u64::MAX)];
    assert_eq!(cambridge().total(many).without_weight, u64::MAX);
}
