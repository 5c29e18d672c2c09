"""Installs a list of requirements named in pyproject.toml into the Python that runs this: `build`, or an extra's name.

pip alone can install an extra only together with the package, which would build it once more. With --each they are
installed one by one: what cannot be is named, and the others are there.
"""

import subprocess
import sys
import tomllib


def install(requirements):
    return subprocess.call([sys.executable, "-m", "pip", "install", "--quiet", *requirements])


def install_each(requirements):
    for requirement in requirements:
        if install([requirement]):
            print(f"not installed: {requirement}", file=sys.stderr)
    return 0


path, group, *options = sys.argv[1:]
with open(path, "rb") as file:
    document = tomllib.load(file)
if group == "build":
    requirements = document["build-system"]["requires"]
else:
    requirements = document["project"]["optional-dependencies"][group]
sys.exit((install_each if "--each" in options else install)(requirements))
