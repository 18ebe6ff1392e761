//! Distributions of counts against R 4.2.2 (`ppois`, `dpois`, `qpois`, `pnbinom`, `qnbinom` with `size = 1/alpha`).

use distributions::{negative_binomial, poisson};
use proptest::prelude::*;

use crate::close;

#[test]
fn poisson_counts() {
    let table = [
        (0.0, 0.3, 7.408_182_206_817_179e-1, 2.591_817_793_182_821e-1, 7.408_182_206_817_179e-1),
        (2.0, 4.0, 2.381_033_055_535_443_6e-1, 7.618_966_944_464_556e-1, 1.465_251_111_098_734_6e-1),
        (40.0, 16.0, 9.999_998_739_646_594e-1, 1.260_353_406_163_868e-7, 2.015_777_195_088_350_5e-7),
        (120.0, 100.0, 9.773_306_709_216_473e-1, 2.266_932_907_835_27e-2, 5.561_064_886_513_002e-3),
        (1000.0, 1200.0, 1.553_146_982_114_218_6e-9, 9.999_999_984_468_531e-1, 2.649_863_734_860_789e-10),
    ];
    for (k, mean, lower, upper, mass) in table {
        close(poisson::distribution(k, mean), lower, 1e-12);
        close(poisson::upper_tail(k, mean), upper, 1e-12);
        close(poisson::mass(k, mean), mass, 1e-12);
    }
    let quantiles = [
        (0.001_35, 4.0, 0.0),
        (0.998_65, 4.0, 11.0),
        (0.5, 1e6, 1e6),
        (0.999, 0.01, 1.0),
        (1e-12, 250.0, 147.0),
        (1.0 - 1e-9, 250.0, 350.0),
    ];
    for (p, mean, expected) in quantiles {
        assert_eq!(poisson::quantile(p, mean), expected, "{p} of {mean}");
    }
}

#[test]
fn negative_binomial_counts() {
    let table = [
        (0.0, 0.3, 0.5, 7.561_436_672_967_872e-1, 2.438_563_327_032_128e-1),
        (2.0, 4.0, 0.1, 2.885_671_373_621_549e-1, 7.114_328_626_378_451e-1),
        (40.0, 16.0, 0.05, 9.998_389_159_472_672e-1, 1.610_840_527_329_016_3e-4),
        (120.0, 100.0, 2.0, 7.275_748_586_720_94e-1, 2.724_251_413_279_06e-1),
        (1000.0, 1200.0, 0.001, 2.537_452_790_483_399e-5, 9.999_746_254_720_951e-1),
    ];
    for (k, mean, alpha, lower, upper) in table {
        close(negative_binomial::distribution(k, mean, alpha), lower, 1e-11);
        close(negative_binomial::upper_tail(k, mean, alpha), upper, 1e-11);
    }
    let quantiles = [
        (0.001_35, 4.0, 0.2, 0.0),
        (0.998_65, 4.0, 0.2, 15.0),
        (0.5, 1e4, 0.1, 9669.0),
        (0.999, 0.01, 3.0, 1.0),
        (0.975, 250.0, 0.02, 331.0),
    ];
    for (p, mean, alpha, expected) in quantiles {
        assert_eq!(negative_binomial::quantile(p, mean, alpha), expected, "{p} of {mean}, {alpha}");
    }
    assert_eq!(negative_binomial::quantile(0.975, 9.0, 0.0), poisson::quantile(0.975, 9.0));
}

#[test]
fn counts_without_meaning_and_at_the_ends() {
    let nonsense = [
        poisson::distribution(1.0, -1.0),
        poisson::mass(f64::NAN, 1.0),
        poisson::quantile(1.5, 1.0),
        negative_binomial::distribution(1.0, 1.0, -1.0),
        negative_binomial::quantile(0.5, f64::NAN, 1.0),
    ];
    assert!(nonsense.iter().all(|v| v.is_nan()), "{nonsense:?}");
    assert_eq!((poisson::distribution(-1.0, 2.0), poisson::upper_tail(0.0, 0.0)), (0.0, 0.0));
    assert_eq!((poisson::mass(0.5, 2.0), poisson::mass(0.0, 0.0), poisson::mass(3.0, 0.0)), (0.0, 1.0, 0.0));
    assert_eq!((poisson::quantile(1.0, 2.0), poisson::quantile(0.0, 2.0)), (f64::INFINITY, 0.0));
}

proptest! {
    #[test]
    fn a_quantile_is_the_first_count_that_reaches(p in 1e-6..0.999_999_f64, mean in 0.001..5000.0_f64, alpha in 0.0..3.0_f64) {
        let k = poisson::quantile(p, mean);
        prop_assert!(poisson::distribution(k, mean) >= p * (1.0 - 1e-12));
        prop_assert!(k == 0.0 || poisson::distribution(k - 1.0, mean) < p);
        let k = negative_binomial::quantile(p, mean, alpha);
        prop_assert!(negative_binomial::distribution(k, mean, alpha) >= p * (1.0 - 1e-12));
        prop_assert!(k == 0.0 || negative_binomial::distribution(k - 1.0, mean, alpha) < p);
    }

    #[test]
    fn nothing_hangs(k in proptest::num::f64::ANY, mean in proptest::num::f64::ANY, alpha in proptest::num::f64::ANY) {
        let (mean, alpha) = (mean % 1e7, alpha % 1e3);
        for p in [poisson::upper_tail(k, mean), poisson::mass(k, mean), negative_binomial::upper_tail(k, mean, alpha)] {
            prop_assert!(p.is_nan() || (0.0..=1.0).contains(&p), "{p}");
        }
        prop_assert!(!(poisson::quantile(0.3, mean) < 0.0 || negative_binomial::quantile(0.3, mean, alpha) < 0.0));
    }
}
