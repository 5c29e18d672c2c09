"""The umbrella header costs the compiler at most twice the standard headers it uses (DESIGN.md).

    compile_time.py g++

Counted in the instructions that the compiler executes, which are the same on an idle machine and on a busy one; seconds
are not, and their ratio differs by a tenth from run to run.
"""

import pathlib
import re
import subprocess
import sys

RATIO_MAX = 1.95


def instructions(compiler, text):
    """What it takes to read `text` once: of the compiler and of what it starts."""
    counter = "valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null --trace-children=yes".split()
    command = [*counter, compiler, "-std=c++20", "-Iinclude", "-fsyntax-only", "-x", "c++", "-"]
    report = subprocess.run(command, input=text, text=True, check=True, stderr=subprocess.PIPE).stderr
    return sum(int(count.replace(",", "")) for count in re.findall(r"I\s+refs:\s+([\d,]+)", report))


def standard_headers():
    headers = set()
    for file in pathlib.Path("include/slakit").rglob("*.hpp"):
        headers |= set(re.findall(r"^#include <([a-z_]+)>", file.read_text(), re.MULTILINE))
    return sorted(headers)


def main(compiler):
    standard = instructions(compiler, "".join(f"#include <{header}>\n" for header in standard_headers()))
    umbrella = instructions(compiler, '#include "slakit/slakit.hpp"\n')
    print(
        f"umbrella {umbrella / 1e9:.2f} billion instructions, its standard headers {standard / 1e9:.2f}: "
        f"{umbrella / standard:.3f} times"
    )
    return int(umbrella > RATIO_MAX * standard)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
