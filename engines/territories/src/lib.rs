//! Who covers this address? Polygons and street-and-number rules, gaps, overlaps, conflicts.
