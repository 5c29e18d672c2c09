"""The umbrella header compiles in about twice the time of the standard headers it uses, which is the aim.

It measures 1.90 to 2.05 times; the limit leaves room for that, and is to become 2 when that is never exceeded.

    compile_time.py g++

Best of several, in processor time, so that a busy machine does not decide.
"""

import pathlib
import re
import resource
import subprocess
import sys

RATIO_MAX = 2.1
ROUNDS = 5
BATCHES = 5


def seconds(compiler, text):
    """Processor time to read `text` once."""
    command = [compiler, "-std=c++20", "-Iinclude", "-fsyntax-only", "-x", "c++", "-"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, input=text, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def standard_headers():
    headers = set()
    for file in pathlib.Path("include/slakit").rglob("*.hpp"):
        headers |= set(re.findall(r"^#include <([a-z_]+)>", file.read_text(), re.MULTILINE))
    return sorted(headers)


def main(compiler):
    standard_text = "".join(f"#include <{header}>\n" for header in standard_headers())
    umbrella_text = '#include "slakit/slakit.hpp"\n'
    standard = umbrella = float("inf")
    for _ in range(BATCHES):
        for _ in range(ROUNDS):  # in turns, so that a machine that slows down slows both
            standard = min(standard, seconds(compiler, standard_text))
            umbrella = min(umbrella, seconds(compiler, umbrella_text))
        if umbrella <= RATIO_MAX * standard:
            break
    print(f"umbrella {umbrella:.2f} s, its standard headers {standard:.2f} s: {umbrella / standard:.2f} times")
    return int(umbrella > RATIO_MAX * standard)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
