//! What the operator sets for access.

use std::path::PathBuf;

/// Settings of access; the default suits tests.
#[derive(Debug, Clone, Default)]
pub struct AccessSettings {
    /// File with the key that signs the end of each day's trail, made when absent (mode 0600). Outside of the
    /// database, so that whoever can change the trail cannot sign it again. `None`: nothing is signed.
    pub checkpoint_key: Option<PathBuf>,
    /// File to which every checkpoint is appended as a line, so that it can be sent elsewhere.
    pub checkpoint_log: Option<PathBuf>,
}
