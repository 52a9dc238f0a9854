"""Hold every #include to the layers of docs/architecture.md, and every file to its length.

usage: layering.py SOURCE_DIR
"""
import os
import re
import sys

import tree

LINES_MAX = 500
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)

# Which modules a module may include from; every module may include from itself.
MAY_USE = {
    "base": set(),
    "geo": {"base"},
    "geo/gazetteer": {"base", "geo"},
    "events": {"base", "geo", "geo/gazetteer"},
    "render": {"base", "geo", "geo/gazetteer", "events"},
    "cli": set(),
    "examples": set(),
    "tests/cli": set(),
}
# The module that each public header belongs to.
PUBLIC = {
    "base": "api data date findings json sink spelling status version zone",
    "geo": "border geodesic geometry layer projection raster",
    "geo/gazetteer": "aliases gazetteer geocoder reverse",
    "events": "batch crossings database decisions event_points events export export_layers guard periods report report_index",
    "render": "atlas lint manifest map map_options series style",
    "cli": "bordermap",
}
MODULE_OF_PUBLIC = {name: module for module, names in PUBLIC.items() for name in names.split()}
# These see the public headers only, and all of them.
OUTSIDE = {"cli", "examples", "tests/cli"}
# Who may include what of others.
THIRD_PARTY = [
    (r"(proj|geodesic)\.h", {"geo"}),
    (r"shapefil\.h", {"geo"}),
    (r"(gdal|(gdal|ogr|cpl)_\w+)\.h", {"geo", "events"}),
    (r"(cairo|pango|hb|ft2|ft2build|png|fontconfig/|glib|gio/|gobject/).*", {"render"}),
    (r"librsvg/\w+\.h", {"render"}),
    (r"zlib\.h", {"events", "render"}),
    (r"libdeflate\.h|isa-l/\w+\.h", {"render"}),
    (r"csv\.h", {"events"}),
    (r"libxml/\w+\.h", {"events"}),
    (r"(xxhash|sha256)\.h", {"base"}),
    (r"utf8proc\.h", {"base", "geo/gazetteer"}),
    (r"json-c/.*|cmocka\.h", set()),
]
STANDARD = set(
    """assert ctype errno float inttypes limits locale math setjmp signal stdalign stdarg stdatomic stdbool
    stddef stdint stdio stdlib stdnoreturn string tgmath time uchar wchar""".split()
)
POSIX = set(
    """dirent dlfcn fcntl fnmatch ftw getopt glob iconv libgen malloc poll pthread sched spawn strings unistd sys/file
    sys/ioctl sys/mman sys/prctl sys/resource sys/socket sys/stat sys/time sys/types sys/uio sys/wait""".split()
)


def module_of(path):
    """The module a file belongs to; None for tests of the inside, bench and tools."""
    for module in ("geo/gazetteer", "tests/cli", "base", "geo", "events", "render", "cli", "examples"):
        if path.startswith(module + "/"):
            return module
    return None


def check_bordermap(module, name):
    if name not in MODULE_OF_PUBLIC:
        return f"<bordermap/{name}.h> belongs to no module: add it to PUBLIC in tests/house/layering.py"
    if module in OUTSIDE:
        return None
    owner = MODULE_OF_PUBLIC[name]
    if owner == module or owner in MAY_USE[module]:
        return None
    return f"{module} must not include <bordermap/{name}.h> of {owner}"


def check_system(module, name, is_public):
    stem = name[:-2] if name.endswith(".h") else name
    if stem in STANDARD:
        return None
    if stem in POSIX:
        return "a public header must not need POSIX" if is_public else None
    for pattern, modules in THIRD_PARTY:
        if re.fullmatch(pattern, name):
            if is_public:
                return f"a public header must not include <{name}>"
            return None if module in modules else f"{module} must not include <{name}>"
    return f"<{name}> is neither C, POSIX nor a known dependency"


def check_quoted(root, path, module, name):
    folder = os.path.dirname(path)
    target = name if os.path.exists(os.path.join(root, name)) else os.path.join(folder, name)
    if not os.path.exists(os.path.join(root, target)):
        return f'"{name}" is not in the tree'
    owner = module_of(target)
    if owner == module or (owner and owner in MAY_USE[module]):
        return None
    return f'{module} must not include "{name}" of {owner}'


def check_include(root, path, bracket, name):
    is_public = path.startswith("include/bordermap/")
    if is_public:
        stem = os.path.basename(path).split(".")[0]
        module = MODULE_OF_PUBLIC.get(stem)
        if module is None:
            return "this public header belongs to no module: add it to PUBLIC in layering.py"
    else:
        module = module_of(path)
        if module is None:
            return None
    if bracket == "<" and name.startswith("bordermap/"):
        return check_bordermap(module, name[len("bordermap/") : -len(".h")])
    if bracket == "<":
        return check_system(module, name, is_public)
    if is_public:
        return f'a public header must not include "{name}"'
    return check_quoted(root, path, module, name)


def main():
    root = sys.argv[1]
    complaints = []
    sources = tree.files(root, (".c", ".h", ".h.in"))
    for path in sources:
        text = tree.text(root, path)
        if text is None:
            complaints.append(f"{path}: not UTF-8 text")
            continue
        for bracket, name in INCLUDE.findall(text):
            problem = check_include(root, path, bracket, name)
            if problem:
                complaints.append(f"{path}: {problem}")
    for path in sources + tree.files(root, (".py", ".sh", ".cmake", "CMakeLists.txt")):
        length = (tree.text(root, path) or "").count("\n")
        if length > LINES_MAX:
            complaints.append(f"{path}: {length} lines; one idea a file, at most {LINES_MAX}")
    if len(sources) < 20:
        complaints.append(f"only {len(sources)} sources found below {root}")
    return tree.report(complaints, "layering")


if __name__ == "__main__":
    sys.exit(main())
