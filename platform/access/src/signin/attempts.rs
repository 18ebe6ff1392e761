//! The brake on guessing.
