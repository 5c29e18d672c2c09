"""Rules that a reader of the text can check, and a compiler does not."""

import pathlib
import re
import sys

FOLDERS = ["include", "src", "bindings", "examples", "bench", "tests"]
LIBRARY = ("include/", "src/", "bindings/")
AMOUNTS = tuple(f"{top}/{floor}/" for top in ("include/slakit", "src") for floor in ("money", "penalty", "settlement"))
WIDE_INTEGER = r"\b__int128\b"
BANNED = [
    (LIBRARY, r"_clock::now\b|\btime\(nullptr\)|\bgettimeofday\b", "reads the clock; callers pass as_of"),
    (LIBRARY, WIDE_INTEGER, "-Wpedantic refuses it; use base/wide.hpp or base/multiply_high.hpp"),
    (("",), r"\busing namespace std;", "qualify names"),
    (AMOUNTS, r"\b(float|double)\b", "floating point where amounts are made"),
]
MAY = {WIDE_INTEGER: ("include/slakit/base/multiply_high.hpp",)}
ZONE_ENGINE = "src/time/tzdb.cpp"  # the only file that may see date/tz.h, whose classes depend on a macro


def code_of(line):
    """The line without its text literals and its comment."""
    return re.sub(r'"(\\.|[^"\\])*"', '""', line).split("//")[0]


def problems_of(name, text):
    if re.search(r'#\s*include\s+[<"]date/tz\.h', text) and name != ZONE_ENGINE:
        yield f"{name}: includes date/tz.h; only {ZONE_ENGINE} may"
    for number, line in enumerate(text.splitlines(), 1):
        if not code_of(line).isascii() and "R\"" not in text:
            yield f"{name}:{number}: not ASCII"
        for where, pattern, why in BANNED:
            if name.startswith(where) and name not in MAY.get(pattern, ()) and re.search(pattern, code_of(line)):
                yield f"{name}:{number}: {why}"


def main():
    files = [f for folder in FOLDERS for suffix in ("hpp", "cpp", "h", "c") for f in pathlib.Path(folder).rglob("*." + suffix)]
    problems = [p for file in sorted(files) for p in problems_of(file.as_posix(), file.read_text())]
    print("\n".join(problems))
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
