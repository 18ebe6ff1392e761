//! Survey data as companies deliver it.
