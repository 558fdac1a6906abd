# The MESH library. `make help` lists what there is; PORT= and DATA_DIR= are honoured everywhere.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2
PACKAGES = $(shell $(PYTHON) -c "from tools.house import packages; print(*packages())")

ifdef PORT
export PORT
endif
ifdef DATA_DIR
export DATA_DIR
endif
export PYTHONUNBUFFERED := 1

.DEFAULT_GOAL := help
.PHONY: help setup run test test-quick test-scaled lint lint-style lint-types lint-imports lint-templates \
	lint-security migrations messages bench soak check

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

setup: ## the environment only: .venv, browser libraries, catalogues (a second run only compares)
	@$(PYTHON) tools/setup.py

run: setup ## the library in the browser: make run [PORT=8000] [DATA_DIR=var]
	@exec $(BIN)/python manage.py serve

test: setup ## all tests, browser tests included (WORKERS=2 processes)
	@$(BIN)/pytest -n $(WORKERS) $(ARGS)

test-quick: setup ## tests without a browser and without the slow ones
	@$(BIN)/pytest -n $(WORKERS) -m "not browser and not slow" $(ARGS)

test-scaled: setup ## tests on PostgreSQL, Redis, S3 and OpenSearch, which it starts and stops
	@WORKERS=$(WORKERS) $(BIN)/python -m tools.test_scaled $(ARGS)

lint: lint-style lint-types lint-imports lint-templates lint-security ## style, types, layers and doors, templates, security

lint-style: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

lint-types: setup
	@$(BIN)/mypy $(PACKAGES) tools

lint-imports: setup
	@$(BIN)/lint-imports --no-logo

lint-templates: setup
	@$(BIN)/djlint --lint --quiet $(PACKAGES)

lint-security: setup
	@$(BIN)/bandit -q -c pyproject.toml -r $(PACKAGES) tools

migrations: setup ## fail when a model has changed without a migration
	@DJANGO_SETTINGS_MODULE=cms.settings.test $(BIN)/python manage.py makemigrations --check --dry-run

messages: setup ## fail when a catalogue (ru, en) lacks a string
	@$(BIN)/python -m tools.messages check

bench: setup ## every benchmark, one JSON object a line (see docs/benchmarks.md): make bench [NAME=search] [SIZE=20000]
	@set -e; for name in $(if $(NAME),$(NAME),$(BENCHMARKS)); do \
		nice -n 5 $(BIN)/python -m bench.$$name $(if $(SIZE),--size $(SIZE)); done

soak: setup ## the institute as processes that crash, on PostgreSQL; 500 kills of the search writer: make soak [SCALE=1] [KILLS=500]
	@$(BIN)/python -m tools.services --only postgresql -- $(BIN)/python -m bench.soak $(if $(SCALE),--scale $(SCALE))
	@$(BIN)/python -m bench.soak.writer_kills $(if $(KILLS),--kills $(KILLS))

BENCHMARKS = $(shell grep -lE '^if __name__ ' bench/*.py 2>/dev/null | sed -E 's|bench/(.*)\.py|\1|' | sort) assessment relevance search

check: ## what CI runs
	@.ci/run
