# Two commands do everything on a fresh machine: `make report` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# what an interrupted pip leaves looks installed and is not whole: where the stamp is missing, all is made anew
NEW = $(if $(wildcard $@),,--clear)
RUN ?= 2021

.DEFAULT_GOAL := help
.PHONY: help report test test-all coverage evidence check lint docs lab bench env lock notebooks clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

report: $(VENV)/runtime ## make the report of RUN (default 2021) and say where it lies
	@$(BIN)/python -m compileall -q src
	@$(BIN)/khacphuc run $(RUN)

# One worker more than processors: it works while others wait for kernels and browsers
WORKERS = $$($(BIN)/python -c "import os; print(os.cpu_count() + 1)")

# types take most of a minute without a cache: `make check` and `make test-all` look at them
test: lint ## lint, import contracts and the daily tests: within 5 minutes on 2 cores
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

test-all: $(VENV)/dev check evidence ## the rest: types, every mutation, 50 kills, lost Dask workers, LibreOffice, every screen
	$(BIN)/python -m pytest -n logical --dist worksteal -m full

# following every line nearly doubles what a test costs (Python 3.11), so neither of the two does
coverage: $(VENV)/dev ## the daily tests again, with the lines they reach
	@$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n $(WORKERS) --dist worksteal
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

check: lint ## lint, types, import contracts
	$(BIN)/mypy

lint: $(VENV)/dev
	@$(BIN)/python -m compileall -q src
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

docs: $(VENV)/dev ## the guide as a book in docs/_build/html, English and Vietnamese, without a network
	$(BIN)/python -m sphinx -q -W --keep-going -n docs docs/_build/html
	$(BIN)/python -m sphinx -q -W --keep-going -n -c docs -D language=vi docs/vi docs/_build/html/vi
	@echo docs/_build/html/index.html

bench: .venv-bench/bench .venv-bench-ploomber/bench ## measure side by side, draw the charts in docs/pictures (BENCH=--full: hours; --help: parts)
	.venv-bench/bin/python -m compileall -q src benchmarks
	.venv-bench/bin/python -m benchmarks $(BENCH)

lab: .venv-lab/lab ## open JupyterLab on the notebooks
	.venv-lab/bin/jupyter lab notebooks

env: $(VENV)/runtime ## only make the environment

evidence: .venv-evidence/evidence ## the environment of the validators of Frictionless and RO-Crate

# complete, and outside the other locks: they and import-linter ask for different versions of rich
.venv-evidence/evidence: requirements-evidence.lock
	@$(PYTHON) scripts/check_python.py
	$(PYTHON) -m venv $(NEW) .venv-evidence
	.venv-evidence/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes -r requirements-evidence.lock
	@touch $@

# JupyterLab has an environment of its own: it slows every import of the runner down
.venv-lab/lab: requirements.lock pyproject.toml
	@$(PYTHON) scripts/check_python.py
	$(PYTHON) -m venv $(NEW) .venv-lab
	.venv-lab/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements.lock
	.venv-lab/bin/python -m pip --disable-pip-version-check --quiet install --no-build-isolation -e '.[lab]'
	@touch $@

# what is measured against lives in an environment of its own, outside the locks
.venv-bench/bench: requirements.lock pyproject.toml
	@$(PYTHON) scripts/check_python.py
	$(PYTHON) -m venv $(NEW) .venv-bench
	.venv-bench/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements.lock
	.venv-bench/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation -e .
	.venv-bench/bin/python -m pip --disable-pip-version-check --quiet install pandera polars
	@touch $@

.venv-bench-ploomber/bench: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(NEW) .venv-bench-ploomber
	.venv-bench-ploomber/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements.lock
	.venv-bench-ploomber/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation -e .
	@# where it cannot be installed (any more), the table says so
	.venv-bench-ploomber/bin/python -m pip --disable-pip-version-check --quiet install ploomber || rm -f .venv-bench-ploomber/bin/python
	@touch $@

$(VENV)/runtime: requirements.lock pyproject.toml
	@$(PYTHON) scripts/check_python.py
	@echo "making the environment in $(VENV) (about a minute)"
	@# the same, but an environment somebody else made here is theirs
	@[ -e $(VENV) ] && [ ! -e $(VENV)/unfinished ] || { $(PYTHON) -m venv --clear $(VENV) && touch $(VENV)/unfinished; }
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/unfinished
	@touch $@

# complete but for the grammar that slows every import down (see lock), so nothing is to be resolved
$(VENV)/dev: requirements-dev.lock $(VENV)/runtime
	@$(PIP) install --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# jupyter-server would bring rfc3987-syntax: a grammar that jsonschema builds at every import where it finds it
lock: ## resolve the locks anew (needs uv)
	printf 'hatchling\neditables\n' > $(VENV)/build.in
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		pyproject.toml $(VENV)/build.in -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		--no-emit-package rfc3987-syntax --no-emit-package lark \
		-c requirements.lock pyproject.toml $(VENV)/build.in --group dev -o requirements-dev.lock
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		--group evidence -o requirements-evidence.lock
	$(BIN)/python scripts/make_environment.py

clean: ## remove environments and everything built
	rm -rf docs/_build .venv .venv-lab .venv-bench .venv-bench-ploomber .venv-evidence .runs .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find data/clean reports -mindepth 1 ! -name README.md -delete
