//! From an address to the people answerable for it.
