"""No unfinished business and no path of somebody's machine in any text of the tree.

usage: leftovers.py SOURCE_DIR
"""
import re
import sys

import tree

# Written so that this file does not complain about itself.
LEFTOVERS = [
    (re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b"), "unfinished business"),
    (re.compile(r"(?<![\w.$}/-])/(home|Users|root|work|build|mnt|data)/\w"), "path of a machine"),
    (re.compile(r"^(<{7}|>{7}|={7})( |$)", re.MULTILINE), "merge conflict"),
    (re.compile(r"[ \t]+$", re.MULTILINE), "blanks at a line's end"),
]
# Data and licence texts are kept as their makers wrote them.
FOREIGN = re.compile(r"^(shapefiles/licences/|LICENSE$|tests/.*/fixtures/|tests/fuzz/corpus/|tests/.*golden)")
ENDINGS = (".c", ".h", ".in", ".py", ".sh", ".md", ".txt", ".cmake", ".json", ".ini", ".scd", ".csv")
NAMES = ("quickstart", "build", "run", "recipe", "clean-root")


def main():
    root = sys.argv[1]
    complaints = []
    for path in tree.files(root):
        name = path.rsplit("/", 1)[-1]
        if FOREIGN.search(path) or not (name.endswith(ENDINGS) or name in NAMES):
            continue
        text = tree.text(root, path)
        if text is None:
            continue
        for pattern, what in LEFTOVERS:
            for match in pattern.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                complaints.append(f"{path}:{line}: {what}: {match.group().strip()!r}")
        if text and not text.endswith("\n"):
            complaints.append(f"{path}: no line break at the end")
    return tree.report(complaints, "leftovers")


if __name__ == "__main__":
    sys.exit(main())
