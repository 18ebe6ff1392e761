//! Where the city lies, as official tables name it, and other settings of the module.

use official_statistics::EndDay;
use serde::{Deserialize, Serialize};

/// The city in code lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// Code of its municipality in RÚIAN; from the city's own facts.
    pub municipality: String,
    /// Its name.
    pub name: String,
    /// Its district, once somebody has said which.
    pub district: Option<District>,
}

/// The district, as both lists of codes name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct District {
    /// Code in list 101 of the Czech Statistical Office: `40371`.
    pub code: String,
    /// LAU 1 code: `CZ0323`.
    pub lau: String,
    /// Name.
    pub name: String,
}

impl Home {
    /// The municipality as figures know it.
    #[must_use]
    pub fn municipality_key(&self) -> String {
        format!("municipality:{}", self.municipality)
    }

    /// The district as figures know it.
    #[must_use]
    pub fn district_key(&self) -> Option<String> {
        self.district.as_ref().map(|district| format!("district:{}", district.lau))
    }

    /// The territory that a table calls so: by either code of the district, or by the name of the district or the city.
    #[must_use]
    pub fn territory(&self, called: &str) -> Option<String> {
        if let Some(district) = &self.district
            && [&district.code, &district.lau, &district.name].into_iter().any(|it| it == called)
        {
            return self.district_key();
        }
        (called == self.municipality || called == self.name).then(|| self.municipality_key())
    }
}

/// Settings of counting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counting {
    /// Whether a permit is valid on its last day.
    pub end_day: EndDay,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_calls_the_city_by_code_or_name() {
        let district = District { code: "40371".into(), lau: "CZ0323".into(), name: "Plzeň-město".into() };
        let home = Home { municipality: "554791".into(), name: "Plzeň".into(), district: Some(district) };
        for called in ["40371", "CZ0323", "Plzeň-město"] {
            assert_eq!(home.territory(called).as_deref(), Some("district:CZ0323"));
        }
        assert_eq!(home.territory("Plzeň").as_deref(), Some("municipality:554791"));
        assert_eq!(home.territory("Plzeň-sever"), None);
    }
}
