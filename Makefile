# Everything a newcomer needs is two commands: `make demo` and `make test`. Both install what they need into .venv first.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv)
# One more than cores: tests wait for processes of their own, and a core would wait with them; two more only get in each
# other's way.
WORKERS ?= $(shell expr `getconf _NPROCESSORS_ONLN` + 1)

.PHONY: demo test torture coverage lint install lock clean
.DELETE_ON_ERROR:

demo: $(VENV)/installed
	@$(BIN)/claimwatch demo

# Where Python is told to write no bytecode, each worker would rewrite the asserts of all tests in each run.
test coverage: export PYTHONDONTWRITEBYTECODE :=

test: lint
	@$(BIN)/python -m compileall -q extractors warehouse flows
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -q

# Ten times the kills and a hundred times the histories that the test suite has time for, from a seed that is printed.
torture: KILLS ?= 1000
torture: HISTORIES ?= 300
torture: SEED ?= $(shell date +%s)
torture: $(VENV)/installed
	$(BIN)/pytest tests/flows/test_torture.py tests/warehouse/test_histories.py -q -s \
	  --kills $(KILLS) --histories $(HISTORIES) --seed $(SEED) --hypothesis-seed $(SEED)

# Apart, since tracing every line makes the suite half as long again.
coverage: $(VENV)/installed
	$(BIN)/coverage erase
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder --cov --cov-report= -q
	$(BIN)/coverage report --fail-under=90 | tail -n 40

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

install: $(VENV)/installed

# pip refuses editable installs under hashes and fetches build back-ends unhashed: the lock holds the back-end too, so
# the project itself is installed last, without dependencies and without build isolation. The lock is complete, so pip need
# not resolve again (before 23.1 it takes a dependency's "sqlalchemy[asyncio]" for unpinned); `pip check` proves it.
# uv compiles no bytecode, nor does Python itself where PYTHONDONTWRITEBYTECODE is set, as in many containers: without the
# compileall every run compiles what it imports again (20 s of the demo's 44 s, most of them for Prefect).
$(VENV)/installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: no python3.11 found; install Python 3.11 or set PYTHON=/path/to/python" >&2; exit 4; }
	@$(PYTHON) -c 'import sys; ok = (3, 11) <= sys.version_info < (3, 14); sys.exit(0 if ok else "make: $(PYTHON) is Python %d.%d; Claimwatch needs 3.11, 3.12 or 3.13: set PYTHON=/path/to/python3.11" % sys.version_info[:2])'
	@echo "Installing the locked packages into $(VENV) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
ifneq ($(UV),)
	@uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
else
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
endif
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m pip check --disable-pip-version-check
	@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib
	@touch $@

# Resolves once for Python 3.11 to 3.13 on Linux and macOS.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade \
	  --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
