#!/usr/bin/env python3
"""How long exports of many events take, beside ogr2ogr and jq, and how much memory.

usage: bench/exports.py --program FILE [--rows N] [--only FORMAT,…] [--keep DIR]

Writes a table of N events (default 1,000,000) with positions, reads it once to warm the disk's cache, and then runs one
program after the other. ogr2ogr reads the same table, of which it writes the columns as they are and locates nothing; and what
bordermap made of the table, so that it has as many columns to write: GeoJSON a feature a line, as jq does, and for a GeoPackage
also a FlatGeobuf, for a FlatGeobuf a GeoPackage, which are the fastest that it reads. Each writes to the same disk. Seconds are
of the wall, and of the processor in brackets; megabytes are of the file and of the largest resident memory.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time

NAMES = {"geojson": "GeoJSON", "gpkg": "GPKG", "fgb": "FlatGeobuf", "shp": "ESRI Shapefile", "kml": "KML"}
FROM_TABLE = ["-oo", "X_POSSIBLE_NAMES=lon", "-oo", "Y_POSSIBLE_NAMES=lat", "-oo", "AUTODETECT_TYPE=YES", "-a_srs", "EPSG:4326"]
PLACES = [("Ovruch", 28.8056, 51.3244), ("Stolin", 26.8439, 51.8907), ("Kyiv", 30.5238, 50.4547)]


def write_table(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        file.write("id,date,place,lon,lat,category,title,source\n")
        for i in range(rows):
            name, lon, lat = PLACES[i % 3]
            file.write(f"e{i},2022-{i % 12 + 1:02}-{i % 28 + 1:02},{name},{lon + (i * 7919 % 100003) / 1e5:.5f},"
                       f"{lat + (i * 104729 % 100003) / 1e5:.5f},strike,Event number {i},desk\n")


def run(command, output=None):
    """Seconds of the wall, of the processor, and megabytes of memory."""
    os.sync()
    begun = time.monotonic()
    with open(output or os.devnull, "wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begun
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)}: status {status}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def time_ogr2ogr(what, form, source, path, options, ours):
    """Run ogr2ogr from a source and say how much faster bordermap was."""
    for ending in (form, "shx", "dbf", "prj", "cpg"):
        part = f"{os.path.splitext(path)[0]}.{ending}"
        if os.path.exists(part):
            os.remove(part)
    other = tell(what, run(["ogr2ogr", "-f", NAMES[form], *options, path, source]), path)
    print(f"{'':24} {other / ours:7.2f} times as long as bordermap")


def tell(what, measured, path):
    wall, cpu, memory = measured
    size = os.path.getsize(path) / 1e6
    print(f"{what:24} {wall:7.2f} s ({cpu:6.2f}) {size / wall:7.1f} MB/s {size:8.1f} MB file {memory:8.0f} MB memory", flush=True)
    return wall


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--rows", type=int, default=1000000)
    parser.add_argument("--only", default="geojson,gpkg,fgb")
    parser.add_argument("--keep")
    given = parser.parse_args()
    folder = given.keep or tempfile.mkdtemp()
    os.makedirs(folder, exist_ok=True)
    table, lines = os.path.join(folder, "events.csv"), os.path.join(folder, "events.geojsonl")
    if not os.path.exists(table):
        write_table(table, given.rows)
    if not os.path.exists(lines):
        run([given.program, "export", table, "-o", lines, "--quiet"])
    for form in given.only.split(","):
        mine, theirs = (os.path.join(folder, f"{who}.{form}") for who in ("bordermap", "ogr2ogr"))
        ours = tell(f"bordermap, {form}", run([given.program, "export", table, "-o", mine, "--quiet"]), mine)
        if form not in NAMES:
            continue
        options = ["-lco", "RFC7946=YES"] if form == "geojson" else []
        time_ogr2ogr(f"ogr2ogr, csv to {form}", form, table, theirs, options + FROM_TABLE, ours)
        time_ogr2ogr(f"ogr2ogr, geojsonl to {form}", form, lines, theirs, options, ours)
        binary = {"gpkg": "fgb", "fgb": "gpkg"}.get(form)
        if binary:
            source = os.path.join(folder, f"source.{binary}")
            run([given.program, "export", table, "-o", source, "--quiet"])
            time_ogr2ogr(f"ogr2ogr, {binary} to {form}", form, source, theirs, [], ours)
        if form == "geojson" and shutil.which("jq"):
            made = os.path.join(folder, "jq.geojsonl")
            tell("jq, geojsonl", run(["jq", "-c", ".", lines], made), made)
    if not given.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
