# Every target first brings .venv up to date, which takes a moment when it already is.
PYTHON ?= python3
# Tests wait for kernels, browsers and graders: one process more than this course's smallest machine has cores.
PYTEST = .venv/bin/python -m pytest -n 3 --dist loadscope --no-loadscope-reorder
ARGS =

export TF_CPP_MIN_LOG_LEVEL = 3

.DEFAULT_GOAL := help
.PHONY: help lab test test-fast mutants styles scores audit alarms notebooks bench environment

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) \
		| while IFS='	' read -r name what; do printf '  make %-10s %s\n' "$$name" "$$what"; done

lab: environment ## open JupyterLab on your copy of the course (ARGS=--no-browser: print the address)
	@.venv/bin/course lab $(ARGS)

test: environment ## run every test, and every solution notebook
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/codespell
	$(PYTEST)
	.venv/bin/python -m grader.warm $(PYTEST) --nbval-lax --nbval-current-env solutions/*/*.ipynb

test-fast: environment ## run the tests without notebooks and browser, in under a minute
	$(PYTEST) -m "not slow"

mutants: environment ## change right answers a little: do the checks notice? (ARGS=mixup: one)
	@PYTHONPATH=tests .venv/bin/python -m mutants $(ARGS)

styles: environment ## write right answers as learners do: do all pass? (ARGS=mixup: one)
	@.venv/bin/python -m tests.styles $(ARGS)

scores: environment ## print what each known mistake of an exercise earns (ARGS=mixup: one)
	@.venv/bin/python tests/exercises/scores.py $(ARGS)

audit: environment ## run experiments under other conditions: which conclusions hold? (ARGS=batch_norm: one)
	@.venv/bin/python -m audit $(ARGS)

alarms: environment ## judge right answers on 2,000 fresh inputs each: is one rejected?
	@RUNS=2000 $(PYTEST) tests/exercises/test_false_alarms.py

notebooks: environment ## build and execute the notebooks from their sources (ARGS=03_dropout: one)
	@.venv/bin/course build $(ARGS)

bench: environment ## print the table of performance
	@.venv/bin/python -m benchmarks $(ARGS)

environment:
	@$(PYTHON) tools/bootstrap.py
