//! What this program may use of the machine. A report that needs more fails alone, and the server beside it goes on.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Bytes of memory of its own; ten thousand rows of ten columns take about a half.
const MEMORY: u64 = 3 << 30;
/// Seconds on all cores together; whoever started the program waits less.
const SECONDS: u64 = 300;

/// Sets the limits for this process. A limit that is narrower already stays; a system that refuses leaves what holds.
pub(crate) fn set() {
    for (resource, most) in [(Resource::Data, MEMORY), (Resource::Cpu, SECONDS), (Resource::Core, 0)] {
        let now = getrlimit(resource);
        let most = now.maximum.map_or(most, |maximum| maximum.min(most));
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}
