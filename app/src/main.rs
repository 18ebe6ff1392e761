//! The binary `okrsek`: command line, configuration, wiring. Nothing else.

fn main() {}
