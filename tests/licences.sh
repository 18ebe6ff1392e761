#!/usr/bin/env bash
# Licences, bans and sources of every crate in the tree, by deny.toml. Installs cargo-deny once, outside the clone.
# Advisories are left out: their database is not on a package registry.
set -euo pipefail
cd "$(dirname "$0")/.."
version=0.20.2
tools="${XDG_CACHE_HOME:-$HOME/.cache}/okrsek/tools"
if ! "$tools/bin/cargo-deny" --version 2>/dev/null | grep -qF "$version"; then
  cargo install --quiet --locked --root "$tools" --target-dir "$tools/target" "cargo-deny@$version"
  rm -rf "$tools/target"
fi
for manifest in Cargo.toml typesetter/Cargo.toml; do
  "$tools/bin/cargo-deny" --log-level error --manifest-path "$manifest" --config "$PWD/deny.toml" check licenses bans sources
done
