//! Which address did this person mean? Czech number systems, RÚIAN records, tolerant search, Křovák and WGS 84.
//!
//! ```text
//!   official CSV ──ruian::Reader──▶ Record ──RegisterBuilder──▶ Register ──Search::open──▶ Search
//!   (bytes pushed in)               or Refusal     ▲   │ columns, views,         suggest, find
//!                                    (line, column,│   │ difference of editions
//!                                     reason)      └───┘ to_bytes / from_bytes
//! ```

mod codes;
mod krovak;
mod number;
pub mod register;
pub mod ruian;
pub mod search;

pub use codes::{
    AddressCode, Date, DistrictCode, MunicipalityCode, PartCode, Postcode, PragueDistrictCode, StreetCode,
};
pub use krovak::{DatumKey, Krovak, KrovakError, Wgs84};
pub use number::{HouseKind, HouseNumber, Letter, Orientation};
pub use register::{
    Address, AddressIndex, Built, Difference, Edition, Municipality, MunicipalityIndex, Part, PartIndex,
    Register, RegisterBuilder, Street, StreetIndex,
};
pub use ruian::Record;
pub use search::{Ask, FormerName, Found, Hit, Outcome, Place, Search};
