# The tasks of the project. `make` alone lists them.
#
#   PORT=8600 make run          another port
#   PYTHON=python3.13 make run  another interpreter, for a new .venv

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

PORT ?= 8501
HOST ?= 127.0.0.1
TESTS ?=

# The first Python on the PATH that is new enough.
PYTHON ?= $(shell for candidate in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$candidate && break; done || true)

# On a desktop the browser opens by itself; a server has none.
BROWSER_SWITCH := $(if $(DISPLAY)$(WAYLAND_DISPLAY),--server.headless false)

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: help
help: ## List the tasks
	@echo "make TASK, one of:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: $(VENV)/ready ## Install caravan and open the app on the planned 2020 tour (PORT=8501)
	@$(BIN)/streamlit run app.py --server.port $(PORT) --server.address $(HOST) \
		--server.showEmailPrompt false $(BROWSER_SWITCH)

.PHONY: test
test: $(VENV)/ready-test ## Install what tests need and run every test (TESTS=tests/plan for some)
	@# All of them several files at once, in the order that tests/conftest.py says.
	@if [ -n "$(TESTS)" ]; then $(BIN)/python -m pytest $(TESTS); else \
		$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder; \
	fi

.PHONY: lint
lint: $(VENV)/ready-lint ## Check style, types, floors and catalogs
	@# All of them, also after one has failed: you see everything that is wrong at once.
	@failed=0; for check in "ruff check ." "ruff format --check ." mypy lint-imports \
		"python -m tools.catalogs --check"; do \
		echo "$$check"; $(BIN)/$$check || failed=1; \
	done; exit $$failed

.PHONY: routing
routing: $(VENV)/routing/ready ## Install the routing engines Valhalla and OSRM (docs/routing.md)
	@echo "The programs are in $(VENV)/routing/bin; docs/routing.md says what to do with them."

.PHONY: bench
bench: $(VENV)/ready-test ## Measure how fast decisions are made and proved
	@$(BIN)/python -m bench

.PHONY: catalogs
catalogs: $(VENV)/ready-lint ## Bring the catalogs up to date with the texts in the code
	@$(BIN)/python -m tools.catalogs

.PHONY: format
format: $(VENV)/ready-lint ## Format the code and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: constraints
constraints: $(VENV)/ready-lint ## Write constraints.txt anew, with the newest versions that fit
	@$(BIN)/python tools/constraints.py $(if $(UPGRADE),--upgrade)

.PHONY: clean
clean: ## Remove the environment and what the tools leave behind
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# An environment is complete when its stamp is there: the second run of a task starts at once.
$(VENV)/made: tools/make-environment
	@echo "Making the environment $(VENV) …"
	@tools/make-environment "$(PYTHON)" $(VENV)
	@touch $@

# Built without isolation, so that setuptools has the version of constraints.txt too.
$(VENV)/built: $(VENV)/made constraints.txt
	@$(INSTALL) setuptools
	@touch $@

$(VENV)/ready: $(VENV)/built pyproject.toml constraints.txt
	@echo "Installing caravan …"
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-test: $(VENV)/ready
	@echo "Installing what the tests need …"
	@$(INSTALL) --no-build-isolation --editable ".[test]"
	@touch $@

# At once, where nothing is installed yet: pip looks at everything anew each time.
$(VENV)/ready-lint: $(VENV)/built pyproject.toml constraints.txt
	@echo "Installing caravan, and what the tests and the checks need …"
	@$(INSTALL) --no-build-isolation --editable ".[test,lint]"
	@touch $(VENV)/ready $(VENV)/ready-test $@

# Programs in a folder of their own: nothing of them is imported, whatever Python there is.
$(VENV)/routing/ready: $(VENV)/made tools/make-routing-environment
	@echo "Installing the routing engines …"
	@tools/make-routing-environment $(BIN)/python $(VENV)/routing
	@touch $@
