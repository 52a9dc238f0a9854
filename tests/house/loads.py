"""The program that finds places starts at once only while it loads few libraries: none that draws,
projects or reads every format. Those belong to the part that draws, or are opened when needed.

usage: loads.py SOURCE_DIR PROGRAM
"""
import re
import subprocess
import sys

MAY_LOAD = re.compile(
    r"^(libc|libm|libdl|libpthread|ld-linux[\w-]*|libshp|libcsv|libutf8proc|libmd|libgcc_s|lib\w*san)\.so")


def main():
    program = sys.argv[2]
    said = subprocess.run(["readelf", "-d", program], capture_output=True, text=True, check=True).stdout
    needed = re.findall(r"\(NEEDED\)[^\[]*\[([^\]]+)\]", said)
    if not needed:
        print(f"{program}: no libraries found; is it a program?")
        return 1
    wrong = [name for name in needed if not MAY_LOAD.match(name)]
    for name in wrong:
        print(f"{program} loads {name}: find out which object asks for it (nm, or -Wl,--cref), and keep it "
              "out of what locate, check, export and gazetteer use")
    print(f"{len(needed)} libraries: {' '.join(needed)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
