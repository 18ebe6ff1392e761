//! Address register, territory layers, stations and posts, kept in the database and held in memory.
