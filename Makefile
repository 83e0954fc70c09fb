# De twee opdrachten die een planner nodig heeft: `make demo` en `make test`. De rest is voor ontwikkelaars.
# Nodig: make en Python 3.11 of nieuwer. Een andere Python kiezen: `make test PYTHON=/pad/naar/python`.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ingericht
PYTHON :=
CANDIDATES := $(PYTHON) python3.11 python3.12 python3.13 python3.14 python3 python
# Alle kernen; een bestand blijft bij elkaar, want zijn tests delen dure voorbeelden. Eén kern: `make test PYTEST_ARGS=`.
PYTEST_ARGS := --numprocesses auto --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help demo test lint types check format wheel clean

help: ## toon deze lijst
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(READY) ## plan de voorbeeldcasus Drenthe in demo-run/
	@$(BIN)/plaatsing demo

test: $(READY) ## draai alle tests
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(READY) ## controleer stijl en opmaak
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY) ## controleer de typen
	@$(BIN)/mypy

check: lint types test ## alles wat vóór een wijziging groen hoort te zijn

format: $(READY) ## maak de code op
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

wheel: $(READY) ## bouw sdist en wheel in dist/
	@$(BIN)/python -m build

clean: ## verwijder de omgeving en alles wat gemaakt is
	rm -rf $(VENV) demo-run build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Opnieuw ingericht zodra de vereisten wijzigen; een omgeving die verhuisd of stuk is, wordt vervangen.
$(READY): pyproject.toml constraints.txt
	@if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	  for candidate in $(CANDIDATES); do \
	    if $$candidate -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	      found=$$candidate; break; \
	    fi; \
	  done; \
	  if [ -z "$$found" ]; then \
	    echo "Geen Python 3.11 of nieuwer met de module venv gevonden." >&2; \
	    echo "Debian en Ubuntu: installeer python3 en python3-venv. Elders: zie python.org." >&2; \
	    exit 1; \
	  fi; \
	  echo "Omgeving $(VENV) maken met $$($$found --version)"; \
	  $$found -m venv --clear $(VENV) || exit 1; \
	fi
	@echo "Vereisten installeren in $(VENV) (de eerste keer een paar minuten)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev,parquet]" --constraint constraints.txt
	@touch $@
