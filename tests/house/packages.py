"""README.md names every package of packages.txt that building needs, for those without quickstart.

usage: packages.py SOURCE_DIR
"""
import os
import re
import sys

import tree

SKIPPED = 77


def main():
    root = sys.argv[1]
    readme = tree.text(root, "README.md") or ""
    with open(os.path.join(root, "packages.txt"), encoding="ascii") as file:
        rows = [line.split() for line in file if line.strip() and not line.startswith("#")]
    wrong = [row for row in rows if len(row) != 2 or row[0] not in ("build", "test", "validate", "registry")]
    if wrong:
        return tree.report([f"packages.txt: {' '.join(row)}" for row in wrong], "packages")
    if rows[0][1] not in readme:
        print("SKIPPED: README.md has no package list")
        return SKIPPED
    words = set(re.findall(r"[a-z0-9][a-z0-9.+-]+", readme))
    missing = [name for purpose, name in rows if purpose == "build" and name not in words]
    return tree.report([f"README.md does not name {name}" for name in missing], "packages")


if __name__ == "__main__":
    sys.exit(main())
