#!/usr/bin/env python3
"""A million events in a table: load, locate, export and draw, beside ogr2ogr and jq, with ratios.

    large.py PROGRAM [--rows 1000000] [--rounds 3] [--folder DIR]

PROGRAM is build/release/cli/bordermap; the table comes from bench_stream, which has to be built
(cmake --build --preset release --target bench). Every line is one whole process: median wall seconds,
processor seconds, and the largest peak of memory, which a child reports of itself (wait4), so that it
is not that of this program. Files go to --folder, a memory disk if there is one (/dev/shm): otherwise
the disk is measured, as bordermap puts a file on it before it names it and ogr2ogr does not.
What is not installed (gdal-bin, jq) is left out.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


class Table:
    """Lines that are printed, and the seconds that ratios are made of."""

    def __init__(self, folder, rounds):
        self.folder, self.rounds = folder, rounds
        self.environment = dict(os.environ, BORDERMAP_CACHE=os.path.join(folder, "cache"))

    def once(self, command, output):
        start = time.perf_counter()
        with open(output, "wb") if output else open(os.devnull, "wb") as out:
            child = subprocess.Popen(command, cwd=self.folder, env=self.environment, stdout=out,
                                     stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        return time.perf_counter() - start, usage, child.returncode

    def line(self, name, command, made=None, output=None, good=(0, 1)):
        """Median wall seconds; None when it does not run."""
        walls, processors, peak = [], [], 0
        for _ in range(self.rounds):
            for path in [made] if made else []:
                if os.path.exists(os.path.join(self.folder, path)):
                    os.remove(os.path.join(self.folder, path))
            wall, usage, code = self.once(command, output)
            if code not in good:
                print(f"  {name:34} failed with {code}")
                return None
            walls.append(wall)
            processors.append(usage.ru_utime + usage.ru_stime)
            peak = max(peak, usage.ru_maxrss / 1024)
        size = os.path.getsize(os.path.join(self.folder, made)) if made else 0
        wall = statistics.median(walls)
        speed = f"{size / 1e6 / wall:7.0f} MB/s" if size else ""
        print(f"  {name:34} {wall:7.2f} s  {statistics.median(processors):7.2f} s of processors"
              f"  {peak:6.0f} MiB  {speed}", flush=True)
        return wall


def ratio(name, ours, theirs):
    if ours and theirs:
        print(f"  {name:34} {theirs / ours:7.2f} times the time of bordermap")


def write_names(rows, folder):
    """A table without coordinates: names that recur, as names do."""
    names = ["Stolin", "Pinsk", "Mazyr", "Ovruch", "Kovel", "Chernihiv", "Homyel", "Brest", "Rivne", "Korosten",
             "Sarny", "Luninyets", "Zhytkavichy", "Kalinkavichy", "Rechytsa", "Dobrush", "Loyew", "Slavutych",
             "Lutsk", "Malaryta"]
    with open(os.path.join(folder, "names.csv"), "w", encoding="utf-8") as table:
        table.write("id,date,place,category\n")
        for i in range(rows):
            table.write(f"N{i},2022-{i % 12 + 1:02d}-{i % 28 + 1:02d},{names[i * 7 % len(names)]},strike\n")


def measure(program, rows, rounds, folder):
    table = Table(folder, rounds)
    writer = os.path.join(os.path.dirname(program), "..", "bench", "bench_stream")
    if not os.path.exists(writer):
        sys.exit(f"{writer} is not there: cmake --build --preset release --target bench_stream")
    subprocess.run([writer, "--write", os.path.join(folder, "events.csv"), str(rows)], check=True)
    write_names(rows, folder)
    size = os.path.getsize(os.path.join(folder, "events.csv"))
    print(f"{rows} events with coordinates, {size / 1e6:.0f} MB of CSV; medians of {rounds}")
    table.once([program, "export", "events.csv", "-o", "warm.geojson", "--to", "1990"], None)
    table.line("load (map of no event)", [program, "map", "events.csv", "-o", "none.png", "--to", "1990", "--density",
                                          "hex", "--quiet"])
    table.line("load and map, hexagons", [program, "map", "events.csv", "-o", "hex.png", "--density", "hex",
                                          "--quiet"], "hex.png")
    table.line("locate (export to nowhere)", [program, "export", "events.csv", "-o", "-", "--quiet"])
    own = table.line("export to GeoJSON", [program, "export", "events.csv", "-o", "own.geojson", "--quiet"],
                     "own.geojson")
    table.line("export of names to GeoJSON", [program, "export", "names.csv", "-o", "names.geojson", "--quiet"],
               "names.geojson")
    table.line("export to CSV", [program, "export", "events.csv", "-o", "own.csv", "--quiet"], "own.csv")
    if shutil.which("ogr2ogr"):
        theirs = table.line("ogr2ogr to GeoJSON, nothing located",
                            ["ogr2ogr", "-f", "GeoJSON", "ogr.geojson", "events.csv", "-oo", "X_POSSIBLE_NAMES=lon",
                             "-oo", "Y_POSSIBLE_NAMES=lat"], "ogr.geojson")
        ratio("ogr2ogr", own, theirs)
    else:
        print("  ogr2ogr (gdal-bin) is not installed: left out")
    if shutil.which("jq"):
        jq = table.line("jq -c . of the ogr2ogr's" if os.path.exists(os.path.join(folder, "ogr.geojson")) else
                        "jq -c . of ours", ["jq", "-c", ".", "ogr.geojson" if os.path.exists(
                            os.path.join(folder, "ogr.geojson")) else "own.geojson"])
        ratio("jq, which only reads and writes", own, jq)
    else:
        print("  jq is not installed: left out")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--rows", type=int, default=1000000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", help="where files go (default: a temporary one in /dev/shm, else /tmp)")
    arguments = parser.parse_args()
    room = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = arguments.folder or tempfile.mkdtemp(prefix="bordermap-large-", dir=room)
    os.makedirs(folder, exist_ok=True)
    try:
        measure(os.path.abspath(arguments.program), arguments.rows, arguments.rounds, folder)
    finally:
        if not arguments.folder:
            shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
