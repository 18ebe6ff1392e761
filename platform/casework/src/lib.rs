//! Cases that many bodies work on. (Being built.)
