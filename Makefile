# `make demo` and `make test` set up everything they need in .venv; nothing else has to be installed but Python 3.11, pip and make.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# the indicators of the demo's terminal table; the page has all
SHOWN := registered_volunteers rest_stations new_party_organizations certification_rate

# sizes of the long runs: make fuzz FOR=60, make soak N=1000 ENGINE=dask
FOR ?= 1200
N ?= 100000
ENGINE ?= local

.PHONY: help demo test lint types floors unit corpora schemas score suites bench bench-peers fuzz soak audit lock clean

help:
	@echo "make demo    set up, extract corpora/, write the comparison page to out/"
	@echo "make test    set up, lint, types, floors, tests"
	@echo "make score   precision and recall on the sample articles"
	@echo "make suites  other projects' numeral suites (set ZONGSHU_EVAL)"
	@echo "make corpora build corpora/ again from corpora/marked/"
	@echo "make schemas write the JSON Schemas and schemas/ready.json again"
	@echo "make bench   speed, start, memory, two processes, a million claims, as ratios; bench-peers: beside other parsers"
	@echo "make fuzz    random input for FOR=1200 seconds"
	@echo "make soak    N=100000 articles, killed and resumed twice (ENGINE=local or dask)"
	@echo "make audit   known holes in the pinned dependencies (asks the network)"
	@echo "make lock    pin the dependencies again"

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY)
	@mkdir -p out
	$(BIN)/zongshu extract corpora/dev corpora/test --meta corpora/articles.csv -o out/claims.jsonl
	$(BIN)/zongshu extract corpora/dev corpora/test --meta corpora/articles.csv --format csv -o out/claims.csv --quiet
	$(BIN)/zongshu compare out/claims.jsonl --level county $(foreach id,$(SHOWN),--indicator $(id))
	$(BIN)/zongshu compare out/claims.jsonl --level county -o out/compare.html
	@echo "Open out/compare.html in a browser; the claims are in out/claims.jsonl and out/claims.csv."

test: lint types floors unit

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

floors: $(READY)
	$(BIN)/lint-imports

unit: $(READY)
	$(BIN)/python -m pytest -n auto

corpora: $(READY)
	$(BIN)/python -m tests.support.build

schemas: $(READY)
	$(BIN)/python -m tests.support.schemas

score: $(READY)
	$(BIN)/zongshu extract corpora/dev --meta corpora/articles.csv -o out/dev.jsonl --quiet
	$(BIN)/zongshu extract corpora/test --meta corpora/articles.csv -o out/test.jsonl --quiet
	@echo "== development split" && $(BIN)/zongshu evaluate out/dev.jsonl corpora/dev
	@echo "== test split (rules are not tuned on it)" && $(BIN)/zongshu evaluate out/test.jsonl corpora/test

suites: $(READY)
	$(BIN)/python -m tests.suites.run --errors

bench: $(READY)
	$(BIN)/python -m tests.bench.run -o out --picture notebooks/bench.png

bench-peers: $(READY)
	$(BIN)/python -m tests.bench.peers install .venv-peers
	$(BIN)/python -m tests.bench.run --only speed --only peers -o out/peers

fuzz: $(READY)
	$(BIN)/python -m tests.fuzz.run --seconds $(FOR)

soak: $(READY)
	$(BIN)/python -m tests.bench.soak --articles $(N) --engine $(ENGINE)

audit: $(READY)
	$(BIN)/pip-audit -r requirements.lock --require-hashes --disable-pip --strict

lock: $(READY)
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header -o requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) .venv-peers out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
