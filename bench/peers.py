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
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import peer_data  # noqa: E402
import peer_maps  # noqa: E402
import peer_run  # noqa: E402

EXTENT = "22,49,34,54.5"


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
    if peer_run.can_import("mapnik"):
        for fast in (False, True):
            name = peer_maps.write_mapnik(folder, count, fast)
            found.append(("Mapnik" + (", fast PNG" if fast else ""), ["/usr/bin/python3", name]))
    return found


def compare(program, count, rounds, folder, environment):
    # In a process of its own: what a process has held before it becomes another program counts as that one's memory.
    writer = multiprocessing.Process(target=peer_data.write_events, args=(folder, count))
    writer.start()
    writer.join()
    if writer.exitcode:
        sys.exit("peers.py: the events could not be written")
    found = contestants(program, count, folder)
    for _, command in found:  # warm caches
        peer_run.run(command, folder, environment)
    took = {name: [] for name, _ in found}
    for _ in range(rounds):
        for name, command in found:
            one = peer_run.run(command, folder, environment)
            if one:
                took[name].append(one)
    print(f"{count} events, medians of {rounds}")
    own = None
    for name, _ in found:
        if not took[name]:
            continue
        wall = statistics.median(one.wall_s for one in took[name])
        least = min(one.wall_s for one in took[name])
        peak = statistics.median(one.peak_mib for one in took[name])
        own = own or (wall, least)
        print(f"  {name:24} {wall * 1e3:8.0f} ms  fastest {least * 1e3:8.0f}  {peak:6.0f} MiB"
              f"  ratio {wall / own[0]:5.2f}, of the fastest {least / own[1]:5.2f}", flush=True)


def main():
    parser = peer_run.parser(__doc__)
    parser.add_argument("--events", default="500,10000")
    parser.add_argument("--rounds", type=int, default=11)
    arguments = parser.parse_args()
    with peer_run.ground(arguments) as (folder, environment):
        for count in map(int, arguments.events.split(",")):
            compare(os.path.abspath(arguments.program), count, arguments.rounds if count < 100000 else 3, folder,
                    environment)
    return 0


if __name__ == "__main__":
    sys.exit(main())
