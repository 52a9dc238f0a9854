#!/usr/bin/env python3
"""Whole processes that draw one map each, from the same layers and points: bordermap beside MapServer's
map2img and Mapnik, alternately, with medians, ratios and peak memory.

    peers.py PROGRAM [--events 500,10000,1000000] [--rounds N] [--folder DIR] [--keep]

Every program draws 1600×1200 pixels of 22–34° E, 49–54.5° N in the same conic: countries, oblast
boundaries, rivers, lakes, the border, names of towns with a halo, and the events as symbols by
category. bordermap places its labels with leaders, and draws title, legend, scale bar and credit as
well. MapServer and Mapnik read the events from a shapefile, which suits them best, and draw them as
pixmaps without looking for room; bordermap reads CSV. Their PNG comes twice: as they write it by default and with
zlib's level 1. What is not installed (cgi-mapserver's map2img, python3-mapnik) is left out.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import peer_data  # noqa: E402
import peer_maps  # noqa: E402

EXTENT = "22,49,34,54.5"


def run(command, folder, environment):
    """Wall seconds and peak MiB of one process."""
    start = time.perf_counter()
    with open(os.path.join(folder, "said.txt"), "w", encoding="utf-8") as said:
        child = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    took = time.perf_counter() - start
    if child.returncode != 0 and not (child.returncode == 1 and command[1] == "map"):  # ours: done with findings
        with open(os.path.join(folder, "said.txt"), encoding="utf-8") as said:
            print(f"  {command[0]} failed: {said.read().strip()[:300]}")
        return None
    return took, usage.ru_maxrss / 1024


def help_of(program):
    return subprocess.run([program, "map", "--help"], capture_output=True, text=True, check=False).stdout


def contestants(program, count, folder):
    """(name, command) of each; bordermap comes first, and the ratios are to it."""
    table = f"events-{count}.csv"
    own = [program, "map", table, "-o", f"own-{count}.png", "--size", "1600x1200", "--extent", EXTENT, "--quiet"]
    found = []
    if count <= 100000:
        found.append(("bordermap", own))
    elif "--density" in help_of(program):
        found.append(("bordermap --density hex", own + ["--density", "hex"]))
    else:
        print("  this bordermap has no --density: left out")
    if shutil.which("map2img"):
        for fast in (False, True):
            name = peer_maps.write_mapfile(folder, count, fast)
            found.append(("map2img" + (", fast PNG" if fast else ""),
                          ["map2img", "-m", name, "-o", f"mapserver-{count}-{int(fast)}.png"]))
    if subprocess.run(["/usr/bin/python3", "-c", "import mapnik"], capture_output=True, check=False).returncode == 0:
        for fast in (False, True):
            name = peer_maps.write_mapnik(folder, count, fast)
            found.append(("Mapnik" + (", fast PNG" if fast else ""), ["/usr/bin/python3", name]))
    return found


def compare(program, count, rounds, folder):
    peer_data.write_events(folder, count)
    found = contestants(program, count, folder)
    environment = dict(os.environ, BORDERMAP_CACHE=os.path.join(folder, "cache"))
    for _, command in found:  # warm caches
        run(command, folder, environment)
    took = {name: [] for name, _ in found}
    for _ in range(rounds):
        for name, command in found:
            one = run(command, folder, environment)
            if one:
                took[name].append(one)
    print(f"{count} events, medians of {rounds}")
    own = None
    for name, _ in found:
        if not took[name]:
            continue
        wall = statistics.median(seconds for seconds, _ in took[name])
        least = min(seconds for seconds, _ in took[name])
        peak = statistics.median(memory for _, memory in took[name])
        own = own or (wall, least)
        print(f"  {name:24} {wall * 1e3:8.0f} ms  fastest {least * 1e3:8.0f}  {peak:6.0f} MiB"
              f"  ratio {wall / own[0]:5.2f}, of the fastest {least / own[1]:5.2f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--events", default="500,10000")
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--folder")
    parser.add_argument("--keep", action="store_true", help="leave the folder with the maps")
    arguments = parser.parse_args()
    folder = arguments.folder or tempfile.mkdtemp(prefix="bordermap-peers-")
    os.makedirs(folder, exist_ok=True)
    try:
        peer_data.write_ground(folder)
        for count in arguments.events.split(","):
            count = int(count)
            compare(os.path.abspath(arguments.program), count, arguments.rounds if count < 100000 else 3, folder)
    finally:
        if not arguments.keep:
            shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
