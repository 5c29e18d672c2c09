"""The C library exports what slakit.h declares and nothing else.

    exports.py nm libslakit_c.so
"""

import pathlib
import re
import subprocess
import sys

nm, library = sys.argv[1:]
table = subprocess.run([nm, "--dynamic", "--defined-only", "--no-demangle", library], check=True, capture_output=True,
                       text=True).stdout
exported = {line.split()[-1].split("@")[0] for line in table.splitlines()}
header = re.sub(r"/\*.*?\*/|//[^\n]*", "", pathlib.Path("include/slakit.h").read_text(), flags=re.DOTALL)
declared = set(re.findall(r"\b(slakit_\w+)\s*\((?!\s*\*)", header))
print("exported, not declared:", sorted(exported - declared))
print("declared, not exported:", sorted(declared - exported))
sys.exit(int(exported != declared))
