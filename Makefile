# Everything that a newcomer, an operator or a CI job runs. GNU make 3.81 (as on macOS) or newer.
# Nothing outside this folder is touched but pip's cache and temporary folders.

SHELL := /bin/sh
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet

# The first Python that will do, looked for only when one is needed. The locks were made with 3.11.
PYTHONS := $(PYTHON) python3.11 python3.12 python3.13 python3
WILL_DO := -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'
FOUND = $(firstword $(foreach name,$(PYTHONS),$(shell $(name) $(WILL_DO) 2>/dev/null && echo $(name))))
NEEDS_PYTHON = test -n "$(FOUND)" || { \
	echo "Parley needs Python 3.11 or newer with venv (Debian, Ubuntu: apt install python3-venv; macOS: brew install python)." >&2; \
	echo "Or name one: make setup PYTHON=/path/to/python3" >&2; exit 1; }

# Words to hand on: make demo ARGS="--scenario never-paid", make test ARGS="-k escrow -x".
ARGS ?=

.PHONY: help setup sandbox demo test check audit sbom bench gates run lock clean

help: ## Show this list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(READY) ## Make .venv with exactly the locked dependencies (every other target does it when needed)

sandbox: $(READY) ## Try everything out: pretended Telegram, Slack and Stripe, a seeded market, a web page
	@$(BIN)/python -m bot sandbox $(ARGS)

demo: $(READY) ## Play a whole trade without a browser; ARGS="--list" names the scenarios
	@$(BIN)/python -m bot demo $(ARGS)

# Real processes, sockets and browsers on a busy machine: what fails is played once more, named, and counted in the
# summary; tests/conftest.py lets only a few pass that way.
test: $(READY) ## Run the tests
	$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder --reruns 1 -raR $(ARGS)

check: $(READY) ## Lint, formatting, types, who may import whom, weaknesses, secrets
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy --strict --package bot --package core --package adapters --package jobs
	$(BIN)/lint-imports
	$(BIN)/python -m bandit --quiet -ll --configfile pyproject.toml --recursive bot core adapters jobs
	$(BIN)/python -m tests.architecture.secrets_in_files

# Tools that ask the world are kept out of .venv: each run takes the newest, in a folder that is gone afterwards.
ASIDE = work=$$(mktemp -d) && trap 'rm -rf "$$work"' EXIT && $(FOUND) -m venv "$$work" && \
	"$$work/bin/python" -m pip --disable-pip-version-check --quiet install

audit: ## Ask whether any locked dependency is known to be vulnerable (needs the network)
	@$(NEEDS_PYTHON)
	@$(ASIDE) pip-audit && "$$work/bin/pip-audit" --strict --require-hashes --disable-pip -r requirements.lock

sbom: ## Write sbom.json: every locked dependency, as CycloneDX
	@$(NEEDS_PYTHON)
	@$(ASIDE) cyclonedx-bom && "$$work/bin/cyclonedx-py" requirements --pyproject pyproject.toml \
		--output-reproducible --of JSON -o sbom.json requirements.lock && echo "sbom.json is written."

bench: $(READY) ## Measure; results are printed
	@$(BIN)/python -m benchmarks $(ARGS)

gates: $(READY) ## Run everything at full size and write docs/measurements.md
	@$(BIN)/python -m benchmarks.gates $(ARGS)

run: $(READY) ## Serve a real market with the settings of the environment and .env
	@$(BIN)/python -m bot migrate
	@$(BIN)/python -m bot serve

# pip-tools keeps what is pinned already; ARGS="--upgrade" moves everything to the newest versions that fit.
COMPILE := -m piptools compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links

lock: ## Write requirements.lock anew from pyproject.toml; ARGS="--upgrade" for newer versions
	@$(NEEDS_PYTHON)
	@work=$$(mktemp -d) && trap 'rm -rf "$$work"' EXIT && export CUSTOM_COMPILE_COMMAND="make lock" && \
	$(FOUND) -m venv "$$work" && \
	"$$work/bin/python" -m pip --disable-pip-version-check --quiet install pip-tools && \
	"$$work/bin/python" $(COMPILE) $(ARGS) --extra dev --output-file requirements.lock pyproject.toml && \
	"$$work/bin/python" $(COMPILE) $(ARGS) --only-build-deps --build-deps-for editable --allow-unsafe \
		--output-file requirements-build.lock pyproject.toml

clean: ## Remove .venv, caches and build leftovers; var/ (databases and keys) and .env stay
	rm -rf $(VENV) build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	rm -rf ./*.egg-info
	find . -type d -name __pycache__ -prune -exec rm -rf {} +

# The stamp is written last: a set-up that was interrupted starts over, and one that is done costs nothing.
$(READY): requirements.lock requirements-build.lock pyproject.toml
	@$(BIN)/python -c '' 2>/dev/null || { $(NEEDS_PYTHON) && $(FOUND) -m venv --clear $(VENV); }
	@echo "Installing the locked dependencies into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements-build.lock
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $(READY)
