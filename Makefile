# Commands of the project. `make` alone lists them.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready
PEERS := .venv-bench
PEERS_READY := $(PEERS)/.ready
EXAMPLE := West Sussex, March 2019

.PHONY: help run test test-fast check picture bench torture wheel clean
.DELETE_ON_ERROR:

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

$(READY): requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: $(READY) ## open the planner; without a terminal, print the report of the first example
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/caseload; else $(BIN)/caseload report "$(EXAMPLE)"; fi

test: check ## every check and every test
	$(BIN)/pytest

test-fast: $(READY) ## the quick tests, those that failed last time first, until one fails
	$(BIN)/pytest --failed-first --exitfirst -m "not slow"

check: $(READY) ## style, types and which package may import which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

picture: $(READY) ## draw the pictures in docs/ anew from the app
	$(BIN)/python docs/picture.py

$(PEERS_READY): benchmarks/requirements.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r benchmarks/requirements.txt
	@touch $@

bench: $(READY) $(PEERS_READY) ## time the planner against what people use instead: one table
	@BENCH_PEERS=$(PEERS) $(BIN)/python -m benchmarks

torture: $(READY) ## try to lose or spoil a manager's work, for an hour or more
	$(BIN)/python -m tests.torture

wheel: $(READY) ## build dist/*.whl
	$(BIN)/hatchling build --target wheel

clean: ## remove what was built, the environment too
	rm -rf .venv $(PEERS) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
