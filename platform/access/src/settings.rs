//! What the operator sets for access.

use std::path::PathBuf;

/// Settings of access; the default suits tests.
#[derive(Clone, Default)]
pub struct AccessSettings {
    /// File with the key that signs the end of each day's trail, made when absent (mode 0600). Outside of the
    /// database, so that whoever can change the trail cannot sign it again. `None`: nothing is signed.
    pub checkpoint_key: Option<PathBuf>,
    /// File to which every checkpoint is appended as a line, so that it can be sent elsewhere.
    pub checkpoint_log: Option<PathBuf>,
    /// File with the installation's secret, which seals one-time keys and names attempts; made when absent (mode
    /// 0600). `None`: a secret that lives as long as the process, for tests.
    pub secret: Option<PathBuf>,
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
            .field("checkpoint_key", &self.checkpoint_key)
            .field("checkpoint_log", &self.checkpoint_log)
            .field("secret", &self.secret)
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
