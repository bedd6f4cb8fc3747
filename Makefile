# make help                     this list
# make setup                    installs what is missing on Debian 12, and .venv for charts and PDF
# make demo                     sets up, builds, takes the made-up campaign from files to reports
# make test [ONLY=PATTERN]      sets up and passes every test, or those whose name matches
#                               (DATA=DIR: real data for the tests that need it; they skip aloud)
# make fuzz [FOR=60]            feeds the record reader and the layouts made-up bytes, so many
#                               seconds each; `make test` ends with a few
# make figures [ONLY=PART]      measures the figures of docs/figures.md, each beside its peer: parts
#                               files, models, reader, small, or a figure's id (FRESH=1: all anew)
# make figures-long             those that take longer
# make build                    the program for this machine: .build/release/groundswell
# make release ARCH=x86-64-v2   one file for other machines: .build-x86-64-v2/release/groundswell
# make lint                     style, file lengths, and walls between modules
# make format                   rewrites the Swift files in the project's style
# make experiments [DATA=DIR]   real published sets, by the program and by hand: docs/experiments.md
# make check-installs           demo and test as root and as a plain user, in awkward places
# make clean                    removes what was built; keeps .venv and every database
#
# The stages, in order; each is a call of the command of that name, CAMPAIGN=DIR is the campaign's
# folder (default: here), ARGS="..." are further arguments:
# make import FILE=gifts.csv
# make match
# make features AS_OF=2026-09-01
# make fit MODEL=donate
# make rollback MODEL=donate     the version before it is live again
# make score MODEL=donate
# make discover COHORT=marla
# make list LIST=weekend
# make why PERSON=P123 LIST=weekend     why someone is on the list, or isn't
# make backtest LIST=weekend AS_OF=2026-05-15,2026-06-15     what the list would have brought
# make contest CONTEST=dinner STEP=open     or close, draw, winner (docs/contests.md)
# make report REPORT=small-donors, REPORT=calls, REPORT=compliance
# make db-start, make db-stop   the campaign's private database
#
# make itself ends with 2 whatever failed, and names the command's own exit code in its last line
# ("Error 65"). What must tell the codes apart calls .build/release/groundswell itself.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup demo experiments test fuzz figures figures-long peers build tests planned
.PHONY: program release lint format check-installs clean
.PHONY: import match features fit rollback score discover list why backtest contest report
.PHONY: db-start db-stop

# One set of flags for the program and its tests, so that one build serves both. The numeric suites
# need an optimised build, and the tests see internal names.
FLAGS := -c release -Xcc -march=native -Xswiftc -enable-testing
SWIFT_FILES := Package.swift Plugins Sources Tests Fuzz $(wildcard Benchmarks/Package.swift Benchmarks/Sources)
# A program or tests built elsewhere; where they are given, nothing is built.
BUILT_ELSEWHERE := $(GROUNDSWELL)$(TEST_BUNDLE)
GROUNDSWELL ?= $(CURDIR)/.build/release/groundswell
TEST_BUNDLE ?= $(CURDIR)/.build/release/groundswellPackageTests.xctest
CAMPAIGN ?= .
FOR ?= 60

help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile

setup:
	@Scripts/setup

ifeq ($(BUILT_ELSEWHERE),)
build: planned
	swift build $(FLAGS) --product groundswell
tests: planned
	swift build $(FLAGS) --build-tests
else
build tests:
	@echo 'built elsewhere: $(GROUNDSWELL)'
endif

# SwiftPM notices neither that a text to embed came or went, nor that the checkout was moved.
planned:
	@if [ -f .build/place ] && ! pwd | cmp -s - .build/place; then rm -rf .build; fi
	@mkdir -p .build && pwd >.build/place
	@find sql Reports examples/demo -type f 2>/dev/null | LC_ALL=C sort >.build/texts.new
	@cmp -s .build/texts.new .build/texts || touch Package.swift
	@mv .build/texts.new .build/texts

demo: setup build
	@GROUNDSWELL="$(GROUNDSWELL)" Scripts/demo

experiments: setup build
	@GROUNDSWELL="$(GROUNDSWELL)" Scripts/with-postgres Scripts/experiments "$$DATA"

test: setup tests
	@[ -t 1 ] || export NO_COLOR=1; \
	  GROUNDSWELL="$(GROUNDSWELL)" Scripts/with-postgres "$(TEST_BUNDLE)" \
	  --testing-library swift-testing $(if $(ONLY),--filter "$$ONLY") 2>&1
	$(if $(ONLY)$(BUILT_ELSEWHERE),,@Scripts/fuzz all 8 1)

fuzz: setup
	@Scripts/fuzz all $(FOR)

figures figures-long: setup build tests peers
	swift build $(FLAGS) --package-path Benchmarks --scratch-path .build-figures/package
	@cd Benchmarks && GROUNDSWELL="$(GROUNDSWELL)" TEST_BUNDLE="$(TEST_BUNDLE)" \
	  ../Scripts/with-postgres ../.venv-figures/bin/python -m figures $(if $(filter %-long,$@),--long)

# The copy of the requirements inside is written last, so it says what was really installed.
peers:
	@cmp -s Benchmarks/requirements.txt .venv-figures/requirements.txt || { \
	  python3 -m venv .venv-figures \
	  && .venv-figures/bin/python -m pip install --quiet -r Benchmarks/requirements.txt \
	  && .venv-figures/bin/python -m pip install --quiet --no-deps \
	    -r Benchmarks/requirements-alone.txt \
	  && cp Benchmarks/requirements.txt .venv-figures/; }

release: planned
	$(call need,ARCH)
	swift build -c release -Xcc "-march=$$ARCH" --product groundswell --static-swift-stdlib \
	  --scratch-path ".build-$$ARCH"

lint:
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)
	@find $(SWIFT_FILES) -name '*.swift' -exec awk 'FNR == 501 \
	  { print FILENAME ": longer than 500 lines"; bad = 1 } END { exit bad }' {} +
	@! grep -rnE '^[^/]*\<import +([a-z]+ +)?Foundation' \
	  Sources/Postgres Sources/Campaign Sources/Modeling \
	  || { echo 'Postgres, Campaign and Modeling do without Foundation'; exit 1; }

format:
	swift format --in-place --parallel --recursive $(SWIFT_FILES)

check-installs:
	@Scripts/check-installs

clean:
	rm -rf .build .build-*

# The values reach the shell by its environment, so that no space or quote in them can hurt.
export AS_OF ARCH CAMPAIGN CONTEST FILE LIST MODEL ONLY PERSON REPORT STEP
need = $(if $($1),,$(error make $@ needs $1=..., see make help))
stage = @"$(GROUNDSWELL)" $1 --campaign "$$CAMPAIGN" $(ARGS)

program: # does not rebuild what is there: a nightly run keeps to the program it had
	@[ -x "$(GROUNDSWELL)" ] || $(MAKE) --no-print-directory build

import: program
	$(call need,FILE)
	$(call stage,import "$$FILE")
match: program
	$(call stage,match)
features: program
	$(call need,AS_OF)
	$(call stage,features --as-of "$$AS_OF")
fit: program
	$(call need,MODEL)
	$(call stage,fit "$$MODEL")
rollback: program
	$(call need,MODEL)
	$(call stage,rollback "$$MODEL")
score: program
	$(call need,MODEL)
	$(call stage,score "$$MODEL")
discover: program
	$(call need,COHORT)
	$(call stage,discover "$$COHORT")
list: program
	$(call need,LIST)
	$(call stage,list "$$LIST")
why: program
	$(call need,PERSON)
	$(call need,LIST)
	$(call stage,why "$$PERSON" --list "$$LIST")
backtest: program
	$(call need,LIST)
	$(call need,AS_OF)
	$(call stage,backtest "$$LIST" --as-of "$$AS_OF")
contest: program
	$(call need,CONTEST)
	$(call need,STEP)
	$(call stage,contest "$$STEP" "$$CONTEST")
report: program
	$(call need,REPORT)
	$(call stage,report "$$REPORT")
db-start: program
	$(call stage,db start)
db-stop: program
	$(call stage,db stop)
