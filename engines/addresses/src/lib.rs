//! Which address did this person mean? Czech number systems, RÚIAN records, tolerant search, Křovák and WGS 84.
