//! Who asks: what the request says of the browser.

/// A browser at an address.
#[derive(Debug, Clone, Default)]
pub struct Device {
    /// Network address, as the guard saw it.
    pub client: String,
    /// `User-Agent`, shortened when it is stored.
    pub agent: String,
    /// The cookie that a browser keeps in which somebody has signed in before; empty when there is none.
    pub known: String,
}
