//! Acute coronary events in Sicily by month, January 2002 to November 2006; smoking was banned in public from January 2005.
//!
//! Barone-Adesi et al., *Circulation* 114 (2006), as published with Lopez Bernal, Cummins, Gasparrini, *Interrupted time series
//! regression for the evaluation of public health interventions: a tutorial*, Int. J. Epidemiology 46 (2017), file `sicily.csv`
//! of github.com/gasparrini/2017_lopezbernal_IJE_codedata (columns aces and stdpop).

/// Events.
pub(crate) const EVENTS: [f64; 59] = [
    728.0, 659.0, 791.0, 734.0, 757.0, 726.0, 760.0, 740.0, 720.0, 814.0, 795.0, 858.0, 887.0, 766.0, 851.0,
    769.0, 781.0, 756.0, 766.0, 752.0, 765.0, 831.0, 879.0, 928.0, 914.0, 808.0, 937.0, 840.0, 916.0, 828.0,
    845.0, 818.0, 860.0, 839.0, 887.0, 886.0, 831.0, 796.0, 833.0, 820.0, 877.0, 758.0, 767.0, 738.0, 781.0,
    843.0, 850.0, 908.0, 1_021.0, 859.0, 976.0, 888.0, 962.0, 838.0, 810.0, 876.0, 843.0, 936.0, 912.0,
];

/// Inhabitants, made alike by age.
pub(crate) const INHABITANTS: [f64; 59] = [
    379_875.3, 376_495.5, 377_040.8, 377_116.4, 377_383.4, 374_113.1, 379_513.3, 376_295.5, 374_653.2,
    378_485.6, 375_955.5, 378_349.7, 376_762.4, 379_032.3, 379_360.4, 376_162.0, 377_972.4, 381_830.7,
    379_888.6, 380_872.2, 380_966.9, 381_240.4, 382_104.9, 381_802.7, 381_656.3, 383_680.0, 383_504.2,
    386_462.9, 383_783.1, 380_836.8, 383_483.0, 380_906.2, 382_926.8, 384_052.4, 384_449.6, 383_428.4,
    388_153.2, 388_373.2, 386_470.1, 386_033.2, 383_686.4, 385_509.3, 385_901.9, 386_516.6, 388_436.5,
    383_255.2, 390_148.7, 385_874.9, 391_613.6, 391_750.4, 394_005.6, 391_364.9, 391_664.6, 389_022.3,
    391_878.5, 388_575.3, 392_989.0, 390_018.8, 390_712.3,
];

/// Months before the ban.
pub(crate) const BEFORE: usize = 36;

/// 1 for January 2002.
pub(crate) fn time() -> Vec<f64> {
    (1..=59).map(f64::from).collect()
}

/// One from the ban on.
pub(crate) fn ban() -> Vec<f64> {
    (0..59).map(|month| f64::from(u8::from(month >= BEFORE))).collect()
}
