//! Values computed with 60 digits by Python `mpmath` 1.3 (`betainc`, `gammainc`, `erfc`, `loggamma`; quantiles by
//! bisection).

use distributions::{beta, chi_squared, fisher, gamma, normal, student};

use crate::close;

#[test]
fn logarithms_of_the_gamma_function() {
    let table = [
        (1e-8, 18.420_680_738_180_21),
        (0.001, 6.907_178_885_383_853),
        (0.25, 1.288_022_524_698_077_5),
        (0.5, 0.572_364_942_924_700_1),
        (1.5, -0.120_782_237_635_245_22),
        (3.7, 1.428_072_326_665_387_9),
        (10.0, 12.801_827_480_081_47),
        (100.5, 361.435_540_467_777_6),
        (1e6, 12_815_504.569_147_612),
    ];
    for (x, expected) in table {
        close(gamma::ln_gamma(x), expected, 2e-14);
    }
    assert!(gamma::ln_gamma(1.0).abs() < 2e-15 && gamma::ln_gamma(2.0).abs() < 2e-15);
}

#[test]
fn normal_tails() {
    let table = [
        (0.1, 0.460_172_162_722_971),
        (1.0, 0.158_655_253_931_457_05),
        (1.959_963_984_540_054, 0.025_000_000_000_000_014),
        (5.0, 2.866_515_718_791_939e-7),
        (10.0, 7.619_853_024_160_526e-24),
        (20.0, 2.753_624_118_606_233_7e-89),
        (37.0, 5.725_571_222_524_577e-300),
    ];
    for (z, expected) in table {
        close(normal::upper_tail(z), expected, 2e-13);
        close(normal::distribution(-z), expected, 2e-13);
        close(normal::distribution(z), 1.0 - expected, 2e-15);
    }
}

#[test]
fn student_tails() {
    let table = [
        (0.5, 1.0, 0.352_416_382_349_566_73),
        (2.0, 3.0, 0.069_662_984_279_421_6),
        (2.5, 14.0, 0.012_733_332_307_031_091),
        (1.3, 7.5, 0.116_063_389_407_804_34),
        (40.0, 5.0, 9.205_981_085_886_477e-8),
        (12.0, 1000.0, 2.162_028_693_387_263_7e-31),
        (37.0, 1e6, 9.149_865_430_901_132e-300),
        (1.96, 1e6, 0.024_998_033_792_634_893),
        (60.0, 200.0, 3.855_789_292_028_314e-130),
        (1e-5, 4.2, 0.499_996_239_123_611_1),
    ];
    for (t, df, expected) in table {
        close(student::upper_tail(t, df), expected, 2e-13);
        close(student::both_tails(-t, df), 2.0 * expected, 2e-13);
    }
    // One degree of freedom is the Cauchy distribution, known in closed form.
    close(student::upper_tail(1e150, 1.0), 1e-150 / std::f64::consts::PI, 1e-13);
    close(student::upper_tail(1.5, f64::INFINITY), normal::upper_tail(1.5), 0.0);
}

#[test]
fn chi_squared_tails() {
    let table = [
        (0.5, 1.0, 0.479_500_122_186_953_5),
        (11.940_892_080_745_3, 2.0, 0.002_553_102_378_246_596),
        (10.0, 9.5, 0.395_215_749_624_669_29),
        (277.2, 9.0, 1.771_485_927_216_677e-54),
        (1400.0, 2.0, 9.859_676_543_759_77e-305),
        (1e6, 1e6, 0.499_811_936_803_394_5),
        (1_002_000.0, 1e6, 0.078_718_661_386_129_63),
        (1.2, 0.3, 0.074_039_927_481_600_49),
        (50.0, 100.0, 0.999_993_046_694_752_4),
    ];
    for (x, df, expected) in table {
        close(chi_squared::upper_tail(x, df), expected, 2e-13);
    }
    close(chi_squared::distribution(50.0, 100.0), 6.953_305_247_616_099e-6, 2e-14);
}

#[test]
fn fisher_tails() {
    let table = [
        (15.01, 1.52, 47.26, 4.482_827_639_705_079e-5),
        (4.463_905_381_929_59, 1.419_725_479_694_6, 19.876_156_715_724_4, 0.035_773_399_013_596_54),
        (1.0, 3.0, 7.0, 0.447_079_613_468_483_56),
        (44.855_220_496_271_9, 1.0, 39.0, 5.592_655_458_833_145e-8),
        (30.0, 5.0, 500.0, 1.106_810_124_128_381_9e-26),
        (2.0, 10.0, 1e6, 0.029_253_823_079_997_246),
        (1000.0, 2.0, 200.0, 7.256_571_590_148_2e-105),
        (0.3, 2.5, 1.5, 0.807_611_407_736_007_7),
    ];
    for (f, df1, df2, expected) in table {
        close(fisher::upper_tail(f, df1, df2), expected, 2e-13);
        close(fisher::distribution(1.0 / f, df2, df1), expected, 2e-13);
    }
    close(fisher::upper_tail(2.0, 3.0, f64::INFINITY), chi_squared::upper_tail(6.0, 3.0), 1e-15);
    close(fisher::distribution(2.0, f64::INFINITY, 3.0), chi_squared::upper_tail(1.5, 3.0), 1e-15);
}

#[test]
fn quantiles_of_the_tables() {
    let student = [
        (0.975, 1.0, 12.706_204_736_174_705),
        (0.975, 3.0, 3.182_446_305_283_709_6),
        (0.975, 14.0, 2.144_786_687_917_804),
        (0.975, 38.5, 2.023_531_137_312_428),
        (0.975, 1e6, 1.959_966_356_814_107),
        (0.9995, 2.5, 18.277_893_528_130_65),
        (0.55, 4.0, 0.133_830_367_111_943_36),
        (0.975, f64::INFINITY, 1.959_963_984_540_054),
    ];
    for (p, df, expected) in student {
        close(student::quantile(p, df), expected, 1e-12);
        close(student::quantile(1.0 - p, df), -expected, 1e-12);
    }
    let chi_squared = [
        (0.95, 1.0, 3.841_458_820_694_126),
        (0.95, 9.5, 17.615_706_915_475_763),
        (0.05, 2.4, 0.186_290_397_514_082_7),
        (0.999, 1e6, 1_004_375.948_746_141_7),
        (0.01, 0.5, 1.349_939_585_911_693_5e-8),
        (0.975, 14.0, 26.118_948_045_037_37),
    ];
    for (p, df, expected) in chi_squared {
        close(chi_squared::quantile(p, df), expected, 1e-12);
    }
    let beta = [
        (0.025, 3.0, 98.0, 0.006_229_971_538_306_394),
        (0.975, 1.0, 183.0, 0.019_956_000_841_316_167),
        (0.025, 0.5, 30.7, 1.612_525_608_314_464_6e-5),
    ];
    for (p, a, b, expected) in beta {
        close(beta::quantile(p, a, b), expected, 1e-12);
    }
}

#[test]
fn what_has_no_meaning_is_not_a_number() {
    let nonsense = [
        student::upper_tail(1.0, -1.0),
        student::quantile(2.0, 5.0),
        student::quantile(0.5, f64::NAN),
        chi_squared::upper_tail(f64::NAN, 3.0),
        chi_squared::quantile(0.5, 0.0),
        fisher::upper_tail(1.0, 0.0, 3.0),
        fisher::quantile(-0.1, 1.0, 1.0),
        beta::distribution(0.5, -1.0, 1.0),
        beta::quantile(f64::NAN, 1.0, 1.0),
        normal::quantile(1.1),
        gamma::ln_gamma(0.0),
    ];
    for value in nonsense {
        assert!(value.is_nan(), "{value} pretends to mean something");
    }
}

#[test]
fn the_ends_are_the_ends() {
    assert_eq!(normal::quantile(0.0), f64::NEG_INFINITY);
    assert_eq!(student::quantile(1.0, 5.0), f64::INFINITY);
    assert_eq!(student::quantile(0.5, 5.0), 0.0);
    assert_eq!(chi_squared::quantile(0.0, 3.0), 0.0);
    assert_eq!(fisher::quantile(1.0, 3.0, 4.0), f64::INFINITY);
    assert_eq!((beta::quantile(0.0, 2.0, 3.0), beta::quantile(1.0, 2.0, 3.0)), (0.0, 1.0));
    assert_eq!((beta::distribution(-1.0, 2.0, 2.0), beta::upper_tail(2.0, 2.0, 2.0)), (0.0, 0.0));
}
