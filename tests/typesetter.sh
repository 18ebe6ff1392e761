#!/usr/bin/env bash
# The program that sets reports: its own tests, then its PDF as qpdf and poppler read it. Leaves the program beside the
# debug build of okrsek, where the tests of the whole system find it.
set -euo pipefail
cd "$(dirname "$0")/.."
built="${CARGO_TARGET_DIR:-$PWD/target}"
export CARGO_TARGET_DIR="$built/typesetter"
cargo fmt --check --manifest-path typesetter/Cargo.toml
# `cargo clippy` would check all of Typst a second time; this lints our crate on top of the build that the tests need.
RUSTC_WORKSPACE_WRAPPER=clippy-driver CLIPPY_ARGS=-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__ \
  cargo build --quiet --all-targets --locked --manifest-path typesetter/Cargo.toml
cargo test --quiet --locked --manifest-path typesetter/Cargo.toml
install -D "$CARGO_TARGET_DIR/debug/typesetter" "$built/debug/typesetter"
export TYPESETTER_BIN="$built/debug/typesetter"
node --test --test-reporter=spec tests/documents/*.test.mjs
