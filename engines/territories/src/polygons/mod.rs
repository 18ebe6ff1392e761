//! Territories as polygons.
