//! Which address did this person mean? Czech number systems, RÚIAN records, tolerant search, Křovák and WGS 84.
//!
//! ```text
//!   official CSV ──ruian::Reader──▶ Record ──RegisterBuilder──▶ Register ──Search::open──▶ Search
//!   (bytes pushed in)               or Refusal                  columns, views,      find: one answer
//!                                   line, column,               to_chunks,           suggest: while typing
//!                                   reason                      Difference
//! ```
//!
//! The whole country, 2.9 million addresses, takes about 75 MB as a [`Register`] and 10 MB more as a
//! [`Search`]; reading it from its bytes and opening it takes a quarter of a second.
//!
//! # What it promises
//! - Č.p., č.ev. and č.o. are distinct from the file to the answer; a figure is never looked for in a system
//!   that was not asked for.
//! - The town and the house number are never changed silently: see [`Outcome`].
//! - Every hit lists what was read differently from how it was typed: see [`search::Correction`].
//! - Nothing that comes from outside (files, bytes, questions) makes it panic.
//! - No I/O, no clock, no globals; former names of streets are data that the caller brings.
//!
//! # Example
//! ```
//! use std::sync::Arc;
//! use addresses::ruian::Named;
//! use addresses::{
//!     AddressCode, Ask, Edition, HouseNumber, Krovak, MunicipalityCode, Orientation, Outcome, PartCode, Place, Postcode,
//!     Record, RegisterBuilder, Search, StreetCode,
//! };
//!
//! let mut builder = RegisterBuilder::new();
//! builder.push(&Record {
//!     code: AddressCode(24_570_222),
//!     municipality: Named { code: MunicipalityCode(554_791), name: "Plzeň" },
//!     district: None,
//!     prague_district: None,
//!     part: Named { code: PartCode(1), name: "Vnitřní Město" },
//!     street: Some(Named { code: StreetCode(1), name: "náměstí Republiky" }),
//!     house: HouseNumber::descriptive(1),
//!     orientation: Some(Orientation::plain(1)),
//!     postcode: Postcode::new(30_100),
//!     position: Krovak::checked(822_380.4, 1_069_630.4).ok(),
//!     valid_from: None,
//! })?;
//! let register = builder.finish(Edition { as_of: None })?.register;
//! let search = Search::open(Arc::new(register), &[]);
//!
//! let found = search.find(&Ask::anywhere("nam republiky 1"));
//! assert_eq!(found.outcome, Outcome::Exact);
//! let Some(Place::Address(at)) = found.hits.first().map(|hit| hit.place) else { panic!("no address") };
//! let address = search.register().address_at(at).ok_or("another register")?;
//! assert_eq!(address.one_line(), "náměstí Republiky 1/1, Vnitřní Město, 30100 Plzeň");
//! assert!((address.wgs84().ok_or("no position")?.lat - 49.748_12).abs() < 1e-5);
//!
//! let missing = search.find(&Ask::anywhere("náměstí Republiky 99"));
//! assert!(matches!(missing.outcome, Outcome::NumberNotInRegister { .. }));
//! # Ok::<(), Box<dyn std::error::Error>>(())
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
