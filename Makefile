# Riskbild's commands. Each one installs what it lacks and says so; `make` alone lists them.
# Everything that is built and can be built again stays under one cache folder, shared by all clones on a machine, so
# that the database engine is compiled once.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# The steps use the whole machine by themselves, and their order is their meaning.
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

LISTEN ?= 127.0.0.1:3000
DEMO ?=

export RISKBILD_CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/riskbild
export CARGO_TARGET_DIR ?= $(RISKBILD_CACHE)/target
# Our own tools first: their versions are chosen to fit Cargo.lock, whatever else the machine has.
export PATH := $(RISKBILD_CACHE)/tools/bin:$(CURDIR)/end2end/node_modules/.bin:$(PATH)
# Debian's Chromium is used; Playwright must not fetch one of its own.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1

STEP := scripts/step.sh
BINARY := $(CURDIR)/target/bin/riskbild
SITE := $(CURDIR)/target/site
# The client's own target folder and profile, as cargo-leptos uses them.
CLIENT := -p hydrate --target wasm32-unknown-unknown --profile wasm-release --target-dir "$(CARGO_TARGET_DIR)/front"

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: build ## build and start on http://127.0.0.1:3000 (DEMO=1: with demo content; LISTEN=ADDRESS:PORT)
	@mkdir -p data/files
	@echo "==> Riskbild on http://$(LISTEN), content in data/ (stop with Ctrl-C)"
	@LEPTOS_SITE_ROOT="$(SITE)" LEPTOS_ENV=PROD exec "$(BINARY)" serve --listen "$(LISTEN)" \
		--database surrealkv://data/riskbild --files data/files $(if $(filter-out 0,$(DEMO)),--demo)

.PHONY: build
build: ## install what is missing and build the program and its pages, optimised
	@scripts/install.sh build
	@scripts/build.sh

.PHONY: test
test: ## everything that must hold before a change lands (.ci/run calls this)
	@$(STEP) "Tools" scripts/install.sh build browser database office
	@$(STEP) "Format" cargo fmt --all --check
	@$(STEP) "Packages and licences" scripts/deny.sh
	@$(STEP) "WebAssembly guard" scripts/wasm-guard.sh
	@$(STEP) "Lints, server side" cargo clippy --release --locked --all-targets -- -D warnings
	@$(STEP) "Lints, client side" cargo clippy $(CLIENT) --locked -- -D warnings
	@RISKBILD_TEST_DATABASE="$(RISKBILD_CACHE)/tools/bin/riskbild-test-database" $(STEP) "Rust tests" scripts/cargo-test.sh
	@$(STEP) "Build" scripts/build.sh
	@AXE=0 $(STEP) "Stories in Chromium" scripts/stories.sh --project=js --project=nojs

.PHONY: stories
stories: build ## only the browser stories (ARGS='risk.spec.ts --project=js')
	@scripts/install.sh browser
	@scripts/stories.sh $(or $(ARGS),--project=js --project=nojs)

.PHONY: axe
axe: build ## every page of every role through axe, with and without JavaScript (slow)
	@scripts/install.sh browser
	@scripts/stories.sh --project=js --project=nojs a11y

.PHONY: bench
bench: build ## measure at city size against the limits; report in target/bench/report.json (ARGS='pages reports': only those parts)
	@scripts/install.sh browser
	@mkdir -p target/bench
	@LEPTOS_SITE_ROOT="$(SITE)" LEPTOS_ENV=PROD cargo run --release --locked -p server --bin bench -- $(ARGS)

.PHONY: pictures
pictures: build ## take README's pictures anew, into docs/pictures/
	@scripts/install.sh browser
	@mkdir -p docs/pictures
	@scripts/stories.sh --project=pictures
	@for file in target/documents/*.pdf; do \
		cargo run --quiet --release --locked -p export --example pages -- "$$file" docs/pictures; done

.PHONY: fmt
fmt: ## format the Rust source
	@cargo fmt --all

.PHONY: clean
clean: ## remove what was built in this clone (kept: data/, and the shared cache, whose place is printed)
	@rm -rf target end2end/node_modules end2end/results
	@echo "Kept: data/ (your content) and $(RISKBILD_CACHE) (compiled packages and tools)."
