//! Outcome rates.
//!
//! Source: American Association for Public Opinion Research, *Standard Definitions: Final Dispositions of Case Codes and
//! Outcome Rates for Surveys*.

/// Final dispositions of a sample, as counts of cases.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Dispositions {
    /// Complete interviews, I.
    pub complete: f64,
    /// Partial interviews, P.
    pub partial: f64,
    /// Refusals and break-offs, R.
    pub refused: f64,
    /// Never reached, NC.
    pub not_contacted: f64,
    /// Other eligible ones without an interview, O.
    pub other: f64,
    /// Not known whether there is a household, UH.
    pub unknown_household: f64,
    /// Not known for other reasons, UO.
    pub unknown_other: f64,
}

/// Rates of one sample; the numbers in the names are AAPOR's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    /// RR1 to RR6.
    pub response: [f64; 6],
    /// COOP1 to COOP4.
    pub cooperation: [f64; 4],
    /// REF1 to REF3.
    pub refusal: [f64; 3],
    /// CON1 to CON3.
    pub contact: [f64; 3],
}

/// The share of unknown cases judged eligible, as among those that were resolved (Council of American Survey Research
/// Organizations).
pub fn eligible_share(eligible: f64, ineligible: f64) -> f64 {
    eligible / (eligible + ineligible)
}

impl Dispositions {
    /// Whether every count can be one: not missing, not below zero, and somebody was asked.
    pub fn are_counts(&self) -> bool {
        let all = [
            self.complete,
            self.partial,
            self.refused,
            self.not_contacted,
            self.other,
            self.unknown_household,
            self.unknown_other,
        ];
        all.iter().all(|count| (0.0..f64::INFINITY).contains(count)) && all.iter().sum::<f64>() > 0.0
    }

    /// All rates, with `eligible` the share of the unknown cases judged eligible.
    pub fn rates(&self, eligible: f64) -> Rates {
        let interviewed = self.complete + self.partial;
        let known = interviewed + self.refused + self.not_contacted + self.other;
        let unknown = self.unknown_household + self.unknown_other;
        let (all, likely) = (known + unknown, known + eligible * unknown);
        let contacted = known - self.not_contacted;
        let willing = interviewed + self.refused;
        let of = |above: f64| [above / all, above / likely, above / known];
        Rates {
            response: [
                self.complete / all,
                interviewed / all,
                self.complete / likely,
                interviewed / likely,
                self.complete / known,
                interviewed / known,
            ],
            cooperation: [
                self.complete / contacted,
                interviewed / contacted,
                self.complete / willing,
                interviewed / willing,
            ],
            refusal: of(self.refused),
            contact: of(contacted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_of_a_small_sample_by_hand() {
        let sample = Dispositions {
            complete: 50.0,
            partial: 10.0,
            refused: 20.0,
            not_contacted: 15.0,
            other: 5.0,
            unknown_household: 30.0,
            unknown_other: 10.0,
        };
        let rates = sample.rates(eligible_share(75.0, 25.0));
        let near = |found: &[f64], expected: &[f64]| {
            assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-15), "{found:?}");
        };
        // K = 100, U = 40, e = 3/4: denominators 140, 130 and 100.
        near(&rates.response, &[50.0 / 140.0, 60.0 / 140.0, 50.0 / 130.0, 60.0 / 130.0, 0.5, 0.6]);
        near(&rates.cooperation, &[50.0 / 85.0, 60.0 / 85.0, 50.0 / 80.0, 60.0 / 80.0]);
        near(&rates.refusal, &[20.0 / 140.0, 20.0 / 130.0, 0.2]);
        near(&rates.contact, &[85.0 / 140.0, 85.0 / 130.0, 0.85]);
        assert!(sample.are_counts() && !Dispositions { refused: -1.0, ..sample }.are_counts());
        assert!(!Dispositions::default().are_counts());
    }
}
