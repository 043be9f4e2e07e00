# make build   the program, at build/daybook
# make demo    build, read samples/afghanistan-2021, print the brief's highlights
# make test    everything that is tested; last line: N passed, N failed, N skipped
# make bench   speed, with peers in the same run (never part of the tests)
# make clean   removes build/ and out/

BUILD_JOBS ?= $(shell nproc)

.PHONY: build demo test bench clean man

build:
	@scripts/build

demo: build
	@scripts/demo

test:
	@scripts/test

bench: build
	@bench/run

man: build
	@build/daybook man man

clean:
	rm -rf build build-asan out
