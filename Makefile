# `make run` tries it, `make test` proves it. What has to be installed beforehand: `make tools` says how.

CARGO ?= cargo
NPM ?= npm
WEB := web/dist/manifest.json
WEB_SOURCES := $(shell find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -print) \
	$(shell find crates/entrypoints/templates -type f) $(wildcard crates/entrypoints/src/*.rs)

.PHONY: run build web test lint fmt tools

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

# Every test, on both database engines.
test: tools $(WEB)
	$(CARGO) test --locked --workspace

lint: tools $(WEB)
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets -- -D warnings

fmt:
	$(CARGO) fmt --all

# Says what is missing, and exactly how to install it.
tools:
	@sh ./tools.sh
