# Two commands: `make run` (a demonstration place, served) and `make test` (everything, the browser's included).
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SERVER_DOWN := $(BIN)/python tests/server_down.py
export PATH := $(abspath $(BIN)):$(PATH)

.PHONY: help setup run test check guards lint linters fix bench stories lock messages clean
help:            ## what can be made
	@grep -E '^[a-z]+: .*##|^[a-z]+:  *##' $(MAKEFILE_LIST) | sed 's/:.*##/  /'

setup: $(VENV)/.ready   ## everything a new machine needs

$(VENV)/.python: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "livingwell needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(grep -oE '^uv==[0-9.]+' requirements.lock)"
	$(BIN)/uv pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.ready: $(VENV)/.python package.json package-lock.json $(wildcard src/livingwell/design/styles/*) src/livingwell/design/build.py
	npm ci --silent --no-audit --no-fund
	$(BIN)/python -m livingwell.design.build
	touch $@

run: setup       ## make the demonstration place (Brackwell) and serve it
	$(BIN)/livingwell demo --serve $(if $(ADDRESS),--address $(ADDRESS))

test: setup      ## every test, the browser's included
	$(BIN)/python tests/chromium.py
	$(BIN)/python -m pytest -n 2 --dist loadgroup; status=$$?; $(SERVER_DOWN); exit $$status

# What needs settings has the tests' own server, so that a check makes nothing of a place's. It is stopped at the end.
# By its plain name: a line that holds $$(MAKE) is run even by `make -n`, and would stop the server under our own tests.
check guards lint linters bench: export LIVINGWELL_VAR := $(abspath var/tests)
check guards lint linters bench: export LIVINGWELL_FOR_TESTS := yes
check: setup     ## every guard: lint, format, types, floors, words, templates, migrations, strangers, the manual
	make --no-print-directory guards; status=$$?; $(SERVER_DOWN); exit $$status

# What needs no test to be run. CI runs these and then every test: the guards that are tests are among them.
lint: setup
	make --no-print-directory linters; status=$$?; $(SERVER_DOWN); exit $$status

linters:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint --lint src/livingwell
	$(BIN)/mypy
	LIVINGWELL_ROLE=owner $(BIN)/livingwell makemigrations --check --dry-run

guards: linters
	$(BIN)/python -m pytest tests/architecture tests/spec -n 2 --dist loadgroup

fix: setup       ## what a machine can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup     ## the figures, one a line: figure <name> <value> <unit>; a quarter of an hour, for a million people
	$(BIN)/python -m tests.bench; status=$$?; $(SERVER_DOWN); exit $$status

stories: setup   ## walk the three stories in a browser, and keep their pictures for the docs
	$(BIN)/python tests/chromium.py
	LIVINGWELL_PICTURES=docs/pictures/stories $(BIN)/python -m pytest tests/stories; status=$$?; $(SERVER_DOWN); exit $$status

lock:            ## pin what pyproject.toml asks for, with hashes
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --extra dev pyproject.toml -o requirements.lock

messages: setup  ## gather every sentence people see, for translators
	$(BIN)/pybabel extract -F babel.cfg -k N_ -k _ -o locale/django.pot src/livingwell

clean:           ## forget what was built (not var/, where the data is)
	rm -rf $(VENV) node_modules src/livingwell/design/static/design/built
