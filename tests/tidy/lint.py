"""clang-tidy on the compiled sources that the last commit or the working tree changed; headers through their users.

    lint.py clang-tidy-14 BUILD_FOLDER
"""

import pathlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

SKIPPED = 77
JOBS = 2


def git(*arguments):
    answer = subprocess.run(["git", *arguments], capture_output=True, text=True)
    return answer.stdout.split() if answer.returncode == 0 else []


def changed_sources():
    """Against the parent of the last commit; the first commit of all is compared with nothing and checked whole."""
    tracked = git("diff", "--name-only", "HEAD~1") or git("ls-files")
    names = set(tracked + git("ls-files", "--others", "--exclude-standard"))
    return sorted(n for n in names if n.startswith("src/") and n.endswith(".cpp") and pathlib.Path(n).exists())


def main(tool, build):
    sources = changed_sources()
    if not sources:
        print("no source changed")
        return SKIPPED

    def lint(source):
        # GCC's flags that clang does not know are no finding.
        command = [tool, "-p", build, "--quiet", "--extra-arg=-Wno-unknown-warning-option", source]
        return source, subprocess.run(command, capture_output=True, text=True)

    with ThreadPoolExecutor(JOBS) as pool:
        answers = list(pool.map(lint, sources))
    for source, answer in answers:
        if answer.returncode != 0:
            print(f"{source}:\n{answer.stdout}{answer.stderr}")
    return int(any(answer.returncode != 0 for _, answer in answers))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
