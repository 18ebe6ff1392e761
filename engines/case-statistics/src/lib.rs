//! How sure are we of what the cases say? (Being built.)
