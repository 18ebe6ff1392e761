//! The faces for programs: what was published for everybody, and interviews for the tablets that held them.

mod interviews;
mod published;

use ground::Route;

pub(crate) use published::description;

/// The routes of the API.
pub(crate) fn routes() -> Vec<Route> {
    published::routes().into_iter().chain(interviews::routes()).collect()
}
