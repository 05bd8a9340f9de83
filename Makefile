# `make run` tries it, `make test` proves it. What has to be installed beforehand: `make tools` says how.

CARGO ?= cargo
NPM ?= npm
PYTHON ?= python3
PEERS := tests/peers/node_modules/.package-lock.json tests/peers/.venv/ready
WEB := web/dist/manifest.json
WEB_SOURCES := THIRD-PARTY.md $(shell find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -print) \
	$(shell find crates/entrypoints/templates -type f) $(wildcard crates/entrypoints/src/*.rs)

.PHONY: run build web test peers browser simulation lint fmt tools

# Builds everything, loads the example world into ./data on the first start, and serves it on this computer only.
run: build
	./target/release/klippkort serve --demo

build: tools $(WEB)
	$(CARGO) build --release --locked --package klippkort

web: tools $(WEB)

$(WEB): web/node_modules/.package-lock.json $(WEB_SOURCES)
	$(NPM) --prefix web run build

web/node_modules/.package-lock.json: web/package-lock.json
	$(NPM) --prefix web ci

# Every test: on both database engines, of the scripts, against real peers, and in a real browser.
test: tools $(WEB) tests/browser/node_modules/.package-lock.json $(PEERS)
	$(NPM) --prefix web test
	$(CARGO) test --locked --workspace
	$(CARGO) build --locked --package klippkort
	$(NPM) --prefix tests/peers test
	$(NPM) --prefix tests/browser test

# Only the peers: a provider to sign in with, a mail server, a bucket, a payment provider.
peers: $(PEERS)
	$(NPM) --prefix tests/peers test

# Only the browser, on the binary as it is built now.
browser: tests/browser/node_modules/.package-lock.json
	$(NPM) --prefix tests/browser test

# Two hundred random stories of 2,000 rows each, in a release build: two to three minutes beside the build.
simulation:
	$(CARGO) run --release --locked --package simulator --bin sim -- --seeds 200 --operations 2000

# An S3 server and a payment provider, in an environment of Python's own.
tests/peers/.venv/ready: tests/peers/requirements.txt
	$(PYTHON) -m venv --clear tests/peers/.venv
	tests/peers/.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --requirement $<
	touch $@

tests/%/node_modules/.package-lock.json: tests/%/package-lock.json
	$(NPM) --prefix tests/$* ci

lint: tools $(WEB)
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets -- -D warnings
	$(CARGO) clippy --locked --package klippkort -- -D warnings

fmt:
	$(CARGO) fmt --all

# Says what is missing, and exactly how to install it.
tools:
	@sh ./tools.sh
