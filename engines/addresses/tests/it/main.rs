//! The engine from outside: the town that every test can build, the files that lie beside the project, the laws.

mod bytes;
mod editions;
mod formats;
mod laws;
mod plzen;
mod reader;
mod shared;
mod sjtsk;
mod town;
mod town_search;
