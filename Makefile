# A thin front of CMakePresets.json.
.PHONY: audit test bench clean dependencies

audit: dependencies
	@cmake --workflow --preset audit

test: dependencies
	@python3 tests/run.py dev sanitize

bench: dependencies
	@sh bench/peers/install-dependencies.sh || echo "Going on: the peers that need them are skipped."
	@cmake --workflow --preset bench

clean:
	rm -rf build .venv

dependencies:
	@sh cmake/install-dependencies.sh
