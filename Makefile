# `make run` starts Majordomo, `make test` checks everything; the rest is in `make help`.
SHELL := bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help run test prove second check lint types imports format lock clean

VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements.lock
# The lock is the only place that names the version of torch.
TORCH := $(shell sed -n 's/^\(torch==[^ ;]*\).*/\1/p' $(LOCK))

# The second library set: what training/second_set.txt names, and the lock for the rest.
SECOND := .venv-second
SECOND_SET := training/second_set.txt
SECOND_STAMP := $(SECOND)/.installed
SECOND_PINS := $(SECOND)/constraints.txt
SECOND_TESTS := tests/training/test_grpo_trainer.py tests/training/test_per_decision.py \
	tests/training/test_replay.py tests/training/test_backends.py \
	tests/training/test_gpu_recipes.py

# An install is done again only when one of these changes.
INPUTS := pyproject.toml $(LOCK)
RUN_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev

# `make run ARGS="kb search lease --json"`
ARGS ?=
# Above two, the tests compete for memory bandwidth more than they gain.
WORKERS ?= 2

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: $(RUN_STAMP) ## Install what is missing, then start Majordomo (ARGS="..." is passed on)
	@exec $(BIN)/majordomo $(ARGS)

test: $(DEV_STAMP) check ## Lint, types, imports, then the default tests
	$(BIN)/python -m pytest -n $(WORKERS)

prove: $(DEV_STAMP) ## The slow tests
	$(BIN)/python -m pytest -m slow --timeout 1800
	$(MAKE) second

second: $(SECOND_STAMP) ## Training on the library set that Unsloth needs (in prove)
	$(SECOND)/bin/python -m pytest $(SECOND_TESTS)

check: lint types imports ## Lint, types and imports, without tests

lint: $(DEV_STAMP) ## Style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV_STAMP) ## mypy
	$(BIN)/mypy

imports: $(DEV_STAMP) ## Who may import whom
	$(BIN)/lint-imports

format: $(DEV_STAMP) ## Rewrite the code in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The filter drops the marker that only says "one of the platforms in [tool.uv] environments".
ANY_PLATFORM := ;[^;]*arm64[^;]*darwin[^;]*aarch64[^;]*linux[^;]*x86_64[^;]*linux[^;]*$$
EXPORT := $(BIN)/uv export --frozen --quiet --no-hashes --no-annotate --no-header \
	--no-emit-project --extra train --extra dev --extra google --extra ray

lock: ## Rewrite uv.lock and requirements.lock from pyproject.toml
	@test -x $(BIN)/uv || { echo "make lock needs uv; run 'make test' once." >&2; exit 1; }
	$(BIN)/uv lock --python $(BIN)/python
	@set -euo pipefail; { \
	  echo '# Written by `make lock` from uv.lock. pip reads it as constraints: it pins, it adds nothing.'; \
	  $(EXPORT) | sed -E '/python_full_version/!s/ *$(ANY_PLATFORM)//'; \
	} > $(LOCK).new
	@mv $(LOCK).new $(LOCK)

clean: ## Remove caches and build output; .venv stays
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf -- *.egg-info
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

# The first of these that runs and is new enough. A version manager may leave a python3.12 on the
# path that only prints an error, hence the try.
$(BIN)/python:
	@for python in python3.11 python3.12 python3.13 python3; do \
	  if $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then \
	    echo "Making $(VENV) with $$($$python --version)"; \
	    exec $$python -m venv $(VENV); \
	  fi; \
	done; \
	echo "Majordomo needs Python 3.11, 3.12 or 3.13, and none is on the PATH." >&2; exit 1

# torch goes first and alone, so that whichever build of it pip is set up to find (CPU or CUDA) is
# the one that everything after it sees. One line per package: quiet, and visibly not stuck.
PIP_INSTALL = $(BIN)/python -m pip install --disable-pip-version-check --progress-bar off -c $(LOCK)
comma := ,
ONE_LINE_EACH := { grep --line-buffered -oE '^ *(Downloading|Using cached|Processing) [^ ]+' || true; }

define install
	@echo "Installing $(TORCH), then Majordomo$(if $(1), with $(1)). The first time this takes minutes."
	@set -o pipefail; $(PIP_INSTALL) $(TORCH) | $(ONE_LINE_EACH)
	@set -o pipefail; $(PIP_INSTALL) -e '.$(if $(1),[$(1)])' | $(ONE_LINE_EACH)
	@echo "Installed."
endef

$(RUN_STAMP): $(INPUTS) | $(BIN)/python
	$(call install)
	@touch $@

# The default tests train tiny models, so they need `train`, too.
$(DEV_STAMP): $(INPUTS) | $(BIN)/python
	$(call install,dev$(comma)train)
	@touch $(RUN_STAMP) $@

$(SECOND_STAMP): pyproject.toml $(LOCK) $(SECOND_SET) | $(BIN)/python
	@echo "Installing the second library set into $(SECOND)."
	@$(BIN)/python -m venv $(SECOND)
	@sed -nE 's/^([a-z0-9-]+)==.*/^\1==/p' $(SECOND_SET) | grep -vEf - $(LOCK) > $(SECOND_PINS)
	@$(SECOND)/bin/python -m pip install --disable-pip-version-check --quiet $(TORCH)
	@$(SECOND)/bin/python -m pip install --disable-pip-version-check --quiet \
	  -c $(SECOND_PINS) -r $(SECOND_SET) -e . peft accelerate matplotlib tensorboard \
	  pytest pytest-asyncio pytest-xdist pytest-timeout hypothesis
	@touch $@
