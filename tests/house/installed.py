"""Install the build, then build and run the example programs against the installed package, through
find_package and through pkg-config, with nothing but the installed data to be found.

usage: installed.py SOURCE_DIR BUILD_DIR CMAKE C_COMPILER FONTS_CONF [FLAG…]

FLAGs are the sanitizer flags that the library was built with.
"""
import glob
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

WARNINGS = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]
CONSUMER = """cmake_minimum_required(VERSION 3.25)
project(consumer LANGUAGES C)
find_package(bordermap {version} REQUIRED CONFIG)
foreach(source {sources})
  get_filename_component(name ${{source}} NAME_WE)
  add_executable(${{name}} ${{source}})
  target_link_libraries(${{name}} PRIVATE bordermap::bordermap)
endforeach()
"""


class Failure(Exception):
    pass


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, **options)
    if done.returncode != 0:
        raise Failure(f"{command}\nexit status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def require(condition, what):
    if not condition:
        raise Failure(what)


def find_one(prefix, pattern):
    found = glob.glob(os.path.join(prefix, "**", pattern), recursive=True)
    require(found, f"nothing like {pattern} was installed")
    return found[0]


def check_library(prefix, version):
    library = find_one(prefix, "libbordermap.so")
    real = os.path.basename(os.path.realpath(library))
    require(real == f"libbordermap.so.{version}", f"libbordermap.so leads to {real}")
    table = run(["nm", "-D", "--defined-only", library])
    names = [line.split()[-1] for line in table.splitlines()]
    foreign = [name for name in names if not name.startswith("bm_")]
    require(len(names) > 40, f"only {len(names)} names are exported")
    require(not foreign, f"the library also exports {foreign[:10]}")
    targets = find_one(prefix, "bordermapTargets*.cmake")
    folder = os.path.dirname(targets)
    for path in glob.glob(os.path.join(folder, "*.cmake")):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        require("PkgConfig::" not in text, f"{path} needs the library's own dependencies")
        require(sys.argv[1] not in text, f"{path} names the source folder")


def check_program(prefix, version, environment):
    program = os.path.join(prefix, "bin", "bordermap")
    said = run([program, "--version"], env=environment)
    require(version in said, f"--version says {said!r}")
    # The table of aliases is found where it was installed: one of them is broken, and reported.
    table = find_one(prefix, os.path.join("shapefiles", "aliases.txt"))
    with open(table, encoding="utf-8") as file:
        text = file.read()
    with open(table, "a", encoding="utf-8") as file:
        file.write("no such kind\n")
    done = subprocess.run([program, "locate", "Kyiv"], env=environment, capture_output=True, text=True, timeout=240)
    require(done.returncode == 1 and "aliases.txt:" in done.stderr and 'kind' in done.stderr,
            f"a bad line in the installed aliases.txt is not reported: {done.stderr!r}")
    with open(table, "w", encoding="utf-8") as file:
        file.write(text)
    said = run([program, "locate", "Dyvin"], env=environment)
    require("BY side" in said, f"locate says {said!r}")


def check_drawing(prefix, folder, environment):
    """The program finds the part that draws from wherever it is called, and says when it is not
    there."""
    program = os.path.join(prefix, "bin", "bordermap")
    table = find_one(prefix, "border-incidents.csv")
    link = os.path.join(folder, "linked")
    os.symlink(program, link)
    path = dict(environment, PATH=os.path.dirname(program) + ":/usr/bin:/bin")
    for number, command in enumerate((program, link, "bordermap")):
        output = os.path.join(folder, f"{number}.png")
        said = run([command, "map", table, "-o", output, "--json"], env=path, cwd=folder)
        require('"drawn"' in said and os.path.getsize(output) > 10000, f"map says {said!r}")
    part = find_one(prefix, "bordermap-draw.so")
    os.rename(part, part + ".away")
    done = subprocess.run([program, "map", table, "-o", output], capture_output=True, text=True, env=path,
                          timeout=240, check=False)
    os.rename(part + ".away", part)
    require(done.returncode == 3 and "bordermap-draw.so', which draws maps" in done.stderr,
            f"without its other part: {done.returncode}, {done.stderr!r}")


def check_pages(prefix, folder, environment):
    """Pages are read with a module that is found beside the program, and missed by name."""
    program = os.path.join(prefix, "bin", "bordermap")
    module = glob.glob(os.path.join(prefix, "**", "bordermap-html.so"), recursive=True)
    if not module:
        print("no libxml2: pages are not read")
        return
    page = os.path.join(folder, "page.html")
    with open(page, "w", encoding="utf-8") as file:
        file.write("<p>The bridge near <b>Dyvin</b> was closed.")
    command = [program, "read", page, "--mentions"]
    said = run(command, env=environment)
    require('"Dyvin"' in said or ",Dyvin," in said, f"read says {said!r} of a page")
    os.rename(module[0], module[0] + ".away")
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=240, check=False)
    os.rename(module[0] + ".away", module[0])
    require(done.returncode == 3 and "without libxml2" in done.stderr,
            f"without its module for pages: {done.returncode}, {done.stderr!r}")


def build_with_cmake(cmake, compiler, prefix, sources, version, folder, flags):
    with open(os.path.join(folder, "CMakeLists.txt"), "w", encoding="utf-8") as file:
        file.write(CONSUMER.format(version=version, sources=" ".join(f'"{path}"' for path in sources)))
    binary = os.path.join(folder, "build")
    run([cmake, "-G", "Ninja", "-S", folder, "-B", binary, f"-DCMAKE_PREFIX_PATH={prefix}",
         f"-DCMAKE_C_COMPILER={compiler}", "-DCMAKE_C_FLAGS=" + " ".join(WARNINGS + flags)])
    run([cmake, "--build", binary])
    return binary


def build_with_pkg_config(compiler, prefix, sources, version, folder, flags):
    package = find_one(prefix, "bordermap.pc")
    environment = dict(os.environ, PKG_CONFIG_PATH=os.path.dirname(package))
    require(run(["pkg-config", "--modversion", "bordermap"], env=environment).strip() == version,
            "bordermap.pc has another version")
    arguments = shlex.split(run(["pkg-config", "--cflags", "--libs", "bordermap"], env=environment))
    for source in sources:
        name = os.path.splitext(os.path.basename(source))[0]
        run([compiler, *WARNINGS, *flags, source, "-o", os.path.join(folder, name), *arguments])
    return folder


def run_locate_names(program, folder, environment):
    said = run([program, "Gomel", "Homyel", "Гомель", "Nosuchplace"], env=environment, cwd=folder)
    lines = said.splitlines()
    require(len(lines) == 4, said)
    answers = {line.split(": ", 1)[1].split(" (")[0] for line in lines[:3]}
    require(len(answers) == 1 and "BY at 52.4" in answers.pop(), said)
    require("nothing of that name" in lines[3], said)


def run_draw_map(program, folder, environment):
    table = find_one(environment["PREFIX"], "border-incidents.csv")
    output = os.path.join(folder, "out.png")
    run([program, table, output], env=environment, cwd=folder)
    with open(output, "rb") as file:
        head = file.read(24)
    require(head.startswith(b"\x89PNG\r\n\x1a\n"), "draw_map made no PNG")
    size = int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
    require(size == (1200, 900), f"draw_map made {size}")
    os.remove(output)


RUNNERS = {"locate_names": run_locate_names, "draw_map": run_draw_map}


def main():
    source_dir, build_dir, cmake, compiler, fonts_conf = sys.argv[1:6]
    flags = sys.argv[6:]
    with open(os.path.join(source_dir, "VERSION"), encoding="ascii") as file:
        version = file.read().strip()
    sources = sorted(glob.glob(os.path.join(source_dir, "examples", "*.c")))
    with tempfile.TemporaryDirectory(prefix="bordermap installed ") as folder:
        # Moved after the installation, to show that nothing depends on where it was.
        first = os.path.join(folder, "first")
        prefix = os.path.join(folder, "prefix")
        run([cmake, "--install", build_dir, "--prefix", first])
        shutil.move(first, prefix)
        environment = {name: value for name, value in os.environ.items() if name != "BORDERMAP_DATA"}
        environment.update(PREFIX=prefix, FONTCONFIG_FILE=fonts_conf,
                           BORDERMAP_CACHE=os.path.join(folder, "cache"))
        check_library(prefix, version)
        check_program(prefix, version, environment)
        check_drawing(prefix, folder, environment)
        check_pages(prefix, folder, environment)
        built = []
        for how in ("cmake", "pkg-config"):
            workplace = os.path.join(folder, how)
            os.mkdir(workplace)
            if how == "cmake":
                built.append(build_with_cmake(cmake, compiler, prefix, sources, version, workplace, flags))
            else:
                built.append(build_with_pkg_config(compiler, prefix, sources, version, workplace, flags))
        environment["LD_LIBRARY_PATH"] = os.path.dirname(find_one(prefix, "libbordermap.so"))
        for binary in built:
            for source in sources:
                name = os.path.splitext(os.path.basename(source))[0]
                require(name in RUNNERS, f"{name} is not run: add it to tests/house/installed.py")
                RUNNERS[name](os.path.join(binary, name), folder, environment)
    print(f"{len(sources)} examples, built in 2 ways, ran on installed data")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(failure)
        sys.exit(1)
