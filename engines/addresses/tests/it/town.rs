//! A small invented town that every test can build, with all number systems, twins, and a village beside it.

use addresses::ruian::{Named, Reader, Refusal};
use addresses::{
    AddressCode, Date, DistrictCode, Edition, HouseNumber, Krovak, MunicipalityCode, Orientation, PartCode,
    Postcode, PragueDistrictCode, Record, Register, RegisterBuilder, StreetCode,
};

pub(crate) const LIPOV: MunicipalityCode = MunicipalityCode(100);

/// One row of the hand-made register; the rest of a record follows from it.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    pub(crate) code: u32,
    pub(crate) town: (u32, &'static str),
    pub(crate) district: Option<(u32, &'static str)>,
    pub(crate) part: (u32, &'static str),
    pub(crate) street: Option<(u32, &'static str)>,
    pub(crate) house: HouseNumber,
    pub(crate) orientation: Option<Orientation>,
    pub(crate) postcode: u32,
}

const TOWN: (u32, &str) = (100, "Lipov");
const OLD: (u32, &str) = (11, "Staré Město");
const MILL: (u32, &str) = (12, "Podmlýní");
const ONE: Option<(u32, &str)> = Some((1, "Lipov 1"));
const TWO: Option<(u32, &str)> = Some((2, "Lipov 2-Podmlýní"));

/// Code and name.
type Coded = (u32, &'static str);
/// Street, part, district, postcode, and its numbers as (č.p., č.o.).
type StreetRow = (Coded, Coded, Option<Coded>, u32, &'static [(u16, Option<u16>)]);

const STREETS: &[StreetRow] = &[
    (
        (1, "Koterovská"),
        OLD,
        ONE,
        30_100,
        &[(501, Some(81)), (502, Some(83)), (83, Some(85)), (504, Some(87))],
    ),
    ((2, "Zahradní"), OLD, ONE, 30_100, &[(173, Some(2)), (174, Some(4)), (175, Some(6)), (180, Some(18))]),
    ((3, "náměstí Generála Píky"), MILL, TWO, 30_200, &[(1, Some(1)), (2, Some(3))]),
    ((4, "Železniční"), MILL, TWO, 30_200, &[(31, Some(5)), (32, Some(7)), (33, Some(9))]),
    ((5, "Železničářská"), OLD, ONE, 30_100, &[(41, Some(5)), (42, Some(7))]),
    ((6, "28. října"), OLD, ONE, 30_100, &[(51, Some(5)), (52, Some(28))]),
    ((7, "Masarykova"), OLD, ONE, 30_100, &[(61, Some(5)), (62, Some(12))]),
    ((8, "náměstí T. G. Masaryka"), MILL, TWO, 30_200, &[(71, Some(5))]),
    ((9, "Plána"), OLD, ONE, 30_100, &[(91, Some(1))]),
    ((10, "Planá"), MILL, TWO, 30_200, &[(92, Some(1))]),
    ((11, "Karla Steinera"), OLD, ONE, 30_100, &[(101, Some(8)), (103, Some(12))]),
];

/// All rows of Lipov and of the village Dolní Ves with its own part of the same name.
pub(crate) fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for &(street, part, district, postcode, numbers) in STREETS {
        for &(house, orientation) in numbers {
            rows.push(Row {
                code: 1000 + street.0 * 100 + u32::from(house) % 97,
                town: TOWN,
                district,
                part,
                street: Some(street),
                house: HouseNumber::descriptive(house),
                orientation: orientation.map(Orientation::plain),
                postcode,
            });
        }
    }
    let last = rows[rows.len() - 1];
    let lettered = Some(Orientation::with_letter(10, 'A'));
    rows.push(Row { code: 9001, house: HouseNumber::descriptive(102), orientation: lettered, ..last });
    let cottage =
        Row { code: 9002, street: None, house: HouseNumber::evidence(15), orientation: None, ..last };
    rows.push(cottage);
    rows.push(Row { code: 9003, house: HouseNumber::descriptive(15), ..cottage });
    let village = (200, "Dolní Ves");
    for house in [7, 111] {
        rows.push(Row {
            code: 9100 + u32::from(house),
            town: village,
            district: None,
            part: (21, "Dolní Ves"),
            street: None,
            house: HouseNumber::descriptive(house),
            orientation: None,
            postcode: 33_301,
        });
    }
    rows
}

impl Row {
    pub(crate) fn record(&self) -> Record<'static> {
        let (y, x) = (820_000.0 + f64::from(self.code), 1_070_000.0 + f64::from(self.code));
        Record {
            code: AddressCode(self.code),
            municipality: Named { code: MunicipalityCode(self.town.0), name: self.town.1 },
            district: self.district.map(|(code, name)| Named { code: DistrictCode(code), name }),
            prague_district: None::<Named<'_, PragueDistrictCode>>,
            part: Named { code: PartCode(self.part.0), name: self.part.1 },
            street: self.street.map(|(code, name)| Named { code: StreetCode(code), name }),
            house: self.house,
            orientation: self.orientation,
            postcode: Postcode::new(self.postcode),
            position: Some(Krovak { y, x }),
            valid_from: Date::new(2020, 1, 2),
        }
    }
}

pub(crate) fn register(rows: &[Row]) -> Register {
    let mut builder = RegisterBuilder::new();
    rows.iter().for_each(|row| builder.push(&row.record()).expect("a sound record"));
    builder.finish(Edition { as_of: Date::new(2023, 12, 31) }).expect("a register").register
}

/// Reads bytes and returns how it ended: records as `code`, refusals as they are.
pub(crate) fn read(
    bytes: &[u8],
    chunk: usize,
) -> (Vec<u32>, Vec<Refusal>, Result<u64, addresses::ruian::FileError>) {
    let (mut codes, mut refusals) = (Vec::new(), Vec::new());
    let mut reader = Reader::new();
    let mut take = |row: Result<Record<'_>, Refusal>| match row {
        Ok(record) => codes.push(record.code.0),
        Err(refusal) => refusals.push(refusal),
    };
    for piece in bytes.chunks(chunk.max(1)) {
        if let Err(error) = reader.push(piece, &mut take) {
            return (codes, refusals, Err(error));
        }
    }
    let end = reader.finish(&mut take).map(|summary| summary.lines);
    (codes, refusals, end)
}
