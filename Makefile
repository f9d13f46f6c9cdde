# make demo and make test are the whole of it: each installs what it needs, in either order, as often as you like.
.PHONY: demo test types tests coverage bench browser messages schema reference site clean

VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready

demo: $(READY)
	@rm -rf demo
	@$(VENV)/bin/krav demo demo

# mypy keeps one core busy for half a minute: it runs beside the tests, which often wait.
test: $(READY)
	@$(VENV)/bin/ruff check .
	@$(MAKE) --no-print-directory -j 2 types tests

types: $(READY)
	@$(VENV)/bin/mypy

tests: $(READY)
	@PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# Which lines and branches no test reaches; takes twice as long as the tests, and is no part of them.
coverage: $(READY)
	@$(PY) -m coverage erase
	@$(PY) -m coverage run -m pytest -n 2 --dist loadfile --no-loadscope-reorder
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report

# Speed, and what an intake stands; slow, and only to be trusted on a machine with nothing else to do.
bench: $(READY)
	@$(PY) -m tests.benchmarks.start
	@$(PY) -m tests.benchmarks.intake
	@$(PY) -m tests.benchmarks.faults
	@$(PY) -m tests.benchmarks.ocr
	@$(PY) -m tests.benchmarks.finding
	@$(PY) -m tests.benchmarks.review
	@$(PY) -m tests.benchmarks.bundle
	@$(PY) -m tests.benchmarks.dossier
	@$(PY) -m tests.benchmarks.ledger
	@$(PY) -m tests.benchmarks.scale
	@$(PY) -m tests.evidence.mutations

$(READY): pyproject.toml requirements.lock tools/pip.lock tools/setup
	@sh tools/setup $(VENV)
	@touch $(READY)

# The review page in a real browser, with axe; needs Debian's chromium.
browser: $(READY)
	@$(PY) -m pip install -q --disable-pip-version-check playwright
	@KRAV_BROWSER=1 $(PY) -m pytest tests/claims/review/test_browser.py

# Compiled catalogues and the published schema are committed; a test holds that they are fresh.
messages: $(READY)
	@$(PY) -m templates.catalogue

schema: $(READY)
	@$(PY) -m claims.schema docs/dossier.schema.json

# The command reference is printed from the program; a test holds that it is fresh.
reference: $(READY)
	@$(PY) -m tools.reference

# The documents as a site, in build/site.
site: $(READY)
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r tools/site.lock
	@$(PY) -m mkdocs build --strict --quiet && echo build/site/index.html

clean:
	rm -rf $(VENV) demo build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache
