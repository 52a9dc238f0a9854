"""Compile each public header alone and twice, as C11 and, when there is a compiler, as C++17.

usage: headers.py SOURCE_DIR BUILD_DIR C_COMPILER [CXX_COMPILER]
"""
import glob
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

FLAGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wundef", "-Wshadow", "-Werror", "-fsyntax-only"]


def compile_header(job):
    compiler, standard, ending, include_dirs, header, folder = job
    source = os.path.join(folder, f"{header.replace('/', '_')}.{ending}")
    with open(source, "w", encoding="ascii") as file:
        file.write(f"#include <{header}>\n#include <{header}>\ntypedef int not_empty;\n")
    command = [compiler, f"-std={standard}", *FLAGS, *include_dirs, source]
    done = subprocess.run(command, capture_output=True, text=True)
    return header, standard, done.returncode, done.stderr


def main():
    source_dir, build_dir, c_compiler = sys.argv[1:4]
    cxx_compiler = sys.argv[4] if len(sys.argv) > 4 else ""
    roots = [os.path.join(source_dir, "include"), os.path.join(build_dir, "include")]
    headers = sorted(
        os.path.relpath(path, root)
        for root in roots
        for path in glob.glob(os.path.join(root, "bordermap", "*.h"))
    )
    include_dirs = [f"-I{root}" for root in roots]
    languages = [(c_compiler, "c11", "c")]
    if cxx_compiler:
        languages.append((cxx_compiler, "c++17", "cpp"))
    else:
        print("SKIPPED as C++17: no C++ compiler was found")
    failed = 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        jobs = [(*language, include_dirs, header, folder) for language in languages for header in headers]
        for header, standard, status, messages in pool.map(compile_header, jobs):
            if status:
                failed += 1
                print(f"{header} as {standard}:\n{messages}")
    print(f"{len(headers)} headers, {len(languages)} language(s), {failed} failed")
    return 1 if failed or len(headers) < 15 else 0


if __name__ == "__main__":
    sys.exit(main())
