//! How many of those who were asked answered.
//!
//! Source: American Association for Public Opinion Research, *Standard Definitions: Final Dispositions of Case Codes and
//! Outcome Rates for Surveys*. For a self-selected sample there is no response rate, only a number of participants.

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
