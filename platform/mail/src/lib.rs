//! Letters to people. (Being built.)
