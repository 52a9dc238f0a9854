#!/usr/bin/env python3
"""Daily maps of one table, by whole processes that load their layers once: `bordermap series` beside MapServer
(python3-mapscript) and Mapnik (python3-mapnik), alternately.

    series_peers.py PROGRAM [--frames 100] [--jobs 1,4] [--rounds N] [--events FILE] [--folder DIR] [--keep]

Every program draws 1600×1200 pixels of the same ground as peers.py, a map a day of 2022. MapServer and Mapnik get
each day's events as a shapefile of its own, write PNG with zlib's level 1, and draw in as many forked processes as
bordermap has; Mapnik draws base and names once and each day's events on a copy. bordermap reads one table in CSV,
places words with each event, and draws title, legend, scale bar and locator as well. Prints maps per second of wall time,
CPU milliseconds a map over all processes, the ratio of wall times to bordermap's, and from one more run the peak of memory:
that of the first process, of one that it forks, and how much of the latter is its own. Where perf is installed, also the
share of bordermap's CPU time that encoding takes (to pack, sum and compress the pixels of PNG files). What is not installed
is left out. --events is a table for bordermap in place of the made one, of as many days from --from on.
"""
import datetime
import os
import random
import re
import shutil
import statistics
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import peer_data  # noqa: E402
import peer_maps  # noqa: E402
import peer_run  # noqa: E402

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


# What of a program's time is the encoding of PNG files: ISA-L, and what packs and sums the pixels.
ENCODING = re.compile(r"libisal|libdeflate|libz\b|pack_|bm_adler|bm_crc|bm_deflate|bm_png")


def share_of_encoding(command, folder, environment):
    """Percent of the CPU time; None without perf."""
    if not shutil.which("perf"):
        return None
    data = os.path.join(folder, "perf.data")
    done = subprocess.run(["perf", "record", "-q", "-F", "1999", "-o", data] + command, cwd=folder, env=environment,
                          capture_output=True, check=False)
    said = subprocess.run(["perf", "report", "-i", data, "--sort", "dso,symbol", "--stdio", "-g", "none"], cwd=folder,
                          capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1) or said.returncode != 0:
        return None
    rows = [line.split(None, 1) for line in said.stdout.splitlines() if re.match(r"\s*[0-9.]+%", line)]
    return sum(float(row[0].rstrip("%")) for row in rows if ENCODING.search(row[1]))


def contestants(program, table, frames, jobs, span, folder):
    found = [("bordermap", [program, "series", table, "--every", "day", "--from", str(span[0]), "--to", str(span[1]),
                            "-o", "own/{start}.png", "--size", "1600x1200", "--extent", "22,49,34,54.5", "--quiet",
                            "-j", str(jobs)])]
    for name, module, text in (("MapServer", "mapscript", MAPSERVER), ("Mapnik", "mapnik", MAPNIK)):
        if not peer_run.can_import(module):
            print(f"  {name}: python3-{module} is not installed")
            continue
        os.makedirs(os.path.join(folder, module if module == "mapnik" else "mapserver"), exist_ok=True)
        path = os.path.join(folder, f"draw-{module}.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write("import os\n" + text.replace("FONT", repr(peer_maps.font()))
                       .replace("*EXTENT", ", ".join(map(str, peer_maps.EXTENT))) + FORKS)
        found.append((name, ["/usr/bin/python3", path, str(frames), str(jobs)]))
    return found


def compare(found, frames, jobs, rounds, folder, environment):
    took = {name: [] for name, _ in found}
    for number in range(rounds + 1):  # the first warms caches
        for name, command in found:
            one = peer_run.run(command, folder, environment)
            if one and number > 0:
                took[name].append(one)
    print(f"{frames} maps, {jobs} process{'es' if jobs > 1 else ''}, medians of {rounds}")
    own = None
    for name, command in found:
        if not took[name]:
            continue
        wall = statistics.median(one.wall_s for one in took[name])
        cpu = statistics.median(one.cpu_s for one in took[name])
        own = own or wall
        memory = peer_run.Memory()
        peer_run.run(command, folder, environment, memory.watch)
        forked = f", forked {memory.child:.0f} ({memory.child_own:.0f} its own)" if memory.child else ""
        print(f"  {name:10} {wall:6.2f} s  {frames / wall:6.1f} maps/s  {cpu / frames * 1e3:6.1f} ms of CPU a map"
              f"  ratio {wall / own:5.2f}  {memory.parent:.0f} MiB{forked}", flush=True)
    share = share_of_encoding(found[0][1], folder, environment)
    if share is not None:
        print(f"  encoding of PNG: {share:.0f} % of bordermap's CPU time")


def main():
    parser = peer_run.parser(__doc__)
    parser.add_argument("--frames", type=int, default=100)
    parser.add_argument("--jobs", default="1,4")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--events", help="a table for bordermap")
    parser.add_argument("--from", dest="first", type=datetime.date.fromisoformat, help="first day of it")
    arguments = parser.parse_args()
    with peer_run.ground(arguments) as (folder, environment):
        span, table = write_days(folder, arguments.frames), "days.csv"
        if arguments.events:
            table, first = os.path.abspath(arguments.events), arguments.first or span[0]
            span = first, first + datetime.timedelta(arguments.frames - 1)
        peer_maps.write_mapfile(folder, 0, True)
        peer_maps.write_mapnik(folder, 0, True)
        for jobs in map(int, arguments.jobs.split(",")):
            found = contestants(os.path.abspath(arguments.program), table, arguments.frames, jobs, span, folder)
            compare(found, arguments.frames, jobs, arguments.rounds, folder, environment)
    return 0


if __name__ == "__main__":
    sys.exit(main())
