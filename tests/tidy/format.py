"""clang-format finds nothing to change. `format.py clang-format-14 --fix` changes it."""

import pathlib
import subprocess
import sys

FOLDERS = ["include", "src", "bindings", "examples", "bench", "tests"]
tool, *options = sys.argv[1:]
files = [str(f) for folder in FOLDERS for suffix in ("hpp", "cpp", "h", "c") for f in pathlib.Path(folder).rglob("*." + suffix)]
mode = ["-i"] if "--fix" in options else ["--dry-run", "--Werror"]
sys.exit(subprocess.call([tool, *mode, *sorted(files)]))
