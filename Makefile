# The few things one does here. `make setup` first.
PYTHON := .venv/bin/python

.PHONY: setup check test gate fuzz schemathesis lock

setup: ## make the environment, with all that checks need
	python3 -m venv .venv
	.venv/bin/pip install --quiet -c requirements.lock -e '.[test]'

check: ## what must hold before a commit
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

test: ## all tests, in parallel, in random order
	.venv/bin/pytest -n auto

gate: ## the quality floors, on ../shared/data
	$(PYTHON) benchmarks/gate.py

INPUTS ?= 100000
fuzz: ## that many damaged inputs for all that meets bytes from outside; see fuzz/README.md
	$(PYTHON) -m pip install --quiet atheris
	$(PYTHON) -m fuzz --inputs $(INPUTS)

REQUESTS ?= 100
schemathesis: ## that many requests for each operation of the interface, held to its OpenAPI
	$(PYTHON) -m pip install --quiet schemathesis
	$(PYTHON) -m fuzz.interface --requests $(REQUESTS)

lock: ## renew the lock file from pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --all-extras --no-emit-index-url --no-emit-find-links --no-annotate --no-header -o requirements.lock pyproject.toml
