"""Runs the named workflow presets, all of them whatever fails, and ends with a line that counts tests.

A CTest entry whose runner leaves its own JUnit file (GoogleTest, pytest) counts as the tests in that file.
"""

import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent


def count_cases(cases):
    """(passed, failed, skipped) of JUnit <testcase> elements, as GoogleTest, pytest and CTest write them."""
    failed = skipped = total = 0
    for case in cases:
        total += 1
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is not None:
            skipped += 1
    return total - failed - skipped, failed, skipped


def count_entry(entry, results):
    """(passed, failed, skipped) of one CTest entry: its own file's, or itself as one test."""
    passed, failed, skipped = count_cases([entry])
    own = results / (entry.get("name") + ".xml")
    if own.exists():
        passed, own_failed, skipped = count_cases(ElementTree.parse(own).iter("testcase"))
        failed = max(failed, own_failed)  # all cases passed and yet the runner failed: a leak at exit, say
    return passed, failed, skipped


def run(preset):
    """(passed, failed, skipped) of one workflow; one that never came to its tests is one failure."""
    print(f"== {preset}", flush=True)
    results = ROOT / "build" / preset / "results"
    shutil.rmtree(results, ignore_errors=True)
    results.mkdir(parents=True)
    status = subprocess.call(["cmake", "--workflow", "--preset", preset], cwd=ROOT)
    summary = results / "ctest.junit"
    if not summary.exists():
        return 0, 1, 0
    counts = [count_entry(entry, results) for entry in ElementTree.parse(summary).iter("testcase")]
    passed, failed, skipped = (sum(column) for column in zip(*counts))
    return passed, max(failed, int(status != 0)), skipped


def main(presets):
    counts = [run(preset) for preset in presets]
    passed, failed, skipped = (sum(column) for column in zip(*counts))
    line = f"{passed} passed, {failed} failed, {skipped} skipped"
    (ROOT / "build" / "test-summary.txt").write_text(line + "\n")
    print(line, flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
