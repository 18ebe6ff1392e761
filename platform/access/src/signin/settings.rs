//! What the operator decides about access.

use std::path::PathBuf;

/// Settings of access, from the configuration of the installation.
#[derive(Clone, Default)]
pub struct AccessSettings {
    /// File with the installation's secret, outside of the database; made at first start, readable by the owner only.
    /// `None` keeps a secret in memory alone, for tests and for verbs that need none.
    pub key_file: Option<PathBuf>,
    /// File to which the signed end of each day's trail is appended; keep it on another machine.
    pub checkpoint_file: Option<PathBuf>,
    /// The address people see, `https://okrsek.example`; providers send people back to it.
    pub base_url: String,
    /// Providers of identity (OpenID Connect).
    pub providers: Vec<ProviderSettings>,
}

/// One provider of identity.
#[derive(Clone)]
pub struct ProviderSettings {
    /// Short name in addresses: `caais`.
    pub name: String,
    /// What people read on the button.
    pub label: String,
    /// Issuer, exactly as its tokens say.
    pub issuer: String,
    /// Our name at the provider.
    pub client_id: String,
    /// Our secret at the provider.
    pub client_secret: String,
    /// Values of `acr` that count as a second factor, the preferred one first.
    pub high_acr: Vec<String>,
}

// Secrets do not get into logs by `{:?}`.
impl std::fmt::Debug for AccessSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let providers: Vec<&str> = self.providers.iter().map(|provider| provider.name.as_str()).collect();
        f.debug_struct("AccessSettings")
            .field("key_file", &self.key_file)
            .field("checkpoint_file", &self.checkpoint_file)
            .field("base_url", &self.base_url)
            .field("providers", &providers)
            .finish()
    }
}

impl std::fmt::Debug for ProviderSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ProviderSettings({}, {})", self.name, self.issuer)
    }
}
