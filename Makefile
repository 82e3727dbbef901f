# What can be done with Knock. `make help` lists it.

export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/node_modules/.bin:$(PATH)
LISTEN ?= 127.0.0.1:3000

.DEFAULT_GOAL := help
.PHONY: help serve build site test lint unit e2e dev bench memory fuzz picture clean setup setup-test setup-dev setup-fuzz

help: ## this list
	@grep -hE '^[a-z][a-z0-9-]*:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-9s %s\n", $$1, $$2}'

serve: build ## install what is missing, build, serve on http://localhost:3000
	target/release/knock serve --listen $(LISTEN)

build: site ## the release binary, with everything inside
	cargo build --release --locked

site: setup ## what the browser gets: fonts, script, module
	scripts/site.sh

test: setup-test lint unit e2e ## everything that must be green: format, lints, unit, site and browser tests

lint: site ## format and lints
	cargo fmt --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	cargo clippy --locked --lib --target wasm32-unknown-unknown --no-default-features --features hydrate -- -D warnings

unit: site ## unit tests and the tests over HTTP
	cargo test --locked

e2e: build setup-test ## the tests in a real browser
	npx playwright test --config end2end/playwright.config.ts

dev: setup-dev site ## serve while you work: content, style and code show on refresh
	KNOCK_CONTENT=content KNOCK_LISTEN=$(LISTEN) cargo leptos watch -- serve

bench: build ## compare the speed with nginx, a bare axum handler and go-httpbin
	cargo build --release --locked --example bare
	benches/compare.sh

memory: build ## a million requests over many labs, and what memory they take
	benches/memory.sh

fuzz: setup-fuzz ## made-up input for every parser, FUZZ_SECONDS (60) for each
	scripts/fuzz.sh

picture: build setup-test ## take the README's picture anew
	node scripts/picture.mjs

setup:
	@scripts/setup.sh build

setup-test:
	@scripts/setup.sh test

setup-dev:
	@scripts/setup.sh dev

setup-fuzz:
	@scripts/setup.sh fuzz

clean: ## remove what was built, keep the tools
	cargo clean
	rm -rf site .assets
