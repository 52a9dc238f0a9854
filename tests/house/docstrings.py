#!/usr/bin/env python3
"""Every function of the installed headers has a docstring, its own or that of those above it."""
import pathlib
import sys


def undocumented(path):
    """A line for each function that follows neither a comment nor a function that does."""
    is_documented = False
    in_function = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("BM_API "):
            in_function = True
            if not is_documented:
                yield f"{path.name}:{number}: no docstring before '{line[:60]}'"
        if not in_function:
            is_documented = line.rstrip().endswith("*/") and not line.rstrip().endswith("; */")
            is_documented = is_documented and line.lstrip().startswith(("/**", "*"))
        if in_function and line.rstrip().endswith(";"):
            in_function = False


def main(source):
    headers = sorted(pathlib.Path(source, "include", "bordermap").glob("*.h"))
    found = [line for header in headers for line in undocumented(header)]
    print("\n".join(found) or f"{len(headers)} headers: every function has a docstring")
    return 1 if found or not headers else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
