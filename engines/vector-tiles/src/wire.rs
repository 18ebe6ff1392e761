//! Commands of geometries, and the few shapes of Protocol Buffers that a tile needs.

use crate::Value;
use crate::geometry::Corner;

/// Fields of `vector_tile.proto`.
pub(crate) const TILE_LAYERS: u32 = 3;
pub(crate) const LAYER_NAME: u32 = 1;
pub(crate) const LAYER_FEATURES: u32 = 2;
pub(crate) const LAYER_KEYS: u32 = 3;
pub(crate) const LAYER_VALUES: u32 = 4;
pub(crate) const LAYER_EXTENT: u32 = 5;
pub(crate) const LAYER_VERSION: u32 = 15;
const FEATURE_TAGS: u32 = 2;
const FEATURE_KIND: u32 = 3;
const FEATURE_GEOMETRY: u32 = 4;
const VALUE_TEXT: u32 = 1;
const VALUE_NUMBER: u32 = 3;
const VALUE_WHOLE: u32 = 6;
const VALUE_TRUTH: u32 = 7;

/// What a feature is drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Point = 1,
    Line = 2,
    Polygon = 3,
}

const MOVE_TO: u32 = 1;
const LINE_TO: u32 = 2;
const CLOSE: u32 = 7;

/// Commands of one feature; every corner is written as its step from the last one.
#[derive(Debug, Default)]
pub(crate) struct Commands {
    out: Vec<u32>,
    at: Corner,
}

impl Commands {
    /// Places.
    pub(crate) fn points(&mut self, corners: &[Corner]) {
        self.command(MOVE_TO, corners);
    }

    /// A line; one that has shrunk to a single corner is none.
    pub(crate) fn line(&mut self, corners: &[Corner]) {
        if let [first, rest @ ..] = corners
            && !rest.is_empty()
        {
            self.command(MOVE_TO, &[*first]);
            self.command(LINE_TO, rest);
        }
    }

    /// A closed ring of at least three different corners.
    pub(crate) fn ring(&mut self, corners: &[Corner]) {
        if let [first, middle @ .., _] = corners
            && middle.len() > 1
        {
            self.command(MOVE_TO, &[*first]);
            self.command(LINE_TO, middle);
            self.out.push(CLOSE | 1 << 3);
        }
    }

    fn command(&mut self, id: u32, corners: &[Corner]) {
        self.out.push(id | u32::try_from(corners.len()).unwrap_or(0) << 3);
        for corner in corners {
            self.out.extend([zigzag(corner[0] - self.at[0]), zigzag(corner[1] - self.at[1])]);
            self.at = *corner;
        }
    }

    pub(crate) fn finish(self) -> Vec<u32> {
        self.out
    }
}

/// Small numbers of either sign as small numbers.
fn zigzag(step: i32) -> u32 {
    (step << 1 ^ step >> 31).cast_unsigned()
}

fn varint(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A field with a number.
pub(crate) fn number(out: &mut Vec<u8>, field: u32, number: u64) {
    varint(out, u64::from(field << 3));
    varint(out, number);
}

/// A field with bytes: a text, or a message in the message.
pub(crate) fn message(out: &mut Vec<u8>, field: u32, bytes: &[u8]) {
    varint(out, u64::from(field << 3 | 2));
    varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

fn packed(out: &mut Vec<u8>, field: u32, numbers: &[u32]) {
    let mut bytes = Vec::with_capacity(numbers.len() * 2);
    numbers.iter().for_each(|number| varint(&mut bytes, u64::from(*number)));
    message(out, field, &bytes);
}

/// A value of a property.
pub(crate) fn value(value: &Value<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    match value {
        Value::Text(text) => message(&mut out, VALUE_TEXT, text.as_bytes()),
        Value::Number(double) => {
            varint(&mut out, u64::from(VALUE_NUMBER << 3 | 1));
            out.extend_from_slice(&double.to_le_bytes());
        }
        Value::Whole(whole) => number(&mut out, VALUE_WHOLE, (whole << 1 ^ whole >> 63).cast_unsigned()),
        Value::Truth(yes) => number(&mut out, VALUE_TRUTH, u64::from(*yes)),
    }
    out
}

/// A feature.
pub(crate) fn feature(kind: Kind, tags: &[u32], geometry: &[u32]) -> Vec<u8> {
    let mut out = Vec::new();
    packed(&mut out, FEATURE_TAGS, tags);
    number(&mut out, FEATURE_KIND, kind as u64);
    packed(&mut out, FEATURE_GEOMETRY, geometry);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of the specification, § 4.3.5.
    #[test]
    fn commands_are_those_of_the_specification() {
        let check = |fill: fn(&mut Commands), expected: &[u32]| {
            let mut commands = Commands::default();
            fill(&mut commands);
            assert_eq!(commands.finish(), expected);
        };
        check(|c| c.points(&[[25, 17]]), &[9, 50, 34]);
        check(|c| c.points(&[[5, 7], [3, 2]]), &[17, 10, 14, 3, 9]);
        check(|c| c.line(&[[2, 2], [2, 10], [10, 10]]), &[9, 4, 4, 18, 0, 16, 16, 0]);
        check(|c| c.ring(&[[3, 6], [8, 12], [20, 34], [3, 6]]), &[9, 6, 12, 18, 10, 12, 24, 44, 15]);
        check(|c| c.line(&[[1, 1]]), &[]);
        check(|c| c.ring(&[[1, 1], [2, 2], [1, 1]]), &[]);
    }

    #[test]
    fn numbers_are_written_as_protocol_buffers_write_them() {
        let check = |number: u64, expected: &[u8]| {
            let mut out = Vec::new();
            varint(&mut out, number);
            assert_eq!(out, expected);
        };
        check(0, &[0]);
        check(300, &[0xac, 0x02]);
        assert_eq!(value(&Value::Whole(-1)), [0x30, 1]);
        assert_eq!(value(&Value::Truth(true)), [0x38, 1]);
        assert_eq!(value(&Value::Text("ž")), [0x0a, 2, 0xc5, 0xbe]);
    }
}
