"""Installs a list of requirements named in pyproject.toml into the Python that runs this: `build`, or an extra's name.

pip alone can install an extra only together with the package, which would build it once more.
"""

import subprocess
import sys
import tomllib

path, group = sys.argv[1:]
with open(path, "rb") as file:
    document = tomllib.load(file)
if group == "build":
    requirements = document["build-system"]["requires"]
else:
    requirements = document["project"]["optional-dependencies"][group]
sys.exit(subprocess.call([sys.executable, "-m", "pip", "install", "--quiet", *requirements]))
