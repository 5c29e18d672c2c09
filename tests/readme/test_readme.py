"""Every program of README.md runs and prints what the README says it prints.

A block ```python, ```cpp or ```c is a program; the block ```text after it is its output. In a ```console block each line
"$ slakit ..." is a command and the lines below it are its output. "..." stands for anything.
The build gives: CC, CXX, SLAKIT_STAGE (an installed slakit).
"""

import os
import pathlib
import re
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (slakit .*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
COMPILERS = {"cpp": ("CXX", "-std=c++20", "slakit"), "c": ("CC", "-std=c99", "slakit-c")}


def programs():
    blocks = BLOCK.findall((ROOT / "README.md").read_text())
    for i, (language, text) in enumerate(blocks):
        output = blocks[i + 1][1] if i + 1 < len(blocks) and blocks[i + 1][0] == "text" else None
        if language in ("python", "cpp", "c"):
            yield pytest.param(language, text, output, id=f"{language}-{i}")
        elif language == "console":
            for command, printed in COMMAND.findall(text):
                yield pytest.param("command", command, printed, id=command)


def compiled(language, text, folder):
    """The command that runs the program, built with nothing but what pkg-config says."""
    variable, standard, package = COMPILERS[language]
    source, program = folder / f"program.{language}", folder / "program"
    source.write_text(text)
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", package], check=True, capture_output=True, text=True)
    subprocess.run([os.environ[variable], standard, str(source), "-o", str(program), *flags.stdout.split()], check=True)
    return [str(program)]


def pattern(output):
    return ".*".join(re.escape(part) for part in output.strip().split("..."))


@pytest.mark.parametrize(("language", "text", "output"), list(programs()))
def test_readme(language, text, output, tmp_path, monkeypatch):
    library = next(pathlib.Path(os.environ["SLAKIT_STAGE"]).rglob("pkgconfig")).parent
    monkeypatch.setenv("PKG_CONFIG_PATH", str(library / "pkgconfig"))
    monkeypatch.setenv("LD_LIBRARY_PATH", str(library))
    monkeypatch.setenv("PATH", f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}")
    if language == "command":
        missing = [w for w in text.split() if w.startswith("../") and not (ROOT / w).exists()]
        if missing:
            pytest.skip(f"{missing[0]} is not on this machine")
        command = text.split()
    elif language == "python":
        command = [sys.executable, "-c", text]
    else:
        command = compiled(language, text, tmp_path)
    # readline, which pytest imports, sets COLUMNS where os.environ does not see it; the page shows a pipe's width
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    printed = "\n".join(line.rstrip() for line in answer.stdout.splitlines())
    if output and output.strip():
        assert re.fullmatch(pattern(output), printed.strip(), re.DOTALL), printed
