//! What holds for every distribution at every point.

use distributions::{beta, chi_squared, fisher, gamma, normal, student};
use proptest::prelude::*;

/// Probabilities down to 1e-290, as many near zero as in the middle.
fn probability() -> impl Strategy<Value = f64> {
    prop_oneof![0.001..0.999_f64, (-290.0..-3.0_f64).prop_map(|power| 10.0_f64.powf(power))]
}

/// Degrees of freedom from a third to a million.
fn df() -> impl Strategy<Value = f64> {
    prop_oneof![0.3..50.0_f64, (0.0..6.0_f64).prop_map(|power| 10.0_f64.powf(power))]
}

fn near(found: f64, wanted: f64, relative: f64) -> Result<(), TestCaseError> {
    prop_assert!((found - wanted).abs() <= relative * wanted.abs(), "{found:e} is not {wanted:e}");
    Ok(())
}

proptest! {
    #[test]
    fn the_distribution_at_the_quantile_is_the_probability(p in probability(), a in df(), b in df()) {
        // Steep distributions return a probability as exactly as the quantile's last bit allows.
        near(normal::distribution(normal::quantile(p)), p, 1e-12)?;
        let t = student::quantile(p, a);
        if t.abs() < 1e150 {
            near(student::distribution(t, a), p, 1e-10)?;
        }
        let x = chi_squared::quantile(p, a);
        if x > 1e-300 {
            near(chi_squared::distribution(x, a), p, 1e-10)?;
        }
        let f = fisher::quantile(p, a, b);
        if f > 1e-300 {
            near(fisher::distribution(f, a, b), p, 1e-9)?;
        }
    }

    #[test]
    fn a_beta_quantile_undoes_its_distribution(a in 0.5..400.0_f64, b in 0.5..400.0_f64, p in probability()) {
        let x = beta::quantile(p, a, b);
        prop_assert!((0.0..=1.0).contains(&x));
        if x > 1e-300 && x < 0.999 {
            near(beta::distribution(x, a, b), p, 1e-11)?;
        }
    }

    #[test]
    fn the_two_sides_are_a_whole(x in 0.0..1.0_f64, a in df(), b in df(), t in -50.0..50.0_f64) {
        near(beta::distribution(x, a, b) + beta::upper_tail(x, a, b), 1.0, 1e-14)?;
        near(student::distribution(t, a) + student::upper_tail(t, a), 1.0, 1e-14)?;
        near(student::distribution(t, a), student::upper_tail(-t, a), 0.0)?;
    }

    #[test]
    fn a_beta_seen_from_the_other_side_is_a_beta(a in 0.5..3000.0_f64, b in 0.5..3000.0_f64, k in 0_u32..=1024) {
        // 1 − x is exact for these x.
        let x = f64::from(k) / 1024.0;
        near(beta::distribution(x, a, b), beta::upper_tail(1.0 - x, b, a), 1e-12)?;
    }

    #[test]
    fn betas_with_a_closed_form(b in 0.1..200.0_f64, x in 0.0..1.0_f64) {
        near(beta::upper_tail(x, 1.0, b), (1.0 - x).powf(b), 1e-12)?;
        near(beta::distribution(x, b, 1.0), x.powf(b), 1e-12)?;
        near(chi_squared::upper_tail(x * b, 2.0), (-0.5 * x * b).exp(), 1e-13)?;
    }

    #[test]
    fn the_gamma_function_grows_by_its_argument(x in 0.01..1e4_f64) {
        let (now, next) = (gamma::ln_gamma(x), gamma::ln_gamma(x + 1.0));
        prop_assert!((next - now - x.ln()).abs() <= 1e-14 * (1.0 + next.abs()));
    }

    #[test]
    fn a_squared_t_is_an_f(t in 0.01..36.0_f64, df in df()) {
        near(fisher::upper_tail(t * t, 1.0, df), student::both_tails(t, df), 1e-12)?;
    }

    #[test]
    fn nothing_hangs_or_leaves_its_range(a in proptest::num::f64::ANY, b in proptest::num::f64::ANY, x in proptest::num::f64::ANY) {
        let (a, b) = (a % 1e7, b % 1e7);
        for p in [beta::distribution(x, a, b), chi_squared::upper_tail(x, a), student::upper_tail(x, a), fisher::upper_tail(x, a, b)] {
            prop_assert!(p.is_nan() || (0.0..=1.0).contains(&p), "{p}");
        }
    }
}
