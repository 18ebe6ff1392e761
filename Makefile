# Okrsek. A fresh machine needs Rust, Node and npm, and two commands:
#
#   make run     installs, builds, starts the server with the demonstration city and prints its address
#   make test    installs what tests need and runs everything CI runs
#
# Everything else here is a part of these two.

.PHONY: run test assets check unit typesetter set system fuzz bench notices
.DEFAULT_GOAL := run

CARGO  ?= cargo
LISTEN ?= 127.0.0.1:8080

run: assets
	$(CARGO) run --release --locked --package okrsek -- serve --demo --listen $(LISTEN)

# --- parts ------------------------------------------------------------------------------------

# The npm lock file decides; nothing is built again while sources and lock are unchanged.
ASSET_SOURCES := $(shell find assets -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)
assets: assets/dist/manifest.json
assets/dist/manifest.json: $(ASSET_SOURCES)
	cd assets && npm ci --no-audit --no-fund && npm run build
	@touch $@

test: needs assets check unit set system fuzz
	@echo "make test: everything passed"

.PHONY: needs
needs:
	tests/needs.sh

# Shape of the code: format, lints, licences of the tree, who imports whom, files that grew, paths that do not belong.
check: assets
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	tests/licences.sh
	tests/floors.sh

# Rules, laws and stories of each crate; storage on both databases, letters through a mail server from npm.
unit: assets
	tests/packages.sh
	OKRSEK_REQUIRE_SMTP=1 tests/with-postgres.sh $(CARGO) test --workspace --locked

# The program that makes PDF of reports, beside the binary of `make run`, which finds it there. A workspace of its own:
# Typst is more to build than everything else, and only reports need it.
BUILT := $(abspath $(or $(CARGO_TARGET_DIR),target))
typesetter:
	CARGO_TARGET_DIR=$(BUILT)/typesetter $(CARGO) build --release --locked --manifest-path typesetter/Cargo.toml
	install -D $(BUILT)/typesetter/release/typesetter $(BUILT)/release/typesetter

# The typesetter built for tests, its own tests, and its PDF read by the programs of others.
set:
	tests/typesetter.sh

# The whole program from outside: command line, API, browser, both databases.
system: assets
	tests/system.sh

# A short look by the fuzzers; `FUZZ_SECONDS=3600 make fuzz` for a long one.
fuzz:
	tests/fuzz.sh

bench:
	benches/run.sh

# The notices that ship with the binaries: licences of every crate, npm package and typeface in them.
notices: assets
	node docs/notices.mjs > THIRD-PARTY-NOTICES.md
	node docs/notices.mjs typesetter > typesetter/THIRD-PARTY-NOTICES.md
