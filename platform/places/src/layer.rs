//! The three partitions of a city in which every address has somebody answerable.

/// A partition of the city. The three are drawn by different bodies and do not nest, so none is ever
/// derived from another (domain notes on precincts, § 1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Precinct of the municipal police; its answerable person is the precinct officer.
    MunicipalPrecinct,
    /// Area of a State Police department (obvodní oddělení).
    StatePolice,
    /// City district with its mayor (městský obvod).
    District,
}

impl Layer {
    /// All layers in the order people read them: the officer of the precinct first.
    pub const ALL: [Self; 3] = [Self::MunicipalPrecinct, Self::StatePolice, Self::District];

    /// The name used in addresses, files and the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::MunicipalPrecinct => "municipal-precinct",
            Self::StatePolice => "state-police",
            Self::District => "district",
        }
    }

    /// The layer of a [`Self::key`]; `None` for any other text.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layer| layer.key() == key)
    }

    /// Position in [`Self::ALL`].
    pub fn index(self) -> usize {
        match self {
            Self::MunicipalPrecinct => 0,
            Self::StatePolice => 1,
            Self::District => 2,
        }
    }
}

impl std::fmt::Display for Layer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key())
    }
}
