"""A header includes its own floor or a lower one, never a higher one; the umbrella includes all, in floor order."""

import pathlib
import re
import sys

FLOORS = ["base", "time", "money", "calendar", "event", "clock", "contract", "plan", "assessment", "penalty",
          "settlement", "audit", "io"]
# Lower floors that a floor must not see all the same.
NEVER = {("money", "time"), ("time", "money"), ("calendar", "money"), ("clock", "money"), ("assessment", "money")}
INCLUDE = re.compile(r'^\s*#\s*include\s+[<"](slakit/[^>"]+)[>"]', re.MULTILINE)


def floor_of(name):
    """"time" for "slakit/time/zone.hpp"; nothing for the umbrella and the version."""
    parts = pathlib.PurePosixPath(name).parts
    return parts[1] if len(parts) == 3 else None


def may_include(own, other):
    # io stands beside audit: it includes what it reads and writes, and no floor includes it.
    return (own, other) not in NEVER and FLOORS.index(other) <= FLOORS.index(own)


def check_floors(root, problems):
    for header in sorted((root / "slakit").rglob("*.hpp")):
        name = header.relative_to(root).as_posix()
        own = floor_of(name)
        if own is None:
            continue
        if own not in FLOORS:
            problems.append(f"{name}: no floor is called {own}")
            continue
        for included in INCLUDE.findall(header.read_text()):
            other = floor_of(included)
            if other is not None and not may_include(own, other):
                problems.append(f"{name}: floor {own} includes {included}")


# Besides each floor's describe.hpp, for programs that walk over the language itself, and what a calendar is while it is built: few need them, and these take
# time to compile.
APART = {
    "slakit/base/field.hpp",
    "slakit/base/field_reader.hpp",
    "slakit/base/field_writer.hpp",
    "slakit/calendar/day_patterns.hpp",
    "slakit/contract/schema.hpp",
}


def check_umbrella(root, problems):
    included = INCLUDE.findall((root / "slakit/slakit.hpp").read_text())
    asked = INCLUDE.findall((root / "slakit/what_if.hpp").read_text())
    there = {header.relative_to(root).as_posix() for header in (root / "slakit").rglob("*.hpp")}
    apart = APART | {name for name in there if name.endswith("/describe.hpp")}
    for name in sorted(there - set(included) - set(asked) - {"slakit/slakit.hpp", "slakit/what_if.hpp"} - apart):
        problems.append(f"slakit/slakit.hpp: does not include {name}")
    for umbrella, names in (("slakit.hpp", included), ("what_if.hpp", asked)):
        order = [FLOORS.index(floor) for floor in map(floor_of, names) if floor]
        if order != sorted(order):
            problems.append(f"slakit/{umbrella}: not in floor order")


def main():
    root = pathlib.Path("include")
    problems = []
    check_floors(root, problems)
    check_umbrella(root, problems)
    print("\n".join(problems))
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
