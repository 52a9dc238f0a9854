#!/usr/bin/env python3
"""Daily maps of one table, by whole processes that load their layers once: `bordermap series` beside MapServer
(python3-mapscript) and Mapnik (python3-mapnik), alternately.

    series_peers.py PROGRAM [--frames 100] [--jobs 1,4] [--rounds N] [--folder DIR] [--keep]

Every program draws 1600×1200 pixels of the same ground as peers.py, a map a day of 2022. MapServer and Mapnik get
each day's events as a shapefile of its own, write PNG with zlib's level 1, and draw in as many forked processes as
bordermap has; Mapnik draws base and names once and each day's events on a copy. bordermap reads one table in CSV,
places words with each event, and draws title, legend, scale bar and locator as well. Prints maps per second of wall time,
CPU milliseconds a map over all processes, and the ratio of wall times to bordermap's. What is not installed is left out.
"""
import argparse
import datetime
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import peer_data  # noqa: E402
import peer_maps  # noqa: E402

EVENTS_A_DAY = 12

# Each peer as a program: argument 1 is the number of frames, 2 that of processes.
FORKS = '''
import os, sys
frames, jobs = int(sys.argv[1]), int(sys.argv[2])
children = []
for job in range(jobs):
    child = os.fork() if jobs > 1 else 0
    if child:
        children.append(child)
        continue
    for number in range(job, frames, jobs):
        draw(number)
    if jobs > 1:
        os._exit(0)
sys.exit(max([0] + [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]))
'''
MAPSERVER = '''
import mapscript
page = mapscript.mapObj("mapserver-0-1.map")
layer = page.getLayerByName("events")
def draw(number):
    layer.data = os.path.abspath(f"events-{number}")
    page.draw().save(f"mapserver/{number}.png", page)
'''
MAPNIK = '''
import mapnik
mapnik.FontEngine.register_font(FONT)
face = next(name for name in mapnik.FontEngine.face_names() if name.startswith(("Roboto", "DejaVu Sans")))
text = open("mapnik-0.xml", encoding="utf-8").read().replace("FACE", face)
def load(keep):
    page = mapnik.Map(1600, 1200)
    mapnik.load_map_from_string(page, text)
    page.zoom_to_box(mapnik.Box2d(*EXTENT))
    for i in reversed(range(len(page.layers))):
        if (page.layers[i].name == "events") != keep:
            del page.layers[i]
    return page
ground = mapnik.Image(1600, 1200)
mapnik.render(load(False), ground)
ground.premultiply()
page = load(True)
page.background = mapnik.Color("transparent")
def draw(number):
    page.layers[0].datasource = mapnik.Shapefile(file=f"events-{number}")
    events, image = mapnik.Image(1600, 1200), mapnik.Image(1600, 1200)
    mapnik.render(page, events)
    events.premultiply()
    image.premultiply()
    image.composite(ground)
    image.composite(events)
    image.demultiply()
    image.save(f"mapnik/{number}.png", "png32:z=1")
'''


def write_days(folder, frames):
    """One table of all days, and a shapefile a day."""
    chance = random.Random(frames)
    places = [(name, at) for _, name, at in peer_data.towns()[:400]]
    first = datetime.date(2022, 1, 1)
    with open(os.path.join(folder, "days.csv"), "w", encoding="utf-8") as table:
        table.write("id,start,place,category,title,lon,lat\n")
        for number in range(frames):
            shapes, rows = [], []
            for k in range(EVENTS_A_DAY):
                name, (lon, lat) = chance.choice(places)
                lon = min(max(chance.gauss(lon, 0.06), 22.1), 33.9)
                lat = min(max(chance.gauss(lat, 0.04), 49.1), 54.4)
                category = chance.choice(peer_data.CATEGORIES)
                day = first + datetime.timedelta(number)
                table.write(f"E{number}-{k},{day},{name.replace(',', ' ')},{category},"
                            f"{chance.choice(peer_data.WHAT[category])},{lon:.5f},{lat:.5f}\n")
                shapes.append([(lon, lat)])
                rows.append((category,))
            peer_data.write_shapefile(os.path.join(folder, f"events-{number}"), 1, shapes, [("CATEGORY", 10)], rows)
    return first, first + datetime.timedelta(frames - 1)


def run(command, folder, environment):
    """Wall and CPU seconds of the process and its children."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0 and not (done.returncode == 1 and command[1] == "series"):
        print(f"  {command[0]} failed: {done.stderr.strip()[-300:]}")
        return None
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def can_import(module):
    return subprocess.run(["/usr/bin/python3", "-c", f"import {module}"], capture_output=True, check=False).returncode == 0


def contestants(program, frames, jobs, span, folder):
    found = [("bordermap", [program, "series", "days.csv", "--every", "day", "--from", str(span[0]), "--to", str(span[1]),
                            "-o", "own/{start}.png", "--size", "1600x1200", "--extent", "22,49,34,54.5", "--quiet",
                            "-j", str(jobs)])]
    for name, module, text in (("MapServer", "mapscript", MAPSERVER), ("Mapnik", "mapnik", MAPNIK)):
        if not can_import(module):
            print(f"  {name}: python3-{module} is not installed")
            continue
        os.makedirs(os.path.join(folder, module if module == "mapnik" else "mapserver"), exist_ok=True)
        path = os.path.join(folder, f"draw-{module}.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write("import os\n" + text.replace("FONT", repr(peer_maps.font()))
                       .replace("*EXTENT", ", ".join(map(str, peer_maps.EXTENT))) + FORKS)
        found.append((name, ["/usr/bin/python3", path, str(frames), str(jobs)]))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--frames", type=int, default=100)
    parser.add_argument("--jobs", default="1,4")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder")
    parser.add_argument("--keep", action="store_true", help="leave the folder with the maps")
    arguments = parser.parse_args()
    folder = arguments.folder or tempfile.mkdtemp(prefix="bordermap-series-")
    os.makedirs(folder, exist_ok=True)
    try:
        peer_data.write_ground(folder)
        span = write_days(folder, arguments.frames)
        peer_maps.write_mapfile(folder, 0, True)
        peer_maps.write_mapnik(folder, 0, True)
        environment = dict(os.environ, BORDERMAP_CACHE=os.path.join(folder, "cache"))
        for jobs in map(int, arguments.jobs.split(",")):
            found = contestants(os.path.abspath(arguments.program), arguments.frames, jobs, span, folder)
            took = {name: [] for name, _ in found}
            for number in range(arguments.rounds + 1):  # the first warms caches
                for name, command in found:
                    one = run(command, folder, environment)
                    if one and number > 0:
                        took[name].append(one)
            print(f"{arguments.frames} maps, {jobs} process{'es' if jobs > 1 else ''}, medians of {arguments.rounds}")
            own = None
            for name, _ in found:
                if took[name]:
                    wall, cpu = (statistics.median(one[i] for one in took[name]) for i in range(2))
                    own = own or wall
                    print(f"  {name:10} {wall:6.2f} s  {arguments.frames / wall:6.1f} maps/s  {cpu / arguments.frames * 1e3:6.1f} ms"
                          f" of CPU a map  ratio {wall / own:5.2f}", flush=True)
    finally:
        if not arguments.keep:
            shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
