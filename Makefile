# SPDX-License-Identifier: EUPL-1.2
# Everything a newcomer needs: `make help`.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DEBIAN := chromium postgresql fonts-dejavu-core
MO := src/sluis/kit/locale/nl/LC_MESSAGES/sluis.mo

.DEFAULT_GOAL := help
.PHONY: help venv dev debian texts demo test check lint unit browser bench docs screenshots lock clean

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Sluis needs Python 3.11 or newer; name one with make PYTHON=…" >&2; exit 1; }
	@echo "Preparing $(VENV)" >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(MO): src/sluis/kit/locale/nl/LC_MESSAGES/sluis.po $(VENV)/.run
	@$(BIN)/python -m tools.texts --compile

venv: $(VENV)/.run $(MO) ## Prepare .venv from pinned, hashed packages
dev: $(VENV)/.dev $(MO) ## Prepare .venv with the tools for developing

debian: ## Install the Debian packages that the tests use (asks for root when they are missing)
	@for package in $(DEBIAN); do \
	  dpkg-query --show --showformat='$${Status}\n' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "Installing Debian packages:$$missing" >&2; \
	  if [ "$$(id -u)" = 0 ]; then as=; else as=sudo; fi; \
	  $$as apt-get update --quiet=2 && DEBIAN_FRONTEND=noninteractive $$as apt-get install --quiet=2 --yes --no-install-recommends $$missing >/dev/null; \
	fi

texts: dev ## Collect every sentence for translation, and compile what is translated
	@$(BIN)/python -m tools.texts

demo: venv ## Run the OM case and start the console (FRESH=1: start over, CHECK=1: verify and stop)
	@FRESH=$(FRESH) CHECK=$(CHECK) $(BIN)/python demo/demo.py

test: debian dev lint ## Run everything: lint, types, contracts, unit, property and browser tests
	@$(BIN)/python -m pytest

check: dev lint ## Run the fast part
	@TMPDIR=$$([ -w /dev/shm ] && echo /dev/shm || echo /tmp) HYPOTHESIS_PROFILE=quick $(BIN)/python -m pytest -m "not browser and not postgres and not slow" -x -q -n auto

lint: dev
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/pyrefly check --summary=none
	@PYTHONPATH=. $(BIN)/lint-imports
	@$(BIN)/interrogate --quiet src
	@$(BIN)/reuse lint --quiet
	@$(BIN)/python -m tools.texts --check

browser: debian dev ## Run the browser tests alone
	@$(BIN)/python -m pytest -m browser

screenshots: debian dev ## Make the pictures in docs/images anew
	@SLUIS_SCREENSHOTS=1 $(BIN)/python -m pytest -m browser -k screenshot

bench: dev ## Run every benchmark, ratios side by side in one run
	@$(BIN)/python -m bench

docs: dev ## Build the documentation in docs/_build
	@$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build

lock: dev ## Renew requirements/ (versions at least seven days old)
	@$(BIN)/python -m tools.lock

clean: ## Remove what was made, the demo's home included
	@rm -rf $(VENV) .demo build dist docs/_build .pytest_cache .ruff_cache .hypothesis $(MO)
