"""What docs/exports.md promises of the GeoJSON, checked on what the program writes for the example.

usage: geojson_promises.py PROGRAM SOURCE_DIR
"""
import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DAY = re.compile(r"\d{4}-\d\d-\d\d$")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")


def export(program, table, target):
    subprocess.run([program, "export", str(table), "-o", str(target)], check=True)
    return target.read_bytes()


def check_feature(feature, row, keys):
    properties = feature["properties"]
    assert list(properties) == keys, feature["id"]
    assert isinstance(feature["id"], int) and 0 <= feature["id"] < 2**53
    assert properties["event_id"] == row["id"] and properties["place"] == row["place"]
    assert DAY.match(properties["start"]) and DAY.match(properties["end"])
    assert INSTANT.match(properties["start_time"]) and INSTANT.match(properties["end_time"])
    assert properties["start_epoch"] < properties["end_epoch"]
    assert "" not in properties.values(), feature["id"]
    lon, lat = feature["geometry"]["coordinates"]
    assert -180 <= lon <= 180 and -90 <= lat <= 90
    is_area = properties["precision"] in ("district", "region", "country")
    assert is_area == (properties["border_km"] is None)
    assert properties["radius_m"] >= (25000 if is_area else 0)


def check_with_gdal(path, count):
    """Another program reads the same, dates as dates. Skipped without GDAL's tools."""
    if not shutil.which("ogrinfo"):
        return
    text = subprocess.run(["ogrinfo", "-ro", "-so", "-al", str(path)], check=True,
                          capture_output=True, text=True).stdout
    for line in (f"Feature Count: {count}", "Geometry: Point", "start: Date ", "end: Date ",
                 "start_time: DateTime ", "end_time: DateTime ", "event_id: String ",
                 "border_km: Real ", "source_date: Date "):
        assert line in text, f"ogrinfo does not say '{line}'"


def main():
    program, source = sys.argv[1], Path(sys.argv[2])
    table = source / "examples" / "border-incidents.csv"
    with tempfile.TemporaryDirectory() as folder:
        first = export(program, table, Path(folder) / "first.geojson")
        second = export(program, table, Path(folder) / "second.geojson")
        check_with_gdal(Path(folder) / "first.geojson", len(json.loads(first)["features"]))
    assert first == second, "two runs differ"
    text = first.decode()
    assert not re.search(r'"coordinates": \[[^]]*\.\d{7}', text), "more than 6 decimals"
    collection = json.loads(text)
    assert list(collection) == ["type", "bbox", "bordermap", "features"]
    features = collection["features"]
    rows = list(csv.DictReader(table.open(encoding="utf-8", newline="")))
    assert len(features) == len(rows) == text.count('{"type": "Feature", ')
    assert len({feature["id"] for feature in features}) == len(features)
    keys = list(features[0]["properties"])
    for feature, row in zip(features, rows):
        check_feature(feature, row, keys)
    lons = [feature["geometry"]["coordinates"][0] for feature in features]
    lats = [feature["geometry"]["coordinates"][1] for feature in features]
    assert collection["bbox"] == [min(lons), min(lats), max(lons), max(lats)]


main()
