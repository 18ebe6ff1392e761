//! Log likelihood ratios of a zone against the rest. All are 0 where there is not more than expected.

/// x ln(x/y), and 0 for x = 0.
fn entropy(x: f64, y: f64) -> f64 {
    if x > 0.0 { x * (x / y).ln() } else { 0.0 }
}

/// `c ln(c/E) + (C − c) ln((C − c)/(C − E))` for c cases where E of all C are expected.
pub fn poisson_score(cases: f64, expected: f64, all: f64) -> f64 {
    if cases > expected { entropy(cases, expected) + entropy(all - cases, all - expected) } else { 0.0 }
}

/// `c ln(c/b) + b − c` for c cases where b are expected from the past, whatever happens elsewhere.
pub fn expectation_score(cases: f64, baseline: f64) -> f64 {
    if cases > baseline { entropy(cases, baseline) + baseline - cases } else { 0.0 }
}

/// The same for c of n people inside and C of N in all.
pub fn bernoulli_score(cases: f64, people: f64, all_cases: f64, all_people: f64) -> f64 {
    let (outside, others) = (all_people - people, all_cases - cases);
    if cases * outside <= others * people {
        return 0.0;
    }
    let share = |cases: f64, people: f64| entropy(cases, people) + entropy(people - cases, people);
    share(cases, people) + share(others, outside) - share(all_cases, all_people)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_and_full_zones_have_a_score() {
        assert_eq!(poisson_score(0.0, 3.0, 10.0), 0.0);
        assert!((poisson_score(10.0, 4.0, 10.0) - 10.0 * 2.5_f64.ln()).abs() < 1e-12);
        assert_eq!(poisson_score(10.0, 10.0, 10.0), 0.0);
        assert_eq!(expectation_score(0.0, 1.0), 0.0);
        assert_eq!(bernoulli_score(5.0, 10.0, 5.0, 10.0), 0.0);
        assert!((bernoulli_score(5.0, 5.0, 5.0, 10.0) - 10.0 * 2.0_f64.ln()).abs() < 1e-12);
        assert_eq!(bernoulli_score(0.0, 0.0, 5.0, 10.0), 0.0);
    }
}
