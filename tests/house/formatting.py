"""Every C file is as clang-format 14 writes it; other versions lay out differently.

usage: formatting.py SOURCE_DIR
"""
import os
import re
import shutil
import subprocess
import sys

import tree

SKIPPED = 77


def find_clang_format():
    for name in ("clang-format-14", "clang-format"):
        program = shutil.which(name)
        if program:
            version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
            if re.search(r"version 14\.", version):
                return program
    return None


def main():
    root = sys.argv[1]
    program = find_clang_format()
    if not program:
        print("SKIPPED: there is no clang-format 14")
        return SKIPPED
    sources = tree.files(root, (".c", ".h"))
    done = subprocess.run(
        [program, "--dry-run", "--Werror", *sources], cwd=root, capture_output=True, text=True
    )
    wrong = sorted({line.split(":")[0] for line in done.stderr.splitlines() if "error:" in line})
    for path in wrong:
        print(f"{path}: run clang-format -i {os.path.normpath(path)}")
    print(f"{len(sources)} files, {len(wrong)} to be formatted")
    return 1 if wrong or done.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
