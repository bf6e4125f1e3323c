# Two commands do everything: `make course` and `make test`. Each sets up what it needs, once.

PYTHON ?= python3
BIN := .venv/bin
# nbgrader calls alembic, and npm calls node, by name.
export PATH := $(CURDIR)/$(BIN):$(PATH)
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint requirements.txt

.PHONY: help course site kits links test test-slow lint derived derived-check clean
.PHONY: new-chapter new-formula new-widget
help:
	@echo "make course         set up, build the site, serve it and JupyterLab on this machine"
	@echo "make test           set up and run the tests (JOBS=4 for more cores, ARGS=--forget for all anew)"
	@echo "make test-slow      run what takes long: every notebook, page, widget and seed"
	@echo "make site           build the site into _build/html, and a zip of it"
	@echo "make kits           pack what students may have, and what an instructor has, into _build/kits"
	@echo "make links          ask every link of the site whether it still leads somewhere"
	@echo "make derived        make again all that is made from sources"
	@echo "make derived-check  say what of that is stale"
	@echo "make new-widget NAME=learning_rate   lay down a figure that works, and say what to fill"
	@echo "make lint           check the style of the code"
	@echo "make new-chapter NUMBER=6 SLUG=schedules                 lay down the files of a new chapter"
	@echo "make new-formula CHAPTER=optimizers NAME=amsgrad_step    and of a new formula"
	@echo "make clean          remove what was built (.venv stays)"

course: .venv/.course
	@$(BIN)/python -m tools.course $(ARGS)

site: .venv/.course
	@$(BIN)/python -m tools.website

kits: .venv/.course
	@$(BIN)/python -m tools.kits $(ARGS)

links: .venv/.course
	@$(BIN)/python -m tools.links

JOBS ?= 2
# Two parts that may run side by side: what shows pages (PART=pages), and all else (PART=others).
PAGES := tests/book tests/lab tests/site tests/widgets
PART ?= all
TESTS_all :=
TESTS_pages := $(PAGES)
TESTS_others := tests $(PAGES:%=--ignore=%)
# The site is there before the tests begin: its pages run on all processors, and no test waits.
test: .venv/.test
	$(if $(filter all pages others,$(PART)),,$(error PART is all, pages or others))
	@$(BIN)/python -m tools.browser
	$(if $(filter others,$(PART)),,@OMP_NUM_THREADS=1 $(BIN)/python -m tools.website)
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n $(JOBS) --dist loadgroup $(TESTS_$(PART)) $(ARGS)

test-slow: .venv/.test
	@$(BIN)/python -m tools.browser
	@OMP_NUM_THREADS=1 $(BIN)/python -m tools.website
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest -m slow --forget -n $(JOBS) --dist loadgroup $(ARGS)

lint: .venv/.test
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

new-chapter: .venv/.test
	@$(BIN)/python -m tools.new_chapter $(NUMBER) $(SLUG)

new-formula: .venv/.test
	@$(BIN)/python -m tools.new_formula $(CHAPTER) $(NAME) $(if $(TASK),--task $(TASK))

new-widget: .venv/.test
	@$(BIN)/python -m tools.new_widget $(NAME)

derived: .venv/.test
	@$(BIN)/python -m tools.skeletons
	@$(BIN)/python -m autograder.checks.visible
	@$(BIN)/python -m tools.widgets
	@$(BIN)/python -m tools.in_page
	@$(BIN)/python -m tools.traces
	@$(BIN)/python -m tools.notebooks
	@$(BIN)/python -m tools.sections
	@$(BIN)/python -m autograder release --all
	@$(BIN)/python -m tests.attacks.table

derived-check: .venv/.test
	@$(BIN)/python -m autograder.checks.visible --check
	@$(BIN)/python -m tools.notebooks --check
	@$(BIN)/python -m tools.sections --check
	@$(BIN)/python -m autograder release --all --check
	@$(BIN)/python -m pytest -q tests/widgets/test_bundles.py

clean:
	rm -rf _build build dist .jupyter_cache .pytest_cache .ruff_cache

.venv/.base: requirements.txt pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit('Steepest needs Python 3.11 or newer; this is %d.%d. Try: make PYTHON=python3.12 …' % sys.version_info[:2] if sys.version_info < (3, 11) else 0)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@touch $@

.venv/.course: .venv/.base
	@echo "Installing the course into .venv (some minutes the first time)"
	@$(PIP) --editable ".[site,instructor]"
	@touch $@

.venv/.test: .venv/.course package-lock.json
	@echo "Installing what the tests need"
	@$(PIP) --editable ".[site,instructor,scale,dev]"
	@$(BIN)/npm ci --no-audit --no-fund --loglevel=error
	@touch $@
