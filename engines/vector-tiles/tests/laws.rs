//! What holds for any shape: nothing of a tile lies outside its margin, and nothing makes it fail.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests are tests

use proptest::prelude::*;
use vector_tiles::{EXTENT, MARGIN, Shape, Square, Tile, Value};

/// Reads back what a tile says, as far as the laws need it: the corners of its features.
fn corners(bytes: &[u8]) -> Vec<(i64, i64)> {
    let mut all = Vec::new();
    for layer in fields(bytes).filter(|(field, _)| *field == 3) {
        for feature in fields(layer.1).filter(|(field, _)| *field == 2) {
            for (_, packed) in fields(feature.1).filter(|(field, _)| *field == 4) {
                walk(packed, &mut all);
            }
        }
    }
    all
}

fn walk(mut packed: &[u8], all: &mut Vec<(i64, i64)>) {
    let (mut x, mut y) = (0, 0);
    while !packed.is_empty() {
        let command = varint(&mut packed);
        let (id, count) = (command & 7, if command & 7 == 7 { 0 } else { command >> 3 });
        assert!([1, 2, 7].contains(&id));
        for _ in 0..count {
            let mut step = || {
                let zigzag = i64::try_from(varint(&mut packed)).unwrap();
                zigzag >> 1 ^ -(zigzag & 1)
            };
            (x, y) = (x + step(), y + step());
            all.push((x, y));
        }
    }
}

fn varint(bytes: &mut &[u8]) -> u64 {
    let mut number = 0;
    for shift in (0..).step_by(7) {
        let (first, rest) = bytes.split_first().unwrap();
        *bytes = rest;
        number |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            break;
        }
    }
    number
}

/// Fields with bytes; numbers are passed over.
fn fields(mut bytes: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    std::iter::from_fn(move || {
        while !bytes.is_empty() {
            let key = varint(&mut bytes);
            match key & 7 {
                0 => {
                    varint(&mut bytes);
                }
                1 => bytes = &bytes[8..],
                2 => {
                    let length = usize::try_from(varint(&mut bytes)).unwrap();
                    let (field, rest) = bytes.split_at(length);
                    bytes = rest;
                    return Some((key >> 3, field));
                }
                other => panic!("wire type {other}"),
            }
        }
        None
    })
}

fn ring() -> impl Strategy<Value = Vec<[f64; 2]>> {
    let near = prop::array::uniform2(-0.2_f64..0.2).prop_map(|[x, y]| [13.38 + x, 49.74 + y]);
    let any = prop::array::uniform2(prop::num::f64::ANY);
    let corner = prop_oneof![9 => near, 1 => any];
    prop::collection::vec(corner, 0..12).prop_map(|mut ring| {
        ring.extend(ring.first().copied());
        ring
    })
}

proptest! {
    #[test]
    fn nothing_lies_outside_the_margin(
        rings in prop::collection::vec(ring(), 0..3),
        zoom in 8_u8..=16,
        east in 0_u32..3,
    ) {
        let size = f64::from(1_u32 << zoom);
        let (x, y) = ((13.38 / 360.0 + 0.5) * size, 0.340_265 * size);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 2^16")]
        let square = Square::new(zoom, x as u32 + east, y as u32).unwrap();
        let mut tile = Tile::new(square);
        let mut layer = tile.layer("a");
        let polygons = vec![rings.clone()];
        layer.add(&Shape::Polygons(&polygons), [("k", Value::Number(0.5))]);
        layer.add(&Shape::Lines(&rings), [("k", Value::Number(0.5))]);
        for ring in &rings {
            for corner in ring {
                layer.add(&Shape::Point(*corner), []);
            }
        }
        let (low, high) = (-i64::from(MARGIN), i64::from(EXTENT + MARGIN));
        for (x, y) in corners(&tile.bytes()) {
            prop_assert!((low..=high).contains(&x) && (low..=high).contains(&y), "{x} {y}");
        }
    }
}

#[test]
fn an_area_is_read_back_where_it_was() {
    let square = Square::new(0, 0, 0).unwrap();
    let mut tile = Tile::new(square);
    let polygon = vec![vec![vec![[0.0, 0.0], [90.0, 0.0], [90.0, 60.0], [0.0, 60.0], [0.0, 0.0]]]];
    assert!(tile.layer("areas").add(&Shape::Polygons(&polygon), [("name", Value::Text("A"))]));
    // Counter-clockwise in degrees is counter-clockwise on the screen, so the ring is turned around.
    assert_eq!(corners(&tile.bytes()), [(2048, 2048), (2048, 1189), (3072, 1189), (3072, 2048)]);
}

#[test]
fn a_layer_without_features_is_left_out() {
    let mut tile = Tile::new(Square::new(14, 0, 0).unwrap());
    assert!(!tile.layer("empty").add(&Shape::Point([13.38, 49.74]), []));
    assert_eq!(tile.bytes(), [] as [u8; 0]);
}
